"""Figures that disagree: over reports, versions and years, and inside a report."""

from pathlib import Path

import pytest
from fakes import library_in

from assistant.cli.ledger import missing_lines, row_lines
from assistant.ledger.figures import Figures, facts, figures
from assistant.ledger.row import LedgerRow
from assistant.ledger.tables import csv_text
from index.library import Library

WORK_REPORT = """{year}年青禾县政府工作报告

各位代表：

一、{before}年工作回顾

{review}

二、{year}年工作安排

今年的主要预期目标是：{plan}
"""
LINES = "粮食产量达到12万吨。\n\n新建公路126公里。\n\n城镇新增就业3万人。\n\n"
BULLETIN = "2024年青禾县国民经济和社会发展统计公报\n\n2024年，全县地区生产总值215.8亿元，比上年增长5.7%。\n"


def work_report(year: int, review: str, plan: str) -> str:
    return WORK_REPORT.format(year=year, before=year - 1, review=review, plan=plan)


def library_of(folder: Path, texts: dict[str, str]) -> Library:
    library = library_in(folder / "library")
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
        library.add([folder / name])
    return library


def told(found: Figures) -> list[tuple[str, str, bool, str]]:
    return [
        (row.source, row.entry.text, row.decides, row.set_aside.reason if row.set_aside else "") for row in found.rows
    ]


def others(row: LedgerRow) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(other.source, other.figure, other.apart) for other in row.differs]


@pytest.fixture
def disagreeing(tmp_path: Path) -> Library:
    return library_of(
        tmp_path,
        {
            "2024.txt": work_report(2024, "2023年粮食产量9万吨。", "地区生产总值增长6%左右。"),
            "2025.txt": work_report(2025, "地区生产总值212.5亿元，增长5.9%。", "地区生产总值增长5.5%以上。"),
            "2026.txt": work_report(
                2026, "地区生产总值230亿元，增长6.1%。2024年地区生产总值218亿元。", "地区生产总值增长6%。"
            ),
            "公报.txt": BULLETIN,
        },
    )


def test_two_reports_that_disagree_are_both_shown_and_each_names_the_other(disagreeing: Library) -> None:
    found = figures(disagreeing, "GDP", years=[2024], kinds=["change"], planned=False)
    assert told(found) == [("2025.txt", "5.9%", True, ""), ("公报.txt", "5.7%", True, "")]
    assert [others(row) for row in found.rows] == [[("公报.txt", "5.7%", ())], [("2025.txt", "5.9%", ())]]
    assert "    另一份报告给出5.7%：《2024年青禾县国民经济和社会发展统计公报》（公报.txt）" in list(
        row_lines(found.rows, "zh")
    )
    assert found.to_json()["facts"][0]["differs"][0]["figure"] == "5.7%"


def test_the_next_years_review_tells_a_years_result(disagreeing: Library) -> None:
    found = figures(disagreeing, "GDP", years=[2024], kinds=["level"])
    assert told(found) == [
        ("2025.txt", "212.5亿元", True, ""),
        ("2026.txt", "218亿元", False, "review"),
        ("公报.txt", "215.8亿元", True, ""),
    ]
    aside = found.rows[1].set_aside
    assert aside is not None
    assert (aside.source, aside.figure) == ("2025.txt", "212.5亿元")
    assert others(found.rows[0]) == [("公报.txt", "215.8亿元", ())]
    lines = list(row_lines(found.rows, "zh"))
    assert "    不计：《2025年青禾县政府工作报告》回顾这一年，给出212.5亿元" in lines


def test_a_target_and_its_result_do_not_disagree(disagreeing: Library) -> None:
    found = figures(disagreeing, "GDP", years=[2025], kinds=["change"])
    assert told(found) == [("2025.txt", "5.5%", True, ""), ("2026.txt", "6.1%", True, "")]
    assert [row.differs for row in found.rows] == [(), ()]


def test_of_two_versions_the_later_counts_and_the_earlier_is_named(tmp_path: Path) -> None:
    text = work_report(2025, LINES + "地区生产总值增长5.8%。", "粮食产量稳定在12万吨以上。")
    library = library_of(tmp_path, {"初版.txt": text, "修订版.txt": text.replace("5.8%", "5.9%")})
    found = figures(library, "GDP")
    assert told(found) == [("初版.txt", "5.8%", False, "version"), ("修订版.txt", "5.9%", True, "")]
    assert [row.differs for row in found.rows] == [(), ()]
    first, second = (library.resolve(name) for name in ("初版.txt", "修订版.txt"))
    assert found.earlier == ((first, second),)
    assert found.to_json()["versions"] == [{"report_id": first, "later": second}]
    assert next(iter(missing_lines(found, "zh"))) == (
        "《2025年青禾县政府工作报告》有两个版本，以修订版.txt为准，不计初版.txt"
    )
    assert "有更晚的版本《2025年青禾县政府工作报告》（修订版.txt）" in csv_text(found.rows, "zh")


def test_unlike_figures_of_one_report_are_told_apart(tmp_path: Path) -> None:
    text = work_report(2025, "居民人均可支配收入名义增长6.1%，实际增长5.4%。去年第一季度增长7%。", "")
    library = library_of(tmp_path, {"r.txt": text})
    rows = [row for row in facts(library, library.resolve("r.txt")).rows if row.entry.canonical]
    assert [(row.entry.text, row.apart[-1:]) for row in rows[:2]] == [
        ("6.1%", ("qualifiers",)),
        ("5.4%", ("qualifiers",)),
    ]
    assert others(rows[0]) == [("r.txt", "5.4%", ("qualifiers",))]
    assert "    本报告另有5.4%，不同处：限定" in list(row_lines(rows, "zh"))


def test_a_bound_and_a_rounding_are_no_other_figure(tmp_path: Path) -> None:
    text = work_report(2025, "地区生产总值突破210亿元、达到212.5亿元。全县地区生产总值达213亿元。", "")
    library = library_of(tmp_path, {"r.txt": text})
    assert [row.differs for row in facts(library, library.resolve("r.txt")).rows] == [(), (), ()]


def test_nothing_but_the_clause_tells_two_figures_apart(tmp_path: Path) -> None:
    text = work_report(2025, "地区生产总值增长5.8%。\n\n地区生产总值增长6.4%。", "")
    library = library_of(tmp_path, {"r.txt": text})
    rows = facts(library, library.resolve("r.txt")).rows
    assert [others(row) for row in rows] == [[("r.txt", "6.4%", ("clause",))], [("r.txt", "5.8%", ("clause",))]]
