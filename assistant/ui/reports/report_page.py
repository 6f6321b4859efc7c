"""A report's own page: what it is, its outline and whole text, its figures, tables, what was taken out, what is
blanked, and its pages as pictures. Each part is made when it is looked at.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, Literal, get_args

from assistant.citations import locator
from assistant.ledger.row import LedgerRow
from assistant.messages import Language, message, shortened
from assistant.messages.reasons import reason_said
from assistant.ui.ask import facts_panel
from assistant.ui.leaf import leaf_html
from assistant.ui.report_text import report_html
from index.report import Block, BlockKind, Report, Section
from index.store.rows import StoredReport
from index.structure.tables import caption_span
from index.text.masks import masks
from index.text.sentences import split_sentences

PartName = Literal["whole", "facts", "tables", "removals", "blanked", "leaves"]
# Removals and blanked places that are listed; a web page may have thousands of the first.
MOST_LISTED = 1_000
REMOVAL_CHARACTERS = 400


def page_html(report: Report, entry: StoredReport, facts: int | None, leaves: int, language: Language) -> str:
    """The page with its first part, the text; `leaves` counts the pages that can be drawn, 0 where none can."""
    known = report.metadata
    kind = message(language, f"report_kind.{known.kind}")
    told = (
        known.issuer or "",
        known.region or "",
        message(language, "page.year", year=known.year) if known.year else "",
        kind,
        message(language, "page.pages", count=entry.pages) if entry.pages else "",
        message(language, "page.passages", count=entry.passages),
    )
    chips = "".join(f'<span class="wj-chip">{escape(each)}</span>' for each in dict.fromkeys(told) if each)
    names = "、".join(source.name for source in report.sources)
    return (
        f'<div class="wj-own" data-own="{report.report_id}" data-title="{escape(known.title)}" '
        f'data-issuer="{escape(known.issuer or "")}" data-region="{escape(known.region or "")}" '
        f'data-year="{known.year or ""}">'
        f'<a class="wj-quiet wj-back" href="#all-reports">‹ {_said(language, "back")}</a>'
        f'<h2 tabindex="-1">{escape(known.title)}</h2><p>{chips}</p>'
        f'<p class="wj-faint">{_said(language, "files")} {escape(names)}</p>{_actions(report, language)}'
        f"{_problems(report, language)}{_parts(report, facts, leaves, language)}"
        f'<div class="wj-own-part" data-part="whole" role="tabpanel" aria-labelledby="wj-part-whole">'
        f"{whole_html(report, language)}</div></div>"
    )


def _said(language: Language, key: str, **fields: Any) -> str:
    return escape(message(language, f"reports.{key}", **fields))


def _actions(report: Report, language: Language) -> str:
    buttons = "".join(
        f'<button type="button" class="wj-quiet" data-own-{verb}>{_said(language, verb)}</button>'
        for verb in ("edit", "replace", "remove")
    )
    ask = escape(message(language, "page.ask_this"))
    return f'<div class="wj-actions"><a class="wj-quiet" href="#only-{report.report_id}">{ask}</a>{buttons}</div>'


def _problems(report: Report, language: Language) -> str:
    if not report.problems:
        return ""
    lines = "".join(f"<li>{escape(reason_said(problem, language))}</li>" for problem in report.problems)
    return f'<div class="wj-note"><p>{escape(message(language, "page.problems"))}</p><ul>{lines}</ul></div>'


def _parts(report: Report, facts: int | None, leaves: int, language: Language) -> str:
    counts = {
        "facts": facts,
        "tables": sum(block.kind is BlockKind.TABLE for block in report.blocks),
        "removals": len(report.removals),
        "blanked": sum(1 for _ in masks(report.text)),
        "leaves": leaves,
    }
    tabs = []
    for name in get_args(PartName):
        if name == "leaves" and not leaves:
            continue
        count = counts.get(name)
        number = "" if count is None else f' <span class="wj-count">{count:,}</span>'
        chosen = "true" if name == "whole" else "false"
        tabs.append(
            f'<button type="button" role="tab" id="wj-part-{name}" data-part-of="{name}" aria-selected="{chosen}" '
            f'tabindex="{0 if name == "whole" else -1}">{_said(language, name)}{number}</button>'
        )
    return f'<div class="wj-own-tabs" role="tablist" aria-label="{_said(language, "parts")}">{"".join(tabs)}</div>'


def part_html(name: PartName, report: Report, rows: Sequence[LedgerRow] | None, leaves: int, language: Language) -> str:
    """One part of the page; `rows` are the report's figures, None where they are not read yet."""
    if name == "whole":
        return whole_html(report, language)
    if name == "facts":
        if rows is None:
            return f'<p class="wj-faint">{_said(language, "facts_waiting")}</p>'
        return facts_panel.rows_html(report, rows, language)
    if name == "tables":
        return _tables(report, language)
    if name == "removals":
        return _removals(report, language)
    if name == "blanked":
        return _blanked(report, language)
    return leaf_html(report.report_id, 1, leaves, None, language)


def whole_html(report: Report, language: Language) -> str:
    """Outline and whole text, with a box that finds words in it."""
    entries = "".join(_outline_entry(report, section) for section in report.sections if section.level)
    outline = f'<ol class="wj-outline">{entries}</ol>' if entries else f'<p class="wj-faint">{_none(language)}</p>'
    find, before, after = (_said(language, key) for key in ("find", "find_before", "find_next"))
    return (
        f'<div class="wj-find"><input type="search" class="wj-filter" data-find-words aria-label="{find}" '
        f'placeholder="{find}"><span data-found role="status"></span>'
        f'<button type="button" class="wj-icon" data-find-step="-1" aria-label="{before}" title="{before}">‹</button>'
        f'<button type="button" class="wj-icon" data-find-step="1" aria-label="{after}" title="{after}">›'
        '</button></div><div class="wj-whole">'
        f'<details class="wj-whole-outline" open><summary>{_said(language, "outline")}</summary>'
        f"<nav>{outline}</nav></details>"
        f'<div class="wj-text" data-whole lang="{escape(report.metadata.language)}">'
        f"{report_html(report, 0, len(report.text), places=True)}</div></div>"
    )


def _none(language: Language) -> str:
    return escape(message(language, "page.outline_none"))


def _outline_entry(report: Report, section: Section) -> str:
    page = report.page_at(section.start)
    place = f'<span class="wj-leader">{page}</span>' if page else ""
    return (
        f'<li class="wj-level{min(section.level, 4)}"><a href="#place-{report.report_id}-{section.heading_start}">'
        f"<span>{escape(report.heading(section))}</span>{place}</a></li>"
    )


def _place(report: Report, offset: int, language: Language) -> str:
    return (
        f'<a class="wj-quiet" href="#place-{report.report_id}-{offset}">{_said(language, "in_text")}</a>'
        f'<span class="wj-path">{escape(locator(report, offset))}</span>'
    )


def _tables(report: Report, language: Language) -> str:
    tables = [block for block in report.blocks if block.kind is BlockKind.TABLE]
    if not tables:
        return f'<p class="wj-faint">{_said(language, "tables_none")}</p>'
    return "".join(_table(report, number, block, language) for number, block in enumerate(tables, start=1))


def _table(report: Report, number: int, block: Block, language: Language) -> str:
    span = caption_span(report, block)
    caption = "" if span is None else " ".join(report.text[slice(*span)].split())
    named = escape(message(language, "reports.table_numbered", number=number))
    return (
        f'<section class="wj-own-table"><h3>{named} <span lang="{escape(report.metadata.language)}">'
        f'{escape(caption)}</span></h3><p class="wj-place">{_place(report, block.start, language)}</p>'
        f'<div class="wj-text" lang="{escape(report.metadata.language)}">'
        f"{report_html(report, block.start, block.end)}</div></section>"
    )


def _removals(report: Report, language: Language) -> str:
    if not report.removals:
        return f'<p class="wj-faint">{_said(language, "removals_none")}</p>'
    lines = "".join(
        f'<li><a class="wj-near" href="#place-{report.report_id}-{min(each.at, max(len(report.text) - 1, 0))}">'
        f'<span class="wj-path">{escape(reason_said(each.reason, language))}</span>'
        f'<span class="wj-excerpt">{escape(shortened(_visible(each.text), REMOVAL_CHARACTERS))}</span></a></li>'
        for each in report.removals[:MOST_LISTED]
    )
    hint = f'<p class="wj-faint">{_said(language, "removals_hint")}</p>'
    return f"{hint}{_cut(len(report.removals), language)}<ol>{lines}</ol>"


def _visible(text: str) -> str:
    """The words of a removal on a line; what cannot be seen by its code."""
    words = " ".join(text.split())
    return "".join(each if each.isprintable() else f"<U+{ord(each):04X}>" for each in words) or repr(text)[1:-1]


def _blanked(report: Report, language: Language) -> str:
    found = list(_blanked_sentences(report))
    if not found:
        return f'<p class="wj-faint">{_said(language, "blanked_none")}</p>'
    lines = "".join(
        f'<li><a class="wj-near" href="#place-{report.report_id}-{start}">'
        f'<span class="wj-excerpt">{_masked(report.text[start:end])}</span>'
        f'<span class="wj-path">{escape(locator(report, start))}</span></a></li>'
        for start, end in found[:MOST_LISTED]
    )
    return f'<p class="wj-faint">{_said(language, "blanked_hint")}</p>{_cut(len(found), language)}<ol>{lines}</ol>'


def _blanked_sentences(report: Report) -> Iterator[tuple[int, int]]:
    for sentence in split_sentences(report.text, 0, len(report.text)):
        if next(masks(report.text[sentence.start : sentence.end]), None) is not None:
            yield sentence.start, sentence.end


def _masked(sentence: str) -> str:
    parts, at = [], 0
    for start, end, _ in masks(sentence):
        parts.append(f"{escape(sentence[at:start])}<mark>{escape(sentence[start:end])}</mark>")
        at = end
    return "".join([*parts, escape(sentence[at:])])


def _cut(count: int, language: Language) -> str:
    if count <= MOST_LISTED:
        return ""
    return f'<p class="wj-note">{escape(message(language, "reports.listed_cut", count=MOST_LISTED))}</p>'
