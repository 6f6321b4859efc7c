"""`wenju search` and `wenju ask`: passages, and answers that quote them."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.each_report import add_each_report_options, ask_each_report, require_each_report
from assistant.cli.keeping import add_keeping_options, keep, require_keepable
from assistant.cli.options import a_count, add_model_option, add_scope_options, option_scope
from assistant.cli.status import DONE, status_of
from assistant.cli.terminal import complain, print_document, print_line
from assistant.errors import WrongUsage
from assistant.given_file import named
from assistant.messages import message
from assistant.settings import Settings, with_model

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.build import Assistant
    from index.scope import Scope


def add_parser(verbs: Any, shared: argparse.ArgumentParser) -> None:
    """Adds both verbs to the parser."""
    search = verbs.add_parser("search", parents=[shared], help="ranked passages")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("-k", type=a_count, default=10, metavar="N", help="how many passages (default 10)")
    add_scope_options(search)
    search.set_defaults(run=_search)

    ask = verbs.add_parser("ask", parents=[shared], help="a cited answer, or that the reports don't say")
    ask.add_argument("question", nargs="?", metavar="QUESTION")
    ask.add_argument(
        "--file",
        type=Path,
        metavar="F",
        help="questions, one a line (text or JSON with `question`); - is standard input",
    )
    add_model_option(ask, "writes the answer; quotes picked from the reports stand anyway")
    ask.add_argument(
        "--after",
        action="append",
        default=[],
        metavar="EARLIER",
        help="a question asked before this one, oldest first: “那2023年的呢？” keeps the rest of the last one",
    )
    add_scope_options(ask)
    add_each_report_options(ask)
    add_keeping_options(ask, "keep the answers with their evidence there; with --each-report the table's file")
    ask.set_defaults(run=_ask)


def _search(options: argparse.Namespace, settings: Settings) -> int:
    from time import perf_counter

    from assistant.answer import AppliedScope
    from assistant.build import build_library
    from assistant.cli.output import search_lines
    from assistant.endpoints.documents import search_document

    library = build_library(settings)
    from index.text.tokens import tokens

    if not tokens(options.query):
        raise WrongUsage("the query has no word in it; say what to search for")
    scope = option_scope(options, library)
    started = perf_counter()
    passages = library.search(options.query, options.k, scope)
    elapsed = (perf_counter() - started) * 1000
    applied = AppliedScope(scope, library.count(scope))
    pending = library.pending(scope).passages
    if options.json:
        print_document(search_document(options.query, applied, passages, elapsed, pending))
    else:
        for line in search_lines(passages, applied, library.count()):
            print_line(line)
        if pending:
            print_line(message("en", "answer.not_embedded", count=pending))
    return DONE


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.build import build_assistant
    from assistant.cli.output import answer_lines

    if (options.question is None) == (options.file is None):
        raise WrongUsage("ask takes either a QUESTION or --file F")
    if options.after and (options.file is not None or options.each_report):
        raise WrongUsage("--after goes with one QUESTION")
    require_each_report(options)
    if not options.each_report:
        require_keepable(options)
    assistant = build_assistant(with_model(settings, options.llm))
    scope = option_scope(options, assistant.library)
    if options.each_report:
        return ask_each_report(options, assistant, scope)
    if options.file is not None:
        return _ask_file(options, assistant, scope)
    answer = assistant.ask(options.question, options.after, scope)
    if options.json:
        print_line(json.dumps(answer.to_json(), ensure_ascii=False))
    else:
        for line in answer_lines(answer):
            print_line(line)
    keep([answer], options, assistant)
    return DONE


def _ask_file(options: argparse.Namespace, assistant: "Assistant", scope: "Scope") -> int:
    """One JSON object a line, in the file's order; a question that cannot be asked is a line with an error."""
    from assistant.cli.question_files import read_questions

    file: Path = options.file
    answers: list[Answer] = []
    refused = asked = 0
    for item in read_questions(file):
        try:
            if item.problem:
                raise WrongUsage(item.problem)
            answers.append(assistant.ask(item.question, scope=scope))
            document = item.extra | answers[-1].to_json()
        except WrongUsage as error:
            refused += 1
            document = item.extra | {"schema_version": 1, "question": item.question, "error": str(error)}
            complain(f"{named(file)}, line {item.line}: {error}")
        asked += 1
        print(json.dumps(document, ensure_ascii=False), flush=True)  # noqa: T201
    if not asked:
        raise WrongUsage(f"{named(file)} holds no question; write one a line")
    options.json = True  # every line of stdout is an object
    keep(answers, options, assistant)
    return status_of(refused, len(answers))
