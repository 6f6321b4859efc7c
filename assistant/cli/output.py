"""What the commands print of the library: JSON documents as the contract fixes them, and lines for a person."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.answer import Answer, AppliedScope, Verdict
from assistant.cli.status import FAILED, status_of
from assistant.cli.terminal import complain, print_document, print_line
from assistant.messages.verdict_names import MISMATCHES, SIGNS, STANCES, VERDICTS
from index.ingestion.preparing import FileOutcome
from index.report import Correction, RankedPassage
from index.store.catalogue import StoredReport
from index.text.script import has_han


def print_outcomes(outcomes: Sequence[FileOutcome], paths: Sequence[Path], as_json: bool) -> int:
    """Prints what became of each file, the refused ones last on stderr; returns the exit status."""
    refused = [outcome for outcome in outcomes if outcome.status == "refused"]
    if as_json:
        files = [
            {
                "name": outcome.name,
                "path": str(outcome.path),
                "status": outcome.status,
                "report_id": outcome.report_id,
                "reason": outcome.reason,
                "passages": outcome.passages,
            }
            for outcome in outcomes
        ]
        print_document({"files": files})
    else:
        for outcome in outcomes:
            if outcome.report_id is not None:
                size = f"  {outcome.passages} passages" if outcome.passages else ""
                print_line(f"{outcome.status:8} {outcome.report_id[:12]}  {outcome.name}{size}")
    if not outcomes:
        named = ", ".join(str(path) for path in paths)
        complain(f"{named} holds no file to add; name a .docx, .pdf, .html, .txt or .md")
        return FAILED
    for outcome in refused:
        complain(f"refused {outcome.path}: {outcome.reason}")
    return status_of(len(refused), len(outcomes) - len(refused))


def list_document(stored: Sequence[StoredReport]) -> dict[str, Any]:
    """`wenju list --json`."""
    return {
        "reports": [
            {
                "report_id": entry.report_id,
                "title": entry.metadata.title,
                "issuer": entry.metadata.issuer,
                "region": entry.metadata.region,
                "year": entry.metadata.year,
                "kind": entry.metadata.kind,
                "language": entry.metadata.language,
                "source": entry.sources[0].name,
                "sources": [{"name": s.name, "url": s.url, "added": s.added} for s in entry.sources],
                "pages": entry.pages,
                "characters": entry.characters,
                "passages": entry.passages,
                "added": entry.added,
                "problems": list(entry.problems),
            }
            for entry in stored
        ]
    }


def list_lines(stored: Sequence[StoredReport]) -> Iterator[str]:
    """A line a report, and how many there are."""
    for entry in stored:
        known = entry.metadata
        size = f"{entry.pages} pp" if entry.pages else f"{entry.characters:,} ch"
        place = f"{known.year or '----'}  {known.region or '-'}"
        yield f"{entry.report_id[:12]}  {place}  {known.title}  ({size}, {entry.passages} passages)"
    yield f"{len(stored)} report{'' if len(stored) == 1 else 's'}"


def search_lines(passages: Sequence[RankedPassage], applied: AppliedScope, total: int) -> Iterator[str]:
    """Ranked passages for a person."""
    if not applied.report_count:
        yield f"No report is in that scope; the library holds {total}: wenju list"
    for passage in passages:
        page = "" if passage.page is None else f"  p. {passage.page}"
        yield f"{passage.rank}. {passage.title}  {' › '.join(passage.section)}{page}  ({passage.score:.3f})"
        yield f"   {' '.join(passage.text.split())}"


def answer_lines(answer: Answer) -> Iterator[str]:
    """An answer for a person: the statements, then the sources, then what a language model wrote in vain."""
    chinese = has_han(answer.question)
    if answer.rewritten:
        yield f"问题：{answer.question}" if chinese else f"Question: {answer.question}"
    if answer.fallback:
        yield f"（{answer.fallback}）" if chinese else f"({answer.fallback})"
    yield answer.text
    if answer.citations:
        yield ""
    stated = {statement.text for statement in answer.statements}
    for citation in answer.citations:
        yield f"[{citation.n}] {citation.locator}  ({citation.source})"
        if citation.quote not in stated:
            yield f"    {' '.join(citation.quote.split())}"
        for correction in citation.corrections:
            yield f"    {_read_otherwise(correction, answer.question)}"
    if answer.nearest:
        yield ""
        yield "最相近的段落：" if has_han(answer.question) else "Nearest passages:"
    for passage in answer.nearest:
        yield f"  {passage.title}  {' › '.join(passage.section)}"
        text = " ".join(passage.text.split())
        yield f"    {text[:120]}{'…' if len(text) > 120 else ''}"
    if answer.mode != "extractive" or answer.dropped:
        yield ""
    if answer.mode != "extractive":
        yield (
            f"由 {answer.mode} 作答，逐句核对过原文。"
            if chinese
            else f"Written by {answer.mode}, every statement checked."
        )
    if answer.dropped:
        count = len(answer.dropped)
        yield f"核对不上、已删去的句子：{count}" if chinese else f"Removed, since the reports do not say so: {count}"
    for dropped in answer.dropped:
        yield f"  - {dropped.text}  ({dropped.reason})"


def _read_otherwise(correction: Correction, question: str) -> str:
    if has_han(question):
        return f"原文作“{correction.text}”，按“{correction.reads}”读"
    return f"the report has “{correction.text}”, read as “{correction.reads}”"


def verdict_lines(verdict: Verdict) -> Iterator[str]:
    """A verdict for a person: what it is and why, what differs, then the quotes with their places."""
    chinese = has_han(verdict.claim)
    language = "zh" if chinese else "en"
    yield f"{SIGNS[verdict.verdict]} {VERDICTS[language][verdict.verdict]}"
    if verdict.reason:
        yield f"  {verdict.reason}"
    if verdict.read_as and verdict.read_as != verdict.claim:
        yield f"  {'读作' if chinese else 'read as'}: {verdict.read_as}"
    for mismatch in verdict.mismatches:
        kind = MISMATCHES[language][mismatch.kind]
        if chinese:
            yield f"  {kind}：主张为“{mismatch.claimed}”，原文为“{mismatch.found}”"
        else:
            yield f"  {kind}: the claim has “{mismatch.claimed}”, the report “{mismatch.found}”"
    if verdict.citations:
        yield ""
    for citation in verdict.citations:
        stance = "" if citation.stance is None else f"{STANCES[language][citation.stance]}  "
        yield f"[{citation.n}] {stance}{citation.locator}  ({citation.source})"
        yield f"    {' '.join(citation.quote.split())}"
        for correction in citation.corrections:
            yield f"    {_read_otherwise(correction, verdict.claim)}"


def record_line(record: dict[str, Any]) -> str:
    """A claim of a batch on one line."""
    claim = " ".join(record["claim"].split())
    names = VERDICTS["zh" if has_han(claim) else "en"]
    return f"{SIGNS[record['verdict']]} {names[record['verdict']]}  {record['id']}  {claim}"


def counted_line(labels: Sequence[str]) -> str:
    """How many claims got each verdict; an empty label stands for a row that is none."""
    counted = [f"{name.lower()} {labels.count(label)}" for label, name in VERDICTS["en"].items() if label in labels]
    refused = [f"refused {labels.count('')}"] if "" in labels else []
    return f"{len(labels)} claim{'' if len(labels) == 1 else 's'}: {', '.join([*counted, *refused])}"
