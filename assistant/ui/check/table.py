"""The check tab's table of claims as HTML. Whatever a claim, a report or a file's name says is escaped here."""

from collections import Counter
from html import escape
from typing import get_args

from assistant.answer import Label, Mismatch
from assistant.bundle.writing import FORMATS
from assistant.messages import Language, clauses, listed, message, shortened
from assistant.messages.reasons import notice_in
from assistant.messages.verdict_reasons import verdict_reason_in
from assistant.messages.verdicts import SIGNS, mismatch_name, verdict_name
from assistant.ui.ask.chosen import kept_choice
from assistant.ui.check.article import article_html
from assistant.ui.check.session import CheckRun, RunRow
from assistant.ui.kept.parts import changed_words, link_html
from assistant.ui.panels import notice_html

# Letters of a claim that the table shows.
SHOWN = 160


def run_html(run: CheckRun | None, language: Language, owner: str = "", library: str = "") -> str:
    """Counts, progress, downloads and the table; what this is for before there is a run.

    `owner` is whose page it is: another's check can only be read. `library`: which reports there are now.
    """
    if run is None:
        return _welcome(language)
    if not len(run):
        return notice_html(notice_in(run.failure, language)) + _welcome(language)
    # Whether it goes on is asked before its rows: what ends meanwhile is shown once more.
    running, stopping = run.running, run.stopping
    rows = run.rows()
    claims = [row for row in rows if not row.aside]
    done = sum(row.checked is not None for row in claims)
    left = sum(row.checked is None for row in rows)
    notes = notice_html(notice_in(run.failure, language)) if run.failure else ""
    own = run.owner == owner
    if not own:
        notes += f'<p class="wj-shared" role="status">{escape(message(language, "kept.check_shared"))}</p>'
    if running and stopping:
        words = escape(message(language, "check.claims_stopping"))
        notes += f'<p class="wj-note wj-stopped" role="status">{words}</p>'
    elif not running and left:
        words = escape(message(language, "check.claims_stopped", count=left))
        resume = escape(message(language, "kept.resume"))
        button = f'<button type="button" class="wj-quiet" data-check-command="resume">{resume}</button>' if own else ""
        notes += f'<p class="wj-note wj-stopped" role="status"><span>{words}</span>{button}</p>'
    if changed := changed_words(run.library, run.begun, library, language):
        again = escape(message(language, "check.again"))
        button = f'<button type="button" class="wj-quiet" data-check-command="again">{again}</button>'
        notes += f'<p class="wj-note wj-stopped"><span>{escape(changed)}</span>{"" if running else button}</p>'
    lines = "".join(_line(row, language) for row in rows)
    heads = "".join(
        f'<th scope="col" class="wj-column-{name}">{escape(words)}</th>'
        for name, words in (
            ("number", "#"),
            ("claim", message(language, "claim.name")),
            ("verdict", message(language, "verdict.name")),
        )
    )
    return (
        f'<section class="wj-run{_state(running, stopping)}"{_named(run, own)}>'
        f"{_summary(run, claims, done, len(rows) - len(claims), language)}{notes}"
        f'<table class="wj-claims"><caption class="wj-sr">{escape(message(language, "check.claims_label"))}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>{article_html(run.source.text, rows, language)}"
        "</section>"
    )


def _state(running: bool, stopping: bool) -> str:
    """The classes that say whether it goes on."""
    return (" wj-running" if running else "") + (" wj-stopping" if running and stopping else "")


def _named(run: CheckRun, own: bool) -> str:
    """The check's id for the page's address, and whether it is another's."""
    return (f' data-check="{run.id}"' if run.id else "") + ("" if own else " data-shared")


def _welcome(language: Language) -> str:
    verdicts = "".join(f"<li>{verdict_html(label, language)}</li>" for label in get_args(Label))
    return (
        f'<section class="wj-check-welcome"><h2>{escape(message(language, "check.check_welcome"))}</h2>'
        f'<p>{escape(message(language, "check.check_body"))}</p><ul class="wj-counts">{verdicts}</ul></section>'
    )


def _summary(run: CheckRun, rows: list[RunRow], done: int, asides: int, language: Language) -> str:
    counted = Counter(row.label for row in rows if row.checked is not None)
    counts = "".join(
        _only(label, f"{verdict_html(label, language)} <b>{counted[label]}</b>") for label in SIGNS if counted[label]
    )
    for name, count in (("overruled", sum(row.overrule is not None for row in rows)), ("changed", _changed(rows))):
        if count:
            counts += _only(name, escape(message(language, f"check.{name}_count", count=count)), "wj-overruled")
    if run.source.before and not run.running and not _changed(rows):
        counts += f"<li>{escape(message(language, 'check.changed_none'))}</li>"
    source = f"<span>{escape(message(language, 'check.claims_from', name=run.name))}</span>" if run.name else ""
    if run.source.limits:
        within = listed(language, kept_choice((run.source.limits,)).words(language))
        source += f"<span>{escape(message(language, 'check.within', scope=within))}</span>"
    link = link_html(f"check={run.id}", language) if run.id else ""
    saves = "".join(f'<a class="wj-quiet" href="#save-{name}">{name.upper()}</a>' for name in FORMATS)
    if run.source.document:
        words, why = escape(message(language, "check.commented")), escape(message(language, "check.commented_why"))
        saves = f'<a class="wj-quiet" href="#save-commented-docx" title="{why}">{words}</a>{saves}'
    how_far = escape(message(language, "check.claims_done", done=done, count=len(rows)))
    return (
        f'<header class="wj-summary"><div role="status"><ul class="wj-counts">{counts}</ul></div>'
        f'<p class="wj-progress"><progress max="{len(rows)}" value="{done}" aria-label="{how_far}"></progress>'
        f"<span>{how_far}</span>{source}</p>"
        f"{_ways(run, asides, language)}"
        f'<p class="wj-saves"><span>{escape(message(language, "check.download"))}</span>{saves}{link}</p></header>'
    )


def _only(name: str, html: str, style: str = "") -> str:
    """A count that shows its rows alone when it is pressed."""
    of = f' class="{style}"' if style else ""
    return f'<li{of}><button type="button" data-only="{name}" aria-pressed="false">{html}</button></li>'


def _ways(run: CheckRun, asides: int, language: Language) -> str:
    """How the claims are looked at: as a list or in their text, in their order or the differences first, with the lines
    that are no claims or without.
    """
    ways = ["differences", "text"] if run.source.text else ["differences"]
    buttons = "".join(
        f'<button type="button" class="wj-quiet" data-way="{way}" aria-pressed="false">'
        f"{escape(message(language, f'check.way_{way}'))}</button>"
        for way in ways
    )
    if asides:
        words = escape(message(language, "check.asides", count=asides))
        buttons += f'<button type="button" class="wj-quiet" data-way="asides" aria-pressed="false">{words}</button>'
    return f'<p class="wj-ways">{buttons}</p>'


def _changed(rows: list[RunRow]) -> int:
    return sum(row.changed for row in rows)


def _line(row: RunRow, language: Language) -> str:
    shown = shortened(row.said(language), SHOWN)
    decided = verdict_html(row.machine, language)
    if row.overrule is not None:
        decided = overruled_html(row, language)
    if row.changed:
        before = message(language, "check.before", verdict=verdict_name(language, row.before))
        decided += f'<span class="wj-machine">{escape(before)}</span>'
    also = (" wj-is-overruled" if row.overrule is not None else "") + (" wj-is-changed" if row.changed else "")
    also += " wj-is-aside" if row.aside else ""
    return (
        f'<tr class="wj-is-{row.label}{also}" data-number="{row.number}"><td class="wj-column-number">{row.number}</td>'
        f'<td class="wj-column-claim"><a href="#claim-{row.number}">{escape(shown)}</a>{_why(row, language)}</td>'
        f'<td class="wj-column-verdict">{decided}</td></tr>'
    )


def _why(row: RunRow, language: Language) -> str:
    """What differs, in a word each; else the reason."""
    if row.checked is None:
        return ""
    verdict = row.checked.verdict
    if verdict is None:
        why = row.error(language)
    elif verdict.mismatches:
        why = clauses(language, (_difference(each, language) for each in verdict.mismatches))
    else:
        why = verdict_reason_in(verdict.reason, language)
    return f'<span class="wj-why">{escape(why)}</span>' if why else ""


def _difference(mismatch: Mismatch, language: Language) -> str:
    name = mismatch_name(language, mismatch.kind)
    return message(language, "label.value", name=name, value=f"{mismatch.claimed} → {mismatch.found}")


def verdict_html(label: str, language: Language) -> str:
    """A verdict in its colour, with its sign and its word."""
    return (
        f'<span class="wj-verdict wj-v-{label}"><i aria-hidden="true">{SIGNS[label]}</i>'
        f"{escape(verdict_name(language, label))}</span>"
    )


def overruled_html(row: RunRow, language: Language) -> str:
    """A person's verdict, and the machine's that stands beside it."""
    if row.overrule is None:
        return ""
    theirs: Label = row.overrule.verdict
    said = verdict_name(language, row.machine)
    machine = message(language, "label.value", name=message(language, "verdict.machine"), value=said)
    return (
        f'<span class="wj-overruled">{escape(message(language, "verdict.overruled"))}</span>'
        f"{verdict_html(theirs, language)}"
        f'<span class="wj-machine">{escape(machine)}</span>'
    )
