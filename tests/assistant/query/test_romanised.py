"""Pinyin and English words in a Chinese question, read as the Chinese that the reports have."""

import pytest
from known_words import WORDS

from assistant.query.romanised import romanised


def read(text: str) -> list[tuple[str, str]]:
    """What is read otherwise, and as what; the blanks around it go with it."""
    return [(text[start:end].strip(), meant) for start, end, meant in romanised(text, WORDS, ["松川市"])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("songchuan daqiao 总投资多少", [("songchuan daqiao", "松川大桥")]),
        ("gongzufang多少套", [("gongzufang", "公租房")]),
        ("松川大桥的 total investment 是多少？", [("total investment", "总投资")]),
        ("江苏的 retail sales 增长多少", [("retail sales", "社会消费品零售总额")]),
    ],
)
def test_it_is_read_as_what_the_reports_say(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "huawei 在哪里",  # no report has its characters
        "What share of vans was electric?",
        "Which provincial reports mention 具身智能 (embodied intelligence)?",
    ],
)
def test_a_name_and_an_english_question_stay(text: str) -> None:
    assert read(text) == []
