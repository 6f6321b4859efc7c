"""Tables and documents that a command writes to a file, or as bytes to stdout."""

import sys
from pathlib import Path

from assistant.errors import WrongUsage


def require_no_terminal(what: str, ending: str) -> None:
    """Raises WrongUsage where bytes that are no text would go to a terminal."""
    if sys.stdout.isatty():
        raise WrongUsage(f"a {what} is no text for a terminal; say where to write it: --out FILE{ending}")


def write_bytes(path: Path, content: bytes) -> None:
    """Writes a file. Raises WrongUsage where that cannot be."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise WrongUsage(f"cannot write {path}: {error.strerror or error}; give another place") from error


def print_bytes(content: bytes) -> None:
    """Writes to stdout what is no line of text."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
