"""Lists, short forms, and the language of a text."""

from assistant.messages import clauses, counted, language_of, listed, shortened


def test_words_are_listed_as_each_language_does() -> None:
    assert [listed("zh", "甲乙"), listed("en", "ab")] == ["甲、乙", "a, b"]
    assert [counted("zh", "甲乙"), counted("en", "ab")] == ["甲，乙", "a, b"]
    assert [clauses("zh", "甲乙"), clauses("en", "ab")] == ["甲；乙", "a; b"]


def test_a_text_is_cut_only_where_it_is_longer() -> None:
    assert [shortened("四个字呢", 4), shortened("五个字的话", 4)] == ["四个字呢", "五个字的…"]


def test_a_han_character_makes_a_text_chinese() -> None:
    assert [language_of("GDP增长5%"), language_of("GDP grew 5%"), language_of("")] == ["zh", "en", "en"]
