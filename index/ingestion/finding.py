"""Which files a call of `Library.add` means: those named, those below folders, and those that a library keeps.

Names are kept as Unicode composes them (NFC): a file that was made on a Mac has the name that is typed elsewhere.
"""

import hashlib
import os
import stat
import unicodedata
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from index.report import Source
from index.store.opening import opened
from index.store.transactions import FILE_NAME, reading

# Word, WPS and LibreOffice: "~$report.docx", ".~lock.report.odt#".
_LOCKS = ("~$", ".~lock.", "~WRL")


@dataclass(frozen=True, slots=True)
class ReportElsewhere:
    """What another library keeps of a report: its names, and what the user stated of it."""

    sources: tuple[Source, ...]
    stated: dict[str, Any]


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to add; `name` is what the report will be known by. `refusal` says why it is not read at all.

    `kept` is what another library knows of it, where the file comes out of one; `fetch` gets it here, where that is a
    library in a cluster, whose files have no path and no known size.
    """

    path: Path
    name: str
    size: int
    refusal: str | None = None
    kept: ReportElsewhere | None = None
    fetch: Callable[[], Path] | None = None

    @contextmanager
    def at_hand(self) -> "Iterator[FoundFile]":
        """The file with a path that can be read; what had to be fetched is deleted afterwards."""
        if self.fetch is None:
            yield self
            return
        path = self.fetch()
        try:
            yield replace(self, path=path)
        finally:
            path.unlink(missing_ok=True)


def find_files(paths: Sequence[Path | str]) -> Iterator[FoundFile]:
    """The files named, and all files below the folders named, in name order.

    Hidden files are left out, and what office programs lay beside an open file (`~$report.docx`). A folder walk follows
    no symbolic link, so that links in a circle end nowhere, and opens no device or pipe; they come with a refusal.
    A folder that is a library, and the address of one in a cluster, a text, give the files kept there under their own
    names: so a library is made again with another model. A library below a folder is left out.
    """
    for path in paths:
        if isinstance(path, str):
            yield from _kept_at(path)
        elif holds_library(path):
            yield from _kept_in(path)
        elif is_folder(path):
            for folder, folders, names in os.walk(path):
                folders[:] = sorted(
                    name for name in folders if not name.startswith(".") and not holds_library(Path(folder) / name)
                )
                links = [name for name in folders if (Path(folder) / name).is_symlink()]
                for name in sorted([*names, *links]):
                    if not is_left_out(name):
                        yield _found(Path(folder) / name, walked=True)
        elif path.name.startswith(_LOCKS):
            yield FoundFile(
                path, shown(path.name), 0, "is what an office program lays beside a file that is open; add that"
            )
        else:
            yield _found(path, walked=False)


def is_left_out(name: str) -> bool:
    """Whether a folder walk passes over a file of this name: hidden, or laid beside an open file by its program."""
    return name.startswith((".", *_LOCKS)) or name.endswith((".tmp", ".crdownload", ".part"))


def is_folder(path: Path) -> bool:
    """Whether there is a folder of this name; none where the name is no name (too long) or may not be looked at."""
    try:
        return path.is_dir()
    except OSError:
        return False


def holds_library(path: Path) -> bool:
    """Whether the folder of this name is a library."""
    try:
        return (path / FILE_NAME).is_file()
    except OSError:
        return False


def _kept_in(root: Path) -> Iterator[FoundFile]:
    with reading(root) as catalogue:
        stored = catalogue.reports()
        stated = {entry.number: catalogue.stated(entry.number) for entry in stored}
    for entry in stored:
        found = _found(root / entry.original, walked=True)
        yield replace(found, name=entry.sources[0].name, kept=ReportElsewhere(entry.sources, stated[entry.number]))


def _kept_at(address: str) -> Iterator[FoundFile]:
    store = opened(address)
    with store.reading() as catalogue:
        stored = catalogue.reports()
        stated = {entry.number: catalogue.stated(entry.number) for entry in stored}
    for entry in stored:
        kept = ReportElsewhere(entry.sources, stated[entry.number])
        fetch = partial(store.kept_file, entry.original)
        yield FoundFile(Path(entry.original), entry.sources[0].name, entry.characters, kept=kept, fetch=fetch)


def shown(name: str) -> str:
    """A name that can be stored and shown on one line, in the order in which it is written.

    Undecodable bytes, control characters, and what turns a line's direction (a name ending in `exe` is then shown as
    one ending in `doc`), ends it or can't be seen become U+FFFD; the joiners of emoji and of Persian stay.
    """
    decoded = os.fsencode(name).decode("utf-8", "replace")
    composed = unicodedata.normalize("NFC", decoded)
    return "".join("\ufffd" if _controls(character) else character for character in composed)


def _controls(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Cf", "Zl", "Zp") and character not in "\u200c\u200d"


def _found(path: Path, walked: bool) -> FoundFile:
    name = shown(path.name)
    try:
        status = path.lstat() if walked else path.stat()
    except (OSError, ValueError) as error:  # ValueError: a name with a zero in it
        reason = error.strerror if isinstance(error, OSError) else error
        return FoundFile(path, name, 0, f"cannot be opened ({reason}); check the path")
    if stat.S_ISLNK(status.st_mode):
        return FoundFile(path, name, 0, "is a symbolic link, which a folder walk does not follow; name its target")
    if not stat.S_ISREG(status.st_mode):
        return FoundFile(path, name, 0, "is not an ordinary file; only files can be added")
    return FoundFile(path, name, status.st_size)


def contents(folders: Sequence[Path], held: Sequence[tuple[FoundFile, str | None]]) -> dict[str, tuple[str, ...]]:
    """The ids of the reports below each folder, by the folder's absolute path; a folder without a file is left out.

    A file that cannot be read now holds its report as long as it lies there: its bytes tell which it is.
    """
    found: dict[str, tuple[str, ...]] = {}
    for folder in folders:
        ids = [
            report_id or _id_of(file.path)
            for file, report_id in held
            if file.path.is_relative_to(folder) and file.refusal is None
        ]
        if ids:
            found[str(folder.resolve())] = tuple(dict.fromkeys(report_id for report_id in ids if report_id))
    return found


def kept_in_step(
    before: Mapping[str, tuple[str, ...]],
    now_held: Mapping[str, tuple[str, ...]],
    known: Container[str],
    sync: bool,
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The folders whose reports changed, each with those that it holds after; and the `known` reports that go.

    `before` and `now_held` are the reports of each folder as noted and as found; a folder that was not looked into
    keeps its own. Reports go only with `sync`: those of a folder looked into that no folder holds any more.
    """
    if not sync:
        now_held = {folder: tuple(dict.fromkeys((*before.get(folder, ()), *ids))) for folder, ids in now_held.items()}
    after = {**before, **now_held}
    kept = {report_id for ids in after.values() for report_id in ids}
    once_held = (report_id for folder in now_held for report_id in before.get(folder, ()))
    gone = tuple(dict.fromkeys(each for each in once_held if sync and each not in kept and each in known))
    return {folder: ids for folder, ids in after.items() if before.get(folder) != ids}, gone


def _id_of(path: Path) -> str | None:
    try:
        with path.open("rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    except OSError:
        return None
