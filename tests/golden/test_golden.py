"""The golden trees themselves: well formed, and made of words that stand in their documents."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "sections"
GOLDEN = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_tree_is_well_formed(path: Path) -> None:
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# source: ")
    level = 0
    for line in lines:
        indent = len(line) - len(line.lstrip())
        assert indent % 2 == 0 and indent // 2 <= level, line
        assert len(line.strip()) <= 200
        level = indent // 2 + 1


def test_there_are_enough_documents() -> None:
    assert len(GOLDEN) == 16
