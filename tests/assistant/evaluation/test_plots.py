"""Plots as SVG: round numbers on axes, every value counted, words escaped, nothing outside the frame."""

import re

import pytest

from assistant.evaluation.plots import (
    LEFT,
    RIGHT,
    WIDTH,
    Axis,
    Point,
    Series,
    histogram,
    interval,
    lines,
    numbers,
    share_bar,
    shares,
)

ACROSS = Axis("k", 1, 20, ((1, "1"), (20, "20")))


def test_a_line_runs_from_one_end_of_the_axes_to_the_other() -> None:
    series = [Series("a", (Point(1, 0.0), Point(20, 1.0)))]
    drawn = lines("recall", series, ACROSS, shares("share"))
    assert f'points="{LEFT:.1f},210.0 {WIDTH - RIGHT:.1f},12.0"' in drawn
    assert drawn.count("<circle") == 2
    assert "legend" not in drawn  # one line needs none


def test_an_interval_is_drawn_only_where_both_its_ends_are_known() -> None:
    points = (Point(1, 0.5, 0.4, 0.6), Point(20, 0.5, 0.4))
    drawn = lines("l", [Series("a", points), Series("b", points, marked=False)], ACROSS, shares("share"))
    assert drawn.count('class="whisker"') == 2
    assert drawn.count("<circle") == 2  # of the marked line alone
    assert drawn.count('class="key') == 2


def test_words_are_text() -> None:
    point = Point(1, 0.5, title="<q>")
    drawn = lines('"l"', [Series("<a>", (point,)), Series("b", (point,))], Axis("<k>", 0, 1, ()), shares("&"))
    assert "<q>" not in drawn and "<a>" not in drawn and "<k>" not in drawn
    assert 'aria-label="&quot;l&quot;"' in drawn


def test_an_axis_without_a_width_divides_by_nothing() -> None:
    drawn = lines("l", [Series("a", (Point(3, 0.5),))], Axis("k", 3, 3, ()), shares("share"))
    assert f'points="{LEFT:.1f},111.0"' in drawn


@pytest.mark.parametrize(("high", "last"), [(1, "1"), (9, "8"), (10, "10"), (60, "60"), (1526, "1,500")])
def test_numbers_are_few_and_round_and_reach_near_the_top(high: float, last: str) -> None:
    ticks = numbers("n", high).ticks
    assert 3 <= len(ticks) <= 7
    assert (ticks[0], ticks[-1][1]) == ((0.0, "0"), last)


def test_a_dot_stays_inside_its_row() -> None:
    places = [float(place) for place in re.findall(r'(?:x1|x2|cx)="([\d.]+)"', interval(2.0, -1.0, 9.0))]
    assert min(places) == 4.0 and max(places) == 116.0
    assert 'width="50.0"' in share_bar(0.25, "good")


def test_axes_of_shares_and_numbers() -> None:
    assert [words for _, words in shares("x").ticks] == ["1", "0.8", "0.6", "0.4", "0.2", "0"]
    assert [words for _, words in shares("x", 0.8).ticks] == ["1", "0.95", "0.9", "0.85", "0.8"]
    assert [words for _, words in numbers("ms", 1526).ticks] == ["0", "500", "1,000", "1,500"]
    assert [words for _, words in numbers("questions", 1).ticks][-1] == "1"


def test_a_histogram_counts_every_value() -> None:
    drawn = histogram("l", [1.0, 1.0, 99.0, 10_000.0], [(50.0, "half"), (99.0, "most")], "ms")
    assert drawn.count('class="bar"') == 30
    assert "and more: 1</title>" in drawn
    assert histogram("l", [0.0], [(0.0, "half")], "ms")
