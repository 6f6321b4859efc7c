import pytest

from index.structure.numbering import Style, enumerator_at, numeral


@pytest.mark.parametrize(
    ("text", "style", "number", "end"),
    [
        ("一、回顾", Style.HAN, 1, 2),
        ("二十三、其他", Style.HAN, 23, 4),
        ("一", Style.HAN, 1, 1),
        ("（十二）政府", Style.HAN_PAREN, 12, 4),
        ("(一)突出", Style.HAN_PAREN, 1, 3),
        ("第三，搞好", Style.HAN_ORDINAL, 3, 3),
        ("四是强支点", Style.HAN_LISTED, 4, 2),
        ("第二章 总则", Style.CHAPTER, 2, 4),
        ("第一节范围", Style.SECTION, 1, 3),
        ("第十部分 附录", Style.PART, 10, 5),
        ("1. 重点", Style.DIGIT, 1, 3),
        ("３、范围", Style.DIGIT, 3, 2),
        ("（２）在高校", Style.DIGIT_PAREN, 2, 3),
        ("③要点", Style.CIRCLED, 3, 1),
        ("PART II", Style.PART, 2, 7),
        ("Item 7. Discussion", Style.ITEM, 7 * 27, 8),
        ("ITEM 1A. RISK", Style.ITEM, 28, 9),
        ("Note 5 – Revenue", Style.NOTE, 5, 9),
        ("IV. Results", Style.ROMAN, 4, 4),
        ("A. Purpose", Style.LETTER, 1, 3),
    ],
)
def test_enumerators(text: str, style: Style, number: int, end: int) -> None:
    mark = enumerator_at(text, 0, len(text))
    assert mark is not None
    assert (mark.style, mark.number, mark.end) == (style, number, end)


def test_decimal_numbers_count_their_parts() -> None:
    mark = enumerator_at("1.2.3 Title", 0, 11)
    assert mark is not None
    assert (mark.style, mark.number, mark.depth) == (Style.DECIMAL, 3, 3)


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
