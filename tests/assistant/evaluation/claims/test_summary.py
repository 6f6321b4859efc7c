"""From records of claims to metrics: each label's share, what failed, and which verdict each label was given."""

from typing import Any

from assistant.evaluation.claims.summary import CLAIM_METRICS, by_kind, confusion, estimates


def record(gold: str, given: str, **more: Any) -> dict[str, Any]:
    metrics = {"accuracy": float(gold == given), "wrongly_supported": 0.0}
    return {"gold": {"label": gold}, "label": given, "verdict": given, "metrics": metrics, "quotes": [1, 1]} | more


RECORDS = [
    record("supported", "supported", kind="true"),
    record("refuted", "supported", kind="digit", quotes=[0, 1]),
    record("refuted", "refuted", kind="digit"),
    record("not_enough_info", "not_enough_info", verdict="not_checkable"),
    {"id": "line 9", "error": "is no claim", "kind": "digit"},
]


def test_shares_and_f1_of_each_label() -> None:
    found = estimates(RECORDS, 0)
    assert set(found) == set(CLAIM_METRICS)
    assert (found["accuracy"].value, found["accuracy"].n) == (0.75, 4)
    assert (found["precision_supported"].value, found["recall_supported"].value) == (0.5, 1.0)
    assert found["f1_not_enough_info"].value == 1.0
    assert found["quote_validity"].value == 0.75


def test_a_kind_counts_only_what_was_scored() -> None:
    kinds = by_kind(RECORDS, 0)
    assert {kind: (one["accuracy"].value, one["called_supported"].value) for kind, one in kinds.items()} == {
        "digit": (0.5, 0.5),
        "true": (1.0, 1.0),
    }


def test_the_five_verdicts_are_counted_by_gold_label() -> None:
    assert confusion(RECORDS) == {
        "supported": {"supported": 1},
        "refuted": {"supported": 1, "refuted": 1},
        "not_enough_info": {"not_checkable": 1},
    }


def test_a_claim_that_fails_counts_as_wrong() -> None:
    records = [
        {
            "id": "a",
            "gold": {"label": "supported"},
            "label": "failed",
            "error": "the claim has no word in it",
            "metrics": {"accuracy": 0.0, "wrongly_supported": 0.0},
            "quotes": [0, 0],
        }
    ]
    assert estimates(records, 0)["accuracy"].value == 0.0
    assert confusion(records)["supported"] == {"failed": 1}
