"""The libraries that one page opens, each with handlers of its own.

The first is the one at the page's own address; another's page stands below `/library/NAME/`, so that two tabs of a
browser may show two of them, and a link leads into the right one. Beside those that the page was started with there
may be a shelf, a folder whose libraries are offered; a browser names one of them, never a path.
"""

import hashlib
import os
import re
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette

from assistant.messages import Language, message
from assistant.ui.ask.handlers import Answering, Handlers
from assistant.ui.check.handlers import CheckHandlers
from assistant.ui.compare.each_handlers import EachHandlers
from assistant.ui.compare.handlers import CompareHandlers
from assistant.ui.compare.routes import compare_routes
from assistant.ui.evaluate.handlers import EvaluateHandlers
from assistant.ui.evaluate.routes import evaluate_routes
from assistant.ui.kept.handlers import KeptHandlers
from assistant.ui.library_paths import PATH
from assistant.ui.reports.handlers import ReportsHandlers
from assistant.ui.reports.routes import reports_routes
from index.patterns import regex
from index.store.opening import CLUSTER, STAND_IN, is_folder, is_library

_PLAIN_NAME = regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", re.ASCII)


@dataclass(frozen=True, slots=True)
class OpenLibrary:
    """A library in the page. `name` is that of its path, empty for the first; `title` is what people call it."""

    address: str
    name: str
    title: str
    handlers: Handlers
    kept: KeptHandlers
    checks: CheckHandlers
    own: Starlette

    @property
    def path(self) -> str:
        """Where its page stands."""
        return f"{PATH}{self.name}/" if self.name else "/"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder whose libraries are offered. `take` gives one of them by its address, title and name."""

    folder: Path
    take: Callable[[str, str, str], OpenLibrary]

    def addresses(self) -> list[str]:
        """The libraries directly inside it as it is now, by name; no link is followed, nothing hidden is one."""
        try:
            inside = sorted(os.scandir(self.folder), key=lambda entry: entry.name)
        except OSError:
            return []
        folders = [each for each in inside if each.is_dir(follow_symlinks=False) and not each.name.startswith(".")]
        return [each.path for each in folders if is_library(each.path)]


class OpenLibraries:
    """All of them, the first one first. Safe to share between threads."""

    def __init__(self, opened: Sequence[OpenLibrary], shelf: Shelf | None = None) -> None:
        self.first = opened[0]
        self._opened = tuple(opened)
        self._shelf = shelf
        self._taken: dict[str, OpenLibrary] = {}  # off the shelf, by address
        self._named = {each.name: each for each in opened}
        self._lock = threading.Lock()

    def offered(self) -> tuple[OpenLibrary, ...]:
        """Those the page was started with, and those that lie on the shelf by now."""
        if self._shelf is None:
            return self._opened
        own = {Path(each.address).resolve() for each in self._opened if is_folder(each.address)}
        addresses = [each for each in self._shelf.addresses() if Path(each).resolve() not in own]
        with self._lock:
            for address in addresses:
                if address not in self._taken:
                    title = _title(address)
                    taken = self._shelf.take(address, title, _name(title, address, self._named))
                    self._taken[address] = self._named[taken.name] = taken
            return (*self._opened, *(self._taken[address] for address in addresses))

    def knows(self, name: str) -> bool:
        """Whether one has this name; one that came to the shelf meanwhile is found."""
        return name in self._named or any(each.name == name for each in self.offered())

    def of(self, name: str) -> OpenLibrary:
        """The one of this name; the first for a name that none has."""
        return self._named[name] if self.knows(name) else self.first


def open_library(
    address: str, title: str, name: str, build: Callable[[], Answering], uploads: Path, samples: Path | None
) -> OpenLibrary:
    """A library's handlers; `build` gives its assistant when something is first asked of it."""
    handlers = Handlers(build, uploads)
    kept = KeptHandlers(handlers)
    own = Starlette(
        routes=[
            *reports_routes(ReportsHandlers(handlers, samples)),
            *compare_routes(CompareHandlers(handlers), EachHandlers(handlers, kept)),
            *evaluate_routes(EvaluateHandlers(handlers, kept)),
        ]
    )
    return OpenLibrary(address, name, title, handlers, kept, CheckHandlers(handlers, kept), own)


def names_of(addresses: Sequence[str]) -> list[tuple[str, str]]:
    """(title, name) of each library by its address; the first has no name. No two names are the same."""
    found: list[tuple[str, str]] = []
    for place, address in enumerate(addresses):
        title = _title(address)
        found.append((title, _name(title, address, {name for _, name in found}) if place else ""))
    return found


def _name(title: str, address: str, taken: Collection[str]) -> str:
    """What a library is called in paths: its title where that is plain and no other's, else a hash of its address."""
    plain = _PLAIN_NAME.fullmatch(title) and title not in taken
    return title if plain else hashlib.sha256(address.encode()).hexdigest()[:8]


def _title(address: str) -> str:
    """What an address is called: its folder's name, or that of a cluster's library."""
    if address.startswith(CLUSTER):
        return urlsplit(address).path.strip("/") or address
    return Path(address.removeprefix(STAND_IN)).resolve().name or address


def libraries_html(libraries: OpenLibraries, shown: OpenLibrary, language: Language) -> str:
    """The choice of the library that is shown; nothing where there is but one."""
    offered = libraries.offered()
    if len(offered) < 2:
        return ""
    label = escape(message(language, "page.libraries"))
    lines = "".join(_line(each, each is shown) for each in offered)
    return (
        f'<details class="wj-libraries" data-library-name="{escape(shown.title)}"><summary>'
        f"<span>{label}</span> <b>{escape(shown.title)}</b></summary>"
        f'<nav aria-label="{label}"><ul>{lines}</ul></nav></details>'
    )


def _line(library: OpenLibrary, is_shown: bool) -> str:
    current = ' aria-current="page"' if is_shown else ""
    return f'<li><a href="{escape(library.path)}"{current}>{escape(library.title)}</a></li>'
