import re
from collections import Counter
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from index.parsing.markdown import parse_markdown, plain_inline
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


def test_marks_go_and_their_text_stays() -> None:
    assert plain_inline("**增长`x`5%**") == "增长x5%"
    assert plain_inline("*a* _b_ __c__ ~~d~~ \\*e\\*") == "a b c d *e*"
    assert plain_inline("snake_case_name 2*3*4") == "snake_case_name 2*3*4"
    assert plain_inline("<b>粗</b> <https://example.org>") == "粗 https://example.org"
    assert plain_inline("增速<5%且>3%") == "增速<5%且>3%"


def test_a_hard_line_break_stays_a_line_break() -> None:
    assert parse_markdown("甲  \n乙\\\n丙\n丁".encode()).text == "甲\n乙\n丙丁"


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
