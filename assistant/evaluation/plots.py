"""Plots as inline SVG: lines with intervals, a histogram, bars. Colours come from the page, which has two themes.

altair with vl-convert was tried: 94 MB of packages, 0.6 s to import and 0.9 s of a JavaScript engine with 140 MB for
the first plot, 15 kB for two lines where this makes 2 kB in 0.1 ms, and no title on a point. The page keeps its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 460, 250
LEFT, RIGHT, TOP, BOTTOM = 46, 14, 12, 40
TICK = 5  # pixels between an axis and its numbers


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a line; `low` and `high` its interval, `title` what a pointer over it shows."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A named line. `marked`: its points are drawn, not only the line."""

    name: str
    points: tuple[Point, ...]
    marked: bool = True


@dataclass(frozen=True, slots=True)
class Axis:
    """What an axis shows: its name, its range, and where it has which numbers."""

    name: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]


def shares(name: str, low: float = 0.0) -> Axis:
    """An axis of shares from `low` to 1."""
    step = 0.2 if low < 0.5 else 0.1 if low < 0.8 else 0.05
    places = [round(1 - step * count, 2) for count in range(int((1 - low) / step + 1e-9) + 1)]
    return Axis(name, low, 1.0, tuple((place, f"{place:.2f}".rstrip("0").rstrip(".") or "0") for place in places))


def numbers(name: str, high: float) -> Axis:
    """An axis from 0 to `high`, about five round numbers on it."""
    step = 10.0 ** (len(str(int(high))) - 1) if high >= 1 else 0.1
    while high / step > 6:
        step *= 2
    while high / step < 3:
        step /= 2
    return Axis(name, 0.0, high, tuple((step * n, f"{step * n:,.10g}") for n in range(int(high / step) + 1)))


def lines(label: str, series: Sequence[Series], across: Axis, up: Axis) -> str:
    """Lines over two axes, with a legend below where there are several; `label` says what is seen."""
    parts = [_axes(across, up)]
    for number, line in enumerate(series, start=1):
        spots = [(_x(across, point.x), _y(up, point.y)) for point in line.points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        drawn = [f'<polyline class="line" points="{path}"/>']
        for point, (x, y) in zip(line.points, spots, strict=True):
            if point.low is not None and point.high is not None:
                ends = f'y1="{_y(up, point.low):.1f}" y2="{_y(up, point.high):.1f}"'
                drawn.append(f'<line class="whisker" x1="{x:.1f}" x2="{x:.1f}" {ends}/>')
            if line.marked:
                drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"><title>{escape(point.title)}</title></circle>')
        parts.append(f'<g class="series s{number}">{"".join(drawn)}</g>')
    return _figure(label, "".join(parts)) + (_legend(series) if len(series) > 1 else "")


def histogram(label: str, values: Sequence[float], marks: Sequence[tuple[float, str]], name: str) -> str:
    """How often which value comes, in 30 equal steps up to the highest mark's double; `marks` are lines with words."""
    top = min(max(values), max(place for place, _ in marks) * 2) or 1.0
    across = numbers(name, top)
    counts = [0] * 30
    for value in values:
        counts[min(int(value / top * 30), 29)] += 1
    up = numbers("questions", max(counts) * 1.3)  # room for the marks' words above the bars
    parts = [_axes(across, up)]
    for place, count in enumerate(counts):
        x, until = _x(across, top * place / 30), _x(across, top * (place + 1) / 30)
        height = _y(up, count)
        title = f"{top * place / 30:,.0f} to {top * (place + 1) / 30:,.0f}: {count}"
        if place == 29 and max(values) > top:
            title = f"{top * place / 30:,.0f} and more: {count}"
        parts.append(
            f'<rect class="bar" x="{x + 0.5:.1f}" y="{height:.1f}" width="{until - x - 1:.1f}" '
            f'height="{_y(up, 0) - height:.1f}"><title>{title}</title></rect>'
        )
    for number, (mark, words) in enumerate(marks):
        x = _x(across, min(mark, top))
        parts.append(f'<line class="mark" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>')
        side, shift = ("note end", -4) if x > WIDTH * 0.6 else ("note", 4)
        parts.append(f'<text class="{side}" x="{x + shift:.1f}" y="{TOP + 10 + 14 * number}">{escape(words)}</text>')
    return _figure(label, "".join(parts))


def interval(value: float, low: float, high: float, end: float = 1.0) -> str:
    """A small dot with its interval, from 0 to `end`, for a table's row."""

    def place(number: float) -> float:
        return 4 + 112 * min(max(number / end, 0.0), 1.0)

    return (
        '<svg class="small" viewBox="0 0 120 14" width="120" height="14" aria-hidden="true">'
        '<line class="base" x1="4" x2="116" y1="7" y2="7"/>'
        f'<line class="whisker" x1="{place(low):.1f}" x2="{place(high):.1f}" y1="7" y2="7"/>'
        f'<circle cx="{place(value):.1f}" cy="7" r="3.5"/></svg>'
    )


def share_bar(share: float, kind: str) -> str:
    """A bar for a table's row; `kind` is a class of the page's colours."""
    return (
        '<svg class="small" viewBox="0 0 200 12" width="200" height="12" aria-hidden="true">'
        f'<rect class="{kind}" x="0" y="1" rx="2" width="{200 * share:.1f}" height="10"/></svg>'
    )


def _x(axis: Axis, value: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (value - axis.low) / ((axis.high - axis.low) or 1)


def _y(axis: Axis, value: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - axis.low) / ((axis.high - axis.low) or 1)


def _axes(across: Axis, up: Axis) -> str:
    floor = HEIGHT - BOTTOM
    parts = [f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{floor}" y2="{floor}"/>']
    for value, words in up.ticks:
        y = _y(up, value)
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text class="tick end" x="{LEFT - TICK}" y="{y + 4:.1f}">{words}</text>')
    for value, words in across.ticks:
        parts.append(f'<text class="tick middle" x="{_x(across, value):.1f}" y="{floor + 15}">{words}</text>')
    middle = (TOP + floor) / 2
    parts.append(
        f'<text class="name middle" x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 5}">{escape(across.name)}</text>'
        f'<text class="name middle" transform="translate(11 {middle}) rotate(-90)">{escape(up.name)}</text>'
    )
    return "".join(parts)


def _figure(label: str, inside: str) -> str:
    return f'<svg class="plot" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(label)}">{inside}</svg>'


def _legend(series: Sequence[Series]) -> str:
    entries = "".join(
        f'<span class="key s{number}"><i></i>{escape(line.name)}</span>' for number, line in enumerate(series, start=1)
    )
    return f'<p class="legend">{entries}</p>'
