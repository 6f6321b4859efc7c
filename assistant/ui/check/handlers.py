"""What happens when someone checks, opens a claim, overrules a verdict or downloads. In plain values, without Gradio.

Every value from the browser is checked again here, and nothing that goes wrong below leaves it as an exception.
"""

import base64
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args
from weakref import WeakValueDictionary

from assistant.answer import Citation, Label
from assistant.bundle.items import Overrule, Reviewed
from assistant.bundle.writing import FORMATS, Article, write_exports
from assistant.checking.articles import article_claims
from assistant.checking.batch import check_one
from assistant.checking.claims import Claim, ClaimRow, cleaned_line
from assistant.checking.files import ClaimFile, read_claims
from assistant.errors import AssistantError, WrongUsage
from assistant.kept.records import CheckSource, now
from assistant.messages import Language, message
from assistant.ui.ask import reading_panel
from assistant.ui.ask.chosen import read_chosen
from assistant.ui.ask.handlers import Handlers, explain
from assistant.ui.ask.session import Session
from assistant.ui.check import side_by_side, table
from assistant.ui.check.session import (
    MOST_CLAIMS,
    NOTE_CHARACTERS,
    PASTED_CHARACTERS,
    CheckRun,
    Picked,
    RunRow,
    Slots,
    read_picked,
)
from assistant.ui.kept.handlers import KeptHandlers, saved_html
from assistant.ui.panels import notice_html
from index.library import Library
from index.parsing import ParserProcess
from index.report import Report
from index.text.sentences import split_sentences

# Seconds between two looks at a run: each sends the whole table.
LOOK = 0.3
# Bytes of a download, which goes through the page and not through a route for files.
SAVED_BYTES = 20_000_000

# The article as it came, with the comments in it; beside the formats of what is found.
COMMENTED = "commented-docx"

MEDIA_TYPES = {
    "md": "text/markdown",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv",
    "json": "application/json",
    "jsonld": "application/ld+json",
}


class CheckHandlers:
    """The behaviour of the check tab, for all who use it; what one of them checks is in their own CheckRun."""

    def __init__(self, handlers: Handlers, kept: KeptHandlers | None = None) -> None:
        self._handlers = handlers
        self._kept = kept or KeptHandlers(handlers)
        self._slots = Slots()
        # Checks on their way, which go on when their page is closed: whoever opens one sees it go on.
        self._runs: WeakValueDictionary[str, CheckRun] = WeakValueDictionary()

    @property
    def library(self) -> Library:
        """The library that claims are held against."""
        return self._handlers.assistant.library

    # -- checking

    def paste(self, pasted: object, language: Language, owner: str = "", limits: object = "") -> Iterator[CheckRun]:
        """Checks a sentence, or the claims that an article states; the same run again for each look at it.

        `limits` is what reports it is held against, as the page sends it.
        """
        words = pasted.strip() if isinstance(pasted, str) else ""
        try:
            if len(words) > PASTED_CHARACTERS:
                raise WrongUsage(message(language, "check.claims_too_long", most=PASTED_CHARACTERS, count=len(words)))
            whole = pasted_lines(words)
            entries = self._few(pasted_claims(whole), language)
            run = CheckRun(entries, source=CheckSource(whole if _placed(entries) else "", limits=_limits(limits)))
        except Exception as error:  # noqa: BLE001 - the outermost call
            run = CheckRun(failure=explain(error, language))
        yield from self._begun(run, owner, language)

    def file(self, path: object, language: Language, owner: str = "", limits: object = "") -> Iterator[CheckRun]:
        """Checks an uploaded file and deletes it once read; one that was not uploaded here is neither."""
        if not isinstance(path, str) or not path:
            return
        try:
            file = self._read(self._handlers.uploaded(path, language))
            source = CheckSource(file.text, file.document, _limits(limits))
            run = CheckRun(self._few(file.entries, language), file.name, source=source)
        except Exception as error:  # noqa: BLE001 - the outermost call
            # A reader has no use for the place that the upload was kept in.
            run = CheckRun(failure=explain(error, language).replace(str(Path(path)), Path(path).name))
        yield from self._begun(run, owner, language)

    def open(self, check: str) -> CheckRun | None:
        """The check of this id, as it goes on or as it was kept; None where there is none."""
        if (run := self._runs.get(check)) is not None:
            return run
        kept = self._kept.keeper.read(lambda store: store.check(check), None)
        if kept is None:
            return None
        return self._runs.setdefault(check, CheckRun.restored(kept))

    def go_on(self, run: CheckRun, owner: str, language: Language) -> Iterator[CheckRun]:
        """Goes on with a check that was stopped; nobody else's."""
        if run.running or run.owner != owner or run.done >= len(run):
            yield run
            return
        run.failure, run.stopped, run.running = "", False, True
        yield from self._checked(run, language)

    def again(self, run: CheckRun, owner: str, language: Language) -> Iterator[CheckRun]:
        """Checks the same claims once more, in a check of its own that says which verdicts are others now."""
        if run.running or not len(run):
            yield run
            return
        before = tuple("" if row.checked is None else row.machine for row in run.rows())
        yield from self._begun(
            CheckRun(run.entries, run.name, source=replace(run.source, before=before)), owner, language
        )

    def looks(self, run: CheckRun) -> Iterator[CheckRun]:
        """The run whenever it has gone on or is asked to stop, and once more when it has ended."""
        seen = (-1, False)
        while run.running:
            if (state := (run.done, run.stopped)) != seen:
                seen = state
                yield run
            time.sleep(LOOK)
        yield run

    def _begun(self, run: CheckRun, owner: str, language: Language) -> Iterator[CheckRun]:
        if run.failure or not self._slots.take(run):
            yield from self._checked(run, language)
            return
        run.owner, run.begun, run.library = owner, now(), self._handlers.library_state()
        if owner:
            run.id = self._kept.keeper.write(
                lambda store: store.begin_check(owner, run.title, run.name, run.library, run.entries, run.source), ""
            )
        if run.id:
            self._runs[run.id] = run
        yield from self._checked(run, language)

    def _read(self, file: Path) -> ClaimFile:
        from assistant.build import limits_of

        try:
            with ParserProcess(limits_of(self._handlers.assistant.settings)) as parser:
                return read_claims(file, parser)
        finally:
            file.unlink(missing_ok=True)

    def _few(self, entries: tuple[ClaimRow, ...], language: Language) -> tuple[ClaimRow, ...]:
        if not entries:
            raise WrongUsage(message(language, "check.claims_none"))
        if len(entries) > MOST_CLAIMS:
            raise WrongUsage(message(language, "check.claims_too_many", most=MOST_CLAIMS, count=len(entries)))
        if not self._handlers.reports():
            raise WrongUsage(message(language, "page.no_reports_note"))
        return entries

    def _checked(self, run: CheckRun, language: Language) -> Iterator[CheckRun]:
        if not run.failure and not self._slots.take(run):
            run.failure, run.running = message(language, "check.claims_busy"), False
        if run.failure:
            yield run
            return
        threading.Thread(target=self._work, args=(run, language), name="wenju-check", daemon=True).start()
        yield from self.looks(run)

    def _work(self, run: CheckRun, language: Language) -> None:
        """Decides what waits, in a thread of its own, and writes each verdict down."""
        try:
            scope = self._handlers.scope_of(read_chosen(run.source.limits))
            for entry in run.waiting():
                checked = check_one(entry, self._handlers.assistant.checker, scope)
                run.decided(checked)
                if run.id:
                    place = run.done
                    self._kept.keeper.write(lambda store: store.decided(run.id, place, checked), None)  # noqa: B023
                if not self._slots.take(run):
                    raise AssistantError(message(language, "check.claims_busy"))
        except Exception as error:  # noqa: BLE001 - the outermost call of this thread
            run.failure = explain(error, language)
        finally:
            self._slots.give_back(run)
            run.running = False

    def claims(self, run: CheckRun | None, language: Language, owner: str = "") -> str:
        """The table of claims as HTML; what this is for where there is none."""
        return table.run_html(run, language, owner, self._handlers.library_state())

    def listed(self, session: Session, language: Language) -> str:
        """The list of what is kept."""
        return self._kept.listed(session, language)

    # -- looking at one

    def pick(self, fragment: object, run: CheckRun | None, language: Language) -> tuple[int, str, str | None]:
        """The open claim's number (0 for none), it as HTML, and the evidence panel (None: as it is)."""
        picked = read_picked(fragment)
        if picked is None or picked.kind == "claims":
            return 0, "", None
        row = run.row(picked.claim) if run is not None else None
        if run is None or row is None:
            return 0, notice_html(message(language, "check.claim_gone")), None
        return row.number, self.claim(run, row.number, language), self._panel(row, picked, language)

    def claim(self, run: CheckRun | None, number: object, language: Language) -> str:
        """One claim with its evidence side by side; nothing for a number that is none."""
        row = run.row(number) if run is not None and isinstance(number, int) else None
        if run is None or row is None:
            return ""
        try:
            return side_by_side.claim_html(row, _numbers(run, row), self._report, language)
        except Exception as error:  # noqa: BLE001 - the outermost call
            return notice_html(explain(error, language))

    def _panel(self, row: RunRow, picked: Picked, language: Language) -> str:
        """The evidence panel with the picked quote, or the one that decides; empty where the claim has none."""
        verdict = row.checked.verdict if row.checked is not None else None
        citation = side_by_side.deciding(verdict) if verdict is not None else None
        if picked.kind != "claim":
            cited = verdict.citations if verdict is not None else ()
            citation = next((each for each in cited if each.n == picked.citation), None)
            if citation is None:
                return reading_panel.failed_html(message(language, "check.claim_gone"), language)
        if verdict is None or citation is None:
            return reading_panel.empty_html(language)
        try:
            return self._quote(row, citation, picked.kind == "sheet", language)
        except Exception as error:  # noqa: BLE001 - the outermost call
            return reading_panel.failed_html(explain(error, language), language)

    def _quote(self, row: RunRow, citation: Citation, sheet: bool, language: Language) -> str:
        verdict = row.checked.verdict if row.checked is not None else None
        numbers = [each.n for each in verdict.citations] if verdict is not None else [citation.n]
        picture = self._handlers.picture(citation, asked=sheet)
        shown = reading_panel.cited_html(
            self._report(citation.report_id), citation, numbers, ("quote", "sheet", row.number), picture, language
        )
        kind = "sheet" if sheet else "quote"
        return reading_panel.panel_html(f"{kind}-{row.number}-{citation.n}", shown, language)

    def _report(self, report_id: str) -> Report:
        return self.library.get(report_id)

    # -- what a person says otherwise, and what is kept

    def overrule(
        self,
        run: CheckRun | None,
        number: object,
        verdict: object,
        note: object,
        language: Language,
        owner: str = "",
    ) -> str:
        """Sets a person's verdict beside the machine's. What keeps it from being set, as HTML; else empty."""
        if run is not None and run.owner != owner:
            return notice_html(message(language, "kept.check_shared"))
        row = run.row(number) if run is not None and isinstance(number, int) else None
        if run is None or row is None or row.checked is None or row.checked.verdict is None:
            return notice_html(message(language, "check.claim_gone"))
        words = cleaned_line(note) if isinstance(note, str) else ""
        label: Label | None = next((each for each in get_args(Label) if each == verdict), None)
        if label is None or not words:
            return notice_html(message(language, "check.overrule_needs"))
        if len(words) > NOTE_CHARACTERS:
            return notice_html(message(language, "check.overrule_long", most=NOTE_CHARACTERS))
        self._overruled(run, row.number, Overrule(label, words, time=_now()))
        return ""

    def withdraw(self, run: CheckRun | None, number: object, owner: str = "") -> None:
        """Takes a person's verdict back."""
        if run is not None and isinstance(number, int) and run.owner == owner:
            self._overruled(run, number, None)

    def _overruled(self, run: CheckRun, number: int, overrule: Overrule | None) -> None:
        run.overrule(number, overrule)
        if run.id:
            self._kept.keeper.write(lambda store: store.overrule(run.id, number, overrule), None)

    def save(self, asked: object, run: CheckRun | None, language: Language) -> str:
        """One file of what was decided, inside HTML that the page's script offers as a download."""
        named = asked.removeprefix("save-") if isinstance(asked, str) else ""
        if named not in (*FORMATS, COMMENTED):
            return ""
        try:
            name, content = self._export(named, run, language)
        except Exception as error:  # noqa: BLE001 - the outermost call
            return notice_html(explain(error, language))
        return saved_html(
            name, MEDIA_TYPES[named.removeprefix("commented-")], base64.b64encode(content).decode("ascii")
        )

    def _export(self, named: str, run: CheckRun | None, language: Language) -> tuple[str, bytes]:
        rows = run.rows() if run is not None else []
        items = [Reviewed(row.checked.to_json(), row.overrule) for row in rows if row.checked is not None]
        if not items:
            raise WrongUsage(message(language, "check.nothing_to_save"))
        settings = self._handlers.assistant.settings
        article = None
        if named == COMMENTED:
            if run is None or not run.source.document:
                raise WrongUsage(message(language, "check.no_article"))
            article = Article(run.name, run.source.document)
        with tempfile.TemporaryDirectory(prefix="wenju-") as folder:
            formats = (named,) if article is None else ("json",)
            written = write_exports(
                items, Path(folder), formats, library=self.library, settings=settings, article=article
            )
            content = written[-1].read_bytes()
        if len(content) > SAVED_BYTES:
            raise WrongUsage(message(language, "check.too_big"))
        return (f"wenju-{written[-1].name}" if article is None else written[-1].name), content


def pasted_lines(words: str) -> str:
    """What was pasted, line by line without what cannot be seen and without empty ones."""
    return "\n".join(line for line in map(cleaned_line, words.splitlines()) if line)


def pasted_claims(whole: str) -> tuple[ClaimRow, ...]:
    """One claim for a single sentence, as it stands; else those that an article of these lines states."""
    if "\n" not in whole and len(list(split_sentences(whole, 0, len(whole)))) < 2:
        return (Claim("1", whole),) if whole else ()
    return tuple(article_claims(whole))


def _placed(entries: Sequence[ClaimRow]) -> bool:
    """Whether these stand in an article."""
    return any(entry.place.start is not None for entry in entries)


def _numbers(run: CheckRun, row: RunRow) -> list[int]:
    """The numbers of the claims that one steps through: without titles and bylines, unless one of these is open."""
    return [each.number for each in run.rows() if row.aside or not each.aside]


def _limits(limits: object) -> str:
    """The limits as they are kept; refused where they don't read."""
    return limits if isinstance(limits, str) and not read_chosen(limits).is_open else ""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
