"""The trained judge of words as rules ask it, and how sure it must be."""

from collections.abc import Sequence
from typing import Protocol

# How sure the judge must be. On seven provinces' claims .8 let no wrong one through; on the kinds held out, which alter
# one word of a report, it let six, and .93 two; of 351 near misses with every figure right that other eyes wrote .93
# let six, .95 three. Once more was compared before it (lists, what is under way, new ones, short nouns) .9 let none
# of those, on which they were developed. Of the same .85 grants a fifth more of the right ones and none of the wrong;
# at .8 one, at .7 five. The weights that learnt from more clauses by eye are surer of all: with those between, .85 let
# one of 245 wrong claims of part c through and .9 none, so that part has set it; of the 351 near misses one has .953.
SURE = 0.93
# How sure of a claim that was put right in one part: of 234 right claims none was refuted so.
SURE_OTHERWISE = 0.9
# How sure of a claim of which every word stands in the sentence, where rules say that figures or subjects are turned.
SURE_BY_RULE = 0.75
# Before any lock 2 of 261 held-out wrong English claims have .75 and more, of 180 right ones 137.
SURE_IN_ENGLISH = 0.75
# Of a claim in words of its own, whose figures, times and directions are the sentence's (english_rewordings.py), and of
# one where a rule saw what it can't decide.
# Set on 345 claims about filings that the judge never saw: 56 of 138 right ones and 2 of 207 wrong ones are granted, at
# .75 and .85 62 and 4.
IN_OTHER_WORDS, DOUBTED = 0.85, 0.95


class WordJudge(Protocol):
    """Judges words, as index.models.sentence_judge does."""

    def chances(self, claims: Sequence[str], sentences: Sequence[str]) -> list[float]:
        """How likely each claim follows from the sentence of the same place, in [0, 1]."""
