"""The spans of a report as compact JSON: between the parsing process and ours, and in the catalogue."""

from collections.abc import Sequence
from typing import Any

from index.report import Block, BlockKind, Box, Cell, Part, Removal, Section

Rows = list[list[Any]]


def blocks_to_rows(blocks: Sequence[Block]) -> Rows:
    """Blocks as lists, in the order of their fields."""
    return [
        [
            block.kind.value,
            block.start,
            block.end,
            block.level,
            [[cell.start, cell.end, cell.row, cell.column] for cell in block.cells],
            block.header_rows,
            [[box.page, box.left, box.top, box.right, box.bottom] for box in block.boxes],
        ]
        for block in blocks
    ]


def blocks_from_rows(rows: Rows) -> tuple[Block, ...]:
    """The blocks that `blocks_to_rows` wrote."""
    return tuple(
        Block(
            BlockKind(kind),
            start,
            end,
            level,
            tuple(Cell(*cell) for cell in cells),
            header_rows,
            tuple(Box(*box) for box in boxes),
        )
        for kind, start, end, level, cells, header_rows, boxes in rows
    )


def removals_to_rows(removals: Sequence[Removal]) -> Rows:
    """Removals as lists, in the order of their fields."""
    return [[removal.text, removal.at, removal.reason] for removal in removals]


def removals_from_rows(rows: Rows) -> tuple[Removal, ...]:
    """The removals that `removals_to_rows` wrote."""
    return tuple(Removal(*row) for row in rows)


def sections_to_rows(sections: Sequence[Section]) -> Rows:
    """Sections as lists, in the order of their fields."""
    return [
        [s.number, s.level, s.parent, s.start, s.end, s.heading_start, s.heading_end, s.part, s.years] for s in sections
    ]


def sections_from_rows(rows: Rows) -> tuple[Section, ...]:
    """The sections that `sections_to_rows` wrote."""
    return tuple(
        Section(
            number,
            level,
            parent,
            start,
            end,
            heading_start,
            heading_end,
            None if part is None else Part(part),
            tuple(years),
        )
        for number, level, parent, start, end, heading_start, heading_end, part, years in rows
    )
