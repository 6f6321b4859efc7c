"""A follow-up takes the rest from the question before it."""

import pytest

from assistant.query.follow_ups import completed


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("那浙江呢？", "2024年浙江的粮食产量是多少？"),
        ("2023年呢？", "2023年广东的粮食产量是多少？"),
        ("那财政收入呢？", "2024年广东财政收入是多少？"),
        ("广东省2025年的重点工作有哪些？", "广东省2025年的重点工作有哪些？"),
    ],
)
def test_place_year_or_topic_is_changed(text: str, whole: str) -> None:
    assert completed(text, ["2024年广东的粮食产量是多少？"], []) == whole


def test_a_chain_is_read_from_its_first_question_on() -> None:
    history = ["2024年广东的粮食产量是多少？", "那浙江呢？"]
    assert completed("2023年呢？", history, []) == "2023年浙江的粮食产量是多少？"


def test_without_a_question_before_it_stays_as_it_is() -> None:
    assert completed("那浙江呢？", [], []) == "那浙江呢？"
