"""`wenju ask --each-report`: every report in scope asked each question, as lines, JSON or a table."""

import argparse
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.cli.status import status_of
from assistant.cli.terminal import complain, print_line
from assistant.cli.writing import print_bytes, require_no_terminal, write_bytes
from assistant.errors import WrongUsage
from assistant.given_file import named

if TYPE_CHECKING:
    from assistant.build import Assistant
    from assistant.records import Progress, Record
    from index.scope import Scope

# Beside the table that is written: the rows that are done, so that a run that was stopped goes on.
_ROWS = ".rows"
_FORMS = {".csv": "csv", ".xlsx": "xlsx"}


def add_each_report_options(parser: argparse.ArgumentParser) -> None:
    """The options of a question to every report."""
    parser.add_argument(
        "--each-report",
        action="store_true",
        help="ask every report in scope on its own: a row a report, a column a question; with --out FILE a run that "
        "was stopped goes on",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="with --each-report: a table, to stdout or --out FILE")
    form.add_argument("--xlsx", action="store_true", help="with --each-report: a workbook, to --out FILE")


def require_each_report(options: argparse.Namespace) -> None:
    """Refuses what does not go together. Raises WrongUsage."""
    if not options.each_report:
        if options.csv or options.xlsx:
            raise WrongUsage("--csv and --xlsx make a table of every report's answers; add --each-report")
        return
    if options.format or options.originals:
        raise WrongUsage(
            "--format and --originals keep answers; with --each-report say --csv or --xlsx, and --out FILE"
        )
    if options.out is not None and options.out.is_dir():
        raise WrongUsage(f"--out {options.out} is a folder; with --each-report name a file")
    if options.xlsx and options.out is None:
        require_no_terminal("workbook", ".xlsx")


def ask_each_report(options: argparse.Namespace, assistant: "Assistant", scope: "Scope") -> int:
    """Asks, prints or writes, and returns the exit status; questions that can't be asked are named and left out."""
    from assistant.each_report.asking import ask_into, ask_reports, reports_in

    questions, refused = _questions(options)
    form = _form(options)
    if not reports_in(assistant, questions, scope):
        complain("no report is in this scope; see what there is: wenju list")
    if options.out is not None:
        folder = options.out.with_name(options.out.name + _ROWS)
        with _progress(options.quiet) as progress:
            rows = ask_into(folder, assistant, questions, scope, progress)
        write_bytes(options.out, _content(form, rows, questions))
        shutil.rmtree(folder)
        if not options.quiet:
            complain(_counted(rows, questions))
    elif form == "lines":
        rows = []
        for asked in ask_reports(assistant, questions, scope):
            rows.append(asked.to_json())
            _print_row(rows[-1], options.json)
        if not options.json:
            print_line(_counted(rows, questions))
    else:
        rows = [asked.to_json() for asked in ask_reports(assistant, questions, scope)]
        print_bytes(_content(form, rows, questions))
    return status_of(refused, len(questions))


def _form(options: argparse.Namespace) -> str:
    """csv, xlsx or lines: as was asked for, else by how the file's name ends."""
    if options.csv or options.xlsx:
        return "csv" if options.csv else "xlsx"
    return "lines" if options.out is None else _FORMS.get(options.out.suffix.lower(), "lines")


def _questions(options: argparse.Namespace) -> tuple[list[str], int]:
    """The questions, each once, and how many were refused."""
    from assistant.cli.question_files import read_questions
    from index.text.tokens import tokens

    if options.file is None:
        return [options.question], 0
    found: list[str] = []
    refused = 0
    for item in read_questions(options.file):
        problem = item.problem or ("" if tokens(item.question) else "the question has no word in it")
        if problem:
            refused += 1
            complain(f"{named(options.file)}, line {item.line}: {problem}")
        else:
            found.append(item.question)
    if not found:
        raise WrongUsage(f"{named(options.file)} holds no question; write one a line")
    return list(dict.fromkeys(found)), refused


def _content(form: str, rows: "Sequence[Record]", questions: Sequence[str]) -> bytes:
    from assistant.each_report.tables import csv_text, xlsx_bytes

    if form == "xlsx":
        return xlsx_bytes(rows, questions)
    if form == "csv":
        return csv_text(rows, questions).encode()
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _print_row(row: "Record", as_json: bool) -> None:
    from assistant.each_report.tables import whole

    if as_json:
        print_line(json.dumps(row, ensure_ascii=False))
    else:
        print_line(f"{row['title']}  ({row['source']})")
        for cell in row["cells"]:
            if len(row["cells"]) > 1:
                print_line(f"  {cell['question']}")
            for line in whole(cell).split("\n"):
                print_line(f"    {line}")
    sys.stdout.flush()


def _counted(rows: "Sequence[Record]", questions: Sequence[str]) -> str:
    from assistant.each_report.tables import is_told
    from assistant.messages import message
    from index.text.script import language_of

    told = sum(is_told(cell) for row in rows for cell in row["cells"])
    untold = len(rows) * len(questions) - told
    counts = {"reports": len(rows), "questions": len(questions), "told": told, "untold": untold}
    return message(language_of("\n".join(questions)), "each.counted", **counts)


@contextmanager
def _progress(quiet: bool) -> "Iterator[Progress | None]":
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    with tqdm(unit="report", file=sys.stderr, leave=False, dynamic_ncols=True) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show
