"""The parts around the conversation: top bar, welcome, list of reports, what came of an upload."""

import json
from collections.abc import Sequence
from html import escape
from typing import Any

from assistant.messages import Language, message
from assistant.messages.reasons import reason_said
from assistant.messages.tables import keys
from assistant.ui.beside import beside_html
from index.ingestion.preparing import FileOutcome
from index.parsing import SUFFIXES
from index.patterns import regex
from index.store.rows import StoredReport
from index.text.script import language_of

# Below this many reports a filter box is only in the way.
FILTER_FROM = 6
# Reports that the list shows at once; the others are there for its filter, and when they are asked for.
LISTED = 60
EXAMPLES = 4
# Words of the table reports.tsv that the page's script says, and those that it fills in with fields.
SCRIPT_WORDS = (
    *("drop", "drop_hint", "tray", "tray_close", "job_waiting", "job_reading", "job_stopped", "job_failed", "job_open"),
    *("undo", "undo_gone", "saved", "save", "cancel", "edit_hint", "title", "issuer", "region", "year"),
    *("collection_new", "collection_name", "collection_hint", "collection_rename", "find_none", "leaf_failed"),
)
SCRIPT_FIELDS = {
    "job_sending": ("percent",),
    "job_stop": ("name",),
    "tray_done": ("done", "count"),
    "tray_left": ("seconds",),
    "removed": ("count",),
    "undone": ("count",),
    "page": ("page", "pages"),
    "leaf": ("page", "pages"),
    "leaf_alt": ("page",),
    "selected": ("count",),
    "collection_saved": ("name", "count"),
    "collection_deleted": ("name",),
    "edit_of": ("title",),
}


def brand_html(language: Language) -> str:
    """Name and promise."""
    return (
        '<div class="wj-brand"><span class="wj-seal" aria-hidden="true">据</span><div>'
        f"<h1>{escape(message(language, 'page.brand'))} "
        f'<span lang="en">{escape(message(language, "page.brand_sub"))}</span></h1>'
        f"<p>{escape(message(language, 'page.promise'))}</p></div></div>"
        f'<a class="wj-skip" href="#wj-question">{escape(message(language, "page.skip"))}</a>'
    )


def top_bar_html(language: Language, name: str = "") -> str:
    """Drawer, new chat, language and theme; the way out where `name` has signed in."""
    other = "en" if language == "zh" else "zh"
    library, label, theme = (
        escape(message(language, key)) for key in ("page.show_library", "page.language_label", "page.theme_label")
    )
    gone, gone_again = (escape(message(language, key)) for key in ("kept.server_gone", "kept.server_again"))
    divider, new = (escape(message(language, key)) for key in ("page.divider", "page.new_chat"))
    return (
        f'<div class="wj-top" data-language="{language}" data-gone="{gone}" data-gone-again="{gone_again}" '
        f'data-divider-label="{divider}">'
        '<button type="button" class="wj-icon wj-drawer" data-library '
        f'aria-label="{library}" title="{library}">☰</button>'
        # Narrow pages have the name here, where it is the first heading, and hide the one of the drawer.
        f'<span class="wj-top-brand" role="heading" aria-level="1">'
        '<span class="wj-seal wj-seal-small" aria-hidden="true">据</span>'
        f"{escape(message(language, 'page.brand'))}</span>"
        f'<div class="wj-tabs" role="tablist" aria-label="{escape(message(language, "check.tabs"))}">'
        f'<a role="tab" href="#tab-ask" aria-controls="wj-chat">{escape(message(language, "check.tab_ask"))}</a>'
        f'<a role="tab" href="#tab-check" aria-controls="wj-check">'
        f"{escape(message(language, 'check.tab_check'))}</a>"
        f'<a role="tab" href="#tab-reports" aria-controls="wj-reports">'
        f"{escape(message(language, 'reports.tab'))}</a>"
        f'<a role="tab" href="#tab-compare" aria-controls="wj-compare">'
        f"{escape(message(language, 'compared.tab'))}</a>"
        f'<a role="tab" href="#tab-evaluate" aria-controls="wj-evaluate">'
        f"{escape(message(language, 'evaluate.tab'))}</a></div>"
        f'<span class="wj-legend">{escape(message(language, "page.legend"))}</span>'
        f'<a class="wj-quiet" href="#new-chat" aria-label="{new}" title="{new}"><span aria-hidden="true">＋</span> '
        f'<span class="wj-words">{new}</span></a>'
        f'<a class="wj-quiet" href="#language-{other}" lang="{"en" if other == "en" else "zh-Hans"}" '
        f'aria-label="{label}">{escape(message(language, "page.language"))}</a>'
        f'<button type="button" class="wj-icon" data-theme aria-label="{theme}" title="{theme}">◐</button>'
        f"{_sign_out(name, language)}</div>"
    )


def _sign_out(name: str, language: Language) -> str:
    if not name:
        return ""
    words = escape(message(language, "page.sign_out"))
    who = escape(message(language, "page.signed_in", name=name))
    return f'<button type="button" class="wj-quiet" data-sign-out title="{who}">{words}</button>'


def model_html(model: str, reachable: bool | None, language: Language) -> str:
    """Which language model writes the answers; whether its server answers, where that is known."""
    key = {None: "page.model", True: "page.model_there", False: "page.model_gone"}[reachable]
    style = " wj-model-gone" if reachable is False else ""
    words = message(language, key, model=model.partition(":")[2] or model)
    return f'<p class="wj-hint wj-model{style}" role="status">{escape(words)}</p>'


def welcome_html(
    reports: Sequence[StoredReport], language: Language, model: str = "", suggested: Sequence[str] = ()
) -> str:
    """What stands in an empty chat: what this is, and questions that the library can answer.

    `model` is the name of the language model that writes the answers, if one does; `suggested` are questions made of
    the library's ledgers.
    """
    body = message(language, "page.welcome_written", model=model) if model else message(language, "page.welcome_body")
    examples = "".join(
        f'<li><a class="wj-example" href="#ask-box" data-ask>{escape(question)}</a></li>'
        for question in example_questions(reports, language, suggested)
    )
    if examples:
        below = f'<h3>{escape(message(language, "page.examples"))}</h3><ul class="wj-examples">{examples}</ul>'
    else:
        below = "" if reports else drop_zone_html(language)
    return (
        f'<section class="wj-welcome"><span class="wj-seal wj-seal-large" aria-hidden="true">据</span>'
        f"<h2>{escape(message(language, 'page.welcome'))}</h2><p>{escape(body)}</p>{below}</section>"
    )


def drop_zone_html(language: Language) -> str:
    """What an empty library shows in the middle: where files go, what may be added, and samples by one click."""

    def said(key: str) -> str:
        return escape(message(language, key))

    return (
        f'<div class="wj-drop-zone" data-drop-zone><p class="wj-drop-words">{said("reports.drop")}</p>'
        f'<button type="button" class="wj-strong" data-add>{said("reports.choose")}</button>'
        f'<p class="wj-hint">{said("page.upload_hint")}</p></div>'
        f'<p class="wj-samples"><button type="button" class="wj-choice" data-samples>{said("reports.samples")}</button>'
        f'<span class="wj-hint">{said("reports.samples_hint")}</span></p>'
    )


def _raw(language: Language, key: str, **fields: Any) -> str:
    return message(language, key, **fields)


def adding_html(language: Language) -> str:
    """The button that chooses files, what may be added, and the words that the script says while they come in."""
    words = {name: _raw(language, f"reports.{name}") for name in SCRIPT_WORDS}
    words |= {
        name: _raw(language, f"reports.{name}", **{field: f"{{{field}}}" for field in fields})
        for name, fields in SCRIPT_FIELDS.items()
    }
    words |= {
        "judge_which": message(language, "judge.which"),
        "judge_quote": message(language, "judge.quote"),
        "judge_none": message(language, "judge.none"),
    }
    words |= {"failed": message(language, "page.failed"), "copied": message(language, "page.copied")}
    words |= {
        "toast_type": message(language, "page.toast_type", name="{name}", kinds="{kinds}"),
        "toast_size": message(language, "page.toast_size"),
        "toast_busy": message(language, "page.toast_busy"),
    }
    words |= {"no_file": message(language, "evaluate.no_file")}
    suffixes = ",".join(SUFFIXES)
    data = json.dumps(words, ensure_ascii=False)
    return (
        f'<button type="button" id="wj-upload" data-add>{escape(message(language, "page.upload"))}</button>'
        f'<input type="file" multiple hidden data-files accept="{suffixes}" tabindex="-1" aria-hidden="true">'
        f'<p class="wj-hint">{escape(message(language, "page.upload_hint"))}</p>'
        f"<pre hidden data-words>{escape(data)}</pre>"
    )


def example_questions(reports: Sequence[StoredReport], language: Language, suggested: Sequence[str] = ()) -> list[str]:
    """Up to four questions in a language about the library: the samples' own, those that its ledgers answer."""
    names = {source.name for report in reports for source in report.sources}
    found = [message(language, key) for key in keys("sample.") if key.removeprefix("sample.") in names]
    own = [question for question in found if language_of(question) == language]
    return list(dict.fromkeys([*own, *suggested]))[:EXAMPLES]


def library_html(reports: Sequence[StoredReport], language: Language) -> str:
    """The list of reports; each opens its contents."""
    head = (
        f'<div class="wj-list-head"><h2>{escape(message(language, "page.library"))}</h2>'
        f'<span class="wj-count">{escape(message(language, "page.report_count", count=len(reports)))}</span></div>'
    )
    if not reports:
        return f'{head}<p class="wj-faint">{escape(message(language, "page.library_empty"))}</p>'
    label = escape(message(language, "page.filter"))
    box = f'<input type="search" class="wj-filter" data-filter aria-label="{label}" placeholder="{label}">'
    entries = "".join(_entry(report, language, waits=place >= LISTED) for place, report in enumerate(reversed(reports)))
    more = ""
    if len(reports) > LISTED:
        words = escape(message(language, "page.library_more", count=len(reports) - LISTED))
        more = f'<button type="button" class="wj-quiet wj-more" data-whole-list>{words}</button>'
    manage = escape(message(language, "reports.sidebar_all"))
    head = head.replace("</div>", f'<a class="wj-quiet wj-manage" href="#tab-reports">{manage}</a></div>')
    return (
        f"{head}{box if len(reports) >= FILTER_FROM else ''}"
        f'<ul class="wj-reports" aria-label="{escape(message(language, "page.library_label"))}">{entries}</ul>{more}'
        f'<p class="wj-faint wj-none" hidden>{escape(message(language, "page.filter_none"))}</p>'
    )


def _entry(report: StoredReport, language: Language, waits: bool = False) -> str:
    later = " hidden data-later" if waits else ""
    metadata = report.metadata
    facts = [
        message(language, "page.year", year=metadata.year) if metadata.year else "",
        metadata.region or "",
        message(language, "page.pages", count=report.pages)
        if report.pages
        else _characters(report.characters, language),
        message(language, "page.passages", count=report.passages),
    ]
    name = report.sources[0].name if report.sources else ""
    tick = escape(message(language, "reports.tick", title=metadata.title))
    return (
        f'<li{later}><label class="wj-tick">'
        f'<input type="checkbox" data-tick="{report.report_id}" aria-label="{tick}"></label>'
        f'<a class="wj-report" href="#report-{report.report_id}" title="{escape(name)}">'
        f'<span class="wj-title">{escape(metadata.title)}</span>'
        f'<span class="wj-facts">{beside_html(facts)}</span></a>'
        f'<a class="wj-report-facts" href="#facts-{report.report_id}" '
        f'aria-label="{escape(message(language, "page.facts_of", title=metadata.title))}">'
        f"{escape(message(language, 'page.facts'))}</a></li>"
    )


def _characters(count: int, language: Language) -> str:
    if count < 10_000:
        return message(language, "page.characters", count=f"{count:,}")
    many = f"{count / 10_000:.1f}" if language == "zh" else f"{count / 1_000:.0f}"
    return message(language, "page.characters_many", count=many)


def check_hint_html(megabytes: int, language: Language) -> str:
    """What may be uploaded to be checked."""
    return f'<p class="wj-hint">{escape(message(language, "check.claims_hint", megabytes=megabytes))}</p>'


def outcome_line(outcome: FileOutcome, language: Language) -> str:
    """What became of an uploaded file: what it was read as, or why it was refused."""
    detail = beside_html(_read_as(outcome, language)) or escape(_of_it(reason_said(outcome.reason, language)))
    problems = "".join(
        f'<span class="wj-outcome-problem">{escape(reason_said(each, language))}</span>' for each in outcome.problems
    )
    status = escape(message(language, f"page.outcome_{outcome.status}"))
    said = f" <span>{detail}</span>" if detail else ""
    return f'<p class="wj-outcome wj-{escape(outcome.status)}"><b>{status}</b>{said}{problems}</p>'


_PREDICATE = regex(
    r"(?:is|has|had|holds|needs|cannot|can|could|was|does|did|contains|takes|took|unpacks|fills|went|would)\b"
)


def _of_it(reason: str) -> str:
    """An English reason as a sentence: it goes on from the file's name, which stands a line above."""
    return f"It {reason}" if _PREDICATE.match(reason) else reason


def _read_as(outcome: FileOutcome, language: Language) -> list[str]:
    """What a new file was read as: title, issuer, place, time, size; and which report it may be a version of."""
    if outcome.read_as is None:
        return []
    known = outcome.read_as.metadata
    return [
        known.title,
        known.issuer or message(language, "page.no_issuer"),
        known.region or "",
        known.period_end or (message(language, "page.year", year=known.year) if known.year else ""),
        message(language, "page.pages", count=outcome.read_as.pages) if outcome.read_as.pages else "",
        message(language, "page.sections_tables", sections=outcome.read_as.sections, tables=outcome.read_as.tables),
        message(language, "page.passages", count=outcome.passages),
        *(message(language, f"page.version_{other.same}", name=other.name) for other in outcome.versions),
    ]


def notice_html(message: str) -> str:
    """One line about what went wrong."""
    return f'<p class="wj-note wj-bad" role="alert">{escape(message)}</p>'
