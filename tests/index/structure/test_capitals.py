"""Lines in capitals: headings of reports that set none in larger type, and what only looks like one."""

import pytest

from index.structure.capitals import LONGEST, is_capitals


@pytest.mark.parametrize("line", ["RISK FACTORS", "STRATEGY AND GROWTH", "ITEM ONE (CONTINUED)", "EMPLOYEES’ SAFETY"])
def test_headings(line: str) -> None:
    assert is_capitals(line)


@pytest.mark.parametrize(
    "line",
    [
        "Risk Factors",
        "GDP",
        "NASDAQ 2021 2020 2019",
        "N/A N/A N/A N/A",
        "TOTAL TOTAL TOTAL TOTAL",
        "RISK FACTORS.",
        "风险因素",
        "",
    ],
)
def test_what_heads_nothing(line: str) -> None:
    """An abbreviation, a row of a table, a sentence."""
    assert not is_capitals(line)


def test_a_paragraph_in_capitals_is_no_heading() -> None:
    words = " ".join(f"WARRANTY{letter}" for letter in "ABCDEFGHIJKLMNOPQ")
    assert len(words) > LONGEST and not is_capitals(words)
    assert is_capitals(words[: LONGEST - 5].rsplit(" ", 1)[0])
