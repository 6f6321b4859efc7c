"""What every command prints with: lines and JSON on stdout, complaints and progress on stderr."""

import json
import sys
import unicodedata
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
