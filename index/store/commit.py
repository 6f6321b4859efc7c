"""How a library changes: one writer, one transaction, nothing overwritten.

The order is: new derived files beside the old ones, each fsynced, read back and hashed; their folder fsynced; the
SQLite transaction that stores the rows and lists the files; then the sweep of files that no row lists. A crash
before the transaction's commit leaves files that the next writer sweeps; a crash after it leaves the same.
"""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from index.models.embedding import Vectors
from index.report import Metadata, Source
from index.store import transactions
from index.store.catalogue import Catalogue, NewReport
from index.store.durable import StoredFile, read_intact, require_space, stored_file, write_file, writer_lock
from index.store.lexical import LexicalEntry, write_generation
from index.store.snapshot import (
    LEXICAL,
    LEXICAL_KINDS,
    VECTORS,
    WHOLE,
    passage_entries,
    passage_entry,
    report_entries,
    report_entry,
)
from index.store.vectors import Ids, Shard, ShardSize, shard_bytes, shards_to_merge

LOCK_SECONDS = 60.0
DERIVED_FOLDERS = (VECTORS, LEXICAL, WHOLE)
ORIGINALS = "originals"
_Entries = dict[str, list[LexicalEntry]]  # by the folder of the lexical index that holds them


@dataclass(frozen=True, slots=True)
class MetadataChange:
    """New metadata for a report that is already there."""

    report_id: str
    metadata: Metadata
    stated: dict[str, Any]


@dataclass(frozen=True, slots=True)
class LibraryChange:
    """What one commit does: removals first, then additions, then metadata and further names.

    `folders` says which reports each folder holds, by its absolute path.
    """

    add: Sequence[NewReport] = ()
    remove: Sequence[str] = ()
    metadata: Sequence[MetadataChange] = ()
    sources: Sequence[tuple[str, Source]] = ()
    originals: dict[str, bytes] = field(default_factory=dict)
    folders: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """True where there is nothing to do."""
        return not (self.add or self.remove or self.metadata or self.sources or self.folders)


def apply(root: Path, change: LibraryChange, dimension: int, precision: str | None = None) -> int:
    """Commits `change` and returns the new generation. Either all of it is kept or none.

    `precision` is the type that the vectors of what is added were computed in, where that is known.
    """
    with writer_lock(root, LOCK_SECONDS):
        sweep(root)
        require_space(root, _bytes_needed(change, dimension))
        for name, content in change.originals.items():
            if not (root / name).is_file():
                write_file(root / name, content)
        with transactions.writing(root) as catalogue:
            generation = catalogue.generation() + 1
            removed = _remove(catalogue, change.remove)
            added = _add(catalogue, change.add)
            _describe(catalogue, change)
            if precision is not None and added[WHOLE]:
                _note_precision(catalogue, precision)
            if removed or added[WHOLE]:
                files = _derived_files(root, catalogue, generation, removed, added, dimension)
                catalogue.set_files(files)
            catalogue.set_setting("generation", str(generation))
        sweep(root)
    return generation


def rebuild(root: Path, dimension: int) -> int:
    """Writes every derived file again from the catalogue, as a new generation."""
    with writer_lock(root, LOCK_SECONDS):
        sweep(root)
        with transactions.writing(root) as catalogue:
            generation = catalogue.generation() + 1
            ids = catalogue.passage_ids()
            require_space(root, len(ids) * dimension * 8)
            files = [
                *_lexical_files(root, LEXICAL, generation, None, [], passage_entries(catalogue)),
                *_lexical_files(root, WHOLE, generation, None, [], report_entries(catalogue)),
            ]
            if len(ids):
                files.append(_write_shard(root, generation, ids, catalogue.vectors(ids, dimension)))
            catalogue.set_files(files)
            catalogue.set_setting("generation", str(generation))
        sweep(root)
    return generation


def sweep(root: Path) -> None:
    """Deletes derived files and originals that no row lists. Call it with the writer's lock held."""
    with transactions.reading(root) as catalogue:
        listed = {file.name for file in catalogue.files()}
        kept = {original for _, original, _ in catalogue.names()}
    for folder in DERIVED_FOLDERS:
        for path in (root / folder).glob("*"):
            name = str(path.relative_to(root))
            if path.is_dir():
                if not any(file.startswith(f"{name}/") for file in listed):
                    shutil.rmtree(path, ignore_errors=True)
            elif name not in listed:
                path.unlink(missing_ok=True)
    for path in (root / ORIGINALS).glob("*"):
        if str(path.relative_to(root)) not in kept:
            path.unlink(missing_ok=True)


def _bytes_needed(change: LibraryChange, dimension: int) -> int:
    """An upper estimate: each vector in SQLite and a shard, each text in SQLite, its journal and twice lexical."""
    passages = sum(len(new.passages) for new in change.add)
    characters = sum(len(new.report.text) for new in change.add)
    originals = sum(map(len, change.originals.values()))
    return 1_000_000 + passages * dimension * 4 * 2 + characters * 20 + originals


def _remove(catalogue: Catalogue, report_ids: Sequence[str]) -> list[int]:
    numbers = []
    for report_id in report_ids:
        number = catalogue.number_of(report_id)
        if number is not None:
            catalogue.delete(number)
            numbers.append(number)
    return numbers


def _add(catalogue: Catalogue, new_reports: Sequence[NewReport]) -> _Entries:
    """Stores the reports and gives what the lexical indexes get of them."""
    added: _Entries = {LEXICAL: [], WHOLE: []}
    for new in new_reports:
        known = catalogue.number_of(new.report.report_id)
        if known is not None:  # another writer added the same bytes meanwhile
            for source in new.report.sources:
                catalogue.add_source(known, source)
            continue
        number, ids = catalogue.insert(new)
        added[WHOLE].append(report_entry(number, new.report))
        for key, passage in zip(ids, new.passages, strict=True):
            added[LEXICAL].append(passage_entry(key, number, new.report, passage))
    return added


def _note_precision(catalogue: Catalogue, precision: str) -> None:
    """Libraries of version 0.1 did not say in which type their vectors were computed."""
    before = catalogue.setting("precision") or "unknown"
    catalogue.set_setting("precision", "+".join(sorted({*before.split("+"), precision})))


def _describe(catalogue: Catalogue, change: LibraryChange) -> None:
    for update in change.metadata:
        number = catalogue.number_of(update.report_id)
        if number is not None:
            catalogue.set_metadata(number, update.metadata, update.stated)
    for folder, report_ids in change.folders.items():
        catalogue.set_folder(folder, report_ids)
    for report_id, source in change.sources:
        number = catalogue.number_of(report_id)
        if number is not None:
            catalogue.add_source(number, source)


def _derived_files(
    root: Path,
    catalogue: Catalogue,
    generation: int,
    removed: Sequence[int],
    added: _Entries,
    dimension: int,
) -> list[StoredFile]:
    listed = catalogue.files()
    files = []
    for folder, all_entries in ((LEXICAL, passage_entries), (WHOLE, report_entries)):
        own = [file for file in listed if file.kind == LEXICAL_KINDS[folder]]
        if own and all(read_intact(root, file) is not None for file in own):
            previous = (root / own[0].name).parent
            files += _lexical_files(root, folder, generation, previous, removed, added[folder])
        else:
            files += _lexical_files(root, folder, generation, None, [], all_entries(catalogue))
    return files + _vector_files(root, catalogue, generation, listed, dimension)


def _lexical_files(
    root: Path,
    folder: str,
    generation: int,
    previous: Path | None,
    removed: Sequence[int],
    entries: Iterable[LexicalEntry],
) -> list[StoredFile]:
    return write_generation(
        root, root / folder / f"{generation:08d}", LEXICAL_KINDS[folder], previous, removed, entries
    )


def _vector_files(
    root: Path, catalogue: Catalogue, generation: int, listed: Sequence[StoredFile], dimension: int
) -> list[StoredFile]:
    """The old shards that stay, and one new one for the passages that none of them holds."""
    live = catalogue.passage_ids()
    alive: dict[StoredFile, Ids] = {}
    sizes: list[ShardSize] = []
    for file in listed:
        content = read_intact(root, file) if file.kind == VECTORS else None
        if content is not None:
            ids = Shard.from_bytes(file.name, content).ids
            alive[file] = ids[np.isin(ids, live)]
            sizes.append(ShardSize(file.name, len(alive[file]), len(ids)))
    fresh = len(live) - sum(map(len, alive.values()))
    merging = set(shards_to_merge([*sizes, ShardSize("", fresh, fresh)]))
    kept = {file: ids for file, ids in alive.items() if len(ids) and file.name not in merging}
    covered = np.concatenate([np.empty(0, np.int64), *kept.values()])
    wanted = live[~np.isin(live, covered)]
    files = list(kept)
    if len(wanted):
        files.append(_write_shard(root, generation, wanted, catalogue.vectors(wanted, dimension)))
    return files


def _write_shard(root: Path, generation: int, ids: Ids, vectors: Vectors) -> StoredFile:
    path = root / VECTORS / f"{generation:08d}.faiss"
    write_file(path, shard_bytes(ids, vectors))
    return stored_file(root, path, VECTORS)
