"""A measure drawn: a line a place over years; a bar a place where there is one year, a row of dots where there are few
years of many places. Plain SVG, no script.

Drawn here and not by Vega-Lite (altair 6.3, vl-convert-python 1.9): a still SVG of that has no words behind its marks,
so no place in a report; its names at the ends of lines lie upon one another; its wheel is 34 MB and took 2.0 s for two
drawings, resvg, which makes pictures of ours, 1.4 MB and 0.2 s.

Only figures that decide their cell are drawn, of the one kind and unit that most of them have; a bound is drawn at its
figure, a range at its middle.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from statistics import fmean

from assistant.ledger.figures import Figures
from assistant.ledger.row import LedgerRow
from assistant.ledger.tables import UnitColumn, columns_of, period_said, said, stage_said
from assistant.ledger.tables import value as value_in
from assistant.messages import Language, message

WIDTH, LEFT, RIGHT, TOP, LINE = 760, 150, 40, 44, 24
HEIGHT, LABEL = 380, 15
# So few years of so many places are dots in a row a place: lines of one step would lie upon one another.
FEW_YEARS, MANY_PLACES = 3, 9
_BOUNDS = {"": "", "about": "≈", "near": "≈", "over": "≥", "under": "≤"}
_OF_FALLS = {"over": "≤", "under": "≥"}  # 下降3%以上 is −3 or less
# Eight that are told apart by those who see few colours (Okabe and Ito, 2008); further lines take them again, dashed.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#555555", "#b8a800")
_STYLE = "font-family:system-ui,'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;font-size:13px"


@dataclass(frozen=True, slots=True)
class _Point:
    whose: str
    year: int
    value: float
    shown: str  # with its bound: ≥7, 5–5.5
    planned: bool
    title: str
    href: str = ""


def plot(
    found: Figures,
    language: Language,
    asked: Sequence[UnitColumn] = (),
    page: bool = False,
    link: Callable[[LedgerRow], str] | None = None,
) -> str | None:
    """The drawing as SVG, or with `page` inside an HTML page; None where there are no two figures to compare.

    With `link` each figure leads to where that says.
    """
    rows = _alike(found.rows)
    if len(rows) < 2:
        return None
    column = columns_of(rows, language, asked)[0]
    points = [_point(row, column, language, link(row) if link is not None else "") for row in rows]
    label = message(language, "ledger.plot", measure=found.measure.taken_for, unit=column.name or "—")
    years = {point.year for point in points}
    if len(years) == 1:
        drawn = _bars(f"{label}, {years.pop()}", points)
    elif len(years) <= FEW_YEARS and len({point.whose for point in points}) >= MANY_PLACES:
        drawn = _dots(label, points, language)
    else:
        drawn = _lines(label, points)
    if not page:
        return drawn
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{escape(label)}</title>{drawn}</html>\n'
    )


def _alike(rows: Sequence[LedgerRow]) -> list[LedgerRow]:
    """Those of the kind, unit and comparison that most have, of one year each."""
    deciding = [row for row in rows if row.decides and row.entry.period is not None and row.entry.period.is_year]
    most = Counter(_sort(row) for row in deciding).most_common(1)
    return [row for row in deciding if _sort(row) == most[0][0]]


def _sort(row: LedgerRow) -> tuple[object, ...]:
    return row.entry.kind, row.entry.unit, row.entry.base


def _point(row: LedgerRow, column: UnitColumn, language: Language, href: str) -> _Point:
    entry = row.entry
    assert entry.period is not None
    value = float((entry.low + entry.high) / 2 / column.factor)
    words = (row.whose, said(row, language), stage_said(row, language), period_said(row), row.locator)
    bound = _OF_FALLS.get(entry.hedge) if entry.high < 0 else None
    shown = (bound or _BOUNDS[entry.hedge]) + value_in(row, column)
    whose = row.whose or row.metadata.title
    return _Point(whose, entry.period.years[0], value, shown, entry.planned, " · ".join(words), href)


def _bars(label: str, points: Sequence[_Point]) -> str:
    """A bar a figure, the longest first."""
    ranked = sorted(points, key=lambda point: -point.value)
    low, high = min(0.0, ranked[-1].value), max(0.0, ranked[0].value)
    room = WIDTH - LEFT - RIGHT - 60

    def across(value: float) -> float:
        return LEFT + room * (value - low) / ((high - low) or 1)

    parts = []
    for place, point in enumerate(ranked):
        y = TOP + place * LINE
        start, end = sorted((across(0), across(point.value)))
        look = f'fill="none" stroke="{COLOURS[0]}"' if point.planned else f'fill="{COLOURS[0]}"'
        bar = (
            f'<rect x="{start:.1f}" y="{y + 3}" width="{max(end - start, 1):.1f}" height="14" {look}>'
            f"<title>{escape(point.title)}</title></rect>"
        )
        parts.append(
            f'<text x="{LEFT - 8}" y="{y + 14}" text-anchor="end">{escape(point.whose[:12])}</text>'
            f"{_linked(point, bar)}"
            f'<text x="{end + 6:.1f}" y="{y + 14}">{escape(point.shown)}</text>'
        )
    return _svg(label, TOP + len(ranked) * LINE + 16, parts)


def _linked(point: _Point, mark: str) -> str:
    return f'<a href="{escape(point.href)}">{mark}</a>' if point.href else mark


def _circle(point: _Point, x: float, y: float, colour: str, fill: str) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{fill}" stroke="{colour}" stroke-width="1.5">'
        f"<title>{escape(point.title)}</title></circle>"
    )


def _dot(point: _Point, x: float, y: float, colour: str) -> str:
    """A dot, or around where a dot may be a ring that lets it be seen, and that is hit inside too."""
    look = 'r="6.5" fill-opacity="0"' if point.planned else 'r="4"'
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" {look} fill="{colour}" stroke="{colour}" stroke-width="1.5">'
        f"<title>{escape(point.title)}</title></circle>"
    )


def _dots(label: str, points: Sequence[_Point], language: Language) -> str:
    """A row a place, those with the highest newest figure first; a dot a result, a ring an aim, a colour a year."""
    marks = _marks(min(point.value for point in points), max(point.value for point in points))
    years = sorted({point.year for point in points})
    colours = dict(zip(reversed(years), COLOURS, strict=False))
    by_place: dict[str, list[_Point]] = defaultdict(list)
    for point in points:
        by_place[point.whose].append(point)
    newest = {whose: max(own, key=lambda point: (point.year, point.value)) for whose, own in by_place.items()}
    ranked = sorted(by_place, key=lambda whose: (-newest[whose].year, -newest[whose].value))
    top = TOP + 24

    def across(value: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (value - marks[0]) / ((marks[-1] - marks[0]) or 1)

    parts, x = [], float(LEFT)
    for year, planned in sorted({(point.year, point.planned) for point in points}, key=lambda each: (each[0], each[1])):
        colour = colours[year]
        words = f"{year} {message(language, 'standing.aim' if planned else 'standing.result')}"
        fill = "#fff" if planned else colour
        parts.append(
            f'<circle cx="{x:.0f}" cy="{TOP + 4}" r="4.5" fill="{fill}" stroke="{colour}" stroke-width="1.5"/>'
        )
        parts.append(f'<text x="{x + 10:.0f}" y="{TOP + 8}">{escape(words)}</text>')
        x += 34 + 13 * len(words) * (0.6 if words.isascii() else 0.8)
    bottom = top + len(ranked) * LINE
    for value in marks:
        parts.append(
            f'<line x1="{across(value):.1f}" x2="{across(value):.1f}" y1="{top}" y2="{bottom}" stroke="#ddd"/>'
            f'<text x="{across(value):.1f}" y="{bottom + 18}" text-anchor="middle">{value:,.10g}</text>'
        )
    for place, whose in enumerate(ranked):
        y = top + place * LINE + LINE / 2
        own = sorted(by_place[whose], key=lambda point: (not point.planned, point.year))
        ends = sorted(across(point.value) for point in own)
        parts.append(f'<text x="{LEFT - 10}" y="{y + 5:.1f}" text-anchor="end">{escape(whose[:12])}</text>')
        parts.append(f'<line x1="{ends[0]:.1f}" x2="{ends[-1]:.1f}" y1="{y:.1f}" y2="{y:.1f}" stroke="#bbb"/>')
        for point in own:
            parts.append(_linked(point, _dot(point, across(point.value), y, colours[point.year])))
    return _svg(label, bottom + 34, parts)


def _lines(label: str, points: Sequence[_Point]) -> str:
    """A line a place through what has come about, its dots; rings are aims. Several of one year meet in their mean."""
    years = sorted({point.year for point in points})
    marks = _marks(min(0.0, *(point.value for point in points)), max(0.0, *(point.value for point in points)))
    low, high = marks[0], marks[-1]
    height = max(HEIGHT, TOP + 60 + LABEL * len({point.whose for point in points}))
    ground = height - 40

    def spot(year: int, value: float) -> tuple[float, float]:
        x = 60 + (WIDTH - 60 - LEFT) * (year - years[0]) / (years[-1] - years[0])
        return x, ground - (ground - TOP) * (value - low) / ((high - low) or 1)

    parts = []
    step = max(len(years) // 10, 1)
    parts += [
        f'<text x="{spot(year, low)[0]:.1f}" y="{ground + 20}" text-anchor="middle">{year}</text>'
        for year in years[::step]
    ]
    for value in marks:
        y = spot(years[0], value)[1]
        parts.append(f'<line x1="60" x2="{WIDTH - LEFT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="52" y="{y + 4:.1f}" text-anchor="end">{value:,.10g}</text>')
    by_place: dict[str, list[_Point]] = defaultdict(list)
    for point in points:
        by_place[point.whose].append(point)
    ends: list[tuple[float, float, str, str]] = []
    for number, (whose, own) in enumerate(by_place.items()):
        colour = COLOURS[number % len(COLOURS)]
        dash = ' stroke-dasharray="5 4"' if number >= len(COLOURS) else ""
        happened = [point for point in own if not point.planned] or own
        told = {year: [p.value for p in happened if p.year == year] for year in sorted({p.year for p in happened})}
        path = " ".join("{:.1f},{:.1f}".format(*spot(year, fmean(values))) for year, values in told.items())
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"{dash}/>')
        for point in own:
            x, y = spot(point.year, point.value)
            fill = "#fff" if point.planned else colour
            parts.append(_linked(point, _circle(point, x, y, colour, fill)))
        x, y = spot(years[-1], fmean(told[max(told)]))
        ends.append((y, x, whose, colour))
    free = 0.0
    for y, x, whose, colour in sorted(ends):
        free = max(y, free + LABEL)  # names that would lie upon one another are moved down
        parts.append(f'<text x="{x + 9:.1f}" y="{free + 4:.1f}" fill="{colour}">{escape(whose[:12])}</text>')
    return _svg(label, max(height, int(free) + 20), parts)


def _marks(low: float, high: float) -> list[float]:
    """Round values that an axis shows, about five of them, from below `low` to above `high`."""
    room = (high - low) / 5 or 1
    power = 10.0 ** floor(log10(room))
    step = next(power * each for each in (1, 2, 2.5, 5, 10) if power * each >= room * 0.999)
    return [round(step * place, 12) for place in range(floor(low / step), ceil(high / step) + 1)]


def _svg(label: str, height: int, parts: Sequence[str]) -> str:
    role = "group" if any("<a href" in part for part in parts) else "img"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="{role}" '
        f'aria-label="{escape(label)}" style="{escape(_STYLE)}"><rect width="{WIDTH}" height="{height}" fill="#fff"/>'
        f'<text x="16" y="26" font-size="16">{escape(label)}</text>{"".join(parts)}</svg>\n'
    )
