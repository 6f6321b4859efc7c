"""Altered quotes: a statement that one thing is wrong with never passes verification, and a true one does.

    python benchmarks/altered.py --half first|second [--count 300] [--seed 0] [--show] [--out FILE.json]

Takes true statements out of real reports (sentences, clauses, light rewordings; Chinese and some English), each with
the span that it rests on, and of each a copy with one digit, unit, direction, negation, year or region altered, in
equal shares. The first half of the reports is for developing, the second for the final number. Prints every failure
in full; `--show` prints the statements alone.
"""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from alterations import ALTERATIONS, rewordings
from corpus import SHARED, interval, percentile
from statements import Statement, clauses, halved, read_reports, sentences

from assistant.generation.keep_or_drop import Prover
from assistant.generation.prompt import CitableSentence, Material
from assistant.generation.reply import Draft
from assistant.messages import Language
from assistant.verification.reported import Reported, reported
from index.report import Report
from index.text.sentences import split_sentences

ENGLISH_SHARE = 40 / 300
# English reports are three; Microsoft's is developed on, the other two are the final ones.
ENGLISH = {
    "first": ("microsoft_annual_report_2022.pdf",),
    "second": ("EPA2022.pdf", "2013-annual-performance-report.pdf"),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A true statement and the same with one thing altered."""

    true: Statement
    kind: str
    altered: str


def pairs(half: str, count: int, seed: int) -> list[Pair]:
    """`count` pairs of a half, the kinds of alteration in equal shares as far as the reports allow."""
    draw = random.Random(seed)
    folder = SHARED / "reports"
    chinese = halved(read_reports(folder / name for name in ("provincial-2025", "state-council", "county-2021")), half)
    names = [*ENGLISH["first"], *ENGLISH["second"]] if half == "both" else ENGLISH[half]
    english = read_reports(folder / "pdf" / name for name in names)
    wanted = round(count * ENGLISH_SHARE)
    return _drawn(chinese, count - wanted, draw) + _drawn(english, wanted, draw)


def _drawn(reports: Sequence[Report], count: int, draw: random.Random) -> list[Pair]:
    """Pairs from all reports in turn; the kind with the fewest pairs so far is tried first."""
    queues = [_stated(report, draw) for report in reports]
    found: list[Pair] = []
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    while len(found) < count and any(queues):
        for queue in queues:
            while queue and len(found) < count:
                statement = queue.pop()
                if statement.text in seen:
                    continue
                pair = _pair(statement, counts, draw)
                if pair is not None:
                    seen.add(statement.text)
                    counts[pair.kind] += 1
                    found.append(pair)
                    break
    return found


def _pair(statement: Statement, counts: Counter[str], draw: random.Random) -> Pair | None:
    least = min(counts[kind] for kind in ALTERATIONS)
    for kind in sorted(ALTERATIONS, key=lambda kind: (counts[kind], draw.random())):
        # A kind that few statements allow is not given up: the others wait for it, up to three ahead.
        if counts[kind] <= least + 3 and (altered := ALTERATIONS[kind](statement.text, draw)) is not None:
            return Pair(statement, kind, altered)
    return None


def _stated(report: Report, draw: random.Random) -> list[Statement]:
    """The statements that a report gives, shuffled: a third as they stand, a third clauses, a third reworded."""
    whole, parts = list(sentences(report)), list(clauses(report))
    draw.shuffle(whole)
    draw.shuffle(parts)
    size = max(1, min(len(whole), len(parts))) if parts else len(whole)
    plain, other = [*whole[:size], *parts[:size]], []
    for statement in [*whole[size : 2 * size], *parts[size : 2 * size], *plain]:
        other += _reworded(statement, draw)
    stated = plain + draw.sample(other, min(len(other), max(1, len(plain) // 2)))
    draw.shuffle(stated)
    return stated


def _reworded(statement: Statement, draw: random.Random) -> list[Statement]:
    """The statement in other words, and a clause with the year and region that its place gives it."""
    planned = re.search("目标|预期|力争|计划|今年|明年|要|将|拟", statement.text)
    texts = list(rewordings(statement.text, past=statement.plan is False and not planned))
    if statement.form == "clause" and statement.year and statement.region:
        clause = draw.choice([statement.text, *texts])
        if statement.region not in clause and not clause.startswith(("全", "我")):
            aim = "计划" if statement.plan else ""
            texts.append(f"{statement.year}年，{statement.region}{aim}{clause}。")
    return [replace(statement, text=draw.choice(texts), form="reworded")] if texts else []


def measure(found: Sequence[Pair]) -> tuple[list[tuple[Pair, bool, str]], list[float]]:
    """Each statement that came out wrong (the altered one passed, or the true one did not) with the reason given.

    And ms a statement, its report's facts read before.
    """
    facts: dict[str, Reported] = {}
    for pair in found:
        if pair.true.report.report_id not in facts:
            facts[pair.true.report.report_id] = reported(pair.true.report)
    wrong: list[tuple[Pair, bool, str]] = []
    times: list[float] = []
    for pair in found:
        for text, is_true in ((pair.true.text, True), (pair.altered, False)):
            started = perf_counter()
            shown, why = judged(text, pair.true, facts)
            times.append((perf_counter() - started) * 1000)
            if shown != is_true:
                wrong.append((pair, is_true, why))
    return wrong, times


def judged(text: str, source: Statement, facts: Mapping[str, Reported]) -> tuple[bool, str]:
    """Whether a text is shown as a model's statement that cites the sentence of `source`, and why not."""
    report = source.report
    block = next(block for block in report.blocks if block.start <= source.start < block.end)
    sentences = split_sentences(report.text, block.start, block.end)
    start, end = next((s.start, s.end) for s in sentences if s.start <= source.start < s.end)
    material = Material("", "=", {"S1": CitableSentence("S1", report, start, max(end, source.end))})
    language: Language = "zh" if report.metadata.language == "zh" else "en"
    prover = Prover(material, language, lambda report: facts[report.report_id])
    proven, dropped = prover.judge(Draft(text, ("S1",)))
    return proven is not None, "; ".join(one.reason for one in dropped)


def print_failures(wrong: Sequence[tuple[Pair, bool, str]]) -> None:
    """Each failure with all that it takes to see why."""
    for pair, is_true, why in wrong:
        what = "true, did not pass" if is_true else f"ALTERED ({pair.kind}), PASSED"
        print(f"\n{what} · {pair.true.form} · {pair.true.report.sources[0].name} [{pair.true.start}, {pair.true.end})")
        print(f"  quote     {pair.true.quote}")
        print(f"  statement {pair.true.text if is_true else pair.altered}")
        print(f"  reason    {why}")


def main() -> None:
    """Draws the pairs of a half, measures them and prints the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("first", "second", "both"), default="second")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", action="store_true", help="print the pairs and measure nothing")
    parser.add_argument("--out", type=Path, help="JSON file for the failures")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print(f"skipped: no public test data in {SHARED}")
        return
    found = pairs(options.half, options.count, options.seed)
    if options.show:
        for pair in found:
            print(f"{pair.kind:9} {pair.true.form:8} {pair.true.text}\n{'':18} {pair.altered}")
        return
    wrong, times = measure(found)
    print_failures(wrong)
    print("\n| kind | pairs | altered that passed | true that did not pass |\n|---|---|---|---|")
    for kind in ALTERATIONS:
        own = [entry for entry in wrong if entry[0].kind == kind]
        of_kind = sum(pair.kind == kind for pair in found)
        print(f"| {kind} | {of_kind} | {sum(not e[1] for e in own)} | {sum(e[1] for e in own)} |")
    refused = {id(entry[0]) for entry in wrong if entry[1]}
    passed = [float(id(pair) not in refused) for pair in found]
    low, high = interval(passed)
    print(f"\naltered that passed: {sum(not entry[1] for entry in wrong)} of {len(found)}")
    print(
        f"true that passed: {sum(passed):.0f} of {len(found)} ({sum(passed) / len(found):.3f} [{low:.3f}, {high:.3f}])"
    )
    forms = Counter(pair.true.form for pair in found)
    for form, total in sorted(forms.items()):
        stood = sum(value for value, pair in zip(passed, found, strict=True) if pair.true.form == form)
        print(f"  {form}: {stood:.0f} of {total}")
    print(f"ms a statement: median {percentile(times, 0.5):.2f}, p95 {percentile(times, 0.95):.2f}")
    if options.out:
        lines = [{"true": e[1], "kind": e[0].kind, "statement": e[0].true.text, "altered": e[0].altered} for e in wrong]
        options.out.write_text(json.dumps(lines, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
