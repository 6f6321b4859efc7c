"""What partitions bring in Milvus's stand-in: none, one a year of the reports, or sixteen by a hash of their places.

    python benchmarks/cluster_partitions.py [--passages 100000] [--layouts none year hash] [--queries 10]

The reports are those of store_growth.py: made up, 32 passages each, of ten years and 2,000 places, with made-up
vectors. Every layout is filled with the same reports, and asked the same in the same scopes; where a scope tells which
partitions can hold what is inside, only those are searched, and the filter of the scope is sent in any case. Told are
passages added a second, the first search of a process that has asked nothing, then p50 and p95; all of it processor
time of all threads.
"""

import argparse
import tempfile
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from cluster_growth import BATCH, with_vectors
from corpus import percentile
from library import random_queries
from store_growth import DIMENSION, PASSAGES, SETTINGS, made_up

from index.scope import Scope
from index.store.changes import LibraryChange
from index.store.cluster.cluster import ClusterStore
from index.store.cluster.collections import Collections
from index.store.opening import opened

HASHED = 16  # as many as Milvus makes of a partition key


def by_year(row: Mapping[str, Any]) -> str:
    """The partition of a report's year."""
    return f"y{row['report_year']}"


def by_place(row: Mapping[str, Any]) -> str:
    """One of sixteen, by the report's region."""
    return f"h{zlib.crc32(str(row['report_region']).encode()) % HASHED}"


LAYOUTS: dict[str, Callable[[Mapping[str, Any]], str] | None] = {"none": None, "year": by_year, "hash": by_place}


def main() -> None:
    """Prints a line a layout and scope."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--layouts", nargs="*", choices=LAYOUTS, default=list(LAYOUTS))
    parser.add_argument("--queries", type=int, default=10)
    options = parser.parse_args()
    for layout in options.layouts:
        with tempfile.TemporaryDirectory() as folder:
            measured(layout, Path(folder) / "cluster", options.passages, options.queries)


def measured(layout: str, folder: Path, count: int, queries: int) -> None:
    """Fills a library in that layout and searches it."""
    store, client = laid_out(layout, folder)
    store.create({"model": "made up", "passages": "made up"})
    reports, there, used = made_up(PASSAGES), 0, time.process_time()
    while there < count // PASSAGES:
        new = [next(reports) for _ in range(min(BATCH, count // PASSAGES - there))]
        whole = tuple(with_vectors(each) for each in new)
        store.apply(LibraryChange(add=whole, originals={each.original: b"" for each in new}, settings=SETTINGS))
        there += len(new)
    used = time.process_time() - used
    print(f"{layout}: added {there * PASSAGES / used:.0f} passages a second", flush=True)
    with store.reading() as catalogue:
        ids = [report_id for _, report_id, _ in catalogue.originals()]
    scopes = {
        "all reports": None,
        "a year": Scope(years=(2024,)),
        "a year that a question names": Scope(years=(2024,), or_unstated=True),
        "five years": Scope(years=(2020, 2021, 2022, 2023, 2024)),
        "a place": Scope(regions=("第7县",)),
        "a place and two years that a question names": Scope(years=(2023, 2024), regions=("第7县",), or_unstated=True),
        "100 reports": Scope(reports=tuple(ids[:: len(ids) // 100][:100])),
    }
    rows = np.random.default_rng(1).normal(size=(queries + 1, DIMENSION)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    asked = list(zip(random_queries(queries + 1), rows, strict=True))
    for what, scope in scopes.items():
        client.asked = partitions(layout, scope)
        spent = []
        for text, row in asked:
            started = time.process_time()
            with store.reading() as catalogue:
                catalogue.passages([key for key, _ in catalogue.search(text, row, 12, scope)])
            spent.append((time.process_time() - started) * 1000)
        if scope is None:
            print(f"{layout}: first search {spent[0] / 1000:.1f} s", flush=True)
        p50, p95 = percentile(spent[1:], 0.5), percentile(spent[1:], 0.95)
        looked = "all" if client.asked is None else len(client.asked)
        print(f"{layout}, {what}: p50 {p50:.0f}, p95 {p95:.0f} ms, n {queries}; partitions {looked}", flush=True)


def laid_out(layout: str, folder: Path) -> tuple[ClusterStore, "Client"]:
    """A library whose collections are partitioned so."""
    folder.mkdir()
    store = opened(f"milvus-lite:{folder}")
    assert isinstance(store, ClusterStore)
    there = store._parts.collections
    collections = Partitioned(there._address, there._name)
    collections.partition = LAYOUTS[layout]
    store._parts = replace(store._parts, collections=collections)
    store._writing._collections = collections
    return store, collections._client


def partitions(layout: str, scope: Scope | None) -> list[str] | None:
    """The partitions that can hold what is inside; None for all. A report that states no year is of the year 0."""
    if scope is None or scope.reports:
        return None
    if layout == "year" and scope.years:
        return [by_year({"report_year": year}) for year in (*scope.years, *([0] if scope.or_unstated else []))]
    if layout == "hash" and scope.regions:
        return sorted({by_place({"report_region": each}) for each in (*scope.regions, *_above(scope))})
    return None


def _above(scope: Scope) -> Sequence[str]:
    return ["", "全国"] if scope.or_unstated else []


class Client:
    """Milvus's client, each row put into its partition, and only those that are `asked` searched."""

    def __init__(self, client: Any, partition: Callable[[Mapping[str, Any]], str] | None) -> None:
        self._client = client
        self._partition = partition
        self._there: set[tuple[str, str]] = set()
        self.asked: list[str] | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def insert(self, collection: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Inserts rows, a call a partition."""
        if self._partition is None:
            self._client.insert(collection, rows)
            return
        parted: dict[str, list[Mapping[str, Any]]] = {}
        for row in rows:
            parted.setdefault(self._partition(row), []).append(row)
        for name, each in parted.items():
            if (collection, name) not in self._there:
                self._client.create_partition(collection, name)
                self._there.add((collection, name))
            self._client.insert(collection, each, partition_name=name)

    def search(self, collection: str, **asked: Any) -> Any:
        """Searches the partitions that are asked and there."""
        there = None if self.asked is None else [name for name in self.asked if (collection, name) in self._there]
        return self._client.search(collection, **asked, partition_names=there)


class Partitioned(Collections):
    """The collections of a library through such a client."""

    partition: Callable[[Mapping[str, Any]], str] | None = None

    @cached_property
    def _client(self) -> Client:
        return Client(super()._client, self.partition)


if __name__ == "__main__":
    main()
