"""A figure in the sentence that a question makes with a hole in it: 连续多少天没有下雨, 连续76天没有下雨."""

import re
from collections.abc import Sequence

from assistant.answering.own_reports import own_reports_else_all
from assistant.answering.reply import Line, Quote, Reply
from assistant.query.asked import names_asked, plain_question
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.report import Report
from index.text.folding import simplified
from index.text.sentences import split_sentences
from index.text.units import UNITS
from index.text.years import find_years

_UNITS = "|".join(sorted((re.escape(name) for name in UNITS if not name.isascii()), key=len, reverse=True))
_HOLE = regex(rf"(?:一共|总共|大约)?(?:多少|几)(?P<unit>(?:十|百|千|万|亿)*(?:{_UNITS}))")
_YEAR = regex(r"(?:19|20)\d\d\s*年?|[今去前]年")
_NUMBER = r"(?P<number>\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千万]+)"
# Letters of the question that must stand around the figure; fewer say too little of what it is.
FEWEST_LETTERS = 6
_ENDS = "的有是了，,。？?！! 呢吗啊呀"
_WORK_REPORT = "government_work_report"


def in_own_words(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The figure that stands where the question asks, all else letter for letter; None where two differ."""
    pattern = _pattern(understanding)
    if pattern is None:
        return None
    found: dict[str, Quote] = {}
    unit = ""
    for report in own_reports_else_all(understanding, reports):
        for match in pattern.finditer(report.text):
            if _is_of(report, match.start(), understanding.years):
                unit = match["unit"]
                found.setdefault(match["number"], _sentence(report, match.start("number")))
    if len(found) != 1:
        return None
    ((number, quote),) = found.items()
    return Reply(lines=(Line(f"{number}{unit}", (quote,)),))


def _pattern(understanding: Understanding) -> re.Pattern[str] | None:
    """The question with a number in place of what it asks; None where too little stands around it."""
    text = plain_question(understanding.question)
    for name in sorted(map(simplified, names_asked(understanding.scope)), key=len, reverse=True):
        text = text.replace(name, "")
    text = _YEAR.sub("", text)
    holes = list(_HOLE.finditer(text))
    if understanding.language != "zh" or len(holes) != 1:
        return None
    (hole,) = holes
    before, behind = text[: hole.start()].strip(_ENDS), text[hole.end() :].strip(_ENDS)
    if len(before) + len(behind) < FEWEST_LETTERS or re.search(r"[，,。；;]", before + behind):
        return None
    return re.compile(
        rf"{re.escape(before)}(?:了|有|共|的)?{_NUMBER}(?P<unit>{re.escape(hole['unit'])}){re.escape(behind)}"
    )


def _is_of(report: Report, start: int, years: Sequence[int]) -> bool:
    """Whether what stands there is of the years asked for, by its sentence, its section or its report."""
    if not years:
        return True
    sentence = _sentence(report, start)
    about = find_years(sentence.text) or report.section_at(start).years
    if about:
        return not set(about).isdisjoint(years)
    own = report.metadata.year
    return own is not None and (own - 1 if report.metadata.kind == _WORK_REPORT else own) in years


def _sentence(report: Report, start: int) -> Quote:
    first = report.text.rfind("\n", 0, start) + 1
    last = report.text.find("\n", start)
    for sentence in split_sentences(report.text, first, len(report.text) if last < 0 else last):
        if sentence.start <= start < sentence.end:
            return Quote(report, sentence.start, sentence.end)
    return Quote(report, start, start + 1)
