"""What `wenju evaluate` tells a person: bars while it runs, then the metrics and what changed, line by line."""

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.evaluation.running import Evaluation

MOST_NAMED = 20  # refused questions on stderr, and what a baseline differs in


@contextlib.contextmanager
def bars(quiet: bool, unit: str) -> Iterator[tuple[Any, Any]]:
    """Bars for items, and for reports as they are added; a log gets a line a minute, not before 30 seconds."""
    if quiet:
        yield None, None
        return
    from tqdm import tqdm

    seen = sys.stderr.isatty()
    pace: dict[str, Any] = {"file": sys.stderr, "leave": not seen, "dynamic_ncols": True}
    if not seen:
        pace |= {"mininterval": 60, "maxinterval": 60, "delay": 30, "ascii": True}
    shown: dict[str, Any] = {}

    def adding(done: float, total: int, name: str) -> None:
        bar = shown.get("adding") or shown.setdefault("adding", tqdm(total=1, unit="B", unit_scale=True, **pace))
        bar.total = max(total, 1)
        bar.set_description_str(name[:40], refresh=False)
        bar.update(max(int(done) - bar.n, 0))

    def progress(place: int, total: int) -> None:
        if "adding" in shown:
            shown.pop("adding").close()
        if "asking" not in shown:
            shown["asking"] = tqdm(total=total, unit=unit, initial=place - 1, **pace)
        shown["asking"].update(place - shown["asking"].n)

    try:
        yield progress, adding
    finally:
        for bar in shown.values():
            bar.close()


def summary_lines(evaluation: "Evaluation") -> Iterator[str]:
    """The metrics for a person, then where the misses are, then where the rest is."""
    from assistant.evaluation.summing import LATENCY

    for name, entry in evaluation.metrics.items():
        if entry["n"]:
            form = ",.0f" if name in LATENCY else ".3f"
            interval = f"[{entry['low']:{form}}, {entry['high']:{form}}]"
            yield f"{name:22} {entry['value']:>8{form}}  {interval:18} n {entry['n']:,}"
    if "outcomes" in evaluation.summary and "answerable" not in evaluation.summary:
        for kind, values in evaluation.summary.get("kinds", {}).items():
            shown = (f"{name} {entry['value']:.3f} (n {entry['n']:,})" for name, entry in values.items())
            yield f"{kind}: " + ", ".join(shown)
    # Answerable questions or unanswerable, and what became of them; gold labels, and the verdicts that they were given;
    # kinds of report, and what became of their facts.
    for kind, counts in evaluation.summary.get("outcomes", evaluation.summary.get("confusion", {})).items():
        if counts:
            yield f"{kind}: " + ", ".join(f"{name.replace('_', ' ')} {count:,}" for name, count in counts.items())
    yield f"more in {evaluation.folder / 'report.html'}"


def comparison_lines(compared: dict[str, Any]) -> Iterator[str]:
    """What changed against the baseline, a line a metric."""
    changed = {name: entry for name, entry in compared["metrics"].items() if entry["better"] or entry["worse"]}
    alike = len(compared["metrics"]) - len(changed)
    yield f"against {compared['baseline']}, {compared['common']:,} items in both; metrics alike in all: {alike}"
    if compared["differs"]:
        named = [entry["name"] for entry in compared["differs"]]
        more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
        yield f"the runs differ in {', '.join(named[:MOST_NAMED])}{more}"
    for name, entry in changed.items():
        yield (
            f"{name:22} {entry['value']:+.3f}  [{entry['low']:+.3f}, {entry['high']:+.3f}]  "
            f"better {entry['better']}, worse {entry['worse']}, p {entry['p']:.3g}"
        )
        for kind in ("better", "worse"):
            ids = entry[f"{kind}_ids"]
            if ids and name in ("quote_hit", "report_recall@1", "accuracy"):
                more = f" and {len(ids) - 10} more" if len(ids) > 10 else ""
                yield f"  {kind}: {', '.join(ids[:10])}{more}"
