"""Lists of figures and times told apart: each figure keeps its own time."""

import pytest

from index.facts.english_respectively import told_apart
from index.facts.english_words import words
from index.facts.fact import Context


def apart(text: str) -> list[list[tuple[str, str]]]:
    """The figures and times of each sentence that a text is told apart into."""
    found = []
    for sentence in told_apart(words(text, Context(year=2024))):
        figures = [word.written for word in sentence if word.figure is not None]
        periods = [word.when.period for word in sentence if word.when is not None and word.when.period is not None]
        found.append(list(zip(figures, [f"{one.first} {one.part}".strip() for one in periods], strict=True)))
    return found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Costs were 5% and 7% in 2023 and 2024.", [[("5%", "2023")], [("7%", "2024")]]),
        (
            "Costs were 5%, 7%, and 9% in fiscal years 2022, 2023, and 2024.",
            [[("5%", "2022")], [("7%", "2023")], [("9%", "2024")]],
        ),
        (
            "Costs for the third quarter and first nine months of 2024 were 5% and 7%.",
            [[("5%", "2024 Q3")], [("7%", "2024 9M")]],
        ),
        (
            "Costs were 5% and 7% for the third quarter of fiscal years 2024 and 2023.",
            [[("5%", "2024 Q3")], [("7%", "2023 Q3")]],
        ),
        ("On June 30, 2024 and 2023 costs were 5% and 7%.", [[("5%", "2024 30 june")], [("7%", "2023 30 june")]]),
        (
            "Costs were 5% and 7% for the nine months ended May 31, 2024 and 2023.",
            [[("5%", "2024 9M")], [("7%", "2023 9M")]],
        ),
        ("Costs were 5% and 7% in Q3 2024 and in fiscal 2023.", [[("5%", "2024 Q3")], [("7%", "2023")]]),
    ],
)
def test_each_figure_keeps_its_time(text: str, told: list[list[tuple[str, str]]]) -> None:
    """With and without "respectively"; a quarter before several years is of each of them."""
    assert apart(text) == told
    assert apart(text.replace(".", ", respectively.")) == told


@pytest.mark.parametrize(
    "text",
    [
        "Costs were 5% and 12 offices closed in 2023 and 2024.",
        "Costs were 5%, 7% and 9% in 2023 and 2024.",
        "Costs rose 5% in 2023 and 2024.",
        "Costs were 5% and 7 million in 2023 and 2024.",
    ],
)
def test_lists_of_another_length_or_of_unlike_figures_stay(text: str) -> None:
    """Nothing says which figure is of which time."""
    sentence = words(text, Context(year=2024))
    assert told_apart(sentence) == [sentence]
