"""Whether a target was met, as a report says it in words: 超额完成年度任务, 低于预期目标, 未达到年初目标.

Only a clause that judges counts, and only where it says of the measure that it is about; what is still to be reached
judges nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.asking_words import pattern
from assistant.answering.excerpts import clauses_of, in_time, units
from assistant.answering.figures import quote_of
from assistant.answering.ledgers import ReportLedger, by_owner
from assistant.answering.need import Need, QuestionNeeds, folded
from assistant.answering.needed import read_needs
from assistant.answering.reply import Line, Quote, Reply
from assistant.answering.statements import DENIES
from assistant.answering.targets import aim_of
from assistant.messages import message
from assistant.query.asked_targets import speaks_of_a_target
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.report import Part, Report
from index.text.script import has_han
from index.text.words import tagger

_PERCENT = regex(r"(\d+(?:\.\d+)?)%")
_RESPECTIVELY = "分别"
_WHOLE = 100
_NOUNS = frozenset({"n", "nz", "nw", "vn", "ORG", "LOC", "s"})
_BEYOND = pattern("beyond_target")
_TO_BE = pattern("target_to_come")
# What the question asks to be judged, or judges itself, and is no part of what the target is of.
_JUDGING = pattern("judges_target")


@dataclass(frozen=True, slots=True)
class _Judged:
    """A clause that judges, from the clause that names what it judges on, and what it says."""

    ledger: ReportLedger
    start: int
    end: int
    met: bool
    beyond: bool

    @property
    def quote(self) -> Quote:
        text = self.ledger.report.text[self.start : self.end]
        return Quote(self.ledger.report, self.start, self.start + len(text.rstrip(" ，,；;：:。\n")))


def answer_target_told(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """The report's own verdict with its clause; None where it gives none, two unlike ones, or several owners do."""
    if understanding.language != "zh":
        return None
    replies = (_told_in_words(each, told) for each in _in_other_words(understanding))
    return next((reply for reply in replies if reply is not None), None)


def _in_other_words(understanding: Understanding) -> Iterator[Understanding]:
    """The question, then the same by the name that reports mostly use: 进出口 for 外贸."""
    yield understanding
    for group in understanding.synonyms:
        said = next((name for name in group if name in understanding.question), "")
        if said and said != group[0]:
            yield replace(understanding, question=understanding.question.replace(said, group[0]))


def _told_in_words(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    reports = [one.report for one in told]
    asked = _of_what(read_needs(understanding, reports))
    if not asked.needs:
        return None
    found: list[_Judged] = []
    owners = 0
    for theirs in by_owner(told).values():
        own = [each for one in theirs for each in _judging(asked, one, understanding)]
        found += own
        owners += bool(own)
    if owners != 1 or len({one.met for one in found}) != 1:
        return None
    first = found[0]
    aim = aim_of(understanding, told)
    quotes = (first.quote,) if aim is None else (first.quote, quote_of(aim))
    text = message("zh", "target.told", verdict=_verdict(first, understanding.question), said=first.quote.text)
    return Reply(lines=(Line(text, quotes, (first.quote.text,)),))


def whether_target_met(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """The same of a question of whether, where it speaks of a target."""
    return answer_target_told(understanding, told) if speaks_of_a_target(understanding.question) else None


def _verdict(one: _Judged, question: str) -> str:
    """In the words of the question: 是 of one that asks whether it was missed, else 完成, 超额完成 or 未完成."""
    if DENIES.search(_asked_to_be(question)):
        return message("zh", "target.yes" if not one.met else "target.no")
    if not one.met:
        return message("zh", "target.missed")
    return message("zh", "target.exceeded" if one.beyond else "target.met")


# 没有 at its end, 有没有, 够不够.
_ASKS_ONLY = regex(
    r"(?:没有?|不)[？?。]*$|有没有|(?P<verb>[\u4e00-\u9fff])[不没](?P=verb)|是不是|算不算|超没超|没有?(?=[，,？?])"
)


def _asked_to_be(question: str) -> str:
    """The question without what denies only in order to ask."""
    return _ASKS_ONLY.sub("", question)


def _of_what(asked: QuestionNeeds) -> QuestionNeeds:
    """What the target is of: the words that are left without those of aiming and judging, and without figures."""
    kept = [
        need
        for need in asked.needs
        if not need.number and not re.fullmatch(r"\d.*", need.text) and not _JUDGING.fullmatch(need.text)
    ]
    return QuestionNeeds(asked.question, tuple(kept), asked.english)


def _judging(asked: QuestionNeeds, ledger: ReportLedger, understanding: Understanding) -> Iterator[_Judged]:
    report = ledger.report
    for first, last in units(report):
        sentence = folded(report.text[first:last])
        if not (_says_met(sentence) or _says_missed(sentence)):
            continue
        if report.section_at(first).part is Part.PLAN or not in_time(report, first, last, understanding):
            continue
        spans = list(clauses_of(report, first, last))
        for place, span in enumerate(spans):
            clause = folded(report.text[slice(*span)])
            missed, met = _says_missed(clause), _says_met(clause)
            verdict = missed or met
            if verdict is None or _TO_BE.search(clause[: verdict.start()]):
                continue
            start = _names(asked, report, spans, place, span[0] + verdict.start())
            if start is None:
                continue
            reached = _reached(clause) if missed is None else False
            if reached is not None:
                yield _Judged(ledger, start, span[1], reached, _BEYOND.search(verdict[0]) is not None)


def _says_met(text: str) -> re.Match[str] | None:
    return pattern("target_met").search(text)


def _says_missed(text: str) -> re.Match[str] | None:
    return pattern("target_missed").search(text)


def _reached(clause: str) -> bool | None:
    """Whether the share of a plan that was done, where one is given, is all of it; None where two say two things."""
    shares = {float(share) >= _WHOLE for share in _PERCENT.findall(clause[clause.find("计划") :])} or {True}
    return shares.pop() if len(shares) == 1 else None


def _names(
    asked: QuestionNeeds, report: Report, spans: Sequence[tuple[int, int]], place: int, verdict: int
) -> int | None:
    """Where the clause begins that names all of what is asked: the verdict's own, else the one right before it."""
    start = spans[place][0]
    own = folded(report.text[start:verdict])
    if _says(asked.needs, own):
        return start
    if place == 0 or _has_a_subject(own):
        return None
    before = folded(report.text[slice(*spans[place - 1])])
    return spans[place - 1][0] if _says(asked.needs, before + own) else None


def _has_a_subject(text: str) -> bool:
    """Whether what stands before the verdict names something of its own: 均 does not, 保障房 does."""
    (tagged,) = tagger().tag([text])
    words = (text[word.start : word.end] for word in tagged if word.part in _NOUNS)
    return any(len(word) > 1 and not _JUDGING.fullmatch(word) for word in words)


def _says(needs: Sequence[Need], text: str) -> bool:
    """Whether a text names it all; of two or more words one may stand there in part: 种粮 as 粮食播种."""
    lacking = [need for need in needs if not need.in_text(text)]
    if not lacking:
        return True
    near = all(any(letter in text for letter in need.text if has_han(letter)) for need in lacking)
    return len(lacking) == 1 and len(needs) > 2 and near
