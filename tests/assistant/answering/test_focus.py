"""What is left of a question without its asking words, its places and its years."""

import pytest
from report_texts import asking, report_of

from assistant.answering.focus import asked_years, counted, focus_of, is_english, language_asked, same

REPORTS = [report_of("广东", 2025, "国有企业改革深化。"), report_of("浙江", 2025, "低空经济起步。")]


@pytest.mark.parametrize(
    ("question", "frame", "pieces"),
    [
        ("请问广东的报告里提到国有企业改革几次", "frame_mention", ("国有企业改革",)),
        ("哪些省提到了低空经济？", "frame_mention", ("低空经济",)),
        ("广东2025年的国有企业改革", "frame_mention", ("国有企业改革",)),  # 有 stays in 国有
    ],
)
def test_the_thing_that_is_asked_about(question: str, frame: str, pieces: tuple[str, ...]) -> None:
    focus = focus_of(asking(question, REPORTS)[0], frame)
    assert focus.pieces == pieces
    assert focus.thing == pieces[0]


def test_what_stands_in_quotation_marks_is_the_thing() -> None:
    focus = focus_of(asking("哪些省提到“有没有”这个词", REPORTS)[0], "frame_mention")
    assert focus.quoted == ("有没有",)
    assert focus.thing == "有没有"


@pytest.mark.parametrize(
    ("question", "english"),
    [("Which provinces mention 商业航天?", True), ("哪些省提到AI", False), ("GDP target", False)],
)
def test_a_question_may_be_english_though_its_term_is_chinese(question: str, english: bool) -> None:
    assert is_english(question) == english
    if english:
        assert language_asked(asking(question, REPORTS)[0]) == "en"


def test_a_year_of_two_digits_is_one() -> None:
    assert asked_years(asking("广东22年的报告", REPORTS)[0]) == (2022,)


@pytest.mark.parametrize(
    ("piece", "number"), [("10件惠民实事", (10, "惠民实事")), ("三大产业", (3, "产业")), ("惠民实事", None)]
)
def test_a_number_and_what_is_counted(piece: str, number: tuple[int, str] | None) -> None:
    assert counted(piece) == number


def test_names_are_one_whatever_their_writing() -> None:
    assert same("“低空 經濟”", "低空经济")
    assert not same("低空经济", "低空产业")
