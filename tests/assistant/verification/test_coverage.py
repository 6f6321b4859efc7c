"""Which words a text has: by whole words, not by the letters that happen to stand in it."""

import pytest

from assistant.verification.clauses import canonical, find_clauses
from assistant.verification.coverage import Vocabulary, covered, uncovered


def vocabulary(text: str) -> Vocabulary:
    return Vocabulary([canonical(text)], find_clauses(text))


@pytest.mark.parametrize(
    ("text", "word", "lacking"),
    [
        ("森林覆盖率达到65%", "森林覆盖率", []),
        ("新建城市场馆3座", "市场", ["市场"]),
        ("森林覆盖率达到65%", "森林覆率", ["率"]),
        ("固定资产投资增长9%", "固定产投资", ["固定产投资"]),
        ("revenue rose 5%", "revenue", []),
        ("revenue rose 5%", "costs", ["costs"]),
    ],
)
def test_words_stand_whole_or_are_lacking(text: str, word: str, lacking: list[str]) -> None:
    assert vocabulary(text).lacks([word]) == lacking


def test_a_share_counts_characters_and_the_rest_is_named() -> None:
    assert covered(["森林", "草地"], "森林面积") == 0.5
    assert covered([], "森林面积") == 0.0
    assert uncovered(["森林草地面积"], "森林面积") == ["草地"]
    assert covered(["forest", "lake"], "the forest") == pytest.approx(0.6)
