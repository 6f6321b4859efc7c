"""Plain text: lines into paragraphs.

Three habits of text files are told apart by the file as a whole: blank lines between paragraphs and line breaks
inside them (pages copied off a wiki break at every link), lines wrapped at a fixed width, and a line a paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from index.parsing.boilerplate import banners
from index.parsing.boilerplate.page_chrome import CHROME_RULES
from index.parsing.continued_lines import HYPHEN_REASON, goes_on, hyphen_goes, is_hyphenated, splits_figure
from index.parsing.continued_lines import is_wide as is_wide
from index.parsing.continued_lines import joint as joint
from index.parsing.decoding import decode
from index.parsing.document import Cut, settle
from index.parsing.text_tables import tables_in
from index.report import Block, BlockKind, ParsedDocument
from index.text.numbered_lines import OPENS_LINE

_BULLET = re.compile(r"[•·●▪◦■◆□○–*-][ \t\u3000]")
_SENTENCE_END = "。！？!?.…"
_CLOSING = "，。、；：！？）》」』】〉”’〕,.;:!?)]}%％"
_OPENING = "（《「『【〈“‘〔([{"


def parse_plain(data: bytes) -> ParsedDocument:
    """Plain text, in any encoding that `decoding` knows."""
    return parse_text(decode(data))


def parse_text(text: str) -> ParsedDocument:
    """Plain text already decoded, its line ends unified."""
    whole = ParsedDocument(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    # Debris goes first: a page counter that cut a sentence in two takes its line break with it.
    clean = settle(whole, banners.cuts(text, (*banners.DEBRIS_RULES, *CHROME_RULES)))
    lines = _lines(clean.text)
    tables = tables_in(clean.text, [(line.start, line.end) for line in lines])
    blocks = list(tables.blocks)
    joints = list(tables.cuts)
    prose = [line for line in lines if not tables.holds(line.start)]
    habit = _Habit.of(prose)
    for paragraph in _paragraphs(prose, habit):
        start, end = paragraph[0].start, paragraph[-1].end
        kind = BlockKind.LIST_ITEM if _BULLET.match(paragraph[0].text) else BlockKind.PARAGRAPH
        blocks.append(Block(kind, start, end))
        joints += [_cut(line, following, clean.text, habit) for line, following in pairwise(paragraph)]
    blocks.sort(key=lambda block: block.start)
    draft = replace(clean, blocks=tuple(blocks))
    return settle(draft, [*joints, *banners.cuts(clean.text, banners.INVISIBLE_RULES)])


def _cut(line: "_Line", following: "_Line", text: str, habit: "_Habit") -> Cut:
    """What goes between two lines of a paragraph, and what stands there instead."""
    if is_hyphenated(line.text, following.text):
        if hyphen_goes(line.text, following.text, text):
            return Cut(line.end - 1, following.start, HYPHEN_REASON)
        return Cut(line.end, following.start)
    gap = _link_joint if habit.broken_inside else joint
    return Cut(line.end, following.start, gap=gap(line.text, following.text))


def _link_joint(left: str, right: str) -> str:
    """What stands where a page broke around a link or an index: M + 2 is M2."""
    return (
        "" if re.search(r"(?<![A-Za-z])[A-Z]{1,2}$", left) and re.match(r"\d{1,2}(?!\d)", right) else joint(left, right)
    )


# Of 52 State Council reports, the longest sentence in bold type before its paragraph has 37 characters.
_LONGEST_SET_OFF = 40


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without white space at its edges. `stanza` counts the runs of lines between blank ones."""

    start: int
    end: int
    text: str
    stanza: int
    indented: bool
    set_in: bool


def _lines(text: str) -> list[_Line]:
    lines = []
    stanza = 0
    for match in re.finditer(r"[^\n]*\n?", text):
        raw = match.group().rstrip("\n")
        stripped = raw.strip()
        if not stripped:
            stanza += 1
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        indented = raw[: start - match.start()].count("\u3000") >= 2 or raw.startswith(("    ", "\t"))
        set_in = start > match.start()
        lines.append(_Line(start, start + len(stripped), stripped, stanza, indented, set_in))
    return lines


@dataclass(frozen=True, slots=True)
class _Habit:
    """How a file breaks its lines: inside paragraphs that blank lines part, at a width, or once a paragraph."""

    broken_inside: bool
    width: int | None

    @classmethod
    def of(cls, lines: list[_Line]) -> "_Habit":
        stanzas = len({line.stanza for line in lines})
        return cls(stanzas >= 5 and len(lines) / stanzas <= 2.5, _wrap_width(lines) if lines else None)


def _paragraphs(lines: list[_Line], habit: _Habit) -> Iterator[list[_Line]]:
    if not lines:
        return
    paragraph = [lines[0]]
    for line in lines[1:]:
        if _continues(paragraph, line, habit):
            paragraph.append(line)
        else:
            yield paragraph
            paragraph = [line]
    yield paragraph


def _continues(paragraph: list[_Line], line: _Line, habit: _Habit) -> bool:
    """Whether a line goes on with the paragraph above it."""
    previous = paragraph[-1]
    if previous.stanza != line.stanza:
        return False
    if line.text[0] in _CLOSING or previous.text[-1] in _OPENING:
        return True
    if line.indented and not previous.indented and len(paragraph) == 1 and habit.width is None:
        return False
    if line.set_in and not previous.set_in and previous.text[-1] in _SENTENCE_END:
        return False
    if _BULLET.match(line.text) or _is_heading(previous.text):
        return False
    if is_hyphenated(previous.text, line.text) or splits_figure(previous.text, line.text):
        return True
    if habit.broken_inside:
        # Pages break a line behind words in bold type: a whole sentence so set off heads what follows it.
        set_off = len(paragraph) == 1 and len(previous.text) <= _LONGEST_SET_OFF and previous.text[-1] == "。"
        return not set_off and not OPENS_LINE.match(line.text)
    if habit.width is not None:
        first_word = line.text.split(maxsplit=1)[0] if not is_wide(line.text[0]) else line.text[0]
        return columns(previous.text) + columns(first_word) + (not is_wide(line.text[0])) > habit.width
    if previous.text[-1] in "，、,":
        return True
    return not OPENS_LINE.match(previous.text if len(paragraph) == 1 else "") and goes_on(previous.text, line.text)


def _is_heading(text: str) -> bool:
    """A numbered line without any sentence in it: 一、总体要求."""
    match = OPENS_LINE.match(text)
    return bool(match) and match.end() < len(text) <= 40 and not re.search("[。！？；：，、…—]", text[match.end() :])  # type: ignore[union-attr]


def columns(text: str) -> int:
    """How wide a text stands in a fixed-width font."""
    if text.isascii():
        return len(text)
    return sum(2 if is_wide(character) else 1 for character in text)


def _wrap_width(lines: list[_Line]) -> int | None:
    """The width at which a file's lines were wrapped; None where they were not.

    They were when hardly any line is wider than 140 columns and a quarter of them end within a word's length of the
    widest.
    """
    widths = sorted(columns(line.text) for line in lines)
    widest = widths[-1 - len(widths) // 50]
    if len(widths) < 8 or not 40 <= widest <= 140:
        return None
    near = sum(widest - 14 <= width <= widest + 14 for width in widths)
    return widest if near * 4 >= len(widths) else None
