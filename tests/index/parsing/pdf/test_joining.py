"""Where a line of a PDF's paragraph goes on, and what stands between two lines."""

import pytest
from pdf_files import PROSE, lines, pdf

from index.parsing.pdf.joining import begins_anew, between, cuts_figure, is_unfinished, lacks_figure
from index.parsing.pdf.reading import parse_pdf


@pytest.mark.parametrize(
    ("line", "anew"),
    [
        ("一、工作回顾", True),
        ("第二章 总则", True),
        ("1、工作回顾", True),
        ("15、16号线", False),
        ("34.4万名高校毕业生", False),
        ("9.1%，比上年", False),
    ],
)
def test_a_quantity_opens_no_numbered_paragraph(line: str, anew: bool) -> None:
    assert begins_anew(line) is anew


@pytest.mark.parametrize(
    ("before", "after", "cut"),
    [
        ("全年实现农业总产值1", "346.7亿元，增长5%", True),
        ("全年完成固定资产投资55", "亿元，增长5%", True),
        ("全年完成固定资产投资。", "55亿元", False),
    ],
)
def test_a_figure_that_a_line_cuts_goes_on(before: str, after: str, cut: bool) -> None:
    assert cuts_figure(before, after) is cut


def test_a_sentence_that_lacks_its_figure_finds_it_on_the_next_line() -> None:
    assert lacks_figure("全县茶园面积累计达到", "15.6万亩")
    assert not lacks_figure("全县茶园面积稳步增长。", "15.6万亩")


def test_a_sentence_is_open_until_it_ends() -> None:
    assert is_unfinished("全县茶园面积达到")
    assert not is_unfinished("全县茶园面积增长。")


@pytest.mark.parametrize(
    ("before", "after", "joint"),
    [("茶园面积", "增长", ""), ("the number of", "plants", " "), ("总产值1", "346.7亿元", "")],
)
def test_nothing_stands_beside_chinese_or_inside_a_figure(before: str, after: str, joint: str) -> None:
    assert between(before, after) == joint


@pytest.mark.parametrize(
    ("halves", "whole"),
    [
        (("全县规模以上工业企业总产值1", "346.7亿元，增长8.4%。"), "总产值1346.7亿元"),
        (("全县规模以上工业总产值1,", "346亿元，增长8.4%。"), "总产值1,346亿元"),
        (("全县规模以上工业总产值1346", ".7亿元，增长8.4%。"), "总产值1346.7亿元"),
        (("全年完成工业技改投资55", "亿元，增长8.4%。"), "投资55亿元"),
        (("全年研发投入占营业收入的比例为", "3.5%，比上年提高。"), "比例为3.5%"),
        (("全县生产总值增长率是5", "%，比上年提高。"), "增长率是5%"),
    ],
)
def test_a_figure_cut_by_a_line_or_a_page_is_whole(halves: tuple[str, str], whole: str) -> None:
    for data in (pdf(lines(PROSE, *halves)), pdf(lines(PROSE, halves[0]), lines(halves[1]))):
        assert whole in parse_pdf(data).text


def test_two_figures_in_two_lines_of_an_english_sentence_stay_apart() -> None:
    text = parse_pdf(
        pdf(
            lines(
                "The company opened twelve depots in the course of the year 2022, and in 2023,", "15 more were built."
            )
        )
    ).text
    assert "in 2023, 15 more" in text.replace("\n", " ")
