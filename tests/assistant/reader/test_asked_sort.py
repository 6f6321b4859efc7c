"""Spans of the sort that an English question asks for."""

import pytest

from assistant.query.question_kinds import QuestionKind
from assistant.reader.asked_sort import asks_for_a_date, is_of_sort


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("What was the effective tax rate in 2018?", "the provision for income taxes for 2018 includes a charge"),
        ("What is the value of poultry as of October 31, 2019?", "The increase is due to the mix at October 31, 2019"),
        ("How is the rate per day derived?", "2019\t2018\tVariance"),
        ("What are the components of the ratio?", "24"),
        ("When is goodwill tested for impairment?", "2019"),
        ("In which years were deferred charges calculated?", "$15,948"),
        ("What are the respective dividend yields in 2017 and 2018?", "The yield is based upon expected dividends"),
        ("What does the recorded investment include?", "Recorded investment (1)\t$22,446\t$31,182"),
        ("Who chairs the board?", "2019"),
        ("Did sales rise?", "Sales rose by 5%"),
    ],
)
def test_another_sort_is_no_answer(question: str, span: str) -> None:
    assert not is_of_sort(None, question, span)


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("What was the effective tax rate in 2018?", "18.3%"),
        ("What was the amount of accrued interest?", "the Company had no accrued interest or penalties"),
        ("What is the company paid on a cost-plus contract?", "our allowable incurred costs plus a profit"),
        ("How is revenue attributed?", "to the geographic location in which the customer is situated"),
        ("When is goodwill tested for impairment?", "annually, or more often where there is an indication"),
        ("In which years were shares granted?", "2018 and 2019"),
        ("What are the respective values of raw material?", "Raw material\t222\t191"),
        ("What does AMC stand for?", "Advanced materials"),
        ("Where was the plant built?", "Ohio"),
        ("How many people work there?", "forty and twelve"),
    ],
)
def test_the_sort_asked_for_may_stand(question: str, span: str) -> None:
    assert is_of_sort(None, question, span)


def test_no_span_answers_a_list() -> None:
    assert not is_of_sort(QuestionKind.LIST, "What are the segments?", "Transportation and Industrial")


def test_a_condition_is_no_date() -> None:
    assert asks_for_a_date("When did trading commence?")
    assert not asks_for_a_date("When is an asset impaired?")
