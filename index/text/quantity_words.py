"""How numbers are meant and which way they go: the words that tell, in Chinese and English."""

import re
from enum import StrEnum

from index.lexicon.loading import any_of, words
from index.patterns import regex


class Hedge(StrEnum):
    """How a number is meant."""

    EXACT = "exact"
    ABOUT = "about"  # 约, 左右, 上下; about, roughly
    NEARLY = "nearly"  # 近, 接近; nearly, almost: a little less
    AT_LEAST = "at_least"  # 以上, 超过, 突破, 余; more than, over
    AT_MOST = "at_most"  # 以内, 以下, 不超过; up to, below


class Direction(StrEnum):
    """Which way a thing went."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"


def _hedge(place: str, hedge: Hedge) -> tuple[str, str]:
    """Its Chinese and its English words at a place, before or behind the number."""
    kind = f"{place}_{hedge}"
    return any_of(words("hedges", kind)), any_of(words("hedges", f"{kind}_english"))


def _before(hedge: Hedge) -> re.Pattern[str]:
    han, english = _hedge("before", hedge)
    return re.compile(rf"(?:{han}|\b(?:{english}))\s?$", re.IGNORECASE)


def _behind(hedge: Hedge) -> re.Pattern[str]:
    han, english = _hedge("behind", hedge)
    plus = r"|\+(?![\dA-Za-z])" if hedge is Hedge.AT_LEAST else ""
    return re.compile(rf"\s?(?:{han}|(?:{english})\b{plus})", re.IGNORECASE)


def _ways(way: Direction) -> str:
    han, english = (any_of(words("directions", kind)) for kind in (way, f"{way}_english"))
    return rf"{han}|\b(?:{english})\b"


# "不超过" ends like "超过": what forbids goes first.
HEDGES_BEFORE: tuple[tuple[Hedge, re.Pattern[str]], ...] = tuple(
    (hedge, _before(hedge)) for hedge in (Hedge.AT_MOST, Hedge.AT_LEAST, Hedge.ABOUT, Hedge.NEARLY)
)
HEDGES_BEHIND: tuple[tuple[Hedge, re.Pattern[str]], ...] = tuple(
    (hedge, _behind(hedge)) for hedge in (Hedge.ABOUT, Hedge.AT_LEAST, Hedge.AT_MOST)
)
_UP, _DOWN, _LEVEL = map(_ways, (Direction.UP, Direction.DOWN, Direction.LEVEL))
DIRECTION_WORDS = regex(f"(?P<down>{_DOWN})|(?P<up>{_UP})|(?P<level>{_LEVEL})", re.IGNORECASE)
# "3.5%的增长", "a 5% increase", "5.2% growth"
DIRECTION_BEHIND = regex(rf"\s?(?:的|year-on-year |annual )?(?:(?P<down>{_DOWN})|(?P<up>{_UP}))", re.IGNORECASE)
