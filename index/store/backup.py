"""A copy of a library that is whole while the library is in use, and the way back.

Everything but the catalogue is immutable and named by generation or by hash. So most is copied beforehand, without
holding up anybody; then, in one read transaction, what came meanwhile and the catalogue, which goes in last and by a
rename: a backup that is broken off leaves the one before as it was. What is copied is held against its hash.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.errors import LibraryDamaged, LibraryError, LibraryNotWritable
from index.store import transactions
from index.store.catalogue import Catalogue
from index.store.commit import LOCK_SECONDS, sweep
from index.store.durable import not_writable, require_space, sync_folder, write_file, writer_lock
from index.store.transactions import FILE_NAME

# Says that a folder is a backup, and of what; without it a folder that is not empty is left alone.
MARK = "wenju-backup.json"
# What people write beside the catalogue, each a small file that is replaced whole: collections, judged quotes.
BESIDE = ("collections.json", "questions.jsonl")


@dataclass(frozen=True, slots=True)
class Copied:
    """What a backup or a restored library holds; `copied` of its `files` are new there, `missing` were not sound."""

    reports: int
    generation: int
    files: int
    copied: int
    missing: tuple[str, ...] = ()


def back_up(root: Path, folder: Path) -> Copied:
    """Copies the library in `root` into `folder`: an empty one, or an earlier backup, of which only news are copied.

    Raises LibraryMissing, LibraryDamaged, LibraryNotWritable.
    """
    _require_place(root, folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_file(folder / MARK, json.dumps({"of": str(root.absolute())}).encode())
    except OSError as error:
        raise not_writable(folder, error) from error
    before = _held(folder)
    with transactions.reading(root) as catalogue:
        beforehand = dict(_wanted(catalogue))
    require_space(folder, sum(_size(root / name) for name in beforehand if not (folder / name).is_file()))
    # What goes meanwhile is not wanted below.
    early = {name for name, digest in beforehand.items() if _copy(root / name, folder / name, digest, before)}
    with transactions.reading(root) as catalogue:
        copied = _copy_all(catalogue, root, folder, before, early)
        _copy_beside(root, folder)
        _copy_catalogue(catalogue, folder)
    with writer_lock(folder, LOCK_SECONDS):
        sweep(folder)
    return copied


def restore(folder: Path, root: Path) -> Copied:
    """Makes the library in `root` of the backup in `folder`. There must be none yet.

    A derived file that is damaged is left out, and made again from the catalogue. Raises LibraryMissing,
    LibraryDamaged, LibraryNotWritable.
    """
    if (root / FILE_NAME).exists():
        raise LibraryNotWritable(f"{root} holds a library already; move it away, or name another --library")
    with transactions.reading(folder) as catalogue:
        if wrong := catalogue.integrity_check():
            raise LibraryDamaged(f"the backup in {folder} is damaged ({wrong[0]}); restore another one")
        try:
            root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise not_writable(root, error) from error
        require_space(root, sum(_size(folder / name) for name, _ in _wanted(catalogue)))
        copied = _copy_all(catalogue, folder, root, {})
        _copy_beside(folder, root)
        _copy_catalogue(catalogue, root)
    return copied


def _require_place(root: Path, folder: Path) -> None:
    if folder.resolve() == root.resolve() or root.resolve() in folder.resolve().parents:
        raise LibraryNotWritable(f"{folder} lies in the library itself; name a folder elsewhere, best on another disk")
    with suppress(OSError):
        if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
            raise LibraryNotWritable(f"{folder} is no backup and not empty; name an empty folder")


def _wanted(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """(name, SHA-256) of every file that belongs to the catalogue."""
    for file in catalogue.files():
        yield file.name, file.sha256
    for _, report_id, original in catalogue.originals():
        yield original, report_id


def _held(folder: Path) -> dict[str, Path]:
    """The files of an earlier backup by their hash: words that a later generation has too lie under another name."""
    try:
        with transactions.reading(folder) as catalogue:
            return {digest: folder / name for name, digest in _wanted(catalogue)}
    except LibraryError:  # none, or one that does not read: all is copied
        return {}


def _copy_all(
    catalogue: Catalogue, source: Path, target: Path, before: Mapping[str, Path], early: Collection[str] = ()
) -> Copied:
    """Copies what is not there yet; `early` names what was copied just before."""
    files = copied = 0
    missing = []
    for name, digest in _wanted(catalogue):
        files += 1
        new = _copy(source / name, target / name, digest, before)
        copied += bool(new) or name in early
        if new is None:
            missing.append(name)
    return Copied(catalogue.count(), catalogue.generation(), files, copied, tuple(missing))


def _copy(source: Path, target: Path, digest: str, before: Mapping[str, Path]) -> bool | None:
    """Whether the file was copied; False where it is there already, None where the source is not what it should be."""
    if _is(target, digest) or (digest in before and _is(before[digest], digest) and _linked(before[digest], target)):
        return False
    try:
        content = source.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(content).hexdigest() != digest:
        return None
    write_file(target, content)
    return True


def _copy_beside(source: Path, target: Path) -> None:
    """What people wrote, as it is now; what is there no more is taken out of an earlier backup too."""
    for name in BESIDE:
        try:
            if (source / name).is_file():
                write_file(target / name, (source / name).read_bytes())
            else:
                (target / name).unlink(missing_ok=True)
        except OSError as error:
            raise not_writable(target, error) from error


def _copy_catalogue(catalogue: Catalogue, target: Path) -> None:
    partial = target / f".partial-{FILE_NAME}"
    try:
        partial.unlink(missing_ok=True)
        catalogue.copy_to(partial)
        descriptor = os.open(partial, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        partial.rename(target / FILE_NAME)
        sync_folder(target)
    except (OSError, sqlite3.Error) as error:
        partial.unlink(missing_ok=True)
        raise not_writable(target, OSError(None, str(error))) from error


def _is(path: Path, digest: str) -> bool:
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest() == digest
    except OSError:
        return False


def _linked(source: Path, target: Path) -> bool:
    """Whether `target` is another name of `source` now; not where the file system has no links."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        os.link(source, target)
        sync_folder(target.parent)
    except OSError:
        return False
    return True


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0
