"""What reports are called in an answer, and the sentence around a place."""

from report_texts import report_of

from assistant.answering.naming import names, sentence_around, trimmed

ZHEJIANG = report_of("浙江", 2025, "经济增长。居民收入提高。", "民生改善。")
EARLIER = report_of("浙江", 2024, "经济增长。")
NATION = report_of("全国", 2025, "经济增长。")
COMPANY = report_of(None, 2024, "Sales rose.", kind="annual_report", issuer="Harrow Tools", language="en")
LATER = report_of(None, 2025, "Sales rose.", kind="annual_report", issuer="Harrow Tools", language="en")


def test_a_report_is_called_by_its_place_or_company() -> None:
    assert names([ZHEJIANG, NATION, COMPANY]) == ["浙江", "国务院", "Harrow Tools"]


def test_two_of_one_name_are_told_apart_by_year() -> None:
    assert names([ZHEJIANG, EARLIER, COMPANY, LATER]) == [
        "浙江2025年",
        "浙江2024年",
        "Harrow Tools 2024",
        "Harrow Tools 2025",
    ]


def test_two_of_one_name_and_year_by_their_titles() -> None:
    assert names([ZHEJIANG, ZHEJIANG]) == [ZHEJIANG.metadata.title] * 2


def test_the_sentence_around_a_place_and_the_two_around_their_border() -> None:
    at = ZHEJIANG.text.index("收入")
    assert sentence_around(ZHEJIANG, at, at + 2).text == "居民收入提高。"
    border = ZHEJIANG.text.index("。")
    assert sentence_around(ZHEJIANG, border, border + 2).text == "经济增长。居民收入提高。"


def test_white_space_around_a_span_is_no_part_of_it() -> None:
    end = ZHEJIANG.text.index("\n")
    assert trimmed(ZHEJIANG, end, end + 3).text == "民生"
