"""Yes or no by a figure of the ledger: whether it rose, passes a bound, or is above another one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.comparing import measure_asked
from assistant.answering.figures import quote_of
from assistant.answering.ledgers import Found, ReportLedger, by_owner, newest
from assistant.answering.matching import agreed, fitting
from assistant.answering.over_reports import read_bounds
from assistant.answering.reply import Line, Reply
from assistant.answering.statements import written
from assistant.answering.wording import figure_in, quoted, said_in_chinese, with_original
from assistant.answering.wording import written as as_written
from assistant.messages import Language, message
from assistant.query.asked import AskedFigure
from assistant.query.understanding import Understanding
from index.ledger.entry import Kind
from index.patterns import regex
from index.text.units import comparable

_WHETHER = regex(
    r"是不是|是否|有没有|[吗么][？?]?$|没有?[？?]?$|^(?:did|does|do|is|are|was|were|has|have)\b", re.IGNORECASE
)
_ASKING = regex(
    r"是不是|是否|有没有|请问|对不对|(?:[，,]?(?:对吗|是吗|对不对))?[？?]?$|(?:了|过)?(?:吗|么|没有|没)(?=[？?]?$)"
)
_DOWN = "负增长|下降|下滑|下跌|回落|减少|降低|跌"
_UP = "正增长|增长|上涨|上升|增加|提高|涨"
_WAY = regex(rf"(?:是|为|实现|出现|保持)?了?(?:(?P<down>{_DOWN})|(?P<up>{_UP}))了?$")
_ENGLISH_WAY = regex(
    r"\b(?:(?P<down>fall|fell|fallen|decline[sd]?|drop(?:ped)?|decrease[sd]?|shrink|shrank)"
    r"|(?P<up>grow|grew|grown|rise|rose|risen|increase[sd]?|expand(?:ed)?))\b",
    re.IGNORECASE,
)
_OWN = regex(r"^(?:其中[，,]?)?(?:[全我本][省市县区]的?)?")
_GOES = regex(rf"(?:同比|实际|名义)*(?:{_DOWN}|{_UP})")
# The target of a year against what was done the year before.
_AIM_ABOVE = regex(
    r"(?P<measure>.+?)(?:的)?(?:预期)?目标(?:是|定得)?(?:要)?比?(?P<way>高于|低于|多于|少于|超过)"
    r"(?:去年|上年|上一年|前一年)的?(?:全年)?(?:实际|完成)?(?:产量|完成数|完成值|水平|值|数)?$"
)


@dataclass(frozen=True, slots=True)
class _Decision:
    yes: bool
    shown: tuple[Found, ...]
    said: str
    original: str


def yes_no_of_figures(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """Yes or no with the figure that decides; None where it isn't asked of a figure, or none is sure."""
    if not _WHETHER.search(understanding.question) or len(by_owner(told)) != 1:
        return None
    question = written(understanding.question) if understanding.language == "zh" else understanding.question
    bare = _ASKING.sub("", question).strip(" ?？。")
    decision = _of_aim(bare, understanding, told) or _of_way(bare, understanding, told)
    if decision is None:
        return None
    return Reply(lines=(_line(decision, question, understanding.language),))


def _line(decision: _Decision, question: str, language: Language) -> Line:
    """The verdict in the question's words: 没有 where it asks whether it has, 否 where it asks whether it is."""
    denies = "answer.none" if re.search("了吗|没有?[？?]?$|有没有", question) else "answer.no"
    denies = "answer.no" if re.search("是不是|是否|是[^，,。？?]{1,6}[吗么]", question) else denies
    text = message(language, "answer.yes" if decision.yes else denies, said=decision.said)
    quotes = tuple(dict.fromkeys(quote_of(one) for one in decision.shown))
    return Line(with_original(text, decision.original, decision.shown[0], language), quotes, quoted(*decision.shown))


def _one(asked: AskedFigure, told: Sequence[ReportLedger], years: Sequence[int]) -> Found | None:
    """The figure that all say, whose clause opens with its measure: 出口额 of 农产品网络零售额、出口额 is another's."""
    found = agreed(fitting(asked, told, years))
    if found is None:
        return None
    text = found.report.text
    clauses = re.split(r"[，,；;。：:\n]", text[max(0, found.entry.start - 60) : found.entry.figure[1]])
    names = tuple(filter(None, (found.entry.measure, found.entry.canonical)))
    # 地区生产总值5万亿元，增长5%
    own = clauses[-2:] if _GOES.match(clauses[-1]) else clauses[-1:]
    return found if any(_OWN.sub("", clause).startswith(names) for clause in own) else None


# Whether it rose or fell.


def _of_way(bare: str, understanding: Understanding, told: Sequence[ReportLedger]) -> _Decision | None:
    """By the growth of the measure, which must be all that the question names."""
    english = understanding.language == "en"
    match = (_ENGLISH_WAY if english else _WAY).search(bare)
    _, bounds = read_bounds(bare)
    if match is None or bounds:
        return None
    rest = bare if english else bare[: match.start()]
    asked = measure_asked(replace(understanding, question=rest), told)
    if asked is None or asked.planned or asked.ranked:
        return None
    found = _one(replace(asked, grows=True, unit="", falls=False), told, understanding.years)
    if found is None or found.entry.kind is not Kind.CHANGE or not found.entry.low:
        return None
    said = figure_in(found, understanding.language, way=True)
    if english and found.entry.low > 0 and said_in_chinese(found):
        said = f"up {said}"
    return _Decision((found.entry.low > 0) == bool(match["up"]), (found,), said, as_written(found, way=True))


# Whether what is aimed at is above what was done.


def _of_aim(bare: str, understanding: Understanding, told: Sequence[ReportLedger]) -> _Decision | None:
    match = _AIM_ABOVE.fullmatch(bare)
    latest = newest(told)
    if match is None or latest is None:
        return None
    asked = measure_asked(replace(understanding, question=match["measure"]), told)
    if asked is None:
        return None
    year = asked.period.first if asked.period is not None else latest
    plain = replace(asked, unit="", period=None)
    aim = agreed(fitting(replace(plain, planned=True), told, (year,)))
    done = agreed(fitting(replace(plain, planned=None), told, (year - 1,)))
    if aim is None or done is None or not comparable(aim.entry.unit, done.entry.unit):
        return None
    if aim.entry.low == done.entry.low or {aim.entry.hedge, done.entry.hedge} - {"", "over"}:
        return None
    above = aim.entry.low > done.entry.low
    if aim.entry.hedge == "over" and not above:
        return None  # 120 or more may be above 125
    language = understanding.language
    said = message(
        language,
        "answer.aim_above" if above else "answer.aim_below",
        aim=figure_in(aim, language),
        done=figure_in(done, language),
    )
    return _Decision(above == (match["way"] in ("高于", "多于", "超过")), (aim, done), said, "")
