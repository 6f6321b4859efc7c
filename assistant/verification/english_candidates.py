"""The English sentences that may tell an English claim: the nearest of the reports that it names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.verification.english_hard_parts import Clause, clauses
from assistant.verification.english_locks import Setting, objections
from assistant.verification.english_reworded_times import Telling
from assistant.verification.english_rewordings import doubts, is_reworded, tells_what_is_left
from assistant.verification.english_rewordings import objections as objections_in_other_words
from assistant.verification.judging_words import DOUBTED, IN_OTHER_WORDS, SURE_IN_ENGLISH
from assistant.verification.nearest import nearest
from assistant.verification.reported import Reported
from index.facts.fact import Context
from index.facts.reports import context_at
from index.patterns import regex
from index.structure.periods import MONTH_NAMES

NEAREST = 12  # sentences that the locks look at
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
    telling: Telling
    text: str

    def needed(self, claim: Sequence[Clause]) -> float | None:
        """How sure a judge must be that it tells a claim; None where it surely does not."""
        if tells_what_is_left(claim, self.clauses):
            return None
        if next(objections(claim, self.clauses, self.setting), None) is None:
            return SURE_IN_ENGLISH
        if not is_reworded(claim, self.clauses):
            return None
        if next(objections_in_other_words(claim, self.clauses, self.telling), None) is not None:
            return None
        doubted = len({doubt.partition(" ")[0] for doubt in doubts(claim, self.clauses, self.telling)})
        # Of two sorts of doubt a judge that only sees words and dates alike can't be sure.
        return (IN_OTHER_WORDS, DOUBTED, None)[min(doubted, 2)]


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
        told = clauses(sentence, context)
        if not told:
            continue  # a number of a page, a rule
        around = _around(one, near.start)
        year = context.years[0] if len(context.years) == 1 else context.year
        yield (
            EnglishCandidate(
                one,
                near.start,
                near.end,
                told,
                Setting(around, year),
                Telling(around | _spelt_in(sentence), year, _own_times(one), _spans_in_short(sentence)),
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


def _spelt_in(sentence: str) -> frozenset[str]:
    """The words of a sentence, and the initials of those in a row that begin with capitals: MPSA, MY."""
    found = {word.lower() for word in re.findall(r"[A-Za-z0-9-]+", sentence)}
    for match in _CAPITALS.finditer(sentence):
        capitals = [word[0].lower() for word in match[0].split() if word[0].isupper()]
        found |= {"".join(capitals[at:end]) for at in range(len(capitals)) for end in range(at + 2, len(capitals) + 1)}
    return frozenset(found)


_CAPITALS = regex(r"[A-Z][\w-]+(?:\s(?:(?:of|and|the|for)\s)*[A-Z][\w-]+)+")
_IN_SHORT = regex(r"\b(three|six)\s+(?:months\s+)?and\s+(?:six|nine|twelve)\s+months\b", re.IGNORECASE)
_MONTHS = {"three": "3M", "six": "6M"}


def _spans_in_short(sentence: str) -> frozenset[str]:
    """The spans that a sentence tells of before another: three of "three and nine months ended"."""
    return frozenset(_MONTHS[match[1].lower()] for match in _IN_SHORT.finditer(sentence))


def _own_times(one: Reported) -> frozenset[str]:
    """What the period of a company's report is called: its year and quarter, and the day on which it ends."""
    if one.report is None:
        return frozenset()
    metadata = one.report.metadata
    found = {f"{year}" for year in metadata.years}
    if metadata.period is not None and (part := metadata.period[4:]):
        found.add(part)
    if metadata.period_end is not None:
        year, month, day = metadata.period_end.split("-")
        found |= {year, MONTH_NAMES[int(month) - 1].lower(), f"{int(day)}"}
    return frozenset(found)
