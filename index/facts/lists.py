"""Lists: which part of a clause is one, its items, and items that share a head or a tail."""

from collections.abc import Iterator, Sequence

from index.facts.fact import Item
from index.patterns import regex

MOST_READINGS = 60
# What counts the members of a list behind it: 甲、乙两条, 三大产业.
_COUNTERS = frozenset("个条家座大块项地处市县区所位名类种")
_COUNTED = regex(r"(?P<count>\d)大")
SHORTEST_PART = 2


def split_list(items: Sequence[Item]) -> list[list[Item]]:
    """The runs of items between list marks."""
    runs: list[list[Item]] = [[]]
    for item in items:
        if item.kind == "and":
            runs.append([])
        else:
            runs[-1].append(item)
    return [run for run in runs if run]


def without_count(items: list[Item]) -> list[Item]:
    """The items without the count of a list behind its last member, where it is right: 甲、乙两条高速 is 甲、乙高速."""
    members = 1
    for place, item in enumerate(items):
        if item.kind == "and":
            members += 1
            continue
        counted = item.figure is not None and item.figure.unit in _COUNTERS and item.figure.low == item.figure.high
        count = item.figure.low if counted and item.figure is not None else _count(item.value)
        behind = items[place + 1] if place + 1 < len(items) else None
        names_behind = behind is not None and (behind.kind == "text" or behind.value == "⟨翻番⟩")
        if members > 1 and count == members and names_behind and items[place - 1].kind == "text":
            return items[:place] + items[place + 1 :]
        if item.kind != "text":
            members = 1
    return items


def _count(name: str) -> int | None:
    match = _COUNTED.fullmatch(name)
    return int(match["count"]) if match else None


def text_of(items: Sequence[Item]) -> str:
    """Items as they stand in a key."""
    return "".join(item.value for item in items)


def sharing(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The names completed by what the last one's tail or the first one's head may lend them; as they stand first.

    第一、第三产业增加值 is 第一产业增加值 and 第三产业增加值; any cut is tried, since a wrong one names nothing.
    """
    yield tuple(names)
    first, last = names[0], names[-1]
    tails = [last[cut:] for cut in range(1, len(last) - SHORTEST_PART + 1)] if len(last) > SHORTEST_PART else []
    heads = [first[:cut] for cut in range(SHORTEST_PART, len(first))]
    count = 1
    for tail in tails:
        if count < MOST_READINGS:
            yield (*(name if name.endswith(tail) else name + tail for name in names[:-1]), last)
            count += 1
    for head in heads:
        if count < MOST_READINGS:
            yield (first, *(name if name.startswith(head) else head + name for name in names[1:]))
            count += 1
    for head in heads:
        for tail in tails:
            if count < MOST_READINGS:
                middle = tuple(head + name + tail for name in names[1:-1])
                yield (first + tail, *middle, head + last)
                count += 1
