"""English questions of whether: by one sentence of an English report, or by one clause of a Chinese one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.asking_words import pattern
from assistant.answering.clause_subjects import in_one_clause, is_subject, trimmed
from assistant.answering.excerpts import Excerpt, asked_of, excerpts, related
from assistant.answering.need import QuestionNeeds, folded
from assistant.answering.needed import read_needs
from assistant.answering.reply import Line, Reply
from assistant.answering.statements import DENIES, HEDGES, is_course, says_it_intends, stated, verdict
from assistant.answering.whether_compared import against_last_year
from assistant.messages import message
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.report import Part, Report
from index.structure.passages import table_header
from index.text.script import has_han

_ENGLISH_DENIES = regex(r"\b(?:not|no|never|nobody|none|neither|without|failed|missed|cannot|nor)\b|n't\b")
_ENGLISH_HEDGES = pattern("hedges_english")
_ENGLISH_THAN = regex(
    r"\b(?P<way>higher|larger|more|greater|lower|smaller|less|fewer)\b.{0,20}\bthan\b.{0,30}\b(?:last|previous|before)\b",
    re.IGNORECASE,
)


def of_english_reports(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """Yes where one sentence has every word of the question, and denies and hedges nothing that it doesn't."""
    asked = _without_any(read_needs(understanding, reports))
    own = [report for report in reports if report.metadata.language == "en"]
    near: list[Excerpt] = []
    for part in asked_of(understanding, own):
        whole, close = excerpts(asked, part, understanding)
        sure = [one for one in whole if _says(asked, one)]
        if len(asked.needs) > 2 and len(sure) == 1 and len(whole) == 1:
            return _answered("answer.yes", sure[0])
        if (line := _tightest(asked, whole, sure)) is not None:
            return line
        near += [*whole, *close]
    return Reply(related=related(near)) if near else None


_ANY = re.compile("anyone|anybody|anything|any|ever|really|actually")
_NOBODY = re.compile(r"^(?:nobody|no one|none|no)\b")


def _without_any(asked: QuestionNeeds) -> QuestionNeeds:
    return replace(asked, needs=tuple(need for need in asked.needs if not _ANY.fullmatch(need.text)))


def _answered(key: str, one: Excerpt) -> Reply:
    quote = one.sentence
    return Reply(lines=(Line(message("en", key, said=quote.text), (quote,), (quote.text,)),))


def _tightest(asked: QuestionNeeds, whole: Sequence[Excerpt], sure: Sequence[Excerpt]) -> Reply | None:
    """Yes by the clause that says all of it in little more than the question's words; no where it says nobody did.

    None where one clause says so and another denies it.
    """
    close = [one for one in whole if one.end - one.start <= len(asked.question) + _BESIDE and len(asked.needs) > 1]
    denied = [one for one in close if _NOBODY.match(folded(one.report.text[one.start : one.end]).strip())]
    said = [one for one in close if one in sure]
    if bool(said) == bool(denied) or len(denied) > 1:
        return None
    if denied:
        return _answered("answer.no", denied[0]) if not _ENGLISH_DENIES.search(asked.question) else None
    return _answered("answer.yes", min(said, key=lambda one: one.end - one.start))


# Characters that a clause may say beside the question: we repurchased 95 million shares of our common stock for…
_BESIDE = 60


_ASKS_MET = re.compile(r"\b(?:meet|met|reach|hit|achieve|attain|fulfil)\w*\b.*\b(?:goal|target|objective|aim)s?\b")
_TELLS_MET = re.compile(
    r"\b(?:met|exceeded|achieved|reached|surpassed|missed|hit|attained|fulfilled|beat)\b|\b(?:fell|fall) short\b"
)


def _says(asked: QuestionNeeds, one: Excerpt) -> bool:
    text = folded(one.report.text[one.first : one.last])
    if table_header(one.report, one.first):
        return False
    if _ASKS_MET.search(asked.question) and not _TELLS_MET.search(text):
        return False  # a goal that is set was not met by that
    differs = (_ENGLISH_DENIES.search(text) is not None) != (_ENGLISH_DENIES.search(asked.question) is not None)
    hedged = any(match[0] not in asked.question for match in _ENGLISH_HEDGES.finditer(text))
    return not differs and not hedged and "\t" not in text


def of_chinese_reports(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """An English question by one clause of a Chinese report, where the tables have each of its words."""
    own = [report for report in reports if report.metadata.language == "zh"]
    asked = stated(read_needs(understanding, own))
    question = understanding.question
    if not own or asked.english or len(asked.needs) < 2 or _ENGLISH_DENIES.search(question):
        return None
    for part in asked_of(understanding, own):
        whole, close = excerpts(asked, part, understanding)
        lines = [line for one in whole if (line := _across(asked, one, question)) is not None]
        if lines and len({line.text.split(":")[0] for line in lines}) == 1:
            return Reply(lines=(lines[0],))
        if whole:
            return Reply(related=related([*whole, *close]))
    return None


def _across(asked: QuestionNeeds, one: Excerpt, question: str) -> Line | None:
    """Yes where one clause says it all and hedges nothing; against the year before, as the sentence says it."""
    if (than := _ENGLISH_THAN.search(question)) is not None:
        way = "高" if than["way"].lower() in ("higher", "larger", "more", "greater") else "低"
        return against_last_year(asked, one, way, "en")
    quote = trimmed(one.report, one.start, one.end)
    flat = folded(quote.text)
    if not in_one_clause(one) or not is_subject(asked, one) or DENIES.search(flat):
        return None
    if not _covers(asked, flat):
        return None
    intends = says_it_intends(question)
    if not intends and (HEDGES.search(flat) or one.report.section_at(one.start).part is Part.PLAN):
        return None
    return verdict(True, question, quote, quote.text, language="en")


def _covers(asked: QuestionNeeds, flat: str) -> bool:
    """Whether a clause says little else: half of it, or of a measure that only went up or down nothing but that.

    岳阳港外贸集装箱吞吐量增长 has the words of foreign trade that grew.
    """
    first = asked.needs[0].said.pattern
    if len(asked.needs) == 2 and is_course(asked.needs[1]):
        told = (
            rf"(?:全[省市区]|我[省市区])?(?:{first})+(?:总额|总值|总量|规模|额)?(?:同比|实现|保持|继续|全年)*正?"
            rf"(?:{asked.needs[1].said.pattern})"
        )
        return re.match(told, flat) is not None
    said = {at for need in asked.needs for match in need.said.finditer(flat) for at in range(*match.span())}
    return 2 * sum(has_han(flat[at]) for at in said) >= sum(map(has_han, flat))
