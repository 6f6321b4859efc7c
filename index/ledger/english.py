"""English prose as entries of the ledger: each figure with the words that say what it measures, and its own time.

Facts compare clauses, so their keys hold every word, in canonical forms and in an order of their own. A ledger wants
the words in which the report names the one figure; so each is looked at where it stands: behind its verb, before its
noun, in "of …", as an amount of growth, or compared with the figure before it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from index.facts.english_words import Word, is_past, words
from index.facts.fact import Bound, Context, Fact, Figure, Stage
from index.ledger.english_names import MeasureMention, forms, is_boundary, is_verb
from index.ledger.english_numbers import brackets_apart, is_name, is_time_span, parted, with_shared_units
from index.ledger.english_told import DURATIONS, Last, Namer
from index.ledger.english_when import Whens
from index.ledger.entry import Entry, Kind, Span
from index.ledger.measures import canonical_name
from index.ledger.times import Times
from index.patterns import regex
from index.report import Block, Part, Report, Sentence
from index.text.sentences import split_sentences

HEDGES = {Bound.EXACT: "", Bound.ABOUT: "about", Bound.NEAR: "near", Bound.OVER: "over", Bound.UNDER: "under"}
_MONEY = frozenset({"元", "美元", "港元", "欧元", "英镑"})
_PLANNED = regex(
    r"\b(?:will|shall|expects?|expected to|plans? to|intends? to|aims? to|anticipates?|forecasts?)\b"
    r"|\b(?:targets?|goals?|guidance|outlook)\s+(?:(?:is|are|to|of|for)\b)[^;]{0,80}$",
    re.IGNORECASE,
)
_REACHED = regex(r"\b(?:met|exceeded|achieved|surpassed|reached|not met)\b", re.IGNORECASE)


def english_entries(
    report: Report, block: Block, context: Context, times: Times, facts: Mapping[int, Fact]
) -> Iterator[Entry]:
    """The entries of a paragraph, in order. `facts` are those already read, by where their figures start."""
    text = report.text[block.start : block.end]
    last = Last()
    for sentence in split_sentences(text, 0, len(text)):
        read = _Sentence(report, block, sentence, context, times)
        last = Last(last.measure, last.span)
        for entry in read.entries(last):
            last = Last(entry.measure)
            fact = facts.get(entry.figure[0])
            yield entry if fact is None else replace(entry, key=fact.key, how=fact.how.value)


class _Sentence:
    """One sentence as it is read."""

    def __init__(self, report: Report, block: Block, sentence: Sentence, context: Context, times: Times) -> None:
        self._report, self._context, self._times = report, context, times
        self._start = block.start + sentence.start
        self._text = report.text[self._start : block.start + sentence.end]
        found = [part for word in words(self._text, context) for part in parted(self._text, word)]
        self._words = with_shared_units(self._text, [self._named(word) for word in found])

    def _named(self, word: Word) -> Word:
        """A number that is part of a name as a word of it: Microsoft 365 subscribers."""
        if word.figure is None or not is_name(self._text, word.figure):
            return word
        written = self._text[word.start : word.end].lower()
        return replace(word, kind="word", value=written, written=written, figure=None)

    def entries(self, last: Last) -> Iterator[Entry]:
        """An entry for each figure that the sentence names a measure for; brackets are read by themselves."""
        lasts = [last]
        for part in brackets_apart(self._words):
            start = part[0].start if part else 0
            figures = _groups(part, "figure")
            namer = Namer(self._text, part, figures, next(one for one in reversed(lasts) if one.end <= start))
            whens = Whens(self._text, part, (figures, _groups(part, "when")), self._times, self._context)
            for at, word in enumerate(part):
                figure = word.figure
                if figure is None or word.value != "#" or is_time_span(self._text, word):
                    continue
                told = namer.told(at)
                if told is None or not told.measure:
                    continue
                told, figure = _of_increase(told), _in_points(self._text, figure, told)
                kind = _kind(self._text, figure, told)
                period = whens.of(at, namer.last.end)
                namer.last = Last(told.measure, told.span, told.movement, kind, word.end)
                lasts.append(namer.last)
                yield self._entry(part, at, figure, told, kind, period)

    def _entry(
        self, part: Sequence[Word], at: int, figure: Figure, told: MeasureMention, kind: Kind, period: Span | None
    ) -> Entry:
        falls = told.movement == "↓" and kind in (Kind.CHANGE, Kind.POINTS, Kind.DIFFERENCE)
        low, high = (-figure.high, -figure.low) if falls else (figure.low, figure.high)
        whole = (self._start, self._start + len(self._text))
        return Entry(
            start=whole[0],
            end=whole[1],
            sentence=whole,
            figure=(self._start + figure.start, self._start + figure.end),
            text=self._text[figure.start : figure.end],
            key=f"{told.measure.lower()}#",
            measure=told.measure,
            subject=told.measure.lower(),
            canonical=canonical_name(told.measure.lower()),
            kind=kind,
            low=low,
            high=high,
            unit=figure.unit,
            hedge=HEDGES[figure.bound],
            base="",
            place="",
            period=period,
            stage=self._stage(part, at, period),
            denied=_is_denied(part, at),
            qualifiers=(),
            how="written",
            measure_span=None if told.span is None else (self._start + told.span[0], self._start + told.span[1]),
        )

    def _stage(self, part: Sequence[Word], at: int, period: Span | None) -> Stage:
        year = self._times.year or self._context.year
        clause = self._text[max(0, self._text.rfind(";", 0, part[at].start)) : part[at].start]
        plans = list(_PLANNED.finditer(clause))
        # "amounts that will be invoiced, was $639 million"
        if plans and re.search(r"(?i)\b(?:was|were)\b", clause[plans[-1].end() :]):
            plans = []
        told = any(_tells_past(part, place) for place in range(len(part)))
        if (self._context.plan and not told) or (plans and not _REACHED.search(self._text)):
            return Stage.PLANNED
        if period is not None and year is not None and int(period.first[:4]) > year:
            return Stage.PLANNED
        over = period is not None and year is not None and int(period.last[:4]) < year
        return Stage.DONE if over or self._report.section_at(self._start).part is Part.REVIEW else Stage.TOLD


def _groups(found: Sequence[Word], kind: str) -> list[list[int]]:
    """Runs of words of one kind with only commas and conjunctions between them."""
    groups: list[list[int]] = []
    current: list[int] = []
    for at, word in enumerate(found):
        if word.kind == kind:
            current.append(at)
        elif current and not (word.value in (",", ";") or word.written in ("and", "or", "respectively")):
            if len(current) > 1:
                groups.append(current)
            current = []
    return [*groups, current] if len(current) > 1 else groups


def _tells_past(found: Sequence[Word], at: int) -> bool:
    word = found[at]
    if word.kind != "word":
        return False
    return word.written in forms("past") or (is_past(word.written) and is_verb(found, at))


def _is_denied(found: Sequence[Word], at: int) -> bool:
    """Whether "not" or "never" stands between the last mark and the figure."""
    for word in reversed(found[:at]):
        if is_boundary(word):
            return False
        if word.has("deny"):
            return True
    return False


# An "increase in revenue of $5 million" tells of revenue how much it rose.
_INCREASE = regex(
    r"(?:an?\s+|the\s+)?(?:[a-z]+\s+)?(?:(?P<up>increases?|growth)|(?P<down>decreases?|declines?|reductions?))\s+(?:in|to|of)\s+"
    r"(?:(?:our|the|its|their)\s+)?(?P<what>.+)",
    re.IGNORECASE,
)
_POINTS = regex(r"\s+(?:percentage\s+)?points?\b(?!\s+of)", re.IGNORECASE)
_RATE = regex(r"(?i)percentage|margin|\brate\b|\bshare\b")


def _of_increase(told: MeasureMention) -> MeasureMention:
    match = _INCREASE.fullmatch(told.measure)
    if match is None or told.movement:
        return told
    return replace(told, measure=match["what"], movement="↑" if match["up"] else "↓", kind=Kind.DIFFERENCE)


def _in_points(text: str, figure: Figure, told: MeasureMention) -> Figure:
    """A bare number before "points" of a rate in points: gross margin percentage increased 1 point."""
    points = not figure.unit and _POINTS.match(text, figure.end) is not None and _RATE.search(told.measure) is not None
    return replace(figure, unit="百分点") if points else figure


def _kind(text: str, figure: Figure, told: MeasureMention) -> Kind:
    unit = figure.unit
    if text[figure.start : figure.end].lower().startswith(("doubl", "tripl")):
        return Kind.RATIO
    if told.movement and unit in ("%", "百分点"):
        return Kind.CHANGE if unit == "%" else Kind.POINTS
    if told.kind is not None:
        return told.kind
    if unit == "%":
        return Kind.SHARE
    if unit == "百分点":
        return Kind.POINTS
    if unit in DURATIONS:
        return Kind.DURATION
    if unit in ("倍", "番"):
        return Kind.RATIO
    return Kind.LEVEL if unit in _MONEY else Kind.COUNT
