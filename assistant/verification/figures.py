"""Which figure of a quote is told of the same thing as one of a statement: by its place, else by what is beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from assistant.verification.clauses import Clause, canonical, han_words, latin_words
from assistant.verification.coverage import covered, uncovered, words_of
from assistant.verification.quoted import Source
from index.text.quantities import Quantity
from index.text.units import ORDINAL_BASES, comparable

# A figure of the evidence is about the same thing where it has this share of the words before the statement's figure.
SAME_MEASURE = 0.6
# Another figure of the evidence speaks of it as well where its share is this near to the best one's.
AS_NEAR = 0.12
# How much the words right beside a figure count, those of its clause and the three before, and all there is.
BESIDE, WITHIN, AROUND = 0.55, 0.35, 0.1
# What a rewording may add or leave out without saying anything else.
_SLIGHT = re.compile("[了达到为已的、\\s]")
_COMMA = re.compile("[，,]")
_LEADS = re.compile("[\\d.%％]+年?|[，。；、,;:：]")
LEAD = 8  # characters before a figure that say which way it went


@dataclass(frozen=True, slots=True)
class Rated:
    """A figure of a quote, and how near it is to a statement's, in [0, 1]."""

    nearness: float
    quantity: Quantity
    source: Source
    clause: Clause

    @property
    def years(self) -> frozenset[int]:
        """The years that it is of; empty where nothing tells."""
        return self.source.years_of(self.clause)


def rated_figures(
    quantity: Quantity, clause: Clause, before: Sequence[Clause], sources: Sequence[Source], foreign: bool
) -> list[Rated]:
    """The figures of the sources that could be told of the same thing as `quantity`, each with its nearness.

    `before` are the statement's clauses before the figure's. With `foreign` no words are compared: all are as near.
    """
    measure = _words(_beside(quantity, clause))
    subject = tuple(chain.from_iterable(words_of(one) for one in before[-2:])) or words_of(clause)
    rated: list[Rated] = []
    for source in sources:
        for place, one in enumerate(source.clauses):
            for found in one.quantities:
                if may_be(quantity, found):
                    alike = foreign or _stands_alike(quantity, clause, found, one)
                    nearness = 1.0 if alike else _nearness(measure, subject, found, source, place)
                    rated.append(Rated(nearness, found, source, one))
    return rated


def nearest(rated: Sequence[Rated], foreign: bool) -> list[Rated]:
    """Those that are about the same thing, as far as words tell."""
    best = max((one.nearness for one in rated), default=0.0)
    return [one for one in rated if one.nearness >= max(best - AS_NEAR, 0.0 if foreign else SAME_MEASURE)]


def may_be(one: Quantity, other: Quantity) -> bool:
    """Whether two figures could be told of one thing: the like unit, or the same digits with another."""
    if comparable(one.unit, other.unit):
        return True
    if one.unit in ORDINAL_BASES or other.unit in ORDINAL_BASES:
        return False
    return digits_of(one) == digits_of(other)


def digits_of(quantity: Quantity) -> str:
    """The digits of a figure as written, without zeros at the end of a fraction."""
    digits = "".join(character for character in quantity.text if character.isdigit() or character == ".")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def with_lead(text: str, start: int, end: int) -> str:
    """The figure at `[start, end)` with what leads to it: from the last mark, figure or year on."""
    first = max(start - LEAD, 0)
    led = [match.end() for match in _LEADS.finditer(text, first, start)]
    return text[max([first, *led]) : end]


def _nearness(measure: tuple[str, ...], subject: tuple[str, ...], found: Quantity, source: Source, place: int) -> float:
    """How much of what the statement's figure is about stands beside a figure of the evidence."""
    # Whose figure it is, the report's title says: that need not stand beside the figure.
    measure = _beyond(measure, canonical(source.evidence.context.partition("\n")[0])) or measure
    beside = _beside(found, source.clauses[place])
    if not beside.strip() and place + 1 < len(source.clauses):
        beside = source.clauses[place + 1].bare  # "10月28日，高速公路通车": a date is of the clause behind it
    own = canonical(beside)
    within = canonical(" ".join(one.text for one in source.clauses[max(place - 3, 0) : place + 1]))
    told = measure or subject
    return (
        BESIDE * covered(told, own)
        + WITHIN * covered(told, f"{own}\n{within}")
        + AROUND * covered((*measure, *subject), f"{source.text}\n{source.around}")
    )


def _beyond(words: tuple[str, ...], title: str) -> tuple[str, ...]:
    """What of the words a title does not say."""
    han = [word for word in words if not word.isascii()]
    return (*uncovered(han, title), *(word for word in words if word.isascii() and word not in title))


def _stands_alike(quantity: Quantity, clause: Clause, found: Quantity, other: Clause) -> bool:
    """Whether two figures stand at one place of clauses that say the same but for figures."""
    if clause.quantities.index(quantity) != other.quantities.index(found):
        return False
    if _SLIGHT.sub("", clause.text) == _SLIGHT.sub("", other.text):
        return True
    words = words_of(clause)
    return bool(words) and words == words_of(other) and len(clause.quantities) == len(other.quantities)


def _words(text: str) -> tuple[str, ...]:
    return (*han_words(text), *latin_words(text))


def _beside(quantity: Quantity, clause: Clause) -> str:
    """What stands beside a figure in its clause: back to the figure before it, on to the next list mark or figure."""
    start, end = quantity.start - clause.start, quantity.end - clause.start
    others = [(one.start - clause.start, one.end - clause.start) for one in clause.quantities]
    left = max((last for _, last in others if last <= start), default=0)
    right = min((first for first, _ in others if first >= end), default=len(clause.bare))
    before, behind = clause.bare[left:start], clause.bare[end:right]
    if right < len(clause.bare):
        # Up to the comma behind which a further figure is told of the same thing; else to a list mark.
        comma = _COMMA.search(behind)
        cut = comma.start() if comma else max(behind.find("、"), behind.find(" and "), behind.find("和"))
        opens = not left and not _words(before)
        behind = behind[:cut] if cut >= 0 else behind if opens else ""
    if left:
        marks = [match.end() for match in _COMMA.finditer(before)]
        before = before[marks[-1] :] if marks else before[max(before.find("、"), 0) :]
        if not _words(before):
            before = clause.bare[: min(first for first, _ in others)]
    return f"{before} {behind}"
