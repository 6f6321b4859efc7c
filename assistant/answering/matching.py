"""Which entries of a ledger are what a question asks for: the measure by its words, then unit, kind, stage and period.

A subject fits where it is the asked one, or where the two lie over one another and nothing is left of either but words
that name no thing. A flow is never given for a stock, nor a growth for a level.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeGuard

from assistant.answering.ledgers import Found, ReportLedger
from assistant.answering.leftovers import adds_nothing, around_asked, left_unsaid, of_port
from assistant.query.asked import AskedFigure, asked_figures, short_names
from assistant.verification.wording import SHORTEST, is_weak, overlay
from index.facts.fact import Period
from index.facts.vocabulary import bare_heads
from index.ledger.entry import Entry, Kind, Span
from index.ledger.when import span_of
from index.patterns import regex
from index.text.script import has_han
from index.text.units import COUNTS, comparable

_SIGN = regex("⟨[^⟩]*⟩")
# Heads that are counted themselves.
_COUNTED = ("企业", "公司")
_LIGHT_SIGNS = frozenset({"⟨完成⟩", "⟨实现⟩", "⟨实施⟩", "⟨等⟩", "⟨基⟩", "⟨突破⟩", "⟨发生⟩", "⟨发行⟩"})
RATES = frozenset({"%", "百分点", "倍"})
_SPANNING = frozenset({"年均", "从", "环比"})
_TIMES = frozenset({Kind.DURATION, Kind.DATE})
# 优良天数 is a time by its own name.
_NAMES_A_TIME = regex("(?:天数|日数|时间|时长|小时数|年限|年数|月数|工期|期限|工时|寿命|周期|年龄)$")
_GROWTHS = frozenset({Kind.CHANGE, Kind.POINTS, Kind.DIFFERENCE})


def fitting(asked: AskedFigure, told: Iterable[ReportLedger], years: Sequence[int] = ()) -> list[Found]:
    """The entries of `told` that are what is asked for, those in the asked words first; empty where none is.

    `years` are the years meant where the question's own words name none.
    """
    found: list[tuple[int, int, Found]] = []
    for place, one in enumerate(told):
        for entry in one.entries:
            rank = _rank(asked, entry)
            if rank is None or _says_which(one, entry):
                continue
            if is_of(asked, entry, one, years):
                found.append((rank, -(one.year or 0) if asked.planned is None else place, Found(one, entry)))
            elif (reached := _reached_in(asked, entry, one, years)) is not None:
                found.append((rank + _BY_THE_END, place, Found(one, reached)))
    if not found:
        return []
    best = min(rank for rank, _, _ in found)
    kept = [each for rank, _, each in sorted(found, key=lambda item: item[:2]) if rank == best]
    if asked.unit and any(each.entry.unit == asked.unit for each in kept):  # 198个20.1万套: asked in 套 the second
        kept = [each for each in kept if each.entry.unit == asked.unit]
    return newest_of(kept, asked, years)


# 五年来从26.6万亿元增加到51.9万亿元: that it had risen to in the last of the years, where no year's own figure is told.
_BY_THE_END = 10
_RISEN_TO = regex("(?:[从由][^，。；]*|[增加提高上升跃扩大减少下降低增长]{2})[到至为]了?$")


def _reached_in(asked: AskedFigure, entry: Entry, told: ReportLedger, years: Sequence[int]) -> Entry | None:
    """A level that a span of years ended with, as its last year's; None where it is no such, or of another year."""
    if entry.kind not in (Kind.LEVEL, Kind.RANK) or entry.period is None or entry.period.is_year or entry.base:
        return None
    first, last = entry.period.years
    end = entry.period.last
    if first == last or len(end) != 4 or _RISEN_TO.search(told.report.text[entry.start : entry.figure[0]]) is None:
        return None
    of_its_end = replace(entry, period=Span(end, end))
    return of_its_end if is_of(asked, of_its_end, told, years) else None


# 生产总值超200亿元县（区）达26个 counts counties, and tells no one's product.
_SAID_OF = regex("(?:以上)?的?(?:县|区(?!间)|市(?!场)|乡|镇|村|街道|企业|园区|产业|集群|项目|开发区|公司|品牌|单位)")


def _says_which(one: ReportLedger, entry: Entry) -> bool:
    """Whether an amount only says which things are counted behind it."""
    bounds = entry.hedge == "over" and entry.kind in (Kind.LEVEL, Kind.FLOW, Kind.STOCK)
    return bounds and _SAID_OF.match(one.report.text, entry.figure[1]) is not None


def newest_of(found: Sequence[Found], asked: AskedFigure, years: Sequence[int]) -> list[Found]:
    """Where no year is named, those of the newest that is told."""
    if wanted_years(asked, years) or not found:
        return list(found)
    newest = max(_last(each) for each in found)
    return [each for each in found if _last(each) == newest]


def fitting_either(asked: AskedFigure, told: Sequence[ReportLedger], years: Sequence[int]) -> list[Found]:
    """As `fitting`; where no target is told as a level but as a growth, that: GDP目标 is a growth's."""
    found = fitting(asked, told, years)
    if found or asked.grows or asked.unit or asked.ranked or not asked.planned:
        return found
    return fitting(replace(asked, grows=True, unit="%"), told, years)


def _last(found: Found) -> int:
    if found.entry.period is None:  # of the year that such a report tells of
        year = found.ledger.year or 0
        return year - (found.ledger.report.metadata.is_work_report and not found.entry.planned)
    return found.entry.period.years[1]


def _rank(asked: AskedFigure, entry: Entry) -> int | None:
    """0 for the same words, 1 for others that say the same; None where it is something else."""
    if entry.place or not entry.subject or not kind_fits(asked, entry):
        return None
    if entry.base != asked.base and (entry.base in _SPANNING or asked.base in _SPANNING):
        return None
    if entry.kind is Kind.STOCK and acts_of(entry.subject) and not asked.total and not _is_span(asked.period):
        return None  # 累计建成1500个 is not what was built in the year
    subject = subject_of(entry)
    if entry.subject in _OF_A_THING and entry.how != "cell":
        return None  # 总投资 is of a thing that its sentence names before it
    if asked.subject == subject or subject == short_names().get(re.sub("[⟨⟩]", "", asked.subject)):
        return 0
    mine, theirs = (of_port(without_signs(each), entry.unit) for each in (asked.subject, subject))
    if acts_of(asked.subject) != acts_of(subject):
        # 新建粮库总投资 is the 粮库's: the deed belongs to the thing, not to its sum.
        of_thing = mine == theirs and acts_of(asked.subject) < acts_of(subject) and _is_of_thing(mine)
        return 1 if of_thing else None
    if theirs.endswith(_COUNTED) and not mine.endswith(_COUNTED):
        return None  # 外贸企业增长8.6% is not what 外贸 grew by
    if theirs in _meant(asked):
        return 0
    if mine == theirs:
        return 0
    around, unsaid = around_asked(entry), left_unsaid(asked, entry)
    ways = [(mine, theirs)]
    if len(asked.parts) > 1:
        ways.append(("|".join(asked.parts), f"{theirs}|"))
    for one, other in ways:
        laid = overlay(one, other)
        if laid.shared < SHORTEST or not all(adds_nothing(rest, around) for rest in laid.claimed):
            continue
        if all(is_weak(rest, unsaid) for rest in laid.found):
            return 1
    return None


# What a sum is of, its sentence names before it.
_OF_A_THING = frozenset({"总投资", "投资", "投资额", "总投资额"})


def _is_of_thing(text: str) -> bool:
    return any(text.endswith(head) and len(text) > len(head) + 1 for head in bare_heads() if len(head) > 1)


def is_worded(asked: AskedFigure, found: Found) -> bool:
    """Whether an entry is told in the asked words."""
    return asked.subject in (subject_of(found.entry), f"{found.entry.measure}")


def subject_of(entry: Entry) -> str:
    """What an entry measures, as a question for it is read: a table's labels are words, no facts."""
    return _read_label(entry.subject) if entry.how == "cell" else entry.subject


@lru_cache(4096)
def _read_label(label: str) -> str:
    read = asked_figures(f"{label}多少", (), None) if has_han(label) else ()
    return read[0].subject if len(read) == 1 and not read[0].grows else label


def _meant(asked: AskedFigure) -> frozenset[str]:
    """What a short name means: that and no other word is asked for."""
    named = {_SIGN.sub("", asked.subject), "".join(asked.parts)}
    return frozenset(short_names()[name] for name in named if name in short_names())


def without_signs(subject: str) -> str:
    """A subject's words, without its deeds."""
    return _SIGN.sub("", subject)


def acts_of(subject: str) -> frozenset[str]:
    """The deeds that a subject tells."""
    return frozenset(_SIGN.findall(subject)) - _LIGHT_SIGNS


def kind_fits(asked: AskedFigure, entry: Entry) -> bool:
    """Whether a figure is of the sort and unit asked for: no growth for a level, no place for an amount."""
    if asked.ranked != (entry.kind is Kind.RANK) or (asked.amount and entry.unit in RATES):
        return False
    if asked.grows:
        if entry.kind not in _GROWTHS:
            return False
        if entry.base and entry.base != asked.base:
            return False
    elif entry.kind in _GROWTHS and not (asked.unit in RATES and entry.kind is Kind.CHANGE):
        return False
    if not asked.unit:
        return entry.kind not in _TIMES or (
            entry.kind is Kind.DURATION and _NAMES_A_TIME.search(entry.measure) is not None
        )
    if comparable(asked.unit, entry.unit) or entry.unit.startswith(f"{asked.unit}/"):
        return True
    if not entry.unit:  # 入境游客111万: it leaves out what it counts in
        return asked.unit in (*COUNTS, "人", "人次") and entry.kind is Kind.COUNT
    return asked.unit == "个" and entry.unit in COUNTS


def is_of(asked: AskedFigure, entry: Entry, told: ReportLedger, years: Sequence[int]) -> bool:
    """Whether stage and period are those asked for."""
    if entry.denied or (asked.planned is True) != entry.planned:
        return False
    if entry.period is None:
        return _undated_is_of(asked, entry, told, years)
    if not entry.planned and _lies_ahead(entry.period.years[0], told):
        return False
    if _is_span(asked.period):
        return _spans(asked.period, entry)
    wanted = wanted_years(asked, years)
    if asked.total and not wanted:
        return entry.kind is Kind.STOCK or not entry.period.is_year
    if not wanted:
        wanted = default_years(asked, told)
    if asked.period is not None and asked.period.part:
        return entry.period == span_of(asked.period)
    return _is_of_year(entry.period) and entry.period.years[0] in wanted


def _is_of_year(period: Span) -> bool:
    """Whether it is one year, or the last day of one: 年末常住人口 is the year's."""
    return period.is_year or (period.first == period.last and period.first.endswith("-12-31"))


def _undated_is_of(asked: AskedFigure, entry: Entry, told: ReportLedger, years: Sequence[int]) -> bool:
    """A result that no part of its report dates is of the year that such a report tells of; a plan is of none.

    A table's cell without a time answers a question without one, whatever its report's sections say.
    """
    if asked.period is not None and (asked.period.part or _is_span(asked.period)):
        return False
    wanted = wanted_years(asked, years)
    if entry.how == "cell" and not wanted:
        return entry.base in ("", "同比")
    if entry.planned or entry.base or any(section.years for section in told.report.sections):
        return False
    return not wanted or set(wanted) == set(default_years(asked, told))


def _is_span(period: Period | None) -> TypeGuard[Period]:
    return period is not None and period.first != period.last and not period.part


def _spans(period: Period, entry: Entry) -> bool:
    """Whether an entry is of all these years together, the last of which may not be over: 十四五以来."""
    assert entry.period is not None
    first, last = entry.period.years
    return first == period.first and last in (period.last, period.last - 1) and first != last


def _lies_ahead(year: int, told: ReportLedger) -> bool:
    """Whether a year is no result's yet: a work report is given as its year begins."""
    return told.year is not None and told.report.metadata.is_work_report and year >= told.year


def wanted_years(asked: AskedFigure, years: Sequence[int]) -> tuple[int, ...]:
    """The years that are asked for, by the question's own words for this figure, else of the whole question."""
    if asked.period is not None:
        return tuple(range(asked.period.first, asked.period.last + 1))
    return tuple(years)


def default_years(asked: AskedFigure, told: ReportLedger) -> tuple[int, ...]:
    """The year that a report tells of where a question names none: a plan's own, a review's before."""
    year = told.year if asked.planned else told.report.metadata.year_told
    return () if year is None else (year,)


def years_apart(asked: AskedFigure, told: Iterable[ReportLedger], years: Sequence[int]) -> list[tuple[int, ...]]:
    """The years to ask several owners about, all at once: those named, else each report's, the newest first."""
    if (named := wanted_years(asked, years)) or _is_span(asked.period):
        return [named]
    return sorted({default for one in told if (default := default_years(asked, one))}, reverse=True) or [()]


def agreed(found: Sequence[Found]) -> Found | None:
    """The one figure that all say, the most exact wording of it; None where they differ.

    `assistant.ledger.figures.decided` says which of one report's rows fills a cell of a table; here the entries come
    from several reports and in several wordings, and where they do not tell one figure none is given.
    """
    if not found:
        return None
    found = [one for one in found if not _strives(one, found)] or list(found)
    values = {(one.entry.low, one.entry.high, one.entry.unit) for one in found}
    if len({unit for _, _, unit in values} - {""}) == 1 and len(values) > 1:
        found = [one for one in found if one.entry.unit]  # 率先破亿、达到1.35亿千瓦
        values = {(one.entry.low, one.entry.high, one.entry.unit) for one in found}
    if len(values) > 1 and any(one.entry.kind is Kind.STOCK for one in found):
        found = [one for one in found if one.entry.kind is Kind.STOCK]  # how many there are, and not how many opened
        values = {(one.entry.low, one.entry.high, one.entry.unit) for one in found}
    if len(values) == 1:
        return min(found, key=lambda one: (one.entry.hedge != "", one.entry.qualifiers != ()))
    exact = [one for one in found if not one.entry.hedge]
    loose = [one for one in found if one.entry.hedge]
    if exact and len({(one.entry.low, one.entry.unit) for one in exact}) == 1:
        first = exact[0]
        if all(_rounds(one.entry, first.entry) for one in loose):
            return first
    return None


def _strives(one: Found, found: Sequence[Found]) -> bool:
    """Of 7%以上、力争达到8% the second: the first decides, and is shown with it."""
    start = one.entry.figure[0]
    before = one.report.text[max(0, start - 7) : start]
    return "力争" in before and any(
        other.report is one.report and other.entry.sentence == one.entry.sentence and other.entry.figure[0] < start
        for other in found
    )


def _rounds(loose: Entry, exact: Entry) -> bool:
    """Whether a hedged figure may be the exact one, said roughly: 首次突破2万元, 达到2.1万元."""
    if loose.unit != exact.unit:
        return False
    if loose.hedge == "over":
        return loose.low <= exact.low <= loose.low * 2
    if loose.hedge == "under":
        return loose.high >= exact.low
    return abs(loose.low - exact.low) * 20 <= abs(exact.low)


def for_levels(asked: AskedFigure) -> AskedFigure:
    """The same asked of the level."""
    return replace(asked, grows=False)
