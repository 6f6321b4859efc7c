"""English claims about English reports in other words, judged by facts and by the trained judge, one report each.

    python benchmarks/english_worded.py ../shared/data [--claims FILE] [--judge FILE] [--list]

The claims of `tests/golden/facts/english-worded.jsonl` were written beside their quotes, half wrong by one thing.
Reads the reports of samples/reports and of the data folder; claims about others, and others' languages, are left out.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

from assistant.verification.in_other_words import InOtherWords
from assistant.verification.report_wording import judged_as_said
from assistant.verification.reported import Reported, reported
from index.ingestion.finding import find_files
from index.ingestion.preparing import file_sha256, read_report
from index.ingestion.reading import ReadingProcess
from index.models.sentence_judge import WEIGHTS, SentenceJudge
from index.text.script import has_han

_ROOT = Path(__file__).parent.parent


def read_named(names: set[str], data: Path) -> dict[str, Reported]:
    """The reports with these file names, with their facts."""
    folders = [_ROOT / "samples/reports", data / "reports", data / "qa"]
    paths = [path for folder in folders if folder.exists() for path in folder.rglob("*") if path.name in names]
    with ReadingProcess() as reader:
        files = [file for file in find_files(paths) if file.refusal is None]
        return {file.name: reported(read_report(file, file_sha256(file.path), reader, {}, None)) for file in files}


def main() -> None:
    """Prints how many right and wrong claims got each verdict, and with --list those that got another than theirs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", type=Path, nargs="?", default=_ROOT / "no-data")
    parser.add_argument("--claims", type=Path, default=_ROOT / "tests/golden/facts/english-worded.jsonl")
    parser.add_argument("--judge", type=Path, default=WEIGHTS, help="weights of the judge")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    rows = [json.loads(row) for row in options.claims.read_text("utf-8").splitlines()]
    rows = [row for row in rows if not has_han(row["claim"]) and not has_han(row["report"])]
    library = read_named({row["report"] for row in rows}, options.data)
    words = InOtherWords(SentenceJudge(options.judge))
    count: Counter[tuple[bool, str]] = Counter()
    for row in rows:
        if row["report"] not in library:
            continue
        right = row["right"] if "right" in row else row["label"] == "supported"
        sources = [library[row["report"]]]
        outcome = words.outcome(row["claim"], judged_as_said(row["claim"], sources), sources)
        count[right, outcome] += 1
        if options.list and (outcome == "supported") is not right:
            print(f"{'right' if right else 'WRONG'} {outcome}: {row['claim']} | {row['quote']}")
    for (right, verdict), n in sorted(count.items()):
        print(f"{'right' if right else 'wrong'} {verdict}: {n}")


if __name__ == "__main__":
    main()
