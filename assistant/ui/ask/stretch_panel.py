"""Any stretch of a report in the panel, named by its offsets: a figure of a table, a line of a comparison."""

from dataclasses import replace
from html import escape

from assistant.citations import cite
from assistant.messages import Language, message
from assistant.ui.ask.conversation import Target
from assistant.ui.ask.reading_panel import SECTION_CHARACTERS, bar_html, page_picture, quoted_html
from assistant.ui.leaf import Drawn
from assistant.ui.report_text import report_html, window
from index.report import Report

# Characters around each of two quotes that stand one above the other.
AROUND = 250


def is_inside(report: Report, target: Target) -> bool:
    """Whether a report has such a stretch; the client chooses it."""
    start, end = target.first, target.second
    counts = target.counts == (0, 0) or start <= target.counts[0] < target.counts[1] <= end
    return 0 <= start < end <= len(report.text) and end - start <= SECTION_CHARACTERS and counts


def stretch_html(report: Report, target: Target, drawn: Drawn | None, language: Language) -> str:
    """The stretch in the text around it, its figure in bold."""
    citation = cite(report, target.first, target.second, 1)
    other = replace(target, kind="span" if drawn is not None and drawn.opened else "plate")
    return quoted_html(
        report,
        (target.first, target.second),
        citation.page,
        citation.section,
        f"<span>{escape(citation.locator)}</span>",
        citation.locator,
        "",
        language,
        picture=page_picture(citation, drawn, other, language),
        counts=None if target.counts == (0, 0) else target.counts,
    )


def both_html(one: tuple[Report, Target], other: tuple[Report, Target], language: Language) -> str:
    """Two stretches of two reports, one above the other, each in the text around it."""
    halves = "".join(
        _half(report, target, message(language, f"change.{name}"), language)
        for name, (report, target) in (("before", one), ("after", other))
    )
    label = escape(message(language, "page.evidence"))
    return f'{bar_html("", language)}<div class="wj-both" role="group" aria-label="{label}">{halves}</div>'


def _half(report: Report, target: Target, side: str, language: Language) -> str:
    quote = (target.first, target.second)
    start, end = window(report, *quote, around=AROUND)
    whole = escape(message(language, "compared.open_alone"))
    return (
        f'<section class="wj-half" tabindex="0" aria-label="{escape(side)}"><header>'
        f'<p class="wj-label">{escape(side)}</p>'
        f'<h2 tabindex="-1"><a href="#report-{report.report_id}">{escape(report.metadata.title)}</a></h2>'
        f'<p class="wj-half-place"><span>{escape(cite(report, *quote, 1).locator)}</span>'
        f'<a class="wj-quiet" href="#{replace(target, kind="span").fragment}">{whole}</a></p></header>'
        f'<div class="wj-text" lang="{escape(report.metadata.language)}">{report_html(report, start, end, quote)}</div>'
        "</section>"
    )
