"""Documents of several parts, as the commands and every door for programs give them: docs/schemas says which fields."""

from collections.abc import Sequence
from typing import Any

from assistant.answer import AppliedScope
from index.report import RankedPassage
from index.store.rows import StoredReport


def list_document(stored: Sequence[StoredReport]) -> dict[str, Any]:
    """`wenju list --json`."""
    return {
        "reports": [
            {
                "report_id": entry.report_id,
                "title": entry.metadata.title,
                "title_supplied": entry.metadata.supplied,
                "issuer": entry.metadata.issuer,
                "period": entry.metadata.period,
                "period_end": entry.metadata.period_end,
                "issued": entry.metadata.issued,
                "region": entry.metadata.region,
                "year": entry.metadata.year,
                "kind": entry.metadata.kind,
                "language": entry.metadata.language,
                "source": entry.sources[0].name,
                "sources": [{"name": s.name, "url": s.url, "added": s.added} for s in entry.sources],
                "pages": entry.pages,
                "characters": entry.characters,
                "passages": entry.passages,
                "not_embedded": entry.passages - entry.embedded,
                "added": entry.added,
                "problems": list(entry.problems),
            }
            for entry in stored
        ]
    }


def search_document(
    query: str, applied: AppliedScope, passages: Sequence[RankedPassage], elapsed_ms: float, not_embedded: int
) -> dict[str, Any]:
    """`wenju search --json`; `not_embedded` counts the passages in scope that are found by their words alone."""
    document = {
        "query": query,
        "scope": applied.to_json(),
        "elapsed_ms": round(elapsed_ms, 1),
        "passages": [passage.to_json() for passage in passages],
    }
    return document | ({"not_embedded": not_embedded} if not_embedded else {})
