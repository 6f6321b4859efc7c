"""Questions about twelve 10-Qs: whether the right file comes first, and the right page among the first five passages.

    python benchmarks/filing_pages.py --library DIR [--half first|second|both] [--list]

DIR holds the files of the public set qa/sec10q (`wenju add qa/sec10q/docs --library DIR`). The questions are that set's
own; asked are those whose file is there, as `wenju search` and the answer's first step rank passages.

- file: the first passage is of a file that the question's source pattern allows (*AAPL*: any of Apple's).
- page: one of the first five passages stands on a page that tells the answer, in the file that is meant. The pages of
  60 questions were read in the PDFs beforehand (tests/golden/filing_pages.tsv: the question's row, file, pages).

The halves take every other one of these 60. Without the test data nothing is measured.
"""

import argparse
import csv
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from corpus import ROOT, SHARED, interval

from assistant.build import build_assistant
from assistant.settings import load_settings
from index.library import Library
from index.report import RankedPassage

PAGES = ROOT / "tests" / "golden" / "filing_pages.tsv"
FOLDER = SHARED / "qa" / "sec10q"
FIRST = 5


class Marked(NamedTuple):
    """The row of a question in the set's file, counted from 0, and where its answer is told."""

    row: int
    file: str
    pages: frozenset[int]


def main() -> None:
    """Prints both shares, and with --list what came first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--half", choices=("first", "second", "both"), default="both")
    parser.add_argument("--list", action="store_true", help="print each question whose page is not among the first")
    options = parser.parse_args()
    if not FOLDER.is_dir():
        print(f"skipped: the public test data is not there ({SHARED.name})")
        return
    with (FOLDER / "qna_data.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assistant = build_assistant(load_settings(library=options.library))
    library = assistant.library
    names = {stored.report_id: stored.sources[0].name for stored in library.reports()}
    marked = halved(options.half)
    left_out = {each.row for each in halved("both")} - {each.row for each in marked}
    files: list[bool] = []
    for number, row in enumerate(rows):
        pattern = row["Source Docs"]
        if number in left_out or not any(fnmatch(name, f"{pattern}.pdf") for name in names.values()):
            continue
        found = assistant.chain.retrieve(row["Question"].strip(), FIRST)
        files.append(bool(found) and fnmatch(names[found[0].report_id], f"{pattern}.pdf"))
        if options.list and not files[-1]:
            print(f"file: {row['Question'].strip()} {pattern}: {[names[each.report_id] for each in found]}")
    pages: list[bool] = []
    for each in marked:
        question = rows[each.row]["Question"].strip()
        found = assistant.chain.retrieve(question, FIRST)
        told = [(names[passage.report_id], pages_of(library, passage)) for passage in found]
        pages.append(any(name == each.file and on & each.pages for name, on in told))
        if options.list and not pages[-1]:
            print(f"page: {question} {each.file} {sorted(each.pages)}: {[(n, sorted(on)) for n, on in told]}")
    print_share("right file first", files)
    print_share(f"right page in the first {FIRST}", pages)


def halved(half: str) -> list[Marked]:
    """The questions whose pages were read: every other one, the first half for developing."""
    lines = PAGES.read_text("utf-8").splitlines()[1:]
    fields = [line.split("\t") for line in lines]
    every = [Marked(int(row), file, frozenset(map(int, pages.split()))) for row, file, pages in fields]
    return {"first": every[::2], "second": every[1::2], "both": every}[half]


def pages_of(library: Library, passage: RankedPassage) -> frozenset[int]:
    """The pages on which a passage stands."""
    report = library.get(passage.report_id)
    first, last = report.page_at(passage.start), report.page_at(max(passage.start, passage.end - 1))
    return frozenset(range(first, last + 1)) if first is not None and last is not None else frozenset()


def print_share(name: str, right: list[bool]) -> None:
    """A share with n and its interval."""
    low, high = interval([float(each) for each in right])
    print(f"{name}: {sum(right)} of {len(right)}, {sum(right) / len(right):.3f} [{low:.3f}, {high:.3f}]")


if __name__ == "__main__":
    main()
