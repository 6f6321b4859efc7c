"""What a store costs as it grows: adding one report, reading it again after a commit, metadata, at several sizes.

    python benchmarks/store_growth.py [--passages 1000 10000 100000] [--reports 100000] [--rounds 5]

Reports are made up here, 32 passages of some 60 characters each, and vectors are made up too, so that neither parsing
nor embedding is in the numbers. Times are processor time of all threads (`time.process_time`), which other programs on
the machine do not lengthen much: the median of the rounds, their mean (a commit in which the words' index merges its
parts is slower: every eighth or so) and the slowest. The asks: adding within 1.5
times from the smallest to the largest size; every metadata query within 5 ms at 100,000 reports.
"""

import argparse
import hashlib
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean, median

import numpy as np

from index.report import Metadata, Passage, Report, Section, Source
from index.scope import Scope
from index.store import commit, transactions
from index.store.changes import LibraryChange
from index.store.commit import Block
from index.store.remembered import Remembered
from index.store.rows import NewReport

PASSAGES = 32
DIMENSION = 384
SETTINGS = {"embedding": "made up", "dimension": str(DIMENSION)}
BATCH = 400  # reports of a commit while a library is filled
PLACES = [f"第{number}县" for number in range(2_000)]


def main() -> None:
    """Prints a line a size and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--reports", type=int, default=100_000, help="for the metadata; 0 leaves them out")
    parser.add_argument("--rounds", type=int, default=16)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.passages:
            growing(Path(folder) / "growing", sorted(options.passages), options.rounds)
        if options.reports:
            metadata(Path(folder) / "many", options.reports, options.rounds)


def growing(root: Path, sizes: list[int], rounds: int) -> None:
    """Fills one library up to each size and measures there."""
    make(root)
    reports = made_up(PASSAGES)
    for size in sizes:
        fill(root, reports, size // PASSAGES)
        remembered = Remembered(root)
        with remembered.transaction() as catalogue:
            opened = timed(lambda: remembered.snapshot(catalogue), 1)  # noqa: B023 called at once
        times: dict[str, list[float]] = {"add a report": [], "keep its vectors": [], "read it after the commit": []}
        for _ in range(rounds):
            new = next(reports)
            times["add a report"] += timed(lambda: commit.apply(root, LibraryChange(add=(new,))), 1)  # noqa: B023
            with transactions.reading(root) as catalogue:
                number = catalogue.number_of(new.report.report_id)
            assert number is not None
            block = [Block(number, 0, vectors(PASSAGES))]
            times["keep its vectors"] += timed(lambda: commit.keep_vectors(root, block, SETTINGS, None), 1)  # noqa: B023
            with remembered.transaction() as catalogue:
                times["read it after the commit"] += timed(lambda: remembered.snapshot(catalogue), 1)  # noqa: B023
        say(f"{size} passages, open", opened)
        for name, values in times.items():
            say(f"{size} passages, {name}", values)
        files = [path for path in root.rglob("*") if path.is_file()]
        links = {path.stat().st_ino: path.stat().st_size for path in files}
        print(f"{size} passages, on disk: {sum(links.values()) / 1e6:.0f} MB in {len(links)} files", flush=True)


def metadata(root: Path, count: int, rounds: int) -> None:
    """What is asked of the reports themselves, with a passage each."""
    make(root)
    reports = made_up(1)
    with transactions.writing(root) as catalogue:  # the rows alone: nothing is searched here
        for _ in range(count):
            catalogue.insert(next(reports))
    with transactions.reading(root) as catalogue:
        some = catalogue.originals()[count // 2][1]
    year, region = Scope(years=(2024,)), Scope(regions=(PLACES[7],))
    unstated = Scope(years=(2024,), regions=(PLACES[7],), or_unstated=True)
    asked: dict[str, Callable[[], object]] = {
        "how many reports": lambda: read(root, lambda c: c.count()),
        "a report by its id": lambda: read(root, lambda c: c.reports([c.number_of(some)])),
        "a report by its file's name": lambda: read(root, lambda c: c.named("7.txt")),
        "a report by a prefix of its id": lambda: read(root, lambda c: c.beginning_with(some[:12])),
        "the reports of a region": lambda: read(root, lambda c: c.numbers(region)),
        "the reports of a question's scope": lambda: read(root, lambda c: c.numbers(unstated)),
        "what is not embedded": lambda: read(root, lambda c: c.vectors.pending()),
        "the passages of a region's reports": lambda: read(root, lambda c: c.passage_ids(c.numbers(region))),
        "the reports of a year (a tenth of all)": lambda: read(root, lambda c: c.numbers(year)),
        "all metadata, once a generation": lambda: read(root, lambda c: c.metadata()),
    }
    for name, ask in asked.items():
        ask()
        say(f"{count} reports, {name}", timed(ask, rounds))


def read(root: Path, ask: Callable[..., object]) -> object:
    """What is asked in a read transaction of its own."""
    with transactions.reading(root) as catalogue:
        return ask(catalogue)


def make(root: Path) -> None:
    """An empty library."""
    root.mkdir(parents=True)
    transactions.create(root, {"model": "made up", "passages": "made up"})


def fill(root: Path, reports: Iterator[NewReport], count: int) -> None:
    """Adds reports until there are `count`, in large commits."""
    while (missing := count - int(str(read(root, lambda c: c.count())))) > 0:
        new = [next(reports) for _ in range(min(missing, BATCH))]
        commit.apply(root, LibraryChange(add=tuple(new)))
        with transactions.reading(root) as catalogue:
            waiting = catalogue.vectors.pending_reports()
        commit.keep_vectors(root, [Block(number, 0, vectors(PASSAGES)) for number in waiting], SETTINGS, None)


def made_up(passages: int) -> Iterator[NewReport]:
    """Reports of random words without end; each is of one of ten years and one of 2,000 places."""
    generator = random.Random(0)
    words = [chr(generator.randrange(0x4E00, 0x5E00)) + chr(generator.randrange(0x4E00, 0x5E00)) for _ in range(6000)]
    weights = [1 / (rank + 10) for rank in range(len(words))]
    number = 0
    while True:
        number += 1
        lines = ["".join(generator.choices(words, weights, k=30)) + "。" for _ in range(passages)]
        text = "\n".join(lines)
        starts = [line * 62 for line in range(passages)]
        spans = tuple(Passage(n, 0, start, start + 61) for n, start in enumerate(starts))
        year, place = 2016 + number % 10, PLACES[number % len(PLACES)]
        known = Metadata(f"{year}年{place}政府工作报告", region=place, year=year, kind="government_work_report")
        report = Report(
            report_id=hashlib.sha256(str(number).encode()).hexdigest(),
            metadata=known,
            text=text,
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            parser_version="made up",
            sections=(Section(0, 0, None, 0, len(text), 0, 0),),
            blocks=(),
            sources=(Source(f"{number}.txt", None, f"2026-01-01T00:00:00.{number:08d}Z"),),
        )
        yield NewReport(report, {}, f"originals/{number}.txt", spans, report.sources[0].added)


def vectors(count: int) -> np.ndarray:
    """Random unit rows."""
    rows = np.random.default_rng(count).normal(size=(count, DIMENSION)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def timed(act: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of processor time of each round."""
    found = []
    for _ in range(rounds):
        started = time.process_time()
        act()
        found.append((time.process_time() - started) * 1000)
    return found


def say(name: str, values: list[float]) -> None:
    """One line of a measure."""
    print(
        f"{name}: median {median(values):.1f} ms, mean {mean(values):.1f}, slowest {max(values):.1f}, n {len(values)}",
        flush=True,
    )


if __name__ == "__main__":
    main()
