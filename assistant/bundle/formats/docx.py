"""A bundle as a Word document: headings, tables and quotes, with what differs highlighted."""

from assistant.bundle.escaping import one_line
from assistant.bundle.facts import (
    computed_lines,
    heading_facts,
    origin_facts,
    page_language,
    page_title,
    status_name,
    written_by,
)
from assistant.bundle.formats.word_page import ORIGIN, QUOTE, WordPage, reproducible
from assistant.bundle.marking import marked_claim, marked_quote
from assistant.bundle.schema import Bundle, KeptAnswer, KeptCitation, KeptClaim
from assistant.messages import Language, message
from assistant.messages.verdict_reasons import verdict_reason_in
from assistant.messages.verdicts import mismatch_name, stance_name, verdict_name
from assistant.shown import table_grid


def docx_page(bundle: Bundle) -> bytes:
    """The document's file. It links to nothing outside itself."""
    language = page_language(bundle)
    page = _Page(bundle, language)
    for fact in heading_facts(bundle, language):
        page.line(fact.name, fact.value)
    page.paragraph("Normal", [(message(language, "bundle.keep"), False)])
    if bundle.claims:
        _summary(page, bundle)
    for number, claim in enumerate(bundle.claims, 1):
        _claim(page, number, claim)
    for number, answer in enumerate(bundle.answers, 1):
        _answer(page, number, answer)
    return reproducible(page.document)


class _Page(WordPage):
    """The document of a bundle."""

    def __init__(self, bundle: Bundle, language: Language) -> None:
        super().__init__(page_title(bundle, language), f"SHA-256 {bundle.sha256}", bundle.made, language)
        self.bundle = bundle


def _summary(page: _Page, bundle: Bundle) -> None:
    rows = [
        (str(number), claim.shown, _standing(claim, page.language)) for number, claim in enumerate(bundle.claims, 1)
    ]
    page.table(("#", message(page.language, "claim.name"), message(page.language, "verdict.name")), rows, (10, 116, 40))


def _standing(claim: KeptClaim, language: Language) -> str:
    if claim.standing is None:
        return message(language, "verdict.unread")
    return verdict_name(language, claim.standing) + (
        f" · {message(language, 'verdict.overruled')}" if claim.overruled else ""
    )


def _claim(page: _Page, number: int, claim: KeptClaim) -> None:
    language = page.language
    page.paragraph("Heading 1", [(f"{number}. ", False), *marked_claim(claim)])
    if claim.verdict is None:
        page.line(message(page.language, "verdict.unread"), claim.error)
        return
    page.line(
        message(page.language, "verdict.machine") if claim.overruled else message(page.language, "verdict.name"),
        verdict_name(language, claim.verdict),
    )
    if claim.overruled is not None:
        page.line(message(page.language, "verdict.overruled"), verdict_name(language, claim.overruled.verdict))
        page.line(message(page.language, "verdict.note"), claim.overruled.note)
        page.line(
            message(page.language, "bundle.by"), " ".join(filter(None, (claim.overruled.by, claim.overruled.time)))
        )
    page.line(message(page.language, "claim.read_as"), claim.read_as)
    page.line(message(page.language, "bundle.reason"), verdict_reason_in(claim.reason, page.language))
    for name, value in claim.columns.items():
        page.line(name, value)
    if claim.mismatches:
        rows = [(mismatch_name(page.language, found.kind), found.claimed, found.found) for found in claim.mismatches]
        page.table(
            (
                message(page.language, "bundle.kind"),
                message(page.language, "claim.says"),
                message(page.language, "claim.report_says"),
            ),
            rows,
            (26, 70, 70),
        )
    for citation in claim.citations:
        _citation(page, citation, claim)


def _answer(page: _Page, number: int, answer: KeptAnswer) -> None:
    page.paragraph("Heading 1", [(f"{number}. {one_line(answer.question)}", False)])
    page.line(message(page.language, "bundle.answer"), status_name(answer, page.language))
    model = written_by(answer, page.language)
    if model is not None:
        page.line(model.name, model.value)
    for line in answer.answer.splitlines():
        page.paragraph("Normal", [(one_line(line), False)])
    for fact in computed_lines(answer, page.language):
        page.line(fact.name, fact.value)
    if answer.table is not None:
        head, *rows = (tuple(row) for row in table_grid(answer.table))
        wide = 126 // max(len(head) - 1, 1)
        page.table(head, rows, (40, *[wide] * (len(head) - 1)))
    for citation in answer.citations:
        _citation(page, citation, None)
    if answer.related:
        page.paragraph("Heading 2", [(message(page.language, "answer.related"), False)])
    for sentence in answer.related:
        _citation(page, sentence, None)


def _citation(page: _Page, citation: KeptCitation, claim: KeptClaim | None) -> None:
    language = page.language
    blanked = f" · {message(language, 'quote.blanked')}" if citation.blanked else ""
    page.paragraph("Heading 2", [(f"[{citation.n}] {stance_name(language, citation.stance)}{blanked}", False)])
    if citation.before.strip():
        page.paragraph(QUOTE, [(one_line(citation.before), False)])
    page.paragraph(QUOTE, marked_quote(claim, citation), bold=True)
    if citation.after.strip():
        page.paragraph(QUOTE, [(one_line(citation.after), False)])
    origin = "\n".join(f"{fact.name}: {one_line(fact.value)}" for fact in origin_facts(citation, page.bundle, language))
    page.paragraph(ORIGIN, [(origin, False)])
