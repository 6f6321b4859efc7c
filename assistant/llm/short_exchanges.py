"""Short exchanges with a model's server: so many bytes and so many seconds at most, whatever it sends meanwhile.

A client's own time-outs begin anew with every byte, so that a server that drips would be waited for without end.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from assistant.llm.connection import Wire


@contextmanager
def over_in(seconds: float) -> Iterator[dict[str, Any]]:
    """The `extensions` of requests of httpx2: after so many seconds their connection is cut, also a later one's.

    What waits for it fails with an error of httpx2.
    """
    wire = Wire()
    timer = threading.Timer(seconds, wire.cut)
    timer.daemon = True
    timer.start()
    try:
        yield {"trace": wire.trace}
    finally:
        timer.cancel()


def capped(pieces: Iterator[bytes], most_bytes: int) -> bytes:
    """The pieces as one. Raises ValueError where they are more."""
    whole = b""
    for piece in pieces:
        whole += piece
        if len(whole) > most_bytes:
            raise ValueError("too long")
    return whole
