"""Two versions of one report, and two reports of one place and year."""

import dataclasses

from assistant.verification.reported import Reported, reported
from assistant.verification.versions import latest
from index.parsing.markdown import parse_markdown
from index.report import Metadata, Report, Source
from index.structure.sections import section_tree

LINES = ["地区生产总值增长5.8%。", "粮食产量280.76亿斤。", "新建公路126公里。", "城镇新增就业3万人。"]


def report(lines: list[str], added: str, name: str, **known: object) -> Reported:
    document = parse_markdown("\n\n".join(lines).encode())
    metadata = Metadata(
        "2025年江西省政府工作报告", region="江西", year=2025, kind="government_work_report", language="zh"
    )
    return reported(
        Report(
            name * 8,
            dataclasses.replace(metadata, **known),  # type: ignore[arg-type]
            document.text,
            "",
            "1",
            section_tree(document, None),
            document.blocks,
            sources=(Source(f"{name}.docx", None, added),),
        )
    )


def test_the_version_added_later_counts_and_the_earlier_is_named() -> None:
    first = report(LINES, "2026-01-01T00:00:00Z", "a")
    second = report(["地区生产总值增长5.9%。", *LINES[1:]], "2026-02-01T00:00:00Z", "b")
    for given in ([first, second], [second, first]):
        kept, earlier = latest(given)
        assert kept == [second]
        assert earlier == [(first, second)]


def test_two_reports_of_one_place_and_year_both_count() -> None:
    """The budget's and the government's share a place and a year, and hardly a line."""
    one = report(LINES, "2026-01-01T00:00:00Z", "a")
    other = report(["财政收入增长3%。", "财政支出增长4%。"], "2026-02-01T00:00:00Z", "b")
    assert latest([one, other]) == ([one, other], [])


def test_another_years_report_is_no_version() -> None:
    one = report(LINES, "2026-01-01T00:00:00Z", "a")
    other = report(LINES, "2026-02-01T00:00:00Z", "b", year=2024)
    assert latest([one, other]) == ([one, other], [])


def test_without_a_year_nothing_is_a_version() -> None:
    one = report(LINES, "2026-01-01T00:00:00Z", "a", year=None)
    other = report(LINES, "2026-02-01T00:00:00Z", "b", year=None)
    assert latest([one, other]) == ([one, other], [])


def named(title: str, name: str, year: int = 2025) -> Reported:
    return report(LINES, "2026-01-01T00:00:00Z", name, title=title, year=year)


def test_a_draft_gives_way_to_its_final() -> None:
    title = "2025年江西省政府工作报告"
    draft, final = named(title, "江西草案"), named(title, "江西正式")
    assert latest([draft, final]) == ([final], [(draft, final)])
    marked = named(f"{title}（征求意见稿）", "a")
    assert latest([marked, final]) == ([final], [(marked, final)])


def test_a_draft_alone_and_one_of_another_year_stay() -> None:
    draft = named("2025年江西省政府工作报告", "江西草案")
    other = named("2024年江西省政府工作报告", "江西", 2024)
    assert latest([draft, other]) == ([draft, other], [])
