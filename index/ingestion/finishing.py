"""What is left to do for reports that are stored with their words: their facts, their vectors, and small parts merged.

What is left stands in the catalogue: a report without a ledger, a passage without a vector. So whatever ends a program,
the next one goes on where it stopped. One process works at it at a time (`.finishing.lock`).
"""

import contextlib
import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.errors import LibraryDamaged
from index.ingestion import ledgers
from index.models.embedding import Embedder
from index.report import Passage, Report
from index.store import commit, tidying, transactions
from index.store.catalogue import Catalogue
from index.store.commit import Block
from index.store.durable import not_writable
from index.store.kept_vectors import BLOCK
from index.store.made_with import made_with, precision_of, require_own_model
from index.structure.passages import indexed_text

Stage = Literal["facts", "vectors"]
# (what is done, how many of them are done, how many there are)
FinishingProgress = Callable[[Stage, int, int], None]
# How often who waits for another process looks at what is left.
WAIT_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class _Part:
    """Passages of one report to embed, from the `first` on."""

    number: int
    first: int
    texts: tuple[str, ...]


def finish(
    root: Path,
    embedder: Embedder,
    told: FinishingProgress | None = None,
    stop: threading.Event | None = None,
    wait: bool = True,
) -> bool:
    """Reads the facts that are missing, embeds what is not embedded, merges small parts; False where something is left.

    Where another process is at it, waits for that and goes on if it ends early; without `wait` leaves it to that one.
    `stop` ends it at the next block. Raises LibraryBusy, LibraryMismatch, LibraryNotWritable, EmbeddingError.
    """
    tell = told or (lambda *_: None)
    stopped = stop or threading.Event()
    while not stopped.is_set():
        with _at_work(root) as ours:
            if ours:
                ledgers.read_new(root, lambda done, total: tell("facts", done, total))
                whole = _embed(root, embedder, tell, stopped)
                tidying.tidy(root, stopped.is_set)
                return whole
        if not wait:
            return False
        with transactions.reading(root) as catalogue:
            left = catalogue.vectors.pending().passages
            total = catalogue.passage_count()
        if not left:
            return True
        tell("vectors", total - left, total)
        stopped.wait(WAIT_SECONDS)
    return False


@contextlib.contextmanager
def _at_work(root: Path) -> Iterator[bool]:
    """Whether this process is the one that works at what is left."""
    try:
        descriptor = os.open(root / ".finishing.lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise not_writable(root, error) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        yield False
        return
    try:
        yield True
    finally:
        os.close(descriptor)


def _embed(root: Path, embedder: Embedder, tell: FinishingProgress, stopped: threading.Event) -> bool:
    done = 0
    settings: Mapping[str, str] | None = None
    skipped: set[int] = set()  # damaged, which is told elsewhere
    begun: set[tuple[int, int]] = set()
    while not stopped.is_set():
        with transactions.reading(root) as catalogue:
            left = catalogue.vectors.pending().passages
            batch = list(_next(catalogue, skipped, begun))
            if batch and settings is None:  # loads the model
                require_own_model(root, catalogue, embedder, whole=True)
        if not batch:
            return not left
        if settings is None:
            settings = made_with(embedder)
        _embed_batch(root, embedder, batch, settings, lambda count: tell("vectors", done + count, done + left))  # noqa: B023 called before the next round
        tidying.tidy(root, stopped.is_set)
        done += sum(len(part.texts) for part in batch)
    return False


def _next(catalogue: Catalogue, skipped: set[int], begun: set[tuple[int, int]]) -> Iterator[_Part]:
    """The next passages to embed, a block's worth, of as many reports as it takes.

    What was embedded before in this run and is missing again was not kept: it is left, else this would never end.
    """
    room = BLOCK
    for number in catalogue.vectors.pending_reports():
        if number in skipped:
            continue
        first = catalogue.vectors.embedded(number) or 0
        if (number, first) in begun:
            skipped.add(number)
            continue
        try:
            report = catalogue.report(number)
        except LibraryDamaged:
            skipped.add(number)
            continue
        passages = [stored.passage for stored in catalogue.passages_of(number)][first : first + room]
        begun.add((number, first))
        yield _Part(number, first, _texts(report, passages))
        room -= len(passages)
        if room <= 0:
            return


def _texts(report: Report, passages: list[Passage]) -> tuple[str, ...]:
    return tuple(indexed_text(report, passage) for passage in passages)


def _embed_batch(
    root: Path,
    embedder: Embedder,
    batch: list[_Part],
    settings: Mapping[str, str],
    tell: Callable[[int], None],
) -> None:
    """Embeds the parts together, since texts of one length share a pass, and keeps each report's own."""
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        tell(done)

    tell(0)
    rows = embedder.embed_passages([text for part in batch for text in part.texts], advance)
    blocks, start = [], 0
    for part in batch:
        blocks.append(Block(part.number, part.first, rows[start : start + len(part.texts)]))
        start += len(part.texts)
    commit.keep_vectors(root, blocks, settings, precision_of(embedder))


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast something goes on: units a second, and seconds left; None where that is not known yet."""

    rate: float | None
    left: float | None


class Clock:
    """Tells the pace of one stage from how much is done when."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._begun: dict[str, tuple[float, int]] = {}

    def pace(self, stage: str, done: int, total: int) -> Pace:
        """The pace since the stage was first told."""
        started, first = self._begun.setdefault(stage, (self._now(), done))
        passed = self._now() - started
        if done <= first or passed <= 0:
            return Pace(None, None)
        rate = (done - first) / passed
        return Pace(rate, (total - done) / rate)
