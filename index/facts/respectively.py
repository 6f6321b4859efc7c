"""分别: as many things as figures, told item by item."""

from collections.abc import Sequence

from index.facts.cutting import Segment
from index.facts.emitting import Emitter, Reader, State
from index.facts.fact import How, Item, Period
from index.facts.items import Attributes
from index.facts.lists import sharing, split_list, text_of
from index.facts.signs import without_light_acts
from index.text.masks import is_blanked

_PAIRS = {"城乡居民": ("城镇居民", "农村居民"), "产销": ("产", "销"), "城乡": ("城市", "农村")}


def respectively(reader: Reader, state: State, segment: Segment, attributes: Attributes, period: Period | None) -> bool:
    """A、B分别增长3%、4%: item by item. False where items and figures don't come in the same number."""
    items = without_light_acts(segment.items)
    mark = next((place for place, item in enumerate(items) if item.value == "⟨别⟩"), None)
    if mark is None:
        mark = next(place for place, item in enumerate(items) if item.kind in ("figure",))
        while mark > 0 and items[mark - 1].kind == "sign":
            mark -= 1
        mark = next((place for place, item in enumerate(items[:mark]) if item.value == "⟨居⟩"), mark)
        tail = items[mark:]
    else:
        tail = items[mark + 1 :]
    named = items[:mark]
    lead_sign = [item for item in named if item.kind == "sign" and item.value != "⟨等⟩"]
    names = [
        text_of([one for one in run if one.kind == "text"])
        for run in split_list([i for i in named if i.kind != "sign"])
    ]
    if mark < len(items) and items[mark].value == "⟨居⟩":  # of ranks a name may hold a deed: 规划建设总规模
        names = [text_of([one for one in run if one.value != "⟨等⟩"]) for run in split_list(named)]
        lead_sign = []
    names = [name for name in names if name]
    runs = _figure_runs(tail)
    if len(names) == 1 and len(runs) == 2:
        names = _pair(names[0])
    inherited = False
    of_share = bool(named) and named[0].value == "⟨占⟩"
    if (not names or of_share) and len(runs) > 1 and (lent := state.named(len(runs))):
        names, inherited = list(lent), True
        lead_sign = named if of_share else lead_sign
    if len(names) < 2 or len(runs) != len(names):
        return False
    emit = Emitter(reader, state, segment, attributes, period)
    seen: set[tuple[int, str]] = set()
    base = reader.group
    for variant in [tuple(names)] if inherited and not of_share else sharing(names):
        for number, name in enumerate(variant):
            if (number, name) in seen or not any(item.kind == "figure" for item in runs[number]):
                continue
            seen.add((number, name))
            reader.group = base + 1 + number
            how = How.COMPLETED if inherited else How.RESPECTIVELY
            emit.fact((name, *lead_sign, *runs[number]), How.ITEM if of_share and variant != tuple(names) else how)
    reader.group = base + len(names)
    if not inherited:
        state.items = tuple(names)
        state.subject = state.stem = ""
    return True


def _pair(name: str) -> list[str]:
    """城乡居民收入 is that of towns and that of the country."""
    for both, (one, other) in _PAIRS.items():
        if both in name:
            return [name.replace(both, one), name.replace(both, other)]
    return [name]


def _is_figure(item: Item) -> bool:
    """Whether it is a figure, or one that the report blanks (分别增长X%和6.4%): it keeps its place in the order."""
    return item.kind == "figure" or (item.kind == "text" and is_blanked(item.value))


def _figure_runs(tail: Sequence[Item]) -> list[list[Item]]:
    """The parts of the tail, each with the signs before the first figure of all."""
    parts = split_list(tail)
    if not parts or not all(any(_is_figure(item) for item in part) for part in parts):
        return []
    leading: list[Item] = []
    for item in parts[0]:
        if _is_figure(item):
            break
        leading.append(item)
    runs = [parts[0]]
    ranked = any(item.value == "⟨居⟩" for item in leading)
    for part in parts[1:]:
        bare_rank = ranked and len(part) == 2 and part[0].value == "⟨居⟩"  # 居全国第2、第7位: both of the nation
        runs.append([*leading, part[1]] if bare_rank else part if part[0].kind == "sign" else [*leading, *part])
    return runs
