"""The parts of one search, done in this thread and, where a core is free, in others beside it.

Both FAISS and tantivy leave Python to other threads while they work. Nobody waits for a thread that has not begun: what
it would have done is done here, so that on a busy machine a search is what it is without.
"""

import os
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Protocol, TypeVar, cast

T = TypeVar("T")
U = TypeVar("U")

# Beside the thread that searches: more than these share memory's bandwidth and not the work.
MOST_BESIDE = 3


class Doing(Protocol):
    """Does some parts of a search."""

    def __call__(self, parts: Sequence[Callable[[], T]], /) -> list[T]:
        """What each part gives, in their order."""


def two(do: Doing, one: Callable[[], T], other: Callable[[], U]) -> tuple[T, U]:
    """What two parts give."""
    parts: tuple[Callable[[], T | U], ...] = (one, other)
    first, second = do(parts)
    return cast(T, first), cast(U, second)


def in_turn(parts: Sequence[Callable[[], T]]) -> list[T]:
    """Does one part after the other."""
    return [part() for part in parts]


class SideBySide:
    """Does parts side by side. Safe to share between threads; a part may have parts of its own."""

    def __init__(self, beside: int | None = None) -> None:
        """`beside` other threads at most, which start when they are first needed; by default as cores allow."""
        self._beside = min((os.cpu_count() or 1) - 1, MOST_BESIDE) if beside is None else beside
        self._threads = ThreadPoolExecutor(self._beside, "wenju-search") if self._beside else None

    def __call__(self, parts: Sequence[Callable[[], T]], /) -> list[T]:
        """What each part gives, in their order."""
        left = deque(enumerate(parts))
        found: dict[int, T] = {}

        def work() -> None:
            while True:
                try:
                    place, part = left.popleft()
                except IndexError:
                    return
                found[place] = part()

        begun: list[Future[None]] = []
        if self._threads is not None:
            with suppress(RuntimeError):  # the process is ending: no thread is begun any more
                begun += [self._threads.submit(work) for _ in range(min(self._beside, len(left) - 1))]
        try:
            work()
        finally:
            left.clear()
            for other in begun:
                if not other.cancel():
                    other.result()
        return [found[place] for place in range(len(parts))]
