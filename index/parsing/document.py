"""From pieces of text to a ParsedDocument whose spans are right by construction.

A parser first makes a draft: text and blocks as the file has them (`DocumentBuilder`, or a `ParsedDocument` of its
own over the decoded source). `settle` then applies cuts to the draft, trims and separates the blocks, and carries
every offset along.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.report import Block, BlockKind, Box, Cell, ParsedDocument, Removal
from index.structure.tables import count_header_rows

SEPARATOR = "\n"


@dataclass(frozen=True, slots=True)
class Cut:
    """A span to delete from a draft. One with a `reason` is recorded as a Removal, one without is mere white space
    or markup. `gap` is the white space that stands in its place: nothing, one space, or what parts a table's cells.
    """

    start: int
    end: int
    reason: str | None = None
    gap: str = ""


class DocumentBuilder:
    """Collects blocks, removals and page starts in reading order."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._removals: list[Removal] = []
        self._page_starts: list[int] = []

    def add(self, kind: BlockKind, text: str, *, level: int = 0, boxes: tuple[Box, ...] = ()) -> int:
        """Append a block and return the offset at which its text starts."""
        start = self._open()
        self._append(text)
        self._blocks.append(Block(kind, start, self._length, level, boxes=boxes))
        return start

    def add_table(
        self, rows: Sequence[Sequence[str | None]], *, header_rows: int | None = None, boxes: tuple[Box, ...] = ()
    ) -> list[int]:
        """Append a table of equally long rows; None is a place that a merged cell covers. Returns where its rows start.

        `header_rows=None` looks at the rows to tell.
        """
        start = self._open()
        cells: list[Cell] = []
        row_starts: list[int] = []
        for row_number, row in enumerate(rows):
            if row_number:
                self._append("\n")
            row_starts.append(self._length)
            for column, value in enumerate(row):
                if column:
                    self._append("\t")
                if value is not None:
                    cell_start = self._length
                    self._append(" ".join(value.split()))
                    cells.append(Cell(cell_start, self._length, row_number, column))
        headers = count_header_rows(rows) if header_rows is None else header_rows
        self._blocks.append(
            Block(BlockKind.TABLE, start, self._length, cells=tuple(cells), header_rows=headers, boxes=boxes)
        )
        return row_starts

    def add_document(self, document: ParsedDocument) -> None:
        """Append another document's blocks and removals; its title and pages are not taken over."""
        if not document.blocks:
            for removal in document.removals:
                self.remove(removal.text, removal.reason)
            return
        start = self._open() - document.blocks[0].start
        self._append(document.text[document.blocks[0].start :])
        for block in document.blocks:
            if not start:
                self._blocks.append(block)
                continue
            cells = tuple(Cell(cell.start + start, cell.end + start, cell.row, cell.column) for cell in block.cells)
            self._blocks.append(replace(block, start=block.start + start, end=block.end + start, cells=cells))
        self._removals += [replace(removal, at=max(0, removal.at + start)) for removal in document.removals]

    def remove(self, text: str, reason: str, *, at: int | None = None) -> None:
        """Record text that the file holds and the document does not: at an offset, or where the next block will be."""
        if text.strip():
            self._removals.append(Removal(text, self._length if at is None else at, reason))

    def start_page(self, offset: int | None = None) -> None:
        """The next page begins here, or at `offset`, which may lie inside a block already added."""
        self._page_starts.append(self._length if offset is None else offset)

    @property
    def length(self) -> int:
        """How long the draft is, in code points."""
        return self._length

    def draft(self, title: str | None = None, problems: tuple[str, ...] = ()) -> ParsedDocument:
        """What was collected, before any cut."""
        return ParsedDocument(
            "".join(self._pieces),
            tuple(self._blocks),
            tuple(self._removals),
            tuple(self._page_starts),
            (title or "").strip() or None,
            problems,
        )

    def _open(self) -> int:
        if self._blocks:
            self._append(SEPARATOR)
        return self._length

    def _append(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)


def settle(draft: ParsedDocument, cuts: Iterable[Cut]) -> ParsedDocument:
    """The document that is left when the cuts are made.

    Text outside blocks goes, blocks lose white space at their edges, empty blocks vanish, and exactly one line
    break stands between two blocks. Cuts may overlap; the one that starts first wins. A cut that takes the
    separator between two paragraphs makes them one.
    """
    cuts = _disjoint(cuts)
    settled = _Settled()
    place = 0
    for block in draft.blocks:
        while place < len(cuts) and cuts[place].end <= block.start:
            place += 1
        segments = list(_kept(draft.text, block, cuts, place))
        if block.kind is not BlockKind.TABLE:
            segments = _trimmed(segments)
        settled.add(block, segments, joins=place < len(cuts) and cuts[place].start < block.start)
    move = settled.move
    removals = [replace(removal, at=move(removal.at)) for removal in draft.removals]
    removals += [Removal(draft.text[cut.start : cut.end], move(cut.start), cut.reason) for cut in cuts if cut.reason]
    removals.sort(key=lambda removal: removal.at)
    return replace(
        draft,
        text="".join(settled.pieces),
        blocks=tuple(settled.moved(block) for block in settled.blocks),
        removals=tuple(removals),
        page_starts=tuple(move(start) for start in draft.page_starts),
    )


# A piece of the draft that stays, or a gap: where it stood in the draft, how long it was there, its text.
_Segment = tuple[int, int, str]


class _Settled:
    """The text as it grows, and the map from the draft's offsets to its own."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        # Their cells stand where the draft has them until all is moved.
        self.blocks: list[Block] = []
        self._length = 0
        self._sources: list[int] = []
        self._targets: list[tuple[int, int]] = []

    def add(self, block: Block, segments: list[_Segment], *, joins: bool) -> None:
        """Append what is left of a block; `joins` when a cut reaches into it from before its start."""
        if not any(text.strip() for _, _, text in segments):
            return
        boxes = block.boxes
        if joins and self.blocks and self.blocks[-1].kind is block.kind is BlockKind.PARAGRAPH:
            block = self.blocks.pop()
            boxes = block.boxes + boxes
            start = block.start
        else:
            if self.blocks:
                self.pieces.append(SEPARATOR)
                self._length += len(SEPARATOR)
            start = self._length
        for source, source_length, text in segments:
            self._sources.append(source)
            self._targets.append((self._length, source_length))
            self.pieces.append(text)
            self._length += len(text)
        if (block.start, block.end, block.boxes) != (start, self._length, boxes):
            block = replace(block, start=start, end=self._length, boxes=boxes)
        self.blocks.append(block)

    def moved(self, block: Block) -> Block:
        """A block with its cells where they stand now."""
        if not block.cells:
            return block
        return replace(block, cells=tuple(self._moved_cell(cell) for cell in block.cells))

    def _moved_cell(self, cell: Cell) -> Cell:
        return Cell(self.move(cell.start), self.move(cell.end), cell.row, cell.column)

    def move(self, offset: int) -> int:
        """Where a draft's offset stands now; for one that was cut, the end of what stays before it."""
        number = bisect_right(self._sources, offset) - 1
        if number < 0:
            return 0
        target, source_length = self._targets[number]
        return target + min(offset - self._sources[number], source_length)


def _disjoint(cuts: Iterable[Cut]) -> list[Cut]:
    ordered: list[Cut] = []
    for cut in sorted(cuts, key=lambda cut: (cut.start, -cut.end)):
        start = max(cut.start, ordered[-1].end) if ordered else cut.start
        if start < cut.end:
            ordered.append(replace(cut, start=start) if start != cut.start else cut)
    return ordered


def _kept(text: str, block: Block, cuts: list[Cut], place: int) -> Iterator[_Segment]:
    position = block.start
    while place < len(cuts) and cuts[place].start < block.end:
        cut = cuts[place]
        if cut.start > position:
            yield position, cut.start - position, text[position : cut.start]
        if cut.gap and cut.start > block.start and cut.end < block.end:
            yield cut.start, 0, cut.gap
        position = max(position, cut.end)
        place += 1
    if position < block.end:
        yield position, block.end - position, text[position : block.end]


def _trimmed(segments: list[_Segment]) -> list[_Segment]:
    filled = [place for place, (_, _, text) in enumerate(segments) if text.strip()]
    if not filled:
        return []
    segments = segments[filled[0] : filled[-1] + 1]
    source, _, text = segments[0]
    kept = text.lstrip()
    segments[0] = (source + len(text) - len(kept), len(kept), kept)
    source, _, text = segments[-1]
    kept = text.rstrip()
    segments[-1] = (source, len(kept), kept)
    return segments
