"""A place without a report of its own: its province's or the nation's is asked, in clauses that tell of it alone."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.reply import Line, Reply
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.scope import Scope
from index.text.folding import simplified
from index.text.places import find_places
from index.text.regions import NATION

# 居全国第5位: among whom it is ranked is no other place.
_AMONG_ALL = regex("(?<=[居列占排])全国|全国(?=第|首|前|最)")


def of_its_province(understanding: Understanding) -> Understanding | None:
    """The question as asked of the province in which its one city lies; None where it names no such city."""
    cities = understanding.scope.regions
    places = find_places(understanding.question)
    provinces = tuple({place.province for place in places if place.name in cities and place.province})
    if len(cities) != 1 or len(provinces) != 1 or provinces[0] in (*cities, NATION):
        return None
    return replace(understanding, scope=replace(understanding.scope, regions=provinces))


def of_wider_reports(understanding: Understanding, holds: Callable[[Scope], int]) -> Understanding | None:
    """The question as asked of the reports in which its one place is told of, since it has none of its own.

    Those are its province's for a city, else the nation's of the years that are asked for: 1954年…太原热电站. None
    where the library has neither (`holds` counts a scope's reports), or no place or several are named.
    """
    in_province, scope = of_its_province(understanding), understanding.scope
    if in_province is not None and holds(in_province.scope):
        return in_province
    if len(scope.regions) != 1 or NATION in scope.regions or not scope.years:
        return None
    of_nation = replace(scope, regions=(NATION,))
    return replace(understanding, scope=of_nation) if holds(of_nation) else None


def all_name(reply: Reply, place: str) -> bool:
    """Whether the clause of each line's first quote names a place."""
    quotes = [line.quotes[0] for line in reply.lines]
    clauses = [re.split("[。；;，,\n]", quote.report.text[: quote.start])[-1] + quote.text for quote in quotes]
    return all(place in simplified(clause) for clause in clauses)


def tells_of_one_place(lines: Sequence[Line], place: str) -> bool:
    """Whether each line tells of this city: it names it, or no other is named between it and the line."""
    short = place.removesuffix("市")
    for line in lines:
        sentence, shown = (_AMONG_ALL.sub("", simplified(text)) for text in (line.quotes[0].text, line.text))
        named = [found.name.removesuffix("市") for found in find_places(shown)]
        if not named:
            before = sentence[: max(sentence.find(shown), 0)]
            named = [found.name.removesuffix("市") for found in find_places(before)][-1:]
        if named != [short]:
            return False
    return True
