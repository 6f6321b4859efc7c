"""How a library changes: one writer, one transaction, nothing overwritten.

The order is: new derived files beside the old ones, each fsynced, read back and hashed; their folder fsynced; the
SQLite transaction that stores the rows and lists the files; then the old files go. A crash before the transaction's
commit leaves files that the next writer sweeps; a crash after it leaves the same.

A commit touches what it adds: what stays of the lexical index and of the shards lies where it lay, and is not read.
What grew by it into many small parts is made one by `tidying.py`, behind. A report is stored with its words; its
vectors come in later commits (`keep_vectors`).
"""

import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.models.embedding import Vectors
from index.patterns import regex
from index.store import transactions
from index.store.catalogue import Catalogue
from index.store.changes import ORIGINALS, LibraryChange
from index.store.durable import StoredFile, alone, has_size, require_space, stored_file, write_file, writer_lock
from index.store.kept_vectors import Covered, ids_of
from index.store.lexical import LexicalEntry
from index.store.lexical_writing import LexicalDamaged, write_generation
from index.store.rows import NewReport
from index.store.shards import shard_bytes
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
from index.store.vectors import LARGEST_SHARD

LOCK_SECONDS = 60.0
DERIVED_FOLDERS = (VECTORS, LEXICAL, WHOLE)
# Who merges small parts holds this lock; a merged shard begins so, a folder in which words are merged with a full stop.
MERGING, MERGED_SHARD = ".tidying.lock", "merged-"
_GENERATION = regex(r"/(\d{8,})\b")
_Entries = dict[str, list[LexicalEntry]]  # by the folder of the lexical index that holds them


@dataclass(frozen=True, slots=True)
class Block:
    """The vectors of a report's passages from the `first` on, a row a passage."""

    report: int
    first: int
    rows: Vectors


def apply(root: Path, change: LibraryChange) -> int:
    """Commits `change`; either all of it is kept or none. Returns how many derived files there are now."""
    with writing_to(root) as discard:
        require_space(root, _bytes_needed(change))
        for name, content in change.originals.items():
            if not (root / name).is_file():
                write_file(root / name, content)
        with transactions.writing(root) as catalogue:
            generation = catalogue.generation() + 1
            listed = catalogue.files()
            removed = _remove(catalogue, change.remove)
            added = _add(catalogue, change.add)
            _describe(catalogue, change)
            files = listed
            if removed or added[WHOLE]:
                files = _lexical(root, catalogue, generation, listed, list(removed), added)
                whole = bool(removed) or any(new.vectors is not None for new in change.add)
                shards = [file for file in listed if file.kind == VECTORS]
                files += _shards(root, catalogue, generation, listed) if whole else shards
                catalogue.set_files(files)
            catalogue.set_setting("generation", str(generation))
        discard(listed, files)
        _discard_originals(root, set(removed.values()) - {new.original for new in change.add})
    return len(files)


def keep_vectors(root: Path, blocks: Sequence[Block], settings: Mapping[str, str], precision: str | None) -> int:
    """Keeps vectors that were missing; a report that is whole by them is searched by its vectors from here on.

    `settings` are what the library is made with; they are noted with its first vectors. Blocks of reports that went
    meanwhile are left out. Returns how many passages were kept.
    """
    with writing_to(root) as discard:
        require_space(root, 1_000_000 + sum(block.rows.nbytes for block in blocks) * 3)
        with transactions.writing(root) as catalogue:
            listed = files = catalogue.files()
            kept = [block for block in blocks if catalogue.vectors.keep(block.report, block.first, block.rows)]
            for name, value in settings.items():
                if catalogue.setting(name) is None:
                    catalogue.set_setting(name, value)
            if kept and precision is not None:
                _note_precision(catalogue, precision)
            if catalogue.vectors.without_shard():
                generation = catalogue.generation() + 1
                files = [file for file in listed if file.kind != VECTORS]
                files += _shards(root, catalogue, generation, listed)
                catalogue.set_files(files)
                catalogue.set_setting("generation", str(generation))
        discard(listed, files)
    return sum(len(block.rows) for block in kept)


def rebuild(root: Path) -> int:
    """Writes every derived file again from the catalogue, as a new generation; vectors that are damaged are dropped."""
    with writing_to(root) as discard:
        sweep(root)
        with transactions.writing(root) as catalogue:
            listed = catalogue.files()
            catalogue.settings.mend(_newest(listed), catalogue.vectors.own_dimension())
            catalogue.drop_ownerless()
            generation = catalogue.generation() + 1
            require_space(root, catalogue.passage_count() * max(catalogue.dimension, 1) * 8)
            for number in catalogue.vectors.damaged(catalogue.dimension):
                catalogue.vectors.forget(number)
            files = [
                *_lexical_files(root, LEXICAL, generation, [], [], passage_entries(catalogue)),
                *_lexical_files(root, WHOLE, generation, [], [], report_entries(catalogue)),
                *_shards(root, catalogue, generation, []),
            ]
            catalogue.set_files(files)
            catalogue.set_setting("generation", str(generation))
        discard(listed, files)
    return generation


def _newest(files: Sequence[StoredFile]) -> int:
    """The newest generation that one of these files is named by; 0 where none is."""
    return max((int(number) for file in files for number in _GENERATION.findall(file.name)), default=0)


def sweep(root: Path) -> None:
    """Deletes derived files and originals that no row lists. Call it with the writer's lock held."""
    with transactions.reading(root) as catalogue:
        listed = {file.name for file in catalogue.files()}
        kept = {original for *_, original in catalogue.originals()}
    folders = {str(Path(name).parent) for name in listed}
    with alone(root, MERGING) as nobody_merges:
        _sweep_derived(root, listed, folders, () if nobody_merges else (".", MERGED_SHARD))
    _discard_originals(
        root, {name for path in (root / ORIGINALS).glob("*") if (name := str(path.relative_to(root))) not in kept}
    )


def _sweep_derived(root: Path, listed: Collection[str], folders: Collection[str], at_work: tuple[str, ...]) -> None:
    """Deletes derived files that are not listed, but for those whose names begin as those of a merge under way."""
    for folder in DERIVED_FOLDERS:
        for path in (root / folder).glob("*"):
            if path.name.startswith(at_work):
                continue
            if not path.is_dir():
                _unlink_unlisted(root, path, listed)
            elif str(path.relative_to(root)) not in folders:
                shutil.rmtree(path, ignore_errors=True)
            else:
                for each in path.iterdir():
                    _unlink_unlisted(root, each, listed)


def _unlink_unlisted(root: Path, path: Path, listed: Collection[str]) -> None:
    if str(path.relative_to(root)) not in listed:
        path.unlink(missing_ok=True)


@contextmanager
def writing_to(root: Path) -> Iterator[Callable[[Sequence[StoredFile], Sequence[StoredFile]], None]]:
    """The writer's lock, what the last writer left behind swept; gives what deletes the files that went."""

    def discard(before: Sequence[StoredFile], after: Sequence[StoredFile]) -> None:
        kept = {file.name for file in after}
        gone = [file.name for file in before if file.name not in kept]
        for name in gone:
            (root / name).unlink(missing_ok=True)
        for folder in {name.rpartition("/")[0] for name in gone}.difference(DERIVED_FOLDERS):
            if not any(name.startswith(f"{folder}/") for name in kept):
                shutil.rmtree(root / folder, ignore_errors=True)

    with writer_lock(root, LOCK_SECONDS) as held:
        if held.unfinished:
            sweep(root)
            held.unfinished = False
        yield discard


def _discard_originals(root: Path, names: Iterable[str]) -> None:
    for name in names:
        (root / name).unlink(missing_ok=True)


def _bytes_needed(change: LibraryChange) -> int:
    """An upper estimate: each text in SQLite, its journal and twice lexical."""
    characters = sum(len(new.report.text) for new in change.add)
    vectors = sum(new.vectors.nbytes for new in change.add if new.vectors is not None)
    return 1_000_000 + characters * 20 + vectors * 3 + sum(map(len, change.originals.values()))


def _remove(catalogue: Catalogue, report_ids: Sequence[str]) -> dict[int, str]:
    """The numbers and kept files of the reports that went."""
    removed = {}
    for report_id in report_ids:
        number = catalogue.number_anyhow(report_id)
        if number is not None:
            removed[number] = catalogue.delete(number)
    return removed


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
    before = catalogue.setting("precision")
    if before is None:
        unknown = any(file.kind == VECTORS for file in catalogue.files())
        before = "unknown" if unknown else precision
    catalogue.set_setting("precision", "+".join(sorted({*before.split("+"), precision})))


def _describe(catalogue: Catalogue, change: LibraryChange) -> None:
    for update in change.metadata:
        number = catalogue.number_of(update.report_id)
        if number is not None:
            catalogue.set_metadata(number, update.metadata, update.stated)
    for folder, report_ids in change.folders.items():
        catalogue.settings.put_folder(folder, report_ids)
    for name, value in change.settings.items():
        if catalogue.setting(name) is None:
            catalogue.set_setting(name, value)
    for report_id, source in change.sources:
        number = catalogue.number_of(report_id)
        if number is not None:
            catalogue.add_source(number, source)


def _lexical(
    root: Path,
    catalogue: Catalogue,
    generation: int,
    listed: Sequence[StoredFile],
    removed: Sequence[int],
    added: _Entries,
) -> list[StoredFile]:
    """Both lexical indexes with what is new, from those that are listed where they are whole, else from the catalogue.

    Their sizes tell here; the hash is looked at for what is read of them, and by whoever opens them.
    """
    files = []
    for folder, all_entries in ((LEXICAL, passage_entries), (WHOLE, report_entries)):
        own = [file for file in listed if file.kind == LEXICAL_KINDS[folder]]
        try:
            if not own or not all(has_size(root, file) for file in own):
                raise LexicalDamaged
            files += _lexical_files(root, folder, generation, own, removed, added[folder])
        except LexicalDamaged:
            files += _lexical_files(root, folder, generation, [], [], all_entries(catalogue))
    return files


def _lexical_files(
    root: Path,
    folder: str,
    generation: int,
    previous: Sequence[StoredFile],
    removed: Sequence[int],
    entries: Iterable[LexicalEntry],
) -> list[StoredFile]:
    return write_generation(
        root, root / folder / f"{generation:08d}", LEXICAL_KINDS[folder], previous, removed, entries
    )


def _shards(root: Path, catalogue: Catalogue, generation: int, listed: Sequence[StoredFile]) -> list[StoredFile]:
    """The old shards that some report is searched in, and new ones for the reports that none of them has.

    Vectors are read from the catalogue alone, so that a damaged shard is never copied on.
    """
    old = {file.name: file for file in listed if file.kind == VECTORS and has_size(root, file)}
    used = catalogue.vectors.used()
    catalogue.vectors.leave([name for name in used if name not in old])
    files = [file for name, file in old.items() if name in used]
    for part, reports in enumerate(_parts(catalogue.vectors.without_shard())):
        name = f"{VECTORS}/{generation:08d}{f'-{part}' if part else ''}.faiss"
        files.extend(_write_shard(root, catalogue, name, reports))
    return files


def _parts(reports: Sequence[Covered]) -> Iterator[list[Covered]]:
    part: list[Covered] = []
    for one in reports:
        if part and sum(each.passages for each in part) + one.passages > LARGEST_SHARD:
            yield part
            part = []
        part.append(one)
    if part:
        yield part


def _write_shard(root: Path, catalogue: Catalogue, name: str, reports: Sequence[Covered]) -> list[StoredFile]:
    """A shard of these reports, but for those whose kept vectors are damaged: they are embedded again."""
    rows = []
    sound = []
    for one in reports:
        vectors = catalogue.vectors.of(one.number, catalogue.dimension)
        if vectors is None:
            catalogue.vectors.forget(one.number)
        else:
            rows.append(vectors)
            sound.append(one)
    if not sound:
        return []
    ids = ids_of(sound)
    write_file(root / name, shard_bytes(ids, np.concatenate(rows)))
    catalogue.vectors.set_shard([one.number for one in sound], name)
    stored = stored_file(root, root / name, VECTORS)
    return [StoredFile(stored.name, stored.kind, stored.size, stored.sha256, len(ids))]
