"""The next generation of a lexical index, from the one before: what comes, what goes, what is made one.

What stays stays where it lies, and is neither read nor hashed nor linked again: a commit costs what it adds. What is
read is held against its hash first, so that damage is never copied into a file with a new one.
"""

import contextlib
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import tantivy

from index.store.durable import StoredFile, not_writable, read_intact, stored_file, sync_folder
from index.store.lexical import SCHEMA, LexicalEntry, LexicalIndex, write_entries
from index.store.segments import (
    HEAP_BYTES,
    META,
    Meta,
    Segment,
    apart,
    link,
    link_all,
    merged,
    os_errors,
    segment_of,
    segments_to_merge,
    settle,
)


class LexicalDamaged(Exception):
    """A file of the generation before is not what was listed; the next one is made from the catalogue."""


@dataclass(frozen=True, slots=True)
class _New:
    """Segments that were written, and the folder that their files lie in."""

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
    with _writing(root, folder, previous) as own, contextlib.ExitStack() as stack:
        kept: tuple[Segment, ...] = ()
        parts: list[_New] = []
        opstamp = 0
        if previous:
            meta, _ = _before(root, previous)
            opstamp, kept = meta.rest["opstamp"], meta.segments
            if removed_reports:
                if not all(read_intact(root, file) is not None for file in previous):
                    raise LexicalDamaged
                kept, parts = _without(root, meta, previous, removed_reports, stack.enter_context(apart(own)))
        fresh = stack.enter_context(apart(own))
        with os_errors():
            write_entries(tantivy.Index(SCHEMA, path=str(fresh), reuse=True), added)
        new = Meta.read((fresh / META).read_bytes())
        parts.append(_New(new.segments, fresh))
        last = max([opstamp, *(_opstamp(part.folder) for part in parts)])
        return _assemble(root, own, kind, previous, kept, parts, {**new.rest, "opstamp": last})


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
    read = [file for file in previous if segment_of(file.name) in names]
    with apart(source) as beside:
        link_all([file.name for file in read], chosen, root, beside)
        # Linked first, so that what is verified is what is merged, whatever goes meanwhile.
        if not all(read_intact(beside, replace(file, name=Path(file.name).name)) is not None for file in read):
            raise LexicalDamaged
        after = merged(SCHEMA, meta, chosen, beside)
        if sum(segment.alive for segment in after.segments) != sum(segment.alive for segment in chosen):
            raise LexicalDamaged
        yield Merge(tuple(chosen), after, beside)


def write_merged(
    root: Path, folder: Path, kind: str, previous: Sequence[StoredFile], merge: Merge
) -> list[StoredFile] | None:
    """The generation `folder`: `previous` with what was merged; None where `previous` has not all of that any more."""
    with _writing(root, folder, previous) as own:
        meta, _ = _before(root, previous)
        if not all(segment in meta.segments for segment in merge.before):
            return None
        kept = tuple(segment for segment in meta.segments if segment not in merge.before)
        last = max(meta.rest["opstamp"], merge.after.rest["opstamp"])
        parts = [_New(merge.after.segments, merge.folder)]
        return _assemble(root, own, kind, previous, kept, parts, {**meta.rest, "opstamp": last})


@contextlib.contextmanager
def _writing(root: Path, folder: Path, previous: Sequence[StoredFile]) -> Iterator[Path]:
    """An empty folder for a generation, which goes again where it is not written whole.

    It is `folder` but where files lie that stay, as when the number of the generation went back.
    """
    lying = f"{folder.relative_to(root)}/"
    if any(file.name.startswith(lying) for file in previous):
        folder = folder.with_name(f"{folder.name}-{uuid.uuid4().hex[:8]}")
    whole = False
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        yield folder
        whole = (folder / META).is_file()
    except OSError as error:
        raise not_writable(root, error) from error
    finally:
        if not whole:
            shutil.rmtree(folder, ignore_errors=True)


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


def _without(
    root: Path, meta: Meta, previous: Sequence[StoredFile], reports: Sequence[int], beside: Path
) -> tuple[tuple[Segment, ...], list[_New]]:
    """The segments without an entry of these reports; those that had some, made anew without in `beside`."""
    names = [file.name for file in previous]
    holding = LexicalIndex.open(root, names).segments_with(reports)
    touched = tuple(meta.segments[place] for place in sorted(holding))
    kept = tuple(segment for segment in meta.segments if segment not in touched)
    parts = []
    for number, segment in enumerate(touched):  # one at a time: eight would be merged
        own = beside / str(number)
        own.mkdir()
        link_all(names, [segment], root, own)
        meta.of([segment]).write_for_changes(own)
        with os_errors():
            writer = tantivy.Index(SCHEMA, path=str(own), reuse=True).writer(HEAP_BYTES, 1)
            for report in reports:
                writer.delete_documents_by_term("report", report)
            settle(writer)
        left = Meta.read((own / META).read_bytes())
        if sum(each.alive for each in left.segments) != segment.alive - holding[meta.segments.index(segment)]:
            raise LexicalDamaged
        parts.append(_New(left.segments, own))
    return kept, parts


def _assemble(
    root: Path,
    folder: Path,
    kind: str,
    previous: Sequence[StoredFile],
    kept: Sequence[Segment],
    parts: Sequence[_New],
    rest: dict[str, object],
) -> list[StoredFile]:
    """Lists the files of the segments that are kept, and links those of the new ones into `folder`, durable."""
    staying = {segment.name for segment in kept}
    files = [file for file in previous if segment_of(file.name) in staying]
    known = {file.name.rpartition("/")[2]: file for file in previous}
    for part in parts:
        wanted = {segment.name for segment in part.segments}
        for path in sorted(part.folder.iterdir()):
            if segment_of(path.name) not in wanted:
                continue
            before = known.get(path.name)
            if before is not None and _is_link(root, before, part.folder):
                files.append(before)
            else:
                link(path, folder / path.name)
                files.append(_stored(root, folder / path.name, kind))
    Meta((*kept, *(segment for part in parts for segment in part.segments)), rest).write(folder)
    files.append(_stored(root, folder / META, kind))
    sync_folder(folder)
    sync_folder(folder.parent)
    return files


def _is_link(root: Path, file: StoredFile, folder: Path) -> bool:
    """Whether what lies in `folder` under the file's name is the file."""
    try:
        return (root / file.name).samefile(folder / Path(file.name).name)
    except OSError:
        return False


def _stored(root: Path, path: Path, kind: str) -> StoredFile:
    """The file made durable, as it is listed."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return stored_file(root, path, kind)
