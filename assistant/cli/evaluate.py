"""`wenju evaluate` on the command line. Imports nothing heavy until a run begins."""

import argparse
import json
import math
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.evaluation_output import MOST_NAMED, bars, comparison_lines, summary_lines
from assistant.cli.status import DONE, FAILED, SOME_REFUSED, status_of
from assistant.cli.terminal import complain, print_line
from assistant.errors import WrongUsage
from assistant.settings import Settings, with_model

if TYPE_CHECKING:
    from assistant.evaluation.running import Evaluation


def add_evaluate(verbs: Any, shared: argparse.ArgumentParser, parser_class: type[argparse.ArgumentParser]) -> None:
    """Adds the verb and what it evaluates to the parser."""
    evaluate = verbs.add_parser(
        "evaluate", parents=[shared], help="a scripted evaluation run over a file of questions, claims or facts"
    )
    evaluate.set_defaults(run=run_evaluate)
    kinds = evaluate.add_subparsers(dest="kind", required=True, metavar="KIND", parser_class=parser_class)
    questions = kinds.add_parser(
        "questions",
        parents=[shared],
        help="questions with known answers: retrieval, answers, abstention",
        description="Asks every question of FILE and scores rankings and answers. A run that was stopped goes on. "
        "Without --library, the reports in the folder `reports` beside FILE, or inside it, become a library in DIR.",
    )
    questions.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="questions.jsonl, SQuAD / CMRC / DRCD / XQuAD or TAT-QA JSON, FinanceBench JSONL; - is standard input",
    )
    questions.add_argument("--retrieval-only", action="store_true", help="rank passages, answer nothing")
    questions.add_argument("--trec", action="store_true", help="write qrels.txt and run.txt too")
    _add_run_options(questions, "quote_hit")
    claims = kinds.add_parser(
        "claims",
        parents=[shared],
        help="claims with known verdicts",
        description="Checks every claim of FILE and scores the verdicts. A run that was stopped goes on.",
    )
    claims.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="claims.jsonl, Fool Me Twice, Climate-FEVER or WiCE JSONL, HealthVer CSV; - is standard input",
    )
    claims.add_argument(
        "--evidence",
        choices=("given", "library"),
        default="library",
        help="given: each claim's own evidence alone decides, no library is needed (default library)",
    )
    _add_run_options(claims, "macro_f1")
    facts = kinds.add_parser(
        "facts",
        parents=[shared],
        help="passages whose facts are known",
        description="Holds the ledger against the facts that a person read in the passages of FILE. Without --library, "
        "the reports in the folder `reports` beside FILE become a library in DIR.",
    )
    facts.add_argument("file", type=Path, metavar="FILE", help="labelled passages as JSON lines; - is standard input")
    _add_run_options(facts, "precision", asks_a_model=False)


def _add_run_options(parser: argparse.ArgumentParser, metric: str, asks_a_model: bool = True) -> None:
    """What runs of every kind are asked for; `metric` is an example."""
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="results.jsonl, summary.json and report.html go here"
    )
    parser.add_argument("--limit", type=_positive, metavar="N", help="only N, drawn by the seed")
    if asks_a_model:
        parser.add_argument("--llm", metavar="MODEL", help="as for `wenju ask`: the language model to use, or `none`")
    parser.add_argument(
        "--half",
        choices=("first", "second", "both"),
        default="both",
        help="in the file's order: choose on the first, report the second (default both)",
    )
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="of the draw and the intervals (default 0)")
    parser.add_argument("--baseline", type=Path, metavar="DIR", help="compare with this run, item by item")
    parser.add_argument("--junit", type=Path, metavar="FILE", help="write JUnit XML there too: a test case an item")
    parser.add_argument(
        "--fail-under",
        type=_limit,
        action="append",
        default=[],
        metavar="METRIC=VALUE",
        help=f"exit with 1 where a metric, such as {metric}, is under VALUE (a latency: above it); may be repeated",
    )


def run_evaluate(options: argparse.Namespace, settings: Settings) -> int:
    """Runs `wenju evaluate questions`, `claims` or `facts` and returns the exit status."""
    from assistant.evaluation.claims.summary import CLAIM_METRICS
    from assistant.evaluation.facts.summary import FACT_METRICS
    from assistant.evaluation.questions.summary import METRICS
    from assistant.evaluation.summing import falls_short

    metrics = {"questions": METRICS, "claims": CLAIM_METRICS, "facts": FACT_METRICS}[options.kind]
    unknown = [name for name, _ in options.fail_under if name not in metrics]
    if unknown:
        raise WrongUsage(f"--fail-under {unknown[0]}: no such metric; they are {', '.join(metrics)}")
    _require_writable(options.junit)
    limits = dict(options.fail_under)
    start = {"questions": _of_questions, "claims": _of_claims, "facts": _of_facts}[options.kind]
    evaluation = start(options, settings)
    if options.json:
        print_line(json.dumps(evaluation.to_json(), ensure_ascii=False))
    else:
        for line in summary_lines(evaluation):
            print_line(line)
    if options.junit is not None:
        from assistant.evaluation import junit
        from assistant.records import read_records

        junit.write(options.junit, options.kind, evaluation.summary, read_records(evaluation.folder), limits)
    return _status(evaluation, falls_short(evaluation.metrics, limits))


def _require_writable(file: Path | None) -> None:
    """Refuses, before anything is asked, a file for JUnit that would fail after it. Raises WrongUsage."""
    if file is None:
        return
    folder = next((parent for parent in file.absolute().parents if parent.exists()), file.absolute().parent)
    if file.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        raise WrongUsage(f"--junit {file} can't be written; name a file in a folder that is yours")


def _of_questions(options: argparse.Namespace, settings: Settings) -> "Evaluation":
    from assistant.evaluation.starting import start

    with bars(options.quiet, "question") as (progress, adding):
        return start(
            options.file,
            options.out,
            with_model(settings, options.llm),
            own_library=_may_make_one(options),
            progress=progress,
            adding=adding,
            say=complain,
            retrieval_only=options.retrieval_only,
            trec=options.trec,
            **_asked(options),
        )


def _of_claims(options: argparse.Namespace, settings: Settings) -> "Evaluation":
    from assistant.evaluation.starting import start_claims

    given = options.evidence == "given"
    with bars(options.quiet, "claim") as (progress, _):
        settings = with_model(settings, options.llm)
        return start_claims(options.file, options.out, settings, progress=progress, given=given, **_asked(options))


def _of_facts(options: argparse.Namespace, settings: Settings) -> "Evaluation":
    from assistant.evaluation.starting import start_facts

    with bars(options.quiet, "passage") as (progress, adding):
        return start_facts(
            options.file,
            options.out,
            settings,
            own_library=_may_make_one(options),
            progress=progress,
            adding=adding,
            say=complain,
            **_asked(options),
        )


def _asked(options: argparse.Namespace) -> dict[str, Any]:
    """What runs of every kind are asked for, as `RunOptions` names it."""
    return {name: getattr(options, name) for name in ("half", "limit", "seed", "baseline")}


def _may_make_one(options: argparse.Namespace) -> bool:
    """Whether a library may be made of the file's own reports: the user names none."""
    return not (hasattr(options, "library") or "WENJU_LIBRARY" in os.environ)


def _status(evaluation: "Evaluation", short: list[str]) -> int:
    summary = evaluation.summary
    if "comparison" in summary:
        for line in comparison_lines(summary["comparison"]):
            complain(line)
    if summary["lacking_gold_reports"]:
        unit = "passages" if "precision" in summary["metrics"] else "questions"
        complain(f"{unit} that name a gold report which the library lacks: {summary['lacking_gold_reports']}")
    for refusal in summary["refusals"][:MOST_NAMED]:
        complain(f"refused {refusal['id']}: {refusal['error']}")
    if summary["refused"] > MOST_NAMED:
        where = evaluation.folder / "results.jsonl"
        complain(f"refused {summary['refused'] - MOST_NAMED} more; each has an `error` in {where}")
    for line in short:
        complain(line)
    if short:
        return FAILED
    counted = "recall" if "recall" in summary["metrics"] else "latency_p50_ms"
    status = status_of(summary["refused"], summary["metrics"][counted]["n"])
    return SOME_REFUSED if status == DONE and summary["refused_reports"] else status


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) >= 1):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)


def _limit(text: str) -> tuple[str, float]:
    name, equals, value = text.partition("=")
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not equals or not math.isfinite(number):
        raise argparse.ArgumentTypeError(f"{text!r} is not METRIC=VALUE, such as quote_hit=0.8")
    return name.strip(), number
