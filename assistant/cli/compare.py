"""`wenju compare`: one report against another."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.status import DONE
from assistant.cli.terminal import print_document, print_line
from assistant.errors import WrongUsage
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.compared.comparing import ReportComparison

KINDS = ("raised", "lowered", "new", "dropped", "reworded", "moved")


def add_parser(verbs: Any, shared: argparse.ArgumentParser) -> None:
    """Adds the verb to the parser."""
    compare = verbs.add_parser(
        "compare",
        parents=[shared],
        help="what is new, dropped, reworded and moved from one report to another, and targets raised and lowered",
    )
    compare.add_argument("before", metavar="EARLIER", help="an exact file name or the start of an id")
    compare.add_argument("after", metavar="LATER", help="the report that is compared with it")
    compare.add_argument("--only", action="append", choices=KINDS, metavar="KIND", help=f"one of {', '.join(KINDS)}")
    compare.add_argument("--out", type=Path, metavar="DIR", help="keep the comparison there")
    compare.add_argument("--format", default="", metavar="LIST", help="with --out: of md,csv,docx,json (default all)")
    compare.set_defaults(run=_compare)


def _compare(options: argparse.Namespace, settings: Settings) -> int:
    from dataclasses import replace

    from assistant.build import build_library
    from assistant.bundle.comparison import named_formats, write_comparison
    from assistant.compared.comparing import compare_reports

    formats = named_formats(options.format)
    if options.out is None and options.format:
        raise WrongUsage("--format says what is kept; say where: --out DIR")
    if options.out is not None and options.out.exists() and not options.out.is_dir():
        raise WrongUsage(f"--out {options.out} is a file; name a folder")
    library = build_library(settings)
    found = compare_reports(library, library.resolve(options.before), library.resolve(options.after))
    if options.only:
        found = replace(found, changes=tuple(change for change in found.changes if change.kind in options.only))
    if options.json:
        document = found.to_json()
        del document["schema_version"]
        print_document(document)
    else:
        for line in comparison_lines(found):
            print_line(line)
    if options.out is not None:
        written = write_comparison(found, options.out, formats)
        if not options.json:
            print_line(f"kept in {options.out}: {', '.join(path.name for path in written)}")
    return DONE


def comparison_lines(found: "ReportComparison") -> "Iterator[str]":
    """A comparison for a person: how many changes of each kind, then each with its quotes and their places."""
    from assistant.bundle.comparison import counts_said, headline, page_language, sides, title
    from assistant.compared.comparing import KINDS as IN_ORDER
    from assistant.messages import message

    language = page_language(found)
    yield title(found, language)
    yield counts_said(found, language)
    for kind in IN_ORDER:
        changes = found.of_kind(kind)
        if changes:
            yield ""
            yield message(language, f"change.{kind}")
        for number, change in enumerate(changes, start=1):
            head = headline(change, language)
            quotes = list(sides(change, language))
            for place, (side, citation, _) in enumerate(quotes):
                opens = f"{number}. " if not place else " " * len(f"{number}. ")
                if not place and head:
                    yield f"{opens}{head}"
                    opens = " " * len(opens)
                named = f"{side}: " if len(quotes) > 1 else ""
                yield f"{opens}{named}{' '.join(citation.quote.split())}  [{citation.locator}]"
