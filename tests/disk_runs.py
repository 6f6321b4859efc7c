"""What tests do on a small file system of their own: small_disks.py calls these by name in a process that has one."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import broken_stores  # noqa: F401 where a store is to be broken, this one is
from fakes import HashingEmbedder, found, library_in

from index.library import Library


def fill_up(folder: str, first: str, second: str, steps: list[int]) -> list[dict[str, Any]]:
    """A second report added with ever more kilobytes left, past the check for space; what came of each try."""
    library = library_in(Path(folder) / "library")
    library.add([Path(first)])
    usage = shutil.disk_usage(folder)
    setattr(shutil, "disk_usage", lambda _: usage._replace(free=10**12))  # noqa: B010 its type says otherwise
    return [_tried(Path(folder), Path(second), left) for left in steps]


def _tried(disk: Path, second: Path, kilobytes: int) -> dict[str, Any]:
    library, error = library_in(disk / "library"), None
    with _full_but_for(disk, kilobytes * 1000):
        try:
            library.add([second])
        except Exception as raised:
            error = raised
        during = found(library_in(disk / "library"), "增长")
    again = library_in(disk / "library")
    told = {
        "left": kilobytes,
        "error": type(error).__name__ if error else "",
        "said": str(error or ""),
        "during": during,
        "reports": [entry.sources[0].name for entry in again.reports()],
        "findings": again.findings(),
    }
    again.add([second])  # there is room again
    told["after"] = [*found(again, "增长"), *again.findings(), again.pending().reports]
    again.remove([again.resolve(second.name)])
    return told


@contextlib.contextmanager
def _full_but_for(disk: Path, left: int) -> Iterator[None]:
    ballast = disk / "ballast"
    status = os.statvfs(disk)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(status.f_bavail * status.f_frsize - left, 1))
    try:
        yield
    finally:
        ballast.unlink()


def only_read(folder: str, files: list[str]) -> dict[str, Any]:
    """A library on a disk that was made read-only after it was written, with figures and vectors still missing."""
    root = Path(folder) / "library"
    before = library_in(root)
    before.add([Path(files[0])])
    before.add([Path(file) for file in files[1:]], wait=False)
    seen = found(before, "增长")
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)  # a page that shows the library keeps it open
    assert found(before, "增长") == seen
    library = Library(root, HashingEmbedder())
    ids = [entry.report_id for entry in library.reports()]
    told: dict[str, Any] = {
        "found": found(library, "增长"),
        "figures": [[entry.text for entry in entries] for _, entries in library.with_ledgers(ids)],
        "unread": len(library.without_ledger()),
        "findings": library.findings(),
    }
    acts: dict[str, Callable[[], object]] = {
        "remove": lambda: library.remove(ids),
        "finish": library.finish,
        "rebuild": library.rebuild,
    }
    for name, act in acts.items():
        try:
            act()
        except Exception as error:
            told[name] = f"{type(error).__name__}: {error}"
    return told


if __name__ == "__main__":
    sys.stdout.write(json.dumps(globals()[sys.argv[1]](sys.argv[2], *json.loads(sys.argv[3]))))
