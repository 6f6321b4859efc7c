"""The English sentences that may tell an English claim: the nearest of the reports that it names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.verification.english_hard_parts import Clause, clauses
from assistant.verification.english_locks import Setting, objections
from assistant.verification.nearest import nearest
from assistant.verification.reported import Reported
from index.facts.fact import Context
from index.facts.reports import context_at
from index.patterns import regex

NEAREST = 6  # sentences that the locks look at
LONGEST = 400
READ_WHOLE = 220  # characters; of a longer sentence the judge reads the clauses that the claim is held against
_WORD = regex(r"[a-z][a-z'-]+")
_WE = (
    (regex(r"\b(?:[Ww]e(?=['’]?\s|['’](?:ve|re|ll)\b)|[Tt]he (?:Company|Agency|Group)(?!['’]s))"), "{name}"),
    (regex(r"\b(?:[Oo]ur|[Tt]he (?:Company|Agency|Group)['’]s)\b"), "{name}'s"),
    (regex(r"\bus\b"), "{name}"),
)


@dataclass(frozen=True, slots=True)
class EnglishCandidate:
    """The sentence `[start, end)` of a report, its clauses, and how the judge reads it."""

    reported: Reported
    start: int
    end: int
    clauses: tuple[Clause, ...]
    setting: Setting
    text: str

    def objections(self, claim: Sequence[Clause]) -> Iterator[str]:
        """What of the locks stands against its telling a claim."""
        return objections(claim, self.clauses, self.setting)

    def opens(self, claim: Sequence[Clause]) -> bool:
        """Whether no lock stands against it."""
        return next(self.objections(claim), None) is None


def english_candidates(
    text: str, whole: str, sources: Sequence[Reported]
) -> Iterator[tuple[EnglishCandidate, tuple[Clause, ...]]]:
    """The sentences that may tell a part of a claim, the nearest first, each with the part as read for its report.

    A claim that names no report's issuer is held against a report only where there is one alone.
    """
    english = [one for one in sources if not one.is_chinese]
    own = [one.report is None or names(one, whole) for one in english]
    if not any(own) and len(english) > 1:
        return
    allowed = [one for one, named in zip(english, own, strict=True) if named or not any(own)]
    known = [name for one in allowed for name in one.names]
    for near in nearest(text, [one.sentences for one in allowed], [True] * len(allowed), known, NEAREST):
        one = allowed[near.text]
        sentence = one.text[near.start : near.end]
        if len(sentence) > LONGEST or "\t" in sentence:
            continue
        context = _context(one, near.start, near.end)
        claimed = Context(names=one.names, year=context.year, claim=True)
        yield (
            EnglishCandidate(
                one,
                near.start,
                near.end,
                clauses(sentence, context),
                Setting(_around(one, near.start), context.years[0] if len(context.years) == 1 else context.year),
                in_third_person(sentence, one.names),
            ),
            clauses(text, claimed),
        )


def names(one: Reported, text: str) -> bool:
    """Whether a claim names whoever gives a report."""
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None for name in one.names if len(name) > 1)


def in_third_person(sentence: str, known: Sequence[str]) -> str:
    """A sentence with its report's own name for "we" and "our", as somebody else would tell it."""
    if not known:
        return sentence
    name = min(known, key=len)
    for pattern, told in _WE:
        sentence = pattern.sub(told.format(name=name), sentence)
    return " ".join(sentence.split())


def _context(one: Reported, start: int, end: int) -> Context:
    if one.report is None:
        return Context(year=one.year, names=one.names)
    return context_at(one.report, start, end)


def _around(one: Reported, start: int) -> frozenset[str]:
    """The words of the report's title and of the headings over a place."""
    if one.report is None:
        return frozenset()
    told = " ".join([one.report.metadata.title, *one.report.headings(start), *one.names])
    return frozenset(_WORD.findall(told.lower()))
