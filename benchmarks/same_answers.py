"""Whether two libraries of the same reports answer alike: one in a folder, one in a cluster, or any two.

    python benchmarks/same_answers.py LIBRARY OTHER [--copy] [--questions FILE] [--claims FILE]

Prints how many answers and verdicts are the same in all that they say, and how much of the best ten passages. `--copy`
first makes OTHER, which is not there yet, of what LIBRARY holds, vectors and facts too, so that the stores are compared
and not what embeds; `--questions none` then leaves it at that, as for `wenju evaluate questions` on both.
"""

import argparse
import csv
import json
from pathlib import Path, PurePath
from typing import Any

from assistant.build import build_assistant
from assistant.settings import load_settings
from index.ledger.version import ledger_version
from index.library import Library
from index.store.changes import ORIGINALS, LibraryChange
from index.store.opening import opened
from index.store.rows import NewReport
from index.text.tokens import tokens

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
SETTINGS = ("model", "passages", "embedding", "dimension", "precision")
BEST = 10


def main() -> None:
    """Asks both libraries everything and prints what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library")
    parser.add_argument("other")
    parser.add_argument("--copy", action="store_true", help="make OTHER of what LIBRARY holds")
    parser.add_argument("--questions", type=Path, default=SAMPLES / "questions.jsonl")
    parser.add_argument("--claims", type=Path, default=SAMPLES / "claims.csv")
    parser.add_argument("--column", default="主张", help="of the claims in their file")
    parser.add_argument("--most", type=int, default=None, help="of each, at most so many")
    options = parser.parse_args()
    if options.copy:
        copied(options.library, options.other)
    if options.questions == Path("none"):
        return
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


def copied(library: str, other: str) -> None:
    """Makes the library `other` of all that `library` holds; nothing is read or embedded anew."""
    source, store = opened(library), opened(other)
    if store.exists:
        raise SystemExit(f"{other} is there already")
    added, originals = [], {}
    with source.reading() as catalogue:
        named = ((name, catalogue.setting(name)) for name in SETTINGS)
        settings = {name: value for name, value in named if value is not None}
        for number, report_id, original in catalogue.originals():
            name = f"{ORIGINALS}/{report_id}{PurePath(original).suffix}"
            originals[name] = source.kept_file(original).read_bytes()
            (stored,) = catalogue.reports([number])
            passages = tuple(each.passage for each in catalogue.passages_of(number))
            entries = catalogue.ledger.of(number) if catalogue.ledger.version(number) == ledger_version() else None
            report, stated = catalogue.report(number), catalogue.stated(number)
            vectors = catalogue.vectors_of(number)
            if vectors is None:
                raise SystemExit(
                    f"{stored.metadata.title} is not embedded yet: wenju doctor --repair --library {library}"
                )
            added.append(NewReport(report, stated, name, passages, stored.added, vectors, entries))
    store.create(settings)
    store.apply(
        LibraryChange(add=added, originals=originals, settings=settings)
    )  # at once: lengths are measured by all
    print(f"copied {len(added)} reports", flush=True)


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
