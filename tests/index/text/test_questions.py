"""Whether a text asks or states."""

import pytest

from index.text.questions import is_question


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年增长目标是多少", True),
        ("广东增长了吗", True),
        ("5%?", True),
        ("How much did it grow", True),
        ("which plants opened", True),
        ("2025年增长5%。", False),
        ("It grew by 5%.", False),
        ("the howl of a whale", False),
        ("", False),
    ],
)
def test_a_text_asks_or_states(text: str, expected: bool) -> None:
    assert is_question(text) is expected
