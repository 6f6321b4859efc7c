"""Precision, recall and the share right of each part, from records of passages."""

import pytest

from assistant.evaluation.facts.summary import estimates, outcomes
from assistant.records import Record


def record(kind: str, *facts: tuple[str, dict[str, bool]]) -> Record:
    return {"kind": kind, "metrics": {}, "facts": [{"outcome": outcome, "parts": parts} for outcome, parts in facts]}


RECORDS = [
    record("annual_report", ("right", {"unit": True}), ("wrong", {"unit": False}), ("missed", {})),
    record("other", ("right", {"unit": True}), ("extra", {})),
    {"kind": "other", "error": "no report"},  # not scored
]


def test_precision_is_of_what_was_read_and_recall_of_what_was_labelled() -> None:
    found = estimates(RECORDS, seed=0)
    values = {name: (found[name].value, found[name].n) for name in ("precision", "recall", "found")}
    assert values == {"precision": (0.5, 4), "recall": (0.5, 4), "found": (0.75, 4)}
    assert found["unit"].value == pytest.approx(2 / 3)
    assert found["unit"].n == 3


def test_a_part_that_no_label_states_has_no_share() -> None:
    assert estimates(RECORDS, seed=0)["where"].n == 0


def test_how_many_came_out_how() -> None:
    assert outcomes(RECORDS) == {
        "annual_report": {"right": 1, "wrong": 1, "missed": 1},
        "other": {"right": 1, "extra": 1},
    }
