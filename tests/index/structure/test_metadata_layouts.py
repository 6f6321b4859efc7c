"""What made-up front lines say of their reports: cities, counties, offices, congresses, companies, in many layouts."""

from pathlib import Path

import pytest

from index.report import Block, BlockKind, ParsedDocument
from index.structure.metadata import read_metadata

TABLE = Path(__file__).resolve().parents[2] / "golden" / "front_lines.txt"
CASES = [case.split("\n= ") for case in TABLE.read_text(encoding="utf-8").strip().split("\n\n")[1:]]


@pytest.mark.parametrize(("lines", "stated"), CASES)
def test_front_lines(lines: str, stated: str) -> None:
    read = read_metadata(ParsedDocument(lines, (Block(BlockKind.PARAGRAPH, 0, len(lines)),)), "upload.txt")
    found = (read.own_title, read.issuer, read.region, read.year, read.delivered)
    assert " | ".join("-" if value is None else str(value) for value in found) == stated


def test_the_table_is_read() -> None:
    assert len(CASES) == 58
