"""Whether two libraries of the same reports answer alike: one in a folder, one in a cluster, or any two.

    python benchmarks/same_answers.py LIBRARY OTHER [--questions FILE] [--claims FILE]

Prints how many answers and verdicts are the same in all that they say, and how much of the best ten passages.
"""

import argparse
import csv
import json
from pathlib import Path
from typing import Any

from assistant.build import build_assistant
from assistant.settings import load_settings
from index.library import Library
from index.text.tokens import tokens

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
BEST = 10


def main() -> None:
    """Asks both libraries everything and prints what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library")
    parser.add_argument("other")
    parser.add_argument("--questions", type=Path, default=SAMPLES / "questions.jsonl")
    parser.add_argument("--claims", type=Path, default=SAMPLES / "claims.csv")
    parser.add_argument("--column", default="主张", help="of the claims in their file")
    parser.add_argument("--most", type=int, default=None, help="of each, at most so many")
    options = parser.parse_args()
    one, other = (build_assistant(load_settings(library=name)) for name in (options.library, options.other))
    lines = options.questions.read_text("utf-8").splitlines()[: options.most]
    questions = [str(json.loads(line)["question"]) for line in lines if line.strip()]
    if options.claims.suffix == ".jsonl":
        claims = [str(json.loads(line)["claim"]) for line in options.claims.read_text("utf-8").splitlines()]
    else:
        claims = _of_table(options.claims, options.column)
    claims = claims[: options.most]
    answers = [_differs(question, one.ask(question), other.ask(question)) for question in questions]
    verdicts = [_differs(claim, one.check(claim), other.check(claim)) for claim in claims]
    overlaps = [_overlap(one.library, other.library, text) for text in (*questions, *claims)]
    print(f"answers the same: {answers.count(False)} of {len(answers)}")
    print(f"verdicts the same: {verdicts.count(False)} of {len(verdicts)}")
    print(
        f"best {BEST}: mean overlap {sum(overlaps) / len(overlaps):.3f}, least {min(overlaps):.2f}, n={len(overlaps)}"
    )


def _of_table(path: Path, column: str) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as source:
        return [str(row[column]) for row in csv.DictReader(source) if tokens(row[column])]


def _differs(asked: str, one: Any, other: Any) -> bool:
    """Whether two answers differ in anything that is shown; tells where they do."""
    first, second = (json.dumps(_said(each), ensure_ascii=False, sort_keys=True) for each in (one, other))
    if first == second:
        return False
    place = next(at for at, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1])
    print(f"differs: {asked}\n  {first[max(0, place - 60) : place + 60]}\n  {second[max(0, place - 60) : place + 60]}")
    return True


def _said(told: Any) -> dict[str, Any]:
    """All that an answer or verdict says but how long it took; what was merely near is told by the best ten."""
    return {name: value for name, value in told.to_json().items() if name not in ("elapsed_ms", "nearest")}


def _overlap(one: Library, other: Library, text: str) -> float:
    """The share of the best ten passages that both find."""
    found = [{(hit.report_id, hit.start) for hit in library.search(text, BEST)} for library in (one, other)]
    return len(found[0] & found[1]) / max(len(found[0]), 1)


if __name__ == "__main__":
    main()
