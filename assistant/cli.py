"""The command line. Data goes to stdout, progress and errors to stderr; every error is one line.

Exit status: 0 done; 1 the work failed; 2 wrong usage; 3 done, but some inputs were refused. Heavy libraries load
only in the command that needs them, so that `wenju --help` answers at once.
"""

import argparse
import contextlib
import io
import json
import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from .errors import AssistantError, WrongUsage
from .evaluation.command import add_evaluate, run_evaluate
from .settings import Settings, load_settings

if TYPE_CHECKING:
    from index.library import Library
    from index.scope import Scope

    from .build import Assistant

DONE, FAILED, USAGE, SOME_REFUSED, INTERRUPTED = 0, 1, 2, 3, 130


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
        "--library", type=Path, default=suppress, metavar="DIR", help="default ./library, or WENJU_LIBRARY"
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

    add = verbs.add_parser("add", parents=[shared], help="add files or folders of reports")
    add.add_argument("paths", nargs="+", type=_path, metavar="PATH", help=".docx .pdf .html .txt .md, or a folder")
    add.add_argument("--year", type=_year, help="the report's own year, above what its text says")
    add.add_argument("--region", help="the region it is about, such as 广东")
    add.add_argument("--title", help="its title")
    add.add_argument("--source-url", metavar="U", help="where it was published")
    add.add_argument("--replace", metavar="REPORT", help="take this report out when the new one comes in")

    remove = verbs.add_parser("remove", parents=[shared], help="remove reports")
    remove.add_argument("reports", nargs="+", metavar="REPORT", help="an exact file name or the start of an id")

    verbs.add_parser("list", parents=[shared], help="list the reports")

    show = verbs.add_parser("show", parents=[shared], help="show a report's data and outline, or a section's text")
    show.add_argument("report", metavar="REPORT", help="an exact file name or the start of an id")
    what = show.add_mutually_exclusive_group()
    what.add_argument("--section", type=int, metavar="N", help="the section's number in the outline")
    what.add_argument("--removed", action="store_true", help="what was taken out of the text, where and why")
    show.add_argument("--page", type=_count, metavar="N", help="with --image: the page of a PDF")
    show.add_argument("--quote", type=_span, metavar="START:END", help="with --image: the span to mark on it")
    show.add_argument("--image", type=_path, metavar="FILE.png", help="write the page's picture there")

    search = verbs.add_parser("search", parents=[shared], help="ranked passages")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("-k", type=_count, default=10, metavar="N", help="how many passages (default 10)")
    _add_scope_options(search)

    ask = verbs.add_parser("ask", parents=[shared], help="a cited answer, or that the reports don't say")
    ask.add_argument("question", nargs="?", metavar="QUESTION")
    ask.add_argument("--file", type=Path, metavar="F", help="questions, one a line (text or JSON with `question`)")
    ask.add_argument(
        "--llm", metavar="MODEL", default="none", help="`none`: answers are quotes picked from the reports"
    )
    _add_scope_options(ask)

    add_evaluate(verbs, shared, _Parser)

    ui = verbs.add_parser("ui", parents=[shared], help="open the browser interface")
    ui.add_argument("--host", help="a loopback address (default 127.0.0.1)")
    ui.add_argument("--port", type=int, help="default 7860; 0 takes a free one")

    doctor = verbs.add_parser("doctor", parents=[shared], help="check the library and the environment")
    doctor.add_argument("--repair", action="store_true", help="write damaged derived files again from the catalogue")
    return parser


def _add_scope_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=_year, help="only reports of this year")
    parser.add_argument("--region", help="only reports about this region")
    parser.add_argument("--report", metavar="REPORT", help="only this report")


def _path(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("a path is empty")
    return Path(text)


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1000 <= int(text) <= 9999):
        raise argparse.ArgumentTypeError(f"{text!r} is not a year of four digits")
    return int(text)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 1000):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 1000")
    return int(text)


def _span(text: str) -> tuple[int, int]:
    start, _, end = text.partition(":")
    if not all(part.isascii() and part.isdigit() and len(part) < 12 for part in (start, end)) or int(start) >= int(end):
        raise argparse.ArgumentTypeError(f"{text!r} is not a span such as 120:164")
    return int(start), int(end)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
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
        return COMMANDS[options.verb](options, settings)
    except (WrongUsage, UnknownReport, NoSuchPage) as error:
        return _fail(error, USAGE)
    except (AssistantError, ReportIndexError) as error:
        return _fail(error, FAILED)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            # The reader of our output is gone; Python must not complain of it at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return FAILED
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _fail(AssistantError(f"cannot write the output: {error.strerror or error}; check where it goes"), FAILED)
    except KeyboardInterrupt:
        print("wenju: interrupted; what was committed stays", file=sys.stderr)  # noqa: T201
        return INTERRUPTED


def _readable(arguments: Sequence[str]) -> list[str]:
    """Arguments without bytes that are no UTF-8 and without control characters; paths keep theirs."""
    return [argument if os.path.lexists(argument) else shown(argument) for argument in arguments]


def shown(text: str) -> str:
    """A text that is safe on one line of a terminal."""
    decoded = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(" " if unicodedata.category(character) == "Cc" else character for character in decoded)


def _fail(error: Exception, status: int) -> int:
    print(f"wenju: {shown(str(error))}", file=sys.stderr)  # noqa: T201
    return status


def _print(line: str = "") -> None:
    print(line)  # noqa: T201


def _print_json(document: dict[str, Any]) -> None:
    _print(json.dumps({"schema_version": 1, **document}, ensure_ascii=False))


# -- the commands


def _add(options: argparse.Namespace, settings: Settings) -> int:
    from .build import build_library
    from .reporting import print_outcomes

    library = build_library(settings)
    stated = _stated(options)
    replacing = None
    if options.replace is not None:
        if len(options.paths) != 1 or options.paths[0].is_dir():
            raise WrongUsage("--replace takes one file; name the one that comes in the old report's place")
        replacing = library.resolve(options.replace)
    with _progress(options.quiet) as progress:
        outcomes = library.add(options.paths, stated, options.source_url, replacing, progress)
    return print_outcomes(outcomes, options.paths, as_json=options.json)


def _stated(options: argparse.Namespace) -> dict[str, Any]:
    for name in ("region", "title"):
        if getattr(options, name) is not None and not getattr(options, name).strip():
            raise WrongUsage(f"--{name} is empty; leave it out, or say what it is")
    stated = {"year": options.year, "region": _region(options.region), "title": options.title}
    return {name: value for name, value in stated.items() if value is not None}


def _region(name: str | None) -> str | None:
    from index.regions import canonical_region

    return None if name is None else canonical_region(name) or name


@contextlib.contextmanager
def _progress(quiet: bool) -> Iterator[Any]:
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


def _remove(options: argparse.Namespace, settings: Settings) -> int:
    from .build import build_library

    library = build_library(settings)
    ids = [library.resolve(name) for name in options.reports]
    titles = {entry.report_id: entry.metadata.title for entry in library.reports()}
    library.remove(dict.fromkeys(ids))
    if options.json:
        _print_json({"removed": list(dict.fromkeys(ids))})
    else:
        for report_id in dict.fromkeys(ids):
            _print(f"removed {report_id[:12]}  {titles[report_id]}")
    return DONE


def _list(options: argparse.Namespace, settings: Settings) -> int:
    from .build import build_library
    from .reporting import list_document, list_lines

    stored = build_library(settings).reports()
    if options.json:
        _print_json(list_document(stored))
    else:
        for line in list_lines(stored):
            _print(line)
    return DONE


def _show(options: argparse.Namespace, settings: Settings) -> int:
    from .build import build_library
    from .showing import removal_lines, section_document, show_document, show_lines

    library = build_library(settings)
    report = library.get(library.resolve(options.report))
    if options.image is not None:
        from .page_picture import write_page

        page = write_page(library, report, options.page, options.quote, options.image)
        written = {"report_id": report.report_id, "page": page, "image": str(options.image)}
        _print_json(written) if options.json else _print(f"wrote page {page} to {options.image}")
        return DONE
    if options.page is not None or options.quote is not None:
        raise WrongUsage("--page and --quote choose a picture; say where to write it: --image FILE.png")
    if options.section is None:
        if options.json:
            _print_json(show_document(report))
        else:
            for line in removal_lines(report) if options.removed else show_lines(report):
                _print(line)
        return DONE
    if not 0 <= options.section < len(report.sections):
        raise WrongUsage(
            f"{report.sources[0].name} has no section {options.section}; "
            f"its sections are 0 to {len(report.sections) - 1}"
        )
    section = report.sections[options.section]
    if options.json:
        _print_json(section_document(report, section))
    else:
        _print(report.text[section.start : section.end].strip())
    return DONE


def _option_scope(options: argparse.Namespace, library: "Library") -> "Scope":
    from index.scope import Scope

    return Scope(
        years=() if options.year is None else (options.year,),
        regions=() if options.region is None else (_region(options.region) or options.region,),
        reports=() if options.report is None else (library.resolve(options.report),),
        origin="option",
    )


def _search(options: argparse.Namespace, settings: Settings) -> int:
    from time import perf_counter

    from .answer import AppliedScope
    from .build import build_library
    from .reporting import search_lines

    library = build_library(settings)
    from index.lexical import tokens

    if not tokens(options.query):
        raise WrongUsage("the query has no word in it; say what to search for")
    scope = _option_scope(options, library)
    started = perf_counter()
    passages = library.search(options.query, options.k, scope)
    elapsed = (perf_counter() - started) * 1000
    applied = AppliedScope(scope, len(library.metadata(scope)))
    if options.json:
        _print_json(
            {
                "query": options.query,
                "scope": applied.to_json(),
                "elapsed_ms": round(elapsed, 1),
                "passages": [passage.to_json() for passage in passages],
            }
        )
    else:
        for line in search_lines(passages, applied, len(library.reports())):
            _print(line)
    return DONE


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from .build import build_assistant
    from .reporting import answer_lines

    if (options.question is None) == (options.file is None):
        raise WrongUsage("ask takes either a QUESTION or --file F")
    if options.llm != "none":
        raise WrongUsage(
            f"--llm {options.llm}: this version answers with quotes only; leave the option out, or say --llm none"
        )
    assistant = build_assistant(settings)
    scope = _option_scope(options, assistant.library)
    if options.file is not None:
        return _ask_file(options.file, assistant, scope)
    answer = assistant.ask(options.question, scope=scope)
    if options.json:
        _print(json.dumps(answer.to_json(), ensure_ascii=False))
    else:
        for line in answer_lines(answer):
            _print(line)
    return DONE


def _ask_file(file: Path, assistant: "Assistant", scope: "Scope") -> int:
    """One JSON object a line, in the file's order; a question that cannot be asked is a line with an error."""
    from .questions import read_questions

    refused = asked = 0
    for item in read_questions(file):
        try:
            if item.problem:
                raise WrongUsage(item.problem)
            document = item.extra | assistant.ask(item.question, scope=scope).to_json()
        except WrongUsage as error:
            refused += 1
            document = item.extra | {"schema_version": 1, "question": item.question, "error": str(error)}
            _fail(WrongUsage(f"{file}, line {item.line}: {error}"), USAGE)
        asked += 1
        print(json.dumps(document, ensure_ascii=False), flush=True)  # noqa: T201
    if not asked:
        raise WrongUsage(f"{file} holds no question; write one a line")
    return DONE if not refused else FAILED if refused == asked else SOME_REFUSED


def _ui(options: argparse.Namespace, settings: Settings) -> int:
    from .ui import launch

    changes = {name: getattr(options, name) for name in ("host", "port") if getattr(options, name) is not None}
    launch(settings.model_copy(update={"ui": settings.ui.model_copy(update=changes)}))
    return DONE


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    from .doctor import examine

    examination = examine(settings, repair=options.repair)
    if options.json:
        _print_json(examination.to_json())
    else:
        for line in examination.lines():
            _print(line)
    return DONE if examination.sound else FAILED


COMMANDS = {
    "add": _add,
    "remove": _remove,
    "list": _list,
    "show": _show,
    "search": _search,
    "ask": _ask,
    "evaluate": run_evaluate,
    "ui": _ui,
    "doctor": _doctor,
}


if __name__ == "__main__":
    sys.exit(main())
