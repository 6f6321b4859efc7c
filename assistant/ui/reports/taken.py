"""Reports that were removed in the page, for as long as that can be undone: in this server's memory, the last ones."""

import secrets
import threading
from collections.abc import Sequence

from index.ingestion.taking_out import TakenOut

# Bytes of files that are held; beyond, the oldest removals can no longer be undone.
MOST_BYTES = 300_000_000


class Taken:
    """Removals by a token that only who removed gets."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._held: dict[str, tuple[TakenOut, ...]] = {}

    def hold(self, reports: Sequence[TakenOut]) -> str:
        """A token to have these back by; empty where there is nothing to have back, or too much of it."""
        if not reports or _bytes(reports) > self._most:
            return ""
        token = secrets.token_urlsafe(16)
        with self._lock:
            self._held[token] = tuple(reports)
            while sum(map(_bytes, self._held.values())) > self._most:
                self._held.pop(next(iter(self._held)))
        return token

    def give(self, token: str) -> tuple[TakenOut, ...]:
        """What was taken by this removal, once; nothing where it is no longer held."""
        with self._lock:
            return self._held.pop(token, ())


def _bytes(reports: Sequence[TakenOut]) -> int:
    return sum(len(each.content) for each in reports)
