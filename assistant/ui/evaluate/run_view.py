"""Evaluation runs, as HTML: what begins one, those of this browser, and one run with what it came to."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from assistant.evaluation.claims.summary import CLAIM_METRICS
from assistant.evaluation.questions.summary import METRICS
from assistant.evaluation.summing import LATENCY
from assistant.messages import Language, message
from assistant.messages.reasons import notice_in
from assistant.ui.beside import beside_html
from assistant.ui.evaluate.runs import Run
from assistant.ui.kept.parts import moment

# The metrics that a list of runs shows, by kind; the run's own page has all.
HEADLINES = {"questions": ("quote_hit", "wrong_shown", "report_recall@10"), "claims": ("accuracy", "macro_f1")}
_METRICS = {"questions": METRICS, "claims": CLAIM_METRICS}


def said(language: Language, key: str, **fields: Any) -> str:
    """Our words, escaped."""
    return escape(_words(language, key, **fields))


def _words(language: Language, key: str, **fields: Any) -> str:
    return message(language, f"evaluate.{key}", **fields)


def head_html(view: str, language: Language) -> str:
    """The tab's heading; from within a view a way back to the list."""
    back = "" if view == "runs" else f'<a class="wj-quiet" href="#evaluate-view-runs">‹ {said(language, "back")}</a>'
    title = f'<h2 tabindex="-1">{said(language, "heading")}</h2>'
    return f'<div class="wj-own-head" data-own-view="{view}">{title}{back}</div>'


def listing_html(runs: Sequence[tuple[Run, int, int, Mapping[str, Any]]], thumbs: int, language: Language) -> str:
    """The form and the runs, each with how far it is and its summary."""
    return (
        f'{head_html("runs", language)}<p class="wj-hint">{said(language, "hint")}</p>{_form(thumbs, language)}'
        f"{_table(runs, language)}"
    )


def _form(thumbs: int, language: Language) -> str:
    kinds = "".join(
        f'<option value="{kind}">{said(language, f"kind_{kind}")}</option>' for kind in ("questions", "claims")
    )
    judged = ""
    if thumbs:
        judged = (
            f'<label class="wj-tick-line"><input type="checkbox" name="thumbs"><span>'
            f"{said(language, 'thumbs', count=thumbs)}</span></label>"
        )
    return (
        '<form class="wj-evaluate-form" data-evaluate-form>'
        f'<label><span>{said(language, "kind")}</span><select name="kind">{kinds}</select></label>'
        f"<label><span>{said(language, 'file')}</span>"
        # The browser's own words on it would be in the browser's language.
        f'<span class="wj-file-choice"><b>{said(language, "choose")}</b>'
        f"<span data-file-name>{said(language, 'chosen_none')}</span>"
        '<input type="file" name="file" accept=".jsonl,.json,.csv"></span></label>'
        f'<label class="wj-evaluate-limit"><span>{said(language, "limit")}</span>'
        '<input type="number" name="limit" class="wj-filter" min="1" step="1" inputmode="numeric"></label>'
        f'<div class="wj-evaluate-ticks">{judged}<label class="wj-tick-line"><input type="checkbox" name="only">'
        f"<span>{said(language, 'retrieval_only')}</span></label></div>"
        f'<button type="submit" class="wj-strong">{said(language, "start")}</button></form>'
        f'<p class="wj-hint">{said(language, "formats")}</p>'
    )


def _table(runs: Sequence[tuple[Run, int, int, Mapping[str, Any]]], language: Language) -> str:
    if not runs:
        return f'<p class="wj-faint">{said(language, "none")}</p>'
    finished = sum(run.state == "done" for run, _, _, _ in runs)
    pair = ""
    if finished > 1:
        pair = (
            f'<p class="wj-compare-do"><button type="button" class="wj-strong" data-evaluate-pair disabled>'
            f"{said(language, 'pair')}</button><span>{said(language, 'pair_hint')}</span></p>"
        )
    heads = "".join(
        f'<th scope="col">{said(language, name)}</th>' for name in ("run", "kind", "begun", "state", "result")
    )
    rows = "".join(_row(*each, language) for each in runs)
    label = said(language, "runs")
    return (
        f'<h3>{label}</h3>{pair}<div class="wj-desk-scroll" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="wj-own-table wj-runs"><caption class="wj-sr">{label}</caption><thead><tr>'
        f'<td><span class="wj-sr">{said(language, "pair")}</span></td>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(run: Run, done: int, total: int, summary: Mapping[str, Any], language: Language) -> str:
    tick = ""
    if run.state == "done":
        label = said(language, "pick", name=run.name)
        tick = (
            f'<label class="wj-tick"><input type="checkbox" data-evaluate-pick="{run.id}" data-kind="{run.kind}" '
            f'aria-label="{label}"></label>'
        )
    shown = [
        f"{name} {metric_said(name, summary['metrics'][name])}"
        for name in HEADLINES[run.kind]
        if summary and summary["metrics"].get(name, {}).get("n")
    ]
    return (
        f'<tr><td class="wj-col-select">{tick}</td><th scope="row"><a href="#evaluate-run-{run.id}">{escape(run.name)}'
        f"</a></th><td>{said(language, f'kind_{run.kind}')}</td><td>{escape(moment(run.begun))}</td>"
        f'<td data-run-state="{run.state}">{state_said(run, done, total, language)}</td>'
        f"<td>{beside_html(shown)}</td></tr>"
    )


def state_said(run: Run, done: int, total: int, language: Language) -> str:
    """How far a run is, in words."""
    counted = said(language, "counted", done=done, total=total)
    return f"<b>{said(language, f'state_{run.state}')}</b> {counted}"


def metric_said(name: str, entry: Mapping[str, Any]) -> str:
    """A metric's value; of latency in whole milliseconds."""
    return f"{entry['value']:,.0f} ms" if name in LATENCY else f"{entry['value']:.3f}"


# -- one run


def run_html(
    run: Run,
    done: int,
    total: int,
    summary: Mapping[str, Any],
    others: Sequence[Run],
    own: bool,
    language: Language,
) -> str:
    """A run: how far it is, what can be done with it, its metrics with intervals, what to compare it with."""
    buttons = _buttons(run, own, language)
    failed = f'<p class="wj-note wj-bad" role="alert">{escape(notice_in(run.error, language))}</p>' if run.error else ""
    asked = [_words(language, f"kind_{run.kind}"), _words(language, "items", count=run.items), moment(run.begun)]
    if run.limit is not None:
        asked.append(_words(language, "limited", count=run.limit))
    if run.retrieval_only:
        asked.append(_words(language, "retrieval_only"))
    return (
        f'{head_html("run", language)}<h3 class="wj-run-name">{escape(run.name)}</h3>'
        f'<p class="wj-hint">{beside_html(asked)}</p><div class="wj-each-state" data-run="{run.id}">'
        f'<p role="status">{state_said(run, done, total, language)}</p>'
        f'<progress max="{max(total, 1)}" value="{done}" aria-label="{said(language, "progress")}"></progress>{buttons}'
        f"</div>{failed}{_result(run, summary, others, language)}"
    )


def _buttons(run: Run, own: bool, language: Language) -> str:
    if not own:
        return ""
    verbs = {
        "waiting": ("stop",),
        "running": ("stop",),
        "stopped": ("go_on", "remove"),
        "failed": ("go_on", "remove"),
        "done": ("remove",),
    }
    return "".join(
        f'<button type="button" class="{"wj-strong" if verb == "go_on" else "wj-quiet"}" data-evaluate-do="{verb}">'
        f"{said(language, f'do_{verb}')}</button>"
        for verb in verbs[run.state]
    )


def _result(run: Run, summary: Mapping[str, Any], others: Sequence[Run], language: Language) -> str:
    if not summary:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td class="wj-num">{metric_said(name, entry)}</td>'
        f'<td class="wj-num">{_interval(name, entry)}</td><td class="wj-num">{entry["n"]:,}</td></tr>'
        for name in _METRICS[run.kind]
        if (entry := summary["metrics"].get(name)) is not None and entry["n"]
    )
    heads = f'<th scope="col">{said(language, "metric")}</th>' + "".join(
        f'<th scope="col" class="wj-num">{said(language, name)}</th>' for name in ("value", "interval", "n")
    )
    refused = ""
    if summary["refused"]:
        refused = f'<p class="wj-note">{said(language, "refused", count=summary["refused"])}</p>'
    links = "".join(
        f'<a class="wj-quiet" data-download href="wenju/evaluate/{run.id}/{name}" download>{escape(name)}</a>'
        for name in ("results.jsonl", "summary.json")
    )
    label = said(language, "metrics")
    table = (
        f'<div class="wj-desk-scroll wj-metrics" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="wj-own-table"><caption class="wj-sr">{label}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
    return (
        f'{refused}<p class="wj-compare-do"><a class="wj-strong" href="wenju/evaluate/{run.id}/report.html" '
        f'target="_blank" rel="noopener">{said(language, "open_report")}</a>{links}</p>'
        f"{_against(run, others, language) if rows else ''}{table if rows else ''}"
    )


def _interval(name: str, entry: Mapping[str, Any]) -> str:
    form = ",.0f" if name in LATENCY else ".3f"
    return f"{entry['low']:{form}} – {entry['high']:{form}}"


def _against(run: Run, others: Sequence[Run], language: Language) -> str:
    if not others:
        return ""
    options = "".join(
        f'<option value="{each.id}">{escape(each.name)} · {escape(moment(each.begun))}</option>' for each in others
    )
    return (
        f'<form class="wj-evaluate-form" data-against-form data-run="{run.id}"><label><span>{said(language, "against")}'
        f'</span><select name="other">{options}</select></label>'
        f'<button type="submit" class="wj-strong">{said(language, "pair")}</button></form>'
    )
