"""What "Copy" puts on the clipboard: question, answer, quotes and sources, as a writer can paste them."""

from collections.abc import Sequence
from typing import Any

from assistant.answer import Answer
from assistant.messages import Language, counted, message
from assistant.shown import beside_the_table, computed_beside, has_table, table_grid


def copied_answer(answer: Answer, searched: Sequence[str], language: Language) -> str:
    """The answer as plain text. Each quote stands once, with its place below it; `searched` is the scope in words."""

    def said(key: str, **fields: Any) -> str:
        return message(language, f"copied.{key}", **fields)

    shown = [*answer.statements, *answer.quoted]
    if answer.table is not None and has_table(answer):
        shown = [*beside_the_table(answer), *answer.quoted]
    lines = [_marked(statement.text, statement.citations) for statement in shown]
    told = [line for line in [answer.note, *lines] if line] or [said("none")]
    # A language's colon needs a space behind it or none.
    question = f"{said('question')}{'' if language == 'zh' else ' '}{answer.question}"
    parts = [question, f"{said('answer')}{'' if language == 'zh' else ' '}{told[0]}", *told[1:]]
    if answer.table is not None and has_table(answer):
        parts += ["\t".join(row) for row in table_grid(answer.table)]
    parts += [
        f"{message(language, 'answer.computed')}: {each.result} = {each.expression}" for each in computed_beside(answer)
    ]
    if answer.citations:
        parts += ["", said("quotes")]
        for citation in answer.citations:
            quote = said("quote", quote=" ".join(citation.quote.split()))
            parts += [f"[{citation.n}] {quote}", f"    {citation.locator} ({citation.source})"]
    scope = counted(language, searched) or message(language, "scope.all")
    parts += ["", said("scope", scope=scope, count=answer.scope.report_count)]
    return "\n".join(parts)


def _marked(text: str, citations: Sequence[int]) -> str:
    return text + "".join(f"[{number}]" for number in citations)
