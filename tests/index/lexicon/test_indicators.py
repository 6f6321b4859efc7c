"""What reports call the same thing: groups that hold together, and none in two of them."""

from index.lexicon.indicators import NAMES, SYNONYMS


def group_of(name: str) -> tuple[str, ...]:
    """The names that are searched together with one."""
    return next((group for group in SYNONYMS if name in group), ())


def test_names_of_one_thing_are_searched_together() -> None:
    assert {"地区生产总值", "GDP"} <= set(group_of("GDP"))
    assert "地区生产总值" not in group_of("一般公共预算收入")


def test_an_indicators_lines_stand_together() -> None:
    """They are grouped as they follow each other."""
    order = list(dict.fromkeys(name.indicator for name in NAMES))
    assert [name.indicator for name in NAMES] == sorted((name.indicator for name in NAMES), key=order.index)
