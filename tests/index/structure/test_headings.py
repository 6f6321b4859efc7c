"""Headings without a number: stated, in capitals, alone between finished sentences; covers, glossaries, attachments."""

import pytest
from outlines import BODY, document, outline

from index.report import BlockKind
from index.structure.headings import find_headings, is_closing


def test_titles_without_numbers_stand_alone_between_finished_sentences() -> None:
    parsed = document(
        "政府工作报告",
        "各位代表：",
        BODY,
        "过去五年的回顾",
        BODY,
        "五年来，改革取得进展，成效显著",
        BODY,
        "今后五年的任务",
        BODY,
        "结束语",
        BODY,
    )
    assert outline(parsed) == [
        (1, "过去五年的回顾"),
        (2, "五年来，改革取得进展，成效显著"),
        (1, "今后五年的任务"),
        (1, "结束语"),
    ]


@pytest.mark.parametrize(
    "line", ["各位代表：", "来源：南方日报", "主办单位：省教育厅", "2.5", "改革开放；", "》的说明", "通过了《"]
)
def test_fragments_salutations_and_labels_are_no_titles(line: str) -> None:
    assert outline(document("报告", BODY, line, BODY)) == []


def test_glossaries_and_attachments_stand_behind_the_report() -> None:
    parsed = document(
        "一、回顾",
        BODY,
        "二、任务",
        "（一）扩大内需",
        BODY,
        "（二）改革",
        BODY,
        "名词解释",
        "1.“两重”：国家重大战略实施。",
        "2.“两新”：设备更新。",
        "附件",
        "2025年10件惠民实事",
        "一、稳定就业",
        BODY,
        "二、助学",
        BODY,
    )
    assert outline(parsed)[4:] == [
        (1, "名词解释"),
        (1, "附件\n2025年10件惠民实事"),
        (2, "一、稳定就业"),
        (2, "二、助学"),
    ]


def test_latin_headings_that_are_set_in_bold_type_stand_below_capitals() -> None:
    text = "The company designs and sells games. " * 8
    heading = BlockKind.HEADING
    parsed = document(
        "UNITED STATES",
        "FORM 10-K",
        "TABLE OF CONTENTS",
        "PART I",
        "Item 1. Business",
        "STRATEGY",
        text,
        "Products and Services",
        text,
        "COMPETITION",
        "YEARS ENDED DECEMBER 31, 2021 AND 2020",
        text,
        "SIGNATURES",
        text,
        kinds=dict.fromkeys((0, 1, 2, 5, 7, 9, 10, 12), (heading, 0)),
    )
    assert outline(parsed) == [
        (1, "PART I"),
        (2, "Item 1. Business"),
        (3, "STRATEGY"),
        (4, "Products and Services"),
        (3, "COMPETITION"),
        (1, "SIGNATURES"),
    ]


def styles(*lines: str, kinds: dict[int, tuple[BlockKind, int]] | None = None) -> list[tuple[str, str]]:
    """(heading, how it was recognised) among lines."""
    parsed = document(*lines, kinds=kinds)
    return [(parsed.text[heading.start : heading.end], heading.style) for heading in find_headings(parsed)]


def test_how_each_was_recognised() -> None:
    """By the file, by its number, by its capitals, by standing alone."""
    text = "The company designs and sells games. " * 8
    assert styles("Overview", text, "RISK FACTORS", text, kinds={0: (BlockKind.HEADING, 1)}) == [
        ("Overview", "stated"), ("RISK FACTORS", "capitals"),
    ]  # fmt: skip
    lines = ("政府工作报告", "各位代表：", BODY, "过去五年的回顾", BODY, "五年来，改革取得进展，成效显著", BODY)
    assert styles(*lines) == [
        ("过去五年的回顾", "title"), ("五年来，改革取得进展，成效显著", "clause"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "closing"),
    [
        ("名词解释", True),
        ("附件1：民生实事", True),
        ("结束语", True),
        ("SIGNATURES", True),
        ("《政府工作报告》名词解释", True),
        ("附：民生实事", True),
        ("附近的园区", False),
        ("附属医院建设", False),
        ("二、任务", False),
    ],
)
def test_what_stands_behind_the_report_proper(words: str, closing: bool) -> None:
    assert is_closing(words) is closing


def test_the_second_half_of_a_heading_joins_the_first() -> None:
    """Where the first is short and no word at its end ends headings."""
    lines = ("一、回顾", BODY, "二、持续提升政府", "治理效能和服务水平", BODY)
    assert styles(*lines)[1][0] == "二、持续提升政府\n治理效能和服务水平"
    assert styles("一、回顾", BODY, "二、主要任务", "治理效能和服务水平", BODY)[1][0] == "二、主要任务"


def test_three_short_lines_in_a_row_are_no_titles() -> None:
    """Names or a poem; and a line before the rest of a sentence is a broken one."""
    assert styles("报告", "各位代表：", BODY, "过去五年的回顾", "今后五年的任务", "结束的几句话", BODY) == []
    assert styles("报告", "各位代表：", BODY, "过去五年的回顾", "，" + BODY) == []


@pytest.mark.parametrize(
    "line", ["TABLE OF CONTENTS", "(In millions)", "FORM 10-K", "WASHINGTON, D.C. 20549", "YEARS ENDED JUNE 30, 2021"]
)
def test_captions_in_capitals_head_nothing(line: str) -> None:
    text = "The company designs and sells games. " * 8
    assert styles("Item 1. Business", text, line, text) == [("Item 1. Business", "item")]
