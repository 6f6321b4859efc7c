"""What is read for an answer: preferred years first, each side of a comparison, nothing twice."""

from pathlib import Path

import pytest
from fakes import library_in

from assistant.query.understanding import understand
from assistant.retrieval import collapsed, ranked
from index.library import Library
from index.report import RankedPassage
from index.scope import Scope

BODY = (
    "各位代表：\n\n一、{past}年工作回顾\n\n粮食产量达到{grain}万吨，比上年有所增长。\n\n"
    "二、{year}年工作安排\n\n粮食产量目标{target}万吨。\n"
)


@pytest.fixture
def reports(tmp_path: Path) -> Library:
    library = library_in(tmp_path / "library")
    for region, base in (("广东", 100), ("江苏", 300)):
        for year in (2024, 2025):
            grain = base + year - 2000
            text = BODY.format(past=year - 1, year=year, grain=grain, target=grain + 5)
            (tmp_path / f"{year}年{region}省政府工作报告.txt").write_text(
                f"{year}年{region}省政府工作报告\n\n{text}", "utf-8"
            )
    library.add(sorted(tmp_path.glob("*.txt")))
    return library


def test_the_report_that_reviews_a_year_comes_before_the_one_that_planned_it(reports: Library) -> None:
    outcome = understand("2024年广东的粮食产量是多少？", reports.metadata())
    target = understand("2024年广东的粮食产量目标是多少？", reports.metadata())
    assert ranked(reports, outcome, 3)[0].source.startswith("2025年广东")
    assert ranked(reports, target, 3)[0].source.startswith("2024年广东")
    assert {passage.source[:7] for passage in ranked(reports, outcome, 8)} == {"2024年广东", "2025年广东"}
    assert [passage.rank for passage in ranked(reports, outcome, 3)] == [1, 2, 3]


def test_each_side_of_a_comparison_has_its_share(reports: Library) -> None:
    understanding = understand("广东和江苏的粮食产量哪个高？", reports.metadata())
    assert {passage.source[5:7] for passage in ranked(reports, understanding, 2)} == {"广东", "江苏"}


def test_what_was_read_is_not_read_again() -> None:
    def passage(rank: int, report: str, text: str) -> RankedPassage:
        return RankedPassage(rank, 1 / rank, report, "", "", (), None, rank * 100, rank * 100 + len(text), text)

    same = "对疫情防控重点保障物资生产企业全额退还增值税增量留抵税额。"
    own = [f"{word}方面的措施共有{number}条，由各部门负责落实。" for number, word in enumerate("甲乙丙丁戊己庚辛")]
    passages = [
        passage(1, "a", same),
        passage(2, "b", f"二、{same}"),
        *(passage(rank, "c", text) for rank, text in enumerate(own[:6], start=3)),
        passage(9, "d", own[6] * 2),
    ]
    kept = collapsed(passages, 6, Scope())
    assert [(kept_passage.report_id, kept_passage.rank) for kept_passage in kept] == [
        ("a", 1),
        ("c", 2),
        ("c", 3),
        ("c", 4),
        ("c", 5),
        ("d", 6),
    ]
    assert [kept_passage.report_id for kept_passage in collapsed(passages, 6, Scope(reports=("c",)))].count("c") == 5


STATEMENT = "\n".join(
    f"| {label} | $ {number} |"
    for number, label in enumerate(
        (
            "Net sales",
            "Cost of sales",
            "Gross profit",
            "Research and development",
            "Operating income",
            "Interest expense",
            "Income before income taxes",
            "Income tax",
            "Net income",
            "Goodwill",
            "Total assets",
            "Total liabilities",
        ),
        start=100,
    )
)


def quarter(day: str) -> str:
    notes = "\n\n".join(
        f"Our research and development, part {number}, goes on and on as it did." for number in range(60)
    )
    return (
        f"FORM 10-Q\n\nFor the quarterly period ended {day}\n\nFinch Inc.\n\n{notes}\n\nStatements (in millions)\n\n"
        f"| | {day} |\n|---|---|\n{STATEMENT}\n"
    )


def test_the_report_named_by_its_period_comes_first_and_its_statement_among_the_first(tmp_path: Path) -> None:
    library = library_in(tmp_path / "library")
    for name, day in (("2023 Q1 Finch.md", "March 31, 2023"), ("2023 Q2 Finch.md", "June 30, 2023")):
        (tmp_path / name).write_text(quarter(day), "utf-8")
    library.add(sorted(tmp_path.glob("*.md")))
    assert {each.metadata.issuer for each in library.reports()} == {"Finch Inc."}
    question = "How much did Finch Inc. spend on research and development in its {} 10-Q?"
    for asked, source in (("Q1 2023", "2023 Q1 Finch.md"), ("latest", "2023 Q2 Finch.md")):
        found = ranked(library, understand(question.format(asked), library.metadata()), 5)
        assert [passage.source for passage in found[:4]] == [source] * 4
        assert any("Total liabilities" in passage.text for passage in found[:4])
