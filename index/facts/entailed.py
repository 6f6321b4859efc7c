"""What a report's segment says besides what is written: what follows from it, and no more than that."""

from dataclasses import replace

from index.facts.emitting import Emitter
from index.facts.fact import Bound, Figure, How, Item, Period
from index.facts.lists import split_list
from index.facts.signs import DRIVES, GROWTH
from index.facts.tokens import Token, year_of

_LAST_YEAR = ("上年", "上一年", "去年", "前一年")


def entailed(emit: Emitter, items: list[Item], lent: list[str]) -> None:
    """Each reading that follows from a report's segment; `lent` may stand in front of it."""
    _continuous(emit, items, lent)
    _risen(emit, items, lent)
    _had(emit, items)
    _driven(emit, items)
    _twice_counted(emit, items, lent)
    _moved(emit, items, lent)
    _not_contrary(emit, items, lent)
    _widened(emit, items)
    _sized(emit, items, lent)


def _widened(emit: Emitter, items: list[Item]) -> None:
    """目录扩展到24个 also says that it has 24."""
    named = items[:-2]
    if (
        named
        and items[-2].value == "⟨扩展⟩"
        and items[-1].kind == "figure"
        and all(one.kind == "text" for one in named)
    ):
        emit.fact([*named, items[-1]], How.ITEM)


def _sized(emit: Emitter, items: list[Item], lent: list[str]) -> None:
    """重回万亿元规模 also says 重回万亿元."""
    if len(items) > 1 and items[-2].kind == "figure" and items[-1].value in ("规模", "水平"):
        for lead in lent or [""]:
            emit.fact(items[:-1], How.ITEM, None, lead)


def _not_contrary(emit: Emitter, items: list[Item], lent: list[str]) -> None:
    """What fell has not grown, and what grew has not fallen."""
    if emit.reader.context.claim or any(item.value == "⟨非⟩" for item in items):
        return
    for place, item in enumerate(items):
        if item.value in GROWTH and all(one.kind in ("figure", "sign") for one in items[place + 1 :]):
            before = [one.value for one in items[:place]]
            for sign in {"⟨↑⟩", "⟨↓⟩"} - {item.value}:
                for lead in lent or [""]:
                    if before or lead:
                        emit.fact((*before, "⟨非⟩", sign), How.ITEM, None, lead)
            return


def _continuous(emit: Emitter, items: list[Item], lent: list[str]) -> None:
    """连续15年居世界第一 also says 居世界第一."""
    for place, item in enumerate(items[:-1]):
        if item.value == "⟨连续⟩" and items[place + 1].kind == "figure":
            rest = items[:place] + items[place + 2 :]
            if rest:
                for lead in lent or [""]:
                    emit.fact(rest, How.ITEM, None, lead)
            return


def _had(emit: Emitter, items: list[Item]) -> None:
    """获得国家科技奖励19项 also says 国家科技奖励19项, and that they were won here whoever is told of before."""
    texts = all(item.kind == "text" for item in items[1:-1])
    if len(items) > 2 and items[0].value in ("⟨获⟩", "⟨获批⟩") and texts and items[-1].kind == "figure":
        if items[0].value == "⟨获⟩":
            emit.fact(items[1:], How.ITEM)
        emit.fact(items, How.ITEM)


def _driven(emit: Emitter, items: list[Item]) -> None:
    """带动产值达到21.7亿元 also says that the value is that high; 带动投资100亿元 says it of no investment."""
    risen = emit.attributes.has or any(item.value in GROWTH for item in items)
    if items[0].value in DRIVES and len(items) > 2 and items[1].kind == "text" and risen:
        emit.fact(items[1:], How.ITEM)


def _twice_counted(emit: Emitter, items: list[Item], lent: list[str]) -> None:
    """改造小区1343个52.54万户 also says each of the two."""
    for place in range(1, len(items) - 1):
        one, other = items[place].figure, items[place + 1].figure
        if one is None or other is None or one.unit == other.unit or "第" in (one.unit, other.unit):
            continue
        for dropped in (place, place + 1):
            for lead in lent or [""]:
                emit.fact([*items[:dropped], *items[dropped + 1 :]], How.ITEM, None, lead)
        return


def _moved(emit: Emitter, items: list[Item], lent: list[str]) -> None:
    """占比由18%增至71% also says that it is 71 %, and that it rose by 53 percentage points.

    Each figure is of its own year: 从2012年的65万吨提高到82万吨 tells 65万吨 of 2012, and 82万吨 of now.
    """
    to = next((place for place, item in enumerate(items) if item.value == "⟨到⟩"), None)
    figures = [item.figure for item in items if item.figure is not None]
    if to is None or to + 2 != len(items) or len(figures) < 2 or items[to - 1].figure is not figures[-2]:
        return
    first, last = figures[-2:]
    if first.unit != last.unit or first.unit == "第" or first.low != first.high or last.low != last.high:
        return
    before = items[: to - 1]
    unit = "百分点" if last.unit == "%" else last.unit
    gap = last.low - first.low
    step = min(first.step, last.step)
    by = Figure(first.start, last.end, f"{abs(gap).normalize():f}{unit}", abs(gap), abs(gap), unit, Bound.EXACT, step)
    inside = [year for year in emit.attributes.years if year.start > items[0].start]
    of_first = [year for year in inside if year.start < first.start]
    of_last = [year for year in inside if first.end <= year.start < last.start]
    from_last_year = bool(inside) and not of_last and all(year.value.startswith(_LAST_YEAR) for year in of_first)
    period = emit.period
    if (started := _dated(emit, of_first)) is not None:
        emit.period = started
        for lead in lent or [""]:
            emit.fact([*before, items[to - 1]], How.WRITTEN, None, lead)
    # Without any year the first figure's time may be the one that a claim means.
    how = How.WRITTEN if emit.reader.context.years or (period is not None and not inside) else How.ITEM
    if of_last:
        emit.period = _dated(emit, of_last)
        how = How.WRITTEN
    elif inside:
        emit.period = None  # 由上年的12亿元增加到15亿元: the latter is this year's
        how = how if from_last_year else How.ITEM
    a_year = not inside or from_last_year
    of_another_time = bool(inside) and not from_last_year and emit.period is None and not emit.reader.context.years
    for lead in lent or [""]:
        if not of_another_time:  # of what is told without a time any year would be true
            emit.fact([*before, items[-1]], how, None, lead)
        if a_year and gap and first.bound is last.bound is Bound.EXACT:
            sign = replace(items[to], value="⟨↑⟩" if gap > 0 else "⟨↓⟩")
            derived = How.COMPUTED if how is How.WRITTEN else How.ITEM
            emit.fact([*before, sign, replace(items[-1], figure=by)], derived, None, lead)
    emit.period = period


def _dated(emit: Emitter, years: list[Token]) -> Period | None:
    """The year that one of these names by its number."""
    for year in years:
        if year.value[:1].isdigit() and (found := year_of(year, emit.reader.context.year)) is not None:
            return Period(*found, said=True)
    return None


def _risen(emit: Emitter, items: list[Item], lent: list[str]) -> None:
    """由全国第11位升至第5位 also says 居全国第5位."""
    ranks = [place for place, item in enumerate(items) if item.value == "⟨居⟩"]
    if len(ranks) != 2 or "升至" not in emit.attributes.qualifiers:
        return
    first, last = ranks
    scope = [item for item in items[first + 1 : last] if item.kind == "text"]
    for lead in lent or [""]:
        emit.fact([*items[:first], items[last], *scope, *items[last + 1 :]], How.ITEM, None, lead)


def titled(emit: Emitter, items: list[Item]) -> None:
    """What newly became one of a kind: of 新增甲、乙2家5A级景区 both, of 5A级景区新增甲 that one; 甲获批乙 too."""
    new = next((place for place, item in enumerate(items) if item.value in ("⟨新增⟩", "⟨获批⟩")), None)
    if new is None or any(item.kind == "sign" for place, item in enumerate(items) if place != new):
        return
    before, behind = items[:new], items[new + 1 :]
    figure = next((place for place, item in enumerate(behind) if item.kind == "figure"), None)
    if items[new].value == "⟨获批⟩":
        if before and behind and figure is None:
            emit.fact([*before, "⟨获⟩", *behind], How.ITEM)
        return
    if figure is None:
        if before and behind and not any(item.kind == "figure" for item in before):
            emit.fact([*behind, "⟨获⟩", *before], How.ITEM)
        return
    names, title, count = split_list(behind[:figure]), behind[figure + 1 :], behind[figure].figure
    if not names or not title or count is None or count.low != len(names):
        return
    for number, name in enumerate(names):
        emit.fact([*name, "⟨获⟩", *title], How.ITEM, number)
