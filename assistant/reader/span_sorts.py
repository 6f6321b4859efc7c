"""Of what sort a span of a text is, and whether an English question asks for that sort.

A year or the day of a month tells no amount, a span without a number is none where it is asked how much, and no span
lists, compares or says whether.
"""

import re

from assistant.query.question_kinds import QuestionKind
from assistant.reader.extractive import Selected
from index.report import Report
from index.structure.periods import ENGLISH_DAY, MONTH_NAMES

_ENGLISH_DAY = re.compile(ENGLISH_DAY)
_ASKS_WHEN = re.compile(r"\b(?:when|dates?|days?|years?|months?|decade|century)\b", re.IGNORECASE)
_ASKS_WHETHER = re.compile(
    r"^\W*(?:and |but |so )?(?:did|do|does|is|are|was|were|has|have|had|can|could|will|would|should)\b", re.IGNORECASE
)
_ASKS_HOW_MUCH = re.compile(
    r"\bhow (?:many|much|long|far|old|big|large|fast|high|tall|often)\b"
    r"|\bwhat (?:[a-z-]+ )?(?:wage|salary|amount|number|share|percentage|proportion|rate|price|fee|cost|sum|total)\b",
    re.IGNORECASE,
)
_NOTE_NUMBER = re.compile(r"\[\w{1,3}\]")
_YEAR_ALONE = re.compile(r"(?<![\d,.$])(?:19|20)\d\d(?![\d,.%]\d|%)")
_NUMBER_WORD = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred|thousand|million|half|dozen)\b",
    re.IGNORECASE,
)
# What one span of a text does not answer in English: no list is told by a sentence near it, nor whether.
_NO_SPAN = frozenset(
    {
        QuestionKind.LIST,
        QuestionKind.YES_NO,
        QuestionKind.MET_TARGET,
        QuestionKind.COMPARE,
        QuestionKind.COMPUTE,
        QuestionKind.TABLE,
        QuestionKind.OVER_YEARS,
    }
)


def asks_when(question: str) -> bool:
    """Whether an English question asks for a time."""
    return _ASKS_WHEN.search(question) is not None


_ADDRESS = re.compile(r"//|\bwww\.", re.IGNORECASE)
_CAPITALISED = re.compile(r"\b[A-Z][\w'’&-]*")


def _names_anew(told: str, question: str) -> bool:
    """Whether a span has a name that the question lacks: who served as the first Administrator names nobody."""
    asked = question.lower()
    return any(word.lower().removesuffix("’s").removesuffix("'s") not in asked for word in _CAPITALISED.findall(told))


_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’.-]+(?: (?:& |and |of )?[A-Z][\w'’.-]+)+")


def _knows_who(report: Report, question: str) -> bool:
    """Whether a text has every word of the names in a question: one that never names them tells of others."""
    named = {word for name in _NAME.findall(question) for word in re.findall(r"[A-Z]\w+", name)}
    text = f"{report.metadata.title} {report.text}".lower()
    return all(re.search(rf"\b{word.lower()}", text) for word in named)


def is_asked_in_english(kind: QuestionKind | None, question: str, span: Selected) -> bool:
    """Whether the span is of the sort that the question asks for: an amount where it asks how much."""
    if kind in _NO_SPAN or _ASKS_WHETHER.search(question) or span.answer is None:
        return False
    if _ADDRESS.search(span.report.text[slice(*span.answer)]) or not _knows_who(span.report, question):
        return False
    if kind is QuestionKind.NAME and not _names_anew(span.report.text[slice(*span.answer)], question):
        return False
    wants_figure = kind is QuestionKind.FIGURE or _ASKS_HOW_MUCH.search(question) is not None
    if not wants_figure:
        return True
    # A day and a note's number are no amounts: born on 26 June 1968,[1].
    told = _YEAR_ALONE.sub(" ", _ENGLISH_DAY.sub(" ", _NOTE_NUMBER.sub("", span.report.text[slice(*span.answer)])))
    return _NUMBER_WORD.search(told) is not None


def whole_date(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the whole English date where `[start, end)` is only its day: 12 of September 12, 2013."""
    if end - start <= 2 and text[start:end].isdigit():
        for match in _ENGLISH_DAY.finditer(text, max(0, start - 20), end + 20):
            if match.start() <= start and end <= match.end():
                return match.span()
    return start, end


_YEAR_OR_DAY = re.compile(r"(?:19|20)\d\d|[0-3]?\d")
_MONTH = re.compile(rf"(?:{'|'.join(MONTH_NAMES)})\W{{1,2}}$", re.IGNORECASE)


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
