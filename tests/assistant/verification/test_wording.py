"""Two texts laid over one another: what counts as the same thing in other words."""

import pytest

from assistant.verification.claims import judge_claim, statements_of
from assistant.verification.reported import given
from assistant.verification.wording import acts_between, is_weak, overlay


def test_equal_runs_are_laid_over_one_another_and_the_rest_is_told() -> None:
    laid = overlay("农村公路", "新农村公路网")
    assert (laid.shared, laid.claimed, laid.found) == (4, (), ("新", "网"))


def test_a_single_equal_character_is_no_shared_run() -> None:
    assert overlay("学位", "学校").shared == 0


def test_parts_of_several_texts_may_stand_in_any_order() -> None:
    laid = overlay("农村|公路", "公路|农村")
    assert (laid.shared, laid.claimed, laid.found) == (4, (), ())


def test_a_word_that_names_a_thing_is_not_weak() -> None:
    assert is_weak("项目")
    assert is_weak("、|")
    assert not is_weak("农村")


def test_an_act_between_two_texts_has_an_order() -> None:
    assert acts_between(["甲", "⟨超过⟩", "乙"])
    assert not acts_between(["投资", "⟨↑⟩", "#"])


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("2024年，江西新建农村公路126公里。", "supported"),
        ("2024年，江西新建公路126公里。", "open"),  # 农村 left over in the report names a thing
        ("2024年，江西新建城市农村公路126公里。", "open"),
    ],
)
def test_nothing_that_names_a_thing_may_be_left_over(claim: str, outcome: str) -> None:
    report = given("2024年，江西新建农村公路126公里，改造老旧小区18个。", (2024,))
    assert [one.outcome for one in statements_of(judge_claim(claim, [report]))] == [outcome]


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("2024年，江西煤炭超过1亿吨。", "supported"),
        ("2024年，江西煤炭销量超过1亿吨。", "open"),
        ("2024年，江西煤炭增长1亿吨。", "open"),
        ("2024年，江西煤炭出口超过1亿吨。", "open"),
    ],
)
def test_an_amount_need_not_say_that_it_is_output(claim: str, outcome: str) -> None:
    """An amount in a unit of its own is of what is put out; a claim that names another measure means that one."""
    found = statements_of(judge_claim(claim, [given("2024年，江西煤炭产量突破1亿吨。", (2024,))]))
    assert [one.outcome for one in found] == [outcome]
