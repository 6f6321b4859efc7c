"""A clock whose time passes as a test says, so that none waits for a time-out."""

import threading

AT_MOST = 60  # real seconds that a wait lasts: a test that forgets to let time pass fails and does not hang


class SteppedClock:
    """Stands still until `advance`, which wakes whoever waits by it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now = 1_000.0
        self._waiting: list[threading.Condition] = []

    def now(self) -> float:
        return self._now

    def wait(self, changed: threading.Condition, seconds: float) -> None:
        with self._lock:
            self._waiting.append(changed)
        # `advance` can notify no sooner than this gives the condition up.
        changed.wait(AT_MOST)
        with self._lock:
            self._waiting.remove(changed)

    def sleep(self, seconds: float) -> None:
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        """Lets time pass."""
        with self._lock:
            self._now += seconds
            waiting = list(self._waiting)
        for changed in waiting:
            with changed:
                changed.notify_all()
