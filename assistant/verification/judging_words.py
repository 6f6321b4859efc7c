"""The trained judge of words as rules ask it, and how sure it must be."""

from collections.abc import Sequence
from typing import Protocol

# How sure the judge must be: of 351 near misses with every figure right, by other eyes, over provinces that it has not
# learnt from, .93 lets one through and grants 103 of 234 right claims. Part c, counted with three mixtures of weights
# at .9 to .95 before this one was taken, has 2 wrong ones of 245.
SURE = 0.93
# How sure of a claim that was put right in one part: of 234 right claims none was refuted so; at .85 two were.
SURE_OTHERWISE = 0.9
# How sure of a claim of which every word stands in the sentence, where rules say that figures or subjects are turned.
SURE_BY_RULE = 0.75
# Before any lock 13 of 771 held-out wrong English claims have .85 and more, of 520 right ones 324.
SURE_IN_ENGLISH = 0.85
# Of a claim in words of its own, whose figures, times and directions are the sentence's (english_rewordings.py), and of
# one where a rule saw what it can't decide.
# With the weights before, .85 and .95 granted 56 of 138 right and 2 of 207 wrong claims about filings; these are surer
# of all, so that .9 grants as many wrong ones of the held-out sentences (9 of 771, and 293 of 520 right ones).
IN_OTHER_WORDS, DOUBTED = 0.9, 0.95


class WordJudge(Protocol):
    """Judges words, as index.models.sentence_judge does."""

    def chances(self, claims: Sequence[str], sentences: Sequence[str]) -> list[float]:
        """How likely each claim follows from the sentence of the same place, in [0, 1]."""
