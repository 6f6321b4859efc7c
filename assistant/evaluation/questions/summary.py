"""From records to a run's metrics."""

from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.evaluation.questions.scoring import CONTEXTS, CUTOFFS, OUTCOMES
from assistant.evaluation.statistics import Estimate, f1_of_ratios, mean, ratio
from assistant.evaluation.summing import LATENCY, latency, of_each_kind
from assistant.records import Record

RETRIEVAL = (
    *(f"report_recall@{k}" for k in CUTOFFS),
    *(f"passage_recall@{k}" for k in CUTOFFS),
    *(f"page_recall@{k}" for k in CUTOFFS),
    "mrr",
    "ndcg@10",
    *(f"context_recall@{characters}" for characters in CONTEXTS),
)
ANSWERS = ("exact_match", "f1", "quote_hit", "quote_hit_shown", "wrong_shown", "citation_precision")
ABSTENTION = ("abstention_precision", "abstention_recall", "abstention_f1")
OF_A_KIND = (
    *("report_recall@10", "passage_recall@10", "context_recall@3000"),
    *("quote_hit", "quote_hit_shown", "wrong_shown", "f1"),
)
COMPARED = (*RETRIEVAL, *(name for name in ANSWERS if name != "wrong_shown"), "abstained_rightly", "not_wrong_shown")
METRICS = (*RETRIEVAL, *ANSWERS, "quote_validity", *ABSTENTION, *LATENCY)


def estimates(records: Sequence[Record], retrieval_only: bool, seed: int) -> dict[str, Estimate]:
    """Every metric of questions over the records; one that no item has gold for has no value and n 0."""
    scored = [record for record in records if "metrics" in record]
    found = {name: mean([record["metrics"].get(name) for record in scored], seed) for name in RETRIEVAL}
    if not retrieval_only:
        found |= {name: mean([record["metrics"].get(name) for record in scored], seed) for name in ANSWERS}
        quotes = [record["quotes"] if record["answerable"] else (0, 0) for record in scored]
        found["quote_validity"] = ratio([standing for standing, _ in quotes], [n for _, n in quotes], seed)
        found |= _abstention(scored, seed)
    return found | latency(scored, seed)


def by_kind(records: Sequence[Record], seed: int) -> dict[str, dict[str, Estimate]]:
    """A few metrics for each kind of question that the source tells apart, those that have a value."""
    return of_each_kind(
        records, lambda own: {name: mean([record["metrics"].get(name) for record in own], seed) for name in OF_A_KIND}
    )


def outcomes(records: Iterable[Record]) -> dict[str, int]:
    """How many items came out how, in a fixed order; those that none came to are left out."""
    counts = Counter(record.get("outcome") for record in records)
    return {outcome: counts[outcome] for outcome in OUTCOMES if counts[outcome]}


def _abstention(scored: Sequence[Record], seed: int) -> dict[str, Estimate]:
    abstained = [record["metrics"].get("abstained", 0.0) for record in scored]
    unanswerable = [float(not record["answerable"]) for record in scored]
    rightly = [first * second for first, second in zip(abstained, unanswerable, strict=True)]
    return {
        "abstention_precision": ratio(rightly, abstained, seed),
        "abstention_recall": ratio(rightly, unanswerable, seed),
        "abstention_f1": f1_of_ratios(rightly, abstained, unanswerable, seed),
    }
