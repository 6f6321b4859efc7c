"""The words of a query with their weights."""

import pytest

from index.search.query_terms import query_terms


def test_query_terms_weigh_synonyms_less_and_drop_words_without_meaning() -> None:
    assert query_terms("What was the revenue?", ["营收"]) == {
        "revenue": 1.0,
        "营": pytest.approx(0.12),
        "收": pytest.approx(0.12),
        "营收": 0.4,
    }
    assert query_terms("to be or") == {"to": 1.0, "be": 1.0, "or": 1.0}
