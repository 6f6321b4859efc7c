"""A file that the user names for its content; `-` is standard input, which is read once and has no name of its own."""

import sys
from pathlib import Path

from assistant.errors import WrongUsage

STANDARD_INPUT = "standard input"


def is_standard_input(file: Path) -> bool:
    """Whether the user named no file but standard input."""
    return str(file) == "-"


def named(file: Path) -> str:
    """What an error calls the file."""
    return STANDARD_INPUT if is_standard_input(file) else str(file)


def own_name(file: Path) -> str:
    """The file's name without its folder, as a summary gives it."""
    return STANDARD_INPUT if is_standard_input(file) else file.name


def content_of(file: Path, what: str, most_bytes: int = sys.maxsize) -> bytes:
    """The bytes of the file. `what` it should hold goes into errors. Raises WrongUsage."""
    most = -1 if most_bytes == sys.maxsize else most_bytes + 1
    try:
        if is_standard_input(file):
            content = sys.stdin.buffer.read(most)
        else:
            with file.open("rb") as opened:
                content = opened.read(most)
    except OSError as error:
        raise WrongUsage(f"cannot read {what} from {named(file)} ({error.strerror}); check the path") from error
    if len(content) > most_bytes:
        raise WrongUsage(f"{named(file)} has more than {most_bytes // 1_000_000} MB; split it into several files")
    return content


def text_of(file: Path, what: str) -> tuple[str, bytes]:
    """The file as UTF-8 text, without a byte order mark, and its bytes. Raises WrongUsage."""
    content = content_of(file, what)
    try:
        return content.decode("utf-8-sig"), content
    except UnicodeDecodeError as error:
        raise WrongUsage(f"{named(file)} is not UTF-8 text; save it as UTF-8") from error


def first_line(text: str) -> str:
    """The first line that is not empty; what a text without a file name is told by."""
    return next((line.strip() for line in text.removeprefix("\ufeff").split("\n") if line.strip()), "")
