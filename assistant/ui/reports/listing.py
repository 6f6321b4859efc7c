"""The table of reports as HTML: sorted, filtered, searched, selected and paged by the page's script, all rows at once.

A row of 300 bytes or so: a thousand reports are a third of a megabyte, and no click on a column waits for the server.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from assistant.messages import Language, message
from assistant.messages.reasons import reason_said
from assistant.report_sets import ReportSet
from assistant.ui.panels import drop_zone_html
from index.report import Metadata
from index.store.rows import StoredReport

# Columns in order: name, and whether its cells are numbers.
COLUMNS = (
    ("title", False),
    ("issuer", False),
    ("region", False),
    ("year", True),
    ("kind", False),
    ("language", False),
    ("pages", True),
    ("passages", True),
    ("facts", True),
    ("added", False),
    ("problems", True),
)
# Those that a choice above the table filters by.
FILTERS = ("year", "region", "issuer", "kind", "language")


@dataclass(frozen=True, slots=True)
class Listed:
    """What the tab shows: the reports newest first, how many figures each has where they were read, collections."""

    reports: Sequence[StoredReport]
    facts: Mapping[str, int]
    collections: Sequence[ReportSet]


def listing_html(listed: Listed, language: Language) -> str:
    """The tab: heading, search and filters, collections, the table, and what is done with those selected."""
    count = message(language, "reports.count", count=len(listed.reports))
    heading = f'<h2 tabindex="-1">{_said(language, "heading")} <span class="wj-count">{escape(count)}</span></h2>'
    if not listed.reports:
        return f'<div class="wj-desk-head">{heading}</div><div class="wj-welcome">{drop_zone_html(language)}</div>'
    return (
        f'<div class="wj-desk-head">{heading}'
        f'<button type="button" class="wj-strong" data-add>{escape(message(language, "page.upload"))}</button></div>'
        '<div class="wj-desk-versions" data-versions></div>'
        f"{_collections(listed, language)}{_tools(listed.reports, language)}{_selection(language)}"
        f"{_table(listed, language)}"
        f'<p class="wj-faint" data-none hidden>{_said(language, "none_match")}</p>{_pager(language)}'
    )


def _words(language: Language, key: str, **fields: Any) -> str:
    return message(language, f"reports.{key}", **fields)


def _said(language: Language, key: str, **fields: Any) -> str:
    return escape(_words(language, key, **fields))


def _tools(reports: Sequence[StoredReport], language: Language) -> str:
    label = _said(language, "search")
    chosen = "".join(_filter(name, reports, language) for name in FILTERS)
    return (
        '<div class="wj-desk-tools"><input type="search" class="wj-filter" data-search '
        f'aria-label="{label}" placeholder="{label}">{chosen}</div>'
    )


def _filter(name: str, reports: Sequence[StoredReport], language: Language) -> str:
    """A native choice, which keyboards and readers know; nothing where there is nothing to tell apart."""
    known = {cell_value(report, name): cell_words(report, name, language) for report in reports}
    if len(known) < 2:
        return ""
    words = _words(language, name)
    unstated = message(language, "reports.unstated")
    values = sorted(known.items(), key=lambda each: (each[0] == "", each[1]), reverse=name == "year")
    options = "".join(
        f'<option value="{escape(value or "-")}">{escape(shown or unstated)}</option>' for value, shown in values
    )
    every = escape(message(language, "reports.all_of", column=words))
    label = escape(message(language, "reports.filter_by", column=words))
    return f'<select data-by="{name}" aria-label="{label}"><option value="">{every}</option>{options}</select>'


def _collections(listed: Listed, language: Language) -> str:
    known = {report.report_id for report in listed.reports}
    chips = []
    for one in listed.collections:
        held = [report_id for report_id in one.reports if report_id in known]
        words = message(language, "reports.collection_size", name=one.name, count=len(held))
        chips.append(
            f'<button type="button" class="wj-choice" aria-pressed="false" data-collection="{escape(one.name)}" '
            f'data-holds="{" ".join(held)}">{escape(words)}</button>'
        )
    if not chips:
        return ""
    actions = "".join(
        f'<button type="button" class="wj-quiet" data-collection-{verb}>'
        f"{_said(language, f'collection_{verb}')}</button>"
        for verb in ("ask", "rename", "delete")
    )
    return (
        f'<div class="wj-desk-sets" role="group" aria-label="{_said(language, "collections")}">'
        f"<h3>{_said(language, 'collections')}</h3>{''.join(chips)}"
        f"<span data-collection-do hidden>{actions}</span></div>"
    )


def _selection(language: Language) -> str:
    actions = "".join(
        f'<button type="button" class="wj-quiet" data-do="{verb}">{_said(language, key)}</button>'
        for verb, key in (
            ("ask", "ask_selected"),
            ("set", "set_selected"),
            ("drop", "collection_drop"),
            ("remove", "remove"),
            ("none", "unselect"),
        )
    )
    return f'<div class="wj-desk-selected" data-selected hidden><b data-selected-count></b>{actions}</div>'


def _table(listed: Listed, language: Language) -> str:
    every = _said(language, "select_all")
    heads = "".join(
        f'<th scope="col" aria-sort="none" class="wj-col-{name}{" wj-num" if numeric else ""}">'
        f'<button type="button" data-order="{name}">{_said(language, name)}</button></th>'
        for name, numeric in COLUMNS
    )
    rows = "".join(_row(report, listed.facts.get(report.report_id), language) for report in reversed(listed.reports))
    return (
        f'<div class="wj-desk-scroll" tabindex="0" role="region" aria-label="{_said(language, "table")}">'
        f'<table class="wj-desk-table"><caption class="wj-sr">{_said(language, "table")}</caption><thead><tr>'
        f'<td class="wj-col-select"><label class="wj-tick">'
        f'<input type="checkbox" data-all aria-label="{every}"><span aria-hidden="true">{every}</span></label>'
        f"</td>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(report: StoredReport, facts: int | None, language: Language) -> str:
    title = report.metadata.title
    names = " ".join(source.name for source in report.sources)
    cells = []
    for name, numeric in COLUMNS[1:]:
        value = str(facts if facts is not None else "") if name == "facts" else cell_value(report, name)
        words = value if name == "facts" else cell_words(report, name, language)
        hint = ""
        if name == "problems" and report.problems:
            told = " ".join(reason_said(problem, language) for problem in report.problems)
            hint = f' title="{escape(told)}"'
        label = _said(language, name)
        cells.append(
            f'<td class="wj-col-{name}{" wj-num" if numeric else ""}" data-value="{escape(value)}" '
            f'data-label="{label}"{hint}>{escape(words) or "<span class=wj-dash>–</span>"}</td>'
        )
    select = escape(message(language, "reports.select", title=title))
    first = report.sources[0].name if report.sources else ""
    return (
        f'<tr data-report="{report.report_id}" data-names="{escape(names)}"><td class="wj-col-select">'
        f'<label class="wj-tick"><input type="checkbox" data-pick aria-label="{select}"></label></td>'
        f'<th scope="row" class="wj-col-title" data-value="{escape(title)}">'
        f'<a href="#open-{report.report_id}">{escape(title)}</a><span class="wj-file">{escape(first)}</span></th>'
        f"{''.join(cells)}</tr>"
    )


def _pager(language: Language) -> str:
    before, after = _said(language, "page_before"), _said(language, "page_after")
    return (
        f'<nav class="wj-desk-pager" data-pager aria-label="{_said(language, "pager")}" hidden>'
        f'<button type="button" class="wj-icon" data-turn="-1" aria-label="{before}" title="{before}">‹</button>'
        '<span data-at role="status"></span>'
        f'<button type="button" class="wj-icon" data-turn="1" aria-label="{after}" title="{after}">›</button></nav>'
    )


def cell_value(report: StoredReport, name: str) -> str:
    """What a column sorts and filters by."""
    known: Metadata = report.metadata
    values: dict[str, object] = {
        "title": known.title,
        "issuer": known.issuer,
        "region": known.region,
        "year": known.year,
        "kind": known.kind,
        "language": known.language,
        "pages": report.pages,
        "passages": report.passages,
        "added": report.added,
        "problems": len(report.problems),
    }
    return "" if values[name] is None else str(values[name])


def cell_words(report: StoredReport, name: str, language: Language) -> str:
    """What a column shows."""
    value = cell_value(report, name)
    if name == "kind":
        return message(language, f"report_kind.{value}")
    if name == "language":
        return message(language, f"report_language.{value if value in ('zh', 'en') else 'other'}")
    if name == "added":
        return value[:10]
    if name == "problems":
        return message(language, "reports.problems_count", count=value) if report.problems else ""
    return value


def versions_html(pairs: Sequence[tuple[StoredReport, StoredReport]], language: Language) -> str:
    """Which reports are earlier versions of others; nothing where none is."""
    if not pairs:
        return ""
    lines = "".join(
        f'<li><a href="#open-{earlier.report_id}">{escape(_version(earlier, later, language))}</a></li>'
        for earlier, later in pairs
    )
    return (
        f'<div class="wj-note"><p>{_said(language, "versions_one")} {_said(language, "version_counts")}</p>'
        f"<ul>{lines}</ul></div>"
    )


def _version(earlier: StoredReport, later: StoredReport, language: Language) -> str:
    return message(
        language,
        "reports.version_of",
        earlier=earlier.metadata.title,
        earlier_name=earlier.sources[0].name,
        later_name=later.sources[0].name,
    )
