"""Figures side by side: what stands in one table, which column a figure is in, and the workbook of it."""

import io
import zipfile
from pathlib import Path

from fakes import library_in

from assistant.ledger.figures import figures
from assistant.ledger.grid_workbook import column_said, grid_title, grids_workbook, number_said
from assistant.ledger.grids import Column, Grid, grids_of, standing_of
from assistant.ledger.tables import said, said_whole
from index.ledger.entry import Span
from index.library import Library


def shown(grid: Grid) -> dict[str, list[str]]:
    """Each row's figures as they are written, in the order of the columns."""
    return {
        name: ["/".join(said(row, "zh") for row in grid.cells.get((name, column), ())) for column in grid.columns]
        for name in grid.whose
    }


def test_aim_stands_beside_result_and_a_yearly_mean_in_a_table_of_its_own(counties: Library) -> None:
    found = grids_of(figures(counties, "GDP"), "zh")
    change, level, mean = found.grids
    assert grid_title(change, "zh") == "地区生产总值 · 增减 · %"
    assert [column_said(column, "zh") for column in change.columns] == [
        "2023 结果",
        "2024 目标",
        "2024 结果",
        "2025 目标",
    ]
    assert shown(change) == {"青禾县": ["6.2%", "6%左右", "5.9%", "5.5%以上"]}
    assert shown(level) == {"青禾县": ["200亿元", "212.5亿元"]}
    assert (mean.base, shown(mean)) == ("年均", {"青禾县": ["5.8%"]})


def test_years_keep_what_lies_within_them(counties: Library) -> None:
    change, level = grids_of(figures(counties, "GDP"), "zh", [2024]).grids
    assert shown(change) == {"青禾县": ["6%左右", "5.9%"]}
    assert shown(level) == {"青禾县": ["212.5亿元"]}
    assert number_said(level.cells["青禾县", Column(Span("2024", "2024"), "result")][0], level) == "212.5"


def test_every_figure_of_a_table_stands_letter_for_letter_in_its_report(counties: Library) -> None:
    for measure in ("GDP", "粮食产量", "一般公共预算收入"):
        rows = grids_of(figures(counties, measure), "zh").rows
        assert rows
        for row in rows:
            text = counties.get(row.report_id).text
            assert text[slice(*row.entry.figure)] == row.entry.text
            assert standing_of(row) == ("aim" if row.entry.planned else "result")


def test_the_workbook_links_each_figure_to_its_quote(counties: Library) -> None:
    found = [grids_of(figures(counties, measure), "zh") for measure in ("GDP", "粮食产量")]
    with zipfile.ZipFile(io.BytesIO(grids_workbook(found, "zh"))) as book:
        names = book.read("xl/workbook.xml").decode()
        strings = book.read("xl/sharedStrings.xml").decode()
        links = book.read("xl/worksheets/sheet1.xml").decode()
    assert all(f'name="{name}"' in names for name in ("1 地区生产总值", "2 粮食总产量", "原文"))
    assert "今年的主要预期目标是：地区生产总值增长5.5%以上。" in strings
    assert links.count("<hyperlink ") == 7


def test_a_bare_number_of_a_table_is_shown_in_a_unit(tmp_path: Path) -> None:
    path = tmp_path / "2024年澜石公司年度报告.md"
    path.write_text(
        "# 2024年澜石公司年度报告\n\n## 主要数据\n\n单位：万元\n\n| 项目 | 2024年 | 2023年 |\n|---|---|---|\n"
        "| 营业收入 | 187,236.47 | 163,904.18 |\n\n2024年营业收入18.72亿元。\n",
        "utf-8",
    )
    library = library_in(tmp_path / "library")
    library.add([path])
    [grid] = grids_of(figures(library, "营业收入"), "zh").grids
    told = [said_whole(row, grid.unit, "zh") for row in grid.rows]
    assert sorted(told) == ["16.390418亿元", "18.72亿元"]
