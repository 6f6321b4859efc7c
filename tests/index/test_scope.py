"""Which reports a scope admits: what an option rules out, what a question can't, and one scope within another."""

import pytest

from index.report import Metadata
from index.scope import Scope

REPORT = Metadata("2024年青禾县政府工作报告", "青禾县人民政府", "青禾县", 2024, "government_work_report")
UNSTATED = Metadata("年度报告", kind="annual_report")
NEWS = Metadata("通知", kind="other")


@pytest.mark.parametrize(
    ("scope", "inside"),
    [
        (Scope(), True),
        (Scope(years=(2023, 2024)), True),
        (Scope(years=(2023,)), False),
        (Scope(regions=("青禾县",)), True),
        (Scope(regions=("白石县",)), False),
        (Scope(issuers=("青禾县人民政府",)), True),
        (Scope(issuers=("白石县人民政府",)), False),
        (Scope(reports=("a",)), True),
        (Scope(reports=("b",)), False),
        (Scope(years=(2024,), regions=("白石县",)), False),
        (Scope(empty=True), False),
    ],
)
def test_every_limit_has_to_hold(scope: Scope, inside: bool) -> None:
    assert scope.admits("a", REPORT) is inside


def test_an_option_rules_out_what_states_nothing() -> None:
    """A year that is asked for by an option is stated or the report is out."""
    assert not Scope(years=(2024,)).admits("a", UNSTATED, "2024年")


def test_a_question_does_not_where_the_text_names_it() -> None:
    """But what states another is out, whatever its text says."""
    asked = Scope(years=(2024,), or_unstated=True)
    assert asked.admits("a", UNSTATED, "2024年的情况")
    assert not asked.admits("a", UNSTATED, "2023年的情况")
    assert not asked.admits("a", UNSTATED, "编号120245")
    assert not Scope(years=(2023,), or_unstated=True).admits("a", REPORT, "2023年回顾")
    assert Scope(regions=("白石县",), or_unstated=True).admits("a", UNSTATED, "白石县的情况")
    assert not Scope(regions=("白石县",), or_unstated=True).admits("a", UNSTATED, "青禾县的情况")
    titled = Metadata("2021年政府工作报告(区县)", year=2021, kind="government_work_report")
    assert Scope(years=(2021,), regions=("区县",), or_unstated=True).admits("a", titled, "全县地区生产总值增长X%")


def test_what_is_no_periodical_report_passes_where_it_states_none() -> None:
    """Also where its text names nothing; with a year of its own it is out."""
    assert Scope(years=(2024,), regions=("青禾县",), or_unstated=True).admits("a", NEWS)
    dated = Metadata("通知", kind="other", year=2020)
    assert not Scope(years=(2024,), or_unstated=True).admits("a", dated)


def test_a_notice_from_above_speaks_of_a_region_below() -> None:
    """Of the nation or the region's own province; a work report from above does not."""
    asked = Scope(regions=("武汉",), or_unstated=True)
    for region, inside in (("全国", True), ("湖北", True), ("湖南", False)):
        assert asked.admits("a", Metadata("通知", region=region, kind="other")) is inside
        assert not asked.admits("a", Metadata("报告", region=region, kind="government_work_report"))


def test_open_is_what_rules_nothing_out() -> None:
    assert Scope(origin="option", or_unstated=True).is_open
    assert not Scope(empty=True).is_open
    assert not Scope(issuers=("x",)).is_open


def test_narrowed_by_another() -> None:
    """Years and reports of the other go above; regions must be in both."""
    own = Scope(years=(2024,), regions=("青禾县", "白石县"), or_unstated=True)
    narrowed = own.narrowed(Scope(years=(2023,), regions=("白石县", "云岭县"), reports=("a",), origin="option"))
    assert narrowed == Scope((2023,), ("白石县",), (), ("a",), "option", True)
    assert own.narrowed(Scope(origin="option")) == own


def test_regions_that_contradict_admit_nothing() -> None:
    """Rather than either of them."""
    narrowed = Scope(regions=("青禾县",)).narrowed(Scope(regions=("白石县",)))
    assert narrowed.empty and not narrowed.admits("a", REPORT)
    assert narrowed.narrowed(Scope(years=(2024,))).empty
