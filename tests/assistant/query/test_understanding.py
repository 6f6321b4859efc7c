"""What a question asks for."""

import pytest

from assistant.query.kinds import Wants, wants
from assistant.query.understanding import understand
from index.report import Metadata
from index.scope import Scope

KNOWN = [
    Metadata("2025年广东省政府工作报告", "广东省人民政府", "广东", 2025),
    Metadata("2025年浙江省政府工作报告", "浙江省人民政府", "浙江", 2025),
    Metadata("2024年青禾县政府工作报告", "青禾县人民政府", "青禾县", 2024),
    Metadata("Annual Report 2022", "Example Corp", None, 2022, "annual_report", "en"),
]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("2025年广东省地区生产总值增长目标是多少？", Wants.FIGURE),
        ("新建了几所学校？", Wants.FIGURE),
        ("高速公路是哪一天通车的？", Wants.DATE),
        ("浙江2025年重点工作有哪些？", Wants.LIST),
        ("今后五年的努力方向是什么？", Wants.STATEMENT),
        ("What share of vans was electric?", Wants.FIGURE),
        ("When did the plant open?", Wants.DATE),
        ("Why was the target missed?", Wants.REASON),
    ],
)
def test_the_kind_of_answer(question: str, wanted: Wants) -> None:
    assert wants(question) is wanted


def test_a_region_and_a_year_set_the_scope() -> None:
    understanding = understand("2025年广东省地区生产总值增长目标是多少？", KNOWN)
    assert understanding.scope.regions == ("广东",)
    assert understanding.scope.years == (2025, 2026)
    assert understanding.years == (2025,)
    assert understanding.plan is True
    assert understanding.language == "zh"


def test_the_topic_is_without_asking_words_places_and_years() -> None:
    assert understand("2025年广东省地区生产总值增长目标是多少？", KNOWN).topic == "地区生产总值增长"
    assert understand("What was the revenue of the company in 2022?", KNOWN).topic == "revenue company"


def test_the_year_that_a_plan_reaches_is_not_a_reports_year() -> None:
    understanding = understand("到2030年，茶叶综合产值的目标是多少？", KNOWN)
    assert understanding.scope.years == understanding.years == ()
    assert "2030" in understanding.topic
    assert understand("What is the target by 2030?", KNOWN).scope.is_open


def test_a_county_is_known_from_the_library() -> None:
    assert understand("青禾县2023年新建了多少公路？", KNOWN).scope.regions == ("青禾县",)
    assert understand("青禾县的公路有多长？", KNOWN[:2]).scope.regions == ()


def test_no_place_and_no_year_leave_the_scope_open() -> None:
    assert understand("政府工作存在哪些困难和问题？", KNOWN).scope.is_open


def test_the_users_own_limits_hold_beside_the_questions() -> None:
    understanding = understand("2025年的目标是多少？", KNOWN, Scope(regions=("浙江",), origin="option"))
    assert understanding.scope.regions == ("浙江",)
    assert understanding.scope.years == (2025, 2026)
    assert understanding.scope.origin == "option"
    assert not understanding.scope.or_unstated
    same = understand("2025年浙江的目标是多少？", KNOWN, Scope(regions=("浙江",), origin="option"))
    assert same.scope.admits("x", KNOWN[1])
    other = understand("2025年广东的目标是多少？", KNOWN, Scope(regions=("浙江",), origin="option"))
    assert not any(other.scope.admits("x", metadata) for metadata in KNOWN)


def test_a_report_named_by_its_year_is_that_one_alone() -> None:
    assert understand("2024年政府工作报告的主要目标是什么？", KNOWN).scope.years == (2024,)


@pytest.mark.parametrize("question", ["哪些县入选全国百强县？", "2008年北京奥运会怎么样？"])
def test_names_of_events_and_titles_set_no_region(question: str) -> None:
    assert understand(question, KNOWN).scope.regions == ()


def test_words_are_not_cut_in_two() -> None:
    assert understand("对外开放和从业人员的为民实事", KNOWN).topic == "对外开放 从业人员 为民实事"


@pytest.mark.parametrize(
    ("follow_up", "whole"),
    [
        ("那浙江呢？", "2025年浙江地区生产总值增长目标是多少？"),
        ("2024年呢？", "2024年广东省地区生产总值增长目标是多少？"),
        ("去年呢？", "去年广东省地区生产总值增长目标是多少？"),
        ("那浙江和江苏呢？", "2025年浙江和江苏地区生产总值增长目标是多少？"),
        ("浙江2024年呢？", "2024年浙江地区生产总值增长目标是多少？"),
        ("那财政收入呢？", "2025年广东省财政收入目标是多少？"),
        ("为什么？", "2025年广东省地区生产总值增长目标，为什么？"),
        ("粮食产量是多少？", "粮食产量是多少？"),
    ],
)
def test_a_follow_up_keeps_the_rest_of_the_last_question(follow_up: str, whole: str) -> None:
    history = ("2025年广东省地区生产总值增长目标是多少？",)
    assert understand(follow_up, KNOWN, history=history).question == whole
    assert understand(follow_up, KNOWN, history=history).scope.regions == understand(whole, KNOWN).scope.regions
    assert understand("那浙江呢？", KNOWN).question == "那浙江呢？"


def test_follow_ups_follow_each_other() -> None:
    history = ("2025年广东省的增长目标是多少？", "那浙江呢？")
    understanding = understand("2024年呢？", KNOWN, history=history)
    assert understanding.question == "2024年浙江的增长目标是多少？"
    assert (understanding.scope.regions, understanding.scope.origin) == (("浙江",), "history")


def test_an_english_follow_up() -> None:
    history = ("What was the growth target of Guangdong in 2025?",)
    assert understand("and Zhejiang?", KNOWN, history=history).question == (
        "What was the growth target of Zhejiang in 2025?"
    )
    assert understand("What about 2024?", KNOWN, history=history).question == (
        "What was the growth target of Guangdong in 2024?"
    )


def test_synonyms_are_searched_too() -> None:
    assert "国内生产总值" in understand("GDP增长多少？", KNOWN).other_names
    assert "一般公共预算收入" in understand("浙江的财政收入是多少？", KNOWN).other_names
    assert "预期目标" in understand("What is the growth target of Zhejiang?", KNOWN).other_names


def test_the_year_of_the_report_that_is_named_is_not_asked_for() -> None:
    asked = understand("按1978年提出的十年规划，1985年粮食产量要达到多少？", KNOWN)
    assert (asked.years, asked.scope.years) == ((1985,), (1978,))
    assert understand("2024年政府工作报告定的增长目标是多少？", KNOWN).years == (2024,)
