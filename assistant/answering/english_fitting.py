"""Whether an English sentence tells what a question asks, however sure the reader is of it.

It must be of the sort that is asked for, of the time and stage, of the same part of a company, and have the question's
names, figures and exact words (`english_locks`).
"""

import re
from collections.abc import Sequence

from assistant.answering.announced_items import announces
from assistant.answering.asking_words import pattern
from assistant.answering.counted_parts import counts_a_part, is_of_a_whole, tells_share_of_another
from assistant.answering.english_locks import lacks, names
from assistant.answering.english_sorts import Sort, parts_of, sorts_of, told_of
from assistant.answering.needed_english import first_way
from assistant.answering.sentence_read import ReadSentence
from assistant.query.kinds import ASKS_PLAN, GIVES_REASON
from assistant.query.question_kinds import QuestionKind
from assistant.query.understanding import Understanding
from assistant.reader.terms import stem
from index.patterns import regex
from index.text.years import find_years

_BEFORE = 300  # characters in which what a pronoun means may stand
OF_A_SENTENCE = frozenset({QuestionKind.YES_NO, QuestionKind.SUMMARY})
_OF_MEMBERS = frozenset({QuestionKind.LIST, QuestionKind.NAME, QuestionKind.SUMMARY})
FIGURES = frozenset({Sort.TIME, Sort.SHARE, Sort.MONEY, Sort.DURATION, Sort.COUNT, Sort.FIGURE})
AMOUNTS = FIGURES - {Sort.TIME, Sort.DURATION}
_ASKS_MOVE = regex(
    r"\bby (?:how|what)\b|\b(?:grow|rise|increase|fall|drop|decline|decrease|climb|slip|jump|change|growth|cut)\b"
    r"|\bhow much (?:more|less|fewer|higher|lower|faster)\b",
    re.IGNORECASE,
)
_MOVED = regex(
    r"\b(?:increas|decreas|grew|grow|rose|ris|fell|fall|declin|dropp|climb|slipp|jump|improv|reduc|up|down)[a-z]*"
    r"(?: by)?(?: (?:approximately|about|nearly|more than|over|almost))?\s+[$£€¥]?"
    r"(?:\W{0,2}\d[\d.,]*(?: (?:thousand|million|billion|trillion))?%?,? (?:or|and) )?$"
    r"|\b(?:increase|decrease|growth|decline|rise) of\s+$",
    re.IGNORECASE,
)
_BY_SO_MUCH = regex(r"\s*(?:sequentially|year[- ]over[- ]year|from (?:a|one) year (?:ago|earlier))\b", re.IGNORECASE)
# Of what is aimed at, a result is no answer.
_OF_TIMES = frozenset({QuestionKind.FIGURE, QuestionKind.DATE})
_ASKS_AIM = regex(
    r"\b(?:targets?|goals?|aims?|aiming|plans? to|planned|intends?|wants? to|hopes? to|guid(?:ing|ance)|baseline)\b",
    re.IGNORECASE,
)
_TELLS_AIM = regex(
    r"\b(?:targets?|goals?|aims?|plan(?:s|ned)?|intend(?:s|ed)?|will|expect(?:s|ed)?|commit(?:s|ted|ment)?|pledged?"
    r"|by (?:the end of )?(?:\w+ \d+, )?20\d\d|hopes?|seeks?|guidance|outlook)\b",
    re.IGNORECASE,
)
_COMMITS = regex(
    r"\b(?:committed|pledged|plan(?:s|ned)?|aim(?:s|ed)?|intend(?:s|ed)?|hope[sd]?|goals?|targets?) (?:is |was )?to\b"
    r"|\b(?:goal|target)s? of\b",
    re.IGNORECASE,
)
# What was forecast no result tells, of whatever kind the question is.
_ASKS_FORECAST = regex(r"\b(?:forecast(?:s|ed)?|predict(?:s|ed)?|projected|guided|outlook)\b", re.IGNORECASE)
# What went up or down by the head of a sentence: "Services gross margin increased" tells nothing of sales.
_HEAD_MOVED = regex(
    r"\W*(?P<what>[A-Z][\w&’'-]*(?: [\w&’'-]+){0,5}?) (?:increased|decreased|grew|declined|rose|fell|dropped"
    r"|(?:was|were) (?:up|down|higher|lower))\b"
)
_MEASURES = frozenset({"margin", "income", "expenses", "expense", "costs", "profit", "revenue", "sales", "cash", "tax"})
_SOLD = frozenset({"revenue", "sales"})
_CAUSED_BY = regex(r"\b(?:due (?:primarily |mainly |largely |in part )?to|because of|driven by|result of|owing to)\b")
_NUMBER = regex(r"\d[\d,.]*\d|\d")
# The first of them says of when a question asks: "Why is EPA going back over what was decided?" asks of now.
_AUXILIARY = regex(
    r"\b(?:(?P<past>did|was|were|had)|is|are|am|does|do|has|have|will|would|can|could|shall|should|may|might|must)\b",
    re.IGNORECASE,
)
_LIES_AHEAD = regex(
    r"^\W*By (?:\w+ \d+, )?20\d\d\b|\b(?:will|shall|expects? to|plans? to|aims? to|intends? to"
    r"|(?:would|could|may|might)(?! (?:\w+ )?have\b))\b"
)
_ASKS_WHAT_WAS_PAID = regex(
    r"\b(?:did|was|were|has|have)\b(?!.*\b(?:agree|agreed|agreement|offer|offered|plan|planned|announced?)\b)"
    r".*\b(?:pay|paid|buy|bought|acquired?|clos(?:e|ed|ing)|completed?|spen[dt])\b",
    re.IGNORECASE,
)
_AGREED = regex(
    r"\b(?:entered into|signed|reached) an? (?:[a-z]+ ){0,2}agreement to\b"
    r"|\bagreed to (?:acquire|buy|purchase|pay|sell)\b",
    re.IGNORECASE,
)
_MEMBERS = regex(r"(?:[,;:][^,;]{2,80}){2,}|(?:^|\W)\(?(?:1|a|i)\).+\(?(?:2|b|ii)\)", re.DOTALL)
_REASON = regex(
    r"\b(?:consist(?:s|ed)? (?:primarily|mainly|largely) of|reflect(?:s|ing|ed)?|driven|because|so that|led to"
    r"|result(?:s|ed)? (?:in|from)|thanks to|attributable|in order to|primarily|mainly|offset)\b",
    re.IGNORECASE,
)
_OF_A_SEGMENT = regex(r"\b(?:our|the) (?P<name>[A-Z][\w&]+(?: (?:and |[A-Z&])[\w&]*)*) segment\b")
_WHAT_MOVED = regex(
    r"\W*The (?:increase|decrease|decline|change|improvement|reduction|growth)s? in (?P<what>[^,.;]{4,60}?)"
    r"(?= (?:in|for|during|compared|was|were|is|are|of|over|from|reflects?|primarily)\b|[,.;])"
)
_SAYS_NO_THING = frozenset({"absolute", "dollars", "total", "year", "quarter", "percentage"})
_ASKS_WILL = regex(r"\b(?:will|should|shall|must|going to)\b|\bto be\b", re.IGNORECASE)
# What only says how many things are asked for: which five agencies.
_HOW_MANY = regex(r"\b(?:what|which|the)\s+(?:two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE)
# What is written out in front of it: the strong dollar (FX).
# What a question grants, and does not ask: even though sales were up 16%.
_CONCEDED = regex(r",? (?:even though|although|though|even as) [^,?]*(?=[,?]|$)", re.IGNORECASE)
_SHORT_FORM = regex(r"(?<=\w) \([A-Z]{2,6}\)")


def wanted(kind: QuestionKind, question: str) -> tuple[Sort, ...]:
    """The sorts of all parts; of a figure, date or name at least what such a question asks for."""
    sorts = sorts_of(question)
    first = sorts[0]
    if kind is QuestionKind.FIGURE and Sort.ANY in sorts[:1]:
        first = Sort.FIGURE
    if kind is QuestionKind.DATE and first not in FIGURES:
        first = Sort.TIME
    return (first, *sorts[1:])


def may_answer(
    found: ReadSentence,
    sorts: Sequence[Sort],
    kind: QuestionKind,
    understanding: Understanding,
    of_any_sort: bool = False,
) -> bool:
    """Whether a sentence tells what each part of the question asks for, and has its names, figures and exact words.

    `of_any_sort`: that it tells such a thing is known.
    """
    question, sentence, report = understanding.question, found.told, found.one.report
    if announces(found.one.text_around) and (not found.items or kind not in _OF_MEMBERS):
        return False  # it answers nothing by itself
    if report.metadata.language != "en" or not (of_any_sort or _tells(sorts, kind, sentence, question)):
        return False
    if _asks_past(question) and not asks_ahead(question) and _LIES_AHEAD.search(sentence):
        return False
    if kind in (QuestionKind.REASON, QuestionKind.FIGURE) and _is_of_another_part(question, sentence):
        return False
    if _ASKS_WHAT_WAS_PAID.search(question) and _AGREED.search(sentence):
        return False  # what was agreed on is not yet paid
    if not asks_ahead(question) and pattern("imperatives_english").match(sentence):
        return False  # "Buy 90% of our electricity from renewable sources." tells no share that was reached
    if (
        kind in _OF_TIMES
        and not asks_ahead(question)
        and (_COMMITS.search(sentence) or _is_all_ahead(sentence, report.metadata.year, understanding.years))
    ):
        return False  # "committed to recruit 250,000 people by 2025" counts nobody employed
    before = report.text[max(0, found.one.first - _BEFORE) : found.one.first]
    around = "\n".join([report.metadata.title, report.metadata.issuer or "", *report.headings(found.one.first), before])
    if kind in _OF_TIMES and _ASKS_AIM.search(question) and not _TELLS_AIM.search(f"{around}\n{sentence}"):
        return False
    if _ASKS_FORECAST.search(question) and not _TELLS_AIM.search(sentence):
        return False
    if kind is QuestionKind.REASON and gives_another_reason(question, sentence):
        return False
    if kind is QuestionKind.FIGURE and (
        counts_a_part(question, sentence) or tells_share_of_another(question, sentence)
    ):
        return False
    own = [name for name in names(question) if name not in around]  # whose report it is every sentence tells of
    if kind is QuestionKind.FIGURE and is_of_a_whole(own, sentence):
        return False
    lacking = lacks(_asking(question), sentence, around, understanding.years, report.metadata.period_end)
    return not lacking or (kind is QuestionKind.REASON and lacking == ["not"])  # why it was not met says no "not"


def _is_of_another_part(question: str, sentence: str) -> bool:
    """Whether a sentence tells of a segment, or of what rose or fell, that a question doesn't name."""
    asked = question.lower()
    segment = _OF_A_SEGMENT.search(sentence)
    if segment is not None and not any(word.lower() in asked for word in segment["name"].split() if word != "and"):
        return True
    moved = _WHAT_MOVED.match(sentence)
    if moved is None:
        return False
    words = [word for word in re.findall(r"[a-z]{4,}", moved["what"].lower()) if word not in _SAYS_NO_THING]
    return bool(words) and not any(stem(word) in asked for word in words)


def gives_another_reason(question: str, sentence: str) -> bool:
    """Whether a sentence gives the reason of something else, or what is asked about as a reason."""
    return _moves_another_measure(question, sentence) or _is_the_cause(question, sentence)


def _moves_another_measure(question: str, sentence: str) -> bool:
    """Whether a sentence says why another measure moved than the question names one: margin for sales."""
    head = _HEAD_MOVED.match(sentence)
    last = "" if head is None else head["what"].split()[-1].lower()
    asked = _MEASURES & set(re.findall("[a-z]+", question.lower()))
    return last in _MEASURES and bool(asked) and last not in asked and not (last in _SOLD and asked & _SOLD)


def _is_the_cause(question: str, sentence: str) -> bool:
    """Whether a sentence gives what is asked about as the cause of something: due to the $702 million charge."""
    cause = _CAUSED_BY.search(sentence)
    if cause is None:
        return False
    effect, reason = sentence[: cause.start()], sentence[cause.end() :]
    money = [match[0] for match in _NUMBER.finditer(question) if question[: match.start()].endswith(("$", "£", "€"))]
    return any(number in reason and number not in effect for number in money)


def _asks_past(question: str) -> bool:
    first = _AUXILIARY.search(question)
    return first is not None and first["past"] is not None


def _is_all_ahead(sentence: str, year: int | None, asked: Sequence[int]) -> bool:
    """Whether a sentence names only years behind its report's, none of which is asked for."""
    said = set(find_years(sentence))
    return year is not None and bool(said) and min(said) > year and said.isdisjoint(asked)


def asks_ahead(question: str) -> bool:
    """Whether a question asks for what is aimed at or will be."""
    return any(each.search(question) for each in (ASKS_PLAN, _ASKS_AIM, _ASKS_WILL))


def _asking(question: str) -> str:
    return _CONCEDED.sub("", _SHORT_FORM.sub("", _HOW_MANY.sub("which", question)))


def _tells(sorts: Sequence[Sort], kind: QuestionKind, sentence: str, question: str) -> bool:
    if kind in OF_A_SENTENCE:
        return True
    if kind is QuestionKind.REASON:
        ways = {way for text in (_CONCEDED.sub("", question), sentence) if (way := first_way(text))}
        if len(ways) > 1:
            return False  # why sales grew is not told where they fell
        return GIVES_REASON.search(sentence) is not None or _REASON.search(sentence) is not None
    if kind is QuestionKind.LIST:
        return "\n" in sentence or _MEMBERS.search(sentence) is not None
    if kind is QuestionKind.NAME and sorts[0] is not Sort.PERSON:
        return bool(set(_capitals(sentence)) - set(_capitals(question)))
    taken: set[tuple[int, int]] = set()
    for sort, part in zip(sorts, parts_of(question), strict=True):
        told = [one for one in told_of(sort, sentence, question) if (one.start, one.end) not in taken]
        if sort in AMOUNTS and not _ASKS_MOVE.search(part):  # revenue that increased $3.5 billion is more than that
            told = [
                one
                for one in told
                if not (_MOVED.search(sentence[: one.start]) or _BY_SO_MUCH.match(sentence[one.end :]))
            ]
        if not told:
            return False
        if sort is not Sort.ANY:
            taken.add((told[0].start, told[0].end))
    return True


def _capitals(text: str) -> list[str]:
    return re.findall(r"(?<!^)\b[A-Z][\w-]+", text)
