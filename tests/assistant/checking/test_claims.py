"""A claim as it came in: what of it is judged, its own limits, and what no reader could see."""

import pytest

from assistant.checking.claims import Claim, cleaned_line


def test_what_is_judged_is_the_claim_as_it_is_read() -> None:
    assert Claim("1", "全县增长5%。").judged == "全县增长5%。"
    assert Claim("1", "全县增长5%。", "云岭县增长5%。").judged == "云岭县增长5%。"


def test_a_claim_s_limits_are_set_by_whoever_wrote_them() -> None:
    scope = Claim("1", "x", years=(2024,), reports=("a.txt",)).scope
    assert (scope.years, scope.reports, scope.regions, scope.origin) == ((2024,), ("a.txt",), (), "option")
    assert Claim("1", "x").scope.is_open


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("增长\u200b5\u202e%。", "增长5%。"),
        ("a\n b\t\u3000c ", "a b c"),
        ("x\ud800", "x?"),
        ("\u200b", ""),
    ],
)
def test_a_claim_is_one_line_of_what_is_shown(text: str, line: str) -> None:
    assert cleaned_line(text) == line
