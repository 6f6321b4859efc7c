"""The conversation as HTML. Whatever a report, a user or a model wrote is escaped here and is never markup.

The conversation is shown by `gr.HTML`, not `gr.Chatbot`: the chatbot would put report text through Markdown and
would give screen readers each message's markup as its name.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import get_args

from assistant.answer import Answer, AppliedScope, Citation, Statement
from assistant.messages import Language, message, shortened
from assistant.messages.other_language import said_in
from assistant.messages.reasons import notice_in
from assistant.shown import (
    beside_the_table,
    figure_first,
    is_computed,
    note_beside_the_table,
    refused,
)
from assistant.steps import Step
from assistant.ui.ask.answer_parts import (
    ask_back_html,
    chip_html,
    computed_html,
    computed_mark,
    related_html,
    shown_citations,
    table_html,
)
from assistant.ui.ask.chosen import Chosen
from assistant.ui.ask.conversation import Conversation, Turn
from assistant.ui.ask.copied import copied_answer
from assistant.ui.ask.judging import judging_html
from assistant.ui.beside import beside_html
from assistant.ui.kept import parts as kept_parts
from assistant.ui.language import in_cells, of_text
from index.scope import Scope
from index.text.quantities import find_quantities

# What a nearest passage shows before it is opened.
EXCERPT_CHARACTERS = 120
# A longer question scrolls in its place.
LONG_QUESTION = 400
# More sources than these are folded up: the table above has their numbers.
MOST_SOURCES = 8
# Reports that a question was limited to and that are named one by one.
MOST_TITLES = 3


def turns_html(
    conversation: Conversation, titles: Mapping[str, str], language: Language, last: bool, library: str = ""
) -> str:
    """The turns before the last one, or with `last` only that one and what waits, as an article each.

    `titles`: report id to title; `library`: which reports there are now, as `state_of` tells it.
    """
    count = len(conversation.turns)
    turns = Turns(titles, language, library, conversation.shared)
    if last:
        latest = turns.article(count, conversation.turns[-1], last=True, running=conversation.running) if count else ""
        return latest + kept_parts.waiting_html(conversation.waiting, language)
    first = 1 if conversation.earlier is None else max(1, count - conversation.earlier)
    shown = "".join(turns.article(number, conversation.turns[number - 1]) for number in range(first, count))
    return kept_parts.earlier_html(first - 1, language) + shown


def next_html(questions: Sequence[str], language: Language) -> str:
    """Questions to go on with, below the last answer, each asked by one click."""
    if not questions:
        return ""
    lines = "".join(
        f'<li><a class="wj-choice" href="#ask-box" data-ask>{escape(question)}</a></li>' for question in questions
    )
    return (
        f'<section class="wj-next"><h3>{escape(message(language, "page.next_questions"))}</h3>'
        f"<ul>{lines}</ul></section>"
    )


@dataclass(frozen=True, slots=True)
class Turns:
    """What all turns of a conversation are shown with."""

    titles: Mapping[str, str]
    language: Language
    library: str
    shared: bool

    def article(self, number: int, turn: Turn, last: bool = False, running: bool = False) -> str:
        """A question with its answer, and what can be done with it once that is finished."""
        language = self.language
        below = ""
        if not running:
            below = kept_parts.ending_html(turn, self.library, language)
            copy = "" if turn.answer is None else _taken_up(number, turn, turn.answer, self.titles, language)
            below += kept_parts.actions_html(turn, last, self.shared, copy, language)
        state = " data-running" if running else ""
        scrolls = ' tabindex="0"' if len(turn.question) > LONG_QUESTION else ""
        return (
            f'<article class="wj-turn" id="turn-{number}"{state}>'
            f'<div class="wj-asked"><h2 class="wj-sr">{escape(message(language, "page.you"))}</h2>'
            f"<p{scrolls}>{escape(turn.question)}</p></div>"
            f'<div class="wj-answered"><h3 class="wj-sr">{escape(message(language, "page.wenju"))}</h3>'
            f"{_body(number, turn, self.titles, language)}{below}</div></article>"
        )


def _body(number: int, turn: Turn, titles: Mapping[str, str], language: Language) -> str:
    if turn.failure:
        why = escape(notice_in(turn.failure, language))
        return f'{_status("failed", language)}<p class="wj-note wj-bad" role="alert">{why}</p>'
    if turn.answer is not None:
        return _answer(number, turn, turn.answer, titles, language)
    if turn.ending:
        return _status(turn.ending, language)
    return _working(turn, titles, language)


def _working(turn: Turn, titles: Mapping[str, str], language: Language) -> str:
    """What is being done: in which scope, over how many reports."""
    labels = searched_labels(turn.chosen, AppliedScope(_stated(turn.chosen), turn.searching), titles, language)
    chips = "".join(f'<span class="wj-chip">{escape(label)}</span>' for label in labels)
    if turn.step is None:
        words = message(language, "page.working")
        if turn.searching:
            words = message(language, "page.searching", count=turn.searching)
        return _moving(words, chips)
    steps = get_args(Step)
    before = "".join(f"<li>{escape(_step(each, turn, language))}</li>" for each in steps[: steps.index(turn.step)])
    return f'{_moving(_step(turn.step, turn, language), chips)}<ol class="wj-did">{before}</ol>'


def _moving(words: str, more: str) -> str:
    return f'<p class="wj-working" role="status"><i></i><i></i><i></i> {escape(words)} {more}</p>'


def _step(step: Step, turn: Turn, language: Language) -> str:
    if step == "searching":
        return message(language, "page.searching_now", count=turn.searching)
    return message(language, f"page.step_{step}")


def _stated(chosen: Chosen) -> Scope:
    """The limits as a scope, but for what only the library can tell."""
    return Scope(years=chosen.years, regions=chosen.regions, issuers=chosen.issuers, reports=chosen.reports)


def _answer(number: int, turn: Turn, answer: Answer, titles: Mapping[str, str], language: Language) -> str:
    parts = [_status(_standing(answer), language)]
    if answer.writing:
        parts.append(_more_to_come(language))
    if answer.rewritten:
        parts.append(f'<p class="wj-faint">{escape(message(language, "answer.read_as", question=answer.question))}</p>')
    if answer.fallback:
        parts.append(f'<p class="wj-note">{escape(said_in(answer.fallback, language))}</p>')
    if answer.not_embedded:
        waiting = message(language, "answer.not_embedded", count=answer.not_embedded)
        parts.append(f'<p class="wj-faint">{escape(waiting)}</p>')
    if note := note_beside_the_table(answer):
        parts.append(f'<p class="wj-note">{escape(notice_in(note, language))}</p>')
    parts.append(ask_back_html(answer, language))
    parts.append(_statements(number, answer, beside_the_table(answer), language))
    if answer.quoted:
        parts.append(f'<h4 class="wj-quoted">{escape(message(language, "page.quoted"))}</h4>')
        own = replace(answer, mode="extractive", statements=answer.quoted)
        parts.append(_statements(number, own, beside_the_table(own), language))
    parts.append(computed_html(number, answer, language))
    parts.append(table_html(number, answer, language))
    parts.append(related_html(number, answer, language))
    parts.append(_sources(number, answer, language))
    if answer.nearest:
        parts.append(_nearest(number, answer, language))
    if answer.dropped:
        lines = "".join(
            f"<li>{' '.join(f'<s>{escape(text)}</s>' for text in texts)} — {escape(said)}</li>"
            for texts, said in refused(answer.dropped, language)
        )
        summary = escape(message(language, "answer.dropped", count=len(answer.dropped)))
        parts.append(f'<details class="wj-dropped"><summary>{summary}</summary><ul>{lines}</ul></details>')
    parts.append(_foot(turn, answer, titles, language))
    return "".join(parts)


def _more_to_come(language: Language) -> str:
    """The sign that a model is still writing, above what stands already."""
    said = escape(message(language, "page.writing"))
    return f'<p class="wj-working wj-writing" role="status"><i></i><i></i><i></i> {said}</p>'


def _standing(answer: Answer) -> str:
    """What the line above an answer says: without one, whether there is a choice to make or a sentence to judge."""
    if answer.status == "answered":
        return "answered" if answer.mode == "extractive" else "written"
    if answer.ask_back:
        return "ask_back"
    if answer.status == "not_found" and answer.related:
        return "related"
    return answer.status


def _status(status: str, language: Language) -> str:
    styles = {"written": "answered", "related": "not_found", "ask_back": "not_found"}
    styles |= {"stopped": "not_found", "lost": "failed"}
    style = styles.get(status, status)
    return f'<p class="wj-status wj-is-{style}">{escape(message(language, f"status.{status}"))}</p>'


def _tells(statement: Statement, cited: Sequence[Citation]) -> bool:
    """Whether a statement in words of ours tells a figure: 逐年上升，从2022年31.8亿元到2024年41.2亿元."""
    if any(statement.text in citation.quote for citation in cited):
        return False
    return any(quantity.unit for quantity in find_quantities(statement.text))


def _statements(number: int, answer: Answer, told: Sequence[Statement], language: Language) -> str:
    by_number = {citation.n: citation for citation in answer.citations}
    lines = []
    shown: set[int] = set()
    for statement in told:
        cited = [by_number[n] for n in statement.citations if n in by_number]
        chips = "".join(chip_html(number, citation, language) for citation in cited)
        figure, said = figure_first(statement.text, tuple(citation.quote for citation in cited))
        # Where a figure is told, the one that its sentence blanks is another.
        hides = any(citation.blanked for citation in cited) and not (figure and said) and not _tells(statement, cited)
        blanked = f'<span class="wj-blanked">{escape(message(language, "quote.blanked"))}</span>' if hides else ""
        mark = computed_mark(language) if is_computed(statement, answer.computed) else ""
        lines.append(f"{_statement(statement.text, answer, cited)}{mark}{blanked}{chips}</p>")
        # A quote that stands below one statement is not repeated below the next.
        below = [each for each in cited if each.quote != statement.text and each.n not in shown]
        lines.extend(_context(figure or statement.text, citation.quote) for citation in below)
        shown |= {citation.n for citation in below}
    return f'<div class="wj-statements">{"".join(lines)}</div>' if lines else ""


def _statement(text: str, answer: Answer, cited: list[Citation]) -> str:
    """The statement, not closed: in serif type what is letter for letter the report's, in Wenju's own all else."""
    figure, said = figure_first(text, tuple(citation.quote for citation in cited))
    if answer.mode == "extractive" and figure and not said:
        return f'<p class="wj-statement"{of_text(cited[0].quote if cited else text)}>{in_cells(figure)}'
    words = f'<b class="wj-figure-said">{escape(figure)}</b>' if figure else ""
    return f'<p class="wj-statement wj-written"{of_text(text)}>{words}{in_cells(said)}'


def _context(statement: str, quote: str) -> str:
    """The sentence that a short statement stands in, with the statement set off."""
    found = re.search(rf"(?<![\d.]){re.escape(statement)}", quote)
    if found is None:
        return f'<p class="wj-context"{of_text(quote)}>{in_cells(quote)}</p>'
    before, behind = quote[: found.start()], quote[found.end() :]
    return f'<p class="wj-context"{of_text(quote)}>{in_cells(before)}<b>{in_cells(found[0])}</b>{in_cells(behind)}</p>'


def _sources(number: int, answer: Answer, language: Language) -> str:
    """The places of what is stated; then further quotes, which no statement rests on, with their words."""
    stated = shown_citations(answer.table, answer)
    lists = (
        ("page.sources", "wj-sources", [_source(number, c) for c in answer.citations if c.n in stated]),
        (
            "page.further",
            "wj-sources wj-further",
            [_source(number, c, c.quote) for c in answer.citations if c.n not in stated],
        ),
    )
    return "".join(_source_list(key, style, lines, language) for key, style, lines in lists if lines)


def _source_list(key: str, style: str, lines: list[str], language: Language) -> str:
    label = escape(message(language, key))
    listed = f'<ol class="{style}" aria-label="{label}">{"".join(lines)}</ol>'
    if key == "page.further":
        return f"<h4>{label}</h4>{listed}"
    if len(lines) <= MOST_SOURCES:
        return listed
    summary = escape(message(language, "page.sources_many", count=len(lines)))
    return f'<details class="wj-folded"><summary>{summary}</summary>{listed}</details>'


def _source(number: int, citation: Citation, excerpt: str = "") -> str:
    words = f'<span class="wj-excerpt"{of_text(excerpt)}>{in_cells(excerpt)}</span>' if excerpt else ""
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
            f'<span class="wj-excerpt"{of_text(shown)}>{in_cells(shown)}</span></a></li>'
        )
    heading = escape(message(language, "answer.nearest"))
    if answer.related:
        return f'<details class="wj-folded wj-nearest"><summary>{heading}</summary><ol>{"".join(lines)}</ol></details>'
    return f'<section class="wj-nearest"><h4>{heading}</h4><ol>{"".join(lines)}</ol></section>'


def _foot(turn: Turn, answer: Answer, titles: Mapping[str, str], language: Language) -> str:
    labels = searched_labels(turn.chosen, answer.scope, titles, language)
    chips = "".join(f'<span class="wj-chip">{escape(label)}</span>' for label in labels)
    said = [message(language, "page.searched", count=answer.scope.report_count)]
    if answer.mode == "extractive":
        said += [] if answer.writing else [message(language, "page.extractive")]
    else:
        said.append(message(language, "answer.written_by", model=answer.mode))
        said.append(message(language, "page.removed", count=len(answer.dropped)))
    if answer.elapsed_ms:
        said.append(message(language, "page.elapsed", seconds=f"{max(answer.elapsed_ms, 100) / 1000:.1f}"))
    return f'<footer class="wj-foot">{chips}{beside_html(said)}</footer>'


def _taken_up(number: int, turn: Turn, answer: Answer, titles: Mapping[str, str], language: Language) -> str:
    """The thumbs, and the button that copies question, answer, quotes and sources."""
    labels = searched_labels(turn.chosen, answer.scope, titles, language)
    return (
        f"{judging_html(number, turn, answer, language)}"
        f'<button type="button" class="wj-quiet" data-copy="wj-copy-{number}">'
        f"{escape(message(language, 'page.copy_answer'))}</button>"
        f'<pre hidden id="wj-copy-{number}">{_escaped_pre(copied_answer(answer, labels, language))}</pre>'
    )


def _escaped_pre(content: str) -> str:
    """Escaped for `<pre>`, whose first line end the browser would drop."""
    return "\n" + escape(content)


def searched_labels(chosen: Chosen, applied: AppliedScope, titles: Mapping[str, str], language: Language) -> list[str]:
    """What a question was limited to, by itself or by its user: a chip each.

    Reports that a kind or a collection stands for are not listed one by one, nor are many.
    """
    scope = applied.scope
    labels = [*chosen.labels(language), *(str(year) for year in scope.years), *scope.regions, *scope.issuers]
    if chosen.kinds or chosen.collections:
        named = tuple(report_id for report_id in chosen.reports if report_id in scope.reports)
    else:
        named = scope.reports
    if len(named) > MOST_TITLES:
        return [*labels, message(language, "scope.many_reports", count=len(named))]
    return [*labels, *(titles.get(report_id, report_id[:12]) for report_id in named)]
