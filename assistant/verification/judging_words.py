"""The trained judge of words as rules ask it, and how sure it must be."""

from collections.abc import Sequence
from typing import Protocol

# How sure the judge must be. On seven provinces' claims .8 let no wrong one through; on the kinds held out, which alter
# one word of a report, it let six, and .93 two; of 351 near misses with every figure right that other eyes wrote .93
# let six, .95 three. Once more was compared before it (lists, what is under way, new ones, short nouns) .9 let none
# of those, on which they were developed. Of the same .85 grants a fifth more of the right ones and none of the wrong;
# at .8 one, at .7 five.
# By the weights that learnt 960 more clauses it is surer of all: of 245 wrong claims of part c .85 let one through,
# and .9 none, for 7 of the right ones that it granted.
SURE = 0.9
# How sure of a claim that was put right in one part: of 234 right claims none was refuted so.
SURE_OTHERWISE = 0.85
# How sure of a claim of which every word stands in the sentence, where rules say that figures or subjects are turned.
SURE_BY_RULE = 0.75
# Before it had learnt 548 more English sentences .75 let 2 of 75 held-out wrong English claims through without a lock.
# With them and the locks of both kinds 2 of 207 wrong ones about filings that it never learnt from pass, and 61 of 138
# right ones.
SURE_IN_ENGLISH = 0.75
# Of a claim in words of its own, whose figures, times and directions are the sentence's (english_rewordings.py), and of
# one where a rule saw what it can't decide.
IN_OTHER_WORDS, DOUBTED = 0.75, 0.85


class WordJudge(Protocol):
    """Judges words, as index.models.sentence_judge does."""

    def chances(self, claims: Sequence[str], sentences: Sequence[str]) -> list[float]:
        """How likely each claim follows from the sentence of the same place, in [0, 1]."""
