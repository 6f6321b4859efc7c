import pytest

from index.parsing.plain_text import parse_text


def _paragraphs(text: str) -> list[str]:
    return parse_text(text).text.split("\n")


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("地区生产总值增长\n9.1%，安置\n34.4 万名移民。", ["地区生产总值增长9.1%，安置34.4 万名移民。"]),
        ("企业达到128家，总产值1\n346.7亿元。", ["企业达到128家，总产值1346.7亿元。"]),
        ("完成投资1，\n234.5亿元。", ["完成投资1，234.5亿元。"]),
        ("新建公租房1260套，发放补\n贴4300万元。", ["新建公租房1260套，发放补贴4300万元。"]),
        ("重点工作\n1. 新建公园\n2. 新建学校", ["重点工作", "1. 新建公园", "2. 新建学校"]),
        ("工作回顾\n2024年，新增1.2万人。", ["工作回顾", "2024年，新增1.2万人。"]),
        ("增速\n9.1%\n8.2%", ["增速", "9.1%", "8.2%"]),
        (
            "operating profit at last reached\n98 million pounds.",
            ["operating profit at last reached 98 million pounds."],
        ),
        (
            "in the north of the\ncountry. Headcount stood\nat 7,940.",
            ["in the north of the country. Headcount stood at 7,940."],
        ),
        ("Results\nRevenue grew.", ["Results", "Revenue grew."]),
    ],
)
def test_a_line_goes_on_where_its_sentence_does(text: str, paragraphs: list[str]) -> None:
    assert _paragraphs(text) == paragraphs


def test_a_hyphen_that_parts_a_word_goes_and_one_that_joins_two_stays() -> None:
    document = parse_text("The agri-\nculture sector and long-\nterm debt grew.")
    assert document.text == "The agriculture sector and long-term debt grew."
    assert [(removal.text, removal.reason) for removal in document.removals] == [("-\n", "hyphen at a line's end")]


def test_a_page_break_parts_no_sentence() -> None:
    from index.parsing.plain_text import parse_plain

    assert parse_plain("实现总产值1\n\f\n346.7亿元。".encode()).text == "实现总产值1346.7亿元。"
