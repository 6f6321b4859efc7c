"""Collections: sets of reports that a user named, to ask and check within.

They lie in `collections.json` in the library's folder. A report that is gone keeps its place in them, so that it is in
them again where it is put back; who reads them leaves out what the library lacks.
"""

import json
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import SCHEMA_VERSION
from assistant.errors import AssistantError, WrongUsage
from index.store.durable import write_file

FILE_NAME = "collections.json"
NAME_CHARACTERS = 60
MOST = 200
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class ReportSet:
    """A collection: its name, and the ids of its reports in the order they were put in."""

    name: str
    reports: tuple[str, ...]


class ReportSets:
    """The collections of the library in `root`. Every call reads them anew, and writes them whole or not at all."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def all(self) -> list[ReportSet]:
        """Every collection, by name. Raises AssistantError where the file is not what was written."""
        return sorted(self._read().values(), key=lambda one: one.name)

    def named(self, names: Iterable[str]) -> list[ReportSet]:
        """The collections of these names, those that are there."""
        known = self._read()
        return [known[name] for name in names if name in known]

    def put(self, name: str, reports: Iterable[str]) -> ReportSet:
        """Makes a collection, or puts these reports in place of its own. Raises WrongUsage for a name that is none."""
        called = _name(name)
        made = ReportSet(called, tuple(dict.fromkeys(reports)))
        with _LOCK:
            known = self._read()
            if called not in known and len(known) >= MOST:
                raise WrongUsage(f"there are {MOST} collections already; remove one")
            self._write(known | {called: made})
        return made

    def rename(self, name: str, new: str) -> None:
        """Gives a collection another name. Raises WrongUsage where there is none, or one of that name."""
        called = _name(new)
        with _LOCK:
            known = self._read()
            if name not in known or (called in known and called != name):
                raise WrongUsage(f"there is no collection {name!r}, or one called {called!r} already")
            moved = known.pop(name)
            self._write(known | {called: ReportSet(called, moved.reports)})

    def remove(self, name: str) -> None:
        """Forgets a collection; its reports stay."""
        with _LOCK:
            known = self._read()
            if known.pop(name, None) is not None:
                self._write(known)

    def _read(self) -> dict[str, ReportSet]:
        try:
            document = json.loads((self._root / FILE_NAME).read_text("utf-8"))
            listed = [ReportSet(str(one["name"]), tuple(map(str, one["reports"]))) for one in document["collections"]]
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise AssistantError(f"{self._root / FILE_NAME} does not read ({error}); mend or remove it") from error
        return {one.name: one for one in listed}

    def _write(self, sets: dict[str, ReportSet]) -> None:
        listed = [{"name": one.name, "reports": list(one.reports)} for one in sets.values()]
        document = {"schema_version": SCHEMA_VERSION, "collections": listed}
        write_file(self._root / FILE_NAME, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())


def _name(said: str) -> str:
    called = " ".join(said.split())
    if not called or len(called) > NAME_CHARACTERS or not called.isprintable():
        raise WrongUsage(f"a collection's name has 1 to {NAME_CHARACTERS} characters")
    return called
