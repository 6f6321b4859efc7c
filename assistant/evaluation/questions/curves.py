"""What the page plots: recall by k, times, and what a higher threshold would trade."""

from collections.abc import Sequence
from typing import Any

from assistant.evaluation.plots import Axis, Point, Series, histogram, lines, shares
from assistant.evaluation.questions.scoring import CUTOFFS
from assistant.records import Record

MOST_POINTS = 120


def recall_plot(metrics: dict[str, Any]) -> str:
    """Recall of reports, passages and pages at each cutoff; the cutoffs stand evenly apart."""
    series = []
    for kind in ("report", "passage", "page"):
        entries = [(place, k, metrics[f"{kind}_recall@{k}"]) for place, k in enumerate(CUTOFFS)]
        points = tuple(
            Point(place, e["value"], e["low"], e["high"], f"{kind} recall@{k}: {e['value']:.3f}, n {e['n']}")
            for place, k, e in entries
            if e["n"]
        )
        if points:
            series.append(Series(f"{kind}s", points))
    if not series:
        return ""
    lowest = min(point.low for line in series for point in line.points if point.low is not None)
    across = Axis("first k", -0.3, len(CUTOFFS) - 0.7, tuple((place, str(k)) for place, k in enumerate(CUTOFFS)))
    return lines("Recall by k", series, across, shares("recall", max(0.0, int(lowest * 10) / 10)))


def trade_off(records: Sequence[Record]) -> list[tuple[float, float, float]]:
    """(threshold, share of questions answered, share of those right) for each score that an answer has, falling.

    An answer to a question that has none is not right. What today's threshold keeps back has no score to show.
    """
    judged = [record for record in records if record.get("outcome") and "status" in record]
    answered = sorted((r for r in judged if r["status"] == "answered"), key=lambda r: -r["score"])
    curve: list[tuple[float, float, float]] = []
    right = 0
    for place, record in enumerate(answered, start=1):
        right += bool(record["answerable"] and record["outcome"] == "right")
        if place == len(answered) or answered[place]["score"] < record["score"]:
            curve.append((record["score"], place / len(judged), right / place))
    return curve


def trade_off_plot(records: Sequence[Record]) -> str:
    """The share of answers that are right over the share of questions answered, as the threshold falls."""
    curve = trade_off(records)
    if len(curve) < 2:
        return ""
    step = max(1, len(curve) // MOST_POINTS)
    kept = [*curve[:-1:step], curve[-1]]
    points = tuple(
        Point(covered, right, title=f"threshold {threshold:.2f}: {covered:.1%} answered, {right:.1%} of them right")
        for threshold, covered, right in kept
    )
    ends = [Point(p.x, p.y, title=p.title) for p in points[-1:]]
    lowest = min(right for _, covered, right in kept if covered >= 0.05 or len(kept) < 20)
    up = shares("right, of those answered", max(0.0, int(lowest * 10) / 10))
    clipped = tuple(Point(p.x, max(p.y, up.low), title=p.title) for p in points)
    plot = lines(
        "Share right over share answered", [Series("by threshold", clipped, marked=False)], shares("answered"), up
    )
    return plot + _thresholds(curve) + (f"<p class=soft>As run: {ends[0].title.partition(': ')[2]}.</p>")


def _thresholds(curve: Sequence[tuple[float, float, float]]) -> str:
    """The same as a few rows: at which threshold how much is answered, and right."""
    rows = []
    for threshold in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3):
        above = [entry for entry in curve if entry[0] >= threshold]
        if above and len(above) < len(curve):
            _, covered, right = above[-1]
            rows.append(f'<td class="number">{threshold}</td><td>{covered:.1%}</td><td>{right:.1%}</td>')
    if not rows:
        return ""
    head = '<tr><th class="number">threshold</th><th>answered</th><th>right, of those</th></tr>'
    return f"<table><thead>{head}</thead><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"


def latency_plot(records: Sequence[Record], metrics: dict[str, Any]) -> str:
    """How often a question took how long."""
    times = [record["elapsed_ms"] for record in records if "elapsed_ms" in record]
    if not times:
        return ""
    marks = [
        (metrics[name]["value"], f"{words} {metrics[name]['value']:,.0f} ms")
        for name, words in (("latency_p50_ms", "half within"), ("latency_p95_ms", "95 % within"))
    ]
    return histogram("Time for a question", times, marks, "ms")
