"""Letters that are set apart, as titles are: 政 府 工 作 报 告."""

import pytest

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
