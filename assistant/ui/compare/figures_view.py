"""Figures side by side, as HTML: what is chosen, a table a sort of figure, a drawing, and what the tables lack."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from assistant.ledger.figures import Figures, may_tell
from assistant.ledger.grid_workbook import column_said, grid_title, number_said
from assistant.ledger.grids import Column, Grid, Grids, only
from assistant.ledger.plotting import plot
from assistant.ledger.row import LedgerRow
from assistant.ledger.tables import UnitColumn, columns_of, kind_said, notes, said_whole, span_said, stage_said
from assistant.messages import Language, listed, message
from assistant.ui.ask.conversation import Target
from assistant.ui.compare import views
from assistant.ui.compare.wanted import Wanted, whose_of, years_of
from index.store.rows import StoredReport

# Tables of a measure that are open; the others, of few figures each, are folded.
OPEN_TABLES = 2
# Titles of reports that one line names.
NAMED = 6
# Qualifiers that say a figure was not final when it was told; the others are in the quote.
_EXPECTED = "预"


@dataclass(frozen=True, slots=True)
class Offered:
    """What the library offers: its reports, and the measures that its ledgers tell most."""

    reports: Sequence[StoredReport]
    measures: Sequence[str]


def fragment_of(row: LedgerRow) -> str:
    """What opens a figure: its clause, with the figure in bold."""
    entry = row.entry
    start, end = min(entry.start, entry.figure[0]), max(entry.end, entry.figure[1])
    return Target("span", start, end, row.report_id, counts=entry.figure).fragment


def view_html(wanted: Wanted, offered: Offered, found: Sequence[tuple[str, Grids]], language: Language) -> str:
    """The whole view. `found` are the chosen measures with their tables."""
    known = Known(offered.reports)
    measures = "".join(
        _measure(_Place(wanted, place), typed, grids, known, language) for place, (typed, grids) in enumerate(found)
    )
    head = f"{views.head_html('figures', language)}{form_html(wanted, offered, language)}"
    return f"{head}{_downloads(wanted, found, language)}{measures}"


def _say(language: Language, key: str, **fields: Any) -> str:
    return escape(message(language, f"compared.{key}", **fields))


# -- what is chosen


def form_html(wanted: Wanted, offered: Offered, language: Language) -> str:
    """The chosen measures, a box for another, names and years."""
    chips = "".join(
        f'<button type="button" class="wj-scope-chip" data-measure-off="{escape(name)}" '
        f'aria-label="{_say(language, "measure_off", name=name)}"><span>{escape(name)}</span>'
        '<span aria-hidden="true">×</span></button>'
        for name in wanted.measures
    )
    often = [name for name in offered.measures if name not in wanted.measures]
    years = [str(year) for year in years_of(offered.reports)]
    options = "".join(f'<option value="{escape(name)}"></option>' for name in often)
    first = "".join(
        f'<button type="button" class="wj-choice" data-measure-on="{escape(name)}">{escape(name)}</button>'
        for name in often[:10]
    )
    suggested = (
        ""
        if wanted.measures
        else (
            f'<div class="wj-compare-often" role="group" aria-label="{_say(language, "often")}">'
            f"<span>{_say(language, 'often')}</span>{first}</div>"
        )
    )
    return (
        f'<p class="wj-hint">{_say(language, "figures_hint")}</p>'
        '<form class="wj-compare-form" data-figures-form>'
        f'<div class="wj-compare-measures">{chips}<span class="wj-compare-add">'
        f'<label class="wj-compare-typed"><span class="wj-sr">{_say(language, "measure")}</span>'
        '<input type="text" class="wj-filter" name="measure" list="wj-measures" '
        f'autocomplete="off" placeholder="{_say(language, "measure_hint")}"></label>'
        f'<datalist id="wj-measures">{options}</datalist>'
        f'<button type="submit" class="wj-strong">{_say(language, "measure_add")}</button></span></div>'
        f'<div class="wj-compare-picks">{_pick("who", whose_of(offered.reports), wanted.who, language)}'
        f"{_pick('year', years, [str(year) for year in wanted.years], language)}</div></form>{suggested}"
    )


def _pick(name: str, values: Sequence[str], chosen: Sequence[str], language: Language) -> str:
    """Several of a list, folded: how many are chosen, then a box each."""
    label = _say(language, "who" if name == "who" else "years")
    count = _say(language, "some", count=len(chosen)) if chosen else _say(language, "all")
    shown = ", ".join(chosen) if 0 < len(chosen) <= 3 else count
    boxes = "".join(
        f'<label><input type="checkbox" name="{name}" value="{escape(value)}"'
        f"{' checked' if value in chosen else ''}><span>{escape(value)}</span></label>"
        for value in values
    )
    clear = (
        f'<button type="button" class="wj-quiet" data-pick-clear>{_say(language, "clear")}</button>' if chosen else ""
    )
    filtered = ""
    if len(values) > 12:
        words = _say(language, "filter")
        filtered = (
            f'<input type="search" class="wj-filter" data-pick-filter aria-label="{words}" placeholder="{words}">'
        )
    return (
        f'<details class="wj-pick" data-pick="{name}"><summary><span>{label}</span> <b>{escape(shown)}</b></summary>'
        f'<div class="wj-pick-box">{filtered}<div class="wj-pick-list" role="group" tabindex="0" '
        f'aria-label="{label}">{boxes}</div>{clear}</div></details>'
    )


def _downloads(wanted: Wanted, found: Sequence[tuple[str, Grids]], language: Language) -> str:
    if not any(grids.rows for _, grids in found):
        return ""
    links = "".join(_download(f"figures.{name}?{wanted.query}", name.upper(), language) for name in ("csv", "xlsx"))
    words, copied = _say(language, "link"), _say(language, "link_done")
    return (
        f'<p class="wj-compare-do"><span>{_say(language, "download")}</span>{links}'
        f'<button type="button" class="wj-quiet" data-link="compare=figures&amp;{escape(wanted.query)}" '
        f'data-done="{copied}">{words}</button></p>'
    )


def _download(address: str, words: str, language: Language) -> str:
    return (
        f'<a class="wj-quiet" data-download href="wenju/compare/{escape(address)}&amp;language={language}" '
        f"download>{words}</a>"
    )


# -- a measure


class Known:
    """What the reports of the library tell of, to say why a cell is empty."""

    def __init__(self, reports: Sequence[StoredReport]) -> None:
        self._reports = reports

    def tells(self, whose: str, column: Column) -> bool:
        """Whether some report of theirs is one that tells of the column's year."""
        years = (column.period.years[1],)
        planned = None if column.standing == "told" else column.standing == "aim"
        own = (each.metadata for each in self._reports if whose in (each.metadata.region, each.metadata.issuer))
        return any(may_tell(each, years, planned) for each in own)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a table stands among all: the address, and its measure's number."""

    wanted: Wanted
    measure: int


def _measure(place: _Place, typed: str, grids: Grids, known: Known, language: Language) -> str:
    found = grids.found
    head = f'<h3 class="wj-compare-measure">{escape(found.measure.taken_for or typed)}</h3>'
    if not found.measure.is_known:
        nearest = "".join(
            f'<button type="button" class="wj-choice" data-measure-instead="{escape(name)}" '
            f'data-of="{escape(typed)}">{escape(name)}</button>'
            for name in found.measure.nearest
        )
        near = f"<p>{_say(language, 'nearest')} {nearest}</p>" if nearest else ""
        return f'{head}<div class="wj-note"><p>{_say(language, "unknown", typed=typed)}</p>{near}</div>'
    taken = ""
    if found.measure.typed != found.measure.taken_for:
        words = _say(language, "taken_for", typed=found.measure.typed, measure=found.measure.taken_for)
        taken = f'<p class="wj-hint">{words}</p>'
    tables = [_grid(grids, number, place, known, language) for number in range(len(grids.grids))]
    more = tables[OPEN_TABLES:]
    folded = ""
    if more:
        words = _say(language, "more_tables", count=len(more))
        folded = f'<details class="wj-folded"><summary>{words}</summary>{"".join(more)}</details>'
    none = "" if tables or grids.loose else f'<p class="wj-note">{_say(language, "none")}</p>'
    return (
        f'<section class="wj-compared">{head}{taken}{none}{"".join(tables[:OPEN_TABLES])}{folded}'
        f"{_loose(grids.loose, language)}{_missing(found, language)}</section>"
    )


def _grid(grids: Grids, number: int, place: _Place, known: Known, language: Language) -> str:
    grid = grids.grids[number]
    drawn = drawing(grids, grid, language, lambda row: f"#{fragment_of(row)}")
    below = _drawn(drawn, place.wanted, f"{place.measure}-{number}", language, is_open=number == 0)
    title = grid_title(grid, language)
    label = _say(language, "table", title=title, count=len(grid.whose))
    rows = "".join(_row(grid, whose, known, language) for whose in grid.whose)
    return (
        f'<h4 class="wj-grid-title">{escape(title)}</h4>'
        f'<div class="wj-desk-scroll" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="wj-own-table wj-figures-table"><caption class="wj-sr">{label}</caption>'
        f"{_heads(grid, language)}<tbody>{rows}</tbody></table></div>{below}"
    )


def _heads(grid: Grid, language: Language) -> str:
    """Two lines: the times, and below each whether the column is of aims or results."""
    times: list[tuple[str, int]] = []
    for column in grid.columns:
        shown = span_said(column.period)
        times = [*times[:-1], (shown, times[-1][1] + 1)] if times and times[-1][0] == shown else [*times, (shown, 1)]
    above = "".join(f'<th scope="colgroup" colspan="{count}">{escape(shown)}</th>' for shown, count in times)
    below = "".join(
        _head(place, message(language, f"standing.{column.standing}"), column_said(column, language), language)
        for place, column in enumerate(grid.columns, 1)
    )
    whose = message(language, "compared.whose")
    return (
        f'<thead><tr><td class="wj-corner"></td>{above}</tr><tr>{_head(0, whose, whose, language)}{below}</tr></thead>'
    )


def _head(place: int, words: str, whole: str, language: Language) -> str:
    label = _say(language, "sort", column=whole)
    return (
        f'<th scope="col" aria-sort="none"><button type="button" data-sort="{place}" aria-label="{label}">'
        f"{escape(words)}</button></th>"
    )


def _row(grid: Grid, whose: str, known: Known, language: Language) -> str:
    cells = "".join(_cell(grid, whose, column, known, language) for column in grid.columns)
    return f'<tr><th scope="row">{escape(whose)}</th>{cells}</tr>'


def _cell(grid: Grid, whose: str, column: Column, known: Known, language: Language) -> str:
    rows = grid.cells.get((whose, column), ())
    standing = f"wj-{column.standing}"
    if not rows:
        why = _say(language, "hole_silent" if known.tells(whose, column) else "hole_no_report")
        return (
            f'<td class="wj-num {standing}" data-value=""><span class="wj-dash" title="{why}">–</span>'
            f'<span class="wj-sr">{why}</span></td>'
        )
    value = number_said(rows[0], grid).partition("–")[0]
    shown = "".join(f'<div class="wj-one">{figure_html(row, grid.unit, language)}</div>' for row in rows)
    return f'<td class="wj-num {standing}" data-value="{escape(value)}">{shown}</td>'


def figure_html(row: LedgerRow, unit: UnitColumn, language: Language) -> str:
    """A figure as the report writes it, a link to its quote; that it was expected, and what is told otherwise."""
    expected = any(_EXPECTED in word for word in row.entry.qualifiers)
    mark = f' <small class="wj-expected">{_say(language, "expected")}</small>' if expected else ""
    if row.differs:
        why = _say(language, "unlike", notes=" ".join(notes(row, language)))
        mark += f' <span class="wj-unlike" title="{why}" role="img" aria-label="{why}">≠</span>'
    title = escape(f"{row.entry.measure} · {' '.join(row.sentence.split())}"[:300])
    return f'<a href="#{fragment_of(row)}" title="{title}">{escape(said_whole(row, unit, language))}</a>{mark}'


def drawing(grids: Grids, grid: Grid, language: Language, link: Callable[[LedgerRow], str] | None = None) -> str | None:
    """A table as an SVG; what is told as neither aim nor result is left out."""
    rows = [row for (_, column), cell in grid.cells.items() if column.standing != "told" for row in cell]
    return plot(only(grids.found, rows), language, (grid.unit,), link=link)


def _drawn(drawn: str | None, wanted: Wanted, name: str, language: Language, is_open: bool) -> str:
    """The drawing below its table, with what can be taken away of it."""
    if drawn is None:
        return ""
    query = f"{wanted.query}&table={name}"
    links = "".join(_download(f"plot.{form}?{query}", form.upper(), language) for form in ("svg", "png"))
    return (
        f'<details class="wj-folded wj-drawn"{" open" if is_open else ""}><summary>{_say(language, "plot")}</summary>'
        f'<figure class="wj-figures-plot">{drawn}</figure><p class="wj-compare-do">{links}</p></details>'
    )


def _loose(rows: Sequence[LedgerRow], language: Language) -> str:
    """The figures that have no place in a table, a line each."""
    if not rows:
        return ""
    units = {column.base: column for column in columns_of(rows, language)}
    lines = "".join(
        f"<li>{escape(row.whose)} · {escape(row.entry.measure)} · {figure_html(row, units[row.entry.unit], language)}"
        f" <small>{escape(f'{kind_said(row, language)} · {stage_said(row, language)}')}</small></li>"
        for row in rows
    )
    words = _say(language, "loose", count=len(rows))
    return f'<details class="wj-folded"><summary>{words}</summary><ul class="wj-loose">{lines}</ul></details>'


def _missing(found: Figures, language: Language) -> str:
    lines = []
    for key, ids in (("without", found.without), ("unread", found.unread)):
        if ids and found.measure.is_known:
            named = [found.title_of(each) for each in ids[:NAMED]] + (["…"] if len(ids) > NAMED else [])
            lines.append(_say(language, key, count=len(ids), reports=listed(language, named)))
    return "".join(f'<p class="wj-hint wj-missing">{line}</p>' for line in lines)
