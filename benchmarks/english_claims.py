"""English claims judged by facts: on Chinese reports, and by the evidence given with public sets.

    python benchmarks/english_claims.py ../shared/data

Says so and ends where the data is not there. Rows that are held out are only read with --held-out.
"""

import argparse
import collections
import csv
import json
from collections.abc import Iterator
from pathlib import Path

from worded_claims import parsed, shows

from assistant.verification.claims import judge_claim, regions_of
from assistant.verification.comparing import FactIndex
from assistant.verification.judgement import judge
from assistant.verification.nearest import nearest
from assistant.verification.reported import reported
from index.facts.fact import Context
from index.facts.reading import read

GOLDEN = Path(__file__).parents[1] / "tests/golden/facts/english-on-chinese.jsonl"


def on_chinese_reports(data: Path, half: str) -> None:
    """English claims over the 31 provincial reports: verdicts by label, and the decisive quote among the nearest."""
    library = [reported(report) for report in parsed(data / "reports/provincial-2025").values()]
    sentences = [one.sentences for one in library]
    rows = [json.loads(row) for row in GOLDEN.read_text().splitlines()]
    rows = [row for row in rows if row["half"] == half]
    count: collections.Counter[str] = collections.Counter()
    for row in rows:
        outcome = judge_claim(row["claim"], library)[0].outcome
        regions = regions_of(row["claim"])
        own = [one.region in regions for one in library]
        names = [name for one, named in zip(library, own, strict=True) if named for name in one.names]
        near = nearest(row["claim"], sentences, own, names, 3, 2025)
        hits = [shows(library[one.text].text[one.start : one.end], row["quote"]) for one in near]
        count[f"{row['label']} called {outcome}"] += 1
        count["quote first"] += any(hits[:1])
        count["quote in three"] += any(hits)
    print(f"English on Chinese reports, {half}, n = {len(rows)}: {dict(count)}")


def given_evidence(data: Path) -> Iterator[tuple[str, str, str, str]]:
    """(set, claim, evidence, label) of the public sets that are there."""
    for row in (data / "claims/fool-me-twice/dev.jsonl").read_text().splitlines():
        one = json.loads(row)
        yield "fool-me-twice", one["text"], " ".join(each["text"] for each in one["gold_evidence"]), one["label"]
    with (data / "claims/healthver/healthver_dev.csv").open() as file:
        for each in csv.DictReader(file):
            yield "healthver", each["claim"], each["evidence"], each["label"]
    for row in (data / "claims/climate-fever/climate-fever.jsonl").read_text().splitlines():
        one = json.loads(row)
        for each in one["evidences"]:
            yield "climate-fever", one["claim"], each["evidence"], each["evidence_label"]


def main() -> None:
    """Prints the counts of each set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", type=Path)
    parser.add_argument("--held-out", action="store_true")
    options = parser.parse_args()
    if not options.data.exists():
        print(f"{options.data} is not there: nothing measured")
        return
    on_chinese_reports(options.data, "held_out" if options.held_out else "develop")
    table: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for name, claim, evidence, label in given_evidence(options.data):
        index = FactIndex()
        index.add(read(evidence, Context()), evidence)
        outcome = judge(read(claim, Context(claim=True)), index).outcome
        table[name][f"{label.upper()[:3]} called {outcome}"] += 1
    for name, counted in table.items():
        print(f"{name}, n = {counted.total()}: {dict(counted)}")


if __name__ == "__main__":
    main()
