"""Whether a target was met, as an English report says beside it: "Buy 80% of our electricity …: met, at 83%"."""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.excerpts import asked_of, in_time, units
from assistant.answering.ledgers import ReportLedger
from assistant.answering.need import Need, folded
from assistant.answering.needed import read_needs
from assistant.answering.reply import Line, Quote, Reply
from assistant.messages import message
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.report import Report

# A verdict behind a colon or dash, or as the verb of the target itself.
_VERDICT = regex(
    r"[:—–-]\s*(?:target )?(?P<behind>not (?:met|achieved|reached)|missed|met|achieved|reached)\b"
    r"|\b(?:target|goal)s?\b[^.;]{0,80}?\b(?:was|were) "
    r"(?P<verb>not (?:met|achieved|reached)|missed|met|achieved|reached)\b"
)
# What a question says of targets and of judging, beside what the target is of.
_AROUND = regex(
    r"targets?|goals?|aims?|objectives?|meet|met|hit|reach(?:ed)?|achieved?|attain(?:ed)?|miss(?:ed)?|fulfil(?:led)?|manage[sd]?"
    r"|get|got|make|made|set|year|fiscal|fy|own"
)


def target_told_in_english(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """The report's own verdict with its sentence; None where none has all that the target is of, or two differ."""
    if understanding.language != "en":
        return None
    reports = [one.report for one in told if one.report.metadata.language == "en"]
    needs = [need for need in read_needs(understanding, reports).needs if not _AROUND.fullmatch(need.text)]
    if len(needs) < _FEWEST_WORDS:
        return None
    found = [
        each
        for part in asked_of(understanding, reports)
        for report in part
        for each in _judged(needs, report, understanding)
    ]
    if not found or len({met for met, _ in found}) != 1 or len({quote.report.report_id for _, quote in found}) != 1:
        return None
    met, quote = found[0]
    text = message("en", "answer.yes" if met else "answer.no", said=quote.text)
    return Reply(lines=(Line(text, (quote,), (quote.text,)),))


# Which of its targets did it miss?
_ASKS_WHICH = regex(
    r"^\W*(?:which|what|list)\b[^?]*\b(?:targets?|goals?|objectives?)\b[^?]*"
    r"\b(?:met|meet|miss(?:ed)?|reach(?:ed)?|achieved?|hit|short)\b",
    re.IGNORECASE,
)
_ASKS_MISSED = regex(r"\bnot\b|n['’]t\b|\bfail\w*|\bmiss(?:ed)?\b|\bshort\b", re.IGNORECASE)
MOST_TARGETS = 20


def targets_judged_in_english(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """All targets that one English report says were met, or were missed, as the question asks; else None."""
    if understanding.language != "en" or not _ASKS_WHICH.search(understanding.question):
        return None
    met = _ASKS_MISSED.search(understanding.question) is None
    found: dict[str, list[Quote]] = {}
    for report in (one for one in reports if one.metadata.language == "en"):
        judged = [quote for verdict, quote in _judged((), report, understanding) if verdict is met]
        if judged:
            found[report.report_id] = judged
    quotes = next(iter(found.values()), [])
    if len(found) != 1 or len(quotes) > MOST_TARGETS:
        return None
    return Reply(lines=tuple(Line(quote.text, (quote,)) for quote in quotes))


_FEWEST_WORDS = 2
_LEAST_SAID = 0.5  # of the question's words, where its figures name the target


def _is_of(needs: Sequence[Need], text: str) -> bool:
    """Whether a sentence has all that the target is of; in other words, all of its figures and half of the rest."""
    said = [need for need in needs if need.in_text(text)]
    figures = [need for need in needs if need.number]
    in_figures = bool(figures) and all(need in said for need in figures)
    return len(said) == len(needs) or (in_figures and len(said) > max(1, _LEAST_SAID * len(needs)))


def _judged(needs: Sequence[Need], report: Report, understanding: Understanding) -> Iterator[tuple[bool, Quote]]:
    for first, last in units(report):
        text = folded(report.text[first:last])
        match = _VERDICT.search(text)
        if match is None or "\t" in text or not _is_of(needs, text):
            continue
        if in_time(report, first, last, understanding):
            verdict = match["behind"] or match["verb"]
            yield not verdict.startswith(("not", "missed")), Quote(report, first, last)
