"""Figures told without their owner, which the sentence names before them: 建设城北水厂，日供水能力3万吨.

The question names both in one, 城北水厂日供水能力. The rest of its words, without the entry's, must stand whole in the
clause before, or in one that only further figures of the same thing follow; two things one after the other are asked
for by neither name, since 总投资 behind them may be of both.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.answering.ledgers import Found, ReportLedger
from assistant.answering.matching import acts_of, is_of, kind_fits, newest_of, without_signs
from assistant.query.asked import AskedFigure
from assistant.verification.wording import WEAK
from index.facts.vocabulary import vocabulary
from index.ledger.entry import Entry
from index.patterns import regex
from index.report import Report
from index.text.words import tagger

_CHAIN_ENDS, _CLAUSE_ENDS = regex("[；;。！？]|(?<![，,、])\n"), regex("[，,：:]")
_SHORTEST = 2
# Deeds that begin a thing of its own; 引进, 带动, 吸纳 tell more of the one before.
_BEGINS_A_THING = regex("新建|改建|扩建|建设|建成|修建|新修|改造|整治|修缮|打造|开工|启动|实施|谋划|续建|竣工|投用")
_PARTS_OF_NAMES = regex("n[a-z]?|LOC|ORG|PER|a|b|s|j|vn")
_FIGURE = regex(r"\d")


@dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    end: int


def fitting_owned(asked: AskedFigure, told: Iterable[ReportLedger], years: Sequence[int] = ()) -> list[Found]:
    """The entries whose sentence names before them the rest of what is asked; their measure is then said with it."""
    found: list[Found] = []
    for one in told:
        for entry in one.entries:
            if entry.how == "cell" or entry.place or not entry.subject:
                continue
            rest = _rest(asked, entry)
            if rest is None or not kind_fits(asked, entry) or not is_of(asked, entry, one, years):
                continue
            owner = _owner(one.report, entry, *rest)
            if owner is not None:
                measure = f"{one.report.text[slice(*owner)]}{entry.measure}" if rest[0] else entry.measure
                sentence = (min(entry.sentence[0], owner[0]), entry.sentence[1])
                found.append(Found(one, replace(entry, measure=measure, canonical="", sentence=sentence)))
    return newest_of(found, asked, years)


def _rest(asked: AskedFigure, entry: Entry) -> tuple[str, frozenset[str]] | None:
    """What of the asked words the entry does not say: a name, and deeds; None where it says something else."""
    mine, theirs = without_signs(asked.subject), without_signs(entry.subject)
    if len(theirs) < _SHORTEST or not mine.endswith(theirs) or not acts_of(entry.subject) <= acts_of(asked.subject):
        return None
    rest = mine.removesuffix(theirs).strip("、")
    for word in WEAK:
        if len(word) == 1:
            rest = rest.removesuffix(word)
    deeds = acts_of(asked.subject) - acts_of(entry.subject)
    if not rest:
        return (rest, deeds) if deeds else None
    return (rest, deeds) if len(rest) >= _SHORTEST and "、" not in rest else None


def _owner(report: Report, entry: Entry, rest: str, deeds: frozenset[str]) -> tuple[int, int] | None:
    """Where the sentence names the owner of a figure; None where it does not, or names two things."""
    text = report.text
    begin = _goes_back(text, entry.sentence[0])
    for match in _CHAIN_ENDS.finditer(text, begin, entry.figure[0]):
        begin = match.end()
    clauses = list(_clauses(text, begin, entry.figure[0]))
    for place in range(len(clauses) - 1, -1, -1):
        clause = clauses[place]
        at = text.rfind(rest, clause.start, clause.end)
        if at < 0:
            continue
        if not rest and not _says_all(text[clause.start : clause.end], deeds):
            continue
        if rest and not (_says_all(text[clause.start : at], deeds) and _is_name(text, begin, entry.sentence[1], at)):
            return None
        between = clauses[place + 1 : -1]
        if place < len(clauses) - 1 and not all(_goes_on(text, one) for one in between):
            return None
        before = clauses[:place]
        alone = place == len(clauses) - 1 or not any(_BEGINS_A_THING.search(text, one.start, one.end) for one in before)
        if not alone:
            return None
        return (_from_deed(text, clause.start, at, deeds), at + len(rest)) if rest else (clause.start, clause.start)
    return None


def _goes_back(text: str, start: int) -> int:
    """Where a sentence begins that a line break parted behind a comma."""
    before = text[:start].rstrip()
    return max(before.rfind(mark) for mark in "。！？\n") + 1 if before.endswith(("，", ",", "、")) else start


def _clauses(text: str, start: int, end: int) -> Iterator[_Clause]:
    for match in _CLAUSE_ENDS.finditer(text, start, end):
        yield _Clause(start, match.start())
        start = match.end()
    yield _Clause(start, end)


def _goes_on(text: str, clause: _Clause) -> bool:
    """Whether a clause tells a figure more of the thing before it."""
    begins = _BEGINS_A_THING.search(text, clause.start, clause.end) is not None
    return not begins and _FIGURE.search(text, clause.start, clause.end) is not None


def _is_name(text: str, start: int, end: int, at: int) -> bool:
    """Whether the words are whole there, and no noun before them makes them another's: 第二人民医院."""
    (tagged,) = tagger().tag([text[start:end]])
    before = next((word for word in tagged if start + word.end == at), None)
    begins = at == start or any(start + word.start == at for word in tagged)
    return begins and (before is None or not _PARTS_OF_NAMES.fullmatch(before.part) or _is_deed(text, start, at))


def _is_deed(text: str, start: int, at: int) -> bool:
    """Whether a word before a name is a deed for the reader of facts, whatever the tagger takes it for."""
    known = vocabulary().lexemes
    forms = (text[begin:at] for begin in range(max(start, at - 4), at - 1))
    return any(form in known and "act" in known[form].classes for form in forms)


@cache
def _deed_forms() -> dict[str, tuple[str, ...]]:
    """The forms of each deed, the longest first."""
    found: dict[str, list[str]] = {}
    for form, entry in vocabulary().lexemes.items():
        if "act" in entry.classes:
            found.setdefault(f"⟨{entry.classes['act']}⟩", []).append(form)
    return {sign: tuple(sorted(forms, key=len, reverse=True)) for sign, forms in found.items()}


def _says_all(before: str, deeds: frozenset[str]) -> bool:
    return all(any(form in before for form in _deed_forms().get(deed, ())) for deed in deeds)


def _from_deed(text: str, start: int, at: int, deeds: frozenset[str]) -> int:
    """Where the owner begins as it is said: with the deed right before its name, if the question says it too."""
    for deed in deeds:
        for form in _deed_forms().get(deed, ()):
            if text.startswith(form, at - len(form)) and at - len(form) >= start:
                return at - len(form)
    return at
