"""The times of an English claim in words of its own, held against those of a sentence and of its report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.verification.english_hard_parts import Clause
from index.facts.english_periods import When
from index.patterns import regex

_SPAN = regex(r"[QH]\d|\d+M")


@dataclass(frozen=True, slots=True)
class Telling:
    """Where the sentence stands: the words that its report and headings say around it and its own, its year.

    `own`: by what the report's own period is named (2023, Q2, 3M, june, 30); `also`: spans that the sentence tells of
    in short ("three and nine months ended").
    """

    around: frozenset[str]
    year: int | None
    own: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()


def _whens(parts: Iterable[Clause]) -> list[When]:
    return [when for part in parts for when in part.whens]


def times_against(claim: Sequence[Clause], sentence: Sequence[Clause], setting: Telling) -> Iterator[str]:
    """Each time of the claim must be the sentence's or its report's; one of the sentence's own must not be lost."""
    mine, told = _whens(claim), _whens(sentence)
    claimed = {atom for when in mine for atom in _atoms(when)}
    there = {atom for when in told for atom in _atoms(when)} | setting.also
    own = {*setting.own, f"{setting.year}"}
    spans = {atom for atom in there if _SPAN.fullmatch(atom)}
    said = {atom for atom in claimed if _SPAN.fullmatch(atom)}
    days = {atom for atom in there if not _SPAN.fullmatch(atom)} - _years(there)
    if not claimed - said <= there | (_years(own) if days else own) or not said <= (_alike(spans, own) or own):
        yield "time"
    # By when something planned will be done need not be said of it.
    ahead = all(part.planned for part in claim if part.names) and not any(part.figures for part in claim)
    ahead = ahead and any(part.planned for part in sentence)
    later = {atom for atom in _years(there) if ahead and (setting.year is None or int(atom) > setting.year)}
    if not _years(there) - later <= claimed | own or (spans - own and not said and any(part.figures for part in claim)):
        yield "untimed"
    if (
        any(when.before for when in mine)
        and not any(when.before or when.base for when in told)
        and len(_years(there)) < 2
    ):
        yield "base"
    ordered, order = ([atom for when in whens for atom in sorted(_years(_atoms(when)))] for whens in (mine, told))
    if len(set(order)) > 1 and any(part.figures for part in claim):
        unmatched = len(set(ordered)) < len(set(order)) and sum(len(part.figures) for part in sentence) > 1
        if unmatched or turned(ordered, order):
            yield "aligned"


def _years(atoms: Iterable[str]) -> set[str]:
    return {atom for atom in atoms if len(atom) == 4 and atom.isdigit()}


def _alike(spans: set[str], own: set[str]) -> set[str]:
    """Spans by all that they are called in this report: its second quarter, its last three months, its first half."""
    found = set(spans)
    quarter = next((atom for atom in own if atom[0] == "Q"), None)
    if quarter is not None and spans & {quarter, "3M"}:
        found |= {quarter, "3M"}
    if spans & {"H1", "6M"}:
        found |= {"H1", "6M"}
    return found


def _atoms(when: When) -> set[str]:
    """A time by what it names: years, quarters, months and days."""
    found = {f"{when.base}"} if when.base is not None else set()
    if when.period is not None:
        found |= {f"{when.period.first}", f"{when.period.last}", *when.period.part.split()}
    return found - {"since"}


def turned(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two words that stand next to each other stand the other way round: the highest above the lowest."""
    return any(
        one != other and one in theirs and other in theirs and theirs.index(one) > theirs.index(other)
        for one, other in pairwise(mine)
    )
