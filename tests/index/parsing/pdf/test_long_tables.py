"""A table that goes on on the next page: one table with one header, and what begins another."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from pdf_files import Draw, pdf, removed

from index.parsing.document import DocumentBuilder
from index.parsing.pdf.long_tables import HeldTable, Row, says_continued
from index.parsing.pdf.reading import parse_pdf
from index.report import Box, ParsedDocument

HEADER = ("项目", "2024年", "2023年")
FIRST = [HEADER, ("营业收入", "1,343", "1,210"), ("营业成本", "920", "870")]
SECOND = [("销售费用", "104", "98"), ("管理费用", "55", "51")]


def box(page: int, left: float = 72) -> tuple[Box, ...]:
    """Where a part stands on its page."""
    return (Box(page, left, 80, 500, 700),)


COLUMNS = ((72.0, 200.0), (250.0, 300.0), (400.0, 500.0))


def part(rows: Sequence[Row], left: float = 72) -> HeldTable:
    """A part on page 2 whose first column begins at `left`."""
    shift = left - 72
    return HeldTable(list(rows), box(2, left), [(one + shift, other + shift) for one, other in COLUMNS[: len(rows[0])]])


def held(rows: Sequence[Row] = FIRST, page_ends: int = 1) -> HeldTable:
    """A table at the end of page 1, of which `page_ends` pages ended since."""
    return HeldTable(list(rows), box(1), COLUMNS[: len(rows[0])], page_ends=page_ends)


def removals(builder: DocumentBuilder) -> list[str]:
    """What a builder was told is left out."""
    return [removal.text for removal in builder.draft().removals]


@pytest.mark.parametrize(
    "text",
    [
        "续表",
        "续表3-1",
        "续 表 2",
        "（续表）",
        "续上表",
        "接上表",
        "（接上页）",
        "表3（续）",
        "表3（续表）",
        "附表1（续）",
        "表二续",
        "Continued",
        "(continued)",
        "Table 3 (continued)",
        "TABLE 2.1 (CONTINUED)",
        "Table A-1 (continued)",
        "Table 3 – continued",
        "Table 3 (cont'd)",
        "(cont.)",
        "Continued from previous page",
    ],
)
def test_lines_that_only_say_that_a_table_goes_on(text: str) -> None:
    assert says_continued(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "续签合同3份",
        "续表明公司经营稳健",
        "表3 主要指标",
        "表3（续） 主要指标，单位：万元",
        "Table 3",
        "Continued operations",
        "Continued growth in 2024",
        "The table is continued on page 5.",
    ],
)
def test_lines_that_say_something_of_their_own(text: str) -> None:
    assert not says_continued(text)


def test_a_part_without_a_header_goes_on() -> None:
    table, builder = held(), DocumentBuilder()
    assert table.take(part(SECOND), builder)
    assert [tuple(row) for row in table.rows] == [*FIRST, *SECOND]
    assert [one.page for one in table.boxes] == [1, 2]
    assert removals(builder) == []


def test_a_header_that_is_repeated_is_left_out_and_named() -> None:
    """However its letters are spaced."""
    table, builder = held(), DocumentBuilder()
    spaced = ("项 目", "2024 年", "2023年")
    assert table.take(part([spaced, *SECOND]), builder)
    assert [tuple(row) for row in table.rows] == [*FIRST, *SECOND]
    assert removals(builder) == ["项 目\t2024 年\t2023年"]


def test_a_header_of_two_rows_with_a_merged_cell_is_repeated_whole() -> None:
    header: list[Row] = [("指标", "金额", None), (None, "2024年", "2023年")]
    body: list[Row] = [("营业收入", "1,343", "1,210"), ("营业成本", "920", "870")]
    table, builder = held([*header, *body]), DocumentBuilder()
    assert table.take(part([*header, *SECOND]), builder)
    assert [tuple(row) for row in table.rows] == [*header, *body, *SECOND]
    assert removals(builder) == ["指标\t金额\t\n\t2024年\t2023年"]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([("地区", "产值", "人口"), ("云岭县", "210", "31")], "another header"),
    ],
)
def test_another_table_begins(rows: list[Row], why: str) -> None:
    table, builder = held(), DocumentBuilder()
    assert not table.take(part(rows), builder), why
    assert [tuple(row) for row in table.rows] == FIRST and removals(builder) == []


@pytest.mark.parametrize(
    ("total", "ends"),
    [("合计", True), ("总 计", True), ("Total", True), ("Grand total", True), ("小计", False), ("Subtotal", False)],
)
def test_nothing_goes_on_behind_the_total_but_behind_a_part_of_it(total: str, ends: bool) -> None:
    """Under the same header another table of the same kind may follow."""
    table = held([*FIRST, (total, "1,343", "1,210")])
    assert table.take(part([HEADER, *SECOND]), DocumentBuilder()) is not ends


@pytest.mark.parametrize("page_ends", [0, 2])
def test_a_table_on_the_same_page_or_after_an_empty_one_is_another(page_ends: int) -> None:
    assert not held(page_ends=page_ends).take(part(SECOND), DocumentBuilder())


@pytest.mark.parametrize(("left", "goes_on"), [(72, True), (75, True), (180, False)])
def test_the_parts_stand_below_each_other(left: float, goes_on: bool) -> None:
    """The left edge hardly moves from page to page."""
    assert held().take(part(SECOND, left), DocumentBuilder()) is goes_on


def test_pages_begin_at_their_first_row() -> None:
    table, builder = held(), DocumentBuilder()
    builder.start_page()
    table.take(part([HEADER, *SECOND]), builder)
    table.page_ends = 1
    table.add_to(builder)
    draft = builder.draft()
    assert draft.text == "\n".join("\t".join(row) for row in [*FIRST, *SECOND])
    assert draft.page_starts == (0, draft.text.index("销售费用"), len(draft.text))
    assert [block.header_rows for block in draft.blocks] == [1]


def test_a_page_with_nothing_but_the_header_begins_at_the_tables_end() -> None:
    table, builder = held(), DocumentBuilder()
    builder.start_page()
    assert table.take(part([HEADER]), builder)
    table.add_to(builder)
    draft = builder.draft()
    assert draft.page_starts == (0, len(draft.text))
    assert draft.text.count("项目") == 1


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_of_two_pages_is_one_and_keeps_one_header(
    repeated: bool, check_spans: Callable[[ParsedDocument], None]
) -> None:
    header = ("序号", "项目名称", "总投资（万元）")

    def table(rows: Sequence[tuple[str, ...]]) -> Draw:
        def draw(canvas: Any) -> None:
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    canvas.drawString(72 + 150 * column, 740 - 24 * number, value)

        return draw

    first: list[tuple[str, ...]] = [(str(n), f"第{n}水厂", str(1000 + n)) for n in range(1, 25)]
    second: list[tuple[str, ...]] = [(str(n), f"第{n}水厂", str(1000 + n)) for n in range(25, 30)]
    document = parse_pdf(pdf(table([header, *first]), table([header, *second] if repeated else second)))
    check_spans(document)
    assert [len(block.cells) for block in document.blocks] == [3 * 30]
    assert document.text[document.page_starts[1] :].startswith("25\t第25水厂\t1025")
    assert removed(document, "repeated table header") == (["\t".join(header)] if repeated else [])
