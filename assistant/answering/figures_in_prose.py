"""The figure of an English report that stands in a sentence which says all of the question, at what it counts.

"How many pallets did the drivers carry for food banks?" names a measure that no ledger has: "pallets for food banks"
is one, and that they were carried is told around it. The ledger says what sort each figure is, of when, and whether it
is an aim; the sentence must have each word of the question, the figure must be of the thing asked for, and no other
figure may fit as well.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answering.figures import lines_of, quote_of, whose
from assistant.answering.ledgers import Found, ReportLedger, by_owner
from assistant.answering.matching import agreed
from assistant.answering.need import Need, QuestionNeeds, folded
from assistant.answering.needed import read_needs
from assistant.answering.reply import Line, Reply
from assistant.query.asked_in_prose import AskedInProse, ProseHole, asked_in_prose, asks_more
from assistant.query.asked_words import classed, naming
from assistant.query.kinds import ASKS_PLAN
from assistant.query.understanding import Understanding
from assistant.reader.terms import stem
from index.facts.english_words import is_past, lexicon, singular
from index.ledger.entry import Entry, Kind
from index.patterns import regex
from index.structure.tables import block_at

_MOVED = frozenset({Kind.CHANGE, Kind.POINTS, Kind.DIFFERENCE})
_NONE_OF_THESE = frozenset({Kind.RANK, Kind.DATE, Kind.NAME, Kind.ACT})
_MONEY = frozenset({"元", "美元", "英镑", "欧元", "日元", "港元", "澳元", "加元"})
_TIMES = frozenset({"年数", "月数", "天", "小时", "分钟", "周"})
# A sentence that tells an aim, or holds an aim against what came of it, tells two figures of one thing.
_OF_AIMS = regex(r"\b(?:targets?|goals?|aims?|aimed|would|planned to|intended|instead of)\b|: (?:not )?met\b")
# What ends the words that a figure counts.
_ENDS_COUNTED = regex(
    r"[,;:()—–\n]|\.(?:\s|$)|\b(?:and|or|but|that|which|who|where|when|while|to|by|with|from|was|were|is|are|be|been"
    r"|will|has|have|had|did|can|could|would)\b"
)
_PREDICATE_ENDS = regex(r"[,;:()—–\n]|\.(?:\s|$)")
_PARTITIVE = regex(r"\s*(?:%|percent|per cent)?\s*of (?:our|the|its|all|their|these|those)?\b", re.IGNORECASE)
_FEWEST = 2
_WORD = regex(r"[A-Za-z][A-Za-z'-]*")
_JOINING = frozenset({"article", "prep", "conj", "be", "have", "do", "own", "pronoun"})
# What an aim is to bring about, beside what it is of: a 50% cut in emissions.
_BROUGHT_ABOUT = frozenset({"cut", "reduct", "reduction", "increas", "increase", "target", "goal"})


def answer_in_prose(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """The figure of the sentence that says all that is asked; None where the question asks for none, or none fits."""
    english = [one for one in told if one.report.metadata.language == "en"]
    if understanding.language != "en" or not english or len(understanding.years) > 1:
        return None
    needs = read_needs(understanding, [one.report for one in english])
    asked = asked_in_prose(needs.question.strip())
    if asked is None:
        return None
    wanted = tuple(need for need in needs.needs if need.text not in asked.asks)
    if len(wanted) < _FEWEST:
        return None
    asking = _Asking(asked, replace(needs, needs=wanted), understanding)
    found = {owner: mine for owner, theirs in by_owner(english).items() if (mine := asking.fitting(theirs))}
    if len(found) > 1:
        return whose(understanding, list(found))
    for mine in found.values():
        chosen = agreed(mine)
        if chosen is None:
            return Reply(related=tuple(dict.fromkeys(quote_of(one) for one in mine[:3])))
        if asks_more(needs.question.strip()):
            quote = quote_of(chosen)
            return Reply(lines=(Line(quote.text, (quote,)),))
        return Reply(lines=tuple(lines_of([asking.named(chosen)], understanding)))
    return None


class _Asking:
    """One question, held against the entries of ledgers."""

    def __init__(self, asked: AskedInProse, needs: QuestionNeeds, understanding: Understanding) -> None:
        self._asked = asked
        self._needs = needs
        self._years = understanding.years
        self._planned = bool(ASKS_PLAN.search(understanding.question)) or _lies_ahead(needs.question)
        self._counted = {stem(word) for word in asked.of}
        self._words = {stem(word) for word in naming(needs.question)}

    def fitting(self, told: Iterable[ReportLedger]) -> list[Found]:
        """The entries that fit best, those of the newest time where the question names none."""
        ranked: list[tuple[int, Found]] = []
        for one in told:
            for entry in one.entries:
                if (rank := self._rank(entry, one)) is not None:
                    ranked.append((rank, Found(one, entry)))
        best = min((rank for rank, _ in ranked), default=0)
        found = [each for rank, each in ranked if rank == best]
        if found and not self._years and not self._planned:
            newest = max(_year(each) for each in found)
            found = [each for each in found if _year(each) == newest]
        return found

    def named(self, found: Found) -> Found:
        """The entry under the question's own name of what it counts, where that is shorter than the report's."""
        mine = {stem(word) for word in naming(found.entry.measure)}
        if not self._asked.of or mine <= self._words or not self._counted <= mine:
            return found
        return replace(found, entry=replace(found.entry, measure=self._asked.name))

    def _rank(self, entry: Entry, told: ReportLedger) -> int | None:
        """0 where the figure stands at what is counted, 1 where it is the sentence's only one; None where not fit."""
        if entry.denied or entry.place or not self._is_such(entry) or not self._is_of_time(entry, told):
            return None
        text = told.report.text
        sentence = folded(text[slice(*entry.sentence)])
        if "\t" in sentence or block_at(told.report, entry.figure[0]) is None:
            return None
        if entry.planned != self._planned or (not self._planned and self._tells_aims(sentence)):
            return None
        lacking = self._needs.missing(sentence)
        if not all(_is_light(need) for need in lacking):
            return None
        bound = self._is_bound(entry, text)
        if bound is None:
            return None
        return 2 * len(lacking) + bound

    def _tells_aims(self, sentence: str) -> bool:
        told = _OF_AIMS.search(sentence)
        return told is not None and told[0] not in self._needs.question

    def _is_such(self, entry: Entry) -> bool:
        hole, kind = self._asked.hole, entry.kind
        if hole is ProseHole.CHANGE:
            return kind in _MOVED and self._asked.falls == (entry.low < 0)
        if kind in _NONE_OF_THESE or (kind in _MOVED):
            return False
        if hole is ProseHole.SHARE:
            return entry.unit == "%"
        if hole is ProseHole.MONEY:
            return entry.unit in _MONEY
        if hole is ProseHole.DURATION:
            return kind is Kind.DURATION or entry.unit in _TIMES
        if hole is ProseHole.COUNT:
            return entry.unit != "%" and entry.unit not in _MONEY
        return True

    def _is_of_time(self, entry: Entry, told: ReportLedger) -> bool:
        if not self._years:
            return True
        if entry.period is None:
            return self._years == (told.year,)
        return entry.period.years[1] in self._years

    def _is_bound(self, entry: Entry, text: str) -> int | None:
        """0 where the figure is of just the thing asked for, 1 where its measure says nothing else; None elsewhere."""
        measured = {stem(word) for word in naming(entry.measure)}
        if self._asked.hole in (ProseHole.COUNT, ProseHole.SHARE) and self._counted:
            behind = _counted_behind(entry, text)
            if self._counted <= {stem(word) for word in naming(behind)} and self._heads(behind):
                return 0
            return 1 if measured and measured <= self._words and self._counted & measured else None
        if measured and measured <= self._words | _light() | (_BROUGHT_ABOUT if self._planned else frozenset()):
            return 0
        return None if self._asked.hole is not ProseHole.MONEY else self._alone(entry, text)

    def _heads(self, behind: str) -> bool:
        """Whether what is counted is the head: employee geographies are no employees, firms for hours no hours."""
        found = [match for match in _WORD.finditer(behind) if stem(singular(match[0].lower())) in self._counted]
        before = behind[: found[0].start()].lower() if found else ""
        if any("prep" in lexicon().classes.get(word, ()) for word in _WORD.findall(before) if word != "of"):
            return False
        rest = behind[found[-1].end() :] if found else ""
        following = _WORD.match(rest.lstrip(" "))
        if not rest.startswith(" ") or following is None:
            return not rest.startswith("-")
        word = following[0].lower()
        return bool(lexicon().classes.get(word, frozenset()) & _JOINING) or is_past(word) or word in lexicon().past

    def _alone(self, entry: Entry, text: str) -> int | None:
        """1 where no other sum of money stands in the sentence."""
        sums = re.findall(r"[$£€]\s?\d", text[slice(*entry.sentence)])
        return 1 if len(sums) == 1 else None


def _counted_behind(entry: Entry, text: str) -> str:
    """What a figure counts: the words behind it, with what is said of them where it is some of them."""
    start, end = entry.figure
    bare = re.match(r"[\d.,\s]*", text[start:end])
    start = start + (len(bare[0]) if bare is not None and bare[0].strip() else 0)
    last = entry.sentence[1]
    ends = _PREDICATE_ENDS if _PARTITIVE.match(text, end) and text[start:end].strip() in ("", "%") else _ENDS_COUNTED
    stop = ends.search(text, end, last)
    return text[start : stop.start() if stop else last]


def _is_light(need: Need) -> bool:
    return need.text in classed("prose_deed")


def _light() -> frozenset[str]:
    return frozenset(stem(word) for word in classed("light"))


def _lies_ahead(question: str) -> bool:
    return re.search(r"\b(?:will|shall|plans?|intends?|expects?|hopes?)\b", question) is not None


def _year(found: Found) -> int:
    period = found.entry.period
    return (found.ledger.year or 0) if period is None else period.years[1]
