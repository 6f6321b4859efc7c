"""The broken lines of a text file joined into its paragraphs.

Three habits of text files are told apart by the file as a whole: blank lines between paragraphs and line breaks
inside them (pages copied off a wiki break at every link), lines wrapped at a fixed width, and a line a paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.parsing.continued_lines import (
    HYPHEN_REASON,
    goes_on,
    hyphen_goes,
    is_hyphenated,
    is_wide,
    joint,
    splits_figure,
)
from index.parsing.document import Cut
from index.patterns import regex
from index.text.numbered_lines import OPENS_LINE

BULLET = regex(r"[•·●▪◦■◆□○–*-][ \t\u3000]")
_SENTENCE_END = "。！？!?.…"
_CLOSING = "，。、；：！？）》」』】〉”’〕,.;:!?)]}%％"
_OPENING = "（《「『【〈“‘〔([{"
# Columns: of the widest line that was wrapped at a width, and of a long word.
_WIDEST, _WORD = 140, 14
# Of 52 State Council reports, the longest sentence in bold type before its paragraph has 37 characters.
_LONGEST_SET_OFF = 40


@dataclass(frozen=True, slots=True)
class TextRow:
    """A line without white space at its edges. `stanza` counts the runs of lines between blank ones."""

    start: int
    end: int
    text: str
    stanza: int
    indented: bool
    set_in: bool


def rows_of(text: str) -> list[TextRow]:
    """The lines of a text that hold more than white space."""
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
        lines.append(TextRow(start, start + len(stripped), stripped, stanza, indented, set_in))
    return lines


@dataclass(frozen=True, slots=True)
class LineHabit:
    """How a file breaks its lines: inside paragraphs that blank lines part, at a width, or once a paragraph."""

    broken_inside: bool
    width: int | None

    @classmethod
    def of(cls, lines: list[TextRow]) -> "LineHabit":
        """The habit of a file, told by all its lines."""
        stanzas = len({line.stanza for line in lines})
        return cls(stanzas >= 5 and len(lines) / stanzas <= 2.5, _wrap_width(lines) if lines else None)


def cut_between(line: TextRow, following: TextRow, text: str, habit: LineHabit) -> Cut:
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


def paragraphs(lines: list[TextRow], habit: LineHabit) -> Iterator[list[TextRow]]:
    """The lines of each paragraph."""
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


def _continues(paragraph: list[TextRow], line: TextRow, habit: LineHabit) -> bool:
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
    if BULLET.match(line.text) or _is_heading(previous.text):
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
    return len(text) + sum(map(is_wide, text))


def _wrap_width(lines: list[TextRow]) -> int | None:
    """The width at which a file's lines were wrapped; None where they were not.

    They were when hardly any line is wider than 140 columns and a quarter of them end within a word's length of the
    widest.
    """
    wider = len(lines) // 50
    # A line has as many columns as characters, or more: most files are told by these, and nothing is measured.
    if len(lines) < 8 or sum(len(line.text) > _WIDEST for line in lines) > wider:
        return None
    widths = sorted(columns(line.text) for line in lines)
    widest = widths[-1 - wider]
    if not 40 <= widest <= _WIDEST:
        return None
    near = sum(widest - _WORD <= width <= widest + _WORD for width in widths)
    return widest if near * 4 >= len(widths) else None
