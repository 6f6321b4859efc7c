import re
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import LimitExceeded
from index.parsing.markdown import parse_markdown
from index.report import BlockKind, ParsedDocument

SAMPLE = """---
title: "年度报告"
---
# 年度 **报告** #

我们的收入
增长了5%，
profits rose
by 3%.

第二节
------

- 第一项
  续行
* [x] done
1. 编号项

| 指标 | 2024 |
|------|-----:|
| 收入 | 1\\|2 |
| 利润 |

```python
a = "**not bold**"
```
> 引用的话

<!-- 注释 -->
![图](x.png) 见[官网](https://example.org/a(b)c)和`**代码**`。
"""


def test_every_kind_of_block() -> None:
    document = parse_markdown(SAMPLE.encode())
    found = [(block.kind.value, block.level, document.text[block.start : block.end]) for block in document.blocks]
    assert found == [
        ("heading", 1, "年度 报告"),
        ("paragraph", 0, "我们的收入增长了5%，profits rose by 3%."),
        ("heading", 2, "第二节"),
        ("list_item", 0, "第一项续行"),
        ("list_item", 0, "done"),
        ("list_item", 0, "1. 编号项"),
        ("table", 0, "指标\t2024\n收入\t1|2\n利润\t"),
        ("paragraph", 0, 'a = "**not bold**"'),
        ("paragraph", 0, "引用的话"),
        ("paragraph", 0, "图 见官网和**代码**。"),
    ]
    assert document.title == "年度报告"
    table = document.blocks[6]
    assert (table.kind, table.header_rows, len(table.cells)) == (BlockKind.TABLE, 1, 6)


@given(st.text("#|-*`_[]()<>! 甲乙ab\n\t12.~\\", max_size=150))
def test_any_markdown_gives_sound_spans(check_spans: Callable[[ParsedDocument], None], text: str) -> None:
    document = parse_markdown(text.encode())
    check_spans(document)
    assert set(document.text) <= set(text) | set("\n\t ")


def test_front_matter_and_comments_are_recorded() -> None:
    source = "---\ntitle: 报告\n---\n# 题\n<!-- 草稿\n二 -->\n正文<!--注-->一。\n```\n<!-- 代码 -->\n```\n"
    document = parse_markdown(source.encode())
    assert document.text == "题\n正文一。\n<!-- 代码 -->"
    assert [(removal.text, removal.at, removal.reason) for removal in document.removals] == [
        ("---\ntitle: 报告\n---\n", 0, "front matter"),
        ("<!-- 草稿\n二 -->", 1, "comment"),
        ("<!--注-->", 4, "comment"),
    ]


@given(
    st.lists(st.sampled_from(["# 题", "正文<!-- 注 -->一", "<!--", "-->", "- 项", "```", "| 甲 | 乙 |", "|--|--|", ""]))
)
def test_no_word_vanishes(lines: list[str]) -> None:
    source = "\n".join(lines)
    document = parse_markdown(source.encode())
    kept = document.text + "".join(removal.text for removal in document.removals)
    assert Counter(re.findall(r"\w", kept)) == Counter(re.findall(r"\w", source))


def _blocks(source: str) -> list[tuple[str, str]]:
    document = parse_markdown(source.encode())
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def test_html_is_read_as_a_browser_shows_it() -> None:
    source = (
        "<table>\n<tr><th>指标</th><th>2024年</th></tr>\n\n<!-- 旧：9 -->\n"
        "<tr><td>用电量</td><td>38.5</td></tr>\n</table>\n\n"
        "<ul><li>铁路120万吨</li><li>公路560万吨</li></ul>\n\n<div>\n\n**正文**\n\n</div>"
    )
    assert _blocks(source) == [
        ("table", "指标\t2024年\n用电量\t38.5"),
        ("list_item", "铁路120万吨"),
        ("list_item", "公路560万吨"),
        ("paragraph", "正文"),
    ]
    assert [removal.text for removal in parse_markdown(source.encode()).removals] == ["<!-- 旧：9 -->"]


def test_text_behind_a_comment_is_markdown() -> None:
    assert _blocks("<!-- 注 --> **正文**\n\n<!-- 没有结尾\n\n## 第二节\n\n正文") == [
        ("paragraph", "正文"),
        ("paragraph", "没有结尾"),
        ("heading", "第二节"),
        ("paragraph", "正文"),
    ]


def test_a_table_keeps_every_figure_and_takes_no_note() -> None:
    assert _blocks("甲：\n> |a|b|\n> |-|-|\n> |1|2|**3**|\n> |4|\n> 注：来自年报") == [
        ("paragraph", "甲："),
        ("table", "a\tb\n1\t2 3\n4\t"),
        ("paragraph", "注：来自年报"),
    ]


def test_lists_keep_their_own_numbers_and_nothing_lies_too_deep() -> None:
    assert _blocks("3. 三\n\n   续\n3. - 四\n5) ```\n   码\n   ```\n6)") == [
        ("list_item", "3. 三"),
        ("paragraph", "续"),
        ("list_item", "3."),
        ("list_item", "四"),
        ("list_item", "5)"),
        ("paragraph", "码"),
        ("list_item", "6)"),
    ]
    assert _blocks("- " * 60 + "深") == [("list_item", "深")]
    with pytest.raises(LimitExceeded, match="nested too deeply"):
        parse_markdown(("- " * 100 + "深").encode())


def test_an_indented_paragraph_is_no_code() -> None:
    assert _blocks("    全年**增长**5%，\n    其中工业6%。") == [("paragraph", "全年增长5%，其中工业6%。")]


def test_a_link_definition_is_recorded_and_a_note_is_text() -> None:
    document = parse_markdown("见[官网][a][1]。\n\n[a]: https://a.cn\n\n[1]: 国家统计局\n[^2]: 初步数".encode())
    assert document.text == "见官网[1]。\n[1]: 国家统计局\n初步数"
    assert [(removal.text, removal.reason) for removal in document.removals] == [
        ("[a]: https://a.cn", "link definition"),
        ("[^2]: ", "note mark"),
    ]


def test_a_rule_on_top_is_no_front_matter() -> None:
    assert _blocks("---\n# 题\n\n正文\n\n---\n尾") == [("heading", "题"), ("paragraph", "正文"), ("paragraph", "尾")]


def test_items_that_all_say_1_are_counted() -> None:
    assert parse_markdown("1. 甲\n1. 乙\n1. 丙".encode()).text == "1. 甲\n2. 乙\n3. 丙"
