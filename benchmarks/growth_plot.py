"""Draws what growth.py measured: adding, opening, search, memory and disk by size, ours as a line, others as points.

    python benchmarks/growth_plot.py MEASURED.jsonl --out docs/growth.svg

MEASURED is what growth.py printed, a line a measure.
"""

import argparse
import json
from collections.abc import Sequence
from html import escape
from math import log10
from pathlib import Path
from typing import Any

PANELS = {  # title: what growth.py calls it, ours and the others'
    "add one report, ms": "whole_mean",
    "open, s": "open_s",
    "search, p95, ms": "search_wall_p95",
    "resident, MB": "resident_mb",
    "on disk, MB": "disk_mb",
}
OURS = "Wenju"
WIDE, HIGH, LEFT, BELOW = 250, 190, 46, 34
COLOURS = ("#1f4e79", "#b5541c", "#3c7d3c", "#7a3f8f")


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measured", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.measured.read_text("utf-8").splitlines() if line.startswith("{")]
    rows = [{"whole_mean": row.get("add_mean"), **row} for row in rows]  # others merge nothing behind an add
    panels = [_panel(at, title, key, rows) for at, (title, key) in enumerate(PANELS.items())]
    width = WIDE * len(PANELS)
    options.out.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HIGH + 30}" font-family="sans-serif" '
        f'font-size="10"><rect width="100%" height="100%" fill="white"/>{"".join(panels)}{_legend(rows)}</svg>\n',
        "utf-8",
    )


def _stores(rows: Sequence[dict[str, Any]]) -> list[str]:
    return sorted({row["store"] for row in rows}, key=lambda name: (name != OURS, name))


def _panel(at: int, title: str, key: str, rows: Sequence[dict[str, Any]]) -> str:
    told = [row for row in rows if row.get(key) is not None]
    most = max(float(row[key]) for row in told) * 1.1
    sizes = [row["size"] for row in told]
    low, high = log10(min(sizes)), log10(max(sizes))
    left, top = at * WIDE + LEFT, 24

    def place(row: dict[str, Any]) -> tuple[float, float]:
        across = (log10(row["size"]) - low) / max(high - low, 1e-9) * (WIDE - LEFT - 14)
        return left + across, top + (HIGH - BELOW - top) * (1 - float(row[key]) / most)

    bottom = HIGH - BELOW
    parts = [f'<text x="{left}" y="14" font-weight="bold">{escape(title)}</text>']
    for share in (0.0, 0.5, 1.0):
        y = top + (bottom - top) * (1 - share / 1.1)
        parts.append(f'<line x1="{left}" x2="{left + WIDE - LEFT - 14}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 4}" y="{y + 3:.1f}" text-anchor="end">{most / 1.1 * share:.4g}</text>')
    for size in sorted(set(sizes)):
        x = place({"size": size, key: 0.0})[0]
        shown = f"{size / 1e6:g}M" if size >= 1e6 else f"{size // 1000}k"
        parts.append(f'<text x="{x:.1f}" y="{bottom + 13}" text-anchor="middle">{shown}</text>')
    for number, name in enumerate(_stores(rows)):
        own = sorted((row for row in told if row["store"] == name), key=lambda row: row["size"])
        points = [place(row) for row in own]
        colour = COLOURS[number % len(COLOURS)]
        if len(points) > 1:
            joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            parts.append(f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
    return "".join(parts)


def _legend(rows: Sequence[dict[str, Any]]) -> str:
    parts = []
    for number, name in enumerate(_stores(rows)):
        x, colour = LEFT + number * 150, COLOURS[number % len(COLOURS)]
        parts.append(f'<circle cx="{x}" cy="{HIGH + 12}" r="4" fill="{colour}"/>')
        parts.append(f'<text x="{x + 9}" y="{HIGH + 15}">{escape(name)}</text>')
    return "".join(parts)


if __name__ == "__main__":
    main()
