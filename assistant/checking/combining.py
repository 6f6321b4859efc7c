"""The verdicts on a claim's parts into one on the claim."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answer import Citation, Label, Mismatch, Stance, Verdict
from assistant.messages import language_of
from assistant.messages.verdicts import reason_of_facts


def combined_label(labels: Sequence[Label]) -> Label:
    """The verdict on a claim from those on its parts, of which each must hold.

    | parts                                                  | claim             |
    |--------------------------------------------------------|-------------------|
    | all supported                                          | supported         |
    | some supported, the others anything but supported      | partly_supported  |
    | any partly_supported                                   | partly_supported  |
    | none supported, some refuted, the others open          | refuted           |
    | none supported, none refuted                           | not_enough_info   |
    | none checkable                                         | not_checkable     |

    Parts that are not checkable count for nothing where others are. A part that is refuted refutes the whole, and what
    is right in the rest is still said: partly_supported carries the mismatches of its refuted parts.
    """
    counted = [label for label in labels if label != "not_checkable"]
    if not counted:
        return "not_checkable"
    if all(label == "supported" for label in counted):
        return "supported"
    if "supported" in counted or "partly_supported" in counted:
        return "partly_supported"
    return "refuted" if "refuted" in counted else "not_enough_info"


def combined(claim: str, parts: Sequence[tuple[str, Verdict]]) -> Verdict:
    """One verdict from those on the parts, each with its words: their mismatches and citations, numbered anew."""
    if len(parts) == 1:
        return replace(parts[0][1], claim=claim)
    verdicts = [verdict for _, verdict in parts]
    mismatches: dict[Mismatch, None] = dict.fromkeys(m for verdict in verdicts for m in verdict.mismatches)
    widest = max(verdicts, key=lambda verdict: verdict.scope.report_count)
    return Verdict(
        id="",
        claim=claim,
        verdict=combined_label([verdict.verdict for verdict in verdicts]),
        reason=reason_of_facts(language_of(claim), parts),
        mismatches=tuple(mismatches),
        citations=_numbered(citation for verdict in verdicts for citation in verdict.citations),
        scope=widest.scope,
        mode="+".join(dict.fromkeys(verdict.mode for verdict in verdicts)),
        elapsed_ms=sum(verdict.elapsed_ms for verdict in verdicts),
    )


def _numbered(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Each quote once for each stance that it takes, those that decide first, numbered from 1.

    A quote that decides one part is not said to be merely related to another.
    """
    once: dict[tuple[str, int, int, Stance | None], Citation] = {}
    deciding: set[tuple[str, int, int]] = set()
    for citation in sorted(citations, key=lambda citation: citation.stance == "related"):
        span = (citation.report_id, citation.start, citation.end)
        if citation.stance == "related" and span in deciding:
            continue
        deciding.add(span)
        once.setdefault((*span, citation.stance), citation)
    return tuple(replace(citation, n=n) for n, citation in enumerate(once.values(), start=1))
