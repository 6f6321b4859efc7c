"""The next generation of a lexical index, from the one before: what comes, what goes, what is made one.

What stays is linked, and neither read nor hashed again; what is read is held against its hash first, so that damage is
never copied into a file with a new one.
"""

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import tantivy

from index.store.durable import StoredFile, not_writable, read_intact, stored_file, sync_folder
from index.store.lexical import SCHEMA, LexicalEntry, LexicalIndex, write_entries
from index.store.segments import (
    HEAP_BYTES,
    MANAGED,
    META,
    Meta,
    Segment,
    apart,
    link_all,
    merged,
    os_errors,
    segments_to_merge,
    settle,
)


class LexicalDamaged(Exception):
    """A file of the generation before is not what was listed; the next one is made from the catalogue."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Segments, and the folder that their files lie in."""

    segments: tuple[Segment, ...]
    folder: Path


@dataclass(frozen=True, slots=True)
class Merge:
    """Segments that were made one, as a generation listed them, and what they became, in a folder of its own."""

    before: tuple[Segment, ...]
    after: Meta
    folder: Path


def write_generation(
    root: Path,
    folder: Path,
    kind: str,
    previous: Sequence[StoredFile],
    removed_reports: Sequence[int],
    added: Iterable[LexicalEntry],
) -> list[StoredFile]:
    """Writes the generation `folder` from the files of `previous` (none: from nothing); returns its files, durable.

    `kind` is what the catalogue lists them as. To remove a report all of `previous` is held against its hashes. Raises
    LexicalDamaged where that does not fit.
    """
    with _writing(root, folder), contextlib.ExitStack() as stack:
        parts: list[_Part] = []
        opstamp = 0
        if previous:
            meta, source = _before(root, previous)
            opstamp = meta.rest["opstamp"]
            parts.append(_Part(meta.segments, source))
            if removed_reports:
                if not all(read_intact(root, file) is not None for file in previous):
                    raise LexicalDamaged
                beside = stack.enter_context(apart(folder))
                parts = _without(meta, source, removed_reports, beside)
        fresh = stack.enter_context(apart(folder))
        with os_errors():
            write_entries(tantivy.Index(SCHEMA, path=str(fresh), reuse=True), added)
        new = Meta.read((fresh / META).read_bytes())
        parts.append(_Part(new.segments, fresh))
        last = max([opstamp, new.rest["opstamp"], *(_opstamp(part.folder) for part in parts)])
        return _assemble(root, folder, kind, previous, parts, {**new.rest, "opstamp": last})


@contextlib.contextmanager
def merging(root: Path, previous: Sequence[StoredFile]) -> Iterator[Merge | None]:
    """Makes one of some segments of a generation, if some are to be; what it became lies there inside the block.

    Nothing is written that anybody reads, and no lock is needed: segments never change.
    """
    meta, source = _before(root, previous)
    chosen = segments_to_merge(meta.segments)
    if not chosen:
        yield None
        return
    names = {segment.name for segment in chosen}
    read = [file for file in previous if Path(file.name).name.partition(".")[0] in names]
    with apart(source) as beside:
        # Linked first, so that what is verified is what is merged, whatever goes meanwhile.
        if not all(read_intact(root, file) is not None for file in read):
            raise LexicalDamaged
        after = merged(SCHEMA, meta, chosen, source, beside)
        if sum(segment.alive for segment in after.segments) != sum(segment.alive for segment in chosen):
            raise LexicalDamaged
        yield Merge(tuple(chosen), after, beside)


def write_merged(
    root: Path, folder: Path, kind: str, previous: Sequence[StoredFile], merge: Merge
) -> list[StoredFile] | None:
    """The generation `folder`: `previous` with what was merged; None where `previous` has not all of that any more."""
    with _writing(root, folder):
        meta, source = _before(root, previous)
        if not all(segment in meta.segments for segment in merge.before):
            return None
        parts = [
            _Part(tuple(segment for segment in meta.segments if segment not in merge.before), source),
            _Part(merge.after.segments, merge.folder),
        ]
        last = max(meta.rest["opstamp"], merge.after.rest["opstamp"])
        return _assemble(root, folder, kind, previous, parts, {**meta.rest, "opstamp": last})


@contextlib.contextmanager
def _writing(root: Path, folder: Path) -> Iterator[None]:
    """An empty folder for a generation, which goes again where it is not written whole."""
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        yield
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise not_writable(root, error) from error


def _before(root: Path, previous: Sequence[StoredFile]) -> tuple[Meta, Path]:
    """What the generation before consists of, and where it lies. Raises LexicalDamaged."""
    listed = next((file for file in previous if Path(file.name).name == META), None)
    content = None if listed is None else read_intact(root, listed)
    if listed is None or content is None:
        raise LexicalDamaged
    try:
        return Meta.read(content), (root / listed.name).parent
    except (ValueError, KeyError, TypeError) as error:
        raise LexicalDamaged from error


def _opstamp(folder: Path) -> int:
    return int(Meta.read((folder / META).read_bytes()).rest["opstamp"])


def _without(meta: Meta, source: Path, reports: Sequence[int], beside: Path) -> list[_Part]:
    """The segments without the entries of these reports: most as they are, those that had some in `beside`."""
    holding = LexicalIndex.open(source).segments_with(reports)
    touched = tuple(meta.segments[place] for place in sorted(holding))
    kept = tuple(segment for segment in meta.segments if segment not in touched)
    parts = [_Part(kept, source)]
    for number, segment in enumerate(touched):  # one at a time: eight would be merged
        own = beside / str(number)
        own.mkdir()
        link_all([segment], source, own)
        meta.of([segment]).write(own)
        with os_errors():
            writer = tantivy.Index(SCHEMA, path=str(own), reuse=True).writer(HEAP_BYTES, 1)
            for report in reports:
                writer.delete_documents_by_term("report", report)
            settle(writer)
        left = Meta.read((own / META).read_bytes())
        if sum(each.alive for each in left.segments) != segment.alive - holding[meta.segments.index(segment)]:
            raise LexicalDamaged
        parts.append(_Part(left.segments, own))
    return parts


def _assemble(
    root: Path,
    folder: Path,
    kind: str,
    previous: Sequence[StoredFile],
    parts: Sequence[_Part],
    rest: dict[str, object],
) -> list[StoredFile]:
    """Links the segments of all parts into `folder`, writes what it consists of, and lists its files."""
    known = {Path(file.name).name: file for file in previous}
    for part in parts:
        link_all(part.segments, part.folder, folder)
    Meta(tuple(segment for part in parts for segment in part.segments), rest).write(folder)
    files = [_stored(root, path, kind, known.get(path.name)) for path in sorted(folder.iterdir())]
    sync_folder(folder)
    sync_folder(folder.parent)
    return files


def _stored(root: Path, path: Path, kind: str, known: StoredFile | None) -> StoredFile:
    """The file as it is listed: what is a link still has the hash that it had, what is new is made durable."""
    if known is not None and path.name not in (META, MANAGED):
        with contextlib.suppress(OSError):
            if path.samefile(root / known.name):
                return replace(known, name=str(path.relative_to(root)), kind=kind)
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return stored_file(root, path, kind)
