"""Letters that are set apart, as titles are: 政 府 工 作 报 告."""

from typing import Any

import pytest
from pdf_files import PROSE, SONG, lines, pdf

from index.parsing.pdf.reading import parse_pdf
from index.parsing.pdf.spacing import closed_up


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("政 府 工 作 报 告", "政府工作报告"),
        ("政府工作报告", "政府工作报告"),
        ("Annual Report 2024", "Annual Report 2024"),
    ],
)
def test_letters_set_apart_close_up_and_words_stay(text: str, right: str) -> None:
    assert closed_up(text) == right


@pytest.mark.parametrize("space", [2.0, 6.0, 16.0])
def test_letters_set_apart_are_words(space: float) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont(SONG, 12)
        left = 100.0
        for letter in "政府工作报告":
            canvas.drawString(left, 760, letter)
            left += 12 + space
        canvas.drawString(72, 700, PROSE)

    assert parse_pdf(pdf(draw)).text == f"政府工作报告\n{PROSE}"


def test_typed_spaces_between_letters_and_figures_are_closed_up() -> None:
    text = parse_pdf(pdf(lines("2 0 2 5 年 政 府 工 作 报 告", PROSE))).text
    assert text.replace("\n", "") == "2025年政府工作报告" + PROSE
