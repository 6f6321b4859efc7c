"""Which of the sentences that a model was given a statement of it is most like: those that it may rest on unmarked.

They only are what the statement is held against; whether one of them says it is for the comparison (support.py).
"""

from collections import Counter
from collections.abc import Sequence
from math import log

from assistant.generation.prompt import CitableSentence
from index.patterns import regex
from index.text.tokens import tokens

MOST = 8
# A figure in common says more than a word does.
FIGURE = 3.0
_FIGURE = regex(r"\d[\d,.]*")


class Near:
    """The sentences of one prompt, by how much of a statement's figures and words they have."""

    def __init__(self, sentences: Sequence[CitableSentence]) -> None:
        self._sentences = sentences
        self._words: list[frozenset[str]] | None = None
        self._weight: dict[str, float] = {}

    def to(self, statement: str) -> list[CitableSentence]:
        """The likest ones, at most MOST, the likest first; none that has nothing in common with the statement."""
        told = _words(statement)
        if self._words is None:
            self._words = [_words(one.text) for one in self._sentences]
            counts = Counter(word for words in self._words for word in words)
            total = len(self._words)
            self._weight = {word: log(1 + total / count) for word, count in counts.items()}
        scores = [
            sum(self._weight[word] * (FIGURE if word[0].isdigit() else 1.0) for word in told & words)
            for words in self._words
        ]
        ranked = sorted(range(len(scores)), key=lambda place: -scores[place])
        return [self._sentences[place] for place in ranked[:MOST] if scores[place] > 0]


def _words(text: str) -> frozenset[str]:
    figures = {match[0].replace(",", "").rstrip(".") for match in _FIGURE.finditer(text)}
    return frozenset(tokens(text)) | figures
