"""Lists: which part of a clause is one, its items, and items that share a head or a tail."""

from collections.abc import Iterator, Sequence

from index.facts.items import Item

MOST_READINGS = 60
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
