"""A bundle as a spreadsheet: a row a claim or question, the columns of the input kept, nothing a formula.

UTF-8 with a byte order mark, without which Excel reads Chinese as something else.
"""

import csv
import io
from collections.abc import Sequence

from assistant.bundle.escaping import cell
from assistant.bundle.schema import Bundle, KeptAnswer, KeptCitation, KeptClaim
from assistant.shown import table_grid

COLUMNS = (
    "id",
    "claim",
    "read_as",
    "verdict",
    "overruled_verdict",
    "overruled_note",
    "reason",
    "mismatches",
    "stance",
    "quote",
    "locator",
    "page",
    "source",
    "source_url",
    "added",
    "report_id",
    "start",
    "end",
    "further_quotes",
    "error",
    "table",
    "computed",
    "related",
)


def csv_page(bundle: Bundle) -> bytes:
    """The spreadsheet. A question stands as a claim, its answer as the reason and its status as the verdict."""
    own = list(dict.fromkeys(name for claim in bundle.claims for name in claim.columns))
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([*COLUMNS, *(cell(f"{name} (input)" if name in COLUMNS else name) for name in own)])
    for claim in bundle.claims:
        row = _claim_row(claim) + [claim.columns.get(name, "") for name in own]
        writer.writerow([cell(value) for value in row])
    for answer in bundle.answers:
        writer.writerow([cell(value) for value in _answer_row(answer) + [""] * len(own)])
    return written.getvalue().encode("utf-8-sig")


def _claim_row(claim: KeptClaim) -> list[str]:
    overruled = claim.overruled
    return [
        claim.id,
        claim.claim,
        claim.read_as,
        claim.verdict or "",
        overruled.verdict if overruled else "",
        overruled.note if overruled else "",
        claim.reason,
        "\n".join(f"{mismatch.kind}: {mismatch.claimed} / {mismatch.found}" for mismatch in claim.mismatches),
        *_quote_cells(claim.citations),
        claim.error,
        "",
        "",
        "",
    ]


def _answer_row(answer: KeptAnswer) -> list[str]:
    grid = [] if answer.table is None else table_grid(answer.table)
    return [
        "",
        answer.question,
        "",
        answer.status,
        "",
        "",
        answer.answer,
        "",
        *_quote_cells(answer.citations),
        "",
        "\n".join(" | ".join(row) for row in grid),
        "\n".join(f"{each.result} = {each.expression}" for each in answer.computed),
        "\n".join(f"{sentence.quote} — {sentence.locator}" for sentence in answer.related),
    ]


def _quote_cells(citations: Sequence[KeptCitation]) -> list[str]:
    """The first quote with its origin, and the others with their places."""
    if not citations:
        return [""] * 11
    first, *others = citations
    return [
        first.stance or "",
        first.quote,
        first.locator,
        "" if first.page is None else str(first.page),
        first.source,
        first.url or "",
        first.added,
        first.report_id,
        str(first.start),
        str(first.end),
        "\n".join(f"{other.stance or ''} {other.quote} — {other.locator}".strip() for other in others),
    ]
