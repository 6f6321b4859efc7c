"""The check tab's table of claims as HTML. Whatever a claim, a report or a file's name says is escaped here."""

from collections import Counter
from html import escape
from typing import get_args

from assistant.answer import Label, Mismatch
from assistant.bundle.writing import FORMATS
from assistant.messages import Language, clauses, message, shortened
from assistant.messages.verdicts import SIGNS, mismatch_name, verdict_name
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
        return notice_html(run.failure) + _welcome(language)
    rows = run.rows()
    done = sum(row.checked is not None for row in rows)
    notes = notice_html(run.failure) if run.failure else ""
    own = run.owner == owner
    if not own:
        notes += f'<p class="wj-shared" role="status">{escape(message(language, "kept.check_shared"))}</p>'
    if not run.running and done < len(rows):
        words = escape(message(language, "check.claims_stopped", count=len(rows) - done))
        resume = escape(message(language, "kept.resume"))
        button = f'<button type="button" class="wj-quiet" data-check-command="resume">{resume}</button>' if own else ""
        notes += f'<p class="wj-note wj-stopped" role="status"><span>{words}</span>{button}</p>'
    if changed := changed_words(run.library, run.begun, library, language):
        notes += f'<p class="wj-faint">{escape(changed)}</p>'
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
        f'<section class="wj-run{" wj-running" if run.running else ""}"{_named(run, own)}>'
        f"{_summary(run, rows, done, language)}{notes}"
        f'<table class="wj-claims"><caption class="wj-sr">{escape(message(language, "check.claims_label"))}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></section>"
    )


def _named(run: CheckRun, own: bool) -> str:
    """The check's id for the page's address, and whether it is another's."""
    return (f' data-check="{run.id}"' if run.id else "") + ("" if own else " data-shared")


def _welcome(language: Language) -> str:
    verdicts = "".join(f"<li>{verdict_html(label, language)}</li>" for label in get_args(Label))
    return (
        f'<section class="wj-check-welcome"><h2>{escape(message(language, "check.check_welcome"))}</h2>'
        f'<p>{escape(message(language, "check.check_body"))}</p><ul class="wj-counts">{verdicts}</ul></section>'
    )


def _summary(run: CheckRun, rows: list[RunRow], done: int, language: Language) -> str:
    counted = Counter(_label(row) for row in rows if row.checked is not None)
    counts = "".join(
        f"<li>{verdict_html(label, language)} <b>{counted[label]}</b></li>" for label in SIGNS if counted[label]
    )
    overruled = sum(row.overrule is not None for row in rows)
    if overruled:
        counts += f'<li class="wj-overruled">{escape(message(language, "check.overruled_count", count=overruled))}</li>'
    source = f"<span>{escape(message(language, 'check.claims_from', name=run.name))}</span>" if run.name else ""
    link = link_html(f"check={run.id}", language) if run.id else ""
    saves = "".join(f'<a class="wj-quiet" href="#save-{name}">{name.upper()}</a>' for name in FORMATS)
    return (
        f'<header class="wj-summary"><ul class="wj-counts" role="status">{counts}</ul>'
        f'<p class="wj-progress"><progress max="{len(rows)}" value="{done}"></progress>'
        f"<span>{escape(message(language, 'check.claims_done', done=done, count=len(rows)))}</span>{source}</p>"
        f'<p class="wj-saves"><span>{escape(message(language, "check.download"))}</span>{saves}{link}</p></header>'
    )


def _label(row: RunRow) -> str:
    if row.checked is None:
        return "pending"
    return "unread" if row.checked.verdict is None else row.checked.verdict.verdict


def _line(row: RunRow, language: Language) -> str:
    shown = shortened(row.words, SHOWN)
    label = _label(row)
    decided = verdict_html(label, language)
    if row.overrule is not None:
        decided = overruled_html(row, language)
    return (
        f'<tr class="wj-is-{label}"><td class="wj-column-number">{row.number}</td>'
        f'<td class="wj-column-claim"><a href="#claim-{row.number}">{escape(shown)}</a>{_why(row, language)}</td>'
        f'<td class="wj-column-verdict">{decided}</td></tr>'
    )


def _why(row: RunRow, language: Language) -> str:
    """What differs, in a word each; else the reason."""
    if row.checked is None:
        return ""
    verdict = row.checked.verdict
    if verdict is None:
        why = row.checked.error if row.checked.error != row.words else ""
    elif verdict.mismatches:
        why = clauses(language, (_difference(each, language) for each in verdict.mismatches))
    else:
        why = verdict.reason
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
    said = verdict_name(language, _label(row))
    machine = message(language, "label.value", name=message(language, "verdict.machine"), value=said)
    return (
        f'<span class="wj-overruled">{escape(message(language, "verdict.overruled"))}</span>'
        f"{verdict_html(theirs, language)}"
        f'<span class="wj-machine">{escape(machine)}</span>'
    )
