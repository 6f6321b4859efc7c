"""How rare each token is in a cluster library: counted over all its reports, or over some of many.

Milvus tells no document frequencies. Each report has an object that says how many of its passages have each token; of a
library of more than `SAMPLE` reports those of an even sample are counted, which a ranking can't tell from all.
"""

import math
import threading
from collections import Counter
from collections.abc import Iterable, Mapping

from index.errors import LibraryDamaged
from index.store.cluster.contents import read_words
from index.store.cluster.objects import Objects

SAMPLE = 512


class Rarity:
    """Counts over the reports that are shown, kept up from generation to generation. Safe to share between threads."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._lock = threading.Lock()
        self._counted: dict[str, int] = {}  # passages by the name of the report's object
        self._passages: Counter[str] = Counter()
        self._reports: Counter[str] = Counter()
        self._shown = 0  # passages in all

    def take_in(self, shown: Mapping[str, int]) -> None:
        """Counts the reports that are shown: how many passages each has, by the name of the object of its words."""
        # An object's name ends in its hash: the lowest ones are as good as drawn by lot, and stay when others come.
        sample = sorted(shown, key=lambda name: name.rpartition("/")[2])[:SAMPLE]
        with self._lock:
            self._shown = sum(shown.values())
            for name in self._counted.keys() - set(sample):
                self._count(name, -self._counted.pop(name))
            for name in sample:
                if name not in self._counted and self._count(name, shown[name]):
                    self._counted[name] = shown[name]

    def _count(self, name: str, passages: int) -> bool:
        try:
            found = read_words(self._objects, name)
        except LibraryDamaged:  # told by wenju doctor
            return False
        sign = 1 if passages > 0 else -1
        for token, count in found.items():
            self._passages[token] += sign * count
            self._reports[token] += sign
        return True

    def counted(self, terms: Iterable[str]) -> dict[str, int | None]:
        """How many passages have each token, by what is counted; None where none of it has and more is to be asked."""
        with self._lock:
            inside = sum(self._counted.values())
            whole = inside == self._shown
            found = {term: self._passages[term] for term in terms}
            return {
                term: round(count * self._shown / inside) if count else 0 if whole else None
                for term, count in found.items()
            }

    def of_passages(self, terms: Iterable[str]) -> dict[str, float]:
        """BM25's inverse document frequency of each token over passages, natural logarithm."""
        with self._lock:
            return {term: _idf(self._passages[term], sum(self._counted.values())) for term in terms}

    def of_reports(self, terms: Iterable[str]) -> dict[str, float]:
        """The same over whole reports."""
        with self._lock:
            return {term: _idf(self._reports[term], len(self._counted)) for term in terms}


def _idf(found: int, count: int) -> float:
    return math.log(1 + (count - found + 0.5) / (found + 0.5))
