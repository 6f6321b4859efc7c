"""Files that survive a crash: written beside the old ones, fsynced, read back and hashed before anything lists them."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import LibraryBusy, LibraryNotWritable


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A derived file as the catalogue lists it; `name` is relative to the library's folder."""

    name: str
    kind: str
    size: int
    sha256: str


def write_file(path: Path, content: bytes) -> None:
    """Writes a new file whole: to a partial name, fsync, read back, compare, rename, fsync the folder.

    Raises LibraryNotWritable when the disk is full or keeps something else than was written.
    """
    partial = path.with_name(f".partial-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        try:
            view = memoryview(content)
            while view:
                view = view[os.write(descriptor, view) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if hashlib.sha256(partial.read_bytes()).digest() != hashlib.sha256(content).digest():
            raise LibraryNotWritable(f"{path.parent} did not keep what was written to it; check the disk")
        partial.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise not_writable(path.parent, error) from error


def sync_folder(folder: Path) -> None:
    """Makes the names in `folder` durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def stored_file(root: Path, path: Path, kind: str) -> StoredFile:
    """Hashes a file that is already durable."""
    content = path.read_bytes()
    return StoredFile(str(path.relative_to(root)), kind, len(content), hashlib.sha256(content).hexdigest())


def read_intact(root: Path, file: StoredFile) -> bytes | None:
    """The file's bytes, or None where they are missing or not those that the catalogue lists."""
    try:
        content = (root / file.name).read_bytes()
    except OSError:
        return None
    if len(content) != file.size or hashlib.sha256(content).hexdigest() != file.sha256:
        return None
    return content


def require_space(folder: Path, needed: int) -> None:
    """Refuses when less than twice `needed` bytes are free. Raises LibraryNotWritable."""
    free = shutil.disk_usage(folder).free
    if free < 2 * needed:
        raise LibraryNotWritable(
            f"{folder} has {free / 1e6:,.0f} MB free and this needs {2 * needed / 1e6:,.0f} MB; make room and add again"
        )


def not_writable(folder: Path, error: OSError) -> LibraryNotWritable:
    """One line for a permission or space error; nothing was changed."""
    return LibraryNotWritable(
        f"cannot write to {folder}: {error.strerror or error}; nothing of this change was kept. "
        "Correct that, then run the command again"
    )


@contextlib.contextmanager
def writer_lock(root: Path, timeout: float) -> Iterator[None]:
    """Holds the library's one writer's lock. Raises LibraryBusy after `timeout` seconds.

    The lock is the kernel's (flock), so it goes with its process, however that ends.
    """
    try:
        descriptor = os.open(root / ".writer.lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise not_writable(root, error) from error
    try:
        deadline = time.monotonic() + timeout
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() >= deadline:
                    raise LibraryBusy(
                        f"another process is writing to {root}; wait until it has finished and run this again"
                    ) from error
                time.sleep(0.05)
        yield
    finally:
        os.close(descriptor)
