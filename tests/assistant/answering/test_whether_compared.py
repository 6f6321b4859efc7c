"""Against the year before, or the nation: by the one sentence that compares them."""

import pytest
from report_texts import report_of
from stated_questions import stated_beside

from assistant.answering.whether_compared import against_last_year, against_the_nation

REPORT = report_of(
    "浙江",
    2025,
    "一、2024年工作回顾",
    "财政赤字率2.6%，比去年预算低0.4个百分点。主要经济指标增速高于全国平均水平。居民收入增速略低于全国。",
    "粮食产量比上年增加2万吨，油料产量比上年减少1万吨。",
)


@pytest.mark.parametrize(
    ("way", "line"),
    [("高", "否，比去年预算低0.4个百分点"), ("低", "是，比去年预算低0.4个百分点")],
)
def test_less_than_the_year_before(way: str, line: str) -> None:
    asked, one, _ = stated_beside("浙江财政赤字率是不是比去年低", REPORT)
    told = against_last_year(asked, one, way)
    assert told is not None and told.text == line


def test_an_english_answer_says_by_how_much() -> None:
    asked, one, _ = stated_beside("浙江财政赤字率是不是比去年低", REPORT)
    told = against_last_year(asked, one, "高", "en")
    assert told is not None
    assert told.text == "No: it was 0.4 percentage points lower (比去年预算低0.4个百分点)"


def test_two_comparisons_in_one_sentence_decide_nothing() -> None:
    asked, one, _ = stated_beside("浙江粮食产量是不是比上年多", REPORT)
    assert against_last_year(asked, one, "多") is None


def test_ahead_of_the_nation() -> None:
    asked, one, _ = stated_beside("浙江主要经济指标增速是不是高于全国", REPORT)
    told = [line and line.text.rstrip("。") for line in (against_the_nation(asked, one, way) for way in "高低")]
    assert told == ["是，高于全国平均水平", "否，高于全国平均水平"]
