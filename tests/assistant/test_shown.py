"""What of an answer is shown once."""

from dataclasses import replace

from scripted import REVIEW, TARGET, answered

from assistant.answer import Answer, AnswerTable, Computed, Statement, TableCell
from assistant.shown import (
    beside_the_table,
    computed_beside,
    figure_first,
    has_table,
    is_computed,
    note_beside_the_table,
    table_grid,
)

TABLE = AnswerTable(("粮食产量",), ("2023", "2024"), (TableCell(0, 0, "12.72万吨", 1), TableCell(1, 0, "12.81万吨", 2)))
LINES = (Statement("– 2023年 12.72万吨", (1,)), Statement("– 2024年 12.81万吨", (2,)))


def of(*statements: Statement, table: AnswerTable | None = TABLE, note: str = "") -> Answer:
    return answered("问", (), statements=statements, table=table, note=note)


def test_lines_that_are_cells_are_told_by_the_table_and_what_else_is_said_stays() -> None:
    extreme, rising = Statement("2024年，12.81万吨", (2,)), Statement("逐年上升", (1, 2))
    assert beside_the_table(of(extreme, rising, *LINES)) == (extreme, rising)
    assert beside_the_table(of(*LINES, table=None)) == LINES


def test_a_table_of_one_cell_gives_way_to_its_statement() -> None:
    single = replace(TABLE, cells=TABLE.cells[:1])
    assert not has_table(of(LINES[0], table=single))
    assert has_table(of(table=single))
    assert beside_the_table(of(LINES[0], table=single)) == LINES[:1]


def test_the_note_does_not_repeat_the_table_s_name() -> None:
    assert (
        note_beside_the_table(of(note="粮食产量。2个地方的报告没有给出：甲、乙。")) == "2个地方的报告没有给出：甲、乙。"
    )
    assert note_beside_the_table(of(note="粮食产量。", table=None)) == "粮食产量。"


def test_a_sum_is_told_by_the_statement_that_has_its_expression() -> None:
    each = Computed("12.81万吨 − 12.72万吨", (2, 1), "0.09万吨")
    whole, short = Statement("0.09万吨（算式：12.81万吨 − 12.72万吨）", (2, 1)), Statement("2024年多0.09万吨", (2, 1))
    assert is_computed(whole, (each,)) and not is_computed(short, (each,))
    assert computed_beside(replace(of(whole), computed=(each,))) == ()
    assert computed_beside(replace(of(short), computed=(each,))) == (each,)


def test_a_grid_has_its_head_first_and_empty_cells_empty() -> None:
    table = replace(TABLE, cells=TABLE.cells[1:])
    assert table_grid(table) == [["", "粮食产量"], ["2023", ""], ["2024", "12.81万吨 [2]"]]


def test_the_figure_of_a_statement_is_the_report_s_and_the_rest_is_not() -> None:
    assert figure_first("126.4亿元（松溪县2024年）", (REVIEW,)) == ("126.4亿元", "（松溪县2024年）")
    assert figure_first(TARGET, (TARGET,)) == (TARGET, "")
    assert figure_first("是，增长了", (REVIEW,)) == ("", "是，增长了")
