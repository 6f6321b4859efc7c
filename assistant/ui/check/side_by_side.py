"""A claim and its evidence side by side, with what differs marked in both."""

from collections.abc import Callable, Iterable, Sequence
from html import escape

from assistant.answer import Citation, Mismatch, Stance, Verdict
from assistant.bundle.marking import marked
from assistant.citations import named
from assistant.messages import Language, message
from assistant.messages.verdict_reasons import verdict_reason_in
from assistant.messages.verdicts import mismatch_name, stance_name
from assistant.ui.check.session import RunRow
from assistant.ui.check.table import overruled_html, verdict_html
from assistant.ui.language import in_cells, of_text
from index.errors import ReportIndexError
from index.report import Part, Report
from index.text.script import language_of

ReportOf = Callable[[str], Report]
# The stances that decide, the one that speaks for the verdict first.
_DECIDING: dict[str, tuple[Stance, ...]] = {"supported": ("supports", "refutes")}
_OTHERWISE: tuple[Stance, ...] = ("refutes", "supports")


def deciding(verdict: Verdict) -> Citation | None:
    """The quote that the verdict rests on, or the nearest one."""
    return next(iter(best(verdict)), None)


def best(verdict: Verdict) -> list[Citation]:
    """The best supporting and the best contradicting quote, where there are; else the nearest one."""
    stances = _DECIDING.get(verdict.verdict, _OTHERWISE)
    found = [next((each for each in verdict.citations if each.stance == stance), None) for stance in stances]
    return [each for each in found if each is not None] or list(verdict.citations[:1])


def claim_html(row: RunRow, numbers: Sequence[int], report_of: ReportOf, language: Language) -> str:
    """The claim on one side, the reports on the other; above it steps to its neighbours, `numbers` in their order."""
    verdict = row.checked.verdict if row.checked is not None else None
    if row.checked is None:
        head = verdict_html("pending", language)
        body = _single(row.said(language), message(language, "check.claim_pending"))
    elif verdict is None:
        head, body = verdict_html("unread", language), _single(row.said(language), row.error(language))
    else:
        head = overruled_html(row, language) or verdict_html(verdict.verdict, language)
        if row.overrule is not None:
            head += f'<p class="wj-person-note">{escape(row.overrule.note)}</p>'
        if verdict.reason:
            head += f'<p class="wj-reason">{escape(verdict_reason_in(verdict.reason, language))}</p>'
        body = (
            f'<div class="wj-sides">{_claim_side(verdict, language)}{_report_side(row, verdict, report_of, language)}'
            "</div>"
        )
    heading = escape(message(language, "check.claim_heading", n=numbers.index(row.number) + 1, count=len(numbers)))
    decided = " wj-decided" if verdict is not None else ""
    return (
        f'<section class="wj-claim-open{decided}" data-claim="{row.number}">{_steps(row.number, numbers, language)}'
        f'<header class="wj-claim-head" tabindex="-1"><h2 class="wj-sr">{heading}</h2>{head}</header>{body}</section>'
    )


def _single(words: str, reason: str) -> str:
    why = f'<p class="wj-reason">{escape(reason)}</p>' if reason else ""
    return f'<p class="wj-claim-text">{escape(words)}</p>{why}'


def _steps(number: int, numbers: Sequence[int], language: Language) -> str:
    place = numbers.index(number)

    def step(key: str, arrow: str, other: int) -> str:
        label = escape(message(language, key))
        if not 0 <= other < len(numbers):
            return f'<span class="wj-icon wj-off" aria-hidden="true">{arrow}</span>'
        return f'<a class="wj-icon" href="#claim-{numbers[other]}" aria-label="{label}" title="{label}">{arrow}</a>'

    return (
        f'<nav class="wj-claim-steps" aria-label="{escape(message(language, "check.claim_steps"))}">'
        f'<a class="wj-quiet" href="#claims">‹ '
        f'{escape(message(language, "check.back_to_claims"))}</a><span class="wj-steps">'
        f"{step('check.claim_previous', '‹', place - 1)}"
        f'<span class="wj-position">{message(language, "page.position", n=place + 1, count=len(numbers))}</span>'
        f"{step('check.claim_next', '›', place + 1)}</span></nav>"
    )


def _claim_side(verdict: Verdict, language: Language) -> str:
    claimed = [(mismatch.claimed, mismatch) for mismatch in verdict.mismatches]
    read_as = ""
    if verdict.read_as and verdict.read_as != verdict.claim:
        read_as = (
            f'<p class="wj-read-as"><b>{escape(message(language, "claim.read_as"))}</b> '
            f"{differing(verdict.read_as, claimed, language)}</p>"
        )
    return (
        f'<div class="wj-side"><h3>{escape(message(language, "check.side_claim"))}</h3>'
        f'<p class="wj-claim-text">{differing(verdict.claim, claimed, language)}</p>{read_as}'
        f"{_mismatches(verdict.mismatches, language)}</div>"
    )


def _mismatches(mismatches: Sequence[Mismatch], language: Language) -> str:
    lines = "".join(
        f"<dt>{escape(mismatch_name(language, each.kind))}</dt>"
        f"<dd><span>{escape(message(language, 'claim.says'))}</span> <b>{escape(each.claimed)}</b></dd>"
        f"<dd><span>{escape(message(language, 'claim.report_says'))}</span> <b>{escape(each.found)}</b></dd>"
        for each in mismatches
    )
    return (
        f'<h4>{escape(message(language, "claim.differs"))}</h4><dl class="wj-differences">{lines}</dl>' if lines else ""
    )


def _report_side(row: RunRow, verdict: Verdict, report_of: ReportOf, language: Language) -> str:
    first = best(verdict)
    further = [citation for citation in verdict.citations if citation not in first]
    shown = "".join(_passage(row, verdict, citation, report_of, language, best_of=True) for citation in first)
    if not shown:
        shown = f'<p class="wj-faint">{escape(message(language, "claim.no_quotes"))}</p>'
    if further:
        more = "".join(_passage(row, verdict, citation, report_of, language, best_of=False) for citation in further)
        summary = escape(message(language, "check.more_passages", count=len(further)))
        shown += f'<details class="wj-more"><summary>{summary}</summary>{more}</details>'
    return f'<div class="wj-side"><h3>{escape(message(language, "check.side_reports"))}</h3>{shown}</div>'


def _passage(
    row: RunRow, verdict: Verdict, citation: Citation, report_of: ReportOf, language: Language, *, best_of: bool
) -> str:
    stance = citation.stance or "related"
    title = message(language, f"best.{stance}") if best_of else stance_name(language, stance)
    found = [(mismatch.found, mismatch) for mismatch in verdict.mismatches]
    path = " › ".join((named(citation.title, language_of(citation.title)), *citation.section))
    part = _part(citation, report_of)
    chips = f'<span class="wj-part">{escape(message(language, f"page.part_{part.value}"))}</span>' if part else ""
    if citation.page:
        chips += f'<span class="wj-chip">{escape(message(language, "quote.page", page=citation.page))}</span>'
    return (
        f'<article class="wj-passage wj-s-{stance}"><h4>{escape(title)}</h4>'
        f"<blockquote{of_text(citation.quote)}>{differing(citation.quote, found, language)}</blockquote>"
        f'<p class="wj-path">{escape(path)}</p><p class="wj-passage-foot">{chips}'
        f'<a class="wj-quiet" href="#quote-{row.number}-{citation.n}" title="{escape(citation.locator)}">'
        f"{escape(message(language, 'check.open_quote'))}</a></p></article>"
    )


def _part(citation: Citation, report_of: ReportOf) -> Part | None:
    """Whether the quote looks back or ahead; None where its report does not say, or is gone."""
    try:
        report = report_of(citation.report_id)
    except ReportIndexError:
        return None
    path = report.section_path(report.section_at(citation.start))
    return next((section.part for section in reversed(path) if section.part is not None), None)


def differing(words: str, mismatches: Iterable[tuple[str, Mismatch]], language: Language) -> str:
    """Words as HTML, those that differ in `<mark>`, each with the kind of its difference behind it."""
    kinds: dict[str, str] = {}
    for word, mismatch in mismatches:
        kinds.setdefault(word, mismatch_name(language, mismatch.kind))
    return "".join(
        f'<mark class="wj-differs">{escape(piece)}</mark><small class="wj-kind">{escape(kinds[piece])}</small>'
        if differs
        else in_cells(piece)
        for piece, differs in marked(words, kinds)
    )
