"""How often something was done and the seconds that it took, for whoever watches a server. Safe to share by threads."""

import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")


class Spent:
    """Counts and seconds by what was done."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._spent: dict[str, tuple[int, float]] = {}

    def so_far(self) -> dict[str, tuple[int, float]]:
        """(how often, seconds in all) of everything that was done."""
        with self._lock:
            return dict(self._spent)

    def on(self, what: str, act: Callable[[], T]) -> T:
        """Does it and counts it; where it raises, too."""
        started = perf_counter()
        try:
            return act()
        finally:
            self._add(what, perf_counter() - started)

    def through(self, what: str, values: Iterable[T]) -> Iterator[T]:
        """Passes values on; counted are the seconds that they took to come, not what was done with them."""
        spent, iterator = 0.0, iter(values)
        try:
            while True:
                started = perf_counter()
                try:
                    value = next(iterator)
                except StopIteration:
                    return
                finally:
                    spent += perf_counter() - started
                yield value
        finally:
            self._add(what, spent)
            if isinstance(iterator, Generator):  # who stops listening stops it
                iterator.close()

    def _add(self, what: str, seconds: float) -> None:
        with self._lock:
            times, before = self._spent.get(what, (0, 0.0))
            self._spent[what] = (times + 1, before + seconds)
