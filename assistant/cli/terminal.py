"""What every command prints with: lines and JSON on stdout, complaints and progress on stderr."""

import contextlib
import json
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any

# Signs that turn the reading direction or end a line, private and unassigned ones.
_UNSEEN = ("Cf", "Co", "Cn", "Zl", "Zp")


def shown(text: str) -> str:
    """A text that is safe on one line of a terminal."""
    decoded = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(" " if unicodedata.category(character) == "Cc" else character for character in decoded)


def complain(said: Exception | str) -> None:
    """Prints an error, or what is to be known of a run, as one line on stderr; what cannot be seen becomes blanks."""
    whole = shown(str(said))
    printable = "".join(" " if unicodedata.category(each) in _UNSEEN else each for each in whole)
    print(f"wenju: {printable}", file=sys.stderr)  # noqa: T201


def print_line(line: str = "") -> None:
    """Prints one line on stdout."""
    print(line)  # noqa: T201


def print_document(document: dict[str, Any]) -> None:
    """Prints a document on one line of stdout, its schema version first."""
    print_line(json.dumps({"schema_version": 1, **document}, ensure_ascii=False))


@contextlib.contextmanager
def progress_bar(quiet: bool) -> Iterator[Any]:
    """A bar over the bytes of all files, with time left; only where someone can see it."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    with tqdm(total=1, unit="B", unit_scale=True, file=sys.stderr, leave=False, dynamic_ncols=True) as bar:

        def show(done: float, total: int, name: str) -> None:
            bar.total = max(total, 1)
            bar.set_description_str(name[:40], refresh=False)
            bar.update(max(int(done) - bar.n, 0))

        yield show
