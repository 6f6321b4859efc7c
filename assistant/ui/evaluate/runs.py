"""Evaluation runs on their way: one at a time in a thread of the server, each in a folder of its own.

The folder holds the file as it was given, what the run was asked for, and what `wenju evaluate` writes; so a run that
was stopped, or whose server ended, goes on where it was.
"""

import json
import shutil
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from assistant.errors import AssistantError, WrongUsage
from assistant.evaluation.claims.sets import read_claim_set
from assistant.evaluation.questions.sets import read_dataset
from assistant.evaluation.starting import start, start_claims
from assistant.kept.records import new_id, now
from assistant.messages import Language, message
from assistant.settings import Settings
from assistant.ui.ask.handlers import explain
from index.library import Library
from index.store.durable import write_file

RunKind = Literal["questions", "claims"]
KINDS: tuple[RunKind, ...] = get_args(RunKind)
State = Literal["waiting", "running", "stopped", "done", "failed"]
# What a run is, and within its folder the file that it is over and what it writes.
ABOUT, GIVEN, OUT = "about.json", "given", "out"
# Runs that wait at a time, and runs in a list.
MOST_WAITING, LISTED = 10, 100
# Seconds that an item waits while somebody's own question is answered; then it is asked all the same.
PATIENCE = 4.0


@dataclass(frozen=True, slots=True)
class Run:
    """A run: whose it is, over which file, what it was asked for, and how it stands. `error` says why it failed."""

    id: str
    owner: str
    kind: RunKind
    name: str
    begun: str
    items: int
    limit: int | None = None
    retrieval_only: bool = False
    state: State = "waiting"
    error: str = ""


class _Stopped(Exception):
    """Raised from within a run to leave it after the item that was just recorded."""


class Runs:
    """The runs of a library."""

    def __init__(
        self,
        folder: Callable[[], Path],
        opened: Callable[[], tuple[Settings, Library]],
        somebody_asks: Callable[[], bool],
    ) -> None:
        """`folder` holds the runs; `opened` gives what they are asked with; `somebody_asks` whether a person waits."""
        self._folder = folder
        self._opened = opened
        self._somebody_asks = somebody_asks
        self._lock = threading.Lock()
        self._waiting: list[str] = []
        self._running = ""
        self._stops: set[str] = set()
        self._done: dict[str, tuple[int, int]] = {}
        self._languages: dict[str, Language] = {}
        self._thread: threading.Thread | None = None

    def begin(
        self,
        owner: str,
        kind: RunKind,
        file: Path,
        name: str,
        limit: int | None,
        retrieval_only: bool,
        language: Language,
    ) -> Run:
        """Begins a run over a copy of a file. Raises WrongUsage where it holds no items of the kind."""
        items = _counted(kind, file, name)
        run = Run(new_id(), owner, kind, name, now(), items, limit, retrieval_only)
        folder = self._of(run.id) / GIVEN
        folder.mkdir(parents=True)
        shutil.copyfile(file, folder / name)
        self._write(run)
        self.go_on(run, language)
        return run

    def go_on(self, run: Run, language: Language) -> None:
        """Begins, or goes on, when its turn comes."""
        with self._lock:
            if run.id in self._waiting or run.id == self._running:
                return
            if len(self._waiting) >= MOST_WAITING:
                raise WrongUsage(message(language, "kept.too_many"))
            self._waiting.append(run.id)
            self._languages[run.id] = language
            self._stops.discard(run.id)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="wenju-evaluate", daemon=True)
                self._thread.start()

    def stop(self, run: Run) -> None:
        """Leaves a run after the item that is being asked."""
        with self._lock:
            if run.id in self._waiting:
                self._waiting.remove(run.id)
            elif run.id == self._running:
                self._stops.add(run.id)

    def remove(self, run: Run) -> None:
        """Deletes a run that is not on its way, with all that it wrote. Raises WrongUsage for one that is."""
        with self._lock:
            if run.id in self._waiting or run.id == self._running:
                raise WrongUsage("a run that is on its way is stopped before it is deleted")
        shutil.rmtree(self._of(run.id), ignore_errors=True)

    def wait(self, seconds: float) -> None:
        """Waits until everything that was begun has ended."""
        if (thread := self._thread) is not None:
            thread.join(seconds)

    # -- looking

    def run(self, run_id: str) -> Run | None:
        """The run of this id as it stands; None where there is none. Whoever has its id may see it."""
        try:
            document = json.loads((self._of(run_id) / ABOUT).read_text("utf-8"))
            found = Run(**document)
        except (OSError, ValueError, TypeError):
            return None
        with self._lock:
            if run_id == self._running:
                return replace(found, state="running")
            if run_id in self._waiting:
                return replace(found, state="waiting")
        return replace(found, state="stopped") if found.state in ("running", "waiting") else found

    def runs(self, owner: str) -> list[Run]:
        """This owner's runs, the latest first."""
        names = [each.name for each in self._folder().iterdir()] if self._folder().is_dir() else []
        found = [run for name in names if (run := self.run(name)) is not None and run.owner == owner]
        return sorted(found, key=lambda run: run.begun, reverse=True)[:LISTED]

    def progress(self, run: Run) -> tuple[int, int]:
        """How many items are done, and of how many."""
        total = run.items if run.limit is None else min(run.limit, run.items)
        return self._done.get(run.id) or ((total, total) if run.state == "done" else (0, total))

    def written(self, run: Run) -> Path:
        """The folder of what it writes."""
        return self._of(run.id) / OUT

    # -- within

    def _of(self, run_id: str) -> Path:
        return self._folder() / run_id

    def _write(self, run: Run) -> None:
        write_file(self._of(run.id) / ABOUT, json.dumps(asdict(run), ensure_ascii=False).encode())

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._running, self._thread = "", None
                    return
                self._running = self._waiting.pop(0)
                language = self._languages.get(self._running, "zh")
            run = self.run(self._running)
            ended = None if run is None else self._asked(run, language)
            if ended is not None and self._of(ended.id).is_dir():
                self._write(ended)
            with self._lock:
                self._running = ""

    def _asked(self, run: Run, language: Language) -> Run:
        self._write(replace(run, state="running", error=""))
        try:
            self._start(run)
        except _Stopped:
            return replace(run, state="stopped")
        except Exception as error:  # noqa: BLE001 - the outermost call of this thread
            return replace(run, state="failed", error=self._told(run, explain(error, language)))
        return replace(run, state="done", error="")

    def _start(self, run: Run) -> None:
        settings, library = self._opened()
        file = self._of(run.id) / GIVEN / run.name
        asked: dict[str, Any] = {"library": library, "progress": lambda *done: self._progress(run, *done)}
        asked |= {"limit": run.limit}
        if run.kind == "questions":
            start(file, self.written(run), settings, retrieval_only=run.retrieval_only, **asked)
        else:
            start_claims(file, self.written(run), settings, **asked)

    def _progress(self, run: Run, done: int, total: int) -> None:
        self._done[run.id] = done, total
        with self._lock:
            stopped = run.id in self._stops
        if stopped and done < total:
            raise _Stopped
        waiting = threading.Event()
        for _ in range(int(PATIENCE / 0.1)):
            if not self._somebody_asks():
                return
            waiting.wait(0.1)

    def _told(self, run: Run, line: str) -> str:
        """A line without this computer's folders."""
        folder = self._of(run.id)
        return line.replace(str(folder / GIVEN / run.name), run.name).replace(f"{folder}/", "")


def _counted(kind: RunKind, file: Path, name: str) -> int:
    """How many items a file holds. Raises WrongUsage, naming the file by its own name."""
    try:
        return len(read_dataset(file).items) if kind == "questions" else len(read_claim_set(file).claims)
    except AssistantError as error:
        raise WrongUsage(str(error).replace(str(file), name)) from error
