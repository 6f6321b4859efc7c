"""Whether a measure is above the year before or the nation, as the one sentence says it that compares them."""

from assistant.answering.clause_subjects import in_one_clause, trimmed
from assistant.answering.excerpts import Excerpt
from assistant.answering.need import QuestionNeeds, folded
from assistant.answering.reply import Line, Quote
from assistant.answering.restating import said_in
from assistant.answering.statements import HEDGES, THAN_THE_NATION, verdict
from assistant.messages import Language, message
from index.patterns import regex
from index.text.quantities import find_quantities

THAN_LAST_YEAR = regex(
    "比(?:上年|去年|上一年|前一年|往年)[^，,；;。]{0,8}?(?P<way>高|低|多|少|增|减|升|降|提|上调|下调|快|慢|涨|跌|压)"
)
_UP = frozenset("高多增升提快涨上")


def against_last_year(asked: QuestionNeeds, one: Excerpt, way: str, language: Language = "zh") -> Line | None:
    """More or less than the year before, as the sentence with the measure says it."""
    text = folded(one.report.text[one.first : one.last])
    ways = list(THAN_LAST_YEAR.finditer(text))
    at = max(match.start() for need in asked.needs for match in need.said.finditer(text)) if asked.needs else 0
    if len(ways) != 1 or ways[0].start() - at > 30 or ways[0].end() < at - 8:
        return None
    same = (way in _UP) == (ways[0]["way"] in _UP)
    quote = trimmed(one.report, one.first, one.last)
    clause = _clause_at(quote.text, ways[0].start())
    if language == "en":
        return _english_difference(same, quote, clause, ways[0]["way"])
    return verdict(same, asked.question, quote, clause)


def _english_difference(same: bool, quote: Quote, clause: str, way: str) -> Line:
    """比去年预算低0.4个百分点 as "0.4 percentage points lower", with the clause beside it."""
    amounts = find_quantities(clause)
    how = "higher" if way in _UP else "lower"
    amount = f"{said_in(amounts[0].text, 'en')} " if len(amounts) == 1 else ""
    text = message("en", "answer.yes" if same else "answer.no", said=f"it was {amount}{how} ({clause})")
    return Line(text, (quote,), (clause,))


def against_the_nation(asked: QuestionNeeds, one: Excerpt, way: str) -> Line | None:
    """Ahead of the nation or behind it, as the one clause with the measure says it."""
    quote = trimmed(one.report, one.start, one.end)
    told = list(THAN_THE_NATION.finditer(folded(quote.text)))
    if len(told) != 1 or not in_one_clause(one) or any(HEDGES.finditer(folded(quote.text))):
        return None
    same = (way in "高快好优") == (told[0]["way"] in "高快好优")
    return verdict(same, asked.question, quote, quote.text[told[0].start() :])


def _clause_at(text: str, at: int) -> str:
    start = max(text.rfind(mark, 0, at) for mark in "，,；;、") + 1
    ends = [end for mark in "，,；;。" if (end := text.find(mark, at)) >= 0]
    return text[start : min(ends, default=len(text))].strip()
