"""Files that survive a crash: written beside the old ones, fsynced, read back and hashed before anything lists them."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import LibraryBusy, LibraryNotWritable


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A derived file as the catalogue lists it; `name` is relative to the library's folder.

    `stored` counts what lies in a shard, what was removed since with it.
    """

    name: str
    kind: str
    size: int
    sha256: str
    stored: int = 0


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
        with contextlib.suppress(OSError):  # a file may stand where the folder should
            partial.unlink()
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


def has_size(root: Path, file: StoredFile) -> bool:
    """Whether the file is there with as many bytes as the catalogue lists: what a look at the folder tells."""
    try:
        return os.stat(f"{root}/{file.name}").st_size == file.size  # noqa: PTH116 hundreds a commit; a Path takes longer
    except OSError:
        return False


class Verified:
    """Which derived files were read and found to be what the catalogue lists, by what the file system says of them.

    The files of one generation are links to those of the one before, so that after a commit only what is new is read.
    Safe to share between threads.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[tuple[int, int, int, int], str] = {}

    def knows(self, root: Path, file: StoredFile) -> bool:
        """Whether the file was found to be what the catalogue lists before."""
        try:
            known_by = self._known_by(root / file.name)
        except OSError:
            return False
        with self._lock:
            return self._known.get(known_by) == file.sha256

    @staticmethod
    def _known_by(path: Path) -> tuple[int, int, int, int]:
        status = path.stat()
        return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns

    def intact(self, root: Path, file: StoredFile) -> bool:
        """Whether the file is what the catalogue lists; its bytes are read where they were not before."""
        try:
            known_by = self._known_by(root / file.name)
            with self._lock:
                if self._known.get(known_by) == file.sha256:
                    return True
            with (root / file.name).open("rb") as content:
                digest = hashlib.file_digest(content, "sha256").hexdigest()
        except OSError:
            return False
        if known_by[2] != file.size or digest != file.sha256:
            return False
        with self._lock:
            self._known[known_by] = digest
        return True


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
def alone(root: Path, lock: str) -> Iterator[bool]:
    """Whether this is the only one, of all processes and threads, that is at the work which `lock` names.

    The kernel's lock (flock), so that it goes with its process. Where none can be taken, on a full disk, nobody is.
    """
    try:
        descriptor = os.open(root / lock, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError:
        yield False
        return
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)


@dataclass(slots=True)
class WriterLock:
    """The lock while it is held. `unfinished`: the last writer was ended in the middle, and its files lie about.

    Who sweeps them sets it to False.
    """

    unfinished: bool


@contextlib.contextmanager
def writer_lock(root: Path, timeout: float) -> Iterator[WriterLock]:
    """Holds the library's one writer's lock. Raises LibraryBusy after `timeout` seconds.

    The lock is the kernel's (flock), so it goes with its process, however that ends. A byte in its file says that a
    writer is at work: where the next one finds it, the last was ended in the middle.
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
        try:
            held = WriterLock(unfinished=bool(os.pread(descriptor, 1, 0)))
            os.pwrite(descriptor, b"w", 0)
        except OSError as error:
            raise not_writable(root, error) from error
        yield held
        if not held.unfinished:
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)
