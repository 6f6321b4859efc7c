"""Abstention: what the library cannot answer is not answered, and what it can is, by the score's threshold.

    python benchmarks/abstention.py --half first|second [--limit 100] [--provincial DIR] [--government DIR]
                                    [--policy DIR] [--out FILE.json]

- a: questions about encyclopedia passages (cmrc-trial) put to 31 provincial reports: to be abstained on
- b: abstention.jsonl, put to 84 government reports: a year, place or measure that they lack: to be abstained on
- c: ncp-policy's questions put to its own documents: to be answered
- d: government.jsonl, put to the same 84 reports as b: to be answered

The first half is for choosing the threshold, the second for reporting. Every question is answered once with the
threshold at 0; the score of the best statement then says what any threshold would have done. A library that is not
given is built in a temporary folder, which takes minutes.
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus import ROOT, SHARED, questions

from assistant.build import build_library
from assistant.chain import AnswerChain
from assistant.errors import WrongUsage
from assistant.evaluation.questions.metrics import quote_hit
from assistant.evaluation.statistics import Estimate, mean
from assistant.settings import load_settings

THRESHOLDS = (0.0, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
GOVERNMENT = ("county-2021", "provincial-2025", "state-council")


@dataclass(frozen=True, slots=True)
class Task:
    """Questions, the folders of the library they are put to, and whether they are to be answered."""

    name: str
    file: Path
    library: str
    folders: tuple[Path, ...]
    answerable: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question: its score, -1 where nothing was answered at any threshold, and its quotes' worth."""

    id: str
    kind: str
    status: str
    score: float
    hit: float
    quotes: tuple[str, ...]


def tasks() -> list[Task]:
    """The four sets, as the module's docstring names them."""
    reports, sets = SHARED / "reports", SHARED / "qa"
    government = tuple(reports / name for name in GOVERNMENT)
    own = ROOT / "benchmarks"
    return [
        Task("a", sets / "cmrc-trial" / "questions.jsonl", "provincial", (reports / "provincial-2025",), False),
        Task("b", own / "abstention.jsonl", "government", government, False),
        Task("c", sets / "ncp-policy" / "questions.jsonl", "policy", (sets / "ncp-policy" / "reports",), True),
        Task("d", own / "government.jsonl", "government", government, True),
    ]


def outcomes(chain: AnswerChain, items: Sequence[dict[str, Any]]) -> list[Outcome]:
    """Asks every question."""
    found = []
    for item in items:
        try:
            answer = chain.answer(item["question"])
        except WrongUsage:  # a question without a word: nothing is answered
            found.append(Outcome(item["id"], item.get("kind", ""), "refused", -1.0, 0.0, ()))
            continue
        answered = answer.status == "answered"
        quotes = tuple(citation.quote for citation in answer.citations)
        hit = quote_hit(quotes, item["answers"]) if item["answers"] else 0.0
        score = answer.score if answered else -1.0
        found.append(Outcome(item["id"], item.get("kind", ""), answer.status, score, hit, quotes))
    return found


def correct(task: Task, found: Sequence[Outcome], threshold: float) -> list[float]:
    """1 for each question that is rightly answered or rightly not; whether the quote is right is another matter."""
    return [float((outcome.score >= threshold) == task.answerable) for outcome in found]


def print_curve(done: Sequence[tuple[Task, list[Outcome]]], own: float) -> None:
    """A Markdown table: the share of each set that is treated right, by threshold."""
    print("\n| threshold | " + " | ".join(_heading(task) for task, _ in done) + " |")
    print("|---" * (len(done) + 1) + "|")
    for threshold in sorted({*THRESHOLDS, own}):
        cells = []
        for task, found in done:
            cell = f"{mean(correct(task, found, threshold)).value:.3f}"
            if task.answerable:
                hits = mean([outcome.hit * (outcome.score >= threshold) for outcome in found]).value
                cell += f" ({hits:.3f})"
            cells.append(cell)
        label = f"**{threshold:.2f}**" if threshold == own else f"{threshold:.2f}"
        print(f"| {label} | " + " | ".join(cells) + " |")


def print_own(done: Sequence[tuple[Task, list[Outcome]]], own: float) -> None:
    """Each set at the settings' threshold with its interval, and set b by kind."""
    print(f"\nAt the threshold of the settings, {own}:")
    for task, found in done:
        print(f"{_heading(task)}: {_shown(mean(correct(task, found, own)))}")
        for kind in sorted({outcome.kind for outcome in found} - {""}):
            of_kind = [outcome for outcome in found if outcome.kind == kind]
            print(f"  {kind}: {_shown(mean(correct(task, of_kind, own)))}")
        statuses = {status: sum(o.status == status for o in found) for status in sorted({o.status for o in found})}
        print(f"  at threshold 0: {statuses}")


def _heading(task: Task) -> str:
    return f"{task.name} answered (with a right quote)" if task.answerable else f"{task.name} abstained"


def _shown(estimate: Estimate) -> str:
    return f"{estimate.value:.3f} [{estimate.low:.3f}, {estimate.high:.3f}] n {estimate.n}"


def main() -> None:
    """Asks the questions of one half and prints the curve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("first", "second", "both"), default="second")
    parser.add_argument("--limit", type=int, help="questions of each set, drawn by a fixed seed")
    parser.add_argument("--sets", default="abcd", help="which of the four, for example bd")
    parser.add_argument("--out", type=Path, help="JSON file for the outcome of every question")
    for name in ("provincial", "government", "policy"):
        parser.add_argument(f"--{name}", type=Path, help="folder of a library already built")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print(f"skipped: no public test data in {SHARED}")
        return
    own = load_settings({}).answers.threshold
    done: list[tuple[Task, list[Outcome]]] = []
    with tempfile.TemporaryDirectory() as folder:
        for task in tasks():
            if task.name not in options.sets:
                continue
            given = getattr(options, task.library)
            settings = load_settings({}, library=given or Path(folder) / task.library)
            library = build_library(settings)
            if not library.exists:
                library.add(task.folders)
            chain = AnswerChain(library, settings.answers.model_copy(update={"threshold": 0.0}))
            items = questions(task.file, options.half, options.limit)
            done.append((task, outcomes(chain, items)))
            where = f"{task.file.parent.name}/{task.file.name}, {options.half} half"
            print(f"{_heading(task)}, {where}: {_shown(mean(correct(task, done[-1][1], own)))}", flush=True)
    print_curve(done, own)
    print_own(done, own)
    if options.out:
        document = {task.name: [asdict(outcome) for outcome in found] for task, found in done}
        options.out.write_text(json.dumps(document, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
