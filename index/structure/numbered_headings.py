"""Numbered headings: lines and sentences that begin with an enumerator, read as sequences.

Every numbered line could be a heading, whether it stands alone or runs into its paragraph. The candidates are then
read as sequences (一、二、三 in order); a sequence whose members mostly do not look like headings, or have no body of
their own, is a list and drops out.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from index.patterns import regex
from index.report import BlockKind, ParsedDocument
from index.structure.numbering import Enumerator, NumberingStyle, enumerator_at
from index.text.script import HAN

# Of 83 Chinese work reports, the longest heading that runs into its paragraph has 58 characters, the longest alone
# on its line 62.
LONGEST_RUN_IN = 60
LONGEST_LINE = 90
# Below 一、 and （一） a numbered sentence is a heading only if it is short: longer ones are enumerated paragraphs.
LONGEST_LOW_RUN_IN = 30
# What a topic sentence ("一是聚重点，经济行稳致远。") says more of in its paragraph; an item of a list says less.
_TOPIC_BODY = 40
# Where a file lost its line breaks, headings stand this far apart; in a table of contents they follow each other.
_FAR_APART = 60
_A_CHAPTER = 2_000
_LONGEST_RUN_TOGETHER = 45
# Deeper nesting than this is no outline; the bound keeps a text of a thousand "一、" linear.
_DEEPEST = 6

SENTENCE_END = "。！？!?；;"
OPEN_ENDED = "，、：:,（(《〈“‘—-…·"
_STOP = regex(r"[。！？!?；;]")
_CLAUSE_END = regex(r"[，,：:；;。]")
# Where a page was flattened, a space parts a heading from its paragraph: "一、申请受理 企业办理投资业务…".
_SPACED_OFF = regex(rf"[{HAN}“”《》]{{4,30}}(?=[ \u3000]{{1,4}}[{HAN}“《][^\n]{{30}})")
_CONTENTS_LINE = regex(r"(?:[.…·]{3,}|\t)\s*\d{1,3}$")
# Where a heading that has no full stop runs into its paragraph: "…工作回顾" + "过去五年,是…".
HEADING_END = (
    r"(?:回顾|总结|工作|任务|重点|安排|目标|要求|建设|建议|措施|部署|思路|成效|成就|情况|问题|打算|展望|方向|举措|发展)"
)
_OPENER = (
    r"(?:各位代表|同志们|刚刚过去|过去(?!.{0,6}年(?:工作|政府))|[一二三四五六七八九十]年来|今后|未来|今年|去年|当前"
    r"|本届政府|我们|围绕|坚持以|根据|按照|面对|(?:[0-9]{4}|[XxＸ×]{2,4})年(?=是|，|,|来|我|全))"
)
_RUN_TOGETHER = regex(rf"{HEADING_END}(?={_OPENER})")

# Styles that make a heading also without a neighbour in sequence, and those whose headings may be long sentences.
_ALONE = (NumberingStyle.PART, NumberingStyle.CHAPTER, NumberingStyle.ITEM, NumberingStyle.NOTE, NumberingStyle.ROMAN)
HIGH = (
    NumberingStyle.HAN,
    NumberingStyle.HAN_PAREN,
    NumberingStyle.PART,
    NumberingStyle.CHAPTER,
    NumberingStyle.SECTION,
)
TOPICAL = (NumberingStyle.HAN_ORDINAL, NumberingStyle.HAN_LISTED)


@dataclass(frozen=True, slots=True)
class Heading:
    """A candidate heading, half-open `[start, end)`; `line_end` is where its line ends.

    `style` is a numbering style, or how an unnumbered heading was recognised; `level` the depth that the file
    states, 0 where it states none; `run` numbers the sequence that it belongs to, 0 outside any. `firm`: it looks
    like a heading also on its own, not only as a member of its sequence. `alone`: it is a whole line without a full
    stop.
    """

    start: int
    end: int
    line_end: int
    style: str
    number: int = 0
    level: int = 0
    run: int = 0
    firm: bool = True
    alone: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line outside tables, without outer white space; `level` is the heading depth that the file states."""

    start: int
    end: int
    kind: BlockKind
    level: int


def lines_of(document: ParsedDocument) -> list[TextLine]:
    """The lines outside tables, without outer white space and zero-width characters."""
    lines: list[TextLine] = []
    for block in document.blocks:
        if block.kind is BlockKind.TABLE:
            continue
        for match in re.finditer(r"[^\n\r]+", document.text[block.start : block.end]):
            stripped = match[0].strip(" \t\u3000\xa0\u200b\u200c\u200d\ufeff")
            if stripped:
                start = block.start + match.start() + match[0].index(stripped)
                lines.append(TextLine(start, start + len(stripped), block.kind, block.level))
    return lines


def numbered_headings(text: str, lines: list[TextLine]) -> list[Heading]:
    """The headings among `lines`, and inside long ones, that belong to a sequence of numbers, in order."""
    candidates = [heading for line in lines if (heading := _numbered(text, line))]
    standing = Counter(heading.style for heading in candidates)
    candidates.extend(_inside_paragraphs(text, lines, frozenset(style for style in standing if standing[style] > 1)))
    found = _sequences(text, sorted(candidates, key=lambda heading: heading.start))
    return _without_contents(text, found)


def _numbered(text: str, line: TextLine) -> Heading | None:
    """The numbered heading with which `line` begins, or the numbered item that may turn out to be one."""
    mark = enumerator_at(text, line.start, line.end)
    if mark is None or _CONTENTS_LINE.search(text, max(line.start, line.end - 40), line.end):
        return None
    end, firm = _heading_end(text, mark, line)
    if mark.style is NumberingStyle.HAN_LISTED:
        firm = firm and (end == line.end or line.end - end >= _TOPIC_BODY)
    style = f"{mark.style}{mark.depth}" if mark.style is NumberingStyle.DECIMAL else mark.style
    if line.kind is BlockKind.HEADING:
        return Heading(line.start, line.end, line.end, style, mark.number, line.level, alone=True)
    if line.kind is BlockKind.LIST_ITEM and mark.style not in {NumberingStyle.HAN, NumberingStyle.HAN_PAREN}:
        firm = False
    alone = end == line.end and text[end - 1] not in SENTENCE_END
    return Heading(line.start, end, line.end, style, mark.number, firm=firm, alone=alone)


def _heading_end(text: str, mark: Enumerator, line: TextLine) -> tuple[int, bool]:
    """Where the heading ends that begins with `mark`, and whether it looks like one."""
    bare = text[line.start : mark.end].strip()
    if mark.end >= line.end:
        # "一" alone numbers a section; "一、" alone is a fragment whose sentence stands on the next line.
        return line.end, bare[-1] not in "、，,.．" and mark.style in {
            *_ALONE,
            NumberingStyle.HAN,
            NumberingStyle.SECTION,
        }
    if mark.style in HIGH and (spaced := _SPACED_OFF.match(text, mark.end, line.end)):
        return spaced.end(), True
    length = line.end - line.start
    longest = LONGEST_RUN_IN if mark.style in HIGH or mark.style in TOPICAL else LONGEST_LOW_RUN_IN
    stop = _STOP.search(text, mark.end, min(line.end, line.start + longest))
    glossary = mark.style in {NumberingStyle.DIGIT, NumberingStyle.DIGIT_PAREN, NumberingStyle.CIRCLED} and re.search(
        "[：:]", text[mark.end : mark.end + 30]
    )
    if stop is None:
        if length > longest and (late := _STOP.search(text, mark.end, min(line.end, line.start + LONGEST_LINE))):
            return late.start() + (text[late.start()] == "。"), False
        if length <= LONGEST_LINE and text[line.end - 1] not in OPEN_ENDED:
            return line.end, not glossary
        return _clause_end(text, mark.end, line), False
    if text[stop.start()] in "；;":
        return stop.start(), False
    if stop.end() == line.end and text[stop.start()] != "。":
        return stop.end(), False
    return stop.end(), not glossary


def _clause_end(text: str, start: int, line: TextLine) -> int:
    match = _CLAUSE_END.search(text, start, min(line.end, start + LONGEST_RUN_IN))
    return match.start() if match else min(line.end, start + LONGEST_RUN_IN)


_INSIDE = regex(
    r"(?<=[。！？!?：:；;oO\s])(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])"
    r"|(?<=[。oO])[一二三四五六七八九十]{1,2}是"
)


def _inside_paragraphs(text: str, lines: list[TextLine], standing: frozenset[str]) -> list[Heading]:
    """Headings in the middle of paragraphs, where a file lost its line breaks.

    Only a style that no line begins with: elsewhere such numbers are lists inside a paragraph. The items must be far
    apart, since a table of contents in a sentence ("分六个部分：一、…；二、…") names them in one breath.
    """
    found: list[Heading] = []
    for line in lines:
        if line.end - line.start < 300:
            continue
        whole = line.end - line.start >= _A_CHAPTER
        for match in _INSIDE.finditer(text, line.start + 1, line.end):
            mark = enumerator_at(text, match.start(), line.end)
            if mark is None or mark.style in standing or (mark.style is NumberingStyle.HAN_LISTED and not whole):
                continue
            end, firm = _run_together_end(text, mark, line)
            found.append(Heading(match.start(), end, line.end, mark.style, mark.number, firm=firm))
    return _far_apart(text, found)


def _run_together_end(text: str, mark: Enumerator, line: TextLine) -> tuple[int, bool]:
    if spaced := _SPACED_OFF.match(text, mark.end, line.end):
        return spaced.end(), True
    limit = min(line.end, mark.end + _LONGEST_RUN_TOGETHER)
    joint = _RUN_TOGETHER.search(text, mark.end, limit + 6)
    stop = _STOP.search(text, mark.end, min(line.end, mark.end + LONGEST_RUN_IN))
    if joint and (stop is None or joint.end() <= stop.start()):
        return joint.end(), True
    if stop and text[stop.start()] == "。":
        return stop.end(), True
    return _clause_end(text, mark.end, line), mark.style is NumberingStyle.HAN


def _far_apart(text: str, headings: list[Heading]) -> list[Heading]:
    kept: list[Heading] = []
    for style in {heading.style for heading in headings}:
        same = [heading for heading in headings if heading.style == style]
        for heading, following in zip(same, [*same[1:], None], strict=True):
            distance = following.start - heading.end if following else 2 * (heading.line_end - heading.end)
            if distance >= _FAR_APART and text[heading.start - 1] not in "；;":
                kept.append(heading)
    return kept


def _sequences(text: str, candidates: list[Heading]) -> list[Heading]:
    """The candidates that belong to a sequence of headings.

    For each style the open sequences are kept: a number goes to the innermost that it continues and closes those
    inside; 1 opens a new one; anything else is no part of a sequence.
    """
    runs: list[list[Heading]] = []
    open_runs: dict[str, list[list[Heading]]] = {}
    for heading in candidates:
        stack = open_runs.setdefault(heading.style, [])
        place = None if heading.number == 1 else _continued(stack, heading)
        if place is not None:
            if heading.firm:
                _close_inside(open_runs, stack[place][0].start)
            del stack[place + 1 :]
            stack[-1].append(heading)
        elif heading.number == 1 or heading.level or heading.style in _ALONE or _second(heading, stack):
            del stack[_DEEPEST - 1 :]
            stack.append([heading])
            runs.append(stack[-1])
    kept = [run for run in runs if _is_heading_run(text, run)]
    return sorted(_numbered_runs(kept), key=lambda heading: heading.start)


def _second(heading: Heading, stack: list[list[Heading]]) -> bool:
    """Whether a 2 without a 1 may open a sequence: the 1 was lost. But 一是 before 二是 stands inside a paragraph."""
    return heading.number == 2 and not stack and heading.style not in TOPICAL


def _close_inside(open_runs: dict[str, list[list[Heading]]], start: int) -> None:
    """Close the sequences of every style that opened behind `start`: the one that goes on there holds them."""
    for stack in open_runs.values():
        while stack and stack[-1][0].start > start:
            stack.pop()


def _continued(stack: list[list[Heading]], heading: Heading) -> int | None:
    """The place of the open sequence that `heading` continues: the innermost, one of the same form before others."""
    steps = [(place, heading.number - run[-1].number) for place, run in enumerate(stack)]
    exact = [place for place, step in steps if step == 1]
    same = [place for place in exact if stack[place][-1].alone == heading.alone]
    near = [
        place for place, step in steps if heading.firm and (1 < step <= 3 or (heading.style in _ALONE and step > 0))
    ]
    return next((places[-1] for places in (same, exact, near) if places), None)


def _is_heading_run(text: str, run: list[Heading]) -> bool:
    """Whether a sequence is one of headings: most of its members look like it and have a body of their own."""
    if any(heading.level for heading in run):
        return True
    firm = sum(heading.firm for heading in run)
    if run[0].style in _ALONE and firm:
        return True
    shortest = _shortest_body(text, run)
    if len(run) == 1:  # a text with one section, or a part of a report
        only = run[0]
        own_line = only.style == NumberingStyle.HAN and only.number == 1 and only.alone and only.firm
        return own_line and "。" in text[only.end + shortest :]
    bodies = sum(following.start - heading.end >= shortest for heading, following in pairwise(run))
    return firm * 10 >= len(run) * 6 and bodies * 2 >= len(run) - 1


def _shortest_body(text: str, run: list[Heading]) -> int:
    """How many characters lie between two headings, not two items of a list; English takes more for the same."""
    if run[0].style in HIGH or run[0].style in TOPICAL:
        return 15
    return 150 if text[run[0].start : run[0].end].isascii() else 40


def _numbered_runs(runs: list[list[Heading]]) -> list[Heading]:
    """The headings of all sequences, each with its sequence's number, from 1.

    Without those of a sequence of 一、 inside 一、 whose members run into their text: that is a list.
    """
    found: list[Heading] = []
    around: dict[str, list[int]] = {}
    for number, run in enumerate(sorted(runs, key=lambda run: run[0].start), start=1):
        ends = around.setdefault(run[0].style, [])
        while ends and ends[-1] < run[-1].start:
            ends.pop()
        if ends and sum(heading.alone for heading in run) * 2 < len(run):
            continue
        found.extend(replace(heading, run=number) for heading in run)
        ends.append(run[-1].start)
    return found


def _without_contents(text: str, headings: list[Heading]) -> list[Heading]:
    """Without the entries of a table of contents: headings in a row without body, that come again later."""
    last: dict[tuple[str, int, str], int] = {}
    keys = []
    for heading in headings:
        words = re.sub(r"[\W\d_]+", "", text[heading.start : heading.end]).lower()
        keys.append((heading.style, heading.number, words[:30]))
        last[keys[-1]] = heading.start
    kept = []
    for place, (heading, key) in enumerate(zip(headings, keys, strict=True)):
        following = headings[place + 1].start if place + 1 < len(headings) else len(text)
        again = place + 1 < len(headings) and keys[place + 1] == key and heading.style in _ALONE
        if last[key] != heading.start and (following - heading.end < 20 or again):
            continue
        kept.append(heading)
    return kept
