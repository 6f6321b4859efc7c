"""What is kept, for a page that must work without it: a database that fails costs the keeping, and says so once."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from assistant.errors import KeepingFailed
from assistant.kept.database import Kept
from assistant.kept.opening import NOTHING, open_database
from assistant.settings import Settings
from index.store.opening import is_folder

# Seconds before a database that did not open is tried again.
AGAIN: Final = 15.0

_Found = TypeVar("_Found")


class Keeper:
    """Opens the database at first use, and tells what it could not do."""

    def __init__(self, address: str, library: str) -> None:
        self.failure = ""  # one line, while the database fails
        self._address = address
        self._library = str(Path(library).resolve()) if is_folder(library) else library
        self._lock = threading.Lock()
        self._kept: Kept | None = None
        self._tried = 0.0
        self._writing_failed = False

    @classmethod
    def of(cls, settings: Settings) -> "Keeper":
        """The keeper that the settings name."""
        return cls(settings.conversations.url.get_secret_value(), settings.library)

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all, as the settings have it."""
        return self._address.strip().lower() != NOTHING

    def read(self, wanted: Callable[[Kept], _Found], otherwise: _Found) -> _Found:
        """What `wanted` reads of the database; `otherwise` where it fails, which `failure` then tells."""
        return self._tried_to(wanted, otherwise, writes=False)

    def write(self, wanted: Callable[[Kept], _Found], otherwise: _Found) -> _Found:
        """The same for what writes to it: until something was written again, `failure` stays."""
        return self._tried_to(wanted, otherwise, writes=True)

    def _tried_to(self, wanted: Callable[[Kept], _Found], otherwise: _Found, *, writes: bool) -> _Found:
        try:
            kept = self._opened()
            if kept is None:
                return otherwise
            found = wanted(kept)
        except KeepingFailed as error:
            self.failure = str(error)
            self._writing_failed |= writes
            return otherwise
        if writes or not self._writing_failed:
            self.failure, self._writing_failed = "", False
        return found

    def close(self) -> None:
        """Lets the database go."""
        with self._lock:
            if self._kept is not None:
                self._kept.close()
                self._kept = None

    def _opened(self) -> Kept | None:
        """The database; None where nothing is kept, or where it failed to open just now."""
        if not self.keeps:
            return None
        with self._lock:
            if self._kept is None:
                if self._tried and time.monotonic() - self._tried < AGAIN:
                    return None
                self._tried = time.monotonic()
                self._kept = Kept(open_database(self._address), self._library)
            return self._kept
