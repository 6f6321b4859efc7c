"""What repeats at the pages' edges, and the numbers that grow with them."""

import pytest
from lines import line

from index.parsing.pdf.page_lines import PageLine
from index.parsing.pdf.running_lines import printed_numbers, running_lines


def pages(count: int, head: str, foot: str) -> list[list[PageLine]]:
    """Pages with a line at their head and foot, and two of their own between; `#` is the page's number."""
    return [
        [
            line(head.replace("#", str(number)), 30, page=number),
            line(f"Section {chr(96 + number)} is about its own things", 200, page=number),
            line(f"and says {'so' * number} of them", 400, page=number),
            line(foot.replace("#", str(number)), 780, page=number),
        ]
        for number in range(1, count + 1)
    ]


def running(lines: list[list[PageLine]]) -> list[str]:
    """The texts of the running lines."""
    found = running_lines(lines, [800.0] * len(lines))
    return [one.text for page in lines for one in page if id(one) in found]


@pytest.mark.parametrize("foot", ["- # -", "第#页", "Page # of 4", "#"])
def test_what_repeats_at_the_edges_and_numbers_that_grow(foot: str) -> None:
    found = running(pages(4, "年度报告2024", foot))
    assert found == [text for n in range(1, 5) for text in ("年度报告2024", foot.replace("#", str(n)))]


def test_what_differs_or_stands_in_the_middle_stays() -> None:
    """A heading at a page's top, and a figure that does not grow."""
    lines = pages(4, "#", "年度报告")
    for page, title in zip(lines, ("Overview", "Strategy", "Outlook", "Notes"), strict=True):
        page[0] = line(title, 30, page=page[0].page)
        page[1] = line("the same words", 400, page=page[0].page)
    assert running(lines) == ["年度报告"] * 4


def test_two_pages_tell_their_numbers_too() -> None:
    lines = pages(2, "#", "- # -")
    for page, title in zip(lines, ("Overview", "Strategy"), strict=True):
        page[0] = line(title, 30, page=page[0].page)
    assert running(lines) == ["- 1 -", "- 2 -"]


def test_the_number_printed_on_a_page_is_told_of_its_running_lines_alone() -> None:
    lines = pages(4, "年度报告", "- # -")
    lines[1][1] = line("17", 200, page=2)
    found = running_lines(lines, [800.0] * 4)
    assert printed_numbers(lines, found) == {1: 1, 2: 2, 3: 3, 4: 4}
