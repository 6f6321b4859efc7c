"""A report's figures in the panel: a table that the page's script sorts and filters, and one figure's quote."""

from collections.abc import Sequence
from html import escape

from assistant.ledger.row import LedgerRow, number
from assistant.ledger.tables import kind_said, period_said, said, stage_said
from assistant.messages import Language, message
from assistant.ui.ask.conversation import Target
from assistant.ui.ask.reading_panel import bar_html, mention_links, quoted_html, step_html
from assistant.ui.beside import beside_html
from index.report import Report

# Rows that are shown at once; a browser lays out a thousand in 0.2 s. `wenju facts` prints all.
SHOWN = 1_000


def facts_html(report: Report, rows: Sequence[LedgerRow], language: Language) -> str:
    """The figures of a report, a row each, in its order; a row opens its quote."""
    head = (
        f'{bar_html("", language)}<header class="wj-where"><h2 tabindex="-1"><a href="#report-{report.report_id}">'
        f"{escape(report.metadata.title)}</a></h2>"
    )
    label = escape(message(language, "page.facts_label", count=len(rows)))
    if not rows:
        return f'{head}</header><div class="wj-scroll"><p class="wj-faint">{_none(language)}</p></div>'
    return (
        f'{head}<p class="wj-label">{label}</p>{_filter(language)}</header>'
        f'<div class="wj-scroll wj-facts-scroll" tabindex="0" role="region" aria-label="{label}">'
        f"{_table(report, rows, language)}</div>"
    )


def rows_html(report: Report, rows: Sequence[LedgerRow], language: Language) -> str:
    """The same table without the panel around it: a part of the report's own page."""
    if not rows:
        return f'<p class="wj-faint">{_none(language)}</p>'
    label = escape(message(language, "page.facts_label", count=len(rows)))
    return (
        f'{_filter(language)}<div class="wj-facts-own" tabindex="0" role="region" aria-label="{label}">'
        f"{_table(report, rows, language)}</div>"
    )


def _filter(language: Language) -> str:
    hint = escape(message(language, "page.facts_filter"))
    return f'<input type="search" class="wj-filter" data-filter-rows aria-label="{hint}" placeholder="{hint}">'


def _table(report: Report, rows: Sequence[LedgerRow], language: Language) -> str:
    label = escape(message(language, "page.facts_label", count=len(rows)))
    cut = ""
    if len(rows) > SHOWN:
        words = message(language, "page.facts_cut", count=SHOWN, name=report.sources[0].name)
        cut = f'<p class="wj-note">{escape(words)}</p>'
    names = ("measure", "figure", "period", "stage", "kind")
    heads = "".join(
        f'<th scope="col" aria-sort="none"><button type="button" data-sort="{place}">'
        f"{escape(message(language, f'column.{name}'))}</button></th>"
        for place, name in enumerate(names)
    )
    lines = "".join(_line(row, place, language) for place, row in enumerate(rows[:SHOWN], start=1))
    return (
        f'{cut}<table class="wj-rows"><caption class="wj-sr">{label}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"
        f'<p class="wj-faint wj-rows-none" hidden>{escape(message(language, "page.facts_none"))}</p>'
    )


def _line(row: LedgerRow, place: int, language: Language) -> str:
    """A row; `data-value` is what its cell is sorted by where that is not its words."""
    fragment = Target("fact", place, report_id=row.report_id).fragment
    period = "" if row.entry.period is None else row.entry.period.first
    measure = row.entry.measure or message(language, "page.facts_unnamed")
    planned = " wj-planned" if row.entry.planned else ""
    title = escape(" ".join(row.sentence.split()))
    return (
        f'<tr title="{title}"><td><a href="#{fragment}">{escape(measure)}</a></td>'
        f'<td class="wj-figure" data-value="{number(row.entry.high)}">{escape(said(row, language))}</td>'
        f'<td data-value="{escape(period)}">{escape(period_said(row))}</td>'
        f'<td class="wj-stage{planned}">{escape(stage_said(row, language))}</td>'
        f"<td>{escape(kind_said(row, language))}</td></tr>"
    )


def fact_html(report: Report, rows: Sequence[LedgerRow], place: int, language: Language) -> str:
    """The quote of the figure at `place`, from 1, in the text around it, with links to its neighbours."""
    row = rows[place - 1]

    def target(at: int) -> Target | None:
        return Target("fact", at, report_id=row.report_id) if 1 <= at <= len(rows) else None

    links = [
        step_html("page.previous", target(place - 1), language),
        f'<span class="wj-position">{message(language, "page.position", n=place, count=len(rows))}</span>',
        step_html("page.next", target(place + 1), language),
        f'<a class="wj-quiet" href="#facts-{row.report_id}">{escape(message(language, "page.facts"))}</a>',
    ]
    told = (
        row.entry.measure,
        said(row, language),
        kind_said(row, language),
        stage_said(row, language),
        period_said(row),
    )
    return quoted_html(
        report,
        (row.entry.start, row.entry.end),
        report.page_at(row.entry.start),
        report.headings(row.entry.start),
        beside_html(told),
        row.locator,
        "".join(links),
        language,
        counts=row.entry.figure,
        following=mention_links(report, row.entry.measure, (row.entry.start, row.entry.end), language),
    )


def _none(language: Language) -> str:
    return escape(message(language, "ledger.none"))
