"""`wenju verify`: whether every quote of a bundle still stands in the library's reports."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.status import DONE, FAILED
from assistant.cli.terminal import print_document, print_line, shown
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.bundle.verifying import QuoteFinding, Verification

OUTCOMES = {
    "stands": "stands",
    "moved": "moved",
    "misplaced": "told otherwise",
    "altered": "altered",
    "original_changed": "file changed",
    "replaced": "report replaced",
    "gone": "report gone",
}


def add_parser(verbs: Any, shared: argparse.ArgumentParser) -> None:
    """Adds the verb to the parser."""
    verify = verbs.add_parser(
        "verify",
        parents=[shared],
        help="check every quote of an exported bundle again, offline",
        description="Holds every quote of a bundle.json against the library: the same file, the same words, the same "
        "place. Exit status: 0 all stand; 1 something does not, and the lines say what; 2 not a bundle.",
    )
    verify.add_argument("bundle", type=Path, metavar="BUNDLE.json")
    verify.add_argument("--sha256", metavar="HASH", help="the bundle's hash as you kept it elsewhere, such as in print")
    verify.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Runs the command and returns the exit status. Loads no model."""
    from assistant.build import build_library
    from assistant.bundle.escaping import spelled_out
    from assistant.bundle.reading import read_bundle
    from assistant.bundle.verifying import verify

    bundle, intact = read_bundle(options.bundle)
    verification = verify(
        bundle, build_library(settings), intact=intact, folder=options.bundle.parent, expected=options.sha256
    )
    if options.json:
        print_document({"bundle": str(options.bundle), **verification.to_json()})
    else:
        for line in _lines(verification):
            print_line(shown(spelled_out(line)))
    return DONE if verification.stands else FAILED


def _lines(verification: "Verification") -> Iterator[str]:
    if not verification.intact:
        yield "the bundle was changed after it was made: its hash does not fit its content"
    if not verification.expected:
        yield f"the bundle is another than the one whose hash you kept: its hash is {verification.sha256}"
    yield from (f"{claim} without a quote that says so" for claim in verification.unfounded)
    yield from (f"{name} beside the bundle is missing or not the original" for name in verification.beside)
    for found in verification.quotes:
        yield from _quote_lines(found)
    standing = sum(found.outcome == "stands" for found in verification.quotes)
    total = len(verification.quotes)
    if verification.library_changed:
        yield "the library has changed since the bundle was made; quotes are compared with it as it is now"
    yield f"{standing} of {total} quotes stand" + ("" if verification.stands else "; NOT all is as it was kept")


def _quote_lines(found: "QuoteFinding") -> Iterator[str]:
    place = f"{found.item} [{found.n}] {found.source}"
    yield f"{OUTCOMES[found.outcome]:15} {place}" + (f": {found.detail}" if found.detail else "")
    for note in found.notes:
        yield f"{'':15} {note}"
