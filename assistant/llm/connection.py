"""What one attempt to reach a language model sees of its connection, and how another thread ends it.

The client's own time-outs do not stop a stream that drips, so the reader keeps the time and cuts the connection.
"""

import contextlib
import socket
import threading
from collections import deque
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Literal

from assistant.errors import ModelFailed
from assistant.llm.clock import Clock, SystemClock

SHORTEN = "lower llm.prompt_tokens or give the server a larger window"
WAITING_SIGNS = 256  # pieces that may wait for a slow reader; the worker waits beyond


class AttemptFailed(ModelFailed):
    """One attempt gave no usable reply. A second may where `again`; the server asks for `after` seconds before it.

    `loading`: it may still be loading its model. `too_long`: the prompt may be longer than its window.
    """

    def __init__(
        self,
        message: str,
        again: bool = False,
        after: float | None = None,
        counts: bool = True,
        loading: bool = False,
        too_long: bool = False,
    ) -> None:
        super().__init__(message, too_long=too_long)
        self.loading = loading
        self.again = again
        self.after = after
        self.counts = counts  # against the breaker: a server that cuts at the length asked for works


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that happened on the wire; `text` is a piece of the reply or the reason of its end."""

    kind: Literal["connected", "alive", "text", "finished", "ended", "failed"]
    text: str = ""
    failure: AttemptFailed | None = None


class Wire:
    """Signs from the worker to the reader, in order, and the socket between."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._changed = threading.Condition()
        self._signs: deque[Sign] = deque()
        self._socket: socket.socket | None = None
        self.closed = False
        self.watched = False  # whether our transport carries it, so that "connected" will be heard
        self.answered = False  # whether the head of a response came
        self.refusal: AttemptFailed | None = None

    def put(self, sign: Sign) -> None:
        """Hands a sign over; waits while too many wait, and drops it once the reader has gone."""
        with self._changed:
            while len(self._signs) >= WAITING_SIGNS and not self.closed:
                self._changed.wait()
            if not self.closed:
                self._signs.append(sign)
                self._changed.notify_all()

    def take(self, until: float) -> Sign | None:
        """The next sign, or None when the clock passes `until` first."""
        with self._changed:
            while not self._signs:
                left = until - self._clock.now()
                if left <= 0:
                    return None
                self._clock.wait(self._changed, left)
            sign = self._signs.popleft()
            self._changed.notify_all()
            return sign

    def trace(self, event: str, found: Mapping[str, Any]) -> None:
        """Called by httpcore at each step of a connection: keeps its socket, so that `cut` can wake who reads it."""
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            with self._changed:
                self._socket = found["return_value"].get_extra_info("socket")
                closed = self.closed
            if closed:
                self.cut()
        elif event.endswith("send_request_headers.started"):
            self.put(Sign("connected"))

    def cut(self) -> None:
        """Ends the connection at once, from any thread: a shut socket wakes its reader, a closed one does not."""
        with self._changed:
            self.closed = True
            self._signs.clear()
            self._changed.notify_all()
            line, self._socket = self._socket, None
        if line is not None:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


CURRENT: ContextVar[Wire | None] = ContextVar("wire", default=None)
