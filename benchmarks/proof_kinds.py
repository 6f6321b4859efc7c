"""Golden claims as a model's sentences: how many wrong ones the proof accepts, and how many right ones.

    python benchmarks/proof_kinds.py ../shared/data [--half develop|held-out] [--list]

Each claim is judged with the sentence that decides it cited, and with that and seven others of the same report, drawn
with a fixed seed. Says so and ends where the data is not there.
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from worded_claims import folded, parsed

from assistant.generation.keep_or_drop import Prover
from assistant.generation.prompt import CitableSentence, Material
from assistant.generation.reply import Draft
from assistant.verification.reported import Reported, reported
from index.report import BlockKind, Report
from index.text.sentences import split_sentences

GOLDEN = Path(__file__).parents[1] / "tests" / "golden" / "facts"
SAMPLES = Path(__file__).parents[1] / "samples" / "reports"
OTHERS = 7


def sentences_of(report: Report) -> list[CitableSentence]:
    """The sentences of a report's prose."""
    return [
        CitableSentence("", report, sentence.start, sentence.end)
        for block in report.blocks
        if block.kind is not BlockKind.TABLE
        for sentence in split_sentences(report.text, block.start, block.end)
    ]


def deciding(quote: str, sentences: Sequence[CitableSentence]) -> list[CitableSentence]:
    """The sentences that hold a quote, or most of its pieces of six characters; more than one where it spans them."""
    wanted = folded(quote)
    whole = [one for one in sentences if wanted in folded(one.text)]
    if whole:
        return whole[:1]
    if not sentences:
        return []
    parts = [one for one in sentences if len(one.text) > 5 and folded(one.text) in wanted]
    if parts:
        return parts
    pieces = [wanted[at : at + 6] for at in range(max(1, len(wanted) - 5))]
    best = max(sentences, key=lambda one: sum(piece in folded(one.text) for piece in pieces))
    return [best] if sum(piece in folded(best.text) for piece in pieces) >= 0.6 * len(pieces) else []


def judged(claim: str, cited: Sequence[CitableSentence], facts: Callable[[Report], Reported]) -> tuple[bool, str]:
    """Whether a statement that cites these sentences is shown, and what is said where not."""
    numbered = {f"S{at}": CitableSentence(f"S{at}", one.report, one.start, one.end) for at, one in enumerate(cited, 1)}
    proven, dropped = Prover(Material("", "=", numbered), "zh", facts).judge(Draft(claim, tuple(numbered)))
    return proven is not None, "; ".join(one.reason for one in dropped)


def main() -> None:
    """Prints accepted of wrong and of right claims, and by kind where that is not none or all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=("develop", "held-out"), default="develop")
    parser.add_argument("--list", action="store_true", help="print wrong ones accepted and right ones dropped")
    options = parser.parse_args()
    if not options.data.exists():
        print(f"{options.data} is not there: nothing measured")
        return
    claims: list[dict[str, Any]] = [
        json.loads(row) for row in (GOLDEN / f"kinds-{options.half}.jsonl").read_text("utf-8").splitlines()
    ]
    reports = parsed(options.data / "reports/provincial-2025") | parsed(SAMPLES)
    kept: dict[str, Reported] = {}

    def facts(report: Report) -> Reported:
        if report.report_id not in kept:
            kept[report.report_id] = reported(report)
        return kept[report.report_id]

    draw = random.Random(0)
    sentences = {name: sentences_of(report) for name, report in reports.items()}
    count: Counter[tuple[str, int, bool]] = Counter()
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    unplaced = 0
    for claim in claims:
        own = [one for name in claim["reports"] for one in deciding(claim["quote"], sentences.get(name, []))]
        if not own:
            unplaced += 1
            continue
        rest = [one for one in sentences[claim["reports"][0]] if one not in own]
        more = [*own, *draw.sample(rest, min(OTHERS, len(rest)))][:8]
        label = "right" if claim["label"] == "supported" else "wrong"
        for name, cited in (("one", own[:8]), ("eight", more)):
            shown, why = judged(claim["claim"], cited, facts)
            count[label, len(name), shown] += 1
            kinds[f"{label} {claim['kind']}"][f"{name} {shown}"] += 1
            if options.list and shown is (label == "wrong"):
                print(f"{claim['id']} {label} {claim['kind']} {name}: {claim['claim']} | {claim['quote']} | {why}")
    print(f"{len(claims)} claims, {unplaced} whose deciding sentence was not found")
    for label in ("wrong", "right"):
        for name in ("one", "eight"):
            accepted = count[label, len(name), True]
            total = accepted + count[label, len(name), False]
            print(f"{label} accepted, {name} cited: {accepted} of {total} ({accepted / max(1, total):.3f})")
    for kind, of_kind in sorted(kinds.items()):
        if (of_kind["one True"] and of_kind["one False"]) or of_kind["one True"] != of_kind["eight True"]:
            print(f"  {kind}: {dict(of_kind)}")


if __name__ == "__main__":
    main()
