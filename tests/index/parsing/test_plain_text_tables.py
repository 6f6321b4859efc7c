from index.parsing.plain_text import parse_text
from index.report import BlockKind


def _tables(text: str) -> list[tuple[str, int]]:
    document = parse_text(text)
    return [
        (document.text[block.start : block.end], block.header_rows)
        for block in document.blocks
        if block.kind is BlockKind.TABLE
    ]


def test_columns_that_blanks_or_tabs_part() -> None:
    rows = "指标            2023年    2024年\n粮食产量（万吨）  22.6      23.8\n茶叶产量（吨）    3100      3420"
    shown = "指标\t2023年\t2024年\n粮食产量（万吨）\t22.6\t23.8\n茶叶产量（吨）\t3100\t3420"
    assert _tables(f"主要指标\n\n{rows}\n\n以上为初步数。") == [(shown, 1)]
    assert _tables(shown) == [(shown, 1)]


def test_a_drawn_table_and_its_lines_are_recorded() -> None:
    rule = "+------+------+"
    text = f"表\n\n{rule}\n| 指标 | 2024 |\n{rule}\n| 产量 | 7.2  |\n| 销量 |      |\n{rule}\n\n完。"
    document = parse_text(text)
    assert document.text == "表\n指标\t2024\n产量\t7.2\n销量\n完。"
    assert {removal.reason for removal in document.removals} == {"line of a table"}
    removed = "".join(removal.text for removal in document.removals)
    assert sorted("".join(document.text.split()) + "".join(removed.split())) == sorted("".join(text.split()))


def test_names_side_by_side_are_no_table() -> None:
    assert _tables("张三  市长\n李四  县长\n王五  镇长") == []
    assert _tables("一、总体要求\n增速  5.9%") == []
