"""The section trees that the parser finds against the golden ones in tests/golden/sections.

    python benchmarks/structure.py [--differences] [--held-out]

A heading counts when text and level agree, in reading order; the text is folded by NFKC, without spaces and without the
full stop at its end. Precision, recall and F1 of a group are means over its documents, with 95 % bootstrap intervals
over documents. `--differences` lists what is missing (-) and what is too much (+).
"""

import argparse
import difflib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import ROOT, SHARED, interval

from index.parsing import parse_file
from index.structure.metadata import read_metadata
from index.structure.sections import section_tree

GOLDEN = ROOT / "tests" / "golden" / "sections"
HELD_OUT = GOLDEN.parent / "held_out"

Outline = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Score:
    """What one document's tree shares with its golden tree; `texts` is the F1 without regard to levels."""

    name: str
    chinese: bool
    found: int
    expected: int
    right: int
    texts: float

    @property
    def precision(self) -> float:
        """The share of found headings that are right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of expected headings that are found."""
        return self.right / self.expected

    @property
    def f1(self) -> float:
        """Twice the right ones over found and expected together."""
        return 2 * self.right / (self.found + self.expected)


def golden(path: Path) -> tuple[str, Outline]:
    """The source that a golden file names, and its (level, heading) pairs."""
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    outline = [((len(line) - len(line.lstrip())) // 2 + 1, line.strip()) for line in lines]
    return first.removeprefix("# source: "), outline


def found(source: Path) -> Outline:
    """The (level, heading) pairs that the parser finds, with the report's own year known as when it is added."""
    document = parse_file(source)
    tree = section_tree(document, read_metadata(document, source.name).year)
    return [(section.level, document.text[section.heading_start : section.heading_end]) for section in tree[1:]]


def folded(outline: Outline) -> Outline:
    """The outline as it is compared."""
    plain = [
        (level, re.sub(r"[\s\u200b-\u200d\ufeff]+", "", unicodedata.normalize("NFKC", heading)))
        for level, heading in outline
    ]
    return [(level, heading.rstrip("。")) for level, heading in plain]


def common(left: Sequence[object], right: Sequence[object]) -> int:
    """How many members the two share in the same order: the length of their longest common subsequence."""
    row = [0] * (len(right) + 1)
    for member in left:
        above = row
        row = [0]
        for place, other in enumerate(right):
            row.append(above[place] + 1 if member == other else max(above[place + 1], row[place]))
    return row[-1]


def score(path: Path, shared: Path = SHARED) -> tuple[Score, list[str]]:
    """The score of one golden file, and its differences as lines."""
    source, outline = golden(path)
    expected, ours = folded(outline), folded(found(shared / source))
    texts = common([heading for _, heading in expected], [heading for _, heading in ours])
    differences = difflib.unified_diff(
        [f"{'  ' * (level - 1)}{heading[:70]}" for level, heading in expected],
        [f"{'  ' * (level - 1)}{heading[:70]}" for level, heading in ours],
        n=0,
        lineterm="",
    )
    made = Score(
        path.stem,
        source.startswith(("reports/county", "reports/provincial", "reports/state")),
        len(ours),
        len(expected),
        common(expected, ours),
        2 * texts / max(len(ours) + len(expected), 1),
    )
    return made, [line for line in differences if not line.startswith(("---", "+++", "@@"))]


def main() -> None:
    """Print a row a document and the means of the two groups."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--differences", action="store_true")
    parser.add_argument("--held-out", action="store_true", help="the documents that were not looked at for the parser")
    parser.add_argument("names", nargs="*", help="golden files, by their stem; all where none is named")
    options = parser.parse_args()
    scores = []
    print(f"{'document':<20} {'found':>6} {'golden':>6} {'precision':>9} {'recall':>7} {'F1':>6} {'F1 texts':>8}")
    for path in sorted((HELD_OUT if options.held_out else GOLDEN).glob("*.txt")):
        if options.names and path.stem not in options.names:
            continue
        made, differences = score(path)
        scores.append(made)
        columns = f"{made.found:>6} {made.expected:>6} {made.precision:>9.3f} {made.recall:>7.3f} {made.f1:>6.3f}"
        print(f"{made.name:<20} {columns} {made.texts:>8.3f}")
        if options.differences:
            print("\n".join(differences))
    for title, chinese in (("Chinese", True), ("the rest", False)):
        group = [made for made in scores if made.chinese is chinese]
        if group:
            values = [made.f1 for made in group]
            low, high = interval(values)
            means = [sum(getattr(made, what) for made in group) / len(group) for what in ("precision", "recall")]
            share = f"precision {means[0]:.3f}, recall {means[1]:.3f}, F1 {sum(values) / len(values):.3f}"
            print(f"{title}, n = {len(group)}: {share} [{low:.3f}, {high:.3f}]")


if __name__ == "__main__":
    main()
