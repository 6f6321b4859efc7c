"""The command line. Data goes to stdout, progress and errors to stderr; every error is one line.

Exit status: 0 done; 1 the work failed; 2 wrong usage; 3 done, but some inputs were refused. Heavy libraries load
only in the command that needs them, so that `wenju --help` answers at once. The commands are in `assistant.cli`.
"""

import argparse
import gc
import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from assistant.cli import ask, backup, check, compare, environment, ledger, library, password, verify
from assistant.cli.evaluate import add_evaluate
from assistant.cli.status import FAILED, INTERRUPTED, USAGE
from assistant.cli.terminal import complain, shown
from assistant.errors import AssistantError, WrongUsage
from assistant.settings import Settings, load_settings

# Tables and modules make a million objects that stay. Looking through them for cycles at every 700th, as is usual,
# takes a twelfth of the time of an answer; at every 50,000th nothing to speak of.
_OBJECTS_BETWEEN_COLLECTIONS = 50_000


class _Parser(argparse.ArgumentParser):
    """Prints wrong usage as one line."""

    def error(self, message: str) -> NoReturn:
        """Exits with 2."""
        self.exit(USAGE, f"{self.prog}: {message}; see: {self.prog} --help\n")


def build_parser() -> argparse.ArgumentParser:
    """The parser of every command; global options stand before or after the verb."""
    shared = _Parser(add_help=False)
    group = shared.add_argument_group("global options")
    suppress = argparse.SUPPRESS
    group.add_argument(
        "--library", default=suppress, metavar="DIR", help="default ./library, or WENJU_LIBRARY; or a cluster's address"
    )
    group.add_argument(
        "--json", action="store_true", default=suppress, help="one JSON document on stdout, or one a line"
    )
    group.add_argument("--quiet", action="store_true", default=suppress, help="no progress on stderr")

    parser = _Parser(
        prog="wenju",
        description="Ask reports, get answers you can check: every statement is a quote that stands in a report.",
        epilog="Exit status: 0 done; 1 failed; 2 wrong usage; 3 done, but some inputs were refused.",
        parents=[shared],
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="COMMAND", parser_class=_Parser)
    library.add_parser(verbs, shared)
    ask.add_parser(verbs, shared)
    ledger.add_parser(verbs, shared)
    compare.add_parser(verbs, shared)
    check.add_parser(verbs, shared)
    verify.add_parser(verbs, shared)
    add_evaluate(verbs, shared, _Parser)
    backup.add_parser(verbs, shared)
    environment.add_parser(verbs, shared)
    password.add_parser(verbs, shared)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 20, 50)
    # Whatever the locale, reports are Chinese: what a terminal cannot show is escaped, never a traceback.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = build_parser().parse_args(_readable(sys.argv[1:] if arguments is None else arguments))
    options.json = getattr(options, "json", False)
    options.quiet = getattr(options, "quiet", False)
    from index.errors import NoSuchPage, ReportIndexError, UnknownReport

    try:
        settings = load_settings(library=getattr(options, "library", None))
        run: Callable[[argparse.Namespace, Settings], int] = options.run
        return run(options, settings)
    except (WrongUsage, UnknownReport, NoSuchPage) as error:
        complain(error)
        return USAGE
    except (AssistantError, ReportIndexError) as error:
        complain(error)
        return FAILED
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            # The reader of our output is gone; Python must not complain of it at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return FAILED
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        complain(f"cannot write the output: {error.strerror or error}; check where it goes")
        return FAILED
    except KeyboardInterrupt:
        complain("interrupted; what was committed stays")
        return INTERRUPTED


def _readable(arguments: Sequence[str]) -> list[str]:
    """Arguments without bytes that are no UTF-8 and without control characters; paths keep theirs."""
    return [argument if os.path.lexists(argument) else shown(argument) for argument in arguments]


if __name__ == "__main__":
    sys.exit(main())
