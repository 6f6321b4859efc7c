"""Well-known formats of claims with evidence: Fool Me Twice, Climate-FEVER, WiCE, HealthVer.

Labels become the three that Wenju gives: disputed claims, and those that are supported in part only, are
`not_enough_info`, since nothing decides them; `kind` keeps what the source says.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.checking.claims import Claim, GoldLabel
from assistant.evaluation.items import Problem
from assistant.evaluation.questions.adapters import Malformed, text_of

LABELS: dict[str, GoldLabel] = {
    "supports": "supported",
    "supported": "supported",
    "refutes": "refuted",
    "refuted": "refuted",
    "not_enough_info": "not_enough_info",
    "not enough info": "not_enough_info",
    "neutral": "not_enough_info",
    "disputed": "not_enough_info",
    "partially_supported": "not_enough_info",
    "not_supported": "not_enough_info",
}


def claim_of(document: dict[str, Any], number: int) -> Claim | None:
    """The claim of a line in a format that is known; None where it is none of them. Raises Malformed."""
    if "gold_evidence" in document:
        texts = [text_of(piece, "text") for piece in _listed(document, "gold_evidence")]
        return _claim(text_of(document, "id"), text_of(document, "text"), text_of(document, "label"), texts)
    if "evidences" in document:
        texts = [text_of(piece, "evidence") for piece in _listed(document, "evidences")]
        own = text_of(document, "claim_id")
        return _claim(own, text_of(document, "claim"), text_of(document, "claim_label"), texts)
    if "supporting_sentences" in document:
        meta = document.get("meta")
        own = text_of(meta, "id") if isinstance(meta, dict) and "id" in meta else f"line {number}"
        texts = [str(piece) for piece in _listed(document, "evidence")]
        return _claim(own, text_of(document, "claim"), text_of(document, "label"), texts)
    return None


def healthver(text: str) -> Iterator[Claim | Problem]:
    """A CSV with the columns id, claim, label and evidence."""
    for number, row in enumerate(csv.DictReader(io.StringIO(text, newline="")), start=1):
        try:
            own = text_of(row, "id") if row.get("id") else f"row {number}"
            evidence = [row["evidence"]] if row.get("evidence") else []
            yield _claim(own, text_of(row, "claim"), text_of(row, "label"), evidence)
        except Malformed as error:
            yield Problem(number, f"row {number}", f"{error}; a CSV has id, claim, label and evidence")


def _claim(own: str, text: str, label: str, evidence: Sequence[str]) -> Claim:
    known = LABELS.get(label.strip().lower())
    if known is None:
        raise Malformed(f"the label {label[:40]!r} is none that is known")
    kind = (("kind", label.lower()),) if label.lower() in ("disputed", "partially_supported", "not_supported") else ()
    return Claim(id=own, text=text.strip(), evidence=tuple(evidence), label=known, columns=kind)


def _listed(document: dict[str, Any], name: str) -> list[Any]:
    value = document.get(name)
    if not isinstance(value, list):
        raise Malformed(f"`{name}` is no list")
    return value
