"""The conversation as HTML. Whatever a report, a user or a model wrote is escaped here and is never markup.

The conversation is shown by `gr.HTML`, not `gr.Chatbot`: the chatbot would put report text through Markdown and
would give screen readers each message's markup as its name.
"""

from collections.abc import Mapping
from html import escape

from assistant.answer import Answer, AppliedScope, Citation
from assistant.messages import Language, message, shortened
from assistant.ui.ask.conversation import Conversation, Turn

# What a nearest passage shows before it is opened.
EXCERPT_CHARACTERS = 120


def turns_html(conversation: Conversation, titles: Mapping[str, str], language: Language, last: bool) -> str:
    """The turns before the last one, or with `last` only that one, as an article each. `titles`: report id to title."""
    count = len(conversation.turns)
    chosen = range(count, count + 1) if last else range(1, count)
    return "".join(_turn(number, conversation.turns[number - 1], titles, language) for number in chosen if number)


def _turn(number: int, turn: Turn, titles: Mapping[str, str], language: Language) -> str:
    if turn.failure:
        body = f'{_status("failed", language)}<p class="wj-note wj-bad" role="alert">{escape(turn.failure)}</p>'
    elif turn.answer is None:
        body = (
            f'<p class="wj-working" role="status"><i></i><i></i><i></i> {escape(message(language, "page.working"))}</p>'
        )
    else:
        body = _answer(number, turn.answer, titles, language)
    return (
        f'<article class="wj-turn" id="turn-{number}">'
        f'<div class="wj-asked"><h3 class="wj-sr">{escape(message(language, "page.you"))}</h3>'
        f"<p>{escape(turn.question)}</p></div>"
        f'<div class="wj-answered"><h3 class="wj-sr">{escape(message(language, "page.wenju"))}</h3>'
        f"{body}</div></article>"
    )


def _answer(number: int, answer: Answer, titles: Mapping[str, str], language: Language) -> str:
    written = answer.mode != "extractive"
    parts = [_status("written" if written and answer.status == "answered" else answer.status, language)]
    if answer.rewritten:
        parts.append(f'<p class="wj-faint">{escape(message(language, "answer.read_as", question=answer.question))}</p>')
    if answer.fallback:
        parts.append(f'<p class="wj-note">{escape(answer.fallback)}</p>')
    if answer.note:
        parts.append(f'<p class="wj-note">{escape(answer.note)}</p>')
    parts.append(_statements(number, answer, language))
    parts.append(_sources(number, answer, language))
    if answer.nearest:
        parts.append(_nearest(number, answer, language))
    if answer.dropped:
        lines = "".join(f"<li><s>{escape(item.text)}</s> — {escape(item.reason)}</li>" for item in answer.dropped)
        summary = escape(message(language, "answer.dropped", count=len(answer.dropped)))
        parts.append(f'<details class="wj-dropped"><summary>{summary}</summary><ul>{lines}</ul></details>')
    parts.append(_foot(number, answer, titles, language))
    return "".join(parts)


def _status(status: str, language: Language) -> str:
    style = "answered" if status == "written" else status
    return f'<p class="wj-status wj-is-{style}">{escape(message(language, f"status.{status}"))}</p>'


def _statements(number: int, answer: Answer, language: Language) -> str:
    style = "wj-statement" if answer.mode == "extractive" else "wj-statement wj-written"
    by_number = {citation.n: citation for citation in answer.citations}
    lines = []
    for statement in answer.statements:
        cited = [by_number[n] for n in statement.citations if n in by_number]
        chips = "".join(_chip(number, citation, language) for citation in cited)
        blanked = (
            f'<span class="wj-blanked">{escape(message(language, "quote.blanked"))}</span>'
            if any(citation.blanked for citation in cited)
            else ""
        )
        lines.append(f'<p class="{style}">{escape(statement.text)}{blanked}{chips}</p>')
        lines.extend(_context(statement.text, citation.quote) for citation in cited if citation.quote != statement.text)
    return f'<div class="wj-statements">{"".join(lines)}</div>' if lines else ""


def _context(statement: str, quote: str) -> str:
    """The sentence that a short statement stands in, with the statement set off."""
    before, found, after = quote.partition(statement)
    if not found:
        return f'<p class="wj-context">{escape(quote)}</p>'
    return f'<p class="wj-context">{escape(before)}<b>{escape(found)}</b>{escape(after)}</p>'


def _chip(number: int, citation: Citation, language: Language) -> str:
    label = escape(message(language, "page.citation", n=citation.n, locator=citation.locator))
    return (
        f'<a class="wj-cite" href="#cite-{number}-{citation.n}" title="{escape(citation.locator)}" '
        f'aria-label="{label}">{citation.n}</a>'
    )


def _sources(number: int, answer: Answer, language: Language) -> str:
    """The places of what is stated; then further quotes, which no statement rests on, with their words."""
    stated = {n for statement in answer.statements for n in statement.citations}
    lists = (
        ("page.sources", "wj-sources", [_source(number, c) for c in answer.citations if c.n in stated]),
        (
            "page.further",
            "wj-sources wj-further",
            [_source(number, c, c.quote) for c in answer.citations if c.n not in stated],
        ),
    )
    return "".join(
        (f"<h4>{escape(message(language, key))}</h4>" if key == "page.further" else "")
        + f'<ol class="{style}" aria-label="{escape(message(language, key))}">{"".join(lines)}</ol>'
        for key, style, lines in lists
        if lines
    )


def _source(number: int, citation: Citation, excerpt: str = "") -> str:
    words = f'<span class="wj-excerpt">{escape(excerpt)}</span>' if excerpt else ""
    return (
        f'<li><a class="wj-source" href="#cite-{number}-{citation.n}"><span class="wj-n">{citation.n}</span>'
        f"<span>{escape(citation.locator)}{words}</span></a></li>"
    )


def _nearest(number: int, answer: Answer, language: Language) -> str:
    lines = []
    for place, passage in enumerate(answer.nearest, start=1):
        path = " › ".join((passage.title, *passage.section))
        shown = shortened(passage.text, EXCERPT_CHARACTERS)
        lines.append(
            f'<li><a class="wj-near" href="#near-{number}-{place}"><span class="wj-path">{escape(path)}</span>'
            f'<span class="wj-excerpt">{escape(shown)}</span></a></li>'
        )
    heading = escape(message(language, "answer.nearest"))
    return f'<section class="wj-nearest"><h4>{heading}</h4><ol>{"".join(lines)}</ol></section>'


def _foot(number: int, answer: Answer, titles: Mapping[str, str], language: Language) -> str:
    chips = "".join(f'<span class="wj-chip">{escape(label)}</span>' for label in scope_labels(answer.scope, titles))
    searched = escape(message(language, "page.searched", count=answer.scope.report_count))
    said = [searched]
    if answer.mode == "extractive":
        said.append(escape(message(language, "page.extractive")))
    else:
        said.append(escape(message(language, "answer.written_by", model=answer.mode)))
        said.append(escape(message(language, "page.removed", count=len(answer.dropped))))
    if answer.elapsed_ms:
        said.append(escape(message(language, "page.elapsed", seconds=f"{max(answer.elapsed_ms, 100) / 1000:.1f}")))
    copy = ""
    if answer.statements:
        copy = (
            f'<button type="button" class="wj-quiet" data-copy="wj-copy-{number}">'
            f"{escape(message(language, 'page.copy_answer'))}</button>"
            f'<pre hidden id="wj-copy-{number}">{_escaped_pre(plain_answer(answer))}</pre>'
        )
    return f'<footer class="wj-foot">{chips}<span class="wj-said">{" · ".join(said)}</span>{copy}</footer>'


def _escaped_pre(content: str) -> str:
    """Escaped for `<pre>`, whose first line end the browser would drop."""
    return "\n" + escape(content)


def plain_answer(answer: Answer) -> str:
    """The answer with its sources below, for the clipboard."""
    sources = [f"[{citation.n}] {citation.locator}" for citation in answer.citations]
    return "\n".join([answer.text, "", *sources])


def scope_labels(applied: AppliedScope, titles: Mapping[str, str]) -> list[str]:
    """Years, regions, issuers and report titles that the question was limited to."""
    scope = applied.scope
    reports = [titles.get(report_id, report_id[:12]) for report_id in scope.reports]
    return [*(str(year) for year in scope.years), *scope.regions, *scope.issuers, *reports]
