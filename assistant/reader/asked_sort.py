"""Whether a span is of the sort that an English question asks for: an amount for how much, words for how it is done.

The reader that picks spans knows what a question is about better than what it asks. Measured on the first half of
TAT-QA: of 45 spans that were no answer 24 are of another sort than what was asked, of 125 that were one 2.
"""

import re

from assistant.query.question_kinds import QuestionKind
from index.patterns import regex
from index.structure.periods import ENGLISH_DAY, MONTH_NAMES

_ENGLISH_DAY = regex(ENGLISH_DAY)
_YEAR_ALONE = regex(r"(?<![\d,.$])(?:19|20)\d\d(?![\d,.%]\d|%)")

# "Net sales, six months ended June 30?" names a time and asks for none.
_ASKS_WHEN = regex(
    r"\bwhen\b|\b(?:what|which)(?: (?:is|was|were|are)(?: the)?)?(?: [a-z-]+)?"
    r" (?:dates?|days?|years?|months?|decade|century)\b"
    r"|\bdates? (?:of|on|that|when|for|is|was|did)\b|\bsince (?:what|which)\b",
    re.IGNORECASE,
)
# "When is goodwill tested?" asks on which condition, or how often.
_ASKS_CONDITION = regex(r"^\W*when (?:is|are|does|do|can|may|must|should)\b", re.IGNORECASE)
_ASKS_WHETHER = regex(
    r"^\W*(?:and |but |so )?(?:did|do|does|is|are|was|were|has|have|had|can|could|will|would|should)\b", re.IGNORECASE
)
_ASKS_HOW_MUCH = regex(
    r"\bhow (?:many|much|long|far|old|big|large|fast|high|tall|often)\b"
    r"|\bwhat (?:[a-z-]+ )?(?:wage|salary|amount|number|share|percentage|proportion|rate|price|fee|cost|sum|total)\b",
    re.IGNORECASE,
)
# "What was the effective tax rate in 2018?", "What is the value of poultry as of …?": a name of an amount, and when.
_ASKS_AMOUNT = regex(
    r"^\W*what (?:was|were|is|are) (?:the |its |our )?(?:[\w’'()/&,.-]+ ){0,8}?"
    r"(?:rates?|amounts?|values?|numbers?|totals?|percentages?|prices?|costs?|balances?|revenues?|sales|goodwill|yield"
    r"|volatility|income|expenses?|loss|profit|margin)\b(?: price)?"
    r"(?: of| in| for| at| on| as| from| before| during| per|\W*$)",
    re.IGNORECASE,
)
_ASKS_MANNER = regex(
    r"^\W*(?:how (?:is|are|was|were|does|do|did)|why)\b"
    r"|^\W*what (?:is|are|was|were) (?:the )?"
    r"(?:components?|types?|items|factors|definition|purpose|objective|reasons?)\b"
    r"|\b(?:consists?|consisted|comprised?|refers?) (?:of|to)\b|\binclude[sd]?\W*$",
    re.IGNORECASE,
)
_ASKS_WORD = regex(r"^\W*(?:who|whom|whose|where|what (?:does|do|did))\b", re.IGNORECASE)
_ASKS_YEARS = regex(r"\b(?:which|what) (?:of the )?(?:fiscal |financial |calendar )?(?:years|periods)\b", re.IGNORECASE)
_ASKS_EACH = regex(r"\brespective(?:ly)?\b", re.IGNORECASE)
_NOTE_NUMBER = regex(r"\[\w{1,3}\]")
_MONTH = f"(?:{'|'.join(MONTH_NAMES)})"
_TIME = regex(rf"\b(?:19|20)\d\d\b|\b(?:FY|F)[ ’']?\d\d\b|\b{_MONTH}\.? \d{{1,2}}\b|\b\d{{1,2}} {_MONTH}\b")
_NUMBER_WORD = regex(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred|thousand|million|half|dozen"
    r"|no|not|none|nil|never|immaterial)\b",
    re.IGNORECASE,
)
_FIGURE = regex(r"\d[\d,.]*")
_WORD = regex(r"[^\W\d_]{2,}")
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


def asks_for_a_date(question: str) -> bool:
    """Whether an English question may be answered by a date."""
    return _ASKS_WHEN.search(question) is not None and _ASKS_CONDITION.search(question) is None


def is_of_sort(kind: QuestionKind | None, question: str, span: str) -> bool:
    """Whether the span is of the sort that an English question asks for: an amount where it asks how much."""
    if kind in _NO_SPAN or _ASKS_WHETHER.search(question):
        return False
    told = _NOTE_NUMBER.sub("", span)
    figures = _TIME.sub(" ", told)
    if _ASKS_YEARS.search(question) and len(set(re.findall(r"\b(?:19|20)\d\d\b", told))) < 2:
        return False
    if _ASKS_EACH.search(question) and len(_FIGURE.findall(figures)) < 2:
        return False
    manner = _ASKS_MANNER.search(question) is not None or _ASKS_CONDITION.search(question) is not None
    if manner and (_is_row(told) or len(_WORD.findall(told)) < 2):
        return False
    if (
        _ASKS_WORD.search(question)
        and (_is_row(told) or not _WORD.search(told))
        and not _ASKS_HOW_MUCH.search(question)
    ):
        return False
    if kind is QuestionKind.FIGURE or _ASKS_HOW_MUCH.search(question):
        # A day and a note's number are no amounts: born on 26 June 1968,[1].
        return _NUMBER_WORD.search(_YEAR_ALONE.sub(" ", _ENGLISH_DAY.sub(" ", told))) is not None
    return _ASKS_AMOUNT.search(question) is None or _NUMBER_WORD.search(figures) is not None


def _is_row(told: str) -> bool:
    """Whether a span is cut out of a table: it has cells, few of them of more than a name's length."""
    cells = [cell.strip() for cell in re.split(r"[\t\n]", told.strip())]
    return len(cells) > 1 and max(len(cell) for cell in cells) < 80
