"""Headline figures of provinces and of the State Council, written by hand from the reports, against `wenju figures`.

    python benchmarks/headline_cells.py [--cells provinces-develop|provinces-held-out|council ...]
        [--folder DIR] [--list]

The cells are those of tests/golden/facts_labels. The reports of the public test data become a library (in --folder, to
be used again), whose vectors are made up: nothing here is found by likeness. A cell is the row that `figures` lets
decide for that report, year and stage, told of the whole year and of the report's own place; of several the one
without a base (同比) first. It is

- right: the value, in whatever unit, of the label or of one that the label also allows; empty where there is none,
- wrong: another value, - invented: a value where the report gives none, - missing: none where it gives one.

A wrong or invented value whose sentence tells of several years is also counted as passed off as the year's. Without the
test data nothing is measured, and that is said.
"""

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from corpus import ROOT, SHARED, interval

from assistant.evaluation.facts.matching import values_agree
from assistant.ledger.figures import figures
from assistant.ledger.row import LedgerRow
from index.library import Library
from index.scope import Scope
from index.text.quantities import find_quantities

GOLDEN = ROOT / "tests" / "golden" / "facts_labels"
SETS = ("provinces-develop", "provinces-held-out", "council")
GROWTH, AMOUNT = ("change", "points", "share"), ("level", "flow", "stock", "count")
# What is typed for each indicator, and which kinds of figure fill its cell.
INDICATORS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "gdp_growth": (("地区生产总值", "国民生产总值", "工农业总产值", "经济增长"), ("change",)),
    "cpi": (("居民消费价格",), GROWTH),
    "urban_jobs": (("城镇新增就业",), AMOUNT),
    "income_growth": (("居民人均可支配收入",), ("change",)),
    "investment_growth": (("固定资产投资",), ("change",)),
    "retail_growth": (("社会消费品零售总额",), ("change",)),
    "trade_growth": (("进出口",), ("change",)),
    "grain": (("粮食产量",), AMOUNT),
    "energy_intensity": (("单位生产总值能耗",), ("change",)),
    "inflation": (("居民消费价格", "零售物价", "商品零售价格", "物价"), GROWTH),
    "deficit": (("财政赤字", "中央财政赤字", "赤字"), AMOUNT),
    "deficit_ratio": (("赤字率", "财政赤字率"), ("share", "change", "points")),
}
_OF_YEARS = re.compile(r"[五三四十]年|十[一二三四五]五|年均|累计")
_NO_CELL = ("年均", "全国")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as a person filled it. `values` are (low, high, unit) that it may hold; none where the report has none."""

    report: str
    indicator: str
    typed: tuple[str, ...]
    year: int
    planned: bool
    values: tuple[tuple[Decimal, Decimal, str], ...]
    text: str
    quote: str

    @property
    def kinds(self) -> tuple[str, ...]:
        """Which kinds of figure may fill it; an amount where growth is asked but told as one (进出口突破4万亿元)."""
        told = self.values[0][2] if self.values else "%"
        return AMOUNT if not re.search("[%％]|百分", told) else INDICATORS[self.indicator][1]


def main() -> None:
    """Prints a line an indicator and one over all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cells", nargs="+", choices=SETS, default=SETS)
    parser.add_argument("--folder", type=Path, help="keep the library here, or use the one that is there")
    parser.add_argument("--list", action="store_true", help="print every cell that is not right")
    options = parser.parse_args()
    if not (SHARED / "reports").is_dir():
        print(f"skipped: the public test data is not there ({SHARED.name}); see tests/golden/facts_labels/README.md")
        return
    with tempfile.TemporaryDirectory() as folder:
        library = opened(options.folder or Path(folder))
        names = {source.name: each for each in library.reports() for source in each.sources}
        for name in options.cells:
            score(name, library, names, options.list)


def opened(folder: Path) -> Library:
    """A library of the provincial reports and of the State Council's."""
    sys.path.insert(0, str(ROOT / "tests"))
    from fakes import HashingEmbedder

    library = Library(folder, HashingEmbedder(dimension=64))
    if not library.exists:
        library.add([SHARED / "reports" / "provincial-2025", SHARED / "reports" / "state-council"])
    return library


def score(name: str, library: Library, names: dict[str, Any], listed: bool) -> None:
    """Scores a file of cells."""
    table: dict[str, Counter[str]] = {}
    whole: list[tuple[str, bool]] = []
    for cell in cells(name, {each.metadata.region: file for file, each in names.items() if "2025年" in file}):
        stored = names[cell.report]
        row = chosen(library, stored.report_id, stored.metadata.region, cell)
        outcome = outcome_of(cell, row)
        passed = row is not None and outcome in ("wrong", "invented") and bool(_OF_YEARS.search(row.sentence))
        table.setdefault(cell.indicator, Counter())[outcome] += 1
        whole.append((outcome, passed))
        if listed and outcome not in ("right", "empty"):
            got = "nothing" if row is None else f"{row.entry.text} in {row.quote}"
            print(f"{outcome}: {cell.report} {cell.indicator} {cell.year}")
            print(f"    wants {cell.text or 'nothing'} ({cell.quote}), got {got}")
    print(f"\n{name}, {len(whole)} cells")
    for indicator, counts in table.items():
        print(f"  {indicator:18} " + ", ".join(f"{outcome} {count}" for outcome, count in sorted(counts.items())))
    told = [outcome for outcome, _ in whole if outcome in ("right", "wrong", "missing")]
    _share("right, of the cells that a report fills", [outcome == "right" for outcome in told])
    _share("wrong, of the cells that a report fills", [outcome == "wrong" for outcome in told])
    _share("missing, of the cells that a report fills", [outcome == "missing" for outcome in told])
    none = [outcome for outcome, _ in whole if outcome in ("empty", "invented")]
    _share("invented, of the cells that no report fills", [outcome == "invented" for outcome in none])
    _share("right or rightly empty, of all cells", [outcome in ("right", "empty") for outcome, _ in whole])
    print(f"  several years' passed as the year's: {sum(passed for _, passed in whole)}")


def cells(name: str, reports: dict[str | None, str]) -> Iterator[Cell]:
    """The cells of a file; `reports` are the files of the regions."""
    for line in (GOLDEN / f"{name}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line, parse_float=Decimal)
        for absent in row.get("absent", ()):
            indicator, stage = absent.split()
            year = int(row["report"][:4]) - (stage == "done")
            yield Cell(row["report"], indicator, INDICATORS[indicator][0], year, stage == "planned", (), "", "")
        if "indicator" not in row:
            continue
        values = []
        if row.get("told", "figure") == "figure":
            values.append((Decimal(row["low"]), Decimal(row["high"]), row["unit"]))
            if "力争" in row["text"]:  # 7%以上、力争达到8%: the first decides
                values.append((Decimal(row["low"]), Decimal(row["low"]), row["unit"]))
            values += [(q.low, q.high, q.unit) for also in row.get("also", ()) for q in find_quantities(also)]
        report = row["report"] if "report" in row else reports[row["region"]]
        typed = (row["measure"],) if "measure" in row else INDICATORS[row["indicator"]][0][:1]
        planned = row["stage"] == "planned"
        yield Cell(report, row["indicator"], typed, row["year"], planned, tuple(values), row["text"], row["quote"])


def chosen(library: Library, report_id: str, region: str | None, cell: Cell) -> LedgerRow | None:
    """The row that fills the cell; None where there is none."""
    scope = Scope(reports=(report_id,))
    for typed in cell.typed:
        found = figures(library, typed, scope=scope, years=(cell.year,), kinds=cell.kinds, planned=cell.planned)
        rows = [row for row in found.rows if _fills(row, region)]
        if rows:
            return min(rows, key=lambda row: row.entry.base not in ("", "同比"))
    return None


def _fills(row: LedgerRow, region: str | None) -> bool:
    entry = row.entry
    whole_year = entry.period is not None and entry.period.is_year
    return row.decides and whole_year and row.whose == (region or row.whose) and not entry.base.startswith(_NO_CELL)


def outcome_of(cell: Cell, row: LedgerRow | None) -> str:
    """What a cell came to."""
    if not cell.values:
        return "empty" if row is None else "invented"
    if row is None:
        return "missing"
    entry = row.entry
    alike = any(values_agree((entry.low, entry.high), entry.unit, (low, high), unit) for low, high, unit in cell.values)
    return "right" if alike else "wrong"


def _share(name: str, counted: Sequence[bool]) -> None:
    if not counted:
        return
    low, high = interval([float(each) for each in counted])
    n = len(counted)
    print(f"  {name}: {sum(counted) / n:.3f} [{low:.3f}, {high:.3f}], {sum(counted)} of {n}")


if __name__ == "__main__":
    main()
