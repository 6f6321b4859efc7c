"""A small drawing under an answer's table: a line over years, else bars. SVG made here, in the page's own colours.

Only a table of one column whose figures are of one unit is drawn; a range is drawn at its middle.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil
from unicodedata import east_asian_width

from assistant.answer import AnswerTable
from assistant.messages import shortened
from index.patterns import regex
from index.text.quantities import find_quantities
from index.text.quantity import Quantity
from index.text.quantity_words import Direction
from index.text.units import comparable

FEWEST = 3
MOST_BARS = 40  # more are a long strip that tells less than the table above it
_YEAR = regex(r"(?:19|20)\d\d")
_WIDTH, _BAR, _HEIGHT = 440, 22, 190
_NAME, _SAID = 8, 18  # letters of a row's name and of its figure that have room; the whole stands in its title
_FULL, _HALF = 17, 10  # how wide letters are at the larger of their two sizes, a phone's


@dataclass(frozen=True, slots=True)
class _Point:
    name: str
    value: float
    shown: str
    citation: int


def plot_html(number: int, table: AnswerTable) -> str:
    """The drawing, each figure a link to its quote in turn `number`; nothing where there is none to make."""
    points = _points(table)
    if not FEWEST <= len(points) <= MOST_BARS:
        return ""
    over_years = all(_YEAR.fullmatch(point.name) for point in points)
    label = table.columns[0]
    drawn = _line(number, points, label) if over_years else _bars(number, points, label)
    return f'<figure class="wj-plot">{drawn}</figure>'


def _points(table: AnswerTable) -> list[_Point]:
    """The table's figures as numbers, rows without one left out; none where they are not of one unit."""
    if len(table.columns) != 1:
        return []
    found = [(cell, quantity) for cell in table.cells if (quantity := _figure(cell.text)) is not None]
    if not all(comparable(found[0][1].unit, quantity.unit) for _, quantity in found):
        return []
    return [_Point(table.rows[cell.row], _value(quantity), cell.text, cell.citation) for cell, quantity in found]


def _figure(text: str) -> Quantity | None:
    """The first figure: "5%以上、力争6%" is drawn at 5."""
    return next(iter(find_quantities(text)), None)


def _value(quantity: Quantity) -> float:
    value = float((quantity.low + quantity.high) / 2)
    return -abs(value) if quantity.direction is Direction.DOWN and not quantity.reached else value


def _bars(number: int, points: Sequence[_Point], label: str) -> str:
    """A bar a row, the longest first."""
    ranked = sorted(points, key=lambda point: -point.value)
    low, high = min(0.0, ranked[-1].value), max(0.0, ranked[0].value)
    names = [shortened(point.name, _NAME) for point in ranked]
    figures = [shortened(point.shown, _SAID) for point in ranked]
    left = max(map(_wide, names)) + 14
    room = _WIDTH - left - max(map(_wide, figures)) - 10

    def across(value: float) -> float:
        return left + room * (value - low) / ((high - low) or 1)

    parts = []
    for place, (point, name, figure) in enumerate(zip(ranked, names, figures, strict=True)):
        y = place * _BAR
        start, end = sorted((across(0), across(point.value)))
        parts.append(
            f'<a href="#cite-{number}-{point.citation}"><title>{escape(f"{point.name} {point.shown}")}</title>'
            f'<text x="{left - 8}" y="{y + 15}" text-anchor="end">{escape(name)}</text>'
            f'<rect x="{start:.1f}" y="{y + 4}" width="{max(end - start, 1):.1f}" height="14" rx="2"></rect>'
            f'<text x="{end + 6:.1f}" y="{y + 15}">{escape(figure)}</text></a>'
        )
    return _svg(label, len(ranked) * _BAR + 4, parts)


def _line(number: int, points: Sequence[_Point], label: str) -> str:
    """A line over years from the least figure to the greatest: how it went, which a line from nought would flatten."""
    ordered = sorted(points, key=lambda point: int(point.name))
    first, last = int(ordered[0].name), int(ordered[-1].name)
    low, high = min(point.value for point in ordered), max(point.value for point in ordered)
    widest = max(_wide(point.shown) for point in ordered)
    floor, top, side = _HEIGHT - 40, 30, max(50, widest // 2 + 4)

    def spot(point: _Point) -> tuple[float, float]:
        x = side + (_WIDTH - 2 * side) * (int(point.name) - first) / ((last - first) or 1)
        return x, floor - (floor - top) * ((point.value - low) / (high - low) if high > low else 0.5)

    path = " ".join("{:.1f},{:.1f}".format(*spot(point)) for point in ordered)
    parts = [f'<polyline points="{path}"></polyline>']
    apart = (_WIDTH - 2 * side) / (len(ordered) - 1)
    step = ceil(max(widest, 40) / apart)  # words of more would lie upon one another
    for place, point in enumerate(ordered):
        x, y = spot(point)
        words = (
            f'<text x="{x:.1f}" y="{y - 11:.1f}" text-anchor="middle">{escape(point.shown)}</text>'
            f'<text x="{x:.1f}" y="{_HEIGHT - 8}" text-anchor="middle" class="wj-axis">{escape(point.name)}</text>'
        )
        parts.append(
            f'<a href="#cite-{number}-{point.citation}"><title>{escape(f"{point.name} {point.shown}")}</title>'
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5"></circle>{words if place % step == 0 else ""}</a>'
        )
    return _svg(label, _HEIGHT, parts)


def _wide(text: str) -> int:
    return sum(_FULL if east_asian_width(letter) in "WF" else _HALF for letter in text)


def _svg(label: str, height: int, parts: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {_WIDTH} {height}" role="group" aria-label="{escape(label)}">{"".join(parts)}</svg>'
