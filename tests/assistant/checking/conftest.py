"""A tiny library, a judge that knows some facts of it, and a checker of the two."""

from pathlib import Path

import pytest
from checking_fakes import KnownFacts
from fakes import FIRST, SECOND

from assistant.checking.checker import Checker
from index.library import Library

GDP = "青禾县地区生产总值增长6.2%"
ROADS = "青禾县新建公路126公里"
MORE_ROADS = "青禾县新建公路162公里"


@pytest.fixture
def filled(library: Library, tmp_path: Path) -> Library:
    """Two county reports."""
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "qinghe.txt").write_text(FIRST, "utf-8")
    (reports / "baishi.txt").write_text(SECOND, "utf-8")
    library.add([reports])
    return library


@pytest.fixture
def judge(filled: Library) -> KnownFacts:
    return KnownFacts(
        filled,
        {
            GDP: ("supported", "地区生产总值增长6.2%。"),
            ROADS: ("supported", "新建公路126公里。"),
            MORE_ROADS: ("refuted", "新建公路126公里。"),
        },
    )


@pytest.fixture
def checker(filled: Library, judge: KnownFacts) -> Checker:
    return Checker(filled, judge)
