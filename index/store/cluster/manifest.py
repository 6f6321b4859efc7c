"""The manifest of a cluster library: a log of changes, each an object that is written last and never again.

An entry makes reports visible (`put`) or hides them (`gone`), all of it at once. Any number of machines write entries,
since each has a name of its own and no object is ever written twice; and what they come to is the same in whatever
order they are read: a content that is gone stays gone, of two rows of one content the later entry counts.
"""

import json
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from index.store.cluster.objects import Objects, named

LOG = "log"
# Folders of the log that are listed again and again: a writer's clock may be a day off.
RECENT_DAYS = 2
_SECONDS_A_DAY = 86_400
_EPOCH = 1_735_689_600  # 2025-01-01 UTC: contents fit in 63 bits until 2093


@dataclass(frozen=True, slots=True)
class Row:
    """A report as the manifest shows it. `content` is what its objects and its passages in Milvus are known by.

    `report`, `vectors`, `words` and `original` are names of objects; `ledger` is the version of the reader that its
    `facts` figures were read by.
    """

    content: int
    report_id: str
    metadata: dict[str, Any]
    stated: dict[str, Any]
    text_sha256: str
    parser_version: str
    pages: int | None
    problems: list[str]
    added: str
    characters: int
    passages: int
    ledger: str
    facts: int
    report: str
    vectors: str
    words: str
    original: str
    sources: list[list[str | None]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: reports to show, contents to hide, settings and folders to note."""

    put: tuple[Row, ...] = ()
    gone: tuple[int, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)
    folders: dict[str, list[str]] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """The entry as its object's bytes."""
        return json.dumps(asdict(self), ensure_ascii=False).encode("utf-8", "surrogatepass")

    @classmethod
    def from_bytes(cls, content: bytes) -> "Entry":
        """The entry that `to_bytes` gave."""
        read = json.loads(content.decode("utf-8", "surrogatepass"))
        rows = tuple(Row(**row) for row in read["put"])
        return cls(rows, tuple(read["gone"]), read["settings"], read["folders"])


def new_content() -> int:
    """A number that no other writer gives: the second it was given in, and 32 random bits; below 2 ** 63."""
    return (int(time.time()) - _EPOCH << 32) | secrets.randbits(32)


def written_at(content: int) -> int:
    """The second, in Unix time, in which a content got its number."""
    return (content >> 32) + _EPOCH


def folder_of(content: int) -> str:
    """Where a content's objects lie."""
    return f"written/{content:016x}"


class Log:
    """The entries below one URL."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._listed_all = False

    def append(self, entry: Entry) -> str:
        """Writes an entry; from here on every reader sees it. Returns its name."""
        content = entry.to_bytes()
        now = time.time_ns()
        folder = f"{LOG}/{now // 1_000_000_000 // _SECONDS_A_DAY:05d}/{now:020d}-{secrets.token_hex(4)}"
        name = named(folder, content, ".json")
        self._objects.write(name, content)
        return name

    def new(self, known: Mapping[str, Any] | set[str]) -> Iterator[tuple[str, Entry]]:
        """(name, entry) of the entries that are not `known`, in the order of their names."""
        for name in self._names():
            if name not in known:
                yield name, Entry.from_bytes(self._objects.read_whole(name))

    def _names(self) -> Iterable[str]:
        if not self._listed_all:
            found = self._objects.names(LOG)
            self._listed_all = True
            return found
        today = int(time.time()) // _SECONDS_A_DAY
        days = range(today - RECENT_DAYS + 1, today + 2)
        return [name for day in days for name in self._objects.names(f"{LOG}/{day:05d}")]
