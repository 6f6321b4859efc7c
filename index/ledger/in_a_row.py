"""Figures in a row: one for each year that was named, or one for each measure.

预计2024-2026年营收3.7、5.1、5.8亿元: as many figures as the sentence has named years, each of its own. The unit of the
last is that of all, and what the first measures they all measure. 城镇居民收入和农村居民收入增长8.4%和11.4%: as many as
measures.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import groupby

from index.facts.fact import Stage
from index.ledger.entry import Entry, Kind, Span
from index.ledger.measures import canonical_name
from index.ledger.phrases import canonical_words, subject_of
from index.ledger.shared import head_of, owner_of, shared_names
from index.patterns import regex
from index.text.numerals import FULL_WIDTH_DIGITS

_YEAR = r"(?:20)?\d\d"
# 2024-2026年, 24-26年, 2024E-2026E, 2024/2025/2026年, 2024年、2025年和2026年
_SPAN = regex(rf"(?<![\d.])(?P<first>{_YEAR})\s?年?E?\s?[-—–~～至到]\s?(?P<last>{_YEAR})\s?(?:年|E(?![A-Za-z]))")
_LIST = regex(
    rf"(?<![\d.]){_YEAR}\s?年?E?(?:\s?[/、,和及与]\s?{_YEAR}\s?年?E?)+(?<=[年E])(?!\s?(?:\d|第?[一二三四]季|[上下]半))"
)
_LISTED = regex(r"\s*(?:以上|左右|以下|以内)?\s*[/／、和及与]\s*")
_JOINED = regex("[、和及与]")
_FEWEST, _MOST = 2, 6
_PLAIN = regex(r"\d[\d,]*(?:\.\d+)?")


def told_by_year(text: str, entries: Sequence[Entry], year: int | None) -> Iterator[Entry]:
    """The entries of a report's prose, those of lists of as many figures as years were named each with its year.

    `year` is the report's own; a short year is read by it, and what is told of it and later is no result.
    """
    for (start, _), group in groupby(entries, key=lambda entry: entry.sentence):
        told = list(group)
        named = list(_years(text[start : told[-1].figure[1]], year))
        for run in _runs(text, told) if named else ():
            before = [years for end, years in named if start + end <= told[run[0]].figure[0]]
            if before and len(before[-1]) == len(run):
                told[run[0] : run[-1] + 1] = _spread([told[at] for at in run], before[-1], year)
        yield from told


def told_by_name(text: str, entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries of a report's prose, those of as many figures as their one measure names each with its own."""
    told = list(entries)
    for run in _runs(text, told) if told else ():
        measure = told[run[0]].measure
        if len(run) < _FEWEST or any(told[at].measure != measure for at in run):
            continue
        names = shared_names(measure, len(run))
        whole = names is not None and (all(name in measure for name in names) or _JOINED.search(measure) is None)
        if names is None or not whole or not all(head_of(name) and owner_of(name) for name in names):
            continue
        for at, name in zip(run, names, strict=True):
            subject = subject_of([canonical_words(name)], told[at].kind is Kind.CHANGE)
            told[at] = replace(told[at], measure=name, subject=subject, canonical=canonical_name(subject))
    yield from told


def _years(text: str, own: int | None) -> Iterator[tuple[int, list[int]]]:
    """(where it ends, the years) of each span or list of years, in order."""
    plain = text.translate(FULL_WIDTH_DIGITS)
    found: list[tuple[int, list[int]]] = []
    for match in _SPAN.finditer(plain):
        first, last = (_full(match[name], own) for name in ("first", "last"))
        if first is not None and last is not None and _FEWEST <= last - first + 1 <= _MOST:
            found.append((match.end(), list(range(first, last + 1))))
    for match in _LIST.finditer(plain):
        listed = [_full(one, own) for one in re.findall(_YEAR, match[0])]
        years = [one for one in listed if one is not None]
        if len(years) == len(listed) and years == sorted(set(years)):
            found.append((match.end(), years))
    yield from sorted(found)


def _full(year: str, own: int | None) -> int | None:
    if len(year) == 4:
        return int(year)
    return 2000 + int(year) if own is not None and abs(2000 + int(year) - own) <= _MOST else None


def _runs(text: str, told: Sequence[Entry]) -> Iterator[list[int]]:
    """The places of figures that stand in a row with nothing but marks between."""
    run = [0]
    for at in range(1, len(told)):
        gap = text[told[at - 1].figure[1] : told[at].figure[0]]
        if _LISTED.fullmatch(gap):
            run.append(at)
            continue
        yield run
        run = [at]
    yield run


def _spread(run: Sequence[Entry], years: Sequence[int], own: int | None) -> list[Entry]:
    named = run[0] if run[0].measure else run[-1]
    last = run[-1]
    found: list[Entry] = []
    for entry, year in zip(run, years, strict=True):
        one = replace(entry, measure=named.measure, subject=named.subject, canonical=named.canonical)
        one = replace(one, kind=last.kind, base=named.base, period=Span(str(year), str(year)))
        if not entry.unit and last.unit and (factor := _factor(last)) is not None:
            low, high = sorted((entry.low * factor, entry.high * factor))
            one = replace(one, unit=last.unit, low=low, high=high)
        if own is not None and year < own:
            one = replace(one, stage=Stage.DONE)
        elif any(each.planned for each in run):
            one = replace(one, stage=Stage.PLANNED)
        found.append(one)
    return found


def _factor(entry: Entry) -> Decimal | None:
    """What one of an entry's unit as written is in its base unit."""
    match = _PLAIN.search(entry.text.translate(FULL_WIDTH_DIGITS))
    if match is None or entry.low != entry.high:
        return None
    try:
        return abs(entry.low) / Decimal(match[0].replace(",", ""))
    except InvalidOperation:
        return None
