"""One library as it is opened and searched, in a process of its own: see growth.py, which starts it.

    python benchmarks/growth_measured.py LIBRARY FILE.npz FOLDER

Prints JSON: seconds to open with the first search, milliseconds of a search without embedding (wall and processor),
limited to a region, to a year and to more as well, recall of the ten nearest against all vectors, resident memory,
disk; and, with a writer that commits and merges meanwhile, how long a reader waits for its transaction and its
generation.
"""

import json
import os
import random
import resource
import subprocess
import sys
import threading
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from corpus import percentile
from growth import StandIn, of_report
from real_vectors import Rows
from store_growth import PASSAGES, PLACES, made_up

from index.library import Library
from index.scope import Scope
from index.store import transactions
from index.store.remembered import Remembered

QUERIES = 200
COMMITS = 20


def main() -> None:
    """Measures and prints."""
    root, vectors, folder = map(Path, sys.argv[1:4])
    queries = np.load(vectors)["questions"]
    asked = texts()
    before = resident()
    library = Library(root, StandIn(queries))
    started, worked = time.perf_counter(), time.process_time()
    library.search(asked[0], 10)
    said: dict[str, float] = {
        "open_s": round(time.perf_counter() - started, 3),
        "open_cpu_s": round(time.process_time() - worked, 3),
    }
    for name, scope in (
        ("search", None),
        ("region", Scope(regions=(PLACES[7],))),
        ("year", Scope(years=(2024,))),
        ("three_years", Scope(years=(2022, 2023, 2024))),
        ("nine_years", Scope(years=tuple(range(2016, 2025)))),
    ):
        wall, cpu = [], []
        for text in asked:
            started, worked = time.perf_counter(), time.process_time()
            library.search(text, 10, scope)
            wall.append((time.perf_counter() - started) * 1000)
            cpu.append((time.process_time() - worked) * 1000)
        for kind, values in (("wall", wall), ("cpu", cpu)):
            said[f"{name}_{kind}_p50"] = round(percentile(values, 0.5), 1)
            said[f"{name}_{kind}_p95"] = round(percentile(values, 0.95), 1)
    said["resident_mb"] = round(resident() - before)
    said["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    files = {path.stat().st_ino: path.stat().st_size for path in root.rglob("*") if path.is_file()}
    said["disk_mb"] = round(sum(files.values()) / 1e6)
    said |= recall(root, queries, np.load(folder / "bulk.npy", mmap_mode="r"))
    said |= waits(root, folder, vectors)
    print(json.dumps(said))


def texts() -> list[str]:
    """Questions of made-up words, as often as the reports use them."""
    chance, new = random.Random(5), next(made_up(PASSAGES * 10))
    lines = [line for line in new.report.text.split("\n") if len(line) > 40]
    return [
        "".join(chance.choice(lines)[2 * place : 2 * place + 6] for place in (1, 6, 11)) + "？" for _ in range(QUERIES)
    ]


def resident() -> float:
    """Resident memory in MB, mapped files with it."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def recall(root: Path, queries: Rows, rows: Rows) -> dict[str, float]:
    """Of the ten nearest vectors of all, how many are found; and in milliseconds how long it takes."""
    remembered = Remembered(root)
    with remembered.transaction() as catalogue:
        index, count = remembered.snapshot(catalogue)._vectors, catalogue.passage_count()
        reports = catalogue.count()
    best: list[np.ndarray] = [np.empty((len(queries), 0), np.float32), np.empty((len(queries), 0), np.int64)]
    for first in range(0, reports, 1_000):
        own = np.concatenate([of_report(rows, number) for number in range(first + 1, min(first + 1_000, reports) + 1)])
        cosines = np.concatenate([best[0], queries @ own.T], axis=1)
        ids = np.arange(first * PASSAGES + 1, first * PASSAGES + 1 + len(own))
        keys = np.concatenate([best[1], np.broadcast_to(ids, (len(queries), len(ids)))], axis=1)
        top = np.argpartition(-cosines, 10, axis=1)[:, :10]
        best = [np.take_along_axis(each, top, axis=1) for each in (cosines, keys)]
    started = time.thread_time()
    found = [{key for key, _ in index.search(query, 100)[:10]} for query in queries]
    spent = (time.thread_time() - started) * 1000 / len(queries)
    right = [len(each & set(exact)) / 10 for each, exact in zip(found, best[1].tolist(), strict=True)]
    return {"passages": count, "recall_at_10": round(float(np.mean(right)), 4), "vectors_cpu_ms": round(spent, 2)}


WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
import growth
from index.store import transactions
rows = growth.np.load(Path(sys.argv[3]) / "bulk.npy", mmap_mode="r")
root = Path(sys.argv[2])
with transactions.reading(root) as catalogue:
    have = catalogue.count()
reports = growth.made_up(growth.PASSAGES)
for _ in range(have):
    next(reports)
growth.MEASURED = int(sys.argv[4])
growth.measured(root, reports, rows, have)
"""


def waits(root: Path, folder: Path, vectors: Path) -> dict[str, float]:
    """How long a reader waits for its transaction and for the generation, while another process adds and merges."""
    library = Library(root, StandIn(np.load(vectors)["questions"]))
    asked = texts()
    library.search(asked[0], 10)
    entered: list[float] = []
    loaded: list[float] = []
    waited: list[float] = []
    remembered = library._store._remembered  # type: ignore[attr-defined]  # the folder's
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(Path(__file__).parent), str(root), str(folder), str(COMMITS)]
    )
    generations = {0}
    stop = threading.Event()
    while writer.poll() is None and not stop.is_set():
        started = time.perf_counter()
        with transactions.reading(root) as catalogue:
            entered.append((time.perf_counter() - started) * 1000)
            begun, worked = time.perf_counter(), time.thread_time()
            generations.add(remembered.snapshot(catalogue).generation)
            loaded.append((time.thread_time() - worked) * 1000)
            waited.append((time.perf_counter() - begun) * 1000)
        time.sleep(0.002)
    return {
        "generations": len(generations) - 1,
        "wait_transaction_p99": round(percentile(entered, 0.99), 1),
        "wait_transaction_max": round(max(entered), 1),
        "wait_generation_cpu_max": round(max(loaded), 1),
        "wait_generation_p99": round(percentile(waited, 0.99), 1),
        "wait_generation_max": round(max(waited), 1),
    }


if __name__ == "__main__":
    main()
