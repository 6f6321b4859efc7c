"""What happens on the Evaluate tab, in plain values. Every value from the browser is checked again here."""

import contextlib
import hashlib
import re
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.errors import WrongUsage
from assistant.evaluation.claims.summary import COMPARED as CLAIMS_COMPARED
from assistant.evaluation.comparison import compare, read_baseline
from assistant.evaluation.questions.sets import read_dataset
from assistant.evaluation.questions.summary import COMPARED as QUESTIONS_COMPARED
from assistant.kept.opening import runs_folder
from assistant.messages import Language, message
from assistant.records import REPORT, RESULTS, SUMMARY, read_identity, read_records, read_summary
from assistant.ui.ask import judged
from assistant.ui.ask.handlers import Handlers
from assistant.ui.evaluate import pair_view, run_view
from assistant.ui.evaluate.runs import KINDS, Run, Runs
from assistant.ui.kept.handlers import KeptHandlers
from assistant.ui.own_routes import Download
from assistant.ui.uploads import shown_name
from index.patterns import regex

MOST_ITEMS = 100_000
_ID = regex(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
FILES = {REPORT: "text/html; charset=utf-8", RESULTS: "application/x-ndjson", SUMMARY: "application/json"}
SEED = 0  # of the intervals of a comparison


class EvaluateHandlers:
    """The tab's behaviour, for all who use it."""

    def __init__(self, handlers: Handlers, kept: KeptHandlers) -> None:
        self._handlers = handlers
        self._kept = kept
        self._lock = threading.Lock()
        self._root: Path | None = None
        self.runs = Runs(self._folder, self._opened, lambda: kept.chats.answering)

    # -- looking

    def listing(self, said: Mapping[str, Any], language: Language) -> dict[str, Any]:
        """The form, and this browser's runs."""
        owner = str(said["owner"])
        runs = self.runs.runs(owner) if owner else []
        shown = [(run, *self.runs.progress(run), read_summary(self.runs.written(run))) for run in runs]
        busy = any(run.state in ("running", "waiting") for run in runs)
        return {"html": run_view.listing_html(shown, self._thumbs(), language), "running": busy}

    def run(self, said: Mapping[str, Any], language: Language) -> dict[str, Any]:
        """One run: how far it is, what it came to, and which others it can be compared with."""
        run = self._run(said.get("id"), language)
        owner = str(said["owner"])
        others = (
            [each for each in self.runs.runs(owner) if each.kind == run.kind and each.id != run.id] if owner else []
        )
        done, total = self.runs.progress(run)
        summary = read_summary(self.runs.written(run)) if run.state == "done" else {}
        own = bool(owner) and owner == run.owner
        html = run_view.run_html(
            run, done, total, summary, [each for each in others if each.state == "done"], own, language
        )
        return {"html": html, "running": run.state in ("running", "waiting")}

    def pair(self, said: Mapping[str, Any], language: Language) -> dict[str, Any]:
        """Two runs, item by item. Raises WrongUsage where they are of two kinds, or one is not finished."""
        one, other = self._run(said.get("a"), language), self._run(said.get("b"), language)
        if one.id == other.id or one.kind != other.kind or {one.state, other.state} != {"done"}:
            raise WrongUsage(message(language, "evaluate.pair_kinds"))
        here, there = self.runs.written(other), self.runs.written(one)
        records = read_records(here)
        names = QUESTIONS_COMPARED if one.kind == "questions" else CLAIMS_COMPARED
        baseline = read_baseline(there, here)
        compared = compare(records, read_identity(here), baseline, SEED, names)
        return {
            "html": pair_view.pair_html(one, other, compared, baseline.records, records, language),
            "running": False,
        }

    # -- doing

    def start(self, said: Mapping[str, Any], language: Language) -> str:
        """Begins a run, and gives its id. Raises WrongUsage."""
        owner = str(said["owner"])
        kind = next((each for each in KINDS if each == said.get("kind")), None)
        limit = said.get("limit")
        if kind is None or not owner:
            raise WrongUsage("a run is over questions or claims")
        if limit is not None and not (type(limit) is int and 1 <= limit <= MOST_ITEMS):
            raise WrongUsage(message(language, "evaluate.bad_limit"))
        retrieval_only = said.get("retrieval_only") is True and kind == "questions"
        if said.get("thumbs") is True:
            file = self._handlers.assistant.library.root / judged.FILE_NAME
            if kind != "questions" or not self._thumbs():
                raise WrongUsage(message(language, "evaluate.no_thumbs"))
            return self.runs.begin(owner, kind, file, judged.FILE_NAME, limit, retrieval_only, language).id
        file = self._handlers.uploaded(said.get("path"), language)
        try:
            return self.runs.begin(owner, kind, file, shown_name(str(file)), limit, retrieval_only, language).id
        finally:
            file.unlink(missing_ok=True)

    def act(self, said: Mapping[str, Any], language: Language) -> bool:
        """Stops a run, goes on with it, or deletes it, as `verb` says. Raises WrongUsage for another's."""
        run = self._run(said.get("id"), language)
        if str(said["owner"]) != run.owner:
            raise WrongUsage(message(language, "evaluate.not_yours"))
        verb = said.get("verb")
        if verb == "stop":
            self.runs.stop(run)
        elif verb == "go_on":
            self.runs.go_on(run, language)
        elif verb == "remove":
            self.runs.remove(run)
        else:
            raise WrongUsage("a run is stopped, gone on with or deleted")
        return True

    def file(self, run_id: object, name: str, language: Language) -> Download:
        """What a run wrote: its report, to be looked at, or its records and summary, to be kept."""
        run = self._run(run_id, language)
        try:
            content = (self.runs.written(run) / name).read_bytes()
        except OSError as error:
            raise WrongUsage(message(language, "evaluate.not_there")) from error
        return Download(name, FILES[name], content, shown=name == REPORT)

    # -- within

    def _run(self, run_id: object, language: Language) -> Run:
        name = run_id if isinstance(run_id, str) and _ID.fullmatch(run_id) else ""
        found = self.runs.run(name) if name else None
        if found is None:
            raise WrongUsage(message(language, "evaluate.gone"))
        return found

    def _thumbs(self) -> int:
        """How many questions readers judged; 0 for none."""
        file = self._handlers.assistant.library.root / judged.FILE_NAME
        with contextlib.suppress(WrongUsage, OSError):
            return len(read_dataset(file).items)
        return 0

    def _opened(self) -> tuple[Any, Any]:
        assistant = self._handlers.assistant
        return assistant.settings, assistant.library

    def _folder(self) -> Path:
        """Where this library's runs lie: beside the conversations, or, where nothing is kept, until the server ends."""
        with self._lock:
            if self._root is None:
                library = str(self._handlers.assistant.library.root.resolve())
                name = hashlib.sha256(library.encode()).hexdigest()[:16]
                kept = self._kept.keeper.keeps
                self._root = (runs_folder() if kept else Path(tempfile.mkdtemp(prefix="wenju-"))) / name
                self._root.mkdir(parents=True, exist_ok=True, mode=0o700)
            return self._root
