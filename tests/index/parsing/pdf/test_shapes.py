"""A page's geometry: turned and turned back, and rules made of pieces."""

import pytest

from index.parsing.pdf.shapes import apply, rules_of, turn, turn_back


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_a_point_that_is_turned_and_turned_back_is_where_it_was(angle: int) -> None:
    assert turn_back(*turn(30.0, 70.0, angle, 595.0, 842.0), angle, 595.0, 842.0) == (30.0, 70.0)


def test_text_that_runs_down_starts_at_the_turned_pages_left() -> None:
    assert turn(595.0, 0.0, 90, 595.0, 842.0) == (0.0, 0.0)


def test_a_matrix_moves_turns_and_scales() -> None:
    assert apply((1, 0, 0, -1, 10, 842), 5, 42) == (15, 800)


def test_pieces_at_one_height_are_one_rule_and_short_ones_none() -> None:
    rules = rules_of([(200.0, 50.0, 100.0), (100.0, 120.0, 200.0), (100.5, 50.0, 118.0), (300.0, 50.0, 100.0)])
    assert [(rule.left, rule.right) for rule in rules] == [(50.0, 200.0)]


def test_rules_come_from_the_top() -> None:
    rules = rules_of([(300.0, 50.0, 200.0), (100.0, 50.0, 200.0)])
    assert [rule.height for rule in rules] == [100.0, 300.0]
