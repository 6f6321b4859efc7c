"""For adding by workers: what they read and embed with in tests, and workers in this very process in place of Ray's."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from fakes import HashingEmbedder, ReaderHere

from index.ingestion.reading import ReadFile
from index.ingestion.spread import work
from index.ingestion.spread.on_ray import Lost, RayWorkers, Reading
from index.models.token_counting import TokenCounting
from index.parsing import Limits


class WorkersHere(RayWorkers):
    """Each thing is done when it is waited for.

    `loses` says, by what is done ("read", "embed", "write") and how often it was begun, what is lost.
    """

    def __init__(self, cores: int = 1, loses: Callable[[str, int], bool] = lambda what, times: False) -> None:
        self.job = work.Job(HashingEmbedder, Limits(), ReaderHere)
        self.cores = cores
        self.settings = work.Embedding(self.job).made_with()
        self.batches: list[int] = []
        self.written: list[int] = []
        self._loses = loses
        self._begun: dict[str, int] = {}
        self._waiting: dict[int, Callable[[], Any]] = {}
        self._there: dict[int, Any] = {}
        self._count = 0

    def read(self, wanted: work.Wanted, content: int) -> Reading:
        refs = Reading(self._new(), self._new(), self._new())

        def done() -> None:
            given = work.read(self.job, wanted, self._there[content])
            self._there.update(zip(refs, given, strict=True))

        self._begin("read", refs.told, done)
        return refs

    def embed(self, texts: Sequence[int]) -> int | None:
        vectors = self._new()
        self.batches.append(len(texts))

        def done() -> None:
            self._there[vectors] = work.Embedding(self.job).embed(*(self._there[each] for each in texts))

        self._begin("embed", vectors, done)
        return vectors

    def embedded(self, vectors: int) -> None:
        pass

    def write(self, library: str, means: Mapping[str, float], vectors: int, parts: Sequence[int]) -> int:
        rows = self._new()
        self.written.append(len(parts) // 2)

        def done() -> None:
            given = (self._there[each] for each in parts)
            self._there[rows] = work.write(library, means, self._there[vectors], *given)

        self._begin("write", rows, done)
        return rows

    def keep(self, content: bytes) -> int:
        ref = self._new()
        self._there[ref] = content
        return ref

    def next_of(self, refs: Sequence[int], seconds: float) -> int | None:
        ref = refs[-1]  # whatever order things are done in
        done = self._waiting.pop(ref, None)
        if done is not None:
            done()
        return ref

    def get(self, ref: Any) -> Any:
        if isinstance(ref, list):
            return [self.get(each) for each in ref]
        if isinstance(self._there[ref], Lost):
            raise self._there[ref]
        return self._there[ref]

    def _new(self) -> int:
        self._count += 1
        return self._count

    def _begin(self, what: str, ref: int, done: Callable[[], None]) -> None:
        self._begun[what] = self._begun.get(what, 0) + 1
        if self._loses(what, self._begun[what]):
            self._there[ref] = Lost("its node is gone")
        else:
            self._waiting[ref] = done


class ReaderThatTells(ReaderHere):
    """Leaves a file that is named for its process beside the reports, and is no faster than a real one."""

    def read(self, path: Path, name: str, stated: dict[str, Any], counting: TokenCounting | None) -> ReadFile:
        (Path(os.environ["WENJU_TEST_TOLD"]) / f"{os.getpid()}-{name}").touch()
        time.sleep(0.2)
        return super().read(path, name, stated, counting)


class OtherEmbedder(HashingEmbedder):
    """What a worker with another model has."""

    def __init__(self) -> None:
        super().__init__("hashing" if os.environ.get("WENJU_TEST_IS_HERE") else "other")
