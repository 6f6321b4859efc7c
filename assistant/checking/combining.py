"""The verdicts on a claim's parts into one on the claim."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answer import Citation, Label, Mismatch, Stance, Verdict
from index.text.script import has_han


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
        reason=_reason(claim, parts),
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


# Of the parts that fall short, how many are told in the reason, and how much of their words.
MOST_DETAILS = 3
_LONGEST_WORDS = 48

_COUNTED: tuple[tuple[Label, str, str], ...] = (
    ("supported", "{}项与报告相符", "{} supported"),
    ("partly_supported", "{}项部分与报告相符", "{} partly supported"),
    ("refuted", "{}项与报告不符", "{} refuted"),
    ("not_enough_info", "{}项报告没有说", "{} not in the reports"),
    ("not_checkable", "{}项无法核查", "{} not checkable"),
)


def _reason(claim: str, parts: Sequence[tuple[str, Verdict]]) -> str:
    """How many facts stand how, then what is wrong or open with each that falls short."""
    chinese = has_han(claim)
    counts = [
        (zh if chinese else en).format(count)
        for label, zh, en in _COUNTED
        if (count := sum(verdict.verdict == label for _, verdict in parts))
    ]
    short = [(words, verdict.reason) for words, verdict in parts if verdict.verdict != "supported" and verdict.reason]
    left = len(short) - MOST_DETAILS
    told = [(_shortened(words), reason) for words, reason in short[:MOST_DETAILS]]
    if chinese:
        details = "；".join(f"“{words}”：{reason.rstrip('。')}" for words, reason in told)
        details += f"；另有{left}项" if left > 0 else ""
        return f"所述{len(parts)}项事实中{'，'.join(counts)}。" + (f"{details}。" if details else "")
    details = "; ".join(f"“{words}”: {reason.rstrip('.')}" for words, reason in told)
    details += f"; and {left} more" if left > 0 else ""
    return f"Of {len(parts)} facts {', '.join(counts)}." + (f" {details}." if details else "")


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS]}…"
