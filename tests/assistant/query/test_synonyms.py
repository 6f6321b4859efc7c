"""Other names of what a question speaks of: found as whole words, never inside another."""

import pytest

from assistant.query.synonyms import synonyms_in
from index.lexicon.indicators import SYNONYMS


@pytest.mark.parametrize(
    ("text", "other"),
    [("GDP增长多少", "国内生产总值"), ("gdp growth", "国内生产总值"), ("财政收入是多少", "一般公共预算收入")],
)
def test_a_name_opens_its_group_in_any_case(text: str, other: str) -> None:
    assert any(other in group for group in synonyms_in(text))


def test_a_name_inside_a_longer_word_is_none() -> None:
    assert synonyms_in("the staffing plan") == []
    assert not any("国内生产总值" in group for group in synonyms_in("gdpr compliance"))
    assert synonyms_in("") == []


def test_no_name_stands_in_a_group_twice_and_the_table_is_broad() -> None:
    assert len(SYNONYMS) > 60
    assert all(len(group) == len({name.lower() for name in group}) > 0 for group in SYNONYMS)
