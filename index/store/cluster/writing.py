"""Writes reports whole but for what shows them, which is the log's: any process of any machine may do this at once."""

from collections.abc import Mapping
from typing import Protocol

from index.store.cluster.collections import Collections
from index.store.cluster.contents import MEAN_OF_PASSAGES, MEAN_OF_REPORTS, MEANS, Searched, searched, write_objects
from index.store.cluster.manifest import Row, new_content
from index.store.cluster.objects import Objects
from index.store.rows import NewReport


class _Settings(Protocol):
    def setting(self, name: str) -> str | None: ...


class Writing:
    """Writes into `objects` and `collections`. Safe to share between threads."""

    def __init__(self, objects: Objects, collections: Collections) -> None:
        self._objects = objects
        self._collections = collections

    def write_new(self, new: NewReport, original: bytes, means: Mapping[str, float]) -> Row:
        """Writes a report; its row is what an entry of the log shows it by. Raises LibraryUnreachable."""
        return self.write(new, original, searched(new_content(), new), means)

    def write(self, new: NewReport, original: bytes, found: Searched, means: Mapping[str, float]) -> Row:
        """The same where what Milvus gets of it is known."""
        row = write_objects(self._objects, found.whole.content, new, original, len(found.facts))
        self.write_searched(found, means)
        return row

    def write_searched(self, found: Searched, means: Mapping[str, float]) -> None:
        """Writes what Milvus gets of a report."""
        self._collections.write_passages(found.passages, means[MEAN_OF_PASSAGES])
        self._collections.write_reports([found.whole], means[MEAN_OF_REPORTS])
        self._collections.write_facts(found.facts)


def means_in(catalogue: _Settings) -> dict[str, float] | None:
    """How many tokens a passage and a report has, as the library notes it; None before its first reports."""
    means = {name: float(value) for name in MEANS if (value := catalogue.setting(name)) is not None}
    return means or None
