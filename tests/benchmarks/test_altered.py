"""What the benchmarks alter is made false, what they say in other words stays true: by hand, and on real reports."""

import random
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from alterations import ALTERATIONS, digit, direction, negation, region, rewordings, unit, year
from altered import pairs
from claim_making import (
    as_outcome,
    converted,
    near,
    other_digit,
    other_direction,
    other_unit,
    paraphrased,
    reordered,
    rounded,
)
from claims import made
from facts import Fact
from statements import figures, stands_alone

LAND = Fact(
    "甘肃", 2024, False, "act", "高标准农田", "建成", Decimal(284), "万亩", "甘肃.docx", "建成高标准农田284万亩"
)
RETAIL = Fact(
    "浙江", 2025, True, "growth", "社会消费品零售总额", "增长", Decimal(5), "%", "浙江.docx", "", hedge="左右"
)


@pytest.fixture
def draw() -> random.Random:
    return random.Random(0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新增5G基站1.2万个，PM2.5浓度下降3.1%", ["1.2", "3.1"]),
        ("1. 完成投资300亿元", ["300"]),
        ("培育“415X”集群，2024年增长5%", ["5"]),
        ("In 2013, OPM trained 22,000 people in FY 2012", ["22,000"]),
    ],
)
def test_figures_are_values(text: str, found: list[str]) -> None:
    assert [match[0] for match in figures(text)] == found


def test_a_clause_that_leans_on_another_does_not_stand_alone() -> None:
    assert stands_alone("制造业投资增长3.3%")
    assert not stands_alone("增速居全国第2位")
    assert not stands_alone("总数达到8个")


def test_bounds_move_only_where_that_makes_them_false(draw: random.Random) -> None:
    for _ in range(30):
        above = digit("新布局海外仓超过300个", draw)
        assert above is not None
        assert int(above.removeprefix("新布局海外仓超过").removesuffix("个")) > 300
        below = digit("失业率控制在5.5%以内", draw)
        assert below is not None
        assert float(below.removeprefix("失业率控制在").removesuffix("%以内")) < 5.5
    assert unit("土地1500万亩以上", draw) is None
    assert unit("投资超过1万元", draw) == "投资超过1亿元"


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        ("工业投资增长7.7%", "工业投资下降7.7%"),
        ("开展城镇化水平提升4项行动", None),
        ("Operating income increased $1.5 billion", "Operating income decreased $1.5 billion"),
    ],
)
def test_directions_turn(text: str, altered: str | None, draw: random.Random) -> None:
    assert direction(text, draw) == altered


def test_negations_stand_before_verbs(draw: random.Random) -> None:
    assert negation("一般公共预算收入增长4%", draw) == "一般公共预算收入没有增长4%"
    assert negation("工业增加值占比45%", draw) is None
    assert negation("The rule was published in 2013.", draw) == "The rule was not published in 2013."


def test_years_and_regions_change_to_others(draw: random.Random) -> None:
    assert (year("2024年，甘肃增长5.8%", draw) or "")[:4] in ("2019", "2021", "2022", "2026", "2027")
    other = region("2024年，甘肃增长5.8%", draw) or ""
    assert "甘肃" not in other
    assert other.endswith("增长5.8%")
    assert region("我们隆重庆祝成立80周年", draw) is None


def test_a_target_gets_no_past_tense() -> None:
    assert list(rewordings("出口增长5%", past=True)) == ["出口增长了5%"]
    assert list(rewordings("出口增长5%", past=False)) == []


def test_facts_in_other_words(draw: random.Random) -> None:
    assert near(LAND, draw) == "2024年，甘肃建成高标准农田284万亩。"
    assert reordered(LAND, draw) == "甘肃在2024年建成284万亩高标准农田。"
    assert paraphrased(LAND, draw) == "2024年，甘肃省建设完成284万亩高标准农田。"
    assert near(RETAIL, draw) == "2025年，浙江力争社会消费品零售总额增长5%左右。"
    assert as_outcome(RETAIL, random.Random(1)) == "2025年，浙江社会消费品零售总额增长了5%。"
    assert as_outcome(LAND, draw) is None


def test_units_are_converted_by_their_size() -> None:
    found = {converted(LAND, random.Random(seed)) for seed in range(20)}
    assert found == {
        "2024年，甘肃建成高标准农田2840000亩。",
        "甘肃在2024年建成2840000亩高标准农田。",
        "2024年，甘肃建成高标准农田约18.93万公顷。",
        "甘肃在2024年建成约18.93万公顷高标准农田。",
    }


def test_rounding_says_which_way() -> None:
    found = {rounded(LAND, random.Random(seed)) for seed in range(40)} - {None}
    assert found == {
        "2024年，甘肃建成高标准农田约280万亩。",
        "甘肃在2024年建成约280万亩高标准农田。",
    }


def test_facts_are_altered_in_one_thing(draw: random.Random) -> None:
    other = other_digit(LAND, draw)
    assert other is not None
    assert other.number != LAND.number
    assert other.unit == LAND.unit
    assert (other_unit(LAND, draw) or LAND).unit == "亩"
    assert (other_direction(RETAIL, draw) or RETAIL).verb == "下降"
    assert other_direction(LAND, draw) is None


@pytest.mark.shared
def test_300_pairs_of_each_half_in_equal_shares(shared_data: Path) -> None:
    assert shared_data.is_dir()
    sources = []
    for half in ("first", "second"):
        found = pairs(half, 300, 0)
        assert len(found) == 300
        assert all(pair.altered != pair.true.text for pair in found)
        assert all(40 <= count <= 60 for count in Counter(pair.kind for pair in found).values())
        assert set(Counter(pair.kind for pair in found)) == set(ALTERATIONS)
        sources.append({pair.true.report.report_id for pair in found})
    assert not sources[0] & sources[1]


@pytest.mark.shared
def test_300_claims_of_each_half(shared_data: Path) -> None:
    assert shared_data.is_dir()
    for half in ("first", "second"):
        found = made(half, 300, 0)
        labels = Counter(claim.label for claim in found)
        assert labels == {"supported": 100, "refuted": 150, "not_enough_info": 50}
        assert sum(claim.style == "near" for claim in found) < 75
        assert len({claim.text for claim in found}) == 300
