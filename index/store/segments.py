"""The parts of a lexical index: segments, as tantivy writes them, and the list of them that makes an index.

Tantivy merges when it commits, as much as it likes, and has no call for anything else. So every act is done in a folder
of its own that holds just the segments it is about: new entries are written where nothing else lies, a removal where
the segment with its report lies, a merge where eight lie that tantivy then makes one. What an index consists of is
`meta.json`, which is written here. Segments are files that nobody changes: they stay where they were written, and what
is read together is linked together.
"""

import contextlib
import json
import math
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy

from index.patterns import regex

META, MANAGED = "meta.json", ".managed.json"
# Tantivy's own rule (LogMergePolicy): so many segments merge, all below this size together, above it those of which
# the largest has at most 2^.75 times the entries of the smallest.
MERGED = 8
SMALL = 10_000
LEVEL = 0.75
# No merge writes more entries than this: some 8 s of processor time.
LARGEST_SEGMENT = 131_072
SMALLEST_TIER = 64
HEAP_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment as `meta.json` lists it."""

    listed: dict[str, Any]

    @property
    def name(self) -> str:
        """What its files' names begin with."""
        return uuid.UUID(self.listed["segment_id"]).hex

    @property
    def alive(self) -> int:
        """How many entries it has that were not removed."""
        deleted = self.listed["deletes"]
        return int(self.listed["max_doc"]) - (0 if deleted is None else int(deleted["num_deleted_docs"]))


@dataclass(frozen=True, slots=True)
class Meta:
    """What an index consists of."""

    segments: tuple[Segment, ...]
    rest: dict[str, Any]  # the schema, settings, and `opstamp`, by which a list of removals is named

    @classmethod
    def read(cls, content: bytes) -> "Meta":
        """As tantivy writes it. Raises ValueError, KeyError, TypeError for what is none."""
        rest = json.loads(content)
        segments = tuple(map(Segment, rest.pop("segments")))
        for segment in segments:
            _ = segment.name, segment.alive
        return cls(segments, rest)

    def write(self, folder: Path) -> None:
        """Writes what the index consists of into `folder`."""
        listed = {**self.rest, "segments": [segment.listed for segment in self.segments]}
        (folder / META).write_text(json.dumps(listed), "utf-8")

    def write_for_changes(self, folder: Path) -> None:
        """Makes an index that tantivy may change of the files that lie in `folder`."""
        self.write(folder)
        managed = [path.name for path in sorted(folder.iterdir()) if path.name != MANAGED]
        (folder / MANAGED).write_text(json.dumps(managed), "utf-8")

    def of(self, segments: Iterable[Segment]) -> "Meta":
        """An index of these segments alone."""
        return Meta(tuple(segments), self.rest)


def segment_of(name: str) -> str:
    """What the names of a segment's files begin with, of one of them."""
    return name.rpartition("/")[2].partition(".")[0]


def link_all(names: Iterable[str], segments: Iterable[Segment], root: Path, folder: Path) -> None:
    """Links those of the files `names`, relative to `root`, that are of these segments into `folder`."""
    wanted = {segment.name for segment in segments}
    for name in names:
        if segment_of(name) in wanted:
            link(root / name, folder / name.rpartition("/")[2])


_OS_ERROR = regex(r"\(os error (\d+)\)")


@contextlib.contextmanager
def apart(folder: Path) -> Iterator[Path]:
    """A folder beside `folder` to work in; what is left of it goes."""
    beside = folder.with_name(f".{folder.name}-{uuid.uuid4().hex[:8]}")
    beside.mkdir(parents=True)
    try:
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def link(source: Path, target: Path) -> None:
    """`target` is a link to `source`; a copy where the file system has none."""
    try:
        os.link(source, target)
    except OSError as error:
        if isinstance(error, FileExistsError | FileNotFoundError):
            raise
        shutil.copy2(source, target)


def merged(schema: tantivy.Schema, meta: Meta, chosen: Sequence[Segment], folder: Path) -> Meta:
    """Makes one segment of `chosen`, whose files lie in `folder` and nothing else."""
    meta.of(chosen).write_for_changes(folder)
    with os_errors():
        settle(tantivy.Index(schema, path=str(folder), reuse=True).writer(HEAP_BYTES, 1))
    return Meta.read((folder / META).read_bytes())


def settle(writer: tantivy.IndexWriter) -> None:
    """Commits and waits for what tantivy does behind."""
    writer.commit()
    writer.garbage_collect_files()
    writer.wait_merging_threads()


@contextlib.contextmanager
def os_errors() -> Iterator[None]:
    """Around all that tantivy does with files: it tells a full disk, or one that fails, as a ValueError."""
    try:
        yield
    except UnicodeError:
        raise
    except ValueError as error:
        code = _OS_ERROR.search(str(error))
        raise (OSError(int(code[1]), os.strerror(int(code[1]))) if code else OSError(str(error))) from error


def segments_to_merge(segments: Sequence[Segment]) -> list[Segment]:
    """Eight segments of about one size that become one; none where no eight are.

    By size classes that are powers of eight, so that an entry is written again once a class: that is five times from a
    report of 32 passages to the largest segment.
    """
    tiers: dict[int, list[Segment]] = {}
    for segment in sorted(segments, key=lambda each: each.alive):
        if segment.alive <= SMALL:
            tiers.setdefault(_tier(segment.alive), []).append(segment)
    for _, alike in sorted(tiers.items()):
        if len(alike) >= MERGED:
            return alike[:MERGED]
    large = sorted((segment for segment in segments if segment.alive > SMALL), key=lambda each: each.alive)
    for first in range(len(large) - MERGED + 1):
        alike = large[first : first + MERGED]
        near = math.log2(alike[-1].alive) - math.log2(alike[0].alive) <= LEVEL
        if near and sum(each.alive for each in alike) <= LARGEST_SEGMENT:
            return alike
    return []


def _tier(alive: int) -> int:
    tier = 0
    while alive > SMALLEST_TIER * MERGED**tier:
        tier += 1
    return tier
