"""The drawing under a table: what is drawn, and what is not."""

import re
from itertools import pairwise

import pytest

from assistant.answer import AnswerTable, TableCell
from assistant.ui.ask.table_plot import plot_html


def table(**cells: str) -> AnswerTable:
    told = tuple(TableCell(row, 0, text, row + 1) for row, text in enumerate(cells.values()))
    return AnswerTable(("增长目标",), tuple(name.removeprefix("y") for name in cells), told)


def test_places_are_bars_the_longest_first_each_a_link_to_its_quote() -> None:
    html = plot_html(2, table(广东="5%左右", 浙江="5.5%左右", 江苏="5%—6%以上"))
    assert re.findall(r'href="#(.+?)"', html) == ["cite-2-2", "cite-2-3", "cite-2-1"]
    first, second, third = (float(width) for width in re.findall(r'<rect .+? width="(.+?)"', html))
    assert first == second > third  # a range is drawn at its middle
    assert "polyline" not in html


def test_years_are_a_line_from_the_first_to_the_last() -> None:
    html = plot_html(1, table(y2022="31.8亿元", y2024="4120000万元", y2023="38.9亿元"))
    points = [tuple(map(float, point.split(","))) for point in re.findall(r'points="(.+?)"', html)[0].split()]
    assert [x for x, _ in points] == sorted(x for x, _ in points)
    assert points[0][1] > points[1][1] > points[2][1]
    assert "<rect" not in html


def test_what_fell_is_below_nought() -> None:
    html = plot_html(1, table(甲="下降3%", 乙="增长2%", 丙="增长1%"))
    starts = [float(x) for x in re.findall(r'<rect x="(.+?)"', html)]
    assert starts[0] == starts[1] > starts[2]


@pytest.mark.parametrize(
    "cells",
    [
        {"甲": "5%", "乙": "6%"},
        {"甲": "5%", "乙": "6亿元", "丙": "7%"},
        {"甲": "5%", "乙": "6%", "丙": "与全国同步"},
        {},
    ],
)
def test_too_few_figures_or_several_units_are_not_drawn(cells: dict[str, str]) -> None:
    assert plot_html(1, table(**cells)) == ""


def test_hostile_names_stay_words() -> None:
    html = plot_html(1, table(**{"<img src=x>": "5%", "<script>": "6%", '"><svg onload=x>': "7%"}))
    assert "<img" not in html and "<script" not in html and html.count("<svg") == 1


def letters_across(text: str) -> int:
    """How wide words are at most, in units of the drawing."""
    return sum(17 if letter > "\u2e80" else 10 for letter in text)


def outside(html: str) -> list[str]:
    """The words of a drawing that do not end inside it."""
    across = float(re.findall(r'viewBox="0 0 (\d+) ', html)[0])
    found = []
    for x, anchor, words in re.findall(
        r'<text x="([\d.]+)" y="[\d.]+"(?: text-anchor="(\w+)")?[^>]*>(.*?)</text>', html
    ):
        wide = letters_across(words)
        start = float(x) - {"end": wide, "middle": wide / 2, "": 0}[anchor]
        if start < 0 or start + wide > across:
            found.append(words)
    return found


def test_no_word_is_cut_off_at_the_edge() -> None:
    bars = plot_html(1, table(西藏自治区="7%以上、力争8%", 内蒙古自治区="6%左右", 新疆生产建设兵团某师="5.5%—6%以上"))
    line = plot_html(1, table(y2022="148,620.35万元", y2023="163,904.18万元", y2024="187,236.47万元"))
    assert "7%以上、力争8%" in bars
    assert outside(bars) == outside(line) == []


def test_figures_over_years_do_not_lie_upon_one_another() -> None:
    html = plot_html(1, table(**{f"y{year}": f"{year * 91},236.47万元" for year in range(2016, 2025)}))
    spots = [float(x) for x in re.findall(r'<text x="([\d.]+)" y="[\d.]+" text-anchor="middle">', html)]
    assert len(spots) > 1
    assert min(b - a for a, b in pairwise(spots)) >= letters_across("187236,236.47万元")
