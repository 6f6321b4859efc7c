"""A Chinese figure said in English, by rule from its parts: number, unit, hedge, measure, period and place."""

from decimal import Decimal
from functools import cache
from typing import NamedTuple

from assistant.answering.amounts import plain, unit_as_written
from assistant.answering.ledgers import Found
from assistant.messages import Language
from index.ledger.entry import Entry, Kind
from index.lexicon.loading import read_table
from index.patterns import regex
from index.text.scales import in_scale, scale_value
from index.text.script import has_han
from index.text.units import without_scale

_BEFORE = {"about": "around ", "near": "nearly ", "over": "more than ", "under": "no more than "}
# 7%以上 and 不低于7% begin with it, 低于7% ends before it.
_AT_LEAST = regex("以上|不低于|不少于|不小于|至少")
_LESS_THAN = regex("(?<!不)(?:低于|小于|少于)|不到|不足|不及|没|未")


class _Unit(NamedTuple):
    unit: str
    english: str


class _Measure(NamedTuple):
    kind: str
    chinese: str
    counter: str
    forms: str


@cache
def _units() -> dict[str, str]:
    return {row.unit: row.english for row in read_table("units_en", _Unit)}


@cache
def measures() -> dict[str, str]:
    """Each measure that has an English name, with it."""
    found: dict[str, str] = {}
    for row in read_table("facts/indicators_en", _Measure):
        if row.kind == "measure" and row.forms:
            found.setdefault(row.chinese, _written_out(row.forms.split()[0]))
    return found


_INITIALS = regex(r"\b(?:gdp|r&d|cpi|ppi|ai|pm2\.5|pm10|gni)\b")


def _written_out(form: str) -> str:
    """A form of the table as it is written: GDP growth for gdp_growth."""
    return _INITIALS.sub(lambda match: match[0].upper(), form.replace("_", " "))


def english_unit(unit: str) -> str | None:
    """A base unit's English name; None where it has none here."""
    return unit if unit == "%" else _units().get(unit)


def english_figure(entry: Entry, original: str = "") -> str | None:
    """The figure in English, hedged as the words of `original` are; None where its unit has no English name here."""
    unit = unit_as_written(entry)
    scale, bare = without_scale(unit.text)
    bare = bare or unit.text
    if bare in ("%", "％") or entry.unit == "%":
        name, low, high = "%", entry.low, entry.high
    elif bare in _units():
        name = _units()[bare]
        low, high = (value / unit.factor * scale_value(scale) for value in (entry.low, entry.high))
    else:
        return None
    low, high = sorted((abs(low), abs(high)))
    number = _number(low) if low == high else f"{_number(low)} to {_number(high)}"
    joined = f"{number}{name}" if name == "%" else f"{number} {name}".strip()
    return f"{_hedge(entry, original)}{joined}"


def _hedge(entry: Entry, original: str) -> str:
    if entry.hedge == "over" and _AT_LEAST.search(original):
        return "at least "
    if entry.hedge == "under" and _LESS_THAN.search(original):
        return "less than "
    return _BEFORE.get(entry.hedge, "")


_AMOUNT = regex(r"(?P<number>-?[\d.]+)(?P<unit>\D.*)?")


def said_in(amount: str, language: Language) -> str:
    """An amount that was worked out, in a language: 4.7 trillion yuan; as it is where its unit has no name here."""
    match = _AMOUNT.fullmatch(amount) if language == "en" else None
    if match is None:
        return amount
    scale, unit = without_scale(match["unit"] or "")
    if unit not in (units := _units() | {"": ""}):
        return amount
    return f"{_number(Decimal(match['number']) * scale_value(scale))} {units[unit]}".strip()


def _number(value: Decimal) -> str:
    amount, scale = in_scale(value, "en")
    if scale:
        return f"{plain(amount)} {scale}"
    text = plain(value)
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.isdigit() and len(whole) > 4 else text


def english_measure(entry: Entry) -> str | None:
    """What is measured, in English where the table of measures knows it."""
    name = entry.canonical or entry.measure
    known = measures().get(name) or measures().get(entry.measure)
    if known is None:
        return None if has_han(name) else name
    growing = entry.kind in (Kind.CHANGE, Kind.POINTS)
    return f"{known} {'decline' if entry.low < 0 else 'growth'}" if growing else known


def english_way(found: Found) -> str:
    """ "up " or "down " before a growth."""
    if found.entry.kind not in (Kind.CHANGE, Kind.POINTS, Kind.DIFFERENCE):
        return ""
    return "down " if found.entry.low < 0 else ""
