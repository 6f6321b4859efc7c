"""Every report in scope asked each of some questions, on its own: a row a report, a cell a question.

The questions are understood against the whole library and their vectors are remembered by it, so that a report costs
a look into its ledger and no embedding. A run that writes goes on where it was stopped: a row counts once it is synced.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from assistant import provenance, records
from assistant.answer import SCHEMA_VERSION, Answer
from assistant.build import Assistant
from assistant.errors import AssistantError, WrongUsage
from assistant.records import Progress, Record
from index.library import Library
from index.scope import Scope
from index.store.rows import StoredReport
from index.text.tokens import tokens


class Asking(Protocol):
    """What reports are asked with."""

    @property
    def library(self) -> Library:
        """Where the reports are."""

    def ask(self, question: str, history: Sequence[str] = (), scope: Scope | None = None) -> Answer:
        """The answer to a question inside `scope`."""


@dataclass(frozen=True, slots=True)
class AskedReport:
    """A report and its answer to each question, in order; an answer whose `status` is not `answered` tells nothing."""

    report: StoredReport
    answers: tuple[Answer, ...]

    def to_json(self) -> Record:
        """A row as `wenju ask --each-report --json` gives it: the report, and under `cells` each answer."""
        return row_of(self.report, [_cell(answer) for answer in self.answers])


def row_of(report: StoredReport, cells: Sequence[Record]) -> Record:
    """A row: what the report is, and under `cells` what it answers."""
    known = report.metadata
    return {
        "schema_version": SCHEMA_VERSION,
        "id": report.report_id,
        "report_id": report.report_id,
        "title": known.title,
        "issuer": known.issuer,
        "region": known.region,
        "year": known.year,
        "source": report.sources[0].name if report.sources else "",
        "cells": list(cells),
    }


def ask_cell(assistant: Asking, report_id: str, question: str) -> Record:
    """What one report answers to one question, as a cell of its row. Raises UnknownReport."""
    assistant.library.get(report_id)
    return _cell(_answer(assistant, report_id, question))


def _cell(answer: Answer) -> Record:
    """An answer without the passages that were searched: a row of 31 reports is read, and not searched again."""
    document = answer.to_json()
    for field in ("schema_version", "nearest", "scope"):
        del document[field]
    return document


def ask_reports(assistant: Asking, questions: Sequence[str], scope: Scope | None = None) -> Iterator[AskedReport]:
    """Asks each report in `scope` each question, in the library's order. Raises WrongUsage, LibraryMissing."""
    for report in reports_in(assistant, questions, scope):
        yield _asked(assistant, report, questions)


def reports_in(assistant: Asking, questions: Sequence[str], scope: Scope | None) -> list[StoredReport]:
    """The reports that are asked. Raises WrongUsage where a question has no word in it, or there is none."""
    if not questions:
        raise WrongUsage("there is no question; write one")
    for question in questions:
        if not tokens(question):
            raise WrongUsage(f"the question {question!r} has no word in it; ask something of the reports")
    inside = set(assistant.library.report_ids(scope or Scope()))
    return [report for report in assistant.library.reports() if report.report_id in inside]


def _asked(assistant: Asking, report: StoredReport, questions: Sequence[str]) -> AskedReport:
    return AskedReport(report, tuple(_answer(assistant, report.report_id, question) for question in questions))


def _answer(assistant: Asking, report_id: str, question: str) -> Answer:
    return assistant.ask(question, scope=Scope(reports=(report_id,), origin="option"))


def ask_into(
    folder: Path,
    assistant: Assistant,
    questions: Sequence[str],
    scope: Scope | None = None,
    progress: Progress | None = None,
) -> list[Record]:
    """The rows, in the library's order, also kept in `folder`; only reports whose row is not there are asked.

    Raises WrongUsage where the folder holds the rows of other questions or of another system (reports, settings,
    weights, versions, code), AssistantError where another process works in it or the library was changed meanwhile.
    """
    library = assistant.library
    wanted = reports_in(assistant, questions, scope)
    generation = library.generation()
    digest = hashlib.sha256("\n".join(questions).encode()).hexdigest()
    asked = {"each_report": True, "reports": _digest(report.report_id for report in wanted)}
    identity = provenance.identity(assistant.settings, library, library.fingerprint(), digest, asked)
    with records.opened(folder, identity) as (done, output):
        rows = {record["id"]: record for record in done}
        if progress is not None:
            progress(len(rows), len(wanted))
        for report in wanted:
            if report.report_id in rows:
                continue
            row = _asked(assistant, report, questions).to_json()
            records.append(output, row)
            rows[report.report_id] = row
            if progress is not None:
                progress(len(rows), len(wanted))
    if library.generation() != generation:
        raise AssistantError(f"the library in {library.root} was changed meanwhile; remove {folder} and ask again")
    return [rows[report.report_id] for report in wanted]


def _digest(names: Any) -> str:
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()[:16]
