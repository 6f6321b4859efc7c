"""The metrics of questions, as pure functions of rankings, answers and golds. Higher is better, but for latency.

A metric of one item is a float in [0, 1]; the caller leaves out the items that have no gold for it. `ranked` is best
first. Reports are named by any string that is the same for files with the same text.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from assistant.evaluation.questions.matching import exact_match, f1, folded, holds, holds_folded, without_marks

__all__ = [
    "QUOTE_CHARACTERS",
    "Ranked",
    "citation_precision",
    "context_recall",
    "exact_match",
    "f1",
    "folded",
    "holds",
    "mrr",
    "ndcg",
    "page_recall",
    "passage_recall",
    "quote_hit",
    "quotes_standing",
    "report_recall",
    "without_marks",
    "wrong_shown",
]

# What a reader takes in at a glance: the first three citations, 400 characters in all.
QUOTE_CITATIONS, QUOTE_CHARACTERS = 3, 400


@dataclass(frozen=True, slots=True)
class Ranked:
    """A ranked passage: `text` is its report's canonical text at `[start, end)`; `pages`, 1-based, it touches."""

    report: str
    start: int
    end: int
    text: str
    pages: tuple[int, ...] = ()


def report_recall(ranked: Sequence[str], gold: Collection[str], k: int) -> float:
    """The share of the gold reports among the first k distinct reports, each at its best passage's place."""
    first = list(dict.fromkeys(ranked))[:k]
    return len(set(gold).intersection(first)) / len(set(gold))


def mrr(ranked: Sequence[str], gold: Collection[str]) -> float:
    """One over the place of the first gold report among the distinct reports; 0 where there is none."""
    for place, report in enumerate(dict.fromkeys(ranked), start=1):
        if report in gold:
            return 1 / place
    return 0.0


def ndcg(ranked: Sequence[str], gold: Collection[str], k: int = 10) -> float:
    """Discounted gain of the gold reports among the first k distinct reports, by the best possible (binary)."""
    gain = sum(
        1 / log2(place + 1) for place, report in enumerate(list(dict.fromkeys(ranked))[:k], start=1) if report in gold
    )
    return gain / sum(1 / log2(place + 1) for place in range(1, min(len(set(gold)), k) + 1))


def passage_recall(ranked: Sequence[Ranked], reports: Collection[str], golds: Collection[str], k: int) -> float:
    """1 where one of the first k passages is from a gold report and holds an answer or quote."""
    wanted = [folded(gold) for gold in golds]
    return float(any(passage.report in reports and _holds(passage, wanted) for passage in ranked[:k]))


def page_recall(ranked: Sequence[Ranked], pages: Collection[tuple[str, int]], k: int) -> float:
    """The share of the gold pages, (report, page), that the first k passages touch."""
    touched = {(passage.report, page) for passage in ranked[:k] for page in passage.pages}
    return len(set(pages) & touched) / len(set(pages))


def context_recall(
    ranked: Sequence[Ranked], texts: Mapping[str, str], golds: Collection[str], characters: int
) -> float:
    """1 where an answer or quote stands in the first `characters` that the passages cover, overlaps counted once.

    `texts` gives the canonical text of each ranked report. Passages that only spaces or punctuation part are read on.
    """
    wanted = [folded(gold) for gold in golds]
    return float(any(holds_folded(text, wanted) for text in covered(ranked, texts, characters)))


def covered(ranked: Sequence[Ranked], texts: Mapping[str, str], characters: int) -> list[str]:
    """The first `characters` of canonical text that the passages cover in rank order, as folded runs."""
    left = characters
    spans: dict[str, list[tuple[int, int]]] = {}
    for passage in ranked:
        if not left:
            break
        taken = spans.setdefault(passage.report, [])
        for start, end in _uncovered(passage.start, passage.end, taken):
            end = min(end, start + left)
            left -= end - start
            if start < end:
                taken.append((start, end))
        taken.sort()
    return [run for report, taken in spans.items() for run in _runs(texts[report], taken)]


def quote_hit(quotes: Sequence[str], answers: Collection[str]) -> float:
    """1 where one of the first three quotes, cut at 400 characters in all, holds an answer."""
    left = QUOTE_CHARACTERS
    for quote in quotes[:QUOTE_CITATIONS]:
        if holds(quote[:left], answers):
            return 1.0
        left = max(left - len(quote), 0)
    return 0.0


def wrong_shown(answer: str, quotes: Sequence[str], answers: Collection[str]) -> float:
    """1 where neither what is answered nor its first quote holds an answer; always where there is none to hold."""
    return float(not answers or not any(holds(text, answers) for text in (without_marks(answer), *quotes[:1])))


def citation_precision(cited: Collection[str], gold: Collection[str]) -> float:
    """The share of the cited reports that are gold reports; 0 where nothing is cited."""
    reports = set(cited)
    return len(reports & set(gold)) / len(reports) if reports else 0.0


def quotes_standing(quotes: Sequence[tuple[str, int, int, str]], texts: Mapping[str, str]) -> int:
    """How many of the quotes, (report, start, end, quote), stand letter for letter at their offsets."""
    return sum(texts.get(report, "")[start:end] == quote != "" for report, start, end, quote in quotes)


def _holds(passage: Ranked, wanted: Sequence[str]) -> bool:
    return holds_folded(folded(passage.text), wanted)


def _uncovered(start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of `[start, end)` that no span of `taken`, in order and apart, covers."""
    parts = []
    for low, high in taken:
        if high <= start or low >= end:
            continue
        if start < low:
            parts.append((start, low))
        start = max(start, high)
    if start < end:
        parts.append((start, end))
    return parts


def _runs(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """The folded texts of the spans, in order; those that nothing but folded characters part are one."""
    runs: list[str] = []
    last = None
    for start, end in spans:
        piece = folded(text[start:end])
        if last is not None and not folded(text[last:start]):
            runs[-1] += piece
        else:
            runs.append(piece)
        last = end
    return runs
