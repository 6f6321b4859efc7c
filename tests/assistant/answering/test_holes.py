"""The figure that stands where a question asks, all else letter for letter."""

from report_texts import asking, report_of, said

from assistant.answering.holes import in_own_words

DRY = report_of("青禾县", 2023, "入夏以后，全县连续76天没有下过一场透雨，水位降到十五年来最低。")


def test_the_sentence_of_the_question_with_a_figure_in_it() -> None:
    assert said(in_own_words(*asking("2022年青禾县连续多少天没有下过一场透雨？", [DRY]))) == ["76天"]


def test_not_of_another_year_nor_where_two_differ_nor_in_other_words() -> None:
    assert said(in_own_words(*asking("2023年青禾县连续多少天没有下过一场透雨？", [DRY]))) == []
    other = report_of("青禾县", 2023, "北部山区连续80天没有下过一场透雨。")
    assert said(in_own_words(*asking("青禾县连续多少天没有下过一场透雨？", [DRY, other]))) == []
    assert said(in_own_words(*asking("青禾县连续多少天没有下过大雨？", [DRY]))) == []
    assert said(in_own_words(*asking("青禾县多少天？", [DRY]))) == []
