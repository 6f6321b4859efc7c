"""Tables of plain text: columns parted by blanks or tabs, or drawn with lines, as cells over the text."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.parsing.document import Cut
from index.patterns import regex
from index.report import Block, BlockKind, Cell
from index.structure.tables import count_header_rows, is_figure

RULE_REASON = "line of a table"
_RULE = regex(r"[\s┌┬┐├┼┤└┴┘─━│┃┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝═║+|=:-]{3,}")
_DRAWN = regex(r"[│┃║|]")
_BLANK = regex(r"[ \t\u3000\xa0]")
_PARTED = regex(r"[ \u3000\xa0]{2,}|[ \u3000]*\t[ \t\u3000]*")
_FIELD = regex(r"[^\s│┃║|](?:[^│┃║|\n]*[^\s│┃║|])?")
# A cell this long holds prose; so many columns hold none.
_LONGEST_CELL = 60
_MOST_COLUMNS = 60

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TextTables:
    """The tables of a text, and the cuts that leave a tab between their cells and a line break between their rows."""

    blocks: tuple[Block, ...]
    cuts: tuple[Cut, ...]
    spans: tuple[_Span, ...]

    def holds(self, offset: int) -> bool:
        """Whether an offset lies in a table, its drawn frame included."""
        place = bisect_right(self.spans, offset, key=lambda span: span[0]) - 1
        return place >= 0 and offset < self.spans[place][1]


def tables_in(text: str, lines: Sequence[_Span]) -> TextTables:
    """The tables that lines, without their outer white space, make."""
    blocks: list[Block] = []
    cuts: list[Cut] = []
    spans: list[_Span] = []
    for rows in (*_drawn(text, lines), *_aligned(text, lines)):
        block, own = _table(text, rows)
        start, end = _framed(text, block, lines)
        blocks.append(block)
        spans.append((start, end))
        cuts += own
        cuts += [Cut(*edge, RULE_REASON) for edge in ((start, block.start), (block.end, end)) if edge[0] < edge[1]]
    return TextTables(tuple(sorted(blocks, key=lambda block: block.start)), tuple(cuts), tuple(sorted(spans)))


def _framed(text: str, block: Block, lines: Sequence[_Span]) -> _Span:
    """A table with the rest of its lines and the rules right above and below them."""
    first = bisect_right(lines, block.start, key=lambda line: line[0]) - 1
    last = bisect_right(lines, max(block.end - 1, block.start), key=lambda line: line[0]) - 1
    if not _DRAWN.match(text, lines[first][0]):
        return block.start, block.end
    if first and _RULE.fullmatch(text, *lines[first - 1]):
        first -= 1
    if last + 1 < len(lines) and _RULE.fullmatch(text, *lines[last + 1]):
        last += 1
    return lines[first][0], lines[last][1]


def _runs(lines: Sequence[_Span], text: str) -> Iterator[list[_Span]]:
    """Lines that follow each other without a blank line."""
    run: list[_Span] = []
    for line in lines:
        if run and text.count("\n", run[-1][1], line[0]) > 1:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _drawn(text: str, lines: Sequence[_Span]) -> Iterator[list[list[_Span]]]:
    """Tables whose rows begin and end with a drawn line."""
    for run in _runs(lines, text):
        rows: list[list[_Span]] = []
        for start, end in run:
            if _RULE.fullmatch(text, start, end):
                continue
            fields = list(_drawn_fields(text, start, end))
            if len(fields) < 2 or (rows and len(fields) != len(rows[0])):
                if _is_table(text, rows):
                    yield rows
                rows = []
            if len(fields) > 1:
                rows.append(fields)
        if _is_table(text, rows):
            yield rows


def _drawn_fields(text: str, start: int, end: int) -> Iterator[_Span]:
    bars = [match.start() for match in _DRAWN.finditer(text, start, end)]
    if len(bars) < 3 or bars[0] != start or bars[-1] != end - 1:
        return
    for left, right in pairwise(bars):
        field = _FIELD.search(text, left + 1, right)
        yield field.span() if field else (left + 1, left + 1)


def _aligned(text: str, lines: Sequence[_Span]) -> Iterator[list[list[_Span]]]:
    """Tables whose columns two blanks or a tab part, each row in as many."""
    for run in _runs(lines, text):
        rows: list[list[_Span]] = []
        for start, end in run:
            fields = _fields(text, start, end)
            if rows and len(fields) != len(rows[0]):
                if _is_table(text, rows):
                    yield rows
                rows = []
            if 1 < len(fields) <= _MOST_COLUMNS and not _DRAWN.match(text, start):
                rows.append(fields)
        if _is_table(text, rows):
            yield rows


def _fields(text: str, start: int, end: int) -> list[_Span]:
    if _BLANK.search(text, start, end) is None:  # as in most lines of Chinese
        return [(start, end)]
    fields = []
    for gap in _PARTED.finditer(text, start, end):
        fields.append((start, gap.start()))
        start = gap.end()
    return [*fields, (start, end)]


def _is_table(text: str, rows: Sequence[Sequence[_Span]]) -> bool:
    """Rows of short cells: names in the first column, under a row of names figures in most of the others."""
    if len(rows) < 2 or any(end - start > _LONGEST_CELL for row in rows for start, end in row):
        return False
    body = [[text[slice(*field)] for field in row] for row in rows[1:]]
    values = [value for row in body for value in row[1:] if value]
    figures = sum(map(is_figure, values))
    names = sum(bool(row[0]) and not is_figure(row[0]) for row in body)
    first = [text[slice(*field)] for field in rows[0]]
    return (
        figures * 2 > len(values)
        and names == len(body)
        and (len(rows) > 2 or not any(is_figure(value) for value in first))
    )


def _table(text: str, rows: Sequence[Sequence[_Span]]) -> tuple[Block, list[Cut]]:
    cells = tuple(Cell(*field, row, column) for row, fields in enumerate(rows) for column, field in enumerate(fields))
    headers = count_header_rows([[text[slice(*field)] for field in row] for row in rows])
    cuts = []
    for before, behind in pairwise(cells):
        gap = "\t" if before.row == behind.row else "\n"
        between = text[before.end : behind.start]
        cuts.append(Cut(before.end, behind.start, RULE_REASON if between.strip() else None, gap))
    return Block(BlockKind.TABLE, cells[0].start, cells[-1].end, cells=cells, header_rows=headers), cuts
