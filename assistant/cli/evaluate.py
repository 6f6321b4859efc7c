"""`wenju evaluate` on the command line. Imports nothing heavy until a run begins."""

import argparse
import contextlib
import json
import math
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.status import DONE, FAILED, SOME_REFUSED, status_of
from assistant.cli.terminal import complain, print_line
from assistant.errors import WrongUsage
from assistant.settings import Settings, with_model

if TYPE_CHECKING:
    from assistant.evaluation.running import Evaluation

MOST_NAMED = 20  # refused questions on stderr, and what a baseline differs in


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

    own = not (hasattr(options, "library") or "WENJU_LIBRARY" in os.environ)
    with _bars(options.quiet, "question") as (progress, adding):
        return start(
            options.file,
            options.out,
            with_model(settings, options.llm),
            own_library=own,
            progress=progress,
            adding=adding,
            say=complain,
            retrieval_only=options.retrieval_only,
            half=options.half,
            limit=options.limit,
            seed=options.seed,
            baseline=options.baseline,
            trec=options.trec,
        )


def _of_claims(options: argparse.Namespace, settings: Settings) -> "Evaluation":
    from assistant.evaluation.starting import start_claims

    with _bars(options.quiet, "claim") as (progress, _):
        return start_claims(
            options.file,
            options.out,
            with_model(settings, options.llm),
            progress=progress,
            given=options.evidence == "given",
            half=options.half,
            limit=options.limit,
            seed=options.seed,
            baseline=options.baseline,
        )


def _of_facts(options: argparse.Namespace, settings: Settings) -> "Evaluation":
    from assistant.evaluation.starting import start_facts

    own = not (hasattr(options, "library") or "WENJU_LIBRARY" in os.environ)
    with _bars(options.quiet, "passage") as (progress, adding):
        return start_facts(
            options.file,
            options.out,
            settings,
            own_library=own,
            progress=progress,
            adding=adding,
            say=complain,
            half=options.half,
            limit=options.limit,
            seed=options.seed,
            baseline=options.baseline,
        )


def summary_lines(evaluation: "Evaluation") -> Iterator[str]:
    """The metrics for a person, then where the misses are, then where the rest is."""
    from assistant.evaluation.summing import LATENCY

    for name, entry in evaluation.metrics.items():
        if entry["n"]:
            form = ",.0f" if name in LATENCY else ".3f"
            interval = f"[{entry['low']:{form}}, {entry['high']:{form}}]"
            yield f"{name:22} {entry['value']:>8{form}}  {interval:18} n {entry['n']:,}"
    if "outcomes" in evaluation.summary and "answerable" not in evaluation.summary:
        for kind, values in evaluation.summary.get("kinds", {}).items():
            shown = (f"{name} {entry['value']:.3f} (n {entry['n']:,})" for name, entry in values.items())
            yield f"{kind}: " + ", ".join(shown)
    # Answerable questions or unanswerable, and what became of them; gold labels, and the verdicts that they were given;
    # kinds of report, and what became of their facts.
    for kind, counts in evaluation.summary.get("outcomes", evaluation.summary.get("confusion", {})).items():
        if counts:
            yield f"{kind}: " + ", ".join(f"{name.replace('_', ' ')} {count:,}" for name, count in counts.items())
    yield f"more in {evaluation.folder / 'report.html'}"


def comparison_lines(compared: dict[str, Any]) -> Iterator[str]:
    """What changed against the baseline, a line a metric."""
    changed = {name: entry for name, entry in compared["metrics"].items() if entry["better"] or entry["worse"]}
    alike = len(compared["metrics"]) - len(changed)
    yield f"against {compared['baseline']}, {compared['common']:,} items in both; metrics alike in all: {alike}"
    if compared["differs"]:
        named = [entry["name"] for entry in compared["differs"]]
        more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
        yield f"the runs differ in {', '.join(named[:MOST_NAMED])}{more}"
    for name, entry in changed.items():
        yield (
            f"{name:22} {entry['value']:+.3f}  [{entry['low']:+.3f}, {entry['high']:+.3f}]  "
            f"better {entry['better']}, worse {entry['worse']}, p {entry['p']:.3g}"
        )
        for kind in ("better", "worse"):
            ids = entry[f"{kind}_ids"]
            if ids and name in ("quote_hit", "report_recall@1", "accuracy"):
                more = f" and {len(ids) - 10} more" if len(ids) > 10 else ""
                yield f"  {kind}: {', '.join(ids[:10])}{more}"


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


@contextlib.contextmanager
def _bars(quiet: bool, unit: str) -> Iterator[tuple[Any, Any]]:
    """Bars for items, and for reports as they are added; a log gets a line a minute, not before 30 seconds."""
    if quiet:
        yield None, None
        return
    from tqdm import tqdm

    seen = sys.stderr.isatty()
    pace: dict[str, Any] = {"file": sys.stderr, "leave": not seen, "dynamic_ncols": True}
    if not seen:
        pace |= {"mininterval": 60, "maxinterval": 60, "delay": 30, "ascii": True}
    bars: dict[str, Any] = {}

    def adding(done: float, total: int, name: str) -> None:
        bar = bars.get("adding") or bars.setdefault("adding", tqdm(total=1, unit="B", unit_scale=True, **pace))
        bar.total = max(total, 1)
        bar.set_description_str(name[:40], refresh=False)
        bar.update(max(int(done) - bar.n, 0))

    def progress(place: int, total: int) -> None:
        if "adding" in bars:
            bars.pop("adding").close()
        if "asking" not in bars:
            bars["asking"] = tqdm(total=total, unit=unit, initial=place - 1, **pace)
        bars["asking"].update(place - bars["asking"].n)

    try:
        yield progress, adding
    finally:
        for bar in bars.values():
            bar.close()


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
