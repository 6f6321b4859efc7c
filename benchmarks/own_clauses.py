"""Every clause with a figure of a folder's reports, word for word as a claim with place and year in front of it.

    python benchmarks/own_clauses.py ../shared/data --list

What is not supported here shows where the reader reads one text in two ways.
"""

import argparse
import collections
import re
from pathlib import Path

from assistant.verification.claims import ReportFacts, judge_claim
from assistant.verification.comparing import names_nothing
from benchmarks.worded_claims import parsed

_CLAUSE = re.compile(r"[^，；。！？\n]+")
_SENTENCE = re.compile(r"[^。！？\n]+")


def claims_of(one: ReportFacts) -> list[str]:
    """A claim for each clause with a figure; one without a subject of its own goes with those before it."""
    found = []
    for paragraph in one.paragraphs:
        if paragraph.context.plan is None:
            continue
        text = one.report.text[paragraph.start : paragraph.end]
        place, year = one.report.metadata.region, paragraph.context.years[0]
        for sentence in _SENTENCE.finditer(text):
            for match in _CLAUSE.finditer(text, sentence.start(), sentence.end()):
                inside = [f for f in paragraph.facts if f.start < match.end() and match.start() < f.end and f.figures]
                if not inside:
                    continue
                completed = all(fact.how.value in ("completed", "item") or names_nothing(fact) for fact in inside)
                start = sentence.start() if completed else match.start()
                clause = text[start : match.end()]
                found.append(f"{place}{year}年{clause}。")
    return found


def main() -> None:
    """Prints the share of each verdict."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", type=Path)
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--reports", type=int, default=0, help="how many reports, 0 for all")
    options = parser.parse_args()
    if not options.data.exists():
        print(f"{options.data} is not there: nothing measured")
        return
    library = [
        ReportFacts(report) for report in parsed(options.data / "reports/provincial-2025", options.kept).values()
    ]
    count: collections.Counter[str] = collections.Counter()
    for one in library[: options.reports or None]:
        for claim in claims_of(one):
            judged = judge_claim(claim, [one])
            count[judged.outcome] += 1
            if options.list and judged.outcome != "supported":
                print(f"{judged.outcome} | {claim}")
                for line in judged.explained():
                    print("     ", line)
    total = sum(count.values())
    print(total, {name: round(number / total, 4) for name, number in count.most_common()})


if __name__ == "__main__":
    main()
