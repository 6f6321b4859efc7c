"""The parts around the conversation: top bar, welcome, list of reports, what came of an upload."""

from collections.abc import Sequence
from html import escape

from assistant.messages.page import Language, text
from index.ingestion.preparing import FileOutcome
from index.store.catalogue import StoredReport

# Below this many reports a filter box is only in the way.
FILTER_FROM = 6
EXAMPLES = 4

# Questions that each of the project's sample reports answers; see samples/README.md.
SAMPLE_QUESTIONS: dict[str, dict[Language, str]] = {
    "2024年云岭县政府工作报告.docx": {
        "zh": "云岭县2024年的旅游综合收入目标是多少？",
        "en": "云岭县2024年的旅游综合收入目标是多少？",
    },
    "2025年云岭县政府工作报告.docx": {
        "zh": "2025年云岭县要办好哪些民生实事？",
        "en": "2025年云岭县要办好哪些民生实事？",
    },
    "澜石光电2024年年度报告.pdf": {
        "zh": "澜石光电2024年境外收入是多少？",
        "en": "澜石光电2024年境外收入是多少？",
    },
    "2023年云岭县政府工作报告.txt": {
        "zh": "2022年云岭县的地区生产总值增长了多少？",
        "en": "2022年云岭县的地区生产总值增长了多少？",
    },
    "青湖水质监测年报2024.md": {
        "zh": "2024年青湖全湖总磷年均浓度是多少？",
        "en": "2024年青湖全湖总磷年均浓度是多少？",
    },
    "harrow-finch-sustainability-2024.html": {
        "zh": "What were Harrow & Finch's Scope 1 emissions in 2024?",
        "en": "What share of Harrow & Finch's last-mile vans was electric at the end of 2024?",
    },
}


def brand_html(language: Language) -> str:
    """Name and promise."""
    return (
        '<div class="wj-brand"><span class="wj-seal" aria-hidden="true">据</span><div>'
        f'<h1>{escape(text(language, "brand"))} <span lang="en">{escape(text(language, "brand_sub"))}</span></h1>'
        f"<p>{escape(text(language, 'promise'))}</p></div></div>"
        f'<a class="wj-skip" href="#ask-box">{escape(text(language, "skip"))}</a>'
    )


def top_bar_html(language: Language) -> str:
    """Drawer, new chat, language and theme."""
    other = "en" if language == "zh" else "zh"
    library, label, theme = (escape(text(language, key)) for key in ("show_library", "language_label", "theme_label"))
    return (
        f'<div class="wj-top" data-language="{language}">'
        '<button type="button" class="wj-icon wj-drawer" data-library '
        f'aria-label="{library}" title="{library}">☰</button>'
        f'<span class="wj-top-brand"><span class="wj-seal wj-seal-small" aria-hidden="true">据</span>'
        f"{escape(text(language, 'brand'))}</span>"
        f'<div class="wj-tabs" role="tablist" aria-label="{escape(text(language, "tabs"))}">'
        f'<a role="tab" href="#tab-ask" aria-controls="wj-chat">{escape(text(language, "tab_ask"))}</a>'
        f'<a role="tab" href="#tab-check" aria-controls="wj-check">{escape(text(language, "tab_check"))}</a></div>'
        f'<span class="wj-legend">{escape(text(language, "legend"))}</span>'
        '<a class="wj-quiet" href="#new-chat">＋ '
        f'<span class="wj-words">{escape(text(language, "new_chat"))}</span></a>'
        f'<a class="wj-quiet" href="#language-{other}" lang="{"en" if other == "en" else "zh-Hans"}" '
        f'aria-label="{label}">{escape(text(language, "language"))}</a>'
        f'<button type="button" class="wj-icon" data-theme aria-label="{theme}" title="{theme}">◐</button></div>'
    )


def welcome_html(reports: Sequence[StoredReport], language: Language, model: str = "") -> str:
    """What stands in an empty chat: what this is, and questions that the library can answer.

    `model` is the name of the language model that writes the answers, if one does.
    """
    body = text(language, "welcome_written", model=model) if model else text(language, "welcome_body")
    examples = "".join(
        f'<li><a class="wj-example" href="#ask-box" data-ask>{escape(question)}</a></li>'
        for question in example_questions(reports, language)
    )
    if examples:
        below = f'<h3>{escape(text(language, "examples"))}</h3><ul class="wj-examples">{examples}</ul>'
    else:
        below = f'<p class="wj-note">{escape(text(language, "library_empty"))}</p>'
    return (
        f'<section class="wj-welcome"><span class="wj-seal wj-seal-large" aria-hidden="true">据</span>'
        f"<h2>{escape(text(language, 'welcome'))}</h2><p>{escape(body)}</p>{below}</section>"
    )


def example_questions(reports: Sequence[StoredReport], language: Language) -> list[str]:
    """Up to four questions about what is in the library: the samples' own, else made from title, region and year."""
    names = {source.name for report in reports for source in report.sources}
    found = [questions[language] for name, questions in SAMPLE_QUESTIONS.items() if name in names]
    made = [question for report in reversed(reports) if (question := _question(report, language))]
    return list(dict.fromkeys(found + made))[:EXAMPLES]


def _question(report: StoredReport, language: Language) -> str:
    metadata = report.metadata
    if language == "en" or metadata.language == "en":
        if metadata.kind == "government_work_report" and metadata.region and metadata.year:
            return f"{metadata.region}{metadata.year}年的经济增长目标是多少？"
        return f"What are the main results in “{metadata.title}”?"
    if metadata.kind == "government_work_report" and metadata.region and metadata.year:
        return f"{metadata.region}{metadata.year}年的经济增长目标是多少？"
    if metadata.kind in ("annual_report", "financial_report") and metadata.year:
        return f"《{metadata.title}》里，{metadata.year}年的营业收入是多少？"
    return f"《{metadata.title}》的主要结论是什么？"


def library_html(reports: Sequence[StoredReport], language: Language) -> str:
    """The list of reports; each opens its contents."""
    head = (
        f'<div class="wj-list-head"><h2>{escape(text(language, "library"))}</h2>'
        f'<span class="wj-count">{escape(text(language, "report_count", count=len(reports)))}</span></div>'
    )
    if not reports:
        return f'{head}<p class="wj-faint">{escape(text(language, "library_empty"))}</p>'
    label = escape(text(language, "filter"))
    box = f'<input type="search" class="wj-filter" data-filter aria-label="{label}" placeholder="{label}">'
    entries = "".join(_entry(report, language) for report in reversed(reports))
    return (
        f"{head}{box if len(reports) >= FILTER_FROM else ''}"
        f'<ul class="wj-reports" aria-label="{escape(text(language, "library_label"))}">{entries}</ul>'
        f'<p class="wj-faint wj-none" hidden>{escape(text(language, "filter_none"))}</p>'
    )


def _entry(report: StoredReport, language: Language) -> str:
    metadata = report.metadata
    facts = [
        text(language, "year", year=metadata.year) if metadata.year else "",
        metadata.region or "",
        text(language, "pages", count=report.pages) if report.pages else _characters(report.characters, language),
        text(language, "passages", count=report.passages),
    ]
    name = report.sources[0].name if report.sources else ""
    return (
        f'<li><a class="wj-report" href="#report-{report.report_id}" title="{escape(name)}">'
        f'<span class="wj-title">{escape(metadata.title)}</span>'
        f'<span class="wj-facts">{" · ".join(f"<span>{escape(fact)}</span>" for fact in facts if fact)}</span></a></li>'
    )


def _characters(count: int, language: Language) -> str:
    if count < 10_000:
        return text(language, "characters", count=f"{count:,}")
    if language == "zh":
        return text(language, "characters", count=f"{count / 10_000:.1f} 万")
    return text(language, "characters", count=f"{count / 1_000:.0f}k")


def hint_html(language: Language) -> str:
    """What may be added, and where it goes."""
    return f'<p class="wj-hint">{escape(text(language, "upload_hint"))}</p>'


def check_hint_html(megabytes: int, language: Language) -> str:
    """What may be uploaded to be checked."""
    return f'<p class="wj-hint">{escape(text(language, "claims_hint", megabytes=megabytes))}</p>'


def outcomes_html(outcomes: Sequence[FileOutcome], language: Language) -> str:
    """What became of each uploaded file; a refused one with its reason."""
    lines = []
    for outcome in outcomes:
        detail = text(language, "outcome_passages", count=outcome.passages) if outcome.passages else outcome.reason
        lines.append(
            f'<li class="wj-outcome wj-{escape(outcome.status)}">'
            f"<b>{escape(text(language, f'outcome_{outcome.status}'))}"
            f"</b> {escape(outcome.name)}{f' <span>{escape(detail)}</span>' if detail else ''}</li>"
        )
    return f'<ul class="wj-outcomes" role="status">{"".join(lines)}</ul>' if lines else ""


def notice_html(message: str) -> str:
    """One line about what went wrong."""
    return f'<p class="wj-note wj-bad" role="alert">{escape(message)}</p>'
