"""Headings to a section tree: levels, spans, and what time each section speaks of."""

import re
from dataclasses import replace

from index.report import ParsedDocument, Part, Section
from index.structure.headings import CAPITALS, CLAUSE, CLOSING, MINOR, TITLE, find_headings, is_closing
from index.structure.numbering import Style
from index.structure.openings import TOPIC
from index.structure.sequences import TOPICAL, Heading
from index.text.years import find_years, relative_years

_REVIEW = re.compile(
    r"回顾|总结|成就|成绩|成效|过去|去年|[一三四五]年来|执行情况|完成情况|进展情况|取得|伟大胜利|工作情况|决算"
)
_PLAN = re.compile(
    r"目标|任务(?!完成)|安排|今年|今后|展望|总体要求|部署|建议|重点工作|工作重点|下一步|下一阶段|未来|打算|工作思路|方针"
    r"|主要措施|预期|努力方向|预算(?!.{0,4}执行)|而(?:奋斗|努力)$"
)
# Where a first-level heading leaves it open, the section's own words count: at least 5 of one kind, 3 to 1.
_LOOKS_BACK = re.compile(r"去年|[一五三]年来|比上年|过去[一五]年|增长了|实现了|取得了|完成了|提高到|超过了")
_LOOKS_AHEAD = re.compile(
    r"今年[^以]|今后|力争|争取|确保|预期目标|将(?:继续|进一步|重点|全面)|要(?:继续|进一步|坚持|切实|大力|认真)"
)
# A section that speaks of a whole term, though its heading names no years: "本届政府工作回顾过去五年,是…".
_TERM = re.compile(r"的(?P<count>[五三])年$|(?:过去|近|这)(?:的)?[五三]年|[五三]年来")
_TERM_NAMED = re.compile(r"本届|任期")
_OPENING = 40
# Whatever the letters' size or the order of appearance: PART I holds Item 1, 第一章 holds 第一节.
_RANKS: dict[str, int] = {Style.PART: 0, Style.CHAPTER: 1, Style.ITEM: 1, Style.SECTION: 2}
_PLAINLY, _CLEARLY = 5, 3
_A_BODY = 300
_WORK_REPORT = re.compile("政府工作|各位代表|代表国务院|人民代表大会")


def section_tree(document: ParsedDocument, report_year: int | None = None) -> tuple[Section, ...]:
    """The sections of `document` in reading order, section 0 the root.

    A numbering style's level is set by the order in which styles first appear inside one another. `report_year`, the
    report's own year, says what "last year" means: a review speaks of the year before, a plan of the year itself.
    """
    headings = find_headings(document)
    levels = _levels(headings)
    headings, levels = _without_title(document, headings, levels)
    sections = _spans(document.text, headings, levels)
    return _with_time(document.text, sections, report_year)


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
        depth = heading.style.removeprefix(Style.DECIMAL) if heading.style.startswith(Style.DECIMAL) else ""
        return f"level{heading.level:02d}{'!' if heading.style == Style.NOTE else '#' + depth}"
    if heading.style == TITLE and beside:
        return beside
    return f"{heading.style} {heading.run}"


def _beside_single_title(headings: tuple[Heading, ...]) -> str | None:
    """The sequence that a lone unnumbered heading stands beside, rather than above.

    The report of 2002 has one unnumbered heading, for the past year, and then 一、 to 八、.
    """
    titles = sum(heading.style == TITLE for heading in headings)
    outermost = next((heading for heading in headings if heading.style == Style.HAN), None)
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


def _with_time(text: str, sections: list[Section], report_year: int | None) -> tuple[Section, ...]:
    timed: list[Section] = [sections[0]]
    work_report = report_year is not None and _WORK_REPORT.search(text[:1500]) is not None
    planned = False
    for section in sections[1:]:
        parent = timed[section.parent or 0]
        heading = text[section.heading_start : section.heading_end]
        named = find_years(heading)
        part, open_ended = (parent.part, False) if parent.part else _part(heading, named, report_year)
        if open_ended and section.level == 1 and work_report and not is_closing(heading):
            part = Part.PLAN if planned else _part_of_body(text[section.heading_end : section.end])
        both_ways = not part and not open_ended and parent.part is None
        planned = planned or (section.level == 1 and (part is Part.PLAN or both_ways))
        years = _years(heading, named, part, parent, report_year)
        if part is Part.REVIEW and section.level == 1 and report_year and not named:
            years = _term(heading, text[section.heading_end : section.heading_end + _OPENING], report_year) or years
        timed.append(replace(section, part=part, years=years))
    return tuple(timed)


def _part(heading: str, named: tuple[int, ...], report_year: int | None) -> tuple[Part | None, bool]:
    """Which way a heading looks, and whether it leaves that open; one that looks both ways does not."""
    back, ahead = _REVIEW.search(heading) is not None, _PLAN.search(heading) is not None
    if back and ahead:
        return None, False
    if not back and not ahead and report_year and len(named) == 1:
        back, ahead = named[0] < report_year, named[0] >= report_year
    if back or ahead:
        return (Part.REVIEW if back else Part.PLAN), False
    return None, True


def _part_of_body(body: str) -> Part | None:
    back, ahead = len(_LOOKS_BACK.findall(body)), len(_LOOKS_AHEAD.findall(body))
    if ahead >= max(_PLAINLY, _CLEARLY * back):
        return Part.PLAN
    return Part.REVIEW if back >= max(_PLAINLY, _CLEARLY * ahead) else None


def _term(heading: str, opening: str, report_year: int) -> tuple[int, ...]:
    """The years of the term that a review speaks of, where heading or first words say so."""
    if named := _TERM.search(heading):
        return relative_years(f"{named['count']}年来" if named["count"] else named[0], report_year)
    if _TERM_NAMED.search(heading) and _TERM.search(opening):
        return relative_years(opening, report_year)
    return ()


def _years(
    heading: str, named: tuple[int, ...], part: Part | None, parent: Section, report_year: int | None
) -> tuple[int, ...]:
    if named:
        return named
    if report_year:
        if relative := relative_years(heading, report_year):
            return relative
        if not parent.years and part:
            return (report_year - 1,) if part is Part.REVIEW else (report_year,)
    return parent.years
