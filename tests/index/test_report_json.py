"""Spans as compact rows: what comes back is what went, and rows are plain JSON."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from index.report import Block, BlockKind, Box, Cell, Part, Removal, Section
from index.report_json import (
    blocks_from_rows,
    blocks_to_rows,
    removals_from_rows,
    removals_to_rows,
    sections_from_rows,
    sections_to_rows,
)

NUMBERS = st.integers(0, 10**7)
CELLS = st.builds(Cell, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
EDGES = st.floats(-1e4, 1e4)
BOXES = st.builds(Box, NUMBERS, EDGES, EDGES, EDGES, EDGES)
BLOCKS = st.builds(
    Block,
    st.sampled_from(BlockKind),
    NUMBERS,
    NUMBERS,
    NUMBERS,
    st.lists(CELLS, max_size=3).map(tuple),
    NUMBERS,
    st.lists(BOXES, max_size=2).map(tuple),
)
SECTIONS = st.builds(
    Section,
    *[NUMBERS] * 2,
    st.none() | NUMBERS,
    *[NUMBERS] * 4,
    st.none() | st.sampled_from(Part),
    st.lists(st.integers(1900, 2100), max_size=3).map(tuple),
)
REMOVALS = st.builds(Removal, st.text(max_size=20), NUMBERS, st.text(max_size=20))


@settings(max_examples=30)
@given(st.lists(BLOCKS, max_size=4).map(tuple))
def test_blocks(blocks: tuple[Block, ...]) -> None:
    assert blocks_from_rows(json.loads(json.dumps(blocks_to_rows(blocks)))) == blocks


@settings(max_examples=30)
@given(st.lists(SECTIONS, max_size=4).map(tuple))
def test_sections(sections: tuple[Section, ...]) -> None:
    assert sections_from_rows(json.loads(json.dumps(sections_to_rows(sections)))) == sections


@settings(max_examples=30)
@given(st.lists(REMOVALS, max_size=4).map(tuple))
def test_removals(removals: tuple[Removal, ...]) -> None:
    assert removals_from_rows(json.loads(json.dumps(removals_to_rows(removals)))) == removals


def test_the_rows_of_a_library_that_is_there() -> None:
    """As catalogues hold them: another order of fields would read them wrongly."""
    block = Block(BlockKind.TABLE, 1, 9, 0, (Cell(1, 4, 0, 0),), 1, (Box(2, 3.0, 4.0, 5.0, 6.0),))
    assert blocks_to_rows([block]) == [["table", 1, 9, 0, [[1, 4, 0, 0]], 1, [[2, 3.0, 4.0, 5.0, 6.0]]]]
    section = Section(1, 2, 0, 10, 90, 10, 15, Part.PLAN, (2025,))
    assert json.loads(json.dumps(sections_to_rows([section]))) == [[1, 2, 0, 10, 90, 10, 15, "plan", [2025]]]
