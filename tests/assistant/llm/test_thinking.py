"""Thoughts are cut out of a reply, however its pieces are cut."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.llm.thinking import Spoken


def said(pieces: list[str]) -> str:
    spoken = Spoken()
    return "".join([*(spoken.add(piece) for piece in pieces), spoken.rest()])


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<think>so</think>Yes.", "Yes."),
        ("a<THINKING>b</thinking>c", "ac"),
        ("5 < 6 and <thin> air", "5 < 6 and <thin> air"),
        ("never closed<think>and on", "never closed"),
        ("thought without a mark</think>Yes.", "thought without a markYes."),
        ("ends with <thi", "ends with <thi"),
    ],
)
def test_thoughts_are_cut_out(written: str, shown: str) -> None:
    assert said([written]) == shown
    assert said(list(written)) == shown


@given(st.text("<>/think ab", max_size=40), st.lists(st.integers(0, 40), max_size=5))
def test_where_the_pieces_are_cut_makes_no_difference(written: str, cuts: list[int]) -> None:
    places = sorted({0, len(written), *(cut for cut in cuts if cut < len(written))})
    pieces = [written[start:end] for start, end in pairwise(places)]
    assert said(pieces) == said([written])
