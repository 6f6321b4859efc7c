"""Words as they are searched."""

from index.text.tokens import is_unigram, matchable, needle, tokens


def test_han_text_becomes_unigrams_and_bigrams() -> None:
    assert tokens("生产总值") == ["生", "产", "总", "值", "生产", "产总", "总值"]


def test_other_scripts_become_lower_cased_words_and_numbers_stay_whole() -> None:
    assert tokens("Revenue of $1,234.5 in FY2022") == ["revenue", "of", "1234.5", "in", "fy", "2022"]


def test_full_width_forms_match_plain_ones() -> None:
    assert tokens("ＧＤＰ增长５．２％") == tokens("GDP增长5.2%")


def test_traditional_characters_and_years_in_words_match_too() -> None:
    assert tokens("一九五四年國務院經濟報告") == tokens("1954年国务院经济报告")


def test_a_matchable_text_has_what_tokens_finds_a_sentence_a_line() -> None:
    text = "增长5.2%，达到1,234亿元。Revenue grew. 第二季度"
    folded = matchable(text)
    assert folded == " 增长 5.2 达到 1234 亿元 \n revenue grew \n 第二季度 "
    assert all(needle(token) in folded for token in tokens(text))
    assert needle("grew") not in matchable("regrew") and needle("长达") not in folded


def test_a_single_han_character_is_a_unigram() -> None:
    assert [token for token in ["全", "〇", "全年", "a", "5", "，"] if is_unigram(token)] == ["全", "〇"]
