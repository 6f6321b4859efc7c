"""What of a sentence that a trained reader finds is shown: the clauses with a figure, date or name, else it whole."""

import re
from collections.abc import Sequence, Set

from assistant.answering.excerpts import Excerpt, clauses_of
from assistant.answering.naming import trimmed
from assistant.answering.need import folded
from assistant.answering.reply import Line, Quote
from assistant.answering.sentence_read import ReadSentence
from assistant.messages import message
from assistant.query.question_kinds import QuestionKind
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.report import Part
from index.text.quantities import find_quantities
from index.text.units import UNITS, base_of
from index.text.years import find_years, relative_years

# Of these what is shown is the clause with the answer, of the others the whole sentence.
OF_ONE_CLAUSE = frozenset({QuestionKind.FIGURE, QuestionKind.DATE, QuestionKind.NAME})
LONGEST = 400  # characters of a sentence that is read
_SHORT = 10
NUMBER = regex(r"\d+(?:\.\d+)?")
PART = regex("占|几成|比重|比例|份额")
_UNIT_NAMES = "|".join(sorted((re.escape(name) for name in UNITS if not name.isascii()), key=len, reverse=True))
_UNIT = regex(rf"(?:多少|几)(?P<unit>[十百千万亿]*(?:{_UNIT_NAMES}))")
_NUMBER_OF = regex("(?P<unit>[人户件台套辆])数(?!据|字|量|码|学|控)")
_COUNTED = regex(
    r"(?:\d|[一二两三四五六七八九十百])个?(?P<unit>工作日|次|回|价|个|项|条|种|天|日|届|期|批|家|座|名|位|倍|成)"
)
_ASKED_COUNT = regex("(?:几|多少)(?P<unit>次|回|价|天|届|期|批|成)")
_ALSO = {"回": ("次",), "次": ("回",), "天": ("日", "工作日")}
_QUOTED = regex('[“「"][^”」"]{1,12}[”」"]')
_SHARE = regex(
    "百分之[几多]|百分比|[几多]少?个?百分点|增速|增幅|涨幅|降幅|增长率|占比|比重|比例|[^效功]率|几成"
    r"|\b(?:percent|percentage|proportion|share|rate|how fast)\b",
    re.IGNORECASE,
)
_RATES = frozenset({"%", "百分点", "倍", "‰"})
# Units that one sentence doesn't use for another's: 亿元 is not asked for by 多少吨, while 名 may be 人.
_MEASURED = frozenset({"元", "千克", "米", "平方米", "立方米", "瓦", "千瓦时", "天", "%", "百分点", "标准箱"})


def line_of(best: ReadSentence, kind: QuestionKind, understanding: Understanding) -> Line | None:
    """What is shown: of a figure, date or name the clauses that hold it, else the sentence; None where it isn't one."""
    one, (start, end) = best.one, best.span
    sentence = one.sentence
    if kind is QuestionKind.DEFINITION:
        sentence = _entry_around(one)
    if kind not in OF_ONE_CLAUSE:
        return Line(sentence.text, (sentence,))
    if end <= start:
        return None
    clauses = list(clauses_of(one.report, one.first, one.last))
    held = [at for at, clause in enumerate(clauses) if clause[0] < end and clause[1] > start]
    if not held:
        return None
    first, last = _with_the_numbers(held[0], held[-1], clauses, one, understanding.question)
    if kind is QuestionKind.DATE:
        first = _with_a_time(first, last, clauses, one)
    while first > 0 and clauses[last][1] - clauses[first][0] < _SHORT:
        first -= 1
    quote = trimmed(one.report, clauses[first][0], clauses[last][1])
    text = quote.text.rstrip(" ，,；;：:。、\n")
    if kind is QuestionKind.FIGURE and not _has_figure(best, understanding.question, quote.text):
        return None
    if kind is QuestionKind.DATE and (year := _year_meant(text, best, understanding)) is not None:
        shown = message(understanding.language, "label.value", name=f"{year}年", value=text)
        return Line(shown, (sentence,), (text,))
    if kind is QuestionKind.FIGURE and (planned := _year_planned(one, understanding)) is not None:
        shown = message(understanding.language, "label.planned", year=planned, value=text)
        return Line(shown, (sentence,), (text,))
    return Line(text, (sentence,), (text,))


def _year_planned(one: Excerpt, understanding: Understanding) -> int | None:
    """The year of a plan whose sentence answers a question that doesn't ask for one: 2024年新增多少个学位."""
    year = one.report.metadata.year
    if understanding.plan is not None or year not in understanding.years:
        return None
    return year if one.report.section_at(one.first).part is Part.PLAN else None


_ASKS_YEAR = regex("哪一?年|哪个年|什么时候|何时")
_WRITTEN = regex(r"(?:19|20)\d\d|[一二][〇零○九][〇零○一二三四五六七八九]{2}")


def _year_meant(text: str, best: ReadSentence, understanding: Understanding) -> int | None:
    """The year that a clause calls 今年 or 去年, where a Chinese question asks when; None where it writes one out."""
    year = best.one.report.metadata.year
    if year is None or understanding.language != "zh" or _ASKS_YEAR.search(understanding.question) is None:
        return None
    meant = relative_years(text, year)
    return meant[0] if len(meant) == 1 and not _WRITTEN.search(folded(text)) else None


def _with_the_numbers(
    first: int, last: int, clauses: Sequence[tuple[int, int]], one: Excerpt, question: str
) -> tuple[int, int]:
    """The clauses with those up to each number of the question that the sentence has: 今年是…，是成立60周年."""
    text = one.report.text
    for number in set(NUMBER.findall(folded(question))) - {str(year) for year in find_years(question)}:
        exactly = re.compile(rf"(?<![\d.]){re.escape(number)}(?![\d.])")
        having = [at for at, clause in enumerate(clauses) if exactly.search(folded(text[slice(*clause)]))]
        if having and not any(first <= at <= last for at in having):
            nearest = min(having, key=lambda at: min(abs(at - first), abs(at - last)))
            first, last = min(first, nearest), max(last, nearest)
    return first, last


_TIME = regex(r"[今去明前当]年|[\d〇零一二三四五六七八九十]+[年月日]|\b(?:19|20)\d\d\b")


def _with_a_time(first: int, last: int, clauses: Sequence[tuple[int, int]], one: Excerpt) -> int:
    """The first clause to show of a date, back to the one that tells a time: 今年是…，是自治区成立60周年."""
    text = one.report.text
    return next((at for at in range(first, -1, -1) if _TIME.search(text[clauses[at][0] : clauses[last][1]])), first)


def _entry_around(one: Excerpt) -> Quote:
    """The glossary's whole line: of 一单制、一箱制：…；… the second term is explained behind the semicolon."""
    text = one.report.text
    start, end = text.rfind("\n", 0, one.first) + 1, text.find("\n", one.last)
    end = len(text) if end < 0 else end
    return trimmed(one.report, start, end) if start == one.first and end - start <= LONGEST else one.sentence


def _has_figure(best: ReadSentence, question: str, shown: str) -> bool:
    """Whether the span is a figure of the unit that is asked for, where the question says which: a level is no rate."""
    text = best.one.text_around
    told = [each for each in find_quantities(text) if each.start < best.read.end and each.end > best.read.start]
    if not told and not re.search(r"\d", _QUOTED.sub("", text[best.read.start : best.read.end])):
        return False  # 一体化 counts nothing, nor does “6·16”特大暴雨
    units = {base_of(each.unit)[0] for each in told}
    if PART.search(question) and PART.search(shown):  # 总产568.6万吨、占全国92.2%
        units |= {base_of(each.unit)[0] for each in find_quantities(shown)}
    return _is_of_the_unit(question, units)


def _is_of_the_unit(question: str, units: Set[str]) -> bool:
    """Whether figures of these units are what a question asks for, by the unit that it names."""
    if _SHARE.search(question):
        return bool(units & _RATES)
    asked = _UNIT.search(question)
    if asked is None and (counted := _NUMBER_OF.search(question)) is not None:
        return base_of(counted["unit"])[0] in units
    base = "" if asked is None else base_of(asked["unit"].lstrip("十百千万亿"))[0]
    if base and base not in _RATES and units and units <= _RATES:
        return False  # 多少人 is no 5.5%
    return base in units if base in _MEASURED else True


def tells_the_unit(question: str, sentence: str) -> bool:
    """Whether a folded sentence tells a number, of the unit that a question names: 几价, 几次 in words as well."""
    asked = _ASKED_COUNT.search(question)
    if asked is not None and any(
        match["unit"] in (asked["unit"], *_ALSO.get(asked["unit"], ())) for match in _COUNTED.finditer(sentence)
    ):
        return True
    units = {base_of(each.unit)[0] for each in find_quantities(sentence)}
    counted = re.search(r"\d", _QUOTED.sub("", sentence)) or _COUNTED.search(sentence)
    return (bool(units) or counted is not None) and _is_of_the_unit(question, units)
