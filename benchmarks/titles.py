"""Whether a report's title tells whose it is and of when, for files that nobody prepared.

    python benchmarks/titles.py [--part a|b] [--differences]

Two sets. The provincial reports of 2025 with their first line, the title, taken away, under a name that says nothing:
the title must name province and year, and be no dateline. And the files of tests/golden/titles.tsv, read under the name
"report", so that no file's name gives the answer away: the title must hold one form of the issuer, the period and some
words of the text's own title. A day counts in any usual form.
"""

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from corpus import ROOT, SHARED, interval

from index.errors import UnreadableReport
from index.parsing import parse_file
from index.report import Block, ParsedDocument
from index.structure.metadata import read_metadata
from index.text.regions import FULL_NAMES

GOLDEN = ROOT / "tests" / "golden" / "titles.tsv"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Expected:
    """What the title of a file must name; "-" where its text states none. `part`: a to develop, b for the end."""

    file: str
    issuer: str
    period: str
    title: str
    part: str

    def is_named_by(self, title: str) -> bool:
        """Whether a title says all of it."""
        said = title.lower()
        return all(
            wanted == "-" or any(form.lower() in said for form in forms)
            for wanted, forms in (
                (self.issuer, self.issuer.split("|")),
                (self.period, period_forms(self.period)),
                (self.title, [self.title]),
            )
        )


def period_forms(period: str) -> list[str]:
    """How a day may be written; a year stands for itself."""
    if not _DAY.fullmatch(period):
        return [period, period.replace("-", "–")]
    day = date.fromisoformat(period)
    return [period, f"{day:%B} {day.day}, {day.year}", f"{day.year}年{day.month}月{day.day}日"]


def golden(path: Path = GOLDEN) -> list[Expected]:
    """The rows of the golden file."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Expected(*line.split("\t")) for line in lines[1:]]


def without_first_line(document: ParsedDocument) -> ParsedDocument:
    """The document without its first block, and nothing in its properties."""
    cut = document.blocks[1].start
    blocks = tuple(_moved(block, cut) for block in document.blocks[1:])
    return replace(document, text=document.text[cut:], blocks=blocks, removals=(), title=None)


def _moved(block: Block, cut: int) -> Block:
    cells = tuple(replace(cell, start=cell.start - cut, end=cell.end - cut) for cell in block.cells)
    return replace(block, start=block.start - cut, end=block.end - cut, cells=cells)


def provincial(shared: Path) -> Iterator[tuple[str, str, bool]]:
    """(file name, title, whether it names province and year) of the 31 reports without their titles."""
    for path in sorted((shared / "reports" / "provincial-2025").glob("*.docx")):
        metadata = read_metadata(without_first_line(parse_file(path)), "report.docx")
        place = next(short for short, full in FULL_NAMES.items() if path.name[5:].startswith((short, full)))
        title = metadata.title
        yield path.name, title, place in title and "2025" in title and title.endswith(("工作报告", "工作报告]"))


def others(shared: Path, part: str | None) -> Iterator[tuple[str, str, bool]]:
    """(file, title, whether it is right) of the golden file's rows."""
    for expected in golden():
        if part is not None and expected.part != part:
            continue
        path = shared / expected.file
        try:
            metadata = read_metadata(parse_file(path), f"report{path.suffix}")
        except UnreadableReport as error:
            yield expected.file, f"refused: {error}", False
        else:
            yield expected.file, metadata.title, expected.is_named_by(metadata.title)


def main() -> None:
    """Print the share of right titles of both sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("a", "b"), help="only this half of the golden file")
    parser.add_argument("--differences", action="store_true", help="print the titles that are not right")
    options = parser.parse_args()
    sets = {
        "provincial 2025 without their first line": provincial(SHARED),
        f"other files{f', part {options.part}' if options.part else ''}": others(SHARED, options.part),
    }
    for name, made in sets.items():
        rows = list(made)
        low, high = interval([float(right) for *_, right in rows])
        share = sum(right for *_, right in rows) / len(rows)
        print(f"{name}, n = {len(rows)}: {share:.3f} [{low:.3f}, {high:.3f}]")
        if options.differences:
            print("\n".join(f"  {file}: {title}" for file, title, right in rows if not right))


if __name__ == "__main__":
    main()
