"""A run's folder: what the run is, and its records, one line each, that survive a kill at any moment.

A line is written whole and synced before it counts. A torn last line is cut off when the run goes on, and its item is
asked again. Evaluations and batches of claims are such runs.
"""

import contextlib
import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, TextIO

from assistant.errors import AssistantError, WrongUsage
from index.store.durable import write_file

RESULTS, SUMMARY, RUN, REPORT = "results.jsonl", "summary.json", "run.json", "report.html"

Record = dict[str, Any]
# Is told of a run as it goes on: how many of its items are done, and of how many.
Progress = Callable[[int, int], None]

MOST_NAMED = 5  # differences in one error


@contextlib.contextmanager
def opened(folder: Path, identity: dict[str, Any]) -> Iterator[tuple[list[Record], TextIO]]:
    """The records that are there, and the file that further ones are appended to; one process at a time.

    `identity` is all that the records depend on. Raises WrongUsage where the folder holds another run's records,
    AssistantError where another process writes them.
    """
    if folder.exists() and not folder.is_dir():
        raise WrongUsage(f"--out {folder} is a file; name a folder")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / RESULTS).open("a", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AssistantError(f"another process writes into {folder}; wait, or name another") from error
        _require_same(folder, identity)
        yield _repaired(folder / RESULTS), file


def append(file: TextIO, record: Record) -> None:
    """Writes one record so that a kill, or the power going, leaves it whole or torn at the end."""
    file.write(json.dumps(record, ensure_ascii=False) + "\n")
    file.flush()
    os.fsync(file.fileno())


def write_json(path: Path, document: dict[str, Any]) -> None:
    """Writes a document whole or not at all."""
    write_file(path, (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode())


def read_records(folder: Path) -> list[Record]:
    """The records of a finished or unfinished run; a torn last line is passed over. Raises WrongUsage."""
    path = folder / RESULTS
    try:
        return _parsed(path.read_bytes())[0]
    except OSError as error:
        raise WrongUsage(f"no evaluation in {folder}: cannot read {RESULTS} ({error.strerror}); check --out") from error


def read_summary(folder: Path) -> dict[str, Any]:
    """The summary of a run, empty where it isn't finished."""
    try:
        document = json.loads((folder / SUMMARY).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return document if isinstance(document, dict) else {}


def _require_same(folder: Path, identity: dict[str, Any]) -> None:
    path = folder / RUN
    try:
        before = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        if (folder / RESULTS).stat().st_size:
            raise WrongUsage(
                f"{folder} holds {RESULTS} but no {RUN}, so it can't be gone on with; name another folder with --out"
            ) from None
        write_json(path, identity)
        return
    except ValueError as error:
        raise WrongUsage(f"{path} does not read; name another folder with --out") from error
    if not isinstance(before, dict):
        raise WrongUsage(f"{path} is no run's; name another folder with --out")
    changed = differences(before, identity)
    if changed:
        raise WrongUsage(
            f"{folder} holds a run with another {_listed(changed)}; name another folder with --out, or remove this one"
        )


def read_identity(folder: Path) -> dict[str, Any]:
    """What a run is, as run.json holds it; empty where it does not read."""
    try:
        document = json.loads((folder / RUN).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return document if isinstance(document, dict) else {}


@dataclass(frozen=True, slots=True)
class IdentityDifference:
    """Something that two runs' identities say otherwise: its dotted name, and both values, None for none."""

    name: str
    before: Any
    now: Any

    def __str__(self) -> str:
        return f"{self.name} ({_short(self.before)}, now {_short(self.now)})"

    def to_json(self) -> dict[str, Any]:
        """The difference as summary.json gives it."""
        return {"name": self.name, "before": self.before, "now": self.now}


def differences(before: Mapping[str, Any], now: Mapping[str, Any], within: str = "") -> list[IdentityDifference]:
    """What differs, each part by its own name, in the order of `now`; what only `before` has comes last."""
    found: list[IdentityDifference] = []
    for name in dict.fromkeys([*now, *before]):
        first, second = before.get(name), now.get(name)
        if isinstance(first, Mapping) and isinstance(second, Mapping):
            found += differences(first, second, f"{within}{name}.")
        elif first != second:
            found.append(IdentityDifference(within + name, first, second))
    return found


def _listed(changed: Sequence[IdentityDifference]) -> str:
    more = f" and {len(changed) - MOST_NAMED} more" if len(changed) > MOST_NAMED else ""
    return " and ".join(map(str, changed[:MOST_NAMED])) + more


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _repaired(path: Path) -> list[Record]:
    """The records; the file is cut after the last whole one, and what stood behind it is asked again."""
    records, whole = _parsed(path.read_bytes())
    os.truncate(path, whole)
    return records


def _parsed(content: bytes) -> tuple[list[Record], int]:
    """The records up to the first line that is none, and how many bytes those are."""
    records: list[Record] = []
    whole = 0
    while (end := content.find(b"\n", whole)) >= 0:
        try:
            record = json.loads(content[whole:end])
        except ValueError:
            break
        if not isinstance(record, dict) or "id" not in record:
            break
        records.append(record)
        whole = end + 1
    return records, whole


def program_version() -> str:
    """Wenju's version; empty where it is run without being installed."""
    try:
        return metadata.version("wenju")
    except metadata.PackageNotFoundError:
        return ""
