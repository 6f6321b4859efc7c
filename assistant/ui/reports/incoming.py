"""Files on their way into the library: each a job that the page names, so that it can be taken back meanwhile."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Files read at a time, so that a long one holds up nobody; each has a parsing process of its own, and the writer's lock
# is held for commits only.
READ_AT_ONCE = 3
MOST_JOBS = 1_000


class Incoming:
    """The jobs that are being read, and those that were stopped before they were begun."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stopped: dict[str, threading.Event] = {}
        self._reading = threading.Semaphore(READ_AT_ONCE)

    def stop(self, job: str) -> None:
        """Nothing of this job is kept, unless it is in the library already."""
        self._event(job).set()

    @contextmanager
    def reading(self, job: str) -> Iterator[threading.Event]:
        """Waits for its turn; gives what is set when the job is stopped."""
        event = self._event(job)
        try:
            with self._reading:
                yield event
        finally:
            with self._lock:
                self._stopped.pop(job, None)

    def _event(self, job: str) -> threading.Event:
        with self._lock:
            while len(self._stopped) >= MOST_JOBS:  # stopped, and never begun
                self._stopped.pop(next(iter(self._stopped)))
            return self._stopped.setdefault(job, threading.Event())
