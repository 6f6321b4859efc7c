"""A question for a figure as a fact with a hole: what is measured, of when, planned or done, in what unit.

The asking words become a figure that nobody writes, and the reader of facts reads the rest as it reads a report. What
stands before or behind a comma may be a second hole: 总量多少，增速呢.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from assistant.query.kinds import ABOUT_ONESELF
from index.facts.fact import Bound, Context, Fact, Figure, How, Period, Stage
from index.facts.reading import read
from index.facts.signs import canonical
from index.facts.tokens import tokenise, year_of
from index.facts.vocabulary import bare_heads, place_names
from index.ledger.entry import Kind
from index.ledger.measures import Measured, measured
from index.lexicon.loading import any_of, read_table, words
from index.patterns import regex
from index.scope import Scope
from index.structure.issuers import short_name
from index.text.folding import simplified
from index.text.regions import NATION
from index.text.units import UNITS, base_of

# The figure that stands for what is asked; no report writes it.
_HOLE = "77777"
_UNIT_NAMES = "|".join(sorted((re.escape(name) for name in UNITS if not name.isascii()), key=len, reverse=True))
_ASKING = regex(
    r"(?:(?<=[^不])[是为有达到了在]{0,3})?(?:(?P<share>百分之[几多]少?)"
    r"|(?:大?[概约])?(?:一共|总共|具体)?[是为有达到了在]{0,2}"
    r"(?:多少|(?<![这那近好前后])几(?!何|年来|代)|多[大高长快重](?!型|山|江))(?:个?(?=百分点))?"
    rf"(?P<unit>[十百千万亿]*(?:{_UNIT_NAMES}|P(?![A-Za-z]))?))"
)
_POLITE = regex(any_of(words("question_words", "polite")))
# In what form the answer is wanted: 帮我列个表, 做成表格, 筛一下, 从各地报告里挑出来, 排个高低.
_AS_A_TABLE = regex(
    r"[，,]?(?:再|并|都|以|用)?(?:列|做|整理|汇总|画|出|要|给|弄|拉|制|归纳)(?:出|成|个|张|一|份|为|到|在)*(?:表格?|清单)(?:里|中|形式)?"
    r"|[，,]?(?:以|用)?(?:表格|列表)(?:形式|方式)?(?:给我|对照|对比|比较|列出|呈现|展示)?(?:一下)?"
    r"|[，,]?(?:从[^，,。？?]{0,8})?(?:筛|挑|找|列|选|拎|揪)(?:选|一)?(?:出来|下)|[，,]?排(?:个|一下|出)?(?:高低|名次?|序|队|座次)"
)
_ASIDE = regex(r"[（(][^（）()]*[)）]|[“”\"'‘’「」]")
# What only says where it is to be read.
_SOURCE = regex(
    r"(?:根据|按照?|看|据|在)?(?:(?:19|20)\d\d年)?(?:国务院|中央|省政府|市政府|县政府|政府|省|市|县|公司|这份|该|年度)*"
    r"(?:工作|年度|财务|研究|审计)?(?:报告|年报)(?:里|中|里面|上|里头)?(?:写的|提到的?|显示|写到|说的?|披露的?|定的?|提出的?)?[，,的]?"
)
# 论2024年的增速，甲跟乙谁快.
_IN_REGARD = regex("^(?:[要单只]?论(?![坛文述证])|说到|说起|讲到)")
# 产量任务 is what is to be reached.
_TASK = regex("(?<=[量数额值速率幅])任务")
_YEAR_IN_SHORT = regex(r"(?<!\d)([12]\d)年(?!代|期|以上|内|间|来)")
_BARE_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d|年)")
# A year as a follow-up writes it, right before what is measured: 2023空气质量优良天数.
_YEAR_BEFORE_NAME = regex(
    r"(?<![\d.])20[0-4]\d(?=[\u4e00-\u9fff]{2})(?![年万亿元个人亩公吨米项家条座户套件名所处平张辆次天])"
)
_YEAR_IN_NUMERALS = regex("[一二][〇零○０九][〇零○０一二三四五六七八九]{2}(?=年)")
_NUMERALS = str.maketrans("〇零○０一二三四五六七八九", "0000123456789")
_QUESTION_MARKS = regex(r"[？?！!。]+$")
_TAIL = regex(r"(?:吗|呢|啊|呀|么|吧|啦|哦|咧|嘛|来着)+$")
_BOTH = regex(r"(?P<level>总量|总额|规模|总值|数量)(?:以及|和|与|及|、)(?P<growth>增速|增幅|增长率|增长)")
# 降到了多少 asks for the level that it fell to.
_REACHED = regex(
    r"(?:提[高升]|增[加长]|上升|下降|降低|减少|回落|升|降|增|涨|扩大)(?:到|至)了?(?=大?[概约]?(?:多少|几|多[高大长]))"
)
# What only joins the measure, its target and what is asked: 目标定在多少, 按多少控制, 定的目标.
_AROUND = regex(
    r"(?:定|设|制定|设定|确定|安排|控制|掌握)(?:的|了|在|得|为|成|下)*(?=目标|预期|多少|几|什么|百分之|$)|(?:按照?|做到|做|搞到|搞|干到)(?=多少|几|百分之)"
    r"|是?(?:增加|上升|提高|增长|变多)了?(?:还是|或者?)(?:减少|下降|降低|变少)了?"
    r"|(?<=多少)控制|(?:准备|打算|计划)做(?=多少|几)|什么(?=增速|增长|速度|水平|目标)"
)
# 较2020年增加多少 is asked as 比2020年.
_AGAINST = regex(r"(?:相比于?|相较于?|较之?|比起)(?=(?:19|20)\d\d年)")
# Whoever gives the report is no part of what is counted: 公司有多少员工.
_GIVER = regex("^(?:该|本|贵)?(?:公司|集团|银行)(?:目前|现在|一?共)?(?=拥?有)")
_TOTAL = "累计"
_SEVERAL_YEARS = regex(r"[二两三四五六七八九十\d]年(?:来|间|里|内|累计|共|总共|合计)|以来|至今")
_ORDER = (How.WRITTEN, How.RESPECTIVELY, How.COMPLETED, How.ROTATED, How.COMPUTED, How.ITEM, How.CELL)
_GROWTHS = frozenset({Kind.CHANGE, Kind.DIFFERENCE, Kind.POINTS})


@dataclass(frozen=True, slots=True)
class AskedFigure:
    """One figure that is asked for. `unit` is the base unit that the question names, "" where it names none.

    `grows`: a growth is asked for and no level; `falls`: in words of falling. `ranked`: a place in an order. `total`:
    all of it up to now (累计). `amount`: no rate, though no unit is named (多少万亿). `period` None: the question names
    none.
    """

    subject: str
    unit: str
    grows: bool
    ranked: bool
    share: bool
    base: str
    period: Period | None
    planned: bool | None
    falls: bool = False
    total: bool = False
    parts: tuple[str, ...] = ()  # the subject's words one by one, where they may stand in another order
    amount: bool = False


def asked_figures(question: str, names: Sequence[str], now: int | None) -> tuple[AskedFigure, ...]:
    """The figures that a Chinese question asks for; `names` are those of its places, which stand in the scope instead.

    `now` is the year of the newest report: 今年.
    """
    text = plain_question(question)
    for name in sorted({simplified(name) for name in names}, key=len, reverse=True):
        text = text.replace(name, " ")
    text = _AGAINST.sub("比", _AROUND.sub("", _REACHED.sub("", text)))
    text = _GIVER.sub("", text.lstrip(" ，,"))
    if (both := _BOTH.search(text)) is not None:
        stem = text[: both.start()]
        text = f"{stem}{both['level']}{_HOLE}元，{stem}增长{_HOLE}%"
    text, found = _ASKING.subn(_hole, text)
    if not found and both is None:
        text = f"{text}{_behind(text, _HOLE)}"
    asked = _asked(read(text, Context(year=now, claim=True, now=now, names=tuple(names))))
    several = _SEVERAL_YEARS.search(text) is not None
    # What is asked of several years that the reader of times doesn't know is no year's figure.
    return tuple(replace(one, total=_TOTAL in text) for one in asked if _is_several(one.period) or not several)


def _is_several(period: Period | None) -> bool:
    return period is not None and (period.first != period.last or bool(period.part))


def asks_amount(question: str) -> bool:
    """Whether it asks how much or how many."""
    return _ASKING.search(plain_question(question)) is not None


def plain_question(question: str) -> str:
    """A question without what is only said to whoever answers: 请问, the report's name, brackets, marks."""
    text = ABOUT_ONESELF.sub("", simplified(question).strip())
    text = _AS_A_TABLE.sub("", _ASIDE.sub("", text)).strip("，, ")
    text = _TAIL.sub("", _QUESTION_MARKS.sub("", text)).strip()
    text = _YEAR_IN_NUMERALS.sub(lambda match: match[0].translate(_NUMERALS), text)
    text = _YEAR_BEFORE_NAME.sub(r"\g<0>年", _SOURCE.sub("", _POLITE.sub("", text)))
    text = _TASK.sub("目标", _IN_REGARD.sub("", text))
    text = in_report_words(_ACTUAL.sub("", text))
    return _YEAR_IN_SHORT.sub(r"20\1年", _TAIL.sub("", text)).strip("，, ")


# 实际新增多少人 asks for what came of it; 实际增长 and 实际利用外资 are measures.
_ACTUAL = regex(
    "最终(?!消费|产品)|实际(?:上)?(?!增[长速幅收]|利用|使用|到位|到账|执行|控制|投资|外|征|缴|参保|收|工资|有效|问题|操作|行动)(?=[\u4e00-\u9fff])"
)


def in_report_words(text: str) -> str:
    """A Chinese question with its measures in the words that reports tell them in: 空气优良天数 for 空气好的日子."""
    for said, means in _spoken_measures():
        text = said.sub(means, text)
    return text


class _Spoken(NamedTuple):
    said: str
    means: str


@cache
def _spoken_measures() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row.said), row.means) for row in read_table("asked_measures", _Spoken))


def without_source(text: str) -> str:
    """A question without the report that it is to be read in."""
    return _SOURCE.sub("", text)


def years_named(question: str, now: int | None) -> tuple[int, ...]:
    """The years that a Chinese question names in its order, 24年, 2024 and 去年 among them."""
    found = [year_of(token, now) for token in tokenise(_BARE_YEAR.sub(r"\g<0>年", plain_question(question)))]
    return tuple(dict.fromkeys(span[0] for span in found if span is not None and span[0] == span[1]))


def _hole(match: re.Match[str]) -> str:
    return _behind(match.string[: match.start()], f"{_HOLE}%" if match["share"] else f"{_HOLE}{match['unit'] or ''}")


def _behind(text: str, hole: str) -> str:
    """The hole as it goes behind a text, a name in Latin letters or digits apart from it: GDP多少, PM2.5是多少."""
    return f"为{hole}" if text[-1:].isascii() and text[-1:].isalnum() else hole


def _asked(facts: Iterable[Fact]) -> Iterable[AskedFigure]:
    best: dict[int, tuple[tuple[int, int, int], Fact, Measured, str]] = {}
    for place, fact in enumerate(facts):
        for number, figure in enumerate(fact.figures):
            if not figure.text.replace(",", "").startswith(_HOLE) and _HOLE not in figure.text:
                continue
            found = measured(fact.pieces, fact.figures, number)
            if found is None:
                continue
            order = (int(found.subject in bare_heads()), _ORDER.index(fact.how), place)
            held = best.get(figure.start)
            if held is None or order < held[0]:
                unit = figure.unit if figure.text != _HOLE else ""
                best[figure.start] = (order, fact, found, unit)
    for start in sorted(best):
        _, fact, found, unit = best[start]
        grows = unit != "第" and ("⟨↑⟩" in fact.pieces or "⟨↓⟩" in fact.pieces)  # 增速排第几 asks for the place
        planned = True if fact.stage is Stage.PLANNED else None
        yield AskedFigure(
            subject=found.subject,
            unit=unit,
            grows=grows,
            ranked=unit == "第" or ("⟨居⟩" in fact.pieces and unit != "年"),  # 连续多少年第一 asks for the years
            share="⟨占⟩" in fact.pieces,
            base=found.base,
            period=fact.period if fact.period is not None and fact.period.said else None,
            planned=planned,
            falls="⟨↓⟩" in fact.pieces,
            amount=_is_amount(fact.figures, start),
        )


def _is_amount(figures: Iterable[Figure], start: int) -> bool:
    return any(one.start == start and not one.unit and one.text[-1:] in ("万", "亿") for one in figures)


# Classes whose words belong to what is measured; words of the others say something of it, or join.
_NAMING = frozenset({"bare", "weak", "scope", "output", "owned", "keep", "tail", "share_head"})
# Only what grows is fast or slow.
_FASTER = regex("(?:更|较|比较|最|谁|哪个|哪边)[快慢]|快多少|慢多少|[增涨升长](?:更|较|比较)?[快慢]")
_FALLS = regex("[降跌减]得|降幅|跌幅")
_LIGHT_ACTS = frozenset({"完成", "实现", "实施", "突破", "达到"})


def asked_measure(question: str, names: Sequence[str], now: int | None) -> AskedFigure | None:
    """What a question measures, whatever it asks of it: its words without places, times and words that say how.

    None where it names nothing.
    """
    text = plain_question(question)
    for name in sorted({simplified(name) for name in names}, key=len, reverse=True):
        text = text.replace(name, " ")
    text = _BARE_YEAR.sub(" ", _ASKING.sub(_hole, _AROUND.sub("", _REACHED.sub("", text))))
    pieces: list[str] = []
    falls = _FALLS.search(text) is not None
    text = re.sub("(?<=[降跌减涨增升])得", "", text).replace("谁", " ")
    grows = falls or _FASTER.search(text) is not None
    ranked = planned = amount = False
    periods: list[Period] = []
    unit = ""
    for token in tokenise(text):
        if token.kind == "year":
            if (found := year_of(token, now)) is not None:
                periods.append(Period(*found, said=True))
        elif token.kind in ("text", "name"):
            pieces.append(token.value)
        elif token.kind == "figure" and token.figure is not None:
            unit = unit or token.figure.unit
            amount = amount or _is_amount((token.figure,), token.figure.start)
        elif token.kind == "word":
            classes = set(token.classes or {})
            ranked = ranked or ("rank" in classes and len(token.value) > 1)
            planned = planned or bool(classes & {"plan", "goal"})
            if "name" in classes:
                pieces.append((token.classes or {})["name"])
            elif classes & {"up", "down"} and len(token.value) > 1:
                grows, falls = True, falls or ("down" in classes and "up" not in classes)
            elif "act" in classes and (token.classes or {})["act"] not in _LIGHT_ACTS:
                pieces.append(f"⟨{(token.classes or {})['act']}⟩")
            elif "share" in classes:
                pieces.append("⟨占⟩")
            elif classes <= _NAMING:
                pieces.append(token.value)
    pieces = [piece for piece in dict.fromkeys(pieces) if piece.startswith("⟨") or not only_asks(piece)]
    kept = canonical([*pieces, *(["⟨↑⟩"] if grows else []), "#"])
    figure = Figure(0, 0, "", Decimal(0), Decimal(0), unit, Bound.EXACT, Decimal(1))
    found_measure = measured(kept, (figure,), 0)
    if found_measure is None:
        return None
    period = periods[0] if len(periods) == 1 else None
    planned = planned or (period is not None and now is not None and period.first >= now)
    return AskedFigure(
        found_measure.subject,
        unit,
        grows,
        ranked,
        "⟨占⟩" in kept,
        "",
        period,
        True if planned else None,
        falls,
        _TOTAL in text,
        tuple(piece for piece in pieces if not piece.startswith("⟨")),
        amount,
    )


AROUND = tuple(sorted((word.word for word in words("question_words", "around")), key=len, reverse=True))


def only_asks(text: str) -> bool:
    """Whether a text is nothing but words that ask, compare or join."""
    for word in AROUND:
        text = text.replace(word, "")
    return not text


def names_of_places(regions: Iterable[str]) -> tuple[str, ...]:
    """All that the regions are called."""
    found = [name for region in regions for name in (*place_names().get(region, ()), region)]
    return tuple(dict.fromkeys([*found, *(_NATION_NAMES if NATION in regions else ())]))


def names_asked(scope: Scope) -> tuple[str, ...]:
    """All that the places and companies of a question's scope are called, which are no part of what is measured."""
    return (*names_of_places(scope.regions), *scope.issuers, *map(short_name, scope.issuers))


_NATION_NAMES = ("国务院", "中国", "我国", "全中国", "中央政府")


class _Name(NamedTuple):
    asked: str
    means: str


@cache
def short_names() -> dict[str, str]:
    """What people call a measure in a question, and the name that reports tell it under."""
    return {row.asked: row.means for row in read_table("asked_names", _Name)}


def unit_of(text: str) -> str:
    """The base unit of a unit as it is written."""
    return base_of(text)[0]
