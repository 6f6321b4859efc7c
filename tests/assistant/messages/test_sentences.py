"""Lists and short forms."""

from assistant.messages import clauses, counted, listed, shortened


def test_words_are_listed_as_each_language_does() -> None:
    assert [listed("zh", "甲乙"), listed("en", "ab")] == ["甲、乙", "a, b"]
    assert [counted("zh", "甲乙"), counted("en", "ab")] == ["甲，乙", "a, b"]
    assert [clauses("zh", "甲乙"), clauses("en", "ab")] == ["甲；乙", "a; b"]


def test_a_text_is_cut_only_where_it_is_longer() -> None:
    assert [shortened("四个字呢", 4), shortened("五个字的话", 4)] == ["四个字呢", "五个字的…"]
