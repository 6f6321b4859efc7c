"""Cells of companies' statements, each with its period and unit, against columns that were read by hand.

    python benchmarks/statement_cells.py [FILE ...] [--list] [--reports PICKLE]

Each line of a FILE (default: tests/golden/statements/develop.jsonl) is a statement of a report of the public test
data: the page or the HTML file's table, the period of each column ("3 2022-06-25": three months that end then; "0 …":
that day), the power of ten of its money and of its numbers of shares. The rows themselves are read from the page's own
lines of text (or the table's own elements), which no code of ours has touched: a label and as many figures as there are
columns. A line with a `source` is of an invented Chinese report (tests/golden/statements/sources): it is built as the
samples are, in the line's `form`, and the rows are those of the source's table with that number.

- cells: the row stands in a table with the same label and the same figures in the same order.
- headers: of those, the ledger's entry at the figure has the column's period and the row's unit and scale.

Precision counts the figures of the tables on those pages that belong to no such row. Subtotals are checked as well:
assets are liabilities and equity, by the ledger's values. Without the test data nothing is measured.
"""

import argparse
import json
import pickle
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import lxml.html
import pypdfium2
from corpus import ROOT, SHARED, builders_of_samples

from index.ingestion.finding import find_files
from index.ingestion.preparing import file_sha256, read_report
from index.ingestion.reading import ReadingProcess
from index.ledger.entries import entries_of
from index.ledger.entry import Entry, Span
from index.report import Block, BlockKind, Report

GOLDEN = ROOT / "tests" / "golden" / "statements"
BUILDERS = builders_of_samples()
_VALUE = r"(?:\(\$?[\d,.]+\)|\$?\s?\([\d,.]+\)|-?\$?\s?[\d,.]*\d[%％]?|\$?\s?[—–-])"
_OF_SHARES = re.compile(r"(?i)(?:weighted.average )?(?:common )?shares (?:used|outstanding)")
_PER_SHARE = re.compile(r"(?i)(?:earnings|income|loss|\)) per (?:common )?share")


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A figure as it is printed, its column's periods (any of them will do), its power of ten and its unit."""

    printed: str
    periods: tuple[str, ...]
    scale: int
    unit: str


@dataclass(frozen=True, slots=True)
class GoldRow:
    """A row as it is printed: its label, and its figures from the left."""

    label: str
    figures: tuple[GoldFigure, ...]


def main() -> None:
    """Prints cells and headers by statement, and over all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[GOLDEN / "develop.jsonl"])
    parser.add_argument("--list", action="store_true", help="print every row that is not right")
    parser.add_argument("--reports", type=Path, help="reports by file name that were read and pickled before")
    options = parser.parse_args()
    if not (SHARED / "qa" / "sec10q").is_dir():
        print(f"skipped: the public test data is not there ({SHARED.name})")
        return
    held = pickle.loads(options.reports.read_bytes()) if options.reports else {}
    total: Counter[str] = Counter()
    balanced: list[bool] = []
    for file in options.files:
        lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        for line in lines:
            line.setdefault("report", line.get("source"))
        names = list(dict.fromkeys(line["report"] for line in lines))
        for name in names:
            report = held.get(Path(name).name) or read_named(name, lines)
            entries = entries_of(report)
            for line in (line for line in lines if line["report"] == name):
                counts = score(report, entries, line, options.list)
                total += counts
                print(f"{Path(name).name:34} {line['statement']:8} {_shares(counts)}")
                if line["statement"] == "balance":
                    balanced += list(_balances(report, entries, line))
    print(f"{'all':43} {_shares(total)}")
    print(f"assets = liabilities and equity: {sum(balanced)} of {len(balanced)} columns")


def read_named(name: str, lines: Sequence[dict[str, Any]]) -> Report:
    """The report of that name, built first where it is one of the invented ones."""
    line = next(line for line in lines if line["report"] == name)
    if "source" not in line:
        return read(SHARED / name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{first_line(name)}.{line['form']}"
        path.write_bytes(BUILDERS[line["form"]](source(name)))
        return read(path)


def source(name: str) -> str:
    """The text of an invented report's source."""
    return (GOLDEN / "sources" / name).read_text("utf-8")


def first_line(name: str) -> str:
    """The title of an invented report, which its file is called by."""
    return source(name).partition("\n")[0].lstrip("# ").replace(" ", "")


def read(path: Path) -> Report:
    """A file as the product reads it."""
    with ReadingProcess() as parser:
        (file,) = find_files([path])
        return read_report(file, file_sha256(path), parser, {}, None)


def score(report: Report, entries: Sequence[Entry], line: dict[str, Any], listed: bool) -> Counter[str]:
    """What became of a statement's figures."""
    by_start = {entry.figure: entry for entry in entries}
    rows = list(_report_rows(report, line))
    counts: Counter[str] = Counter(figures=sum(len(values) for _, values in rows))
    for gold in gold_rows(line):
        counts["gold"] += len(gold.figures)
        place = next((place for place, row in enumerate(rows) if _same(gold, row)), None)
        if place is None:
            if listed:
                print("   no row:", gold)
            continue
        _, values = rows.pop(place)
        counts["cells"] += len(values)
        for (text, start, end), figure in zip(values, gold.figures, strict=True):
            if not re.search(r"\d", text):
                counts["empty"] += 1
                continue
            entry = next((each for span, each in by_start.items() if start <= span[0] and span[1] <= end), None)
            right = entry is not None and _is_of(entry, figure)
            counts["headers"] += right
            if listed and not right:
                told = None if entry is None else (entry.measure, entry.period, entry.low, entry.unit)
                print("   header:", gold.label, figure, told)
    return counts


def _is_of(entry: Entry, figure: GoldFigure) -> bool:
    return any(_of_period(entry.period, period) for period in figure.periods) and _of_value(entry, figure)


def gold_rows(line: dict[str, Any]) -> Iterator[GoldRow]:
    """The rows of a statement, from the file's own lines or the source's."""
    if "source" in line:
        yield from _source_rows(line)
        return
    count = len(line["periods"])
    of_shares = False
    for label, values in _own_rows(line, count):
        if not values:
            of_shares = bool(_OF_SHARES.search(label)) and not _PER_SHARE.search(label.split(" used")[0])
            continue
        per_share = any(re.search(r"\d\.\d\d\b", value) for value in values)
        shares = not per_share and of_shares
        scale = 0 if per_share else line["shares_scale"] if shares else line["scale"]
        unit = "股" if shares else "美元"
        pairs = zip(values, line["periods"], strict=True)
        yield GoldRow(label, tuple(GoldFigure(value, (period,), scale, unit) for value, period in pairs))


def _source_rows(line: dict[str, Any]) -> Iterator[GoldRow]:
    """The rows of a pipe table; `units` and `periods` are of its columns of figures, the last ones."""
    header, _, *rows = source_tables(line["source"])[line["table"]]
    skipped = len(header) - len(line["periods"])
    units = line.get("units", ["元"] * len(line["periods"]))
    for label, *rest in rows:
        cells = zip(rest[skipped - 1 :], line["periods"], units, strict=True)
        per_share = "元/股" in label
        percent = label.endswith("（%）")
        figures = tuple(
            GoldFigure(
                text,
                _with_the_day(label, period),
                0 if per_share or percent or unit == "%" else line["scale"],
                "%" if percent or unit == "%" else "元/股" if per_share else unit,
            )
            for text, period, unit in cells
            if re.fullmatch(_VALUE, text)
        )
        if figures:
            yield GoldRow(label, figures)


def _with_the_day(label: str, period: str) -> tuple[str, ...]:
    """The periods that will do: a balance at the end of one is of its last day as well."""
    periods = tuple(period.split("|"))
    return (*periods, f"0 {period.split()[-1]}") if "期末" in label else periods


def source_tables(name: str) -> list[list[list[str]]]:
    """The pipe tables of an invented report's source, as cells."""
    tables: list[list[list[str]]] = []
    for block in re.split(r"\n{2,}", source(name).strip()):
        if block.startswith("|"):
            tables.append([[cell.strip() for cell in row.strip("|").split("|")] for row in block.split("\n")])
    return tables


def _own_rows(line: dict[str, Any], count: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    path = SHARED / line["report"]
    if "table" in line:
        table = list(lxml.html.parse(str(path)).getroot().iter("table"))[line["table"]]
        for row in table.iter("tr"):
            cells = [" ".join(cell.text_content().split()) for cell in row if cell.tag in ("td", "th")]
            text = " ".join(cell for cell in cells if cell).replace(" )", ")")
            yield from _own_row(text, count)
        return
    page = pypdfium2.PdfDocument(path)[line["page"] - 1].get_textpage().get_text_range()  # type: ignore[no-untyped-call]
    before = ""
    for text in page.splitlines():
        found = list(_own_row(text, count))
        if found and found[0][1] and before and found[0][0][:1].islower():
            found = [(f"{before} {found[0][0]}", found[0][1])]
        before = text.strip() if found and not found[0][1] and not text.strip().endswith(":") else ""
        yield from found


def _own_row(text: str, count: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    match = re.fullmatch(rf"\s*(?P<label>.*?[^\d\s$].*?)((?:\s+{_VALUE}){{{count}}})\s*", text)
    if match is None:
        yield text.strip(), ()
        return
    values = tuple(re.sub(r"[$\s]", "", value) for value in re.findall(_VALUE, match[2]))
    if all(re.fullmatch(r"(?:19|20)\d\d", value) for value in values):
        yield text.strip(), ()
    elif len(values) == count:
        yield match["label"].strip(), values


def _report_rows(report: Report, line: dict[str, Any]) -> Iterator[tuple[str, list[tuple[str, int, int]]]]:
    """(label, [(figure, start, end)]) of each row of the tables on the page, or of those that hold the statement."""
    tables = [block for block in report.blocks if block.kind is BlockKind.TABLE]
    if "page" in line:
        starts = [*report.page_starts, len(report.text) + 1]
        first, last = starts[line["page"] - 1], starts[line["page"]]
        tables = [block for block in tables if block.start < last and block.end > first]
    else:
        gold = list(gold_rows(line))
        told = {block.start: list(_rows_of(report, block)) for block in tables}
        best = max(told, key=lambda start: sum(_same(one, row) for one in gold for row in told[start]))
        tables = [block for block in tables if block.start == best]
    for block in tables:
        yield from _rows_of(report, block)


def _rows_of(report: Report, block: Block) -> Iterator[tuple[str, list[tuple[str, int, int]]]]:
    for number in sorted({cell.row for cell in block.cells}):
        if number < block.header_rows:
            continue
        cells = [cell for cell in block.cells if cell.row == number and cell.end > cell.start]
        texts = [(report.text[cell.start : cell.end].strip(), cell.start, cell.end) for cell in cells]
        values = [(text, start, end) for text, start, end in texts[1:] if re.fullmatch(rf"\s*{_VALUE}\s*", text)]
        if values and texts:
            yield texts[0][0], values


def _same(gold: GoldRow, row: tuple[str, list[tuple[str, int, int]]]) -> bool:
    label, values = row
    told = tuple(re.sub(r"[$\s]", "", text) for text, _, _ in values)
    alike = re.sub(r"\W", "", label).lower() == re.sub(r"\W", "", gold.label).lower()
    return told == tuple(figure.printed for figure in gold.figures) and alike


def _of_period(period: Span | None, gold: str) -> bool:
    if period is None:
        return False
    count, end = gold.split()
    if count == "0":
        return period.first == period.last == end
    year, month, day = map(int, end.split("-"))
    if period.is_year:
        return count == "12" and int(period.last) == year
    if day <= 7:
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    last = 12 * year + month
    first = last - int(count) + 1
    told = [12 * int(part[:4]) + int(part[5:7] or 0) for part in (period.first, period.last)]
    return told == [first, last]


def _of_value(entry: Entry, figure: GoldFigure) -> bool:
    number = Decimal(re.sub(r"[^\d.]", "", figure.printed)) * (-1 if figure.printed.startswith(("(", "-")) else 1)
    return entry.low == number * Decimal(10) ** figure.scale and entry.unit == figure.unit


def _balances(report: Report, entries: Sequence[Entry], line: dict[str, Any]) -> Iterator[bool]:
    """For each column whether the assets are the liabilities and equity."""
    rows = list(_report_rows(report, line))
    sides = []
    for pattern in (
        r"total assets|资产总计",
        r"total liabilities and (?:stock|share)holders.*(?:equity|deficit)|负债和所有者权益.*总计",
    ):
        values = next((values for label, values in rows if re.fullmatch(pattern, label.lower())), [])
        sides.append([_entry_at(entries, start, end) for _, start, end in values])
    for column in range(len(line["periods"])):
        pair = [side[column] if column < len(side) else None for side in sides]
        yield None not in pair and (pair[0].low, pair[0].period) == (pair[1].low, pair[1].period)  # type: ignore[union-attr]


def _entry_at(entries: Sequence[Entry], start: int, end: int) -> Entry | None:
    return next((entry for entry in entries if start <= entry.figure[0] and entry.figure[1] <= end), None)


def _shares(counts: Counter[str]) -> str:
    cells = 2 * counts["cells"] / (counts["gold"] + counts["figures"]) if counts["gold"] else 0.0
    told = counts["gold"] - counts["empty"]
    headers = counts["headers"] / told if told else 0.0
    return (
        f"cells {counts['cells']:4} of {counts['gold']:4} ({counts['figures']} in tables), F1 {cells:.3f};"
        f" headers {counts['headers']:4} of {told:4}, {headers:.3f}"
    )


if __name__ == "__main__":
    main()
