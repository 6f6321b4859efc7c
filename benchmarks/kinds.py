"""Claims of the kinds that must hold, judged by facts and by the trained judge, one line a kind.

    python benchmarks/kinds.py ../shared/data [--judge none]

Reads the reports of samples/reports, and of a data folder where there is one; claims about other reports are left out.
"""

import argparse
import collections
import json
from pathlib import Path

from assistant.verification.in_other_words import InOtherWords
from assistant.verification.report_wording import judged_as_said
from assistant.verification.reported import Reported, reported
from index.ingestion.finding import find_files
from index.ingestion.preparing import file_sha256, read_report
from index.ingestion.reading import ReadingProcess
from index.models.sentence_judge import SentenceJudge

_READ = frozenset({".docx", ".html", ".md", ".pdf", ".txt"})
_ROOT = Path(__file__).parent.parent
# What a refutation of the kind should name.
_PARTS = {
    "digit": "value",
    "decimal": "value",
    "scale": "value",
    "unit": "unit value",
    "percent-points": "unit",
    "direction": "direction",
    "rank": "rank",
    "negation": "negation",
    "comparison-reversed": "comparison",
}


def library(data: Path) -> dict[str, Reported]:
    """The reports of the samples and of the data folder by file name, with their facts."""
    folders = [_ROOT / "samples/reports", data / "reports/provincial-2025"]
    with ReadingProcess() as reader:
        found = find_files([one for one in folders if one.exists()])
        files = [file for file in found if file.refusal is None and file.path.suffix in _READ]
        return {file.name: reported(read_report(file, file_sha256(file.path), reader, {}, None)) for file in files}


def main() -> None:
    """Prints a line a kind, and with --list the claims that went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", type=Path, nargs="?", default=_ROOT / "no-data")
    parser.add_argument("--claims", type=Path, default=_ROOT / "tests/golden/facts/kinds-develop.jsonl")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--judge", choices=("trained", "none"), default="trained", help="none: by facts alone")
    options = parser.parse_args()
    words = InOtherWords(SentenceJudge()) if options.judge == "trained" else None
    reports = library(options.data)
    table: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    left_out = 0
    for row in options.claims.read_text().splitlines():
        claim = json.loads(row)
        if not all(name in reports for name in claim["reports"]):
            left_out += 1
            continue
        judgements = judged_as_said(claim["claim"], list(reports.values()))
        judged = judgements[0]
        outcome = judged.outcome if words is None else words.outcome(claim["claim"], judgements, list(reports.values()))
        side = "right" if claim["label"] == "supported" else "wrong"
        parts = {difference.part for pair in judged.judgement.comparisons for difference in pair.differences}
        named = bool(parts & set(_PARTS.get(claim["kind"], "").split()))
        for kind in (f"{side} {claim['kind']}", f"all {side}"):
            table[kind]["count"] += 1
            table[kind][outcome] += 1
            table[kind]["named"] += outcome == "refuted" and named
        bad = "supported" if side == "wrong" else "refuted"
        if options.list and outcome == bad:
            print(f"{claim['id']} {claim['kind']}: {outcome} | {claim['claim']} | {claim['quote']}")
    for kind, count in sorted(table.items()):
        number = count["count"]
        print(
            f"{kind:28} {number:4}  supported {count['supported'] / number:.3f}  "
            f"refuted {count['refuted'] / number:.3f}  with the part {count['named'] / number:.3f}"
        )
    print(f"{left_out} left out: their reports are not there")


if __name__ == "__main__":
    main()
