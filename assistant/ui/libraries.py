"""The libraries that one page opens, each with handlers of its own.

The first is the one at the page's own address; another's page stands below `/library/NAME/`, so that two tabs of a
browser may show two of them, and a link leads into the right one.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
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
from index.store.opening import CLUSTER, STAND_IN

_PLAIN_NAME = regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", re.ASCII)


@dataclass(frozen=True, slots=True)
class OpenLibrary:
    """A library in the page. `name` is that of its path, empty for the first; `title` is what people call it."""

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


class OpenLibraries:
    """All of them, the first one first."""

    def __init__(self, opened: Sequence[OpenLibrary]) -> None:
        self.all = tuple(opened)
        self._named = {each.name: each for each in opened}

    def of(self, name: str) -> OpenLibrary:
        """The one of this name; the first for a name that none has."""
        return self._named.get(name, self.all[0])


def open_library(
    title: str, name: str, build: Callable[[], Answering], uploads: Path, samples: Path | None
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
    return OpenLibrary(name, title, handlers, kept, CheckHandlers(handlers, kept), own)


def names_of(addresses: Sequence[str]) -> list[tuple[str, str]]:
    """(title, name) of each library by its address; the first has no name. No two names are the same."""
    found: list[tuple[str, str]] = []
    for place, address in enumerate(addresses):
        title = _title(address)
        digest = hashlib.sha256(address.encode()).hexdigest()[:8]
        plain = _PLAIN_NAME.fullmatch(title) and title not in {name for _, name in found}
        found.append((title, (title if plain else digest) if place else ""))
    return found


def _title(address: str) -> str:
    """What an address is called: its folder's name, or that of a cluster's library."""
    if address.startswith(CLUSTER):
        return urlsplit(address).path.strip("/") or address
    return Path(address.removeprefix(STAND_IN)).resolve().name or address


def libraries_html(libraries: OpenLibraries, shown: OpenLibrary, language: Language) -> str:
    """The choice of the library that is shown; nothing where there is but one."""
    if len(libraries.all) < 2:
        return ""
    label = escape(message(language, "page.libraries"))
    lines = "".join(_line(each, each is shown) for each in libraries.all)
    return (
        f'<details class="wj-libraries" data-library-name="{escape(shown.title)}"><summary>'
        f"<span>{label}</span> <b>{escape(shown.title)}</b></summary>"
        f'<nav aria-label="{label}"><ul>{lines}</ul></nav></details>'
    )


def _line(library: OpenLibrary, is_shown: bool) -> str:
    current = ' aria-current="page"' if is_shown else ""
    return f'<li><a href="{escape(library.path)}"{current}>{escape(library.title)}</a></li>'
