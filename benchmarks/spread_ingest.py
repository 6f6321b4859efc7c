"""Adding on Ray with one worker and with two: pages and passages a second, and what the second worker is worth.

    python benchmarks/spread_ingest.py REPORTS... [--workers 1 2] [--stand-in]

Each number of workers begins with an empty library of the cluster's stand-in and a Ray of this machine with so many
cores; the first reports' parsing process and model are loaded before, and not counted. Told are the clock and the
processor time of every process that worked at it. By the clock the efficiency is the rate of n workers over n times
that of one; on a busy machine only the second is of use, in processor seconds a passage of one worker over those of n:
what more workers cost beside their work, but not how long they wait for one another. `--stand-in` embeds with a model
of one layer, so that reading is measured and not embedding.
"""

import argparse
import contextlib
import logging
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from many_pdfs import stand_in

from assistant.build import build_library, workers_of
from assistant.settings import load_settings
from index.ingestion.spread.on_ray import RayWorkers

OBJECTS = 200 * 1024**2  # bytes that Ray keeps in memory


def main() -> None:
    """Prints a line for each number of workers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="+", type=Path)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--stand-in", action="store_true", help="embed with a model that costs next to nothing")
    options = parser.parse_args()
    one: tuple[float, float] | None = None
    with tempfile.TemporaryDirectory() as folder:
        model = {"embedding": {"model": str(stand_in(Path(folder)))}} if options.stand_in else {}
        for count in options.workers:
            clock, work = added(Path(folder) / f"by{count}", count, options.reports, model)
            one = one or (clock * options.workers[0], work)
            print(f"  efficiency by the clock {one[0] / (count * clock):.2f}, by processor time {one[1] / work:.2f}")


def added(folder: Path, count: int, reports: Sequence[Path], model: dict[str, Any]) -> tuple[float, float]:
    """Seconds by the clock and of processor that adding takes so many workers."""
    import ray

    settings = load_settings(library=f"milvus-lite:{folder}", **model)
    ray.init(
        num_cpus=count,
        object_store_memory=OBJECTS,
        include_dashboard=False,
        log_to_driver=False,
        logging_level=logging.ERROR,
        _node_ip_address="127.0.0.1",
    )
    try:
        with workers_of(settings, "of its own") as workers:  # that which this process has begun
            assert workers is not None
            ready(workers)
            library = build_library(settings)
            started, used = time.perf_counter(), seconds_of(descendants())
            outcomes = library.add(list(reports), workers=workers)
            clock, work = time.perf_counter() - started, seconds_of(descendants()) - used
            refused = [outcome.name for outcome in outcomes if outcome.status == "refused"]
            pages = sum(entry.pages or 0 for entry in library.reports())
            passages = library.passage_count()
    finally:
        ray.shutdown()
    print(
        f"{count} worker{'s' * (count > 1)}: {len(outcomes)} reports, {pages} pages of PDFs, {passages} passages in "
        f"{clock:.1f} s, {work:.1f} s of processor: {pages / clock:.2f} pages and {passages / clock:.2f} passages a "
        f"second, {work / passages:.3f} s of processor a passage; refused: {', '.join(refused) or 'none'}",
        flush=True,
    )
    return clock, work


def ready(workers: RayWorkers) -> None:
    """Has every worker load what it needs once."""
    texts = workers.keep(["2025年地区生产总值增长5%。"])  # type: ignore[arg-type]
    for vectors in [workers.embed([texts]) for _ in range(workers.cores)]:
        assert vectors is not None
        workers.get(vectors)
        workers.embedded(vectors)


def descendants() -> list[int]:
    """This process and all that it began, as /proc has them."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            children.setdefault(int(fields[1]), []).append(int(folder.name))
    found = [os.getpid()]
    for each in found:
        found.extend(children.get(each, []))
    return found


def seconds_of(processes: Sequence[int]) -> float:
    """Processor seconds of these processes, and of those of their children that ended."""
    ticks = 0
    for each in processes:
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
