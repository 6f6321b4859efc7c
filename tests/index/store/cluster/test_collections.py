"""The weights that Milvus is given are those that tantivy scores by."""

from collections import Counter

import pytest

from index.store.cluster.collections import _weighed
from index.store.lexical import LexicalEntry, LexicalIndex
from index.text.tokens import tokens


def test_a_text_scores_as_it_does_in_a_folder_whatever_its_length() -> None:
    lengths = [1, 2, 39, 40, 41, 42, 55, 56, 59, 60, 95, 96, 279, 280, 281, 311, 312, 599, 600, 1_048, 1_175, 40_000]
    texts = ["茶 " + "x " * (length - 1) for length in lengths]
    counts = [tokens(text) for text in texts]
    index = LexicalIndex.in_memory([LexicalEntry(key, 1, text) for key, text in enumerate(texts)])
    scores = {hit.key: hit.score for hit in index.search({"茶": 1.0}, len(texts))}
    mean = sum(map(len, counts)) / len(counts)
    assert [len(each) for each in counts] == lengths
    (place,) = _weighed(Counter(["茶"]), mean)
    rarity = index.term_weights(["茶"])["茶"]
    for key, each in enumerate(counts):
        weight = _weighed(Counter(each), mean)[place]
        assert weight * rarity == pytest.approx(scores[key], rel=1e-5), lengths[key]
