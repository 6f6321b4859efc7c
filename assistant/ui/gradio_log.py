"""Gradio writes the traceback of whatever goes wrong in an event, with all that was sent: a megabyte a request."""

import sys
import traceback
from typing import Any

from gradio import queueing, route_utils, routes

from assistant.short_traceback import print_short


class _Short:
    """`traceback` as Gradio uses it, short where it prints."""

    def __getattr__(self, name: str) -> Any:
        return getattr(traceback, name)

    def print_exc(self, *_: Any, **__: Any) -> None:
        """Writes what is being handled."""
        if (error := sys.exception()) is not None:
            print_short(error)


def shorten() -> None:
    """From here on Gradio's tracebacks are short."""
    for module in (queueing, route_utils, routes):
        module.traceback = _Short()  # type: ignore[attr-defined]
