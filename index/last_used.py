"""Values that were used last, as many as weigh no more than a bound: a count would let go of small ones too early.

Who asks for a little more than is kept, one after the other, would find nothing kept: so a bound is in what values
weigh (characters, entries), and only what is really too much goes.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class LastUsed(Generic[K, V]):
    """Values by their keys. Safe to share between threads."""

    def __init__(self, most: int, weigh: Callable[[V], int]) -> None:
        """`most` is what all may weigh; one alone that weighs more is kept until the next comes."""
        self._most = most
        self._weigh = weigh
        self._lock = threading.Lock()
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._weight = 0

    def get(self, key: K) -> V | None:
        """The value; None where it is not kept."""
        with self._lock:
            value = self._kept.get(key)
            if value is not None:
                self._kept.move_to_end(key)
            return value

    def put(self, key: K, value: V) -> None:
        """Keeps a value, and lets go of those that were not used for longest."""
        with self._lock:
            if (before := self._kept.pop(key, None)) is not None:
                self._weight -= self._weigh(before)
            self._kept[key] = value
            self._weight += self._weigh(value)
            while self._weight > self._most and len(self._kept) > 1:
                self._weight -= self._weigh(self._kept.popitem(last=False)[1])

    def clear(self) -> None:
        """Keeps nothing."""
        with self._lock:
            self._kept.clear()
            self._weight = 0
