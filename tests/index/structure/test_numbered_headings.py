"""Numbered headings: which numbers head something, where a heading ends, and which are only lists."""

import pytest
from outlines import BODY, document, outline

from index.report import BlockKind
from index.structure.numbered_headings import lines_of, numbered_headings


def test_headings_that_run_into_their_paragraph_end_at_the_full_stop() -> None:
    parsed = document(
        "各位代表：",
        "一、今后任务",
        "（一）突出科创驱动，做大实体经济。抢抓新一轮机遇。" + BODY,
        "(二)深化改革。" + BODY,
        "二、加强自身建设",
        BODY,
    )
    assert outline(parsed) == [
        (1, "一、今后任务"),
        (2, "（一）突出科创驱动，做大实体经济。"),
        (2, "(二)深化改革。"),
        (1, "二、加强自身建设"),
    ]


def test_headings_in_the_middle_of_one_long_paragraph() -> None:
    parsed = document(
        f"各位代表:请提出意见。一、本届政府及XXXX年工作回顾过去五年,是不平凡的五年。{BODY}一是聚重点。{BODY}"
        f"二、今后五年的目标任务和工作重点各位代表!{BODY}抓好两方面工作:(一)突出科创驱动,做大实体经济。{BODY}{BODY}"
        f"(二)深化数字变革,加快系统重塑。{BODY}{BODY}三、XXXX年目标任务和重点工作XXXX年是开局之年,{BODY}"
    )
    assert outline(parsed) == [
        (1, "一、本届政府及XXXX年工作回顾"),
        (1, "二、今后五年的目标任务和工作重点"),
        (2, "(一)突出科创驱动,做大实体经济。"),
        (2, "(二)深化数字变革,加快系统重塑。"),
        (1, "三、XXXX年目标任务和重点工作"),
    ]


def test_a_table_of_contents_in_a_sentence_makes_no_headings() -> None:
    parsed = document("报告分三个部分：一、总任务；二、经济建设；三、对外政策。" + BODY * 8)
    assert outline(parsed) == []


def test_lists_are_no_headings() -> None:
    parsed = document(
        "一、加强整顿",
        "要做好以下工作：",
        "一、节约能源，降低消耗；",
        "二、改革产品结构；",
        "三、利用资源。",
        "二、扩大开放",
        BODY,
    )
    assert outline(parsed) == [(1, "一、加强整顿"), (1, "二、扩大开放")]


def test_topic_sentences_that_are_counted_off_head_their_paragraphs() -> None:
    parsed = document(
        "一、回顾",
        "一是经济稳中有进。" + BODY,
        "二是改革不断深化。" + BODY,
        "二、任务",
        "（一）内需。" + BODY,
        "一是稳投资。" + BODY,
        "二是促消费。" + BODY,
        "（二）改革。" + BODY,
    )
    assert outline(parsed) == [
        (1, "一、回顾"),
        (2, "一是经济稳中有进。"),
        (2, "二是改革不断深化。"),
        (1, "二、任务"),
        (2, "（一）内需。"),
        (3, "一是稳投资。"),
        (3, "二是促消费。"),
        (2, "（二）改革。"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("一是稳投资；", "二是促消费；", "三是扩开放。"),
        ("我们抓了两件事：一是稳投资。" + BODY, "二是促消费。" + BODY, "三是扩开放。" + BODY),
        ("要做到：一是稳投资。" + BODY + "二是促消费。" + BODY,),
    ],
)
def test_what_is_counted_off_inside_a_paragraph_or_as_a_list_makes_no_headings(lines: tuple[str, ...]) -> None:
    parsed = document("一、回顾", *lines, "二、任务", BODY)
    assert outline(parsed) == [(1, "一、回顾"), (1, "二、任务")]


def test_a_space_parts_a_heading_from_its_paragraph_where_a_page_was_flattened() -> None:
    parsed = document(
        "一、申请受理 企业办理投资业务需登录平台提交材料，" + BODY, "二、审查与决定 依据管理办法进行审查，" + BODY
    )
    assert outline(parsed) == [(1, "一、申请受理"), (1, "二、审查与决定")]


def test_decimal_numbers_and_running_figures() -> None:
    text = "The index rose. " * 20
    parsed = document("1.1 Scope", text, "1.2 Method", text, "2.5% of sales fell", text)
    assert outline(parsed) == [(1, "1.1 Scope"), (1, "1.2 Method")]


def test_tables_hold_no_headings() -> None:
    parsed = document("一、收入", "二、支出", kinds={0: (BlockKind.TABLE, 0), 1: (BlockKind.TABLE, 0)})
    assert outline(parsed) == []


def numbered(*lines: str, kinds: dict[int, tuple[BlockKind, int]] | None = None) -> list[tuple[str, int, int]]:
    """(heading, its number, its sequence) among lines."""
    parsed = document(*lines, kinds=kinds)
    found = numbered_headings(parsed.text, lines_of(parsed))
    return [(parsed.text[heading.start : heading.end], heading.number, heading.run) for heading in found]


def test_each_sequence_has_its_own_number() -> None:
    """A style that starts again is another one; one that goes on is the same."""
    first = ("一、回顾", "（一）经济", BODY, "（二）民生", BODY)
    assert numbered(*first, "二、任务", "（一）内需", BODY, "（二）开放", BODY) == [
        ("一、回顾", 1, 1), ("（一）经济", 1, 2), ("（二）民生", 2, 2),
        ("二、任务", 2, 1), ("（一）内需", 1, 3), ("（二）开放", 2, 3),
    ]  # fmt: skip


def test_one_number_alone_is_a_heading_where_it_has_its_line_and_a_body() -> None:
    """第一章 heads what follows whatever comes; 一、 does on a line of its own before sentences."""
    assert numbered("第一章 总则", BODY) == [("第一章 总则", 1, 1)]
    assert numbered("一、2024年工作回顾", BODY) == [("一、2024年工作回顾", 1, 1)]
    assert numbered("二、2024年工作回顾", BODY) == []
    assert numbered("（一）经济", BODY) == []
    assert numbered("1、经济", BODY) == []
    assert numbered("一、经济总量", "二是民生") == []


def test_a_number_left_out_does_not_end_a_sequence_but_a_gap_does() -> None:
    """Up to two may be lost with their lines."""
    assert [number for _, number, _ in numbered("一、回顾", BODY, "四、任务", BODY, "五、建设", BODY)] == [1, 4, 5]
    assert [number for _, number, _ in numbered("一、回顾", BODY, "二、任务", BODY, "九、建设", BODY)] == [1, 2]


def test_a_second_without_a_first_opens_a_sequence() -> None:
    """The first was lost; of 二是 the first stands inside a paragraph."""
    assert [number for _, number, _ in numbered("二、任务", BODY, "三、建设", BODY)] == [2, 3]
    assert numbered("二是促消费。" + BODY, "三是扩开放。" + BODY) == []


def test_a_table_of_contents_is_not_read_twice() -> None:
    """Entries with page numbers, and entries in a row that come again with a body."""
    contents = ["一、回顾......1", "二、任务......9", "一、回顾", "二、任务"]
    found = numbered(*contents, "一、回顾", BODY, "二、任务", BODY)
    assert [heading for heading, *_ in found] == ["一、回顾", "二、任务"]


def test_a_stated_heading_keeps_its_whole_line_and_its_depth() -> None:
    """Also one that would be too long, and one that has no neighbour."""
    line = "1. " + BODY
    parsed = document(line, BODY, kinds={0: (BlockKind.HEADING, 3)})
    (heading,) = numbered_headings(parsed.text, lines_of(parsed))
    assert (parsed.text[heading.start : heading.end], heading.level, heading.alone) == (line, 3, True)


def test_decimal_styles_are_apart_by_depth() -> None:
    """1.1 does not continue 1.1.1."""
    text = "The index rose in every quarter of the year. " * 5
    parsed = document("1.1 Scope", text, "1.1.1 Words", text, "1.1.2 Signs", text, "1.2 Method", text)
    assert [heading.style for heading in numbered_headings(parsed.text, lines_of(parsed))] == [
        "decimal2", "decimal3", "decimal3", "decimal2",
    ]  # fmt: skip


def test_lines_are_those_outside_tables_without_their_blanks() -> None:
    """Offsets are the text's; a line of blanks is none."""
    parsed = document("　　一、回顾 ", "\u3000", "表", kinds={2: (BlockKind.TABLE, 0)})
    assert [parsed.text[line.start : line.end] for line in lines_of(parsed)] == ["一、回顾"]
