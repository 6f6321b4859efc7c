"""Headings to a section tree: levels, spans, and what time each section speaks of."""

from index.report import ParsedDocument, Section
from index.structure.headings import CAPITALS, CLAUSE, CLOSING, MINOR, TITLE, find_headings
from index.structure.numbered_headings import TOPICAL, Heading
from index.structure.numbering import NumberingStyle
from index.structure.openings import TOPIC
from index.structure.review_or_plan import with_time

# Whatever the letters' size or the order of appearance: PART I holds Item 1, 第一章 holds 第一节.
_RANKS: dict[str, int] = {
    NumberingStyle.PART: 0,
    NumberingStyle.CHAPTER: 1,
    NumberingStyle.ITEM: 1,
    NumberingStyle.SECTION: 2,
}
_A_BODY = 300


def section_tree(document: ParsedDocument, report_year: int | None = None) -> tuple[Section, ...]:
    """The sections of `document` in reading order, section 0 the root.

    A numbering style's level is set by the order in which styles first appear inside one another. `report_year`, the
    report's own year, says what "last year" means: a review speaks of the year before, a plan of the year itself.
    """
    headings = find_headings(document)
    levels = _levels(headings)
    headings, levels = _without_title(document, headings, levels)
    sections = _spans(document.text, headings, levels)
    return with_time(document.text, sections, report_year)


def _levels(headings: tuple[Heading, ...]) -> list[int]:
    """The depth of each heading, 1 the highest: a style met again closes what was opened since."""
    beside = _beside_single_title(headings)
    last = {_key(heading, beside): heading.start for heading in headings}
    stack: list[str] = []
    levels: list[int] = []
    before: Heading | None = None
    for heading in headings:
        key = _key(heading, beside)
        if heading.style == CLOSING:
            stack = [key]
        elif heading.style in _RANKS:
            rank = _RANKS[heading.style]
            stack = [*(open_key for open_key in stack if _rank(open_key) < rank), key]
        elif heading.level:
            stated = [k for k in stack if _rank(k) < len(_RANKS) or (k.startswith("level") and k < key)]
            stack = [*stated, key]
        elif key in stack:
            stack = stack[: stack.index(key) + 1]
        else:
            stack = [*_above(stack, heading, before, last), key]
        levels.append(len(stack))
        before = heading
    return levels


def _above(stack: list[str], heading: Heading, before: Heading | None, last: dict[str, int]) -> list[str]:
    """What stays open above `heading`, the first of a new sequence; `last` tells where each open one ends.

    A topic sentence heads paragraphs, never further headings; a clause alone on a line ("五年来，外交工作开创新局面")
    holds no more than 第一，第二 and 一是，二是. A style that
    starts again inside itself nests, unless what it interrupts is over and its last section has had its body.
    """
    passing = {TOPIC} if heading.style in TOPICAL else {TOPIC, CLAUSE}
    if heading.style == CAPITALS:
        passing.add(MINOR)
    while stack and stack[-1].split()[0] in passing:
        stack = stack[:-1]
    again = next((key for key in stack if heading.run and key.startswith(f"{heading.style} ")), None)
    if again and before and last[again] < heading.start and heading.start - before.end >= _A_BODY:
        return stack[: stack.index(again)]
    return stack


def _rank(key: str) -> int:
    return _RANKS.get(key, len(_RANKS))


def _key(heading: Heading, beside: str | None) -> str:
    """What makes headings siblings: the rank that their style has, the stated depth, or the sequence."""
    if heading.style in _RANKS:
        return heading.style
    if heading.level:
        # One type may set 3 and 3.1 alike, and NOTE 3 like what stands in the note: what sorts behind stands below.
        depth = (
            heading.style.removeprefix(NumberingStyle.DECIMAL)
            if heading.style.startswith(NumberingStyle.DECIMAL)
            else ""
        )
        return f"level{heading.level:02d}{'!' if heading.style == NumberingStyle.NOTE else '#' + depth}"
    if heading.style == TITLE and beside:
        return beside
    return f"{heading.style} {heading.run}"


def _beside_single_title(headings: tuple[Heading, ...]) -> str | None:
    """The sequence that a lone unnumbered heading stands beside, rather than above.

    The report of 2002 has one unnumbered heading, for the past year, and then 一、 to 八、.
    """
    titles = sum(heading.style == TITLE for heading in headings)
    outermost = next((heading for heading in headings if heading.style == NumberingStyle.HAN), None)
    return _key(outermost, None) if titles == 1 and outermost else None


def _without_title(
    document: ParsedDocument, headings: tuple[Heading, ...], levels: list[int]
) -> tuple[tuple[Heading, ...], list[int]]:
    """Without the document's own title, where the file marks it as the one heading above all others."""
    on_top = len(headings) > 1 and headings[0].level > 0 and levels.count(1) == 1 and levels[0] == 1
    if on_top and not document.text[: headings[0].start].strip():
        return headings[1:], [level - 1 for level in levels[1:]]
    return headings, levels


def _spans(text: str, headings: tuple[Heading, ...], levels: list[int]) -> list[Section]:
    sections = [Section(0, 0, None, 0, len(text), 0, 0)]
    path = [0]
    ends = _ends(len(text), headings, levels)
    for number, (heading, level, end) in enumerate(zip(headings, levels, ends, strict=True), start=1):
        while sections[path[-1]].level >= level:
            path.pop()
        sections.append(Section(number, level, path[-1], heading.start, end, heading.start, heading.end))
        path.append(number)
    return sections


def _ends(length: int, headings: tuple[Heading, ...], levels: list[int]) -> list[int]:
    ends = [length] * len(headings)
    open_places: list[int] = []
    for place, level in enumerate(levels):
        while open_places and levels[open_places[-1]] >= level:
            ends[open_places.pop()] = headings[place].start
        open_places.append(place)
    return ends
