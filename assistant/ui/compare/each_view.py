"""Every report asked, as HTML: the questions and reports that are chosen, then a row a report and a cell an answer."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from assistant.each_report.tables import is_told, said
from assistant.kept.records import KeptAsked, KeptCell
from assistant.messages import Language, message
from assistant.messages.reasons import notice_in
from assistant.records import Record
from assistant.report_sets import ReportSet
from assistant.ui.ask.conversation import Target
from assistant.ui.beside import beside_html
from assistant.ui.compare import views
from assistant.ui.kept.parts import moment
from index.store.rows import StoredReport
from index.text.quantities import find_quantities

FORMS = ("csv", "xlsx")
# Letters of an answer by which its column is sorted.
_SORTED = 60


def _say(language: Language, key: str, **fields: Any) -> str:
    return escape(message(language, f"compared.{key}", **fields))


def form_html(
    reports: Sequence[StoredReport],
    sets: Sequence[ReportSet],
    before: Sequence[tuple[str, str, str]],
    language: Language,
) -> str:
    """The view without a set: what is asked, and which were asked before."""
    head = f'{views.head_html("each", language)}<p class="wj-hint">{_say(language, "each_hint")}</p>'
    if not reports:
        return head + views.empty_html(message(language, "compared.no_reports"), 0, language)
    known = {each.report_id for each in reports}
    options = "".join(
        f'<option value="set:{escape(one.name)}">'
        f"{escape(message(language, 'reports.collection_size', name=one.name, count=len(known & set(one.reports))))}"
        "</option>"
        for one in sets
    )
    boxes = "".join(
        f'<label><input type="checkbox" name="report" value="{each.report_id}"><span>{escape(each.metadata.title)}'
        "</span></label>"
        for each in reversed(reports)
    )
    words, label = _say(language, "filter"), _say(language, "each_picked")
    return (
        f'{head}<form class="wj-each-form" data-each-form><label><span>{_say(language, "each_questions")}</span>'
        '<textarea name="questions" rows="4" required></textarea></label>'
        f'<div class="wj-compare-picks"><label class="wj-each-which"><span>{_say(language, "each_reports")}</span>'
        f'<select name="which"><option value="all">{_say(language, "each_all", count=len(reports))}</option>{options}'
        f'<option value="picked">{_say(language, "each_picked")}</option></select></label>'
        f'<details class="wj-pick" data-pick="report" hidden><summary><span>{label}</span> <b data-picked>0</b>'
        "</summary>"
        '<div class="wj-pick-box"><input type="search" class="wj-filter" data-pick-filter '
        f'aria-label="{words}" placeholder="{words}"><div class="wj-pick-list" role="group" tabindex="0" '
        f'aria-label="{label}">{boxes}</div></div></details>'
        f'<button type="submit" class="wj-strong">{_say(language, "each_start")}</button></div></form>'
        f"{_before(before, language)}"
    )


def _before(sets: Sequence[tuple[str, str, str]], language: Language) -> str:
    if not sets:
        return ""
    lines = "".join(
        f'<li><a href="?compare=each&amp;run={head}" data-open="compare=each&amp;run={head}">{escape(title)}</a> '
        f"<small>{escape(moment(changed))}</small></li>"
        for head, title, changed in sets
    )
    return f'<h3>{_say(language, "each_kept")}</h3><ul class="wj-each-before">{lines}</ul>'


# -- a set


def run_html(asked: KeptAsked, own: bool, running: bool, language: Language) -> str:
    """The view of a set: its state, what can be done with it, and the table."""
    size = _say(language, "each_size", questions=len(asked.questions), reports=len(asked.reports))
    note = "" if own else f'<p class="wj-hint">{_say(language, "each_not_yours")}</p>'
    link = f"compare=each&amp;run={asked.id}"
    links = "".join(
        f'<a class="wj-quiet" data-download href="wenju/compare/each.{form}?run={asked.id}&amp;language={language}" '
        f"download>{form.upper()}</a>"
        for form in FORMS
    )
    return (
        f'{views.head_html("each", language)}{note}<div class="wj-each-state" data-each="{asked.id}" '
        f'data-own="{int(own)}"><p role="status" data-each-state>{state_html(asked, running, language)}</p>'
        f'<progress max="{asked.total}" value="{asked.done}" '
        f'aria-label="{size}"></progress>'
        f'<button type="button" class="wj-quiet" data-each-do="stop" hidden>{_say(language, "each_stop")}</button>'
        f'<button type="button" class="wj-strong" data-each-do="go_on" hidden>{_say(language, "each_go_on")}</button>'
        f'</div><p class="wj-compare-do"><span>{_say(language, "download")}</span>{links}'
        f'<button type="button" class="wj-quiet" data-link="{link}" data-done="{_say(language, "link_done")}">'
        f'{_say(language, "link")}</button><a class="wj-quiet" href="#compare-new-each">'
        f"{_say(language, 'each_new')}</a></p>{_tools(language)}{_table(asked, own, language)}"
    )


def state_html(asked: KeptAsked, running: bool, language: Language) -> str:
    """How far a set is, in words."""
    state = "each_running" if running else "each_done" if asked.done >= asked.total else "each_stopped"
    counts = [
        message(language, "compared.each_state", done=asked.done, total=asked.total),
        message(language, "compared.each_told", count=asked.told),
    ]
    if asked.failed:
        counts.append(message(language, "compared.each_in_vain", count=asked.failed))
    return f"<b>{_say(language, state)}</b> {beside_html(counts)}"


def _tools(language: Language) -> str:
    words = _say(language, "each_filter")
    options = "".join(
        f'<option value="{value}">{_say(language, f"each_show_{value}")}</option>'
        for value in ("all", "told", "untold")
    )
    show = _say(language, "each_show")
    return (
        f'<div class="wj-desk-tools"><input type="search" class="wj-filter" data-each-filter aria-label="{words}" '
        f'placeholder="{words}"><select data-each-show aria-label="{show}">{options}</select></div>'
    )


def _table(asked: KeptAsked, own: bool, language: Language) -> str:
    label = _say(language, "each_table", questions=len(asked.questions), reports=len(asked.reports))
    heads = "".join(
        _head(place, question, language)
        for place, question in enumerate((message(language, "compared.each_report"), *asked.questions))
    )
    cells = {(cell.report, cell.question): cell for cell in asked.cells}
    rows = "".join(_row(asked, place, cells, own, language) for place in range(len(asked.reports)))
    return (
        f'<div class="wj-desk-scroll" tabindex="0" role="region" aria-label="{label}"><table '
        f'class="wj-own-table wj-each-table"><caption class="wj-sr">{label}</caption><thead><tr>{heads}</tr></thead>'
        f'<tbody>{rows}</tbody></table></div><p class="wj-faint" data-each-none hidden>'
        f"{_say(language, 'each_none_match')}</p>"
    )


def _head(place: int, words: str, language: Language) -> str:
    label = _say(language, "sort", column=words)
    return (
        f'<th scope="col" aria-sort="none"><button type="button" data-sort="{place}" aria-label="{label}">'
        f"{escape(words)}</button></th>"
    )


def _row(asked: KeptAsked, place: int, cells: Mapping[tuple[int, int], KeptCell], own: bool, language: Language) -> str:
    report = asked.reports[place]
    title = escape(str(report["title"]))
    told = "".join(
        _cell(asked, place, question, cells.get((place, question)), own, language)
        for question in range(len(asked.questions))
    )
    return (
        f'<tr><th scope="row" data-value="{title}"><a href="#report-{escape(str(report["report_id"]))}">{title}</a>'
        f"</th>{told}</tr>"
    )


def _cell(asked: KeptAsked, report: int, question: int, cell: KeptCell | None, own: bool, language: Language) -> str:
    label = escape(asked.questions[question])
    inside, value, state = cell_html(asked, report, question, cell, own, language)
    return (
        f'<td data-at="{report}-{question}" data-state="{state}" data-value="{escape(value)}" data-label="{label}">'
        f"{inside}</td>"
    )


def cell_html(
    asked: KeptAsked, report: int, question: int, cell: KeptCell | None, own: bool, language: Language
) -> tuple[str, str, str]:
    """What a cell shows, what it is sorted by, and its state: told, untold, failed or waiting."""
    if cell is None:
        return f'<span class="wj-each-waiting">{_say(language, "each_waiting")}</span>', "", "waiting"
    again = ""
    if own:
        label = _say(language, "each_again_of", title=f"{asked.reports[report]['title']} · {asked.questions[question]}")
        again = (
            f'<button type="button" class="wj-icon wj-each-again" data-each-again="{report}-{question}" '
            f'aria-label="{label}" title="{_say(language, "each_again")}">↻</button>'
        )
    if cell.cell is None:
        why = escape(notice_in(cell.error, language))
        words = f'<p class="wj-each-failed"><b>{_say(language, "each_failed")}</b> {why}</p>'
        return f"{words}{again}", "", "failed"
    if not is_told(cell.cell):
        return f"{_untold(cell.cell, language)}{again}", "", "untold"
    answer = said(cell.cell)
    return f"{_told(cell.cell, answer, language)}{again}", _sorted_by(answer), "told"


def _told(cell: Record, answer: str, language: Language) -> str:
    """The answer, a link to its first quote; a number for each further one."""
    fragments = [_fragment(citation) for citation in cell["citations"]]
    if not fragments:
        return f'<div class="wj-each-answer">{escape(answer)}</div>'
    further = "".join(
        f'<a class="wj-each-n" href="#{fragment}" aria-label="{_say(language, "each_quote", n=number)}">{number}</a>'
        for number, fragment in enumerate(fragments[1:], 2)
    )
    first = f'<a class="wj-each-open" href="#{fragments[0]}">{escape(answer)}</a>'
    return f'<div class="wj-each-answer">{first}</div>{f"<p class=wj-each-more>{further}</p>" if further else ""}'


def _fragment(citation: Mapping[str, Any]) -> str:
    return Target("span", int(citation["start"]), int(citation["end"]), str(citation["report_id"])).fragment


def _untold(cell: Record, language: Language) -> str:
    """That it is not told, and why; a sentence near to it, where the reader found one."""
    why = notice_in(" ".join(str(cell["answer"]).split()), language)
    near = ""
    if cell["related"]:
        near = f' <a class="wj-place" href="#{_fragment(cell["related"][0])}">{_say(language, "each_near")}</a>'
    reason = f'<p class="wj-each-why">{escape(why)}{near}</p>' if why or near else ""
    return f'<p class="wj-each-hole">{_say(language, "each_untold")}</p>{reason}'


def _sorted_by(answer: str) -> str:
    """The first figure of an answer as a number, else its first letters."""
    figure = next(iter(find_quantities(answer)), None)
    return answer[:_SORTED] if figure is None else str(float((figure.low + figure.high) / 2))
