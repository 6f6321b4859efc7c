"""What the commands print of the library: JSON documents as the contract fixes them, and lines for a person."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from index.catalogue import StoredReport
from index.ingest import FileOutcome
from index.library import RankedPassage
from index.report import Report, Section
from index.sentences import is_blanked, split_sentences

from .answer import Answer, AppliedScope

DONE, FAILED, SOME_REFUSED = 0, 1, 3


def print_outcomes(outcomes: Sequence[FileOutcome], paths: Sequence[Path], as_json: bool) -> int:
    """Prints what became of each file, the refused ones last on stderr; returns the exit status."""
    import json

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
        print(json.dumps({"schema_version": 1, "files": files}, ensure_ascii=False))  # noqa: T201
    else:
        for outcome in outcomes:
            if outcome.report_id is not None:
                size = f"  {outcome.passages} passages" if outcome.passages else ""
                print(f"{outcome.status:8} {outcome.report_id[:12]}  {outcome.name}{size}")  # noqa: T201
    if not outcomes:
        named = ", ".join(str(path) for path in paths)
        print(f"wenju: {named} holds no file to add; name a .docx, .pdf, .html, .txt or .md", file=sys.stderr)  # noqa: T201
        return FAILED
    for outcome in refused:
        print(f"wenju: refused {outcome.path}: {outcome.reason}", file=sys.stderr)  # noqa: T201
    if not refused:
        return DONE
    return FAILED if len(refused) == len(outcomes) else SOME_REFUSED


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


def _section_entry(report: Report, section: Section) -> dict[str, Any]:
    return {
        "number": section.number,
        "level": section.level,
        "parent": section.parent,
        "heading": report.heading(section),
        "part": section.part,
        "years": list(section.years),
        "start": section.start,
        "end": section.end,
    }


def section_document(report: Report, section: Section) -> dict[str, Any]:
    """`wenju show --section --json`."""
    return {
        "report_id": report.report_id,
        "section": _section_entry(report, section),
        "path": [report.heading(above) for above in report.section_path(section)],
        "text": report.text[section.start : section.end],
    }


def show_document(report: Report) -> dict[str, Any]:
    """`wenju show --json`."""
    known = report.metadata
    return {
        "report_id": report.report_id,
        "title": known.title,
        "issuer": known.issuer,
        "region": known.region,
        "year": known.year,
        "kind": known.kind,
        "language": known.language,
        "delivered": known.delivered,
        "sources": [{"name": s.name, "url": s.url, "added": s.added} for s in report.sources],
        "pages": len(report.page_starts) or None,
        "characters": len(report.text),
        "text_sha256": report.text_sha256,
        "parser_version": report.parser_version,
        "blanked_sentences": blanked_sentences(report),
        "removed_characters": sum(len(removal.text) for removal in report.removals),
        "problems": list(report.problems),
        "sections": [_section_entry(report, section) for section in report.sections],
    }


def blanked_sentences(report: Report) -> int:
    """How many sentences hold a masked figure or word."""
    return sum(
        is_blanked(report.text[sentence.start : sentence.end])
        for sentence in split_sentences(report.text, 0, len(report.text))
    )


def show_lines(report: Report) -> Iterator[str]:
    """A report's data and outline."""
    document = show_document(report)
    yield str(document["title"])
    for name in ("issuer", "region", "year", "kind", "language", "delivered", "pages", "characters"):
        if document[name] is not None:
            yield f"  {name:10} {document[name]}"
    for source in report.sources:
        yield f"  {'source':10} {source.name}" + (f"  {source.url}" if source.url else "")
    yield f"  {'id':10} {report.report_id}"
    if document["blanked_sentences"]:
        yield f"  {'blanked':10} {document['blanked_sentences']} sentences hold a masked figure or word"
    if document["removed_characters"]:
        reasons = ", ".join(dict.fromkeys(removal.reason for removal in report.removals))
        yield f"  {'removed':10} {document['removed_characters']} characters ({reasons})"
    for problem in report.problems:
        yield f"  {'problem':10} {problem}"
    for section in report.sections:
        part = f"  [{section.part}]" if section.part else ""
        heading = report.heading(section) or "(before the first heading)"
        yield f"{section.number:5} {'  ' * section.level}{heading}{part}"


def search_lines(passages: Sequence[RankedPassage], applied: AppliedScope, total: int) -> Iterator[str]:
    """Ranked passages for a person."""
    if not applied.report_count:
        yield f"No report is in that scope; the library holds {total}: wenju list"
    for passage in passages:
        page = "" if passage.page is None else f"  p. {passage.page}"
        yield f"{passage.rank}. {passage.title}  {' › '.join(passage.section)}{page}  ({passage.score:.3f})"
        yield f"   {' '.join(passage.text.split())}"


def answer_lines(answer: Answer) -> Iterator[str]:
    """An answer for a person: the statements, then the sources."""
    yield answer.text
    if answer.citations:
        yield ""
    for citation in answer.citations:
        yield f"[{citation.n}] {citation.locator}  ({citation.source})"
    if answer.nearest:
        yield ""
        yield "最相近的段落：" if any("\u3400" <= c <= "\u9fff" for c in answer.question) else "Nearest passages:"
    for passage in answer.nearest:
        yield f"  {passage.title}  {' › '.join(passage.section)}"
        text = " ".join(passage.text.split())
        yield f"    {text[:120]}{'…' if len(text) > 120 else ''}"
