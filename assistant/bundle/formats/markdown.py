"""A bundle as Markdown. Text of claims and reports is escaped: it carries no markup, link or picture."""

from collections.abc import Iterator

from assistant.bundle.escaping import markdown, web_address
from assistant.bundle.schema import Bundle, KeptAnswer, KeptCitation, KeptClaim
from assistant.messages.bundle import (
    STATUSES,
    WORDS,
    Fact,
    Language,
    heading_facts,
    language_of,
    origin_facts,
    written_by,
)
from assistant.messages.verdict_names import MISMATCHES, STANCES, VERDICTS


def markdown_page(bundle: Bundle) -> bytes:
    """The page in UTF-8."""
    language = language_of(bundle)
    return ("\n".join(_lines(bundle, language)).rstrip() + "\n").encode()


def _lines(bundle: Bundle, language: Language) -> Iterator[str]:
    words = WORDS[language]
    yield f"# {words['title'] if bundle.claims or not bundle.answers else words['answers_title']}"
    yield ""
    for fact in heading_facts(bundle, language):
        yield _fact(fact)
    yield ""
    yield words["keep"]
    yield ""
    if bundle.claims:
        yield f"| # | {words['claim']} | {words['verdict']} |"
        yield "|---|---|---|"
        for number, claim in enumerate(bundle.claims, 1):
            yield f"| {number} | {markdown(claim.claim)} | {_standing(claim, language)} |"
        yield ""
    for number, claim in enumerate(bundle.claims, 1):
        yield from _claim(number, claim, bundle, language)
    for number, answer in enumerate(bundle.answers, 1):
        yield from _answer(number, answer, bundle, language)


def _standing(claim: KeptClaim, language: Language) -> str:
    if claim.standing is None:
        return WORDS[language]["error"]
    mark = f"（{WORDS[language]['overruled']}）" if language == "zh" else f" ({WORDS[language]['overruled']})"
    return VERDICTS[language][claim.standing] + (mark if claim.overruled else "")


def _claim(number: int, claim: KeptClaim, bundle: Bundle, language: Language) -> Iterator[str]:
    words = WORDS[language]
    yield f"## {number}\\. {markdown(claim.claim or claim.id)}"
    yield ""
    if claim.verdict is None:
        yield f"- {words['error']}: {markdown(claim.error)}"
        yield ""
        return
    yield f"- {words['machine'] if claim.overruled else words['verdict']}: **{VERDICTS[language][claim.verdict]}**"
    if claim.overruled is not None:
        yield f"- {words['overruled']}: **{VERDICTS[language][claim.overruled.verdict]}**"
        yield from (
            f"  - {words[name]}: {markdown(value)}"
            for name, value in (("note", claim.overruled.note), ("by", claim.overruled.by))
            if value
        )
    if claim.read_as:
        yield f"- {words['read_as']}: {markdown(claim.read_as)}"
    yield f"- {words['reason']}: {markdown(claim.reason)}"
    yield from (f"- {markdown(name)}: {markdown(value)}" for name, value in claim.columns.items() if value)
    yield ""
    if claim.mismatches:
        yield f"| {words['kind']} | {words['claimed']} | {words['found']} |"
        yield "|---|---|---|"
        for mismatch in claim.mismatches:
            kind = MISMATCHES[language][mismatch.kind]
            yield f"| {kind} | **{markdown(mismatch.claimed)}** | **{markdown(mismatch.found)}** |"
        yield ""
    yield from _citations(claim.citations, bundle, language)


def _answer(number: int, answer: KeptAnswer, bundle: Bundle, language: Language) -> Iterator[str]:
    words = WORDS[language]
    yield f"## {number}\\. {markdown(answer.question)}"
    yield ""
    yield f"**{STATUSES[language][answer.status]}**"
    yield ""
    model = written_by(answer, language)
    if model is not None:
        yield _fact(model)
        yield ""
    for line in answer.answer.splitlines():
        yield markdown(line)
        yield ""
    if not answer.citations:
        yield words["no_evidence"]
        yield ""
    yield from _citations(answer.citations, bundle, language)


def _citations(citations: tuple[KeptCitation, ...], bundle: Bundle, language: Language) -> Iterator[str]:
    words = WORDS[language]
    for citation in citations:
        blanked = f" · {words['blanked']}" if citation.blanked else ""
        yield f"### [{citation.n}] {STANCES[language][citation.stance or '']}{blanked}"
        yield ""
        for text, strong in ((citation.before, False), (citation.quote, True), (citation.after, False)):
            if text.strip():
                # A hard break keeps the three sentences apart; a quote's own lines are joined on one.
                yield f"> **{markdown(text)}**  " if strong else f"> {markdown(text)}  "
        yield ""
        yield from map(_fact, origin_facts(citation, bundle, language))
        yield ""


def _fact(fact: Fact) -> str:
    if fact.code:
        return f"- {fact.name}: `{fact.value}`"
    if fact.link and web_address(fact.value):
        return f"- {fact.name}: <{fact.value}>"
    if fact.link and fact.value.startswith("originals/"):
        return f"- {fact.name}: [{markdown(fact.value)}]({fact.value})"
    return f"- {fact.name}: {markdown(fact.value)}"
