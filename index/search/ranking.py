"""Candidates of the dense and the lexical leg to one ranking: a weighted sum of what each says, scaled to its best.

Plain reciprocal rank fusion was worse than BM25 alone on Chinese policy questions (answer in the first passage:
dense .55, BM25 .76, RRF .67), because a rank hides how much better the first is than the rest. Two more things are
looked at once the candidates are known: how much of the query a passage has at all, since BM25 lets one frequent term
outweigh a missing one, and how well the passage's report as a whole matches. A statement, unlike a question, is
mostly said in one sentence, so for it the best sentence counts instead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.text.questions import is_question
from index.text.script import han_count, has_han
from index.text.tokens import is_unigram, needle

Ranking = list[tuple[int, float]]

# BM25's own constants, over sentences: about 40 characters long, and fully normalised by length.
SATURATION = 1.2
SENTENCE_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class PassageCandidate:
    """A passage that a leg found. `header` and `text` are `matchable`; `bm25` is 0 where no term matches.

    `cosine` is None for a passage that is not embedded yet.
    """

    key: int
    report: int
    cosine: float | None
    bm25: float
    header: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class SearchFindings:
    """What the legs found, with each report's BM25 score as a whole and the weights of the query's tokens."""

    candidates: Sequence[PassageCandidate]
    reports: Mapping[int, float]
    terms: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part of the score counts; they are scaled to sum to 1."""

    bm25: float = 1.0
    dense: float = 0.0
    report: float = 0.0
    coverage: float = 0.0
    sentence: float = 0.0


# Chosen on the first halves of ncp-policy, cmrc-trial and ocnli-gov; docs/benchmarks.md has the curves.
FOR_QUESTIONS = Weights(dense=0.5, report=0.5, coverage=0.8)
FOR_STATEMENTS = Weights(dense=0.35, sentence=2.0)
# Words match across languages only by accident (names, figures): report_recall@1 of xquad's English questions on the
# Chinese passages was .56 with the weights for questions and is .73, first half.
FOR_OTHER_LANGUAGE = Weights(bm25=0.1, dense=1.0, coverage=0.2)
NEAREST = 10


def weights_for(query: str, candidates: Sequence[PassageCandidate]) -> Weights:
    """The weights for a query: whether it is in another language than what is nearest to it, asks or states."""
    known = [candidate for candidate in candidates if candidate.cosine is not None]
    nearest = sorted(known, key=lambda candidate: -(candidate.cosine or 0.0))[:NEAREST]
    is_han = has_han(query)
    others = sum((5 * han_count(candidate.text) > len(candidate.text)) != is_han for candidate in nearest)
    if 2 * others > len(nearest):
        return FOR_OTHER_LANGUAGE
    return FOR_QUESTIONS if is_question(query) else FOR_STATEMENTS


def rank(found: SearchFindings, weights: Weights) -> Ranking:
    """Passage ids with scores in [0, 1], best first; ties by id.

    What is not embedded yet is scored by all the rest: its cosine counts as much as that says.
    """
    candidates, reports, terms = found.candidates, found.reports, found.terms
    # Unigrams are left to BM25: they stand almost everywhere, and looking for them doubles the time.
    told = {term: weight for term, weight in terms.items() if weight > 0 and not is_unigram(term)} or terms
    needles = [(needle(term), weight) for term, weight in told.items()]
    parts: list[tuple[float, Sequence[float | None]]] = [
        (weights.bm25, _share_of_best([candidate.bm25 for candidate in candidates])),
        (weights.dense, _between([candidate.cosine for candidate in candidates])),
    ]
    if weights.report:
        parts.append((weights.report, _share_of_best([reports.get(candidate.report, 0.0) for candidate in candidates])))
    if weights.coverage:
        parts.append((weights.coverage, [_coverage(candidate, needles) for candidate in candidates]))
    if weights.sentence:
        parts.append(
            (weights.sentence, _share_of_best([_best_sentence(candidate.text, needles) for candidate in candidates]))
        )
    scores = [
        (candidate.key, _weighted([(weight, values[place]) for weight, values in parts]))
        for place, candidate in enumerate(candidates)
    ]
    return sorted(scores, key=lambda hit: (-hit[1], hit[0]))


def _weighted(parts: Sequence[tuple[float, float | None]]) -> float:
    """The weighted mean of what is known."""
    known = [(weight, value) for weight, value in parts if value is not None]
    return sum(weight * value for weight, value in known) / sum(weight for weight, _ in known)


def _coverage(candidate: PassageCandidate, needles: Sequence[tuple[str, float]]) -> float:
    """The weighted share of the terms that the passage or its header has."""
    whole = sum(weight for _, weight in needles)
    text = candidate.header + candidate.text
    return sum([weight for term, weight in needles if term in text]) / whole if whole else 0.0


def _best_sentence(text: str, needles: Sequence[tuple[str, float]]) -> float:
    """The highest BM25 score of a sentence."""
    best = 0.0
    for sentence in text.split("\n"):
        found = [(sentence.count(term), weight) for term, weight in needles if term in sentence]
        if found:
            length = SATURATION * len(sentence) / SENTENCE_CHARACTERS
            best = max(best, sum(weight * count * (SATURATION + 1) / (count + length) for count, weight in found))
    return best


def _share_of_best(scores: Sequence[float]) -> list[float]:
    best = max(scores, default=0.0)
    return [score / best if best > 0 else 0.0 for score in scores]


def _between(scores: Sequence[float | None]) -> list[float | None]:
    """Scores from the candidates' lowest (0) to their highest (1); None stays None."""
    known = [score for score in scores if score is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    return [None if score is None else (score - low) / (high - low) if high > low else 1.0 for score in scores]
