"""Yes or no by the words of one clause: it says all of the question and nothing else, or denies just the deed."""

import re

from assistant.answering.clause_subjects import LISTED, in_one_clause, is_subject, predicate, short_named, trimmed
from assistant.answering.excerpts import Excerpt
from assistant.answering.need import QuestionNeeds, folded
from assistant.answering.reply import Line
from assistant.answering.statements import DENIES, HEDGES, THAN_THE_NATION, says_it_intends, verdict, without_asking
from assistant.answering.whether_compared import THAN_LAST_YEAR, against_last_year, against_the_nation
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.report import Part

_ANY = regex("有没有(?=没|未|不)|有(?=没(?!有)|未)")
_IS_THERE = regex("有没有|有无|没有[？?]?$")
_DENIED_BEFORE = regex("(?:没有|没能|没|未能|未|并未|尚未|从未|无|零|不)(?:再)?$")
_NAMES_A_PART = regex("[\u4e00-\u9fff]{2,8}(?<![的了过新以上])")
_ALL = regex("全都|全部|都(?!市)|所有|(?<![安健完成周保])全(?!国|省|市|区|球|县|年)")
_IS_ALL = regex("全部|全面|全覆盖|均|都(?!市)|(?<![安健完成周保])全(?!国|省|市|区|球|县|年)|所有|一律|无一")
_FALLS = regex("负增长|下降|下滑|下跌|回落|减少|降低|跌")
_RISES = regex("增长|上涨|上升|增加|提高|涨")


# In which way or order a thing was done, asked about; what tells only that it was done answers none of it.
_MANNERS = tuple(
    regex(one)
    for one in (
        "[按如准]期|按时|准时|按计划|按进度",
        "提前|提早",
        "推迟|延期|延后|滞后|拖延",
        "首次|首个|首座|首条|首家|第一次|头一回|第一个",
        "唯一|独此",
        "再次|又一次|第二次",
    )
)


def lacks_a_manner(question: str, shown: str) -> bool:
    """Whether a question asks of a way or order (按期, 提前, 首次) that what is shown doesn't tell."""
    return any(manner.search(question) and not manner.search(shown) for manner in _MANNERS)


def by_words(asked: QuestionNeeds, one: Excerpt, understanding: Understanding) -> Line | None:
    """Yes where one clause has all the words and nothing that changes them; no where it denies just the deed."""
    if (ahead := _still_to_come(asked, one, understanding)) is not None:
        return ahead
    if not in_one_clause(one):
        asked, one = short_named(asked, one)
    quote = trimmed(one.report, one.start, one.end)
    flat = folded(quote.text)
    question = _ANY.sub("", asked.question)
    if (than := THAN_LAST_YEAR.search(without_asking(question))) is not None:
        return against_last_year(asked, one, than["way"])
    if (nation := THAN_THE_NATION.search(question)) is not None:
        return against_the_nation(asked, one, nation["way"])
    if len(asked.needs) < 2 or not in_one_clause(one) or not is_subject(asked, one):
        return None
    section = one.report.section_at(one.start)
    intends = says_it_intends(question)
    if section.part is Part.PLAN and understanding.plan is not True and not intends:
        return None
    body = without_asking(re.sub("是不是|是否|有没有|有无", "", question))
    if not intends and any(match[0] not in question for match in HEDGES.finditer(flat)):
        return None
    if _ALL.search(body) and not _IS_ALL.search(flat):
        return None
    if ways_told(body) and ways_told(flat) and not ways_told(body) & ways_told(flat):
        return None  # 负增长 of what grew: the clause has the letters and says the opposite
    denied = _denied(asked, flat)
    words = re.compile("|".join(need.said.pattern for need in asked.needs))
    asks_denied, says_denied = (set(DENIES.findall(words.sub("", each))) for each in (body, flat))
    told_so = re.search("报告[^，]{0,4}(?:承认|提到|说|写|讲)", asked.question) is not None or intends
    said = quote.text if LISTED.search(flat) else predicate(asked, quote.text)
    if asks_denied and not says_denied:
        # 有没有没办完的: none, where all of them are told to be done.
        return verdict(False, "没", quote, said) if _IS_ALL.search(flat) else None
    none = _IS_THERE.search(question) is not None and says_denied <= {"没有", "无"} and bool(says_denied)
    if denied and intends:
        return None  # that it is not done again doesn't say that nothing like it was said
    if (denied or none) and not asks_denied:
        if _denies_a_part(asked, flat):
            return None
        return verdict(False, asked.question, quote, said)
    if asks_denied != says_denied:
        return None
    return verdict(True, asked.question, quote, quote.text if told_so else said, told_so)


# 计划2027年建成通车, in a report of 2025, says that it isn't yet.
_DONE = "(?:建成|竣工|完工|通车|投产|投用|投运|启用|开通|完成|落成)"
_ASKS_DONE = regex(f"{_DONE}[^，,。？?]{{0,6}}(?:了(?:吗|么|没|没有|吧)|没有?)[？?。]*$")
_TO_BE_DONE = regex(
    f"(?:计划|预计|力争|拟|将|争取|确保)[^，。；]{{0,4}}?(?P<year>(?:19|20)\\d\\d)年[^，。；]{{0,6}}?{_DONE}"
)


def _still_to_come(asked: QuestionNeeds, one: Excerpt, understanding: Understanding) -> Line | None:
    """No to whether a thing is done, by the plan that says in which year, not before its report's own, it is to be."""
    year = one.report.metadata.year
    if year is None or understanding.plan or not _ASKS_DONE.search(asked.question):
        return None
    if one.report.section_at(one.start).part is not Part.PLAN:
        return None
    planned = _TO_BE_DONE.search(folded(one.text_around))
    if planned is None or int(planned["year"]) < year:
        return None
    return verdict(False, "没", one.sentence, one.sentence.text)


def _denies_a_part(asked: QuestionNeeds, flat: str) -> bool:
    """Whether a clause denies only of a part what is asked of all: no road accidents are not no accidents."""
    found = sorted(match.span() for need in asked.needs for match in need.said.finditer(flat))
    if len(found) < 2:
        return False
    between = flat[found[-2][1] : found[-1][0]]
    return _NAMES_A_PART.fullmatch(between) is not None and between not in asked.question


def ways_told(text: str) -> set[str]:
    """Which ways a text says that something went."""
    down = {"down"} if _FALLS.search(text) else set()
    return down | ({"up"} if _RISES.search(_FALLS.sub("", text)) else set())


def _denied(asked: QuestionNeeds, flat: str) -> bool:
    """Whether a denial stands directly before a word that is asked about."""
    return any(
        (denial := _DENIED_BEFORE.search(flat[: match.start()])) is not None
        and denial[0] + need.text not in asked.question
        for need in asked.needs
        for match in need.said.finditer(flat)
    )
