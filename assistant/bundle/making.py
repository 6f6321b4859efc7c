"""Verdicts and answers into a bundle: each quote held against its report once more, its surroundings put beside it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from assistant.bundle.escaping import whole
from assistant.bundle.items import Item, document_of
from assistant.bundle.schema import KIND, Bundle, digest
from assistant.errors import AssistantError
from assistant.records import program_version
from assistant.settings import Settings
from index.errors import UnknownReport
from index.library import Library
from index.report import Report, Source
from index.text.sentences import split_sentences

# No sentence is longer than 400 characters, so this much holds the one before, or after, a quote.
AROUND = 1_000
# How long it took is no evidence, and would make two bundles of the same differ.
_LEFT_OUT = ("schema_version", "elapsed_ms", "nearest", "score", "kind")


def make_bundle(items: Sequence[Item], library: Library, settings: Settings, made: str | None = None) -> Bundle:
    """The bundle of these results, in their order. `made` is its time (ISO 8601, UTC), now where None.

    Raises AssistantError where a quote does not stand in its report: what cannot be verified is not kept.
    """
    documents = [whole(document_of(item)) for item in items]
    reports: dict[str, Report] = {}
    for document in documents:
        for name in _LEFT_OUT:
            document.pop(name, None)
        cited = [_kept_citation(citation, library, reports) for citation in document.get("citations", ())]
        document["citations"] = cited
        if document.get("related"):
            document["related"] = [_kept_citation(each, library, reports) for each in document["related"]]
    content = {
        "schema_version": 1,
        "kind": KIND,
        "tool": {"name": "wenju", "version": program_version()},
        "made": made or datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "settings": _settings(settings),
        "library": {"fingerprint": library.fingerprint(), "reports": len(library.metadata())},
        "reports": [_kept_report(report) for report in reports.values()],
        "claims": [document for document in documents if "question" not in document],
        "answers": [document for document in documents if "question" in document],
    }
    return sealed(content)


def sealed(content: dict[str, Any]) -> Bundle:
    """The bundle of this content, with its hash."""
    return Bundle.model_validate(content | {"sha256": digest(content)})


def _kept_citation(citation: dict[str, Any], library: Library, reports: dict[str, Report]) -> dict[str, Any]:
    report_id, start, end = str(citation["report_id"]), int(citation["start"]), int(citation["end"])
    if report_id not in reports:
        try:
            reports[report_id] = library.get(report_id)
        except UnknownReport as error:
            raise AssistantError(
                f"{citation['source']} is quoted and no longer in {library.root}; add it, or check the claims again"
            ) from error
    report = reports[report_id]
    if not citation["quote"] or report.text[start:end] != citation["quote"]:
        raise AssistantError(
            f"a quote of {citation['source']} does not stand at {start} to {end} of its text; check the claims again"
        )
    before, after = surroundings(report, start, end)
    source = _origin(report)
    beside = {"before": before, "after": after, "url": source.url, "added": source.added}
    return citation | beside


def surroundings(report: Report, start: int, end: int) -> tuple[str, str]:
    """The sentence before a span and the one after it; where it begins or ends inside one, the rest of that."""
    before = list(_sentences(report, max(0, start - AROUND), start))
    after = list(_sentences(report, end, min(len(report.text), end + AROUND)))
    return before[-1] if before else "", after[0] if after else ""


def _sentences(report: Report, start: int, end: int) -> Iterator[str]:
    for sentence in split_sentences(report.text, start, end):
        yield report.text[sentence.start : sentence.end]


def _origin(report: Report) -> Source:
    """The source with an address, where one has; else the first."""
    return next((source for source in report.sources if source.url), report.sources[0])


def _kept_report(report: Report) -> dict[str, Any]:
    known = report.metadata
    return {
        "report_id": report.report_id,
        "title": known.title,
        "issuer": known.issuer,
        "region": known.region,
        "year": known.year,
        "text_sha256": report.text_sha256,
        "parser_version": report.parser_version,
        "sources": [{"name": source.name, "url": source.url, "added": source.added} for source in report.sources],
    }


def _settings(settings: Settings) -> dict[str, Any]:
    """What a verdict depends on; never a key."""
    return {
        "answers": settings.answers.model_dump(),
        "checking": settings.checking.model_dump(),
        "embedding": settings.embedding.model_dump(exclude={"allow_download"}),
        "llm": settings.llm.without_secrets(),
        "retrieval": settings.retrieval.model_dump(),
    }
