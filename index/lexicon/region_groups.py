"""Groups of provinces as people name them: 长三角, 四个直辖市, 各省."""

import re
from functools import cache
from typing import NamedTuple

from index.lexicon.loading import read_table


class _Group(NamedTuple):
    group: str
    regions: str
    names: str


class NamedGroup(NamedTuple):
    """A group that a text names at `[start, end)`; `regions` empty: every province, or where there are `ends` every
    place whose name ends so."""

    start: int
    end: int
    regions: tuple[str, ...]
    ends: tuple[str, ...] = ()


@cache
def _names() -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = [
        (name.replace("_", " ").lower(), tuple(row.regions.split()))
        for row in read_table("region_groups", _Group)
        for name in row.names.split()
    ]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def group_names(each: bool = False) -> tuple[str, ...]:
    """What people call the groups; with `each` only the names for every province (各省, 哪些省份)."""
    return tuple(name for name, regions in _names() if not (each and regions))


def named_group(text: str) -> NamedGroup | None:
    """The first group that a text names, by its longest name."""
    folded = text.lower()
    hits = []
    for name, regions in _names():
        bounds = (r"(?<![a-z])", r"(?![a-z])") if name.isascii() else ("", "")
        match = re.search(f"{bounds[0]}{re.escape(name)}{bounds[1]}", folded)
        if match is not None:
            ends = tuple(region[1:] for region in regions if region.startswith("-"))
            hits.append(NamedGroup(match.start(), match.end(), () if ends else regions, ends))
    return min(hits, key=lambda hit: (hit.start, -(hit.end - hit.start)), default=None)
