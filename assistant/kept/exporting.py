"""A kept conversation or check as a file to take away: Markdown, a Word document, or JSON with every citation.

It is written from what is kept alone, so that it can be had when the library has changed; evidence that is held
against the reports once more is what `assistant/bundle` writes.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.answer import SCHEMA_VERSION, Answer, Citation, Verdict
from assistant.bundle.escaping import markdown, one_line
from assistant.bundle.formats.word_page import LINE, ORIGIN, QUOTE, WordPage, reproducible
from assistant.kept.records import KeptCheck, KeptConversation, KeptTurn, now
from assistant.messages import Language, message
from assistant.messages.reasons import notice_in
from assistant.messages.verdict_reasons import verdict_reason_in
from assistant.messages.verdicts import mismatch_name, verdict_name
from assistant.shown import computed_beside, has_table, table_grid

KeptThing = KeptConversation | KeptCheck


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the document, in the order of reading; a table's first row is its head."""

    kind: Literal["title", "heading", "said", "text", "quote", "place", "table"]
    text: str = ""
    rows: Sequence[Sequence[str]] = field(default=())


def exported(kept: KeptThing, name: str, language: Language) -> bytes:
    """The file in the format of this name, one of FORMATS."""
    return _WRITERS[name](kept, language)


def _parts(kept: KeptThing, language: Language) -> Iterator[_Part]:
    yield _Part("title", kept.title)
    if isinstance(kept, KeptConversation):
        for number, turn in enumerate(kept.turns, 1):
            yield from _turn(number, turn, language)
        return
    if kept.name:
        yield _Part("said", message(language, "check.claims_from", name=kept.name))
    overrules = dict(kept.overrules)
    for number, checked in enumerate(kept.checked, 1):
        verdict = checked.verdict
        yield _Part("heading", f"{number}. {notice_in(checked.error, language) if verdict is None else verdict.claim}")
        if verdict is None:
            continue
        yield _Part("said", verdict_name(language, verdict.verdict))
        if (overrule := overrules.get(number)) is not None:
            said = f"{verdict_name(language, overrule.verdict)} · {overrule.note}"
            yield _Part(
                "said", message(language, "label.value", name=message(language, "verdict.overruled"), value=said)
            )
        yield from _verdict(verdict, language)


def _turn(number: int, turn: KeptTurn, language: Language) -> Iterator[_Part]:
    yield _Part("heading", f"{number}. {turn.question}")
    answer = turn.answer
    if turn.ending:
        yield _Part("said", message(language, f"ending.{turn.ending}_half" if answer else f"ending.{turn.ending}"))
    if answer is None:
        if turn.failure:
            yield _Part("text", notice_in(turn.failure, language))
        return
    yield _Part("said", message(language, f"status.{answer.status}"))
    yield from _answer(answer, language)


def _answer(answer: Answer, language: Language) -> Iterator[_Part]:
    if answer.text:
        yield _Part("text", answer.text)
    for each in computed_beside(answer):
        yield _Part("text", message(language, "answer.computed_line", result=each.result, expression=each.expression))
    if answer.table is not None and has_table(answer):
        yield _Part("table", rows=table_grid(answer.table))
    yield from _quotes(answer.citations)
    if answer.related:
        yield _Part("said", message(language, "answer.related"))
        yield from _quotes(answer.related)


def _verdict(verdict: Verdict, language: Language) -> Iterator[_Part]:
    for each in verdict.mismatches:
        value = f"{each.claimed} → {each.found}"
        yield _Part("text", message(language, "label.value", name=mismatch_name(language, each.kind), value=value))
    if verdict.reason:
        yield _Part("text", verdict_reason_in(verdict.reason, language))
    yield from _quotes(verdict.citations)


def _quotes(citations: Sequence[Citation]) -> Iterator[_Part]:
    for citation in citations:
        yield _Part("quote", citation.quote)
        yield _Part("place", f"[{citation.n}] {citation.locator}")


# -- the formats


def _markdown(kept: KeptThing, language: Language) -> bytes:
    return "\n".join(line for part in _parts(kept, language) for line in _marked(part)).encode()


def _marked(part: _Part) -> Iterator[str]:
    if part.kind == "table":
        head, *rows = part.rows
        yield f"| {' | '.join(map(markdown, head))} |"
        yield "|---" * len(head) + "|"
        for row in rows:
            yield f"| {' | '.join(map(markdown, row))} |"
    elif part.kind == "text":
        yield "  \n".join(map(markdown, part.text.splitlines()))
    else:
        before = {"title": "# ", "heading": "## ", "said": "**", "quote": "> ", "place": "> — "}[part.kind]
        yield f"{before}{markdown(part.text)}{'**' if part.kind == 'said' else ''}"
        if part.kind == "quote":
            yield ">"
            return
    yield ""


def _word(kept: KeptThing, language: Language) -> bytes:
    styles = {"heading": "Heading 1", "said": LINE, "text": "Normal", "quote": QUOTE, "place": ORIGIN}
    page = WordPage(one_line(kept.title), "", now(), language)
    for part in _parts(kept, language):
        if part.kind == "table":
            head, *rows = (tuple(row) for row in part.rows)
            wide = 126 // max(len(head) - 1, 1)
            page.table(head, rows, (40, *[wide] * (len(head) - 1)))
        elif part.kind != "title":
            for line in part.text.splitlines():
                page.paragraph(styles[part.kind], [(line, False)])
    return reproducible(page.document)


def _json(kept: KeptThing, _: Language) -> bytes:
    document: dict[str, Any] = {"schema_version": SCHEMA_VERSION, "id": kept.id, "title": kept.title}
    if isinstance(kept, KeptConversation):
        document["kind"] = "conversation"
        document["answers"] = [_turn_json(turn) for turn in kept.turns]
    else:
        overrules = dict(kept.overrules)
        document |= {"kind": "check", "begun": kept.begun, "source": kept.name, "claims": []}
        for number, checked in enumerate(kept.checked, 1):
            line = checked.to_json()
            if number in overrules:
                line["overruled"] = overrules[number].to_json()
            document["claims"].append(line)
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def _turn_json(turn: KeptTurn) -> dict[str, Any]:
    """What `wenju ask --json` gives, with when it was asked; of a question without an answer, why there is none."""
    document: dict[str, Any] = {"question": turn.question} if turn.answer is None else turn.answer.to_json()
    document |= {"asked_as": turn.question, "asked": turn.asked, "answer_id": turn.id}
    for name, value in (("failure", turn.failure), ("ending", turn.ending)):
        if value:
            document[name] = value
    return document


_WRITERS: dict[str, Callable[[KeptThing, Language], bytes]] = {"md": _markdown, "docx": _word, "json": _json}
FORMATS = tuple(_WRITERS)
