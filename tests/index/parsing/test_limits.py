"""How much a file may ask for."""

import dataclasses

import pytest

from index.errors import LimitExceeded
from index.parsing.limits import Limits


def test_a_text_may_have_as_many_characters_as_are_allowed_and_none_more() -> None:
    limits = Limits(characters=1_000)
    limits.require_characters(1_000)
    with pytest.raises(
        LimitExceeded,
        match=r"^has 1,001 characters of text, more than the 1,000 allowed; the setting limits\.characters",
    ):
        limits.require_characters(1_001)


def test_recognition_has_memory_of_its_own() -> None:
    """All else stays; each page is allowed its processor time when it is begun."""
    limits = Limits(ocr_memory=5, characters=11)
    bound = limits.for_recognition()
    assert bound.memory == 5
    assert dataclasses.replace(bound, memory=limits.memory) == limits
