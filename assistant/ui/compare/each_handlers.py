"""What happens where every report is asked, in plain values. Every value from the browser is checked again here."""

import re
from collections.abc import Mapping
from typing import Any

from assistant.each_report.asking import reports_in
from assistant.each_report.tables import csv_text, not_asked, xlsx_bytes
from assistant.errors import WrongUsage
from assistant.kept.records import KeptAsked
from assistant.messages import Language, message
from assistant.records import Record
from assistant.report_sets import ReportSets
from assistant.ui.ask.conversation import QUESTION_CHARACTERS
from assistant.ui.ask.handlers import Handlers
from assistant.ui.compare import each_view
from assistant.ui.compare.asked_runs import AskedRuns
from assistant.ui.compare.handlers import CSV, XLSX
from assistant.ui.kept.handlers import KeptHandlers
from assistant.ui.own_routes import Download
from index.patterns import regex
from index.scope import Scope

MOST_QUESTIONS, MOST_REPORTS = 30, 3_000
_HEAD = regex(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_PLACE = regex(r"([0-9]{1,6})-([0-9]{1,4})", re.ASCII)


class EachHandlers:
    """The view's behaviour, for all who use it."""

    def __init__(self, handlers: Handlers, kept: KeptHandlers) -> None:
        self._handlers = handlers
        self._kept = kept
        self.runs = AskedRuns(
            lambda: handlers.assistant, lambda: kept.keeper, lambda: kept.chats.answering, handlers.library_state
        )

    def view(self, said: Mapping[str, Any], language: Language) -> dict[str, Any]:
        """The view of the set that is named, or the form; `running` says whether to look again."""
        owner = str(said["owner"])
        if not said.get("run"):
            reports = self._handlers.reports()
            sets = ReportSets(self._handlers.assistant.library.root).all() if reports else ()
            before: list[tuple[str, str, str]] = []
            if owner:
                before = self._kept.keeper.read(lambda store: store.each.sets(owner), before)
            return {"html": each_view.form_html(reports, sets, before, language), "running": False}
        running = self.runs.is_asked(str(said["run"]))  # before the cells are read: none is missed
        asked = self._asked(said["run"], language)
        own = bool(owner) and owner == asked.owner
        return {"html": each_view.run_html(asked, own, running, language), **_serial(asked, running)}

    def start(self, said: Mapping[str, Any], language: Language) -> str:
        """Asks, and gives the set's id. Raises WrongUsage."""
        lines = str(said.get("questions") or "").splitlines()
        questions = list(dict.fromkeys(" ".join(line.split())[:QUESTION_CHARACTERS] for line in lines if line.strip()))
        if not questions:
            raise WrongUsage(message(language, "compared.each_no_question"))
        reports = reports_in(self._handlers.assistant, questions, self._scope(said))
        if not reports:
            raise WrongUsage(message(language, "compared.each_no_reports"))
        if len(questions) > MOST_QUESTIONS or len(reports) > MOST_REPORTS:
            limits = {"questions": MOST_QUESTIONS, "reports": MOST_REPORTS}
            raise WrongUsage(message(language, "compared.each_many", **limits))
        return self.runs.begin(str(said["owner"]), questions, reports, language)

    def act(self, said: Mapping[str, Any], language: Language) -> bool:
        """Stops a set, goes on with it, or asks one cell again, as `verb` says. Raises WrongUsage for another's."""
        asked = self._asked(said.get("run"), language)
        if str(said["owner"]) != asked.owner or not asked.owner:
            raise WrongUsage(message(language, "compared.each_not_yours"))
        verb, place = said.get("verb"), _PLACE.fullmatch(str(said.get("at")))
        if verb == "stop":
            self.runs.stop(asked.id)
        elif verb == "go_on":
            self.runs.go_on(asked.id, language)
        elif verb == "again" and place is not None:
            at = int(place[1]), int(place[2])
            if at[0] < len(asked.reports) and at[1] < len(asked.questions):
                self.runs.go_on(asked.id, language, again=at)
        else:
            raise WrongUsage("a set is stopped, gone on with, or a cell of it is asked again")
        return True

    def look(self, said: Mapping[str, Any], language: Language) -> dict[str, Any]:
        """The cells that were written since, as HTML, and how far the set is."""
        since = said.get("since")
        running = self.runs.is_asked(str(said.get("run")))  # before the cells are read: none is missed
        asked = self._asked(said.get("run"), language, since if type(since) is int else 0)
        owner = str(said["owner"])
        own = bool(owner) and owner == asked.owner
        cells = []
        for cell in asked.cells:
            html, value, state = each_view.cell_html(asked, cell.report, cell.question, cell, own, language)
            at = f"{cell.report}-{cell.question}"
            cells.append({"at": at, "html": html, "value": value, "state": state})
        return {"cells": cells, "state": each_view.state_html(asked, running, language), **_serial(asked, running)}

    def file(self, form: str, run: object, language: Language) -> Download:
        """The table as a file; what was not asked yet says so."""
        asked = self._asked(run, language)
        told = {(cell.report, cell.question): cell for cell in asked.cells}
        rows: list[Record] = []
        for place, report in enumerate(asked.reports):
            cells = []
            for number, question in enumerate(asked.questions):
                cell = told.get((place, number))
                kept = None if cell is None else cell.cell
                cells.append(not_asked(question, "" if cell is None else cell.error) if kept is None else kept)
            rows.append({**report, "cells": cells})
        name = re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', "-", asked.title)[:60].strip("-.") or "wenju"
        if form == "xlsx":
            return Download(f"{name}.xlsx", XLSX, xlsx_bytes(rows, asked.questions))
        return Download(f"{name}.csv", CSV, csv_text(rows, asked.questions).encode())

    def _asked(self, run: object, language: Language, since: int = 0) -> KeptAsked:
        """The set of an id, with the cells written after serial `since`. Raises WrongUsage where there is none."""
        name = run if isinstance(run, str) and _HEAD.fullmatch(run) else ""
        found = self._kept.keeper.read(lambda store: store.each.asked(name, since), None) if name else None
        if found is None:
            raise WrongUsage(self._kept.keeper.failure or message(language, "compared.each_gone"))
        return found

    def _scope(self, said: Mapping[str, Any]) -> Scope | None:
        """The reports that are to be asked; None for all."""
        which = str(said.get("which") or "all")
        if which == "all":
            return None
        if which.startswith("set:"):
            sets = ReportSets(self._handlers.assistant.library.root).named([which.removeprefix("set:")])
            wanted = [each for one in sets for each in one.reports]
        else:
            wanted = [str(each) for each in said.get("reports") or ()]
        known = {each.report_id for each in self._handlers.reports()}
        reports = tuple(each for each in wanted if each in known)
        return Scope(reports=reports, origin="option", empty=not reports)


def _serial(asked: KeptAsked, running: bool) -> dict[str, Any]:
    """What the page's script goes on from."""
    return {
        "serial": max((cell.serial for cell in asked.cells), default=None),
        "running": running,
        "done": asked.done,
        "total": asked.total,
        "failed": asked.failed,
    }
