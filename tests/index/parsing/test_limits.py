"""How much a file may ask for."""

import dataclasses

import pytest

from index.errors import LimitExceeded
from index.parsing.limits import Limits


def test_a_text_may_have_as_many_characters_as_are_allowed_and_none_more() -> None:
    limits = Limits(characters=1_000)
    limits.require_characters(1_000)
    with pytest.raises(LimitExceeded, match=r"^has 1,001 characters of text, more than the 1,000 allowed; split it"):
        limits.require_characters(1_001)


def test_recognition_has_bounds_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """All else stays; its threads share the processor time."""
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    limits = Limits(ocr_memory=5, ocr_seconds=7, characters=11)
    bound = limits.for_recognition()
    assert (bound.memory, bound.cpu_seconds, bound.wall_seconds) == (5, 21, 7.0)
    assert (
        dataclasses.replace(
            bound, memory=limits.memory, cpu_seconds=limits.cpu_seconds, wall_seconds=limits.wall_seconds
        )
        == limits
    )
