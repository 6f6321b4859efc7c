"""What stands around answers and checks since they are kept: links, asking again, the list, as HTML."""

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from assistant.kept.exporting import FORMATS
from assistant.kept.records import Head
from assistant.messages import Language, message
from assistant.ui.ask.conversation import Turn
from assistant.ui.beside import beside_html

# Below this many kept things a search box is only in the way.
SEARCH_FROM = 6


def earlier_html(hidden: int, language: Language) -> str:
    """The way to the turns that are not shown."""
    if hidden <= 0:
        return ""
    words = escape(message(language, "kept.earlier", count=hidden))
    return f'<p class="wj-earlier"><button type="button" class="wj-quiet" data-command="earlier">{words}</button></p>'


def waiting_html(waiting: Sequence[str], language: Language) -> str:
    """The questions that wait their turn, each of which can be taken back."""
    if not waiting:
        return ""
    back = escape(message(language, "kept.withdraw"))
    lines = "".join(
        f'<li><span>{escape(question)}</span><button type="button" class="wj-icon" data-command="withdraw {place}" '
        f'aria-label="{back}" title="{back}">×</button></li>'
        for place, question in enumerate(waiting, 1)
    )
    heading = escape(message(language, "kept.waiting", count=len(waiting)))
    return f'<section class="wj-waiting"><h3>{heading}</h3><ol>{lines}</ol></section>'


def ending_html(turn: Turn, library: str, language: Language) -> str:
    """How an answer that is not whole came to its end, and whether the library is another by now."""
    lines = []
    if turn.ending:
        half = "_half" if turn.answer is not None else ""
        words = message(language, f"ending.{turn.ending}{half}")
        lines.append(f'<p class="wj-faint wj-ending">{escape(words)}</p>')
    changed = changed_words(turn.library, turn.asked, library, language)
    if changed:
        lines.append(f'<p class="wj-faint wj-ending">{escape(changed)}</p>')
    return "".join(lines)


def changed_words(then: str, asked: str, library: str, language: Language) -> str:
    """Says that the library holds other reports than then; nothing where it does not, or that is not known."""
    if not then or not library or then == library:
        return ""
    before, count = then.split("-")[0], library.split("-")[0]
    return message(language, "kept.changed", day=day(asked), before=before, now=count)


def day(time: str) -> str:
    """The day of a kept time, as this computer's clock has it."""
    try:
        return f"{datetime.fromisoformat(time).astimezone():%Y-%m-%d}"
    except ValueError:
        return ""


def moment(time: str) -> str:
    """Today's time, else the day."""
    try:
        then = datetime.fromisoformat(time).astimezone()
    except ValueError:
        return ""
    today = then.date() == datetime.now(UTC).astimezone().date()
    return f"{then:%H:%M}" if today else f"{then:%Y-%m-%d}"


def link_html(where: str, language: Language) -> str:
    """The button that copies a link."""
    words, done = escape(message(language, "kept.link")), escape(message(language, "kept.link_done"))
    return f'<button type="button" class="wj-quiet" data-link="{escape(where)}" data-done="{done}">{words}</button>'


def actions_html(turn: Turn, last: bool, shared: bool, copy: str, language: Language) -> str:
    """What can be done with an answer that is finished: its words, its link, asking again, asking otherwise."""
    buttons = [copy] if copy else []
    if turn.id:
        buttons.append(link_html(f"answer={turn.id}", language))
    if turn.id and turn.answer is not None:
        buttons.append(_export_html(turn.id, language))
    if turn.id and not shared:
        again = escape(message(language, "kept.again"))
        buttons.append(f'<button type="button" class="wj-quiet" data-command="again {turn.id}">{again}</button>')
    if turn.id and last and not shared:
        edit, editing, not_now = (
            escape(message(language, key)) for key in ("kept.edit", "kept.editing", "kept.editing_not")
        )
        buttons.append(
            f'<button type="button" class="wj-quiet" data-edit="{turn.id}" '
            f'data-question="{escape(turn.question)}" data-says="{editing}" data-back="{not_now}">{edit}</button>'
        )
    return f'<div class="wj-actions">{"".join(buttons)}</div>' if buttons else ""


def _export_html(turn_id: str, language: Language) -> str:
    """The formats in which an answer can be taken away, folded up."""
    words = escape(message(language, "kept.export"))
    forms = "".join(
        f'<button type="button" class="wj-quiet" data-command="export {turn_id} {form}">{form.upper()}</button>'
        for form in FORMATS
    )
    return f'<details class="wj-export"><summary class="wj-quiet">{words}</summary>{forms}</details>'


# -- the list


def list_head_html(count: int, words: str, language: Language) -> str:
    """The list's heading and its search box with these words, which stays while the list below is written anew."""
    heading = escape(message(language, "kept.list"))
    search = escape(message(language, "kept.search"))
    hidden = "" if words or count >= SEARCH_FROM else " hidden"
    return (
        f'<div class="wj-list-head"><h2 id="wj-kept-heading">{heading}</h2></div>'
        f'<input type="search" class="wj-filter" data-find value="{escape(words)}" '
        f'aria-label="{search}" placeholder="{search}"{hidden}>'
    )


def list_html(heads: Sequence[Head], words: str, failure: str, language: Language) -> str:
    """Conversations and checks, the latest first, each with what can be done with it.

    The page's script marks the one that is shown: it knows which tab is open.
    """
    notes = f'<p class="wj-note wj-kept-note" role="alert">{escape(failure)}</p>' if failure else ""
    if not heads:
        key = "kept.none_found" if words else "kept.none"
        return f'{notes}<p class="wj-faint">{escape(message(language, key))}</p>'
    lines = "".join(_entry(head, language) for head in heads)
    return f'{notes}<ul class="wj-kept" data-count="{len(heads)}" aria-labelledby="wj-kept-heading">{lines}</ul>'


def _entry(head: Head, language: Language) -> str:
    kind = {"ask": "chat", "check": "check", "each": "compare=each&amp;run"}[head.kind]
    name = message(language, f"kept.kind_{head.kind}", count=head.count)
    more = escape(message(language, "kept.more", title=head.title))
    keys = ("kept.rename", "kept.rename_label", "kept.remove", "kept.remove_sure", "kept.remove_not")
    rename, renamed, remove, sure, keep = (escape(message(language, key)) for key in keys)
    exports = "".join(
        f'<button type="button" data-command="export {head.id} {form}">{form.upper()}</button>' for form in FORMATS
    )
    if head.kind == "each":
        exports = "".join(
            f'<a href="wenju/compare/each.{form}?run={head.id}&amp;language={language}" data-download download>'
            f"{form.upper()}</a>"
            for form in ("csv", "xlsx")
        )
    label = escape(message(language, "kept.export"))
    return (
        f'<li><a class="wj-kept-open" href="?{kind}={head.id}" data-open="{kind}={head.id}">'
        f'<span class="wj-title">{escape(head.title)}</span>'
        f'<span class="wj-facts">{beside_html((name, moment(head.changed)))}</span></a>'
        f'<details class="wj-menu"><summary class="wj-icon" aria-label="{more}" title="{more}">⋯</summary>'
        f'<div class="wj-menu-box"><button type="button" data-rename="{head.id}" '
        f'data-label="{renamed}">{rename}</button>'
        f'<p class="wj-menu-row" role="group" aria-label="{label}"><span>{label}</span>{exports}</p>'
        f'<details class="wj-sure"><summary>{remove}</summary><p>'
        f'<button type="button" class="wj-bad" data-command="remove {head.id}">{sure}</button>'
        f'<button type="button" data-not>{keep}</button></p></details></div></details></li>'
    )


def shared_html(asked: str, own: str, language: Language) -> str:
    """What stands above an answer that a link opened; `own` is the reader's own conversation it belongs to."""
    words = escape(message(language, "kept.shared", day=day(asked)))
    way = ""
    if own:
        whole = escape(message(language, "kept.whole"))
        way = f'<a class="wj-quiet" href="?chat={own}" data-open="chat={own}">{whole}</a>'
    return f'<p class="wj-shared" role="status"><span>{words}</span>{way}</p>'
