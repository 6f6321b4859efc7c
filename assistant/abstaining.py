"""Abstaining: when what was found is no answer, and what is said and shown then.

The extractive reader always finds something. It stands as an answer only where the reader is sure of it and the kind of
the question is one that a span of a report may answer; else the reports are said not to tell, with what comes nearest.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.answering.english_locks import lacks
from assistant.answering.english_times import may_be_of_one_time
from assistant.answering.needed_english import first_way
from assistant.answering.reply import Reply
from assistant.citations import cite
from assistant.messages import message
from assistant.query.kinds import GIVES_REASON
from assistant.query.own_documents import is_own_document
from assistant.query.question_kinds import QuestionKind
from assistant.reader.asked_sort import asks_for_a_date
from assistant.reader.extractive import Selected
from assistant.reader.span_sorts import is_asked_in_english, is_of_a_date, tells_of_years, text_around
from index.patterns import regex
from index.report import RankedPassage
from index.text.script import language_of
from index.text.years import find_years

NEAREST = 5
MOST_RELATED = 3
# What a span of a report may answer, and how sure the reader must be: a reason is a whole sentence, while a name that
# it picks is too often one beside the asked one ("Who is the chief executive?"), and of a list the number of members.
SPANS_ANSWER = frozenset({QuestionKind.REASON})
SURE_OF_REPORTS = 0.9


def has_badge(kind: QuestionKind | None, selected: Sequence[Selected], question: str) -> bool:
    """Whether the reader's span may stand as an answer.

    Its confidence was fitted on notices and passages. In a report it answers only questions for a reason, and only
    where it is sure: figures are answered from the ledger or not at all, and a
    question of an unsure kind gets no badge.
    """
    first = selected[0]
    if first.by_number:
        return True  # the line bears the number that is asked for
    if kind is QuestionKind.FIGURE and first.blanked:
        return True  # what is shown is that the report blanks the figure
    english = language_of(question) == "en"
    own = is_own_document(first.report.metadata)
    if is_of_a_date(first):
        if own and english and _YEAR_ALONE.fullmatch(first.report.text[slice(*(first.answer or (0, 0)))].strip()):
            return False  # a year of a report's title is no day on which it was published
        return kind is not QuestionKind.FIGURE and (not english or asks_for_a_date(question))
    if not own:
        return not english or (
            is_asked_in_english(kind, question, first)
            and tells_of_years(question, first)
            and not lacks(
                question, first.report.text[first.start : first.end], text_around(first), find_years(question)
            )
        )
    quote = first.report.text[first.start : first.end]
    if english and _AGAINST_EARLIER.search(question) and not _IS_AGAINST_EARLIER.search(quote):
        return False
    if english and _WHY_DID.search(question) and _MAY_BE.search(quote):
        return False  # why sales fell is told by no risk that they may
    ways = {way for text in (question, quote) if english and (way := first_way(text))}
    if len(ways) > 1 or (english and not may_be_of_one_time(question, quote)):
        return False
    # A sentence without a word that gives a reason only stands near one.
    return kind in SPANS_ANSWER and first.score >= SURE_OF_REPORTS and GIVES_REASON.search(quote) is not None


_WHY_DID = regex(r"^\W*(?:why|how come)\b[^?]*?\b(?:did|was|were|had)\b", re.IGNORECASE)
_MAY_BE = regex(r"\b(?:may|might|could|would)(?! have\b)(?: \w+ly)? (?:be\b|[a-z]+)")
_YEAR_ALONE = regex(r"(?:19|20)\d\d")
# Why less than the year before is not answered by why less than another rate.
_AGAINST_EARLIER = regex(
    r"\b(?:than|from|over|versus|vs\.?|compared (?:to|with)) (?:in )?"
    r"(?:(?:the |a )?(?:year before|year earlier|previous year|prior year|last year)|(?:fiscal |fy ?)?(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_IS_AGAINST_EARLIER = regex(
    r"\b(?:compared|prior|previous|last year|year before|year earlier|a year ago|earlier|decreas\w*|increas\w*|rose"
    r"|fell|grew|growth|declin\w*|drop\w*|improv\w*|from (?:19|20)\d\d|over (?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def not_told(
    empty: Answer, reply: Reply | None, selected: Sequence[Selected], passages: Sequence[RankedPassage]
) -> Answer:
    """No answer: the sentences that come nearest, without a badge, and what the question leaves open."""
    quotes = [(quote.report, quote.start, quote.end) for quote in (reply.related if reply is not None else ())]
    quotes += [(span.report, span.start, span.end) for span in selected]
    related = tuple(
        cite(report, start, end, number)
        for number, (report, start, end) in enumerate(dict.fromkeys(quotes), start=1)
        if number <= MOST_RELATED
    )
    note = reply.note if reply is not None else ""
    note = note or message(language_of(empty.question), "answer.unsure" if related else "answer.not_found")
    ask_back = () if reply is None else reply.ask_back
    return replace(empty, note=note, related=related, ask_back=ask_back, nearest=tuple(passages[:NEAREST]))


def may_mean(span: Selected, years: Sequence[int]) -> bool:
    """Whether a quote of a report that was named may be about `years`: it, or else its section, names no other alone.

    Elsewhere the scope leaves out the reports of other years; a report that is named is asked whatever its year.
    """
    text = span.report.text[span.start : span.end]
    about = find_years(text) or span.report.section_at(span.start).years
    return not about or not set(about).isdisjoint(years)
