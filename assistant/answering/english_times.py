"""The stretches of a year that an English text tells of, however they are said, and whether two texts may mean one.

Facts have years with them (index/facts/english_periods.py, whose words for numbers these are); here stretches do.
"The first nine months of fiscal 2023" and "the nine months ended July 1, 2023" are nine months, "Q3" and "the third
quarter" are three and the third of four, a quarter that ended on a day is three without a number.
"""

import re
from dataclasses import dataclass

from index.facts.english_periods import COUNTS, ORDINALS
from index.patterns import regex
from index.structure.periods import MONTH_NAMES

_NTH = "|".join(ORDINALS)
_STRETCH = regex(
    r"\b(?:first[-\s]+)?(?P<count>three|six|nine|twelve|3|6|9|12)[-\s]+months?(?:[-\s]+periods?)?"
    rf"|\b(?P<quarter>{_NTH})(?:[-\s]+(?:fiscal|calendar))?[-\s]+quarters?|\b(?:q(?P<q>[1-4])|(?P<before>[1-4])q)\b"
    rf"|\b(?P<half>first|second|1st|2nd)[-\s]+half|\bh(?P<h>[12])\b|\bhalf[-\s]+years?\b"
    rf"|\b(?:{'|'.join(MONTH_NAMES)})\s+quarter\b|\bquarter(?:ly period)?(?=\s+(?:end(?:ed|ing)|to)\b)",
    re.IGNORECASE,
)
_QUARTER, _HALF = 3, 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many months; `ordinal` which quarter or half of the year (None: not said); `[start, end)` its words."""

    months: int
    ordinal: int | None
    start: int
    end: int


def stretches(text: str) -> list[Stretch]:
    """The stretches of a year that a text names, in order."""
    return [Stretch(*_read(match), *match.span()) for match in _STRETCH.finditer(text)]


def _read(match: re.Match[str]) -> tuple[int, int | None]:
    if count := match["count"]:
        return COUNTS.get(count.lower()) or int(count), None
    if quarter := match["quarter"]:
        return _QUARTER, ORDINALS[quarter.lower()]
    if number := match["q"] or match["before"]:
        return _QUARTER, int(number)
    if half := match["half"]:
        return _HALF, ORDINALS[half.lower()]
    if number := match["h"]:
        return _HALF, int(number)
    return (_QUARTER if "quarter" in match[0].lower() else _HALF), None


def may_be_of_one_time(asked: str, told: str) -> bool:
    """Whether a text may tell of a stretch that another asks of; one that names none may tell of any."""
    wanted, there = stretches(asked), stretches(told)
    if not wanted or not there:
        return True
    return all(any(_may_be_one(one, other) for other in there) for one in wanted)


def _may_be_one(one: Stretch, other: Stretch) -> bool:
    return one.months == other.months and (one.ordinal == other.ordinal or None in (one.ordinal, other.ordinal))


def without_stretches(text: str) -> str:
    """A text with a blank for the words of each of its stretches."""
    kept, at = [], 0
    for one in stretches(text):
        kept.append(text[at : one.start])
        at = one.end
    return " ".join([*kept, text[at:]])
