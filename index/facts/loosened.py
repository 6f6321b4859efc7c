"""What a claim's segment may also be read as: people leave out, and say in other words, what a report spells out."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from index.facts.emitting import Emitter
from index.facts.fact import Bound, Figure, How, Item
from index.facts.items import SCOPES
from index.facts.signs import OF_MEASURE
from index.patterns import regex

# What a claim says a plan is put down in.
_LISTS = frozenset({"项目", "名单", "工作", "活动", "对象", "安排", "工作安排", "任务", "清单", "的项目"})
_AFTER = frozenset({"后", "之后", "以后"})
_POINTS_BACK = regex("(?:这|此|那|还是|也是|算是|就是|是|在|为|也|还)*")
_NEARLY = regex("(?:差一点点?|差点儿?|几乎|接近|将近|近乎|快)(?:就|要)?$")
_AND_MORE = frozenset({"还多", "多", "有余", "以上", "还要多", "不止"})
_LEVELS = ("率", "比", "比重", "比例", "度")
_NATION = frozenset({"全国", "全国平均", "全国平均水平"})
_PLACES_ABOVE = regex(
    "(?:全国)?(?:(?P<one>一个|1个|一)|哪个|任何一个|任何|别的?|其他|其它)?"
    "(?>省份|省区市|省区|省市|省|地区|地方)(?P<measure>.+)$"
)


def loosened(emit: Emitter, items: list[Item], lent: list[str]) -> None:
    """Each further reading of a claim's segment; `lent` may stand in front of it. None of them may refute."""
    _looser(emit, items, lent)
    _ranked(emit, items)
    _listed(emit, items, lent)
    _each(emit, items, lent)
    _first(emit, items)
    _doubled(emit, items, lent)
    _total(emit, items, lent)
    _counted_deed(emit, items)


def _counted_deed(emit: Emitter, items: list[Item]) -> None:
    """1.9万家机构纳入直接结算 is 纳入直接结算的机构1.9万家."""
    kinds = [item.kind for item in items]
    if kinds == ["figure", "text", "sign", "text"] and items[2].value not in OF_MEASURE | {"⟨等⟩"}:
        emit.fact([items[2], items[3], items[1], items[0]], How.ITEM)


def without_after(items: list[Item]) -> list[Item]:
    """A deed's clause without 后: 甲高铁通车后 says that it was opened."""
    deed = len(items) > 1 and items[-2].kind == "sign" and items[-1].value in _AFTER
    return items[:-1] if deed else items


def _looser(emit: Emitter, items: list[Item], lent: list[str]) -> None:
    """What only a claim leaves out: that a goal in % is one of growth; that a number reached is a stock."""
    state = emit.state
    signs = [item.value for item in items if item.kind == "sign"]
    _owned(emit, items, lent, signs)
    figure = items[-1].figure
    if figure is None or len([item for item in items if item.kind == "figure"]) != 1:
        return
    if emit.period is None and not signs and items[-2:-1] and items[-2].value.endswith("投资"):
        # What a project costs, whenever: its 投资 is its 总投资.
        cost = replace(items[-2], value=items[-2].value.removesuffix("总投资").removesuffix("投资") + "总投资")
        for lead in lent or [""]:
            emit.fact([*items[:-2], cost, items[-1]], How.ITEM, None, lead)
    state.goal = state.goal or emit.attributes.goal
    over = emit.period is not None and emit.period.first < (emit.reader.context.now or emit.period.first)
    if state.goal and (not over or len(items) == 1) and figure.unit == "%" and not signs and not state.share:
        for lead in lent or [""]:
            if over and lead.endswith(_LEVELS):  # of these a level is told in %
                continue
            emit.fact([*items[:-1], "⟨↑⟩", items[-1]], How.ITEM, None, lead)
    if state.grown and not state.levelled and figure.unit == "%" and items[0].value in _NATION and not signs:
        for lead in lent or [""]:
            emit.fact([*items[:-1], "⟨↑⟩", items[-1]], How.ITEM, None, lead)
    if (len(items) == 1 and state.verb.startswith("⟨新增⟩")) or (not signs and state.stem.endswith("⟨新增⟩")):
        whole = re.sub(r"⟨[^⟩]*⟩", "", state.stem)
        emit.fact([*items[:-1], "⟨累⟩", items[-1]], How.ITEM, None, whole)


def _ranked(emit: Emitter, items: list[Item]) -> None:
    """没有哪个省份的财政收入超过广东 is the first rank, 只有一个 the second."""
    texts = [item for item in items if item.kind == "text"]
    signs = [item.value for item in items if item.kind == "sign"]
    if signs not in (["⟨非⟩", "⟨>⟩"], ["⟨>⟩"]) or items[-1].value != "⟨>⟩" or not texts:
        return
    match = _PLACES_ABOVE.match("".join(item.value for item in texts))
    if match is None or not match["measure"] or ("⟨非⟩" in signs) == bool(match["one"]):
        return
    rank = Decimal(2 if match["one"] else 1)
    figure = Figure(items[0].start, items[-1].end, str(rank), rank, rank, "第", Bound.EXACT, Decimal(1))
    place = Item("figure", "#", items[0].start, items[-1].end, figure)
    emit.fact((match["measure"], "⟨居⟩", "全国", place), How.ITEM)


def _owned(emit: Emitter, items: list[Item], lent: list[str], signs: Sequence[str]) -> None:
    """拥有23家实验室 is how many there are in all."""
    figures = [item for item in items if item.kind == "figure"]
    if not emit.attributes.has or signs or len(figures) != 1 or figures[0].figure is None:
        return
    if figures[0].figure.unit in ("%", "百分点", "倍"):
        return
    rest = [item for item in items if item.kind != "figure"]
    for lead in lent or [""]:
        emit.fact([*rest, "⟨累⟩", figures[0]], How.ITEM, None, lead)


def _listed(emit: Emitter, items: list[Item], lent: list[str]) -> None:
    """A claim's 列入2025年开工项目 says that it is to begin."""
    signs = [place for place, item in enumerate(items) if item.kind == "sign" and item.value != "⟨等⟩"]
    if len(signs) < 2 or items[signs[0]].value != "⟨获⟩" or any(item.kind == "figure" for item in items):
        return
    last = signs[-1]
    if all(item.kind == "text" and item.value in _LISTS for item in items[last + 1 :]):
        for lead in lent or [""]:
            emit.fact([*items[: signs[0]], *items[signs[0] + 1 : last + 1]], How.ITEM, None, lead)


def _each(emit: Emitter, items: list[Item], lent: list[str]) -> None:
    """A与B…，都是3.3% says it of each of them."""
    figures = [item for item in items if item.kind == "figure"]
    if not emit.attributes.each or items[0].kind == "text" or len(figures) != 1:
        return
    for lead in lent:
        names = lead.removesuffix("⟨↑⟩").split("、")
        if len(names) < 2 or any("⟨" in name for name in names):
            continue
        tail = "⟨↑⟩" if lead.endswith("⟨↑⟩") or emit.state.grown else ""
        for number, name in enumerate(names):
            emit.fact([f"{name}{tail}", *items], How.ITEM, number)


def _first(emit: Emitter, items: list[Item]) -> None:
    """甲是全国首个乙 is 甲成为全国首个乙; 甲落户，为全国首个 is that 全国首个甲落户."""
    if not all(item.kind == "text" for item in items):
        return
    place = next((place for place, item in enumerate(items) if item.value == "首个"), None)
    if place is None:
        return
    scope = place - 1 if place and items[place - 1].value in SCOPES else place
    pointed = "".join(item.value for item in items[:scope])
    first = "".join(item.value for item in items[scope : place + 1])
    if items[place + 1 :] and pointed:
        emit.fact([*items[:scope], "⟨获⟩", *items[scope:]], How.ITEM)
    last = emit.state.last
    if items[place + 1 :] or not _POINTS_BACK.fullmatch(pointed) or not last or "#" in last:
        return
    emit.fact([first, *last], How.ITEM)
    if "⟨获⟩" in last:
        at = last.index("⟨获⟩") + 1
        emit.fact([*last[:at], first, *last[at:]], How.ITEM)


def _doubled(emit: Emitter, items: list[Item], lent: list[str]) -> None:
    """翻了一番还多 is growth of more than 100 %, 差点翻番 of nearly so much."""
    place = next((place for place, item in enumerate(items) if item.value == "⟨翻番⟩"), None)
    if place is None or any(item.kind != "text" for number, item in enumerate(items) if number != place):
        return
    before = "".join(item.value for item in items[:place])
    behind = "".join(item.value for item in items[place + 1 :])
    near = _NEARLY.search(before)
    if bool(near) == (behind in _AND_MORE) or (behind and behind not in _AND_MORE):
        return
    bound = Bound.NEAR if near else Bound.OVER
    sign, whole = items[place], Decimal(100)
    figure = Figure(sign.start, sign.end, "100%", whole, whole, "%", bound, Decimal(10))
    hole = Item("figure", "#", sign.start, sign.end, figure)
    name = before[: near.start()] if near else before
    for lead in lent if not name else [""]:
        emit.fact([name, "⟨↑⟩", hole], How.ITEM, None, lead)


def _total(emit: Emitter, items: list[Item], lent: list[str]) -> None:
    """经营主体总量1127.8万户 is how many there are: 经营主体达1127.8万户. 累计 would be another thing."""
    if emit.attributes.totals and items[-1].kind == "figure" and len(items) > 1:
        rest = [item for item in items if item.value != "⟨累⟩"]
        if all(item.kind == "text" for item in rest[:-1]):
            for lead in lent or [""]:
                emit.fact(rest, How.ITEM, None, lead)
