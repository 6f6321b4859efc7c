"""The lines of companies' statements that a question names."""

import pytest

from assistant.query.lines_named import lines_named


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("How did Apple's inventory levels develop?", ("inventory",)),
        ("How much was allocated to research and development?", ("research and development",)),
        ("What cash flows from operations were disclosed?", ("cash from operations",)),
        ("How do net income and total assets compare?", ("net income", "total assets")),
        ("英伟达最新季报的研发费用和净利润是多少", ("research and development", "net income")),
        ("归属于母公司股东的净利润有多少", ("net income of the parent",)),
        ("Who chairs the audit committee?", ()),
    ],
)
def test_lines_are_known_by_their_longest_names(question: str, lines: tuple[str, ...]) -> None:
    assert set(lines_named(question)) == set(lines)
