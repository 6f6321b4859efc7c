"""Where a library beside the first one has its page: below `/library/NAME/` everything is as it is below `/`.

In front of the guard the prefix is taken off and kept as `wenju.library` in the request's scope; behind the gate our
own application of that library answers, and Gradio gets the path as it came, so that its page asks below it.
"""

import re
from collections.abc import Callable

from assistant.ui.asgi import Application, Receive, Scope, Send, answer, refuse
from index.patterns import regex

PATH = "/library/"
# The key in a request's scope.
LIBRARY = "wenju.library"
# Below these our own application answers, what the scripts of the tabs Reports, Compare and Evaluate ask for.
OWN_PREFIXES = ("/wenju/reports", "/wenju/compare", "/wenju/evaluate")
_BELOW = regex(rf"{PATH}([A-Za-z0-9_-]{{1,40}})(/.*)?", re.ASCII | re.DOTALL)
# Doors of which only the first library's is there.
_FIRST_ONLY = ("/gradio_api/call", "/mcp")


class LibraryPaths:
    """ASGI middleware in front of all others that reads which library a request is about."""

    def __init__(self, app: Application, knows: Callable[[str], bool]) -> None:
        """`knows` says whether a library has a name."""
        self._app = app
        self._knows = knows

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on with its library named."""
        found = _BELOW.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if found is None or not self._knows(found[1]):
            await self._app(scope, receive, send)
        elif found[2] is None:
            query = scope.get("query_string", b"")
            to = f"{PATH}{found[1]}/".encode() + (b"?" + query if query else b"")
            await answer(send, 307, "text/plain", b"", [(b"location", to)])
        elif found[2].startswith(_FIRST_ONLY):
            await refuse(send, 404, f"ask this library by {PATH}{found[1]}/api/NAME")
        else:
            await self._app({**scope, "path": found[2], LIBRARY: found[1]}, receive, send)


class OwnRoutes:
    """Asks our own application what begins with one of OWN_PREFIXES, and Gradio the rest. It stands behind the gate."""

    def __init__(self, app: Application, own: Callable[[str], Application]) -> None:
        """`own` gives the application of a library's name."""
        self._app = app
        self._own = own

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        name = scope.get(LIBRARY, "")
        if scope["type"] == "http" and scope["path"].startswith(OWN_PREFIXES):
            await self._own(name)(scope, receive, send)
            return
        if name:
            root = f"{PATH}{name}"
            path = root + scope["path"]
            scope = {**scope, "root_path": root, "path": path, "raw_path": path.encode()}
        await self._app(scope, receive, send)
