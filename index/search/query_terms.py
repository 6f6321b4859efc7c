"""The words of a query with their weights, as the lexical leg searches them."""

from collections.abc import Iterable

from index.lexicon.loading import words
from index.text.tokens import is_unigram, tokens

# A unigram says little beside the bigrams it stands in; 0.3 keeps one-character words and recall for short queries.
UNIGRAM_WEIGHT = 0.3
# What else the thing asked for is called. Below 1, since a group of names brings more terms than the one it stands for.
SYNONYM_WEIGHT = 0.4
_STOP_WORDS = frozenset(word.word for word in words("stop_words"))


def query_terms(text: str, synonyms: Iterable[str] = ()) -> dict[str, float]:
    """The tokens to search for with their weights; `synonyms` are further names of what the text speaks of."""
    found = tokens(text)
    telling = [token for token in found if token not in _STOP_WORDS]
    terms: dict[str, float] = {}
    for token in telling or found:
        terms[token] = terms.get(token, 0.0) + (UNIGRAM_WEIGHT if is_unigram(token) else 1.0)
    for token in dict.fromkeys(token for name in synonyms for token in tokens(name)):
        terms.setdefault(token, SYNONYM_WEIGHT * (UNIGRAM_WEIGHT if is_unigram(token) else 1.0))
    return terms
