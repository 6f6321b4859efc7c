"""How far two people agree who labelled facts apart: tests/golden/facts_labels/second.jsonl against the first labels.

    python benchmarks/label_agreement.py

Only the passages that both labelled are compared. Facts are the same where their figures begin at the same digit. Parts
are held against each other as `wenju evaluate facts` holds the ledger against a label; for kind and stage Cohen's kappa
is told too. Needs no reports.
"""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from corpus import ROOT, interval

from assistant.evaluation.facts.matching import base_unit, measures_agree
from assistant.evaluation.facts.scoring import AMOUNTS
from assistant.evaluation.facts.sets import Label, read_fact_set

FOLDER = ROOT / "tests" / "golden" / "facts_labels"


def main() -> None:
    """Prints a line a part."""
    second = {passage.id: passage for passage in read_fact_set(FOLDER / "second.jsonl").passages}
    halves = [read_fact_set(FOLDER / f"{half}.jsonl").passages for half in ("develop", "held-out")]
    first = {passage.id: passage for half in halves for passage in half if passage.id in second}
    pairs, alone = [], [0, 0]
    for name, passage in first.items():
        mine = {fact.at: fact for fact in passage.facts}
        theirs = {fact.at: fact for fact in second[name].facts}
        pairs += [(mine[at], theirs[at]) for at in mine.keys() & theirs.keys()]
        alone[0] += len(mine.keys() - theirs.keys())
        alone[1] += len(theirs.keys() - mine.keys())
    print(
        f"{len(first)} passages, {len(pairs)} figures in both, {alone[0]} only in the first, {alone[1]} in the second"
    )
    for part in ("measure", "value", "unit", "kind", "period", "stage", "hedge", "denied", "where"):
        same = [float(agrees(part, one, other)) for one, other in pairs]
        low, high = interval(same)
        print(f"{part:8} {sum(same) / len(same):.3f} [{low:.3f}, {high:.3f}]  n {len(same)}")
    kinds = [[_kind(label) for label in side] for side in zip(*pairs, strict=True)]
    stages = [[label.stage for label in side] for side in zip(*pairs, strict=True)]
    print(f"kappa of kind {kappa(*kinds):.3f}, of stage {kappa(*stages):.3f}")
    both = ("measure", "value", "unit")
    whole = [float(all(agrees(part, one, other) for part in both)) for one, other in pairs]
    n = 2 * len(whole) + sum(alone)
    print(f"figure, unit and measure alike: F1 of one against the other {2 * sum(whole) / n:.3f}")


def agrees(part: str, one: Label, other: Label) -> bool:
    """Whether two labels of a figure say the same of a part."""
    if part == "measure":
        return measures_agree(one.measure, other.measure)
    if part == "value":
        return _value(one) == _value(other)
    if part == "unit":
        return base_unit(one.unit)[0] == base_unit(other.unit)[0]
    if part == "kind":
        return _kind(one) == _kind(other)
    return bool(getattr(one, part) == getattr(other, part))


def _value(label: Label) -> list[Decimal]:
    factor = base_unit(label.unit)[1]
    return sorted(abs(number * factor) for number in (label.low, label.high))


def _kind(label: Label) -> str:
    return "amount" if label.kind in AMOUNTS else label.kind.value


def kappa(one: Sequence[str], other: Sequence[str]) -> float:
    """Cohen's kappa."""
    n = len(one)
    same = sum(first == second for first, second in zip(one, other, strict=True)) / n
    counts, others = Counter(one), Counter(other)
    chance = sum(counts[name] * others[name] for name in counts) / n**2
    return (same - chance) / (1 - chance) if chance < 1 else 1.0


if __name__ == "__main__":
    main()
