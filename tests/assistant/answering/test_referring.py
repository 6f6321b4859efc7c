"""What a pronoun, or a question without a subject, refers to: the name that an earlier question was answered with."""

from collections.abc import Sequence

import pytest

from assistant.answering.referring import with_name

_NAMES = {"今年要修哪座水库？": "石盘水库", "青禾县GDP是多少？": None}


def _named(question: str, history: Sequence[str]) -> str | None:
    return _NAMES[question]


@pytest.mark.parametrize(
    ("question", "history", "whole"),
    [
        ("它总投资多少？", ["今年要修哪座水库？"], "石盘水库总投资多少？"),
        ("它的库容是多少？", ["今年要修哪座水库？"], "石盘水库库容是多少？"),
        ("该工程什么时候建成？", ["今年要修哪座水库？"], "石盘水库什么时候建成？"),
        ("什么时候建成？", ["今年要修哪座水库？", "它总投资多少？"], "石盘水库什么时候建成？"),
        ("总投资多少？", ["今年要修哪座水库？"], "石盘水库总投资多少？"),
        ("它增长多少？", ["青禾县GDP是多少？"], None),  # not answered with a name
        ("财政收入是多少？", ["今年要修哪座水库？"], None),
        ("其中粮食产量是多少？", ["今年要修哪座水库？"], None),
        ("它总投资多少？", [], None),
    ],
)
def test_the_name_goes_in_its_place(question: str, history: list[str], whole: str | None) -> None:
    assert with_name(question, history, _named) == whole
