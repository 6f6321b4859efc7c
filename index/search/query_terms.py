"""The words of a query with their weights, as the lexical leg searches them."""

import re
from collections.abc import Iterable

from index.text.tokens import is_unigram, tokens

# A unigram says little beside the bigrams it stands in; 0.3 keeps one-character words and recall for short queries.
UNIGRAM_WEIGHT = 0.3
# What else the thing asked for is called. Below 1, since a group of names brings more terms than the one it stands for.
SYNONYM_WEIGHT = 0.4
# English words without a meaning of their own: rare in a library of Chinese reports, so that their idf misleads.
STOP_WORDS = frozenset(
    re.findall(
        "[a-z]+",
        "a an and are as at be been by did do does for from had has have how in is it its many much of on or that the"
        " their there this to was were what when where which who whom whose why with",
    )
)


def query_terms(text: str, synonyms: Iterable[str] = ()) -> dict[str, float]:
    """The tokens to search for with their weights; `synonyms` are further names of what the text speaks of."""
    found = tokens(text)
    telling = [token for token in found if token not in STOP_WORDS]
    terms: dict[str, float] = {}
    for token in telling or found:
        terms[token] = terms.get(token, 0.0) + (UNIGRAM_WEIGHT if is_unigram(token) else 1.0)
    for token in dict.fromkeys(token for name in synonyms for token in tokens(name)):
        terms.setdefault(token, SYNONYM_WEIGHT * (UNIGRAM_WEIGHT if is_unigram(token) else 1.0))
    return terms
