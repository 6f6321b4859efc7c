"""What a line shows, and what it leaves out, at its place."""

import pytest

from index.parsing.markdown_dialect import MARKDOWN
from index.parsing.markdown_inline import shown


def line(source: str) -> tuple[str, list[tuple[str, int, str]]]:
    """What a line shows, and what it leaves out: text, offset and reason."""
    text, left_out = shown(MARKDOWN.parseInline(source)[0].children or [])
    return text, [(each.text, each.at, each.reason) for each in left_out]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**增长`x`5%**", "增长x5%"),
        ("*a* _b_ __c__ \\*d\\*", "a b c *d*"),
        ("snake_case_name 2*3*4 长*宽*高 2**3和2**4", "snake_case_name 2*3*4 长*宽*高 2**3和2**4"),
        ("<b>粗</b> <https://example.org>", "粗 https://example.org"),
        ("增速<5%且>3%，a<b且c>d", "增速<5%且>3%，a<b且c>d"),
        # CommonMark would show the stars beside full-width punctuation
        ("**重点：**内容。**增长（5%）**的**“两重”**建设", "重点：内容。增长（5%）的“两重”建设"),
        ("R&amp;D占&lt;3%，&#20159;元，AT&T", "R&D占<3%，亿元，AT&T"),
        ("甲<br>乙<br/>丙<sub>丁</sub>", "甲\n乙\n丙丁"),
        ("增长5.1[1](#n)，见[官网](https://a.cn)、[2024](x)年", "增长5.1[1]，见官网、2024年"),
        ("![图 *一*](x.png)", "图 一"),
    ],
)
def test_marks_go_and_their_text_stays(source: str, text: str) -> None:
    assert line(source) == (text, [])


def test_a_hard_line_break_stays_a_line_break() -> None:
    assert line("甲  \n乙\\\n丙\n丁") == ("甲\n乙\n丙丁", [])


def test_what_is_struck_out_raised_or_a_formula() -> None:
    assert line("增长~~8%~~6.5%，<del>9000</del>5000个，186[^1]万人，$3.6\\times10^4$吨") == (
        "增长6.5%，5000个，186万人，3.6×10^4吨",
        [("8%", 2, "struck-through text"), ("9000", 7, "struck-through text"), ("[^1]", 16, "note mark")],
    )
    assert line("240^3^万亩") == ("240万亩", [("3", 5, "note mark")])


def test_a_stroke_that_never_ends_ends_with_its_line() -> None:
    assert line("增长<del>8%") == ("增长", [("8%", 2, "struck-through text")])


def test_a_comment_is_left_out() -> None:
    assert line("甲<!-- 草稿 -->乙") == ("甲乙", [("<!-- 草稿 -->", 1, "comment")])
