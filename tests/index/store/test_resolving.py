"""Which report a typed name means."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest

from index.errors import UnknownReport
from index.store.resolving import resolved

A, B = "aaaa" + "1" * 60, "aaaa" + "2" * 60
NAMES = {"résumé.txt": [A], "甲.txt": [A, B]}


class Stored:
    """What `resolved` asks of a catalogue."""

    def named(self, name: str) -> list[str]:
        return NAMES.get(name, [])

    def beginning_with(self, prefix: str) -> list[str]:
        return [each for each in (A, B) if each.startswith(prefix)]

    beginning_anyhow = beginning_with

    def count(self) -> int:
        return 2


STORED: Any = Stored()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_file_name_in_any_form_or_the_beginning_of_an_id(form: str) -> None:
    assert resolved(unicodedata.normalize(form, "résumé.txt"), STORED, Path("lib")) == A  # type: ignore[arg-type]
    assert resolved("AAAA2", STORED, Path("lib")) == B


@pytest.mark.parametrize(
    ("name", "told"),
    [("甲.txt", "names 2 reports"), ("aaaa", "names 2 reports"), ("aaa", "no report 'aaa' among the 2 in lib")],
)
def test_what_names_two_or_none_is_refused(name: str, told: str) -> None:
    with pytest.raises(UnknownReport, match=told):
        resolved(name, STORED, Path("lib"))
