"""A bundle as Markdown. Text of claims and reports is escaped: it carries no markup, link or picture."""

from collections.abc import Iterator

from assistant.bundle.escaping import markdown, web_address
from assistant.bundle.facts import (
    OriginFact,
    computed_lines,
    heading_facts,
    origin_facts,
    page_language,
    page_title,
    status_name,
    written_by,
)
from assistant.bundle.schema import Bundle, KeptAnswer, KeptCitation, KeptClaim
from assistant.messages import Language, message
from assistant.messages.verdict_reasons import verdict_reason_in
from assistant.messages.verdicts import mismatch_name, stance_name, verdict_name
from assistant.shown import table_grid


def markdown_page(bundle: Bundle) -> bytes:
    """The page in UTF-8."""
    language = page_language(bundle)
    return ("\n".join(_lines(bundle, language)).rstrip() + "\n").encode()


def _lines(bundle: Bundle, language: Language) -> Iterator[str]:
    yield f"# {page_title(bundle, language)}"
    yield ""
    for fact in heading_facts(bundle, language):
        yield _fact(fact)
    yield ""
    yield message(language, "bundle.keep")
    yield ""
    if bundle.claims:
        yield f"| # | {message(language, 'claim.name')} | {message(language, 'verdict.name')} |"
        yield "|---|---|---|"
        for number, claim in enumerate(bundle.claims, 1):
            yield f"| {number} | {markdown(claim.shown)} | {_standing(claim, language)} |"
        yield ""
    for number, claim in enumerate(bundle.claims, 1):
        yield from _claim(number, claim, bundle, language)
    for number, answer in enumerate(bundle.answers, 1):
        yield from _answer(number, answer, bundle, language)


def _standing(claim: KeptClaim, language: Language) -> str:
    if claim.standing is None:
        return message(language, "verdict.unread")
    mark = (
        f"（{message(language, 'verdict.overruled')}）"
        if language == "zh"
        else f" ({message(language, 'verdict.overruled')})"
    )
    return verdict_name(language, claim.standing) + (mark if claim.overruled else "")


def _claim(number: int, claim: KeptClaim, bundle: Bundle, language: Language) -> Iterator[str]:
    yield f"## {number}\\. {markdown(claim.shown)}"
    yield ""
    if claim.verdict is None:
        yield f"- {message(language, 'verdict.unread')}: {markdown(claim.error)}"
        yield ""
        return
    whose = message(language, "verdict.machine" if claim.overruled else "verdict.name")
    yield f"- {whose}: **{verdict_name(language, claim.verdict)}**"
    if claim.overruled is not None:
        yield f"- {message(language, 'verdict.overruled')}: **{verdict_name(language, claim.overruled.verdict)}**"
        by = " ".join(filter(None, (claim.overruled.by, claim.overruled.time)))
        yield from (
            f"  - {message(language, key)}: {markdown(value)}"
            for key, value in (("verdict.note", claim.overruled.note), ("bundle.by", by))
            if value
        )
    if claim.read_as:
        yield f"- {message(language, 'claim.read_as')}: {markdown(claim.read_as)}"
    yield f"- {message(language, 'bundle.reason')}: {markdown(verdict_reason_in(claim.reason, language))}"
    yield from (f"- {markdown(name)}: {markdown(value)}" for name, value in claim.columns.items() if value)
    yield ""
    if claim.mismatches:
        heads = (message(language, key) for key in ("bundle.kind", "claim.says", "claim.report_says"))
        yield f"| {' | '.join(heads)} |"
        yield "|---|---|---|"
        for mismatch in claim.mismatches:
            kind = mismatch_name(language, mismatch.kind)
            yield f"| {kind} | **{markdown(mismatch.claimed)}** | **{markdown(mismatch.found)}** |"
        yield ""
    yield from _citations(claim.citations, bundle, language)


def _answer(number: int, answer: KeptAnswer, bundle: Bundle, language: Language) -> Iterator[str]:
    yield f"## {number}\\. {markdown(answer.question)}"
    yield ""
    yield f"**{status_name(answer, language)}**"
    yield ""
    model = written_by(answer, language)
    if model is not None:
        yield _fact(model)
        yield ""
    for line in answer.answer.splitlines():
        yield markdown(line)
        yield ""
    if answer.computed:
        yield from map(_fact, computed_lines(answer, language))
        yield ""
    if answer.table is not None:
        head, *rows = table_grid(answer.table)
        yield f"| {' | '.join(map(markdown, head))} |"
        yield "|---" * len(head) + "|"
        for row in rows:
            yield f"| {' | '.join(map(markdown, row))} |"
        yield ""
    if not answer.citations:
        yield message(language, "claim.no_quotes")
        yield ""
    yield from _citations(answer.citations, bundle, language)
    if answer.related:
        yield f"**{message(language, 'answer.related')}**"
        yield ""
        yield from _citations(answer.related, bundle, language)


def _citations(citations: tuple[KeptCitation, ...], bundle: Bundle, language: Language) -> Iterator[str]:
    for citation in citations:
        blanked = f" · {message(language, 'quote.blanked')}" if citation.blanked else ""
        yield f"### [{citation.n}] {stance_name(language, citation.stance)}{blanked}"
        yield ""
        for text, strong in ((citation.before, False), (citation.quote, True), (citation.after, False)):
            if text.strip():
                # A hard break keeps the three sentences apart; a quote's own lines are joined on one.
                yield f"> **{markdown(text)}**  " if strong else f"> {markdown(text)}  "
        yield ""
        yield from map(_fact, origin_facts(citation, bundle, language))
        yield ""


def _fact(fact: OriginFact) -> str:
    if fact.code:
        return f"- {fact.name}: `{fact.value}`"
    if fact.link and web_address(fact.value):
        return f"- {fact.name}: <{fact.value}>"
    if fact.link and fact.value.startswith("originals/"):
        return f"- {fact.name}: [{markdown(fact.value)}]({fact.value})"
    return f"- {fact.name}: {markdown(fact.value)}"
