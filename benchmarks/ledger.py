"""How fast a kept ledger of N generated entries answers: every kind of search that `wenju figures` makes.

    python benchmarks/ledger.py --entries 10000000 --folder /somewhere/with/8/GB

The rows are generated and belong to no text: 250 a report of one place and year, a fifth of them of 100 indicators, of
which the first five stand in every report, the others of 200,000 measures that few reports share. A folder that holds
the rows already is used as it is. Each search is timed five times on warm pages, in processor time; the slowest is told
beside the median.
"""

import argparse
import random
import shutil
import sqlite3
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter, process_time

from index.store import transactions
from index.store.ledger import TABLES, Ledger, Selection

A_REPORT = 250
PLACES = 2_000
YEARS = range(2005, 2027)
INDICATORS = 100
MEASURES = 200_000
RUNS = 5
INDEX = "CREATE INDEX"


def main() -> None:
    """Makes the rows where they are not there, and times the searches."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="default: a temporary one, deleted at the end")
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="ledger-"))
    try:
        if not (folder / transactions.FILE_NAME).is_file():
            begun = perf_counter()
            generate(folder, options.entries)
            print(f"generated in {perf_counter() - begun:.0f} s")
        measure(folder)
    finally:
        if options.folder is None:
            shutil.rmtree(folder)


def generate(folder: Path, entries: int) -> None:
    """A catalogue of reports without text and of their entries."""
    folder.mkdir(parents=True, exist_ok=True)
    transactions.create(folder, {})
    connection = sqlite3.connect(folder / transactions.FILE_NAME)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA journal_mode = OFF")
    for statement in TABLES:
        if not statement.startswith(INDEX):
            connection.execute(statement)
    subjects = [(f"indicator {n}", f"indicator {n}") for n in range(INDICATORS)]
    subjects += [(f"measure number {n}", "") for n in range(MEASURES)]
    connection.executemany(
        "INSERT INTO ledger_subjects (subject, canonical, measure, entries) VALUES (?, ?, ?, 50)",
        [(subject, canonical, subject) for subject, canonical in subjects],
    )
    reports = range(1, entries // A_REPORT + 1)
    connection.executemany(
        "INSERT INTO reports VALUES (?, ?, '{}', '{}', '', '', '', '', NULL, '[]', '', '', '')",
        ((number, f"{number:064x}") for number in reports),
    )
    connection.executemany(
        "INSERT INTO ledger_reports VALUES (?, 'generated', ?, ?, '')",
        ((number, *_whose(number)) for number in reports),
    )
    marks = ", ".join("?" * 31)
    connection.executemany(f"INSERT INTO ledger_entries VALUES ({marks})", _rows(reports))
    for statement in TABLES:
        if statement.startswith(INDEX):
            connection.execute(statement)
    connection.commit()
    connection.close()


def _whose(number: int) -> tuple[str, str]:
    return f"place {number % PLACES}", f"office {number % PLACES}"


def _rows(reports: Sequence[int]) -> Iterator[tuple[object, ...]]:
    draw = random.Random(0)
    for number in reports:
        region, _ = _whose(number)
        year = draw.choice(YEARS)
        for place in range(A_REPORT):
            if place < 5:
                subject = place
            elif place < 50:
                subject = draw.randrange(5, INDICATORS)
            else:
                subject = INDICATORS + int(MEASURES * draw.random() ** 3)
            canonical = f"indicator {subject}" if subject < INDICATORS else ""
            planned = place % 3 == 0
            about = year if planned else year - 1
            value = round(draw.uniform(1, 9), 1)
            start = place * 60
            yield (
                *(number, start, start + 40, start, start + 58, start + 20, start + 26, start + 2, start + 10),
                *(f"{value}%", f"measure number {subject}⟨↑⟩#", min(subject, INDICATORS + MEASURES - 1) + 1, canonical),
                *("change" if place % 2 else "level", value, value, str(value), str(value)),
                *("%" if place % 2 else "元", "", "", "", region, str(about), str(about), about, about),
                *("planned" if planned else "done", 0, "[]", "written"),
            )


def measure(folder: Path) -> None:
    """Times the searches and prints a line each."""
    with transactions.reading(folder) as catalogue:
        ledger = catalogue.ledger
        (size,) = (
            sqlite3.connect(folder / transactions.FILE_NAME).execute("SELECT count(*) FROM ledger_entries").fetchone()
        )
        megabytes = (folder / transactions.FILE_NAME).stat().st_size / 1e6
        print(f"{size:,} entries, {megabytes:,.0f} MB")
        print(f"{'search':52} {'rows':>8} {'median ms':>10} {'worst ms':>9}")
        for name, search in _searches(ledger):
            rows = len(search())
            times = []
            for _ in range(RUNS):
                begun = process_time()
                search()
                times.append((process_time() - begun) * 1000)
            print(f"{name:52} {rows:8,} {statistics.median(times):10.1f} {max(times):9.1f}")


def _searches(ledger: Ledger) -> Iterator[tuple[str, Callable[[], Sequence[object]]]]:
    every = ("indicator 0",)
    some = ("indicator 50",)
    place, office = _whose(17)
    provinces = tuple(f"place {number}" for number in range(31))

    def found(limit: int | None = None, **wanted: tuple[object, ...]) -> Callable[[], Sequence[object]]:
        return lambda: ledger.find(Selection(**wanted), limit)  # type: ignore[arg-type]

    yield "in every report, one region, one year", found(canonicals=every, regions=(place,), years=(2024,))
    yield "in every report, one region", found(canonicals=every, regions=(place,))
    yield "in every report, 31 regions, one year", found(canonicals=every, regions=provinces, years=(2024,))
    yield "in every report, 31 regions", found(canonicals=every, regions=provinces)
    yield "in every report, one year, planned", found(canonicals=every, years=(2024,), stages=("planned",))
    yield "in every report, one year, all kinds and units", found(canonicals=every, years=(2024,))
    yield "in every report, one unit, 1,000 newest", found(1000, canonicals=every, units=("元",))
    yield "in every report, one issuer", found(canonicals=every, issuers=(office,))
    yield "in every report, ten reports", found(canonicals=every, reports=tuple(range(100, 110)))
    yield "in every report, no limit but 1,000 newest", found(1000, canonicals=every)
    yield "in every report, all of them", found(canonicals=every)
    yield "in some reports, one year", found(canonicals=some, years=(2024,))
    yield "in some reports, one region", found(canonicals=some, regions=(place,))
    yield "in some reports, all of them", found(canonicals=some)
    yield "a common measure without a name", found(subjects=("measure number 0",))
    yield "a rare measure without a name", found(subjects=("measure number 150000",))
    yield "one report", lambda: ledger.of(17)
    yield "measures by exact name", lambda: ledger.named(["indicator 7", "measure number 7"])
    yield "the 20,000 measures told most", lambda: ledger.subjects(most=20_000)


if __name__ == "__main__":
    main()
