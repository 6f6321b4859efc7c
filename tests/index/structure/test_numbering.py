import pytest

from index.structure.numbering import NumberingStyle, enumerator_at, numeral


@pytest.mark.parametrize(
    ("text", "style", "number", "end"),
    [
        ("一、回顾", NumberingStyle.HAN, 1, 2),
        ("二十三、其他", NumberingStyle.HAN, 23, 4),
        ("一", NumberingStyle.HAN, 1, 1),
        ("（十二）政府", NumberingStyle.HAN_PAREN, 12, 4),
        ("(一)突出", NumberingStyle.HAN_PAREN, 1, 3),
        ("第三，搞好", NumberingStyle.HAN_ORDINAL, 3, 3),
        ("四是强支点", NumberingStyle.HAN_LISTED, 4, 2),
        ("第二章 总则", NumberingStyle.CHAPTER, 2, 4),
        ("第一节范围", NumberingStyle.SECTION, 1, 3),
        ("第十部分 附录", NumberingStyle.PART, 10, 5),
        ("1. 重点", NumberingStyle.DIGIT, 1, 3),
        ("３、范围", NumberingStyle.DIGIT, 3, 2),
        ("（２）在高校", NumberingStyle.DIGIT_PAREN, 2, 3),
        ("③要点", NumberingStyle.CIRCLED, 3, 1),
        ("PART II", NumberingStyle.PART, 2, 7),
        ("Item 7. Discussion", NumberingStyle.ITEM, 7 * 27, 8),
        ("ITEM 1A. RISK", NumberingStyle.ITEM, 28, 9),
        ("Note 5 – Revenue", NumberingStyle.NOTE, 5, 9),
        ("IV. Results", NumberingStyle.ROMAN, 4, 4),
        ("A. Purpose", NumberingStyle.LETTER, 1, 3),
    ],
)
def test_enumerators(text: str, style: NumberingStyle, number: int, end: int) -> None:
    mark = enumerator_at(text, 0, len(text))
    assert mark is not None
    assert (mark.style, mark.number, mark.end) == (style, number, end)


def test_decimal_numbers_count_their_parts() -> None:
    mark = enumerator_at("1.2.3 Title", 0, 11)
    assert mark is not None
    assert (mark.style, mark.number, mark.depth) == (NumberingStyle.DECIMAL, 3, 3)


@pytest.mark.parametrize(
    "text", ["2.5%增长", "2024年", "一带一路", "第三方", "Itemised", "1234、", "partly true", "", "5.2 万亿", "1.5亿元"]
)
def test_what_is_no_enumerator(text: str) -> None:
    assert enumerator_at(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("written", "value"), [("十", 10), ("十五", 15), ("二十", 20), ("九十九", 99), ("７", 7), ("⑳", 20), ("ix", 9)]
)
def test_numerals(written: str, value: int) -> None:
    assert numeral(written) == value
