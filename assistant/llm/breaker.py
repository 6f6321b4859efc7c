"""A server that failed five times in a row is left alone for a while, so that nobody waits for it in vain."""

import threading
from collections.abc import Callable
from time import monotonic

from assistant.errors import ModelFailed

FAILURES = 5
REST_SECONDS = 30.0


class Breaker:
    """Counts failures in a row. Open, it admits nobody; after a rest it admits one call, whose outcome decides."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._closes = 0.0
        self._trying = False

    def enter(self, name: str) -> None:
        """Admits a call, which must end in `succeeded`, `failed` or `left`. Raises ModelFailed while open."""
        with self._lock:
            if self._failures < FAILURES:
                return
            left = self._closes - self._clock()
            if left > 0 or self._trying:
                wait = f"in {max(left, 1):.0f} s"
                raise ModelFailed(f"{name} failed {self._failures} times in a row; it is tried again {wait}")
            self._trying = True

    def succeeded(self) -> None:
        """The call was answered."""
        with self._lock:
            self._failures, self._trying = 0, False

    def failed(self) -> None:
        """The call failed."""
        with self._lock:
            self._failures, self._trying = self._failures + 1, False
            self._closes = self._clock() + REST_SECONDS

    def left(self) -> None:
        """Whoever asked went away before the end, which says nothing about the server."""
        with self._lock:
            self._trying = False
