"""`wenju check`: a claim's verdict with the quotes that decide it; those on a file, an article, or a bundle again."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.keeping import add_keeping_options, keep, require_keepable
from assistant.cli.options import add_model_option, add_scope_options, option_scope
from assistant.cli.status import DONE, status_of
from assistant.cli.terminal import complain, print_line, shown
from assistant.errors import WrongUsage
from assistant.given_file import named
from assistant.settings import Settings, with_model

if TYPE_CHECKING:
    from assistant.build import Assistant
    from assistant.records import Progress, Record
    from index.scope import Scope


def add_parser(verbs: Any, shared: argparse.ArgumentParser) -> None:
    """Adds the verb to the parser."""
    check = verbs.add_parser(
        "check",
        parents=[shared],
        help="a claim's verdict, what differs, and the quotes that decide it",
        description="Checks a CLAIM, or each claim of a file: a table (.csv with a column `claim`), one object a line "
        "(.jsonl), or an article (.txt, .md, .docx), in which the claims are found. With --out a .docx also goes back, "
        "with a comment at each claim. --again says which kept verdicts the library of today changes.",
    )
    check.add_argument("claim", nargs="?", metavar="CLAIM")
    check.add_argument(
        "--file",
        type=Path,
        metavar="F",
        help="a .csv or .jsonl of claims, or a .txt, .md, .docx article; - is standard input, told by its content",
    )
    check.add_argument("--again", type=Path, metavar="BUNDLE.json", help="check the claims of an exported bundle again")
    add_keeping_options(check, "keep the evidence there; a batch that stopped goes on")
    add_scope_options(check)
    add_model_option(check, "says of a claim that facts leave open which quote supports it")
    check.set_defaults(run=_check)


def _check(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.build import build_assistant
    from assistant.cli.output import verdict_lines

    if sum(given is not None for given in (options.claim, options.file, options.again)) != 1:
        raise WrongUsage("check takes one of CLAIM, --file F and --again BUNDLE.json")
    if options.again is not None and (options.year or options.region or options.issuer or options.report):
        raise WrongUsage("--again checks within the limits that the bundle keeps; leave --year and the like away")
    require_keepable(options)
    settings = with_model(settings, options.llm)
    assistant = build_assistant(settings)
    if options.again is not None:
        return _check_again(options, assistant)
    scope = option_scope(options, assistant.library)
    if options.file is not None:
        return _check_file(options, settings, assistant, scope)
    verdict = assistant.check(options.claim, scope)
    if options.json:
        print_line(json.dumps(verdict.to_json(), ensure_ascii=False))
    else:
        for line in verdict_lines(verdict):
            print_line(line)
    keep([verdict], options, assistant)
    return DONE


def _check_file(options: argparse.Namespace, settings: Settings, assistant: "Assistant", scope: "Scope") -> int:
    from assistant.build import limits_of
    from assistant.bundle.writing import Article
    from assistant.checking.batch import Batch, check_batch, check_each
    from assistant.checking.files import read_claims
    from index.parsing import ParserProcess

    with ParserProcess(limits_of(settings)) as parser:
        source = read_claims(options.file, parser)
    if options.out is None:
        checked = check_each(source.entries, assistant.checker, scope)
        return _printed((one.to_json() for one in checked), options)
    batch = Batch(source.entries, source.sha256, scope)
    with _progress(options.quiet) as progress:
        found = check_batch(batch, assistant.checker, assistant.library, settings, options.out, progress)
    status = _printed(found, options)
    keep(found, options, assistant, Article(source.name, source.document) if source.document else None)
    return status


def _check_again(options: argparse.Namespace, assistant: "Assistant") -> int:
    """Prints the verdicts that have changed (as JSON all of them), and how many that are."""
    from assistant.bundle.again import check_again
    from assistant.bundle.escaping import spelled_out
    from assistant.bundle.reading import read_bundle
    from assistant.cli.output import again_lines

    bundle, intact = read_bundle(options.again)
    if not intact:
        complain(f"{options.again} was changed after it was made: its hash does not fit its content")
    found = []
    with _progress(options.quiet or options.json) as progress:
        for one in check_again(bundle.claims, assistant.checker):
            found.append(one)
            if options.json:
                print_line(json.dumps(one.to_json(), ensure_ascii=False))
            if progress is not None:
                progress(len(found), len(bundle.claims))
    if not options.json:
        for line in again_lines(found):
            print_line(shown(spelled_out(line)))
    keep([one.verdict for one in found if one.verdict is not None], options, assistant)
    return status_of(sum(one.verdict is None for one in found), sum(one.verdict is not None for one in found))


def _printed(found: "Iterable[Record]", options: argparse.Namespace) -> int:
    """Prints each record as it comes, then the count of each verdict; what was refused goes to stderr."""
    from assistant.cli.output import counted_line, record_line

    labels: list[str] = []
    for record in found:
        labels.append(record.get("verdict", ""))
        if options.json:
            print_line(json.dumps(record, ensure_ascii=False))
        elif "error" not in record:
            print_line(record_line(record))
        if "error" in record:
            complain(f"{named(options.file)}, {record['error']}")
        sys.stdout.flush()
    if not options.json:
        print_line(counted_line(labels))
    refused = labels.count("")
    return status_of(refused, len(labels) - refused)


@contextmanager
def _progress(quiet: bool) -> "Iterator[Progress | None]":
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    with tqdm(unit="claim", file=sys.stderr, leave=False, dynamic_ncols=True) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show
