"""Sentences of two reports: which go with which, and what of them is new, moved or worded otherwise."""

import numpy as np
import pytest
from report_texts import report_of

from assistant.compared.passages import Matched, Passages, differing, matched
from index.report import Passage, Report

EARLIER = """一、工作回顾

全年新建农村公路104公里，改造危桥9座。

发放就业补贴4300万元，惠及企业320家。

二、工作安排

改造老旧小区16个，新增停车位900个。

建设口袋公园8个，新增充电桩300个。
"""
LATER = """一、工作回顾

全年新建农村公路126公里，改造危桥9座。

改造老旧小区16个，新增停车位900个。

二、工作安排

建设口袋公园8个，新增充电桩300个。

人工智能赋能茶园管护，开通无人机航线。
"""


def _passages(text: str, vectors: list[list[float]] | None = None) -> Passages:
    lines = [line for line in text.split("\n") if line]
    headings = tuple(place for place, line in enumerate(lines) if line[:2] in ("一、", "二、"))
    report = report_of("青禾县", 2024, *lines, headings=headings)
    whole = Passage(0, 0, 0, len(report.text))
    return Passages(report, (whole,), np.array(vectors or [[1.0, 0.0]], np.float32))


def _quotes(found: Matched, earlier: Report, later: Report) -> tuple[str, str]:
    before = "" if found.before is None else earlier.text[slice(*found.before)]
    after = "" if found.after is None else later.text[slice(*found.after)]
    return before, after


def test_each_sentence_goes_with_the_one_that_says_the_same_of_the_same() -> None:
    earlier, later = _passages(EARLIER), _passages(LATER)
    found = matched(earlier, later)
    quotes = [_quotes(one, earlier.report, later.report) for one in found]
    assert quotes == [
        ("全年新建农村公路104公里，改造危桥9座。", "全年新建农村公路126公里，改造危桥9座。"),
        ("改造老旧小区16个，新增停车位900个。", "改造老旧小区16个，新增停车位900个。"),
        ("建设口袋公园8个，新增充电桩300个。", "建设口袋公园8个，新增充电桩300个。"),
        ("", "人工智能赋能茶园管护，开通无人机航线。"),
        ("发放就业补贴4300万元，惠及企业320家。", ""),
    ]
    assert [one.likeness == 1.0 for one in found] == [False, True, True, False, False]
    assert found[3].novelty > 0.8


def test_a_sentence_in_another_part_than_its_neighbours_has_moved() -> None:
    order = "一、甲部分\n\n{}\n\n{}\n\n二、乙部分\n\n{}\n\n{}\n\n{}\n"
    a, b, c, d = (
        "新建农村公路一百公里并通公交。",
        "改造城镇老旧小区十六个片区。",
        "建成区级养老服务中心两所。",
        "全面推行河长制和林长制度。",
    )
    e = "办好学前教育和特殊教育。"
    earlier, later = _passages(order.format(a, b, c, d, e)), _passages(order.format(d, a, b, c, e))
    found = matched(earlier, later)
    assert [_quotes(one, earlier.report, later.report)[1] for one in found if one.moved] == [d]
    assert all(one.likeness == 1.0 for one in found)


@pytest.mark.parametrize(("own", "goes"), [([0.99, 0.1], True), ([0.0, 1.0], False)])
def test_words_that_are_half_alike_need_passages_that_are_near(own: list[float], goes: bool) -> None:
    earlier = _passages("建设高标准农田1.8万亩，把每一亩好田都种足种好。\n")
    later = _passages("建设高标准农田1.6万亩，完成25个村的排涝沟渠整治。\n")
    # The sentence stands in the first passage; three others behind it are as near as can be.
    end = len(earlier.report.text)
    others = tuple(Passage(number, 0, end, end) for number in (1, 2, 3))
    rows = np.array([own, [1.0, 0.0], [1.0, 0.0], [0.9 if goes else 1.0, 0.0]], np.float32)
    held = Passages(earlier.report, (*earlier.passages, *others), rows)
    assert any(one.before and one.after for one in matched(held, later)) is goes


def test_where_two_wordings_differ() -> None:
    before, after = "改造老旧小区16个，新增停车位900个。", "改造老旧小区12个，新增停车位960个。"
    gone, come = differing(before, after)
    assert [before[slice(*span)] for span in gone] == ["16", "900"]
    assert [after[slice(*span)] for span in come] == ["12", "960"]
    gone, come = differing("增长1.46%，改造十二个。", "增长2.1%，改造二十个。")
    assert (gone, come) == (((2, 6), (10, 12)), ((2, 5), (9, 11)))
