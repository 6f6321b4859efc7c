"""Immutable objects in a folder or an object store: written once, read by name, found by the beginning of a name.

Any fsspec URL will do. S3, Google's and Azure's are reached through obstore, which takes its keys and endpoint from
the usual variables (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL …).
"""

import contextlib
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import LibraryDamaged, LibraryNotWritable, LibraryUnreachable, WrongLibraryAddress
from index.store.durable import write_file

# What obstore serves; any other protocol is fsspec's own.
_BY_OBSTORE = ("s3", "s3a", "gs", "az", "abfs")
# The part of an object's name that is its hash, in hex digits: 128 bits.
HASH_DIGITS = 32


class Objects:
    """The objects below one URL. Safe to share between threads."""

    def __init__(self, url: str) -> None:
        import fsspec

        self.url = url
        protocol = url.partition("://")[0]
        try:
            if protocol in _BY_OBSTORE:
                from obstore.fsspec import register

                register(protocol)
            self._files, self._base = fsspec.url_to_fs(url.rstrip("/"))
        except (ValueError, ImportError) as error:
            raise WrongLibraryAddress(f"objects={url} names no place for objects ({error})") from error
        self._is_folder = protocol in ("file", "local") or "://" not in url

    def write(self, name: str, content: bytes) -> None:
        """Writes an object whole or not at all. Raises LibraryNotWritable, LibraryUnreachable."""
        if self._is_folder:
            write_file(Path(self._base) / name, content)
            return
        with self._reached(writing=True):
            self._files.pipe_file(self._path(name), content)

    def read(self, name: str) -> bytes | None:
        """An object's bytes; None where there is none. Raises LibraryUnreachable."""
        with self._reached():
            try:
                return bytes(self._files.cat_file(self._path(name)))
            except FileNotFoundError:
                return None

    def read_whole(self, name: str) -> bytes:
        """The bytes of an object that `named` named, held against the hash in its name. Raises LibraryDamaged."""
        content = self.read(name)
        stated = name.rpartition("/")[2].partition(".")[0]
        if content is None or _digest(content) != stated:
            raise LibraryDamaged(f"the object {name} in {self.url} is missing or damaged; add the report's file again")
        return content

    def names(self, folder: str) -> list[str]:
        """The names of all objects below a folder, sorted; none where there is no such folder."""
        with self._reached():
            self._files.invalidate_cache()
            found = self._files.find(self._path(folder))
        base = self._base.rstrip("/") + "/"
        names = (str(path).partition(base)[2] for path in found)
        return sorted(name for name in names if name and not name.rpartition("/")[2].startswith(".partial-"))

    def folders(self, folder: str) -> list[str]:
        """The names of the folders right below a folder."""
        with self._reached():
            self._files.invalidate_cache()
            try:
                found = self._files.ls(self._path(folder), detail=True)
            except FileNotFoundError:
                return []
        return sorted(str(each["name"]).rstrip("/").rpartition("/")[2] for each in found if each["type"] == "directory")

    def delete_folder(self, folder: str) -> None:
        """Deletes everything below a folder; nothing where there is none."""
        with self._reached(writing=True), contextlib.suppress(FileNotFoundError):
            self._files.rm(self._path(folder), recursive=True)

    def _path(self, name: str) -> str:
        return f"{self._base.rstrip('/')}/{name}"

    @contextmanager
    def _reached(self, writing: bool = False) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            if not writing:
                raise
            raise self._unreachable(error) from error
        except PermissionError as error:
            kind = LibraryNotWritable if writing else LibraryUnreachable
            raise kind(f"{self.url} cannot be used ({_first_line(error)}); check its rights and keys") from error
        except (OSError, ValueError) as error:
            raise self._unreachable(error) from error

    def _unreachable(self, error: Exception) -> LibraryUnreachable:
        return LibraryUnreachable(f"{self.url} does not answer ({_first_line(error)}); check it, then try again")


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]


def named(folder: str, content: bytes, ending: str) -> str:
    """The name of an object in a folder: the hash of its bytes."""
    return f"{folder}/{_digest(content)}{ending}"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:HASH_DIGITS]
