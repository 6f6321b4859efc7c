"""Well-known formats as items: SQuAD and its kin, TAT-QA, FinanceBench, and the SEC 10-Q questions' CSV.

Golds stay as the source gives them. What can't be a quote (a sum worked out, a yes) stays gold, and scores 0 where only
a quote would do.
"""

import csv
import html
import io
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatch
from typing import Any

from assistant.evaluation.items import Item, Problem

Read = tuple[list[Item | Problem], list[tuple[str, str]]]


class Malformed(ValueError):
    """An entry lacks what an item needs; `str()` says what."""


def text_of(document: Any, name: str) -> str:
    """The text under `name`. An empty question is one that fails when it is asked. Raises Malformed."""
    value = document.get(name) if isinstance(document, dict) else None
    if isinstance(value, int | float) and not isinstance(value, bool) and name != "question":
        value = str(value)
    if not isinstance(value, str) or not (value.strip() or name == "question"):
        raise Malformed(f"the entry has no `{name}` that is a text")
    return _whole(value)


def texts_of(document: dict[str, Any], name: str) -> tuple[str, ...]:
    """The list of texts under `name`, empty where it is absent. Raises Malformed."""
    value = document.get(name)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise Malformed(f"`{name}` is not a list of texts")
    return tuple(map(_whole, value))


def _whole(text: str) -> str:
    """The text without halves of surrogate pairs, which JSON can hold and no file can."""
    return text.encode("utf-8", "replace").decode("utf-8")


def is_own(document: Any) -> bool:
    """Whether a whole JSON document is a single item of one of the formats with one object a line."""
    return isinstance(document, dict) and "question" in document


# -- SQuAD 1.1 and 2.0, CMRC 2018 (both its layouts), DRCD, XQuAD


def is_squad(document: Any) -> bool:
    """Whether it is SQuAD's nesting, or the official CMRC 2018 list of contexts."""
    if isinstance(document, dict):
        return isinstance(document.get("data"), list)
    return isinstance(document, list) and bool(document) and isinstance(document[0], dict) and "qas" in document[0]


def squad(document: Any, stem: str) -> Read:
    """Each distinct context becomes a text file that begins with its title."""
    entries: list[Item | Problem] = []
    names: dict[str, str] = {}
    number = 0
    for title, paragraph in _paragraphs(document):
        try:
            context = text_of(paragraph, "context" if "context" in paragraph else "context_text")
        except Malformed as error:
            number += 1
            entries.append(Problem(number, f"entry {number}", str(error)))
            continue
        text = f"{title}\n\n{context}\n" if title else f"{context}\n"
        name = names.setdefault(text, f"{stem}-{len(names):04}.txt")
        for question in paragraph.get("qas") or []:
            number += 1
            try:
                entries.append(_squad_item(question, name, number))
            except Malformed as error:
                entries.append(Problem(number, f"entry {number}", str(error)))
    return entries, [(name, text) for text, name in names.items()]


def _paragraphs(document: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    articles = document["data"] if isinstance(document, dict) else document
    for article in articles:
        if not isinstance(article, dict):
            continue
        title = article.get("title")
        known = title.replace("_", " ").strip() if isinstance(title, str) else ""
        for paragraph in article.get("paragraphs", [article]):
            if isinstance(paragraph, dict):
                yield known, paragraph


def _squad_item(question: Any, name: str, number: int) -> Item:
    if not isinstance(question, dict):
        raise Malformed("the entry is no object")
    given = question.get("answers") or []
    answers = tuple(
        dict.fromkeys(_whole(str(answer.get("text", "") if isinstance(answer, dict) else answer)) for answer in given)
    )
    impossible = bool(question.get("is_impossible", False)) or not any(answer.strip() for answer in answers)
    return Item(
        line=number,
        id=text_of(question, "id" if "id" in question else "query_id"),
        question=text_of(question, "question" if "question" in question else "query_text"),
        answers=() if impossible else answers,
        answerable=not impossible,
        reports=(name,),
    )


# -- TAT-QA


def is_tatqa(document: Any) -> bool:
    """Whether it is a list of contexts, each with a table and paragraphs."""
    return isinstance(document, list) and bool(document) and isinstance(document[0], dict) and "table" in document[0]


def tatqa(document: list[Any], stem: str) -> Read:
    """Each context becomes an HTML report: the paragraphs in order, then the table as a table.

    Several spans are one answer, joined by commas, and each is a quote. A scale is part of an answer or not.
    """
    entries: list[Item | Problem] = []
    contexts: list[tuple[str, str]] = []
    number = 0
    for place, context in enumerate(document):
        name = f"{stem}-{place:04}.html"
        try:
            contexts.append((name, _tatqa_report(context)))
            questions = list(context["questions"])
        except (TypeError, KeyError, AttributeError):
            number += 1
            entries.append(Problem(number, f"entry {number}", "the context lacks its table, paragraphs or questions"))
            continue
        for question in questions:
            number += 1
            try:
                entries.append(_tatqa_item(question, name, number))
            except Malformed as error:
                entries.append(Problem(number, f"entry {number}", str(error)))
    return entries, contexts


def _tatqa_report(context: dict[str, Any]) -> str:
    paragraphs = sorted(context["paragraphs"], key=lambda paragraph: paragraph["order"])
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in row) + "</tr>"
        for row in context["table"]["table"]
    )
    body = "\n".join(f"<p>{html.escape(str(paragraph['text']))}</p>" for paragraph in paragraphs)
    head = '<!DOCTYPE html>\n<html lang="en"><meta charset="utf-8"><body>'
    return f"{head}\n{body}\n<table>\n{rows}\n</table>\n</body></html>\n"


def _tatqa_item(question: Any, name: str, number: int) -> Item:
    if not isinstance(question, dict) or "answer" not in question:
        raise Malformed("the entry has no `answer`")
    given = question["answer"]
    spans = tuple(_whole(str(span)) for span in given) if isinstance(given, list) else (str(given),)
    whole = ", ".join(spans)
    scale = str(question.get("scale") or "")
    kind = str(question.get("answer_type") or "")
    return Item(
        line=number,
        id=text_of(question, "uid"),
        question=text_of(question, "question"),
        answers=(whole, f"{whole} {scale}") if scale else (whole,),
        answerable=True,
        reports=(name,),
        quotes=spans if kind in ("span", "multi-span") else (),
        kind=kind,
    )


# -- FinanceBench and what is written like it


def financebench(document: Any, number: int, names: dict[str, str]) -> Item:
    """One line: question, answer, doc_name, evidence with 0-based pages. `names` maps a stem to its file's name."""

    def file_name(stem: str) -> str:
        return names.get(stem) or (stem if stem in names.values() else f"{stem}.pdf")

    own_document = text_of(document, "doc_name")
    evidence = document.get("evidence") or []
    quotes: list[str] = []
    pages: list[tuple[str, int]] = []
    if not isinstance(evidence, list) or not all(isinstance(piece, dict) for piece in evidence):
        raise Malformed("`evidence` is not a list of objects")
    for piece in evidence:
        name = file_name(str(piece.get("doc_name") or piece.get("evidence_doc_name") or own_document))
        if isinstance(piece.get("evidence_text"), str) and piece["evidence_text"].strip():
            quotes.append(_whole(piece["evidence_text"]))
        page = piece.get("evidence_page_num")
        if isinstance(page, int) and not isinstance(page, bool) and page >= 0:
            pages.append((name, page + 1))
    name = "financebench_id" if "financebench_id" in document else "id"
    return Item(
        line=number,
        id=text_of(document, name) if name in document else f"line {number}",
        question=text_of(document, "question"),
        answers=(text_of(document, "answer"),),
        answerable=True,
        reports=tuple(dict.fromkeys([file_name(own_document), *(report for report, _ in pages)])),
        quotes=tuple(quotes),
        pages=tuple(dict.fromkeys(pages)),
        kind=str(document.get("question_type") or ""),
    )


# -- SEC 10-Q questions


def sec10q(text: str, names: Sequence[str]) -> Iterable[Item | Problem]:
    """A CSV with Question, Source Docs (a pattern for file names) and Answer (written, not quoted)."""
    for number, row in enumerate(csv.DictReader(io.StringIO(text, newline="")), start=1):
        try:
            pattern = text_of(row, "Source Docs")
            yield Item(
                line=number,
                id=f"row {number}",
                question=text_of(row, "Question").strip(),
                answers=(text_of(row, "Answer"),),
                answerable=True,
                reports=tuple(name for name in names if fnmatch(name.rsplit(".", 1)[0], pattern)),
                kind=str(row.get("Question Type") or ""),
            )
        except Malformed as error:
            yield Problem(number, f"row {number}", f"{error}; a CSV has Question, Source Docs and Answer")
