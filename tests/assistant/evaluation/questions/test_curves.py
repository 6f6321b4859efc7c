"""What the page plots, against values worked out by hand."""

from typing import Any

from assistant.evaluation.questions.curves import recall_plot, trade_off, trade_off_plot


def record(score: float, outcome: str, answerable: bool = True, status: str = "answered") -> dict[str, Any]:
    return {"score": score, "outcome": outcome, "answerable": answerable, "status": status}


def test_what_a_higher_threshold_trades() -> None:
    records = [
        record(0.9, "right"),
        record(0.5, "wrong", answerable=False),
        record(0.7, "wrong"),
        record(0.7, "right"),
        record(0.0, "abstained", status="not_found"),
    ]
    assert trade_off(records) == [(0.9, 0.2, 1.0), (0.7, 0.6, 2 / 3), (0.5, 0.8, 0.5)]
    assert "As run: 80.0% answered, 50.0% of them right." in trade_off_plot(records)
    assert trade_off_plot(records[:1]) == ""


def test_recall_without_a_value_is_no_plot() -> None:
    nothing = {"value": None, "n": 0, "low": None, "high": None}
    metrics = {f"{kind}_recall@{k}": nothing for kind in ("report", "passage", "page") for k in (1, 3, 5, 10, 20)}
    assert recall_plot(metrics) == ""
