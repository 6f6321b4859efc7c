"""Many claims: each checked once and recorded, in a folder that a stopped batch goes on in.

A row that gives no claim, or a claim that cannot be checked as it stands, is one record with an `error`; the others go
on. A library that is gone or damaged stops the batch, which goes on from there when it is run again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import provenance, records
from assistant.answer import SCHEMA_VERSION, Verdict
from assistant.checking.checker import Checker
from assistant.checking.claims import BadRow, ClaimRow
from assistant.errors import AssistantError, WrongUsage
from assistant.records import Progress, Record
from assistant.settings import Settings
from index.errors import UnknownReport
from index.library import Library
from index.scope import Scope


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of an entry: a verdict, or `error` where there is none."""

    entry: ClaimRow
    verdict: Verdict | None
    error: str = ""

    def to_json(self) -> Record:
        """The entry as a line of results.jsonl: what `wenju check --json` gives, its place and its other columns."""
        if self.verdict is not None:
            document = self.verdict.to_json()
        else:
            document = {"schema_version": SCHEMA_VERSION, "id": self.entry.id, "error": self.error}
            if not isinstance(self.entry, BadRow):
                document["claim"] = self.entry.text
        place = self.entry.place
        for name, value in (("line", place.line), ("start", place.start), ("end", place.end)):
            if value is not None:
                document[name] = value
        if self.entry.columns:
            document["columns"] = dict(self.entry.columns)
        return document


def check_each(
    entries: Sequence[ClaimRow], checker: Checker, scope: Scope | None = None, *, evidence_given: bool = False
) -> Iterator[Checked]:
    """Checks entries one after another, in order. Raises LibraryError where the library itself fails."""
    for entry in entries:
        yield check_one(entry, checker, scope, evidence_given=evidence_given)


def check_one(
    entry: ClaimRow, checker: Checker, scope: Scope | None = None, *, evidence_given: bool = False
) -> Checked:
    """Checks one entry; what is wrong with it alone is its `error`."""
    if isinstance(entry, BadRow):
        return Checked(entry, None, entry.reason)
    try:
        return Checked(entry, checker.check(entry, scope, evidence_given=evidence_given))
    except (WrongUsage, UnknownReport) as error:
        where = "" if entry.place.line is None else f"line {entry.place.line}: "
        return Checked(entry, None, f"{where}{error}")


@dataclass(frozen=True, slots=True)
class Batch:
    """What is checked: the entries of a file with its SHA-256, and the user's own limits."""

    entries: tuple[ClaimRow, ...]
    sha256: str
    scope: Scope | None = None
    evidence_given: bool = False


def check_batch(
    batch: Batch,
    checker: Checker,
    library: Library,
    settings: Settings,
    folder: Path,
    progress: Progress | None = None,
) -> list[Record]:
    """The record of every entry, in order, also written to results.jsonl in `folder`; only what is not there is done.

    Raises WrongUsage where the folder holds another batch or one of another system (settings, weights, versions, code),
    AssistantError where another process works in it or the library was changed meanwhile.
    """
    generation = library.generation()
    with records.opened(folder, _identity(batch, library, settings)) as (done, output):
        known = {record["id"] for record in done}
        waiting = [entry for entry in batch.entries if entry.id not in known]
        if progress is not None:
            progress(len(done), len(batch.entries))
        for checked in check_each(waiting, checker, batch.scope, evidence_given=batch.evidence_given):
            done.append(checked.to_json())
            records.append(output, done[-1])
            if progress is not None:
                progress(len(done), len(batch.entries))
    if library.generation() != generation:
        raise AssistantError(f"the library in {library.root} was changed meanwhile; check into another folder: --out")
    return done


def _identity(batch: Batch, library: Library, settings: Settings) -> dict[str, Any]:
    scope = batch.scope or Scope()
    asked = {
        "years": list(scope.years),
        "regions": list(scope.regions),
        "reports": list(scope.reports),
        "evidence_given": batch.evidence_given,
    }
    return provenance.identity(settings, library, library.fingerprint(), batch.sha256, asked)
