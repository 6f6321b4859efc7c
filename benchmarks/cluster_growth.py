"""What a cluster library costs as it grows: the stand-in beside a folder, and the log that every process reads.

    python benchmarks/cluster_growth.py [--passages 1000 10000 100000] [--rows 100000] [--queries 100]
    python benchmarks/cluster_growth.py --sizes LIBRARY

The reports of the first are those of store_growth.py: made up, 32 passages of some 60 characters, with made-up vectors;
a folder and a library of milvus-lite get the same, and are asked the same. `--rows` is for the log alone: how long a
process takes to read the rows of so many reports, and what they fill. `--sizes` tells what a library that is there has
for each passage. Times are processor time of all threads.
"""

import argparse
import json
import tempfile
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import numpy as np
from corpus import percentile
from library import random_queries
from store_growth import DIMENSION, PASSAGES, SETTINGS, made_up, vectors

from index.models.embedding import Vectors
from index.report import Metadata
from index.scope import Scope
from index.store import transactions
from index.store.changes import LibraryChange
from index.store.cluster.cluster import ClusterStore
from index.store.cluster.contents import read_body, read_vectors, read_words, searched
from index.store.cluster.manifest import Entry, Row, new_content
from index.store.cluster.mirror import Mirror
from index.store.cluster.objects import Objects
from index.store.local import LocalStore
from index.store.opening import opened
from index.store.rows import NewReport
from index.store.store import Store

BATCH = 32  # reports of a commit: 1,024 passages, as `wenju add` has them


def main() -> None:
    """Prints a line a measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--rows", type=int, default=100_000, help="of the log; 0 leaves it out")
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--sizes", metavar="LIBRARY", help="tell the sizes of this cluster library, and nothing else")
    options = parser.parse_args()
    if options.sizes:
        sizes(options.sizes)
        return
    with tempfile.TemporaryDirectory() as folder:
        if options.passages:
            growing(Path(folder), sorted(options.passages), options.queries)
        if options.rows:
            log(Path(folder) / "mirror", options.rows)


def growing(folder: Path, counts: list[int], queries: int) -> None:
    """Fills both stores to each size, and searches there."""
    stores: dict[str, Store] = {
        "folder": LocalStore(folder / "library"),
        "stand-in": opened(f"milvus-lite:{folder / 'cluster'}"),
    }
    for name, store in stores.items():
        store.create({"model": "made up", "passages": "made up"})
        reports, there = made_up(PASSAGES), 0
        for count in counts:
            used, started = time.process_time(), time.perf_counter()
            added = 0
            while there < count // PASSAGES:
                new = [next(reports) for _ in range(min(BATCH, count // PASSAGES - there))]
                whole = tuple(with_vectors(each) for each in new)
                store.apply(LibraryChange(add=whole, originals={each.original: b"" for each in new}, settings=SETTINGS))
                there, added = there + len(new), added + len(new) * PASSAGES
            say = f"{name}, {there * PASSAGES} passages"
            used, took = time.process_time() - used, time.perf_counter() - started
            print(f"{say}: added {added} in {used:.1f} s of processor ({took:.0f} s by the clock)", flush=True)
            searching(say, store, queries)


def searching(name: str, store: Store, queries: int) -> None:
    """Searches by words and vector: the first, which loads what is there, and then p50 and p95."""
    rows = np.random.default_rng(1).normal(size=(queries + 1, DIMENSION)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    spent: list[float] = []
    for text, row in zip(random_queries(queries + 1), rows, strict=True):
        started = time.process_time()
        with store.reading() as catalogue:
            catalogue.passages([key for key, _ in catalogue.search(text, row, 12)])
        spent.append((time.process_time() - started) * 1000)
    first, rest = spent[0], spent[1:]
    p50, p95 = percentile(rest, 0.5), percentile(rest, 0.95)
    print(f"{name}: first search {first:.0f} ms, then p50 {p50:.1f}, p95 {p95:.1f} ms, n {len(rest)}", flush=True)


def log(folder: Path, count: int) -> None:
    """The rows of `count` reports as a process takes them in, and what it then asks of them."""
    folder.mkdir(parents=True)
    mirror, name = Mirror(folder), 0
    used, written = time.process_time(), 0
    for start in range(0, count, BATCH):
        name += 1
        entry = Entry(tuple(_row(number) for number in range(start, min(start + BATCH, count))))
        written += len(entry.to_bytes())
        mirror.take_in({f"{name:08}": entry})
    took = time.process_time() - used
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"log of {count} reports in {name} entries: {written / count:.0f} bytes a report, taken in by {took:.1f} s")
    print(f"its rows: {size / count:.0f} bytes a report", flush=True)
    scope = Scope(years=(2024,), regions=("第7县",), or_unstated=True)
    for what in ("metadata", "scope"):
        started = time.process_time()
        with transactions.reading(folder) as catalogue:
            found = catalogue.metadata() if what == "metadata" else catalogue.numbers(scope)
        print(f"{what}: {(time.process_time() - started) * 1000:.0f} ms, {len(found)} reports", flush=True)


def sizes(address: str) -> None:
    """Bytes of a library's objects, and of what Milvus gets, for each passage."""
    store = opened(address)
    assert isinstance(store, ClusterStore)
    objects: Objects = store._parts.objects
    found: Counter[str] = Counter()
    passages = reports = 0
    with store.reading() as catalogue:
        for number, *_ in catalogue.originals():
            row = catalogue.row(number)
            reports, passages = reports + 1, passages + row.passages
            found["row of the log"] += len(json.dumps(asdict(row), ensure_ascii=False).encode())
            for kind, each in (("file", row.original), ("text", row.report), ("vectors", row.vectors)):
                found[kind] += len(objects.read(each) or b"")
            found["words"] += len(objects.read(row.words) or b"")
            assert read_words(objects, row.words)
            assert read_body(objects, row.report).passages
            rows = read_vectors(objects, row.vectors, row.passages)
            new = NewReport(
                catalogue.report(number),
                row.stated,
                row.original,
                tuple(stored.passage for stored in catalogue.passages_of(number)),
                row.added,
                rows,
                catalogue.ledger.of(number),
            )
            given = searched(row.content, new)
            found["Milvus: vector"] += rows.nbytes
            found["Milvus: text"] += sum(len(each.text.encode()) for each in given.passages)
            found["Milvus: tokens"] += sum(len(each.counts) for each in given.passages)
            found["Milvus: tokens of whole reports"] += len(given.whole.counts)
            found["facts"] += len(given.facts)
            found["Milvus: facts"] += sum(len(json.dumps(each, ensure_ascii=False).encode()) for each in given.facts)
    print(f"{reports} reports, {passages} passages; for each passage:")
    for what, total in found.items():
        print(f"  {what}: {total / passages:.1f}")


def with_vectors(new: NewReport) -> NewReport:
    """The report with vectors of its passages."""
    rows: Vectors = vectors(len(new.passages))
    return NewReport(new.report, new.stated, new.original, new.passages, new.added, rows)


def _row(number: int) -> Row:
    year, place = 2016 + number % 10, f"第{number % 2000}县"
    known = Metadata(f"{year}年{place}政府工作报告", region=place, year=year, kind="government_work_report")
    content, name = new_content(), f"written/0123456789abcdef/{number:032x}"
    report_id, added = f"{number:064x}", "2026-01-01T00:00:00.000000Z"
    return Row(
        content, report_id, asdict(known), {}, f"{number:064x}", "6", None, [], added, 20_000, PASSAGES, "12", 400,
        f"{name}.json.gz", f"{name}.f32", f"{name}.words.gz", f"{name}.docx", [[f"{number}.docx", None, added]],
    )  # fmt: skip


if __name__ == "__main__":
    main()
