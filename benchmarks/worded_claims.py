"""Claims as papers, analysts and readers word them, judged by facts and by the trained judge over a folder's reports.

    python benchmarks/worded_claims.py ../shared/data --part a --list open [--judge none]

Says so and ends where the data is not there. Part c is for the end: it is only read when asked for by name.
"""

import argparse
import collections
import json
import re
import time
import unicodedata
from pathlib import Path

from assistant.verification.claims import regions_of
from assistant.verification.in_other_words import InOtherWords
from assistant.verification.nearest import nearest
from assistant.verification.report_wording import judged_as_said
from assistant.verification.reported import reported
from index.ingestion.finding import find_files
from index.ingestion.preparing import file_sha256, read_report
from index.ingestion.reading import ReadingProcess
from index.models.sentence_judge import SentenceJudge
from index.report import Report


def parsed(folder: Path) -> dict[str, Report]:
    """The reports of a folder by file name."""
    with ReadingProcess() as reader:
        files = [
            file
            for file in find_files([folder])
            if file.refusal is None and file.path.suffix in (".docx", ".txt", ".md", ".pdf", ".html")
        ]
        return {file.name: read_report(file, file_sha256(file.path), reader, {}, None) for file in files}


def folded(text: str) -> str:
    """Without marks and forms, as the claims' own scorer compares."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def shows(quote: str, gold: str) -> bool:
    """Whether six tenths of the gold quote's six-character pieces stand in a quote."""
    shown, wanted = folded(quote), folded(gold)
    pieces = [wanted[at : at + 6] for at in range(max(1, len(wanted) - 5))]
    return sum(piece in shown for piece in pieces) >= 0.6 * len(pieces)


def main() -> None:
    """Prints the table of verdicts, and with --list the claims that went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", default="a")
    parser.add_argument("--list", default="", help="which to print: open, refuted, supported (wrong ones), all")
    parser.add_argument("--register", default="")
    parser.add_argument("--judge", choices=("trained", "none"), default="trained", help="none: by facts alone")
    options = parser.parse_args()
    words = InOtherWords(SentenceJudge()) if options.judge == "trained" else None
    if not options.data.exists():
        print(f"{options.data} is not there: nothing measured")
        return
    reports = parsed(options.data / "reports/provincial-2025")
    began = time.process_time()
    library = [reported(report) for report in reports.values()]
    read = sum(len(one.text) for one in library)
    print(f"{len(library)} reports, {read} characters, {sum(len(one.facts) for one in library)} facts, ", end="")
    print(f"{(time.process_time() - began) / read * 20000:.2f} s of processor time per 20,000 characters")
    rows = (options.data / f"claims/worded-2025/part-{options.part}.jsonl").read_text().splitlines()
    claims = [json.loads(row) for row in rows]
    sentences = [one.sentences for one in library]
    table: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for claim in claims:
        judgements = judged_as_said(claim["claim"], library)
        judged = judgements[0]
        outcome = judged.outcome if words is None else words.outcome(claim["claim"], judgements, library)
        right = claim["label"] == "supported"
        regions = regions_of(claim["claim"])
        own = [one.region in regions for one in library]
        names = [name for one, named in zip(library, own, strict=True) if named for name in one.names]
        near = nearest(claim["claim"], sentences, own, names, 3)
        hits = [shows(library[one.text].text[one.start : one.end], claim["quote"]) for one in near]
        for register in (claim["register"], "all"):
            count = table[register]
            count["right" if right else "wrong"] += 1
            count[("right " if right else "wrong ") + outcome] += 1
            count["first"] += any(hits[:1])
            count["three"] += any(hits)
        kind = outcome if outcome in ("supported", "refuted") else "open"
        bad = (right and kind == "refuted") or (not right and kind == "supported")
        shown = options.list == "all" or (options.list == "bad" and bad) or (options.list == kind and right)
        if shown and options.register in ("", claim["register"]):
            mark = "R" if right else "W"
            print(f"\n{claim['id']} {mark} {claim['register']} {claim['kind']}: {outcome}")
            print(f"      {claim['claim']} | {claim['quote']}")
            for line in judged.explained():
                print("     ", line)
            for one in near[:2]:
                print("      >", library[one.text].region, library[one.text].text[one.start : one.end][:150])
    for register, count in table.items():
        right, wrong = count["right"], count["wrong"]
        print(
            f"{register:8} right {right:3} supported {count['right supported'] / right:.3f} "
            f"partly {count['right partly_supported'] / right:.3f} refuted {count['right refuted'] / right:.4f}   "
            f"wrong {wrong:3} supported {count['wrong supported'] / wrong:.4f} "
            f"refuted {count['wrong refuted'] / wrong:.3f}   "
            f"quote first {count['first'] / (right + wrong):.3f} in three {count['three'] / (right + wrong):.3f}"
        )


if __name__ == "__main__":
    main()
