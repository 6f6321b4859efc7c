"""What a question asks to be listed: the number, the noun, and what else it says."""

import pytest
from report_texts import asking, report_of

from assistant.answering.wanted_list import WantedList, share_said, wanted_list

REPORTS = [report_of("上海", 2025, "一、2024年工作回顾", "三大先导产业加快发展。")]


def wanted(question: str) -> WantedList | None:
    understanding, _ = asking(question, REPORTS)
    return wanted_list(understanding)


@pytest.mark.parametrize(
    ("question", "number", "noun", "beside"),
    [
        ("上海的三大先导产业是指哪三个", 3, "先导产业", ()),
        ("上海的三大先导产业有哪些", 3, "先导产业", ()),
        ("上海的“新增长引擎”有哪几个", None, "新增长引擎", ()),
    ],
)
def test_number_noun_and_the_rest(question: str, number: int | None, noun: str, beside: tuple[str, ...]) -> None:
    found = wanted(question)
    assert found is not None
    assert (found.number, found.noun, found.beside) == (number, noun, beside)


@pytest.mark.parametrize("question", ["上海的三大先导产业是指哪四个", "上海有哪些"])
def test_two_numbers_or_nothing_to_look_for(question: str) -> None:
    assert wanted(question) is None


def test_the_share_of_a_piece_that_is_said() -> None:
    assert share_said("先导产业规模", "先导产业") == 1
    assert 0 < share_said("先导作用", "先导产业") < 1
    assert share_said("居民收入", "先导产业") == 0
