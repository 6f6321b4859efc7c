"""What a question says of a target: its measure, its verb, and a figure that it names."""

from decimal import Decimal

import pytest

from assistant.query.asked_targets import asks_whether_met, target_in


@pytest.mark.parametrize(
    ("question", "whether"),
    [
        ("地区生产总值目标完成了吗", True),
        ("粮食产量有没有超过12万吨", True),
        ("地区生产总值增长目标是多少", False),
        ("粮食产量目标完成了多少", False),
        ("Did Zhejiang meet its growth target?", True),
        ("What is Zhejiang's growth target?", False),
    ],
)
def test_whether_no_more_is_asked_than_whether_it_was_met(question: str, whether: bool) -> None:
    assert asks_whether_met(question) == whether


def test_the_measure_without_what_judges_it() -> None:
    asked = target_in("粮食产量目标实现了吗")
    assert asked.verb == "实现"
    assert asked.value is None and not asked.beyond
    assert "粮食产量" in asked.texts[0] and "实现" not in asked.texts[0]


def test_a_figure_names_the_target() -> None:
    asked = target_in("6%以上的增长目标完成了吗")
    assert (asked.value, asked.beyond, asked.grows) == (Decimal(6), False, True)


def test_a_figure_behind_over_is_what_the_result_is_held_against() -> None:
    asked = target_in("粮食产量超过12万吨了吗")
    assert asked.beyond and asked.value is not None
    assert asked.texts[0].startswith("粮食产量") and "12" not in asked.texts[0]


def test_an_english_question_is_left_as_it_is() -> None:
    assert target_in("Did it meet the target?").texts == ("Did it meet the target?",)
