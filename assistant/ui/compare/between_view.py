"""One report against another, as HTML: two choices, the targets that changed, then the passages side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from assistant.answer import Citation
from assistant.bundle.comparison import pieces
from assistant.compared.comparing import KINDS, Change, ReportComparison, most_telling
from assistant.messages import Language, message
from assistant.ui.ask.conversation import Target
from assistant.ui.compare import views
from index.store.rows import StoredReport

# Changes of a kind that are shown at once; the others are there, and shown by a click.
SHOWN = 30
FORMS = ("md", "csv", "docx", "json")


def view_html(
    reports: Sequence[StoredReport], chosen: tuple[str, str], found: ReportComparison | None, language: Language
) -> str:
    """The whole view; without a comparison, the choices alone."""
    head = f'{views.head_html("between", language)}<p class="wj-hint">{_say(language, "between_hint")}</p>'
    if len(reports) < 2:
        return head + views.empty_html(message(language, "change.need_two"), len(reports), language)
    form = _form(reports, chosen, language)
    return f"{head}{form}{'' if found is None else comparison_html(found, language)}"


def _say(language: Language, key: str, **fields: Any) -> str:
    return escape(message(language, f"compared.{key}", **fields))


def suggested(reports: Sequence[StoredReport]) -> tuple[str, str]:
    """Two reports to begin with: the newest that has one of the same place or issuer before it; empty for none."""
    last: dict[str, StoredReport] = {}
    pairs: list[tuple[int, str, str]] = []
    for each in sorted(reports, key=lambda one: one.metadata.year or 0):
        whose = each.metadata.region or each.metadata.issuer or ""
        before = last.get(whose)
        if whose and before is not None and before.metadata.year != each.metadata.year:
            pairs.append((each.metadata.year or 0, before.report_id, each.report_id))
        last[whose] = each
    return max(pairs)[1:] if pairs else ("", "")


def _form(reports: Sequence[StoredReport], chosen: tuple[str, str], language: Language) -> str:
    ordered = sorted(reports, key=lambda each: (each.metadata.title, -(each.metadata.year or 0)))
    boxes = []
    for name, value in zip(("before", "after"), chosen, strict=True):
        options = "".join(
            f'<option value="{each.report_id}"{" selected" if each.report_id == value else ""}>'
            f"{escape(each.metadata.title)}</option>"
            for each in ordered
        )
        empty = f'<option value="">{_say(language, "choose")}</option>'
        boxes.append(
            f'<label class="wj-between-choice"><span>{escape(message(language, f"change.{name}"))}</span>'
            f'<select name="{name}">{empty}{options}</select></label>'
        )
    swap = _say(language, "swap")
    return (
        f'<form class="wj-between-form" data-between-form>{boxes[0]}'
        f'<button type="button" class="wj-icon" data-swap aria-label="{swap}" title="{swap}">⇄</button>{boxes[1]}'
        f'<button type="submit" class="wj-strong">{_say(language, "go")}</button></form>'
    )


def comparison_html(found: ReportComparison, language: Language) -> str:
    """The targets that changed as a list, then the passages, a fold for each kind of change."""
    counts = "".join(
        f'<li class="wj-count-{kind}"><b>{count}</b> {escape(message(language, f"change.{kind}"))}</li>'
        for kind, count in (*found.counts.items(), ("unchanged", found.unchanged))
    )
    address = f"before={found.before.report_id}&amp;after={found.after.report_id}"
    links = "".join(
        f'<a class="wj-quiet" data-download href="wenju/compare/between.{form}?{address}" download>{form.upper()}</a>'
        for form in FORMS
    )
    done = _say(language, "link_done")
    folds = "".join(_fold(found, kind, language) for kind in KINDS if kind not in ("raised", "lowered"))
    none = "" if found.changes else f'<p class="wj-note">{escape(message(language, "change.none"))}</p>'
    return (
        f'<ul class="wj-counts">{counts}</ul><p class="wj-compare-do"><span>{_say(language, "download")}</span>{links}'
        f'<button type="button" class="wj-quiet" data-link="compare=between&amp;{address}" data-done="{done}">'
        f"{_say(language, 'link')}</button></p>{none}{_targets(found, language)}{folds}"
    )


def fragment_of(change: Change) -> str:
    """What opens a change: both quotes, or the one that there is."""
    sides = [
        Target("span", citation.start, citation.end, citation.report_id)
        for citation in (change.before, change.after)
        if citation is not None
    ]
    return (sides[0] if len(sides) == 1 else replace(sides[0], kind="both", other=sides[1])).fragment


def _targets(found: ReportComparison, language: Language) -> str:
    changes = [*found.of_kind("raised"), *found.of_kind("lowered")]
    title = f"<h3>{_say(language, 'targets')}</h3>"
    if not changes:
        return f'<section class="wj-compared">{title}<p class="wj-hint">{_say(language, "targets_none")}</p></section>'
    rows = "".join(_target(change, language) for change in changes)
    heads = "".join(
        f'<th scope="col">{escape(words)}</th>'
        for words in (
            message(language, "compared.target_measure"),
            message(language, "change.before"),
            message(language, "change.after"),
            message(language, "change.kind"),
        )
    )
    label = _say(language, "targets")
    return (
        f'<section class="wj-compared">{title}<div class="wj-desk-scroll" tabindex="0" role="region" '
        f'aria-label="{label}"><table class="wj-own-table wj-targets wj-changes"><caption class="wj-sr">{label}'
        f"</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></section>"
    )


def _target(change: Change, language: Language) -> str:
    before, after = change.figures or ("", "")
    arrow = "↑" if change.kind == "raised" else "↓"
    words = escape(message(language, f"change.{change.kind}"))
    return (
        f'<tr><th scope="row"><a href="#{fragment_of(change)}">{escape(change.measure)}</a></th>'
        f'<td class="wj-was-figure">{escape(before)}</td><td>{escape(after)}</td>'
        f'<td class="wj-{change.kind}"><span aria-hidden="true">{arrow}</span> {words}</td></tr>'
    )


def _fold(found: ReportComparison, kind: Any, language: Language) -> str:
    changes: Sequence[Change] = found.of_kind(kind)
    if not changes:
        return ""
    if kind in ("new", "dropped"):
        changes = most_telling(changes)
    words = escape(message(language, f"change.{kind}"))
    rows = "".join(_passages(change, number >= SHOWN, language) for number, change in enumerate(changes))
    heads = "".join(
        f'<th scope="col">{escape(message(language, f"change.{side}"))}</th>' for side in ("before", "after")
    )
    more = ""
    if len(changes) > SHOWN:
        left = _say(language, "show_more", count=len(changes) - SHOWN)
        more = f'<button type="button" class="wj-quiet" data-show-more>{left}</button>'
    return (
        f'<details class="wj-folded wj-changed" open><summary><h3>{words} <span class="wj-count">{len(changes)}</span>'
        f'</h3></summary><table class="wj-changes wj-change-{kind}"><caption class="wj-sr">{words}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{more}</details>"
    )


def _passages(change: Change, hidden: bool, language: Language) -> str:
    fragment = fragment_of(change)
    sides = list(_sides(change))
    cells = []
    opened = False
    for name, citation, spans in sides:
        label = escape(message(language, f"change.{name}"))
        if citation is None:
            cells.append(f'<td class="wj-side-none" data-label="{label}">{_say(language, "side_none")}</td>')
            continue
        quote = "".join(
            f"<mark>{escape(text)}</mark>" if differs and text.strip() else escape(text)
            for text, differs in pieces(citation.quote, spans)
        )
        target = fragment if not opened else Target("span", citation.start, citation.end, citation.report_id).fragment
        opened = True
        cells.append(
            f'<td class="wj-side-{name}" data-label="{label}"><p class="wj-change-quote">{quote}</p>'
            f'<a class="wj-place" href="#{target}">{escape(citation.locator)}</a></td>'
        )
    return f"<tr{' hidden' if hidden else ''}>{''.join(cells)}</tr>"


def _sides(change: Change) -> Iterator[tuple[str, Citation | None, Sequence[tuple[int, int]]]]:
    yield from zip(("before", "after"), (change.before, change.after), change.differs, strict=True)
