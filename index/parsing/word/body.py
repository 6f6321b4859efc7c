"""A Word document's body in order: paragraphs and tables, each followed by what hangs on it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import lxml.etree as etree

from index.parsing.document import Cut, DocumentBuilder
from index.parsing.package import child, local, value, whole
from index.parsing.word.breaks import joined
from index.parsing.word.numbering import Numbering
from index.parsing.word.runs import HIDDEN_REASON, STRUCK_REASON, RunReader, Runs, shown
from index.parsing.word.styles import Properties, Style, Styles, is_on
from index.patterns import regex
from index.report import BlockKind

CONTENTS_REASON = "table of contents"
# A page's number ends each line of the contents; what only bears their style is text.
_CONTENTS_LINE = regex(r"[\s.…·]\s*(?:\d{1,4}|[ivxIVX]{1,6})\s*$")
_CONTENTS_NAME = regex(r"目\s*[录錄次]|(?:table of )?contents", re.IGNORECASE)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph as read; its text may come of several whose marks a tracked change deletes."""

    properties: Properties
    style: Style
    runs: Runs
    label: str = ""
    bullet: bool = False


@dataclass(slots=True)
class Hanging:
    """What hangs on the text and is read behind its block, in the order in which it was met."""

    boxes: list[etree._Element]
    graphics: list[etree._Element]
    notes: list[tuple[str, str]]

    @classmethod
    def none(cls) -> "Hanging":
        """Nothing yet."""
        return cls([], [], [])

    def take(self, runs: Runs) -> None:
        """Add what hangs on a paragraph."""
        self.boxes += runs.boxes
        self.graphics += runs.graphics
        self.notes += runs.notes


class BodyReader:
    """Walks over a body and adds its paragraphs and tables to `builder`.

    `hang` is called with the notes and graphics behind each block, `insert` with a chunk of another format. `struck`
    gathers what is struck out; `cuts` are to be made in the draft.
    """

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        hang: "Callable[[BodyReader, Hanging], None]",
        insert: "Callable[[BodyReader, etree._Element], None]",
    ) -> None:
        self.builder = DocumentBuilder()
        self.struck: list[str] = []
        self.cuts: list[Cut] = []
        self._last = 0, ""
        self._styles = styles
        self._numbering = numbering
        self._runs = RunReader(styles)
        self._hang = hang
        self._insert = insert

    def read(self, container: etree._Element) -> None:
        """Add what stands in a container: the body, a text box, a note, a header."""
        for item in self._items(container):
            if isinstance(item, _Paragraph):
                self._paragraph(item)
            elif local(item) == "tbl":
                self._table(item)
            else:
                self._insert(self, item)

    def paragraphs(self, container: etree._Element) -> list[str]:
        """What a container says, a paragraph a string, without adding it."""
        found = []
        for item in self._items(container):
            if isinstance(item, _Paragraph):
                found.append(item.label + joined(item.runs.text).strip())
                for box in item.runs.boxes:
                    found += self.paragraphs(box)
            elif local(item) == "tbl":
                for cell in item.iter("{*}tc"):
                    found += self.paragraphs(cell)
        return [text for text in found if text.strip()]

    def _items(self, container: etree._Element) -> Iterator[_Paragraph | etree._Element]:
        unfinished: _Paragraph | None = None
        for name, each in shown(container):
            if name == "p":
                paragraph = self._gathered(each, unfinished)
                unfinished = paragraph if paragraph.properties.mark_is_gone else None
                if unfinished is None:
                    yield self._numbered(paragraph)
                continue
            if name in ("tbl", "altChunk"):
                if unfinished is not None:
                    yield self._numbered(unfinished)
                    unfinished = None
                yield each
            elif name not in ("tcPr", "trPr", "bookmarkStart", "bookmarkEnd", "proofErr"):
                yield from self._items(each)
        if unfinished is not None:
            yield self._numbered(unfinished)

    def _gathered(self, element: etree._Element, before: _Paragraph | None) -> _Paragraph:
        runs = Runs() if before is None else before.runs
        properties = Properties.of(child(element, "pPr"))
        style = self._styles.of_paragraph(properties.style)
        self._runs.gather(element, runs, style.look)
        return _Paragraph(properties, style, runs)

    def _numbered(self, paragraph: _Paragraph) -> _Paragraph:
        runs = paragraph.runs
        if runs.removed and not runs.text.strip():
            # Nothing of it is seen, its number neither.
            return paragraph
        label = self._numbering.label(paragraph.properties.numbered, paragraph.style)
        if label is not None:
            paragraph.label, paragraph.bullet = label
        return paragraph

    def _paragraph(self, paragraph: _Paragraph) -> None:
        runs, style = paragraph.runs, paragraph.style
        level = paragraph.properties.level or style.level
        text = joined(runs.text, heading=bool(level))
        self._leave_out(runs)
        if text.strip():
            if (style.contents or runs.in_contents) and _CONTENTS_LINE.search(text):
                self._contents(text)
            else:
                start = self.builder.add(self._kind(paragraph, level), paragraph.label + text.lstrip(), level=level)
                self._last = start, text
        for box in runs.boxes:
            self.read(box)
        hanging = Hanging.none()
        hanging.take(runs)
        self._hang(self, hanging)

    def _contents(self, line: str) -> None:
        """Leave out a line of the table of contents, and the line that names it."""
        start, before = self._last
        if _CONTENTS_NAME.fullmatch(before.strip()):
            self.cuts.append(Cut(start, self.builder.length, CONTENTS_REASON))
        self._last = 0, ""
        self.builder.remove(line, CONTENTS_REASON)

    def _kind(self, paragraph: _Paragraph, level: int) -> BlockKind:
        if level:
            return BlockKind.HEADING
        listed = paragraph.bullet or (bool(paragraph.properties.numbered.list_id) and not paragraph.label)
        return BlockKind.LIST_ITEM if listed else BlockKind.PARAGRAPH

    def _leave_out(self, runs: Runs) -> None:
        for text, reason in runs.removed:
            self.builder.remove(text, reason)
            if reason == STRUCK_REASON and text.strip():
                self.struck.append(text.strip())

    def _table(self, table: etree._Element) -> None:
        seen = list(self._seen_rows(table))
        if _is_layout(seen):
            # A frame around text, or boxes side by side, is no table.
            for row in seen:
                for cell in _cells(row):
                    self.read(cell)
            return
        rows: list[list[str | None]] = []
        marked = 0
        inner: list[etree._Element] = []
        hanging = Hanging.none()
        for row in seen:
            if marked == len(rows) and is_on(row.find("{*}trPr/{*}tblHeader")):
                marked += 1
            rows.append(self._row(row, inner, hanging))
        width = max((len(row) for row in rows), default=0)
        rows = [row + [None] * (width - len(row)) for row in rows]
        if any(text and text.strip() for row in rows for text in row):
            self.builder.add_table(rows, header_rows=min(marked, len(rows) - 1) or None)
        for nested in inner:
            self._table(nested)
        self._hang(self, hanging)

    def _seen_rows(self, table: etree._Element) -> Iterator[etree._Element]:
        for name, row in shown(table):
            if name != "tr" or row.find("{*}trPr/{*}del") is not None:
                continue
            if is_on(row.find("{*}trPr/{*}hidden")):
                self.builder.remove("".join(each.text or "" for each in row.iter("{*}t")), HIDDEN_REASON)
            else:
                yield row

    def _row(self, row: etree._Element, inner: list[etree._Element], hanging: Hanging) -> list[str | None]:
        values: list[str | None] = [None] * _count(row.find("{*}trPr/{*}gridBefore"), 0)
        for cell in _cells(row):
            # Merged with the cell above or, as older files state it, with the one before.
            merges = (cell.find(f"{{*}}tcPr/{{*}}{name}") for name in ("vMerge", "hMerge"))
            continued = any(merge is not None and value(merge) != "restart" for merge in merges)
            values.append(None if continued else "\n".join(self._cell(cell, inner, hanging)))
            values += [None] * (_count(cell.find("{*}tcPr/{*}gridSpan"), 1) - 1)
        return values

    def _cell(self, cell: etree._Element, inner: list[etree._Element], hanging: Hanging) -> Iterator[str]:
        """The lines of a cell, text boxes in it included; tables in it go to `inner`."""
        for item in self._items(cell):
            if not isinstance(item, _Paragraph):
                inner += [item] if local(item) == "tbl" else []
                continue
            self._leave_out(item.runs)
            yield item.label + item.runs.text
            for box in item.runs.boxes:
                yield from self._cell(box, inner, hanging)
            hanging.graphics += item.runs.graphics
            hanging.notes += item.runs.notes


def _is_layout(seen: Sequence[etree._Element]) -> bool:
    """Whether a table of these rows has one column, or one row with long texts in it."""
    rows = [list(_cells(row)) for row in seen]
    widths = [sum(_count(cell.find("{*}tcPr/{*}gridSpan"), 1) for cell in row) for row in rows]
    if max(widths, default=0) == 1:
        return True
    return len(rows) == 1 and any(sum(len(each.text or "") for each in cell.iter("{*}t")) > 300 for cell in rows[0])


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for name, cell in shown(row):
        if name == "tc" and cell.find("{*}tcPr/{*}cellDel") is None:
            yield cell


def _count(element: etree._Element | None, default: int) -> int:
    stated = whole(value(element))
    # No real table has more columns than Word's 63; a stated million would cost memory.
    return default if stated is None else min(stated, 64)
