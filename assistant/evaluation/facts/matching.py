"""Whether a measure, an amount or a time that was read is the one that a person wrote."""

import re
from collections import Counter
from decimal import Decimal
from functools import cache

from index.ledger.amounts import currency_of, factor_of
from index.ledger.entry import Span
from index.patterns import regex
from index.text.scales import scales
from index.text.script import has_han
from index.text.units import COUNTS, base_of, comparable

# Dice's coefficient of the characters of two Chinese names, and of the words of two others.
SAME_CHARACTERS, SAME_WORDS = 0.7, 0.5
_LIGHT_WORDS = frozenset(["the", "of", "a", "an", "in", "for", "our", "to", "and", "by", "total"])
_NO_NAME = regex(r"[\s，。、“”‘’\"'（）()·\-–—]")
_PLACES = frozenset({"人", "个", ""})  # the base units of 2位, 第2名 and 第2个
_SCALES = {scale.name: scale.factor for scale in scales("en", "text")}
_QUARTER = regex(r"(?P<year>\d{4})-Q(?P<number>[1-4])")
_MONTH_LENGTH = regex(r"(?P<month>\d{4}-\d\d)-\d\d")


def measures_agree(read: str, labelled: str) -> bool:
    """Whether two names are of one measure, as two people word it who read the same clause.

    The figure is the same one already, so what is asked is whether its measure is named, not whether in the same words.
    Blanks, quotation marks, brackets and dashes don't count. Chinese: one name holds the other (工业增加值,
    规模以上工业增加值), or the two share characters with a Dice coefficient of .7. Others: their words without the
    lightest, of which one name holds the other's, or that share with a coefficient of .5. An empty name agrees with
    none.
    """
    if not has_han(read + labelled):
        one, other = _words(read), _words(labelled)
        both = one & other
        return bool(both) and (both in (one, other) or 2 * len(both) >= SAME_WORDS * (len(one) + len(other)))
    one_name, other_name = (_NO_NAME.sub("", name.lower()) for name in (read, labelled))
    if not one_name or not other_name:
        return False
    if one_name in other_name or other_name in one_name:
        return True
    shared = (Counter(one_name) & Counter(other_name)).total()
    return 2 * shared >= SAME_CHARACTERS * (len(one_name) + len(other_name))


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9&.]+", name.lower())) - _LIGHT_WORDS


@cache
def base_unit(written: str) -> tuple[str, Decimal]:
    """(base unit, factor) of a unit as a person writes it: 万亿元, $ million, billion USD, 元/股."""
    if (told := factor_of(written)) is not None:
        return told
    words = re.findall(r"[^\W\d_]+\$?|\$|[^\w\s]", written.lower())
    found = [_SCALES[word] for word in words if word in _SCALES]
    rest = " ".join(word for word in words if word not in _SCALES)
    if found:
        unit, factor = (currency_of(rest) or base_of(rest)[0] if rest else ""), found[0]
        return unit, factor
    if currency := currency_of(written):
        return currency, Decimal(1)
    before, slash, _ = written.partition("/")
    return base_unit(before) if slash and before else base_of(written)


def units_agree(read: str, labelled: str) -> bool:
    """Whether a base unit that was read is that of a unit as written.

    What it is told per (元/股) belongs to the measure. A bare number counts whatever is named behind it, people too
    (14亿人口); a place in an order is written 第2 or 2位; a share 一半 or 50%.
    """
    base = base_unit(labelled)[0].partition("/")[0]
    read = read.partition("/")[0]
    if not base and (read in COUNTS or read in ("人", "%")):
        return True
    if read == "第" and base in _PLACES:
        return True
    return comparable(read, base)


def values_agree(read: tuple[Decimal, Decimal], read_unit: str, labelled: tuple[Decimal, Decimal], unit: str) -> bool:
    """Whether (low, high) in the base unit `read_unit` are those of a label in `unit` as written.

    People write declines without a sign (下降3%): where the label has none, amounts are compared without theirs. A
    share that the label writes as a fraction (一半: 0.5) is read in per cent.
    """
    base, factor = base_unit(unit)
    if read_unit == "%" and not base:
        factor *= 100
    wanted = [value * factor for value in labelled]
    found = list(read)
    if min(wanted) >= 0:
        found = [abs(value) for value in found]
    return sorted(found) == sorted(wanted)


def periods_agree(read: Span | None, first: str | None, last: str | None) -> bool:
    """Whether a span is that of a label; a quarter is its months, and a month that of its days where one has no day."""
    if read is None or first is None or last is None:
        return False
    return _alike(read.first, _begins(first)) and _alike(read.last, _ends(last))


def _begins(date: str) -> str:
    match = _QUARTER.fullmatch(date)
    return f"{match['year']}-{3 * int(match['number']) - 2:02}" if match else date


def _ends(date: str) -> str:
    match = _QUARTER.fullmatch(date)
    return f"{match['year']}-{3 * int(match['number']):02}" if match else date


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    months = [match["month"] if (match := _MONTH_LENGTH.fullmatch(date)) else date for date in (one, other)]
    return len(one) != len(other) and min(len(one), len(other)) == 7 and months[0] == months[1]
