"""What a report is called in an answer, and the sentence around a place in it."""

import re
from collections.abc import Sequence

from assistant.answering.reply import Quote
from index.report import Report
from index.text.regions import NATION
from index.text.sentences import split_sentences


def names(reports: Sequence[Report]) -> list[str]:
    """A name for each report: its place or company, with the year where several would be called the same."""
    own = [_name(report) for report in reports]
    dated = [f"{name}{_year(report)}" for name, report in zip(own, reports, strict=True)]
    plain = [name if own.count(name) == 1 else with_year for name, with_year in zip(own, dated, strict=True)]
    return [
        name if plain.count(name) == 1 else report.metadata.title for name, report in zip(plain, reports, strict=True)
    ]


def sentence_around(report: Report, start: int, end: int) -> Quote:
    """The sentences that hold `[start, end)`."""
    line = report.text.rfind("\n", 0, start) + 1
    stop = report.text.find("\n", end)
    spans = split_sentences(report.text, line, len(report.text) if stop < 0 else stop)
    held = [sentence for sentence in spans if sentence.start < end and start < sentence.end]
    return Quote(report, held[0].start, held[-1].end) if held else Quote(report, start, end)


def trimmed(report: Report, start: int, end: int) -> Quote:
    """`[start, end)` without white space around it."""
    piece = report.text[start:end]
    return Quote(report, start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _name(report: Report) -> str:
    metadata = report.metadata
    if metadata.region == NATION and metadata.issuer:
        return metadata.issuer
    return metadata.region or metadata.issuer or metadata.title


def _year(report: Report) -> str:
    year = report.metadata.year
    if year is None:
        return ""
    return f" {year}" if re.search(r"[A-Za-z]$", _name(report)) else f"{year}年"
