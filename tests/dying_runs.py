"""What tests have killed: forks.py calls these, and each dies at its `at`-th step, from 1; 0 for never."""

import os
import signal
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from checking_fakes import KnownFacts
from fakes import HashingEmbedder, ReaderHere, library_in
from forks import die_at

import assistant.build
from assistant import records
from assistant.checking.batch import Batch, check_batch
from assistant.checking.checker import Checker
from assistant.checking.claims import Claim
from assistant.cli import main
from assistant.evaluation import starting  # noqa: F401 imported here, not in each fork
from assistant.records import Record
from assistant.settings import load_settings
from index.library import Library

DISK_CALLS = ("write", "fsync", "open", "close", "rename", "link", "unlink", "pwrite", "ftruncate")
DISK = tuple((os, name) for name in DISK_CALLS)


def replace_report(root: str, old: str, new: str, at: int) -> int:
    """A commit that puts a file in a report's place, killed before a call that touches the disk; how many there are."""
    library = library_in(Path(root))
    replaced = library.resolve(old)
    calls = die_at(at, DISK)
    library.add([Path(new)], replacing=replaced)
    return calls()


def finish(root: str, at: int) -> int:
    """Facts and vectors kept, killed before a call that touches the disk; how many there are."""
    library = library_in(Path(root))
    calls = die_at(at, DISK)
    library.finish()
    return calls()


def back_up(root: str, folder: str, at: int) -> int:
    """A backup, killed before a call that touches the disk; how many there are."""
    library = library_in(Path(root))
    calls = die_at(at, DISK)
    library.back_up(Path(folder))
    return calls()


def check_forty_claims(root: str, out: str, at: int) -> None:
    """A batch of 40 claims, killed after a record."""
    library = library_in(Path(root))
    batch = Batch(tuple(Claim(str(n), f"青禾县新建公路{n}公里") for n in range(1, 41)), "ef" * 32)

    def progress(done: int, total: int) -> None:
        if done == at:
            os.kill(os.getpid(), signal.SIGKILL)

    checker = Checker(library, KnownFacts(library))
    check_batch(batch, checker, library, load_settings({}, library=library.root), Path(out), progress)


def evaluate(questions: str, out: str, at: int, written: int) -> int:
    """`wenju evaluate questions`, killed when `written` characters of the run's next record are; the exit status."""
    append, count = records.append, 0

    def counted(file: TextIO, record: Record) -> None:
        nonlocal count
        count += 1
        if count == at:
            torn = Torn(file, written)
            append(torn, record)  # type: ignore[arg-type]
        append(file, record)

    records.append = counted
    vars(assistant.build).update(
        embedder_of=lambda settings: HashingEmbedder(), Library=partial(Library, reader=ReaderHere)
    )
    return main(["evaluate", "questions", questions, "--quiet", "--out", out])


class Torn:
    """A file of which the process dies when some characters are written."""

    def __init__(self, file: TextIO, written: int) -> None:
        self._file = file
        self._written = written

    def write(self, text: str) -> Any:
        self._file.write(text[: self._written])
        self._file.flush()
        os.kill(os.getpid(), signal.SIGKILL)
