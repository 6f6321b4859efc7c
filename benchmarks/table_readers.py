"""Other readers of tables on the pages of statements whose cells are known: how many of the cells they give.

    python benchmarks/table_readers.py --python PEERS/bin/python [FILE ...] [--readers NAME ...]

FILE are goldens of tests/golden/statements on pages of PDFs (default: develop.jsonl and held_out.jsonl), PEERS an
environment with pdfplumber and camelot (see benchmarks/peers/tables.py, which runs there). A row counts where it has
the same label and the same figures in the same order; signs of currency and closing brackets in cells of their own are
joined with their figures first, and so are a label's pieces that no figure parts. Neither reader says of when a column
is; counted is instead whether the year of its period stands above it, in its own column, in the table.
"""

import argparse
import json
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

from corpus import ROOT, SHARED
from statement_cells import GOLDEN, GoldRow, gold_rows

READERS = (
    "pdfplumber",
    "pdfplumber-text",
    "camelot-lattice",
    "camelot-stream",
    "camelot-network",
    "camelot-hybrid",
)
WORKER = ROOT / "benchmarks" / "peers" / "tables.py"
_FIGURE = re.compile(r"\(?-?[\d,.]*\d\)?[%％]?|[—–-]")
Cell = tuple[int, str]


def main() -> None:
    """Prints cells and years for each reader."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[GOLDEN / "develop.jsonl", GOLDEN / "held_out.jsonl"])
    parser.add_argument("--python", type=Path, required=True, help="the environment that has the readers")
    parser.add_argument("--readers", nargs="+", choices=READERS, default=READERS)
    options = parser.parse_args()
    lines = [json.loads(line) for file in options.files for line in file.read_text("utf-8").splitlines()]
    lines = [line for line in lines if "page" in line]
    pages: dict[str, list[int]] = {}
    for line in lines:
        pages.setdefault(line["report"], []).append(line["page"])
    for reader in options.readers:
        counts: Counter[str] = Counter()
        for name, numbers in pages.items():
            told = read(options.python, reader, SHARED / name, numbers)
            for line in (line for line in lines if line["report"] == name):
                counts += score(line, told.get(str(line["page"]), []))
        cells = 2 * counts["right"] / max(1, counts["gold"] + counts["given"])
        print(
            f"{reader:16} cells {counts['right']:5} of {counts['gold']} ({counts['given']} given), F1 {cells:.3f};"
            f" year over the column {counts['dated']} of {counts['gold']}, {counts['dated'] / counts['gold']:.3f}",
            flush=True,
        )


def read(python: Path, reader: str, path: Path, pages: list[int]) -> dict[str, list[list[list[str]]]]:
    """{page: [table]}; empty where the reader fails."""
    command = [str(python), str(WORKER), reader, str(path), *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{reader} failed on {path.name}: {done.stderr.strip().splitlines()[-1:]}")
        return {}
    told: dict[str, list[list[list[str]]]] = json.loads(done.stdout)
    return told


def score(line: dict[str, Any], tables: list[list[list[str]]]) -> Counter[str]:
    """What became of a statement's figures in the tables of its page."""
    rows = [
        (label, figures, table[:number])
        for table in tables
        for number, row in enumerate(table)
        if (read := cells_of(row)) is not None
        for label, figures in [read]
    ]
    counts: Counter[str] = Counter(given=sum(len(figures) for _, figures, _ in rows))
    for gold in gold_rows(line):
        counts["gold"] += len(gold.figures)
        place = next((place for place, (label, told, _) in enumerate(rows) if _same(gold, label, told)), None)
        if place is None:
            continue
        _, told, above = rows.pop(place)
        counts["right"] += len(told)
        for (column, _), figure in zip(told, gold.figures, strict=True):
            year = figure.periods[0].split()[1][:4]
            over = " ".join(row[at] for row in above for at in (column - 1, column) if 0 <= at < len(row))
            counts["dated"] += year in over
    return counts


def cells_of(row: list[str]) -> tuple[str, list[Cell]] | None:
    """A row's label and its figures with their columns; None where it has no figures."""
    label, sign = "", ""
    figures: list[Cell] = []
    for column, text in enumerate(" ".join(value.split()) for value in row):
        plain = re.sub(r"[$\s]", "", text)
        if plain in (")", "%", ")%") and figures:
            figures[-1] = (figures[-1][0], figures[-1][1] + plain)
        elif plain == "(":
            sign = plain
        elif plain and _FIGURE.fullmatch(sign + plain + (")" if "(" in sign + plain and ")" not in plain else "")):
            figures.append((column, sign + plain))
            sign = ""
        elif plain and not figures:
            label = f"{label} {text}".strip()
    return (label, figures) if figures else None


def _same(gold: GoldRow, label: str, told: list[Cell]) -> bool:
    alike = re.sub(r"\W", "", label).lower() == re.sub(r"\W", "", gold.label).lower()
    return alike and [text for _, text in told] == [figure.printed for figure in gold.figures]


if __name__ == "__main__":
    main()
