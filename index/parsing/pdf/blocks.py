"""From a PDF's lines to blocks: paragraphs joined over lines and pages, headings by type size, aligned tables."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.parsing.continued_lines import is_wide
from index.parsing.document import DocumentBuilder
from index.parsing.lines_to_paragraphs import columns
from index.parsing.pdf.aligned_tables import find_tables
from index.parsing.pdf.characters import Page, Segment
from index.parsing.pdf.column_edges import rows_in
from index.parsing.pdf.headings import HeadingTypes
from index.parsing.pdf.joining import begins_anew, between, cuts_figure, is_unfinished, lacks_figure
from index.parsing.pdf.long_tables import HeldTable, says_continued
from index.parsing.pdf.page_lines import PageLine
from index.patterns import regex
from index.report import BlockKind, Box

_BULLET = regex(r"[•·●▪◦■◆□○➢✓\uf06c\uf0b7\uf0a7]\s?(?=\S)|[–*-](?:\s(?=\S)|(?=[^\W\d]))|\(?\d{1,2}[.)]\s|\([a-z]\)\s")
# A line of a table of contents: dots that lead to a page number.
_LEADER = regex(r"(?:\.{4,}|…{2,}|(?: \.){4,})\s*\d{1,4}\W*$")
# Columns of a line that may have been broken by its letters' number, and of one that is prose whatever it holds.
_LONG_LINE, _PROSE = 36, 56
_HYPHENED = regex(r"[^\W\d_]-")


@dataclass(slots=True)
class _Open:
    """The paragraph that is still open: its text so far, its lines, and where pages began inside it."""

    lines: list[PageLine] = field(default_factory=list)
    text: str = ""
    page_breaks: list[int] = field(default_factory=list)


class BlockMaker:
    """Takes columns of lines in reading order and adds blocks to a builder."""

    def __init__(
        self,
        builder: DocumentBuilder,
        pages: Sequence[Page],
        outline: Sequence[tuple[str, int]],
        lines: Sequence[PageLine],
    ) -> None:
        self._builder = builder
        self._pages = pages
        self._words = {word.strip(".,;:()").lower() for line in lines for word in line.text.split()}
        self._types = HeadingTypes(lines, outline, _body_size(lines))
        self._open = _Open()
        self._table: HeldTable | None = None
        self._column_right = 0.0

    def start_page(self) -> None:
        """The lines that follow stand on the next page."""
        if self._open.lines:
            self._open.page_breaks.append(len(self._open.text))
        elif self._table is not None:
            self._table.page_ends += 1
        else:
            self._builder.start_page()

    def add_column(self, lines: list[PageLine]) -> None:
        """The next column's lines, from the top; a drawn table may stand among them in place of a line."""
        start = 0
        for place, line in enumerate(lines):
            if line.table is not None:
                self._add_lines(lines[start:place])
                boxes = tuple(Box(line.page, *(round(edge, 1) for edge in box)) for box in line.table.boxes)
                self._take_table(HeldTable(list(line.table.rows), boxes, line.table.columns))
                start = place + 1
        self._add_lines(lines[start:])

    def _add_lines(self, lines: list[PageLine]) -> None:
        if not lines:
            return
        tables = find_tables(lines, self._pages[lines[0].page - 1].rules)
        place = 0
        lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
        left, right = lefts[len(lefts) // 10], rights[-1 - len(rights) // 20]
        pitch = _pitch(lines)
        while place < len(lines):
            table = tables.get(place)
            if table is not None:
                boxes = tuple(self._box(line) for line in lines[place : table.end])
                self._take_table(HeldTable(list(table.rows), boxes, table.columns))
                place = table.end
                continue
            if last := self._last_rows(lines[place : min([len(lines), *(t for t in tables if t > place)])]):
                place += last
                continue
            line = lines[place]
            if self._table is not None and self._table.page_ends == 1 and says_continued(line.text):
                self._builder.remove(line.text, "says that a table goes on")
                place += 1
                continue
            if self._open.lines and not self._goes_on(self._open.lines[-1], line, left, right, pitch):
                self._close()
            self._take(line)
            self._column_right = right
            place += 1

    def add_asides(self, segments: Sequence[Segment]) -> None:
        """Text that runs another way than the page's: kept, each stretch a paragraph, after the page's own."""
        texts = [segment.text for segment in segments if segment.angle >= 0 and len(segment.text.strip()) > 1]
        slanted = [segment.text for segment in segments if segment.angle < 0]
        if texts:
            self._close()
        for text in texts:
            self._builder.add(BlockKind.PARAGRAPH, text)
        if slanted:
            self._builder.remove("".join(slanted), "slanted text")

    def add_notes(self, notes: Sequence[str], *, last: bool) -> None:
        """What readers noted on the page, each a paragraph.

        Before it comes the paragraph that is open, unless it may go on on the next page: no note parts it.
        """
        if notes and (last or not is_unfinished(self._open.text)):
            self._close()
        for note in notes:
            self._builder.add(BlockKind.PARAGRAPH, note)

    def finish(self) -> None:
        """No more lines."""
        self._close()

    def _take_table(self, table: HeldTable) -> None:
        """Holds a table until what follows shows whether it goes on on the next page."""
        if self._open.lines or self._table is None or not self._table.take(table, self._builder):
            self._close()
            self._table = table

    def _last_rows(self, lines: Sequence[PageLine]) -> int:
        """How many lines at a page's top are the last rows of the table before it, too few for a table of their own."""
        held = self._table
        if held is None or held.page_ends != 1 or self._open.lines or not (rows := rows_in(held.columns, lines)):
            return 0
        boxes = tuple(self._box(line) for line in lines[: len(rows)])
        return len(rows) if held.take(HeldTable([*rows], boxes, held.columns), self._builder) else 0

    def _take(self, line: PageLine) -> None:
        if self._table is not None:
            self._close()
        text = line.text
        if not self._open.lines:
            self._open.text = text
        elif _HYPHENED.fullmatch(self._open.text[-2:]) and text[0].islower():
            self._open.text = self._dehyphenated(text)
        else:
            self._open.text += between(self._open.text, text) + text
        self._open.lines.append(line)

    def _dehyphenated(self, following: str) -> str:
        """A word cut in two at a line's end; it keeps its hyphen where the document writes it so elsewhere."""
        head = self._open.text
        first = re.search(r"[\w]+-$", head)
        second = re.match(r"\w+", following)
        if first and second:
            whole, hyphened = first.group()[:-1] + second.group(), first.group() + second.group()
            halves = first.group()[:-1].lower() in self._words and second.group().lower() in self._words
            if whole.lower() not in self._words and (hyphened.lower() in self._words or halves):
                return head + following
        return head[:-1] + following

    def _close(self) -> None:
        table, self._table = self._table, None
        if table is not None:
            table.add_to(self._builder)
        opened, self._open = self._open, _Open()
        if not opened.lines:
            return
        kind, level = self._kind(opened)
        boxes = tuple(self._box(line) for line in opened.lines)
        start = self._builder.add(kind, opened.text, level=level, boxes=boxes)
        for offset in opened.page_breaks:
            self._builder.start_page(start + offset)

    def _kind(self, opened: _Open) -> tuple[BlockKind, int]:
        text = opened.text.strip()
        level = self._types.level(text, opened.lines, _BULLET.match(text) is not None)
        if level is not None:
            return BlockKind.HEADING, level
        if _BULLET.match(text):
            return BlockKind.LIST_ITEM, 0
        return BlockKind.PARAGRAPH, 0

    def _box(self, line: PageLine) -> Box:
        page = self._pages[line.page - 1]
        return Box(line.page, *page.to_page(line.left, line.top, line.right, line.bottom))

    def _goes_on(self, before: PageLine, line: PageLine, left: float, right: float, pitch: float) -> bool:
        """Whether a line continues the paragraph above it."""
        if abs(before.size - line.size) > 0.08 * max(before.size, line.size):
            return False
        text = line.text
        if _BULLET.match(text) or begins_anew(text) or _LEADER.search(before.text):
            return False
        if _HYPHENED.fullmatch(before.text[-2:]) and text[0].islower():
            return True
        if len(before.cells) > 1 or len(line.cells) > 1:
            return False
        heading = self._types.is_larger(before) or (before.bold and line.bold)
        cut = not heading and (cuts_figure(before.text, text) or lacks_figure(before.text, text))
        if before.column != line.column:
            # Over a column's or page's end only an unfinished sentence goes on.
            goes_on = not heading and is_unfinished(before.text)
            return goes_on and (cut or self._was_full(before, line, self._column_right))
        gap = line.baseline - before.baseline
        if gap > 1.35 * max(pitch, 1.1 * line.size) or gap < 0.3 * line.size:
            return False
        if cut or (heading and before.bold == line.bold):
            return True
        # A hanging indent, as after a bullet, goes on; a first line's indent begins anew.
        hanging = len(self._open.lines) == 1 and bool(_BULLET.match(self._open.text))
        if not hanging and line.left > before.left + 1.2 * line.size and line.left > left + 1.2 * line.size:
            return False
        return self._was_full(before, line, right) or self._runs_on(before, line, left, right)

    @staticmethod
    def _runs_on(before: PageLine, line: PageLine, left: float, right: float) -> bool:
        """Whether a sentence goes on though its line had room: lines were broken by letters counted, not measured."""
        text = line.text
        share = (before.right - left) / (right - left) if right > left else 0.0
        if not is_unfinished(before.text):
            return False
        if is_wide(before.text[-1]) or is_wide(text[0]):
            # A line of a list or a title has no comma in it.
            level = line.left < left + 0.5 * line.size and before.left < left + 3 * line.size
            prose = "，" in before.text or "、" in before.text or columns(before.text) >= _PROSE
            return share > 0.75 and prose and level and columns(before.text) >= _LONG_LINE
        by_figure = text[0].isdigit() and (before.text[-1].islower() or before.text[-1] == ",")
        return share > 0.6 and (by_figure or (text[0].islower() and "@" not in text.split(maxsplit=1)[0]))

    @staticmethod
    def _was_full(before: PageLine, line: PageLine, right: float) -> bool:
        """Whether the first word of a line found no room on the line before."""
        text = line.text
        if is_wide(text[0]):
            return before.right > right - 2.2 * line.size
        first = text.split(maxsplit=1)[0]
        width = (line.right - line.left) * len(first) / max(1, len(text))
        return before.right + width + 0.2 * line.size > right - 1.0 * line.size


def _body_size(lines: Sequence[PageLine]) -> float:
    """The type size of most of the prose: of lines without gaps that are no table's cells."""
    for shortest in (30, 0):
        sizes: Counter[float] = Counter()
        for line in lines:
            if columns(line.text) >= shortest and (not shortest or len(line.cells) == 1):
                sizes[line.size] += columns(line.text)
        if sizes and (not shortest or sizes.total() > 300):
            return sizes.most_common(1)[0][0]
    return 0.0


def _pitch(lines: Sequence[PageLine]) -> float:
    """The distance between most lines of a column."""
    gaps = Counter(
        round(after.baseline - before.baseline, 0)
        for before, after in pairwise(lines)
        if 0 < after.baseline - before.baseline < 4 * after.size
    )
    return float(gaps.most_common(1)[0][0]) if gaps else 0.0
