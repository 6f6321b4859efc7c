"""Does a claim follow from a sentence of a report: a trained judge on `pair_encoder`.

It says how likely the words of both mean the same. It knows nothing of figures, years and places that rules have not
held before (assistant/verification/in_other_words.py); it never says that a claim is wrong. Trained by
training/sentence_judge.py.
"""

import math
from collections.abc import Sequence
from pathlib import Path

from index.models.pair_encoder import PairEncoder
from index.patterns import regex
from index.text.numerals import plain

WEIGHTS = Path(__file__).with_name("sentence_judge.safetensors")
HEADS = {"follows": 1}
MOST_CLAIM_TOKENS = 80
# Characters: a sentence so short is read whole, of a longer one so many.
SHORT, LONGEST = 60, 100
_CLAUSE = regex("[^，；。：！？]+[，；。：！？]*")
_NUMBER = regex(r"\d+(?:\.\d+)?")


class SentenceJudge:
    """Judges sentences for a claim. The model loads at first use; safe to call from several threads."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        self._encoder = PairEncoder(weights, tuple(HEADS))

    def warm_up(self) -> None:
        """Loads the model, so that the first claim need not wait. Raises EmbeddingError for damaged weights."""
        self._encoder.warm_up()

    def chances(self, claims: Sequence[str], sentences: Sequence[str]) -> list[float]:
        """How likely each claim follows from the sentence of the same place, in [0, 1].

        Raises EmbeddingError for damaged weights.
        """
        if not sentences:
            return []
        encoder = self._encoder
        found: dict[int, float] = {}
        for place, states in encoder.states(encoder.encoded(claims, sentences, MOST_CLAIM_TOKENS)):
            found[place] = 1 / (1 + math.exp(-float(encoder.told("follows", states[0])[0]) / encoder.temperature))
        return [found[place] for place in range(len(sentences))]


def placed(sentence: str, place: str, year: int | None, planned: bool) -> str:
    """A sentence as the judge reads it: whose it is and what it tells of, as a claim would name them, in front."""
    when = "" if year is None else f"{year if planned else year - 1}年"
    front = f"{place}{when}{'计划' if planned else ''}"
    return f"{front}：{sentence}" if front else sentence


def clauses_near(claim: str, sentence: str) -> str:
    """The clauses of a long sentence that share most with a claim, in one piece, with those beside them."""
    if len(sentence) <= SHORT:
        return sentence
    spans = [match.span() for match in _CLAUSE.finditer(sentence)]
    asked = _pieces(claim)
    weights = [len(asked & _pieces(sentence[start:end])) for start, end in spans]
    first = last = max(range(len(spans)), key=lambda at: weights[at])
    least = max(2.0, weights[first] / 3)
    for at in sorted(range(len(spans)), key=lambda at: -weights[at]):
        if weights[at] >= least and _reach(spans, min(first, at), max(last, at)) <= LONGEST:
            first, last = min(first, at), max(last, at)
    if first and _reach(spans, first - 1, last) <= LONGEST:
        first -= 1
    if last + 1 < len(spans) and _reach(spans, first, last + 1) <= LONGEST:
        last += 1
    return sentence[spans[first][0] : spans[last][1]]


def _reach(spans: Sequence[tuple[int, int]], first: int, last: int) -> int:
    return spans[last][1] - spans[first][0]


def _pieces(text: str) -> set[str]:
    """Pairs of letters, and numbers thrice: they say most surely which clause is meant."""
    numbers = [(number, turn) for number in _NUMBER.findall(plain(text)) for turn in "abc"]
    return {text[at : at + 2] for at in range(len(text) - 1)} | {number + turn for number, turn in numbers}
