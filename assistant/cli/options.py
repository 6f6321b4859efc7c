"""Options that several commands share, and what their values must look like."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.library import Library
    from index.scope import Scope


def add_scope_options(parser: argparse.ArgumentParser) -> None:
    """The options that narrow a question to some reports; each may be given more than once."""
    parser.add_argument("--year", type=a_year, action="append", help="only reports of this year")
    parser.add_argument("--region", action="append", help="only reports about this region")
    parser.add_argument("--issuer", action="append", help="only reports of this company or office, such as Boeing")
    parser.add_argument("--report", action="append", metavar="REPORT", help="only this report")


def add_model_option(parser: argparse.ArgumentParser, what: str) -> None:
    """`--llm`, which goes above the settings' model; `what` it does in this command."""
    parser.add_argument(
        "--llm",
        metavar="MODEL",
        help=f"PROVIDER:NAME of the language model that {what}, or `none` (default: what the settings say)",
    )


def option_scope(options: argparse.Namespace, library: "Library") -> "Scope":
    """The scope that those options ask for."""
    from assistant.query.stated import stated_scope

    return stated_scope(library, options.year or (), options.region or (), options.issuer or (), options.report or ())


def region_named(name: str | None) -> str | None:
    """A region's canonical name, or the name itself where it is none we know."""
    from assistant.query.stated import region_named as canonical

    return canonical(name)


def a_path(text: str) -> Path:
    """A path, not an empty text."""
    if not text.strip():
        raise argparse.ArgumentTypeError("a path is empty")
    return Path(text)


def a_source(text: str) -> Path | str:
    """What reports are added from: a path, or the address of a library in a cluster as it is."""
    from index.store.opening import is_folder

    return a_path(text) if is_folder(text) else text


def a_year(text: str) -> int:
    """A year of four digits."""
    if not (text.isascii() and text.isdigit() and 1000 <= int(text) <= 9999):
        raise argparse.ArgumentTypeError(f"{text!r} is not a year of four digits")
    return int(text)


def a_count(text: str) -> int:
    """A number from 1 to 1000."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 1000):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 1000")
    return int(text)


def a_span(text: str) -> tuple[int, int]:
    """START:END, offsets into the text of a report; END is exclusive."""
    start, _, end = text.partition(":")
    if not all(part.isascii() and part.isdigit() and len(part) < 12 for part in (start, end)) or int(start) >= int(end):
        raise argparse.ArgumentTypeError(f"{text!r} is not a span such as 120:164")
    return int(start), int(end)
