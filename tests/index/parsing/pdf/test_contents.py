"""Tables of contents: which lines lead to a page and say nothing else, and which only look like it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from lines import line, row
from pdf_files import PROSE, Draw, lines, pdf, removed

from index.parsing.pdf.contents import contents_lines
from index.parsing.pdf.page_lines import PageLine
from index.parsing.pdf.reading import parse_pdf


def listed(*texts: str, page: int = 1) -> list[PageLine]:
    """Lines of a page, one below the other."""
    return [line(text, 100.0 + 18 * number, page=page) for number, text in enumerate(texts)]


def found(*pages: Sequence[PageLine]) -> list[str]:
    """The lines that are taken for contents."""
    ids = contents_lines(pages)
    return [one.text for page in pages for one in page if id(one) in ids]


DOTTED = ["一、工作回顾……………1", "二、重点项目建设加快……………5", "三、2025年安排……………12"]
PLAIN = ["Overview 1", "Strategy 5", "Notes to the accounts 12"]


@pytest.mark.parametrize("leader", ["....", "………", ". . . . ", "·····", " .......... "], ids=lambda dots: repr(dots))
def test_three_lines_whose_dots_lead_to_growing_pages_need_no_name(leader: str) -> None:
    entries = [f"{title}{leader}{page}" for title, page in (("Overview", 1), ("Strategy", 5), ("Notes", 12))]
    assert found(listed("Prose stands before.", *entries, "Prose stands behind.")) == entries


def test_two_such_lines_without_a_name_are_text() -> None:
    assert found(listed(*DOTTED[:2])) == []
    assert found(listed("目录", *DOTTED[:2])) == ["目录", *DOTTED[:2]]


@pytest.mark.parametrize(
    "name",
    [
        "目录",
        "目　录",
        "目 錄",
        "目次",
        "CONTENTS",
        "Table of Contents",
        "目录 CONTENTS",
        "Contents / 目录",
        "目录（续）",
        "Contents (continued)",
        "目录 页码",
        "Contents Page",
    ],
)
def test_lines_without_dots_are_entries_under_the_name_alone(name: str) -> None:
    assert found(listed(name, *PLAIN)) == [name, *PLAIN]


@pytest.mark.parametrize("name", ["数量", "Contents of the bottle", "主要指标", "目录编制说明"])
def test_another_name_makes_no_contents(name: str) -> None:
    assert found(listed(name, *PLAIN)) == []


def test_the_name_alone_stays() -> None:
    assert found(listed("目录", PROSE, PROSE, PROSE)) == []
    assert found([]) == found(listed()) == []


def test_roman_pages_come_before_arabic_ones() -> None:
    entries = ["Foreword .... iii", "Summary .... ix", "Overview .... 1", "Strategy .... 14"]
    assert found(listed(*entries)) == entries


def test_pages_that_go_back_end_it() -> None:
    """The list of tables behind the contents begins at the front again and is one of its own."""
    tables = ["表1 产值……3", "表2 财政……4", "表3 人口……9"]
    assert found(listed(*DOTTED, *tables)) == [*DOTTED, *tables]
    assert found(listed(*DOTTED, tables[0], tables[1])) == DOTTED


def test_the_first_half_of_a_long_title_and_a_chapters_name_belong_to_it() -> None:
    entries = ["Overview .... 1", "PART TWO", "Report of the independent auditors", "to the shareholders .... 5"]
    assert found(listed(*entries, "Notes .... 12")) == [*entries, "Notes .... 12"]


def test_figures_behind_dots_are_a_table() -> None:
    """Amounts of thousands have commas, and amounts do not only grow."""
    assert found(listed("Revenue ..... 1,343", "Costs ..... 1,439", "Profit ..... 2,104")) == []
    assert found(listed("Revenue ..... 343", "Costs ..... 139", "Profit ..... 204")) == []
    assert found(listed("2021 ..... 3343", "2022 ..... 4439", "2023 ..... 5104")) == []


def test_contents_go_on_over_a_page() -> None:
    first, second = listed("目录", *PLAIN), listed("Glossary 80", "Index 92", page=2)
    assert found(first, second) == ["目录", *PLAIN, "Glossary 80", "Index 92"]


def test_the_text_of_the_next_page_is_none_of_them() -> None:
    """A heading and a table whose counts happen to grow on from the last page number."""
    counts = [row(140, (72, "乡镇"), (250, "15")), row(158, (72, "行政村"), (250, "230"))]
    table = [replace(one, page=2) for one in counts]
    assert found(listed("目录", *PLAIN), [line("一、基本情况", page=2), *table]) == ["目录", *PLAIN]


def test_a_chapters_name_on_the_next_page_parts_no_dotted_entries() -> None:
    second = ["第二部分", "四、风险……………20", "五、附录……………31"]
    assert found(listed("目录", *DOTTED), listed(*second, page=2)) == ["目录", *DOTTED, *second]


def test_what_is_left_out_is_named() -> None:
    document = parse_pdf(pdf(lines("目　录", *DOTTED), lines("一、工作回顾", PROSE)))
    assert document.text == f"一、工作回顾\n{PROSE}"
    assert removed(document, "table of contents") == ["目 录", *DOTTED]


def test_page_numbers_in_a_column_of_their_own() -> None:
    def set_apart(name: str) -> Draw:
        def draw(canvas: Any) -> None:
            canvas.drawString(280, 760, name)
            for number, (title, page) in enumerate([("工作回顾", "1"), ("重点项目", "5"), ("来年安排", "12")]):
                canvas.drawString(72, 730 - 20 * number, title)
                canvas.drawRightString(500, 730 - 20 * number, page)

        return draw

    assert "重点项目" not in parse_pdf(pdf(set_apart("目录"), lines(PROSE))).text
    assert "重点项目" in parse_pdf(pdf(set_apart("数量"), lines(PROSE))).text
