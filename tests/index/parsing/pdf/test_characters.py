"""From a page's characters to stretches of one line: what follows what, what is struck through, which way it runs."""

from typing import Any

import pytest
from lines import segment
from pdf_files import SONG, first_page, operators, pdf, removed, without_meaning, written

from index.parsing.pdf.characters import Page, Segment, page_spots, parts_cells, read_page
from index.parsing.pdf.reading import parse_pdf


def read(data: bytes, *strikes: tuple[float, float, float]) -> Page:
    with first_page(data) as page:
        return read_page(page, 1, strikes)


def drawn(*words: tuple[float, float, str], size: float = 10) -> bytes:
    """A page with words at places counted from its lower left corner, in a Chinese font."""

    def draw(canvas: Any) -> None:
        canvas.setFont(SONG, size)
        for left, height, text in words:
            canvas.drawString(left, height, text)

    return pdf(draw)


def texts(page: Page) -> list[str]:
    return [one.text for one in page.segments]


def only(page: Page) -> Segment:
    (one,) = page.segments
    return one


def test_words_on_one_line_are_one_stretch_with_its_place() -> None:
    one = only(read(written(operators("BT /F1 10 Tf 72 700 Td (Revenue rose) Tj ET"))))
    assert (one.text, one.size, one.bold, one.hidden, one.angle) == ("Revenue rose", 10, False, False, 0)
    assert (one.left, one.baseline) == pytest.approx((72, 142), abs=0.01)
    assert one.top < 135 < one.baseline < one.bottom < 146


@pytest.mark.parametrize(
    ("before", "after", "gap", "parted"),
    [
        ("Revenue", "rose", 9, False),
        ("Revenue", "rose", 11, True),
        ("1,343", "1,439", 6, True),
        ("1,343", "(92)", 6, True),
        ("45%", "-3", 6, True),
        ("2024", "Revenue", 6, False),
        ("1,343", "1,439", 4, False),
        ("产值", "增长", 11, True),
        ("", "", 11, True),
        ("", "", 0, False),
    ],
)
def test_a_gap_of_an_em_parts_cells_and_half_of_it_parts_figures(
    before: str, after: str, gap: float, parted: bool
) -> None:
    assert parts_cells(before, after, gap, 10) is parted


def test_cells_and_lines_are_stretches_of_their_own() -> None:
    page = read(drawn((72, 700, "营业收入"), (150, 700, "1,343"), (182, 700, "1,439"), (72, 684, "营业成本")))
    assert texts(page) == ["营业收入", "1,343", "1,439", "营业成本"]


def test_a_raised_mark_stands_apart_from_the_figure_before_it() -> None:
    content = "BT /F1 10 Tf 72 700 Td (Revenue 12) Tj /F1 6 Tf 4 Ts (3) Tj ET"
    assert texts(read(written(operators(content)))) == ["Revenue 12", "3"]


def test_spaces_between_chinese_letters_count_where_they_are_seen() -> None:
    """A file may hold a space of no width, as converters leave them; English keeps its own."""
    assert only(read(drawn((72, 700, "Net profit")))).text == "Net profit"
    assert only(read(drawn((72, 700, "营业\u3000收入")))).text == "营业 收入"

    def draw(canvas: Any) -> None:
        text = canvas.beginText(72, 700)
        text.setFont(SONG, 10)
        text.textOut("营业")
        text.setWordSpace(0)
        text.setCharSpace(-5)
        text.textOut(" ")
        text.setCharSpace(0)
        text.textOut("收入")
        canvas.drawText(text)

    assert only(read(pdf(draw))).text == "营业收入"


def test_a_stretch_has_the_type_of_most_of_its_letters() -> None:
    mixed = "BT /F2 10 Tf 72 700 Td (No) Tj /F1 10 Tf ( revenue of the year) Tj ET"
    bold = "BT /F2 10 Tf 72 700 Td (Revenue of the year) Tj /F1 10 Tf (:) Tj ET"
    assert [only(read(written(operators(content)))).bold for content in (mixed, bold)] == [False, True]


def test_hidden_words_on_a_line_stand_apart_from_those_that_are_seen() -> None:
    content = "BT /F1 10 Tf 72 700 Td (Costs fell) Tj 3 Tr ( not) Tj 0 Tr ( again.) Tj ET"
    page = read(written(operators(content)))
    assert [(one.text, one.hidden) for one in page.segments] == [
        ("Costs fell", False),
        ("not", True),
        ("again.", False),
    ]


@pytest.mark.parametrize(
    ("angle", "matrix"), [(0, "1 0 0 1 72 700"), (270, "0 1 -1 0 300 72"), (180, "-1 0 0 -1 500 142")]
)
def test_a_page_is_read_the_way_that_most_of_it_runs(angle: int, matrix: str) -> None:
    """A label along the other edge keeps its own angle."""
    other = "0 -1 1 0" if angle != 270 else "1 0 0 1"
    content = f"BT /F1 10 Tf {matrix} Tm (Revenue of the whole year) Tj {other} 560 500 Tm (Annex) Tj ET"
    page = read(written(operators(content)))
    assert page.turned == angle
    main, label = page.segments
    assert (main.text, main.angle) == ("Revenue of the whole year", 0)
    assert main.left == pytest.approx(95 if angle == 180 else 72, abs=0.1)
    assert label.text == "Annex" and label.angle != 0


def test_a_rectangle_of_a_turned_page_is_found_on_the_page_as_shown() -> None:
    """Text that runs up the sheet at x = 300: its box is high and narrow there."""
    page = read(written(operators("BT /F1 10 Tf 0 1 -1 0 300 72 Tm (Revenue of the year) Tj ET")))
    one = only(page)
    left, top, right, bottom = page.to_page(one.left, one.top, one.right, one.bottom)
    assert 288 < left < 300 < right < 305
    assert bottom == pytest.approx(842 - 72, abs=0.2)
    assert bottom - top == pytest.approx(one.right - one.left, abs=0.2)


@pytest.mark.parametrize(
    ("line", "struck"),
    [
        ((72, 704, 112, 704), ["营业收入"]),
        ((72, 704, 92, 704), ["营业"]),
        ((72, 698, 112, 698), []),
        ((72, 711, 112, 711), []),
        ((40, 704, 500, 704), []),
    ],
    ids=["through all", "through a half", "an underline", "a line above", "a rule that runs on"],
)
def test_a_line_through_letters_strikes_them_out(line: tuple[float, ...], struck: list[str]) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont(SONG, 10)
        canvas.drawString(72, 700, "营业收入")
        canvas.line(*line)

    page = read(pdf(draw))
    assert [one.text for one in page.segments if one.struck] == struck
    assert all(one.hidden is one.struck for one in page.segments)
    assert "".join(texts(page)) == "营业收入"


def test_a_line_that_is_told_of_strikes_out_too() -> None:
    data = drawn((72, 700, "营业收入"))
    assert [one.struck for one in read(data, (842 - 703, 72, 112)).segments] == [True]
    assert [one.struck for one in read(data).segments] == [False]


def test_rules_and_strokes_of_an_upright_page_are_told() -> None:
    page = read(written(operators("BT /F1 10 Tf 72 700 Td (Revenue) Tj ET 72 600 m 500 600 l S 72 500 m 72 600 l S")))
    assert [(rule.height, rule.left, rule.right) for rule in page.rules] == [pytest.approx((242, 72, 500), abs=1)]
    assert [stroke[0] for stroke in page.across] == [pytest.approx(242, abs=1)]
    assert [stroke[0] for stroke in page.down] == [pytest.approx(72, abs=1)]


def test_pages_without_text_or_meaning_have_no_stretches() -> None:
    assert read(written(operators(""))) == Page(1, 595, 842, ())
    assert read(without_meaning("Revenue")) == Page(1, 595, 842, (), meaningless=True)


@pytest.mark.parametrize(
    ("place", "outside"),
    [
        ((72, 100), False),
        ((590, 100), False),
        ((600, 100), True),
        ((-60, 100), True),
        ((72, -20), True),
        ((72, 900), True),
    ],
)
def test_what_stands_wholly_beyond_the_edges_lies_outside(place: tuple[float, float], outside: bool) -> None:
    assert Page(1, 595, 842, ()).lies_outside(segment("Revenue", *place)) is outside


def test_the_edges_of_a_turned_page_are_turned_too() -> None:
    """A sheet of 595 by 842 read sideways is 842 wide."""
    assert not Page(1, 595, 842, (), turned=90).lies_outside(segment("Revenue", 700, 100))
    assert Page(1, 595, 842, (), turned=90).lies_outside(segment("Revenue", 72, 700))


def test_spots_are_the_files_characters_without_made_up_spaces() -> None:
    content = "BT /F1 10 Tf 72 700 Td (No) Tj 3 Tr (w) Tj 0 Tr ET BT /F1 10 Tf 120 700 Td (1) Tj ET"
    with first_page(written(operators(content))) as page:
        spots = page_spots(page)
    assert [(spot.text, spot.hidden) for spot in spots] == [("N", False), ("o", False), ("w", True), ("1", False)]
    assert (spots[0].left, spots[3].left) == pytest.approx((72, 120), abs=0.01)


def test_struck_text_is_left_out_and_underlined_text_stays() -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(72, 700, "预期增长")
        canvas.drawString(116, 700, "百分之七")
        canvas.drawString(160, 700, "百分之六。")
        canvas.line(116, 704, 160, 704)
        canvas.drawString(72, 680, "新建道路九条。")
        canvas.line(72, 678, 149, 678)

    document = parse_pdf(pdf(draw))
    assert document.text == "预期增长 百分之六。\n新建道路九条。"
    assert removed(document, "struck through") == ["百分之七"]
