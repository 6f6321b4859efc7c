"""Of what sort a span of a text is, and whether it can answer an English question that is asked of this text.

A year or the day of a month tells no amount; what names nobody anew tells no name; a text that never names whom the
question names tells of others.
"""

import re

from assistant.query.question_kinds import QuestionKind
from assistant.reader.asked_sort import is_of_sort
from assistant.reader.extractive import Selected
from index.patterns import regex
from index.report import Report
from index.structure.periods import ENGLISH_DAY, MONTH_NAMES

_ENGLISH_DAY = regex(ENGLISH_DAY)
_ADDRESS = regex(r"//|\bwww\.", re.IGNORECASE)
_CAPITALISED = regex(r"\b[A-Z][\w'’&-]*")


def _names_anew(told: str, question: str) -> bool:
    """Whether a span has a name that the question lacks: who served as the first Administrator names nobody."""
    asked = question.lower()
    return any(word.lower().removesuffix("’s").removesuffix("'s") not in asked for word in _CAPITALISED.findall(told))


_NAME = regex(r"(?<=[a-z,] )[A-Z][\w'’.-]+(?: (?:& |and |of )?[A-Z][\w'’.-]+)+")


def _knows_who(report: Report, question: str) -> bool:
    """Whether a text has every word of the names in a question: one that never names them tells of others."""
    named = {word for name in _NAME.findall(question) for word in re.findall(r"[A-Z]\w+", name)}
    text = f"{report.metadata.title} {report.text}".lower()
    return all(re.search(rf"\b{word.lower()}", text) for word in named)


def is_asked_in_english(kind: QuestionKind | None, question: str, span: Selected) -> bool:
    """Whether the span is of the sort that the question asks for, and of what it asks about."""
    if span.answer is None:
        return False
    told = span.report.text[slice(*span.answer)]
    if not is_of_sort(kind, question, told) or _ADDRESS.search(told) or not _knows_who(span.report, question):
        return False
    return kind is not QuestionKind.NAME or _names_anew(told, question)


def tells_of_years(question: str, span: Selected) -> bool:
    """Whether each year of a question stands around the span or in the title: another year's text tells of another."""
    around = text_around(span)
    return all(year in around for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", question))


def text_around(span: Selected) -> str:
    """The title, the headings and some paragraph on either side of a span."""
    report = span.report
    around = report.text[max(0, span.start - _AROUND) : span.end + _AROUND]
    return f"{report.metadata.title} {' '.join(report.headings(span.start))} {around}"


_AROUND = 600  # characters, some paragraph on either side


def whole_date(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the whole English date where `[start, end)` is only its day: 12 of September 12, 2013."""
    if end - start <= 2 and text[start:end].isdigit():
        for match in _ENGLISH_DAY.finditer(text, max(0, start - 20), end + 20):
            if match.start() <= start and end <= match.end():
                return match.span()
    return start, end


_YEAR_OR_DAY = regex(r"(?:19|20)\d\d|[0-3]?\d")
_MONTH = regex(rf"(?:{'|'.join(MONTH_NAMES)})\W{{1,2}}$", re.IGNORECASE)


def is_of_a_date(span: Selected) -> bool:
    """Whether what would answer is a year, or the day of a month, which tells no amount: 31 of December 31."""
    if span.answer is None:
        return False
    start, end = span.answer
    text = span.report.text[start:end].strip()
    if not _YEAR_OR_DAY.fullmatch(text):
        return False
    if len(text) == 4:
        return not _is_amount_in_a_row(span.report.text, start, end)
    return _MONTH.search(span.report.text[max(0, start - 12) : start]) is not None


def _is_amount_in_a_row(text: str, start: int, end: int) -> bool:
    """Whether what looks like a year is a cell of a row that names something and has no other year: 总投资, 1962."""
    before, behind = text[text.rfind("\n", 0, start) + 1 : start], text[end : text.find("\n", end)]
    if re.search(r"[^\W\d]", before.rpartition("\t")[2] + behind.partition("\t")[0]):
        return False  # in words, as in the FY 2020 baseline
    row = before + behind
    cells = [cell.strip() for cell in row.split("\t")]
    return "\t" in row and not any(_YEAR_OR_DAY.fullmatch(cell) and len(cell) == 4 for cell in cells)
