"""The clock by which we wait for a language model; tests hand in one whose time passes as they say."""

import threading
import time
from typing import Protocol


class Clock(Protocol):
    """A clock in seconds that never goes back, and waiting by it."""

    def now(self) -> float:
        """The time; only differences tell something."""

    def wait(self, changed: threading.Condition, seconds: float) -> None:
        """Gives the held condition up until it is notified, or so many seconds have passed."""

    def sleep(self, seconds: float) -> None:
        """Comes back after so many seconds."""


class SystemClock:
    """The machine's own."""

    def now(self) -> float:
        """The monotonic clock."""
        return time.monotonic()

    def wait(self, changed: threading.Condition, seconds: float) -> None:
        """Waits by the machine's clock."""
        changed.wait(seconds)

    def sleep(self, seconds: float) -> None:
        """Sleeps by the machine's clock."""
        time.sleep(seconds)
