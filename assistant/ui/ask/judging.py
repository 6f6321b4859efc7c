"""The thumbs below an answer, and what the script sends when one is pressed: the question, its quotes, its scope."""

import json
from html import escape

from assistant.answer import Answer
from assistant.messages import Language, message
from assistant.ui.ask.conversation import Turn
from assistant.ui.ask.in_quote import told_figure

MOST_QUOTES = 20


def judging_html(number: int, turn: Turn, answer: Answer, language: Language) -> str:
    """Two buttons; nothing where no report was searched, since there was nothing to answer from."""
    if not answer.scope.report_count:
        return ""
    by_number = {citation.n: citation for citation in answer.citations}
    stated = [statement for statement in (*answer.statements, *answer.quoted) if statement.citations]
    cells = () if answer.table is None else answer.table.cells
    cited = dict.fromkeys(n for each in stated for n in each.citations) | dict.fromkeys(cell.citation for cell in cells)
    quotes = [by_number[n] for n in cited if n in by_number][:MOST_QUOTES]
    answers = [
        told_figure(each.text, tuple(by_number[n].quote for n in each.citations if n in by_number)) for each in stated
    ]
    said = {
        "question": answer.question,
        "answers": [each for each in dict.fromkeys(answers) if each],
        "quotes": [[citation.report_id, citation.start, citation.end] for citation in quotes],
        "scope": turn.chosen.to_json(),
    }
    data = escape(json.dumps(said, ensure_ascii=False))
    labels = {"up": escape(message(language, "judge.up")), "down": escape(message(language, "judge.down"))}
    if answer.status != "answered":
        del labels["up"]
    buttons = "".join(
        f'<button type="button" class="wj-icon wj-thumb" data-judge="{verdict}" aria-pressed="false" '
        f'aria-label="{label}" title="{label}">{_THUMBS[verdict]}</button>'
        for verdict, label in labels.items()
    )
    return (
        f'<span class="wj-judge" data-judged="{number}" data-said="{data}">{buttons}'
        '<span class="wj-judge-said" role="status"></span></span>'
    )


# Drawn, since a system's emoji would stand out in colour.
_PATH = "M7 11v9H4v-9zm2 0 4-8c1.4 0 2.4 1 2.2 2.5L14.6 9H20c.9 0 1.5.8 1.3 1.7l-1.6 7.6c-.2 1-1 1.7-2 1.7H9z"
_THUMB = (
    '<svg viewBox="0 0 24 24" width="17" height="17" aria-hidden="true"{turn}>'
    f'<path d="{_PATH}" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linejoin="round"/></svg>'
)
_THUMBS = {"up": _THUMB.format(turn=""), "down": _THUMB.format(turn=' transform="rotate(180)"')}
