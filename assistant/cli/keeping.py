"""`--out DIR` of `wenju check` and `wenju ask`: the evidence as files to keep."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.terminal import print_line
from assistant.errors import WrongUsage

if TYPE_CHECKING:
    from assistant.build import Assistant
    from assistant.bundle.items import Item
    from assistant.bundle.writing import Article


def add_keeping_options(parser: argparse.ArgumentParser, help_out: str) -> None:
    """The options that say where the evidence is kept, and in which files."""
    parser.add_argument("--out", type=Path, metavar="DIR", help=help_out)
    parser.add_argument(
        "--format", default="", metavar="LIST", help="with --out: of md,html,docx,csv,json,jsonld (default all)"
    )
    parser.add_argument("--originals", action="store_true", help="with --out: the quoted reports' files beside it")


def require_keepable(options: argparse.Namespace) -> None:
    """Refuses, before anything is asked or checked, what would fail after it. Raises WrongUsage."""
    if options.out is None:
        if options.format or options.originals:
            raise WrongUsage("--format and --originals say what is kept; say where: --out DIR")
        return
    from assistant.bundle.writing import named_formats

    named_formats(options.format)
    if options.out.exists() and not options.out.is_dir():
        raise WrongUsage(f"--out {options.out} is a file; name a folder")


def keep(
    results: "Sequence[Item]", options: argparse.Namespace, assistant: "Assistant", article: "Article | None" = None
) -> None:
    """Writes the files where --out names a folder, and says so; an `article` goes there with comments in it."""
    if options.out is None:
        return
    from assistant.bundle.writing import named_formats, write_exports

    written = write_exports(
        results,
        options.out,
        named_formats(options.format),
        library=assistant.library,
        settings=assistant.settings,
        originals=options.originals,
        article=article,
    )
    if not options.json:
        print_line(f"kept in {options.out}: {', '.join(path.name for path in written)}")
