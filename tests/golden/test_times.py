"""Which way the first-level sections of eight reports look, and of which years they speak, by a table made by hand."""

from pathlib import Path

import pytest

from index.parsing import parse_file
from index.structure.metadata import read_metadata
from index.structure.sections import section_tree

TABLE = Path(__file__).parent / "times.txt"
CASES = [case.split("\n") for case in TABLE.read_text(encoding="utf-8").strip().split("\n\n")[1:]]


def _span(years: tuple[int, ...]) -> str:
    return f"{years[0]}-{years[-1]}" if len(years) > 1 else str(years[0])


@pytest.mark.shared
@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][-24:])
def test_parts_and_years(shared_data: Path, case: list[str]) -> None:
    source, *expected = case
    parsed = parse_file(shared_data / "reports" / source)
    tree = section_tree(parsed, read_metadata(parsed, Path(source).name).year)
    found = [
        f"{section.part or 'both'} {_span(section.years)}" if section.years else "-"
        for section in tree[1:]
        if section.level == 1
    ]
    assert found == expected
    for section in tree[1:]:
        parent = tree[section.parent or 0]
        assert section.part is parent.part or parent.part is None
