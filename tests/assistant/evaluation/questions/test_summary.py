"""From records to a run's metrics: what counts in which, and what falls short of a limit."""

from typing import Any

from assistant.evaluation.questions.summary import METRICS, by_kind, estimates, outcomes


def record(answerable: bool, abstained: float, quotes: tuple[int, int] = (1, 1), **more: Any) -> dict[str, Any]:
    metrics = {"abstained": abstained} | ({"quote_hit": 1.0 - abstained} if answerable else {})
    return {"answerable": answerable, "metrics": metrics, "quotes": quotes, "elapsed_ms": 10.0} | more


RECORDS = [
    record(True, 0.0),
    record(True, 1.0, (0, 0)),
    record(False, 1.0, (0, 0)),
    record(False, 0.0, (0, 4)),  # quotes of an answer that ought not to be count nowhere
    {"id": "line 2", "error": "is no item"},
]


def test_abstention_is_scored_over_all_and_answers_over_those_with_gold() -> None:
    found = estimates(RECORDS, False, 0)
    assert set(found) == set(METRICS)
    assert (found["quote_hit"].value, found["quote_hit"].n) == (0.5, 2)
    assert [found[f"abstention_{name}"].value for name in ("precision", "recall", "f1")] == [0.5, 0.5, 0.5]
    assert found["quote_validity"].value == 1.0
    assert found["mrr"].to_json() == {"value": None, "n": 0, "low": None, "high": None}
    assert found["latency_p50_ms"].n == 4


def test_retrieval_alone_has_no_metric_of_answers() -> None:
    assert not {"quote_hit", "f1", "abstention_f1", "quote_validity"} & set(estimates(RECORDS, True, 0))


def test_kinds_have_only_the_metrics_that_have_a_value() -> None:
    kinds = by_kind([record(True, 0.0, kind="span"), record(True, 1.0, kind="count"), record(True, 0.0)], 0)
    assert {kind: {name: one.value for name, one in values.items()} for kind, values in kinds.items()} == {
        "count": {"quote_hit": 0.0},
        "span": {"quote_hit": 1.0},
    }


def test_outcomes_are_counted_in_a_fixed_order_and_none_is_left_out_silently() -> None:
    found = outcomes([{"outcome": name} for name in ("wrong", "right", "wrong", None)])
    assert list(found.items()) == [("right", 1), ("wrong", 2)]
