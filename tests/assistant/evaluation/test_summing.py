"""What the summaries of all kinds of run have alike."""

from assistant.evaluation.statistics import mean
from assistant.evaluation.summing import falls_short, latencies, latency, of_each_kind
from assistant.records import Record


def test_what_could_not_be_asked_took_no_time() -> None:
    assert latencies([{"elapsed_ms": 3.0}, {"error": "x"}]) == [3.0]
    assert latencies([]) == []
    assert latency([{"elapsed_ms": 3.0}, {"error": "x"}], 0)["latency_p95_ms"].value == 3.0


def test_a_latency_falls_short_above_its_limit_and_no_value_always() -> None:
    wrong = {"wrong_shown": {"value": 0.02}}
    assert falls_short(wrong, {"wrong_shown": 0.03}) == []
    assert falls_short(wrong, {"wrong_shown": 0.01}) == ["wrong_shown is 0.02, above 0.01"]
    metrics = {"f1": {"value": 0.5}, "latency_p95_ms": {"value": 90.0}, "mrr": {"value": None}}
    assert falls_short(metrics, {"f1": 0.5, "latency_p95_ms": 90}) == []
    assert falls_short(metrics, {"f1": 0.51, "latency_p95_ms": 80, "mrr": 0.1}) == [
        "f1 is 0.5, under 0.51",
        "latency_p95_ms is 90, above 80",
        "mrr has no value, under 0.1",
    ]


def test_each_kind_has_the_metrics_of_its_own_scored_records() -> None:
    records: list[Record] = [
        {"kind": "b", "metrics": {"f1": 1.0}},
        {"kind": "a", "metrics": {}},
        {"kind": "b", "error": "x"},
        {"metrics": {"f1": 0.0}},
    ]
    found = of_each_kind(records, lambda own: {"f1": mean([record["metrics"].get("f1") for record in own])})
    assert {kind: {name: (one.value, one.n) for name, one in values.items()} for kind, values in found.items()} == {
        "a": {},
        "b": {"f1": (1.0, 1)},
    }
