"""Yes or no by the facts of the nearest sentences: the question as a claim, supported or refuted by one of them."""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.clause_subjects import trimmed
from assistant.answering.excerpts import Excerpt
from assistant.answering.need import QuestionNeeds, folded
from assistant.answering.reply import Line
from assistant.answering.statements import DENIES, claimed, verdict
from assistant.messages import message
from assistant.query.understanding import Understanding
from assistant.verification.claims import judge_claim
from assistant.verification.comparing import Comparison
from assistant.verification.reported import Reported
from index.facts.fact import Bound, Fact, Stage
from index.facts.reading import read
from index.facts.reports import context_at, moved
from index.patterns import regex
from index.report import Report

_MOST_SENTENCES = 12
_BOUND = regex("超|达|突破|高于|低于|不到|不足|以上|以下|过|多于|少于|快于")
_DIRECTION = regex("(?:同比)?(?:增长|下降|上升|上涨|减少|增加|提高|降低|回落|达到?|为)?(?:了|至|到|约|近|超|超过)?$")


def by_facts(
    asked: QuestionNeeds, reports: Sequence[Report], near: Sequence[Excerpt], understanding: Understanding
) -> Iterator[Line]:
    """What the facts of the nearest sentences say of the statement."""
    statement = claimed(understanding)
    for report in reports:
        spans = list(dict.fromkeys((one.first, one.last) for one in near if one.report is report))[:_MOST_SENTENCES]
        facts = [
            moved(fact, start)
            for start, end in spans
            for fact in read(report.text[start:end], context_at(report, start, end))
        ]
        if not facts:
            continue
        source = Reported(report.text, facts, report)
        for judged in judge_claim(statement, [source])[:1]:
            pairs = judged.judgement.comparisons
            if judged.outcome in ("supported", "refuted") and pairs and len(judged.judgement.statements) == 1:
                if not _is_sure(judged.outcome == "supported", statement, pairs[0], report):
                    continue
                yield _decided(judged.outcome == "supported", asked, report, pairs[0].found)
            else:
                yield from _by_direction(asked, report, judged.facts, facts, understanding)


def _is_sure(yes: bool, statement: str, pair: Comparison, report: Report) -> bool:
    """Whether the fact denies what the statement denies; and, for a no, whether its figure leaves no doubt.

    超90% does not say that it is no more than 95%.
    """
    found = report.text[pair.found.start : pair.found.end]
    if yes:
        return (DENIES.search(found) is None) == (DENIES.search(statement) is None)
    if any(each.part == "value" for each in pair.differences) and not _BOUND.search(statement):
        return False  # 12 of them and 10 of them are two things
    bounded = any(figure.bound in (Bound.OVER, Bound.UNDER) for figure in pair.found.figures)
    return not (bounded and any(each.part == "value" for each in pair.differences))


def _decided(yes: bool, asked: QuestionNeeds, report: Report, fact: Fact) -> Line:
    quote = trimmed(report, _with_subject(asked, report, fact), fact.end)
    figure = fact.figures[0] if fact.figures else None
    written = report.text[fact.start : fact.end]
    said = quote.text if yes or figure is None else _from_direction(written, report.text[figure.start : figure.end])
    if not yes and figure is not None and re.search("超|达到|突破|高于|过了", asked.question):
        said = message("zh", "answer.only", said=said)
    return verdict(yes, asked.question, quote, said)


def _with_subject(asked: QuestionNeeds, report: Report, fact: Fact) -> int:
    """Where a fact begins, or where its sentence names what it is of before that."""
    start = max(report.text.rfind(mark, 0, fact.start) for mark in "。；\n") + 1
    subject = asked.needs[0].said
    if subject.search(folded(report.text[fact.start : fact.end])):
        return fact.start
    found = [match.start() for match in subject.finditer(folded(report.text[start : fact.start]))]
    return start + found[-1] if found else fact.start


def _from_direction(clause: str, figure: str) -> str:
    """下降0.3% of 居民消费价格下降0.3%: what an answer says."""
    at = clause.find(figure)
    if at < 0:
        return clause
    match = _DIRECTION.search(clause[:at])
    return clause[match.start() if match else at : at + len(figure)].strip()


def _by_direction(
    asked: QuestionNeeds, report: Report, claimed: Sequence[Fact], facts: Sequence[Fact], understanding: Understanding
) -> Iterator[Line]:
    """Up or down without a figure: by the one fact of the same measure that gives it."""
    opposite = {"⟨↑⟩": "⟨↓⟩", "⟨↓⟩": "⟨↑⟩"}
    for one in claimed:
        if one.figures or not one.pieces or one.pieces[-1] not in opposite:
            continue
        year = set(understanding.years)
        lines = {}
        for fact in facts:
            if fact.pieces[:-2] != one.pieces[:-1] or fact.pieces[-1:] != ("#",) or fact.stage is Stage.PLANNED:
                continue
            if (
                fact.period is not None
                and year
                and not (fact.period.first == fact.period.last and fact.period.first in year and not fact.period.part)
            ):
                continue
            if fact.pieces[-2] in opposite:
                lines[fact.pieces[-2] == one.pieces[-1]] = fact
        if len(lines) == 1:
            ((yes, fact),) = lines.items()
            yield _decided(yes, asked, report, fact)
            return
