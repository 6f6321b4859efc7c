"""Values of options: what they may look like, and the scope that they ask for."""

import argparse
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import FIRST, HashingEmbedder

from assistant.cli.options import a_count, a_path, a_span, a_year, add_scope_options, option_scope, region_named
from index.errors import UnknownReport
from index.library import Library
from index.scope import Scope


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (a_year, "2024", 2024),
        (a_count, "1000", 1000),
        (a_span, "0:8", (0, 8)),
        (a_path, "a b", Path("a b")),
    ],
)
def test_a_value_is_read(read: Callable[[str], object], text: str, value: object) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text"),
    [
        *((a_year, text) for text in ("24", "20240", "２０２４", "-2024", " 2024", "")),
        *((a_count, text) for text in ("0", "1001", "1.5", "²")),
        *((a_span, text) for text in ("8:8", "9:8", "8", ":8", "8:", "a:b", "1:2:3", f"0:{10**12}")),
        (a_path, " "),
    ],
)
def test_what_is_none_is_refused_with_what_was_given(read: Callable[[str], object], text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match=r"is not a|is empty"):
        read(text)


@pytest.mark.parametrize(
    ("given", "named"),
    [("广东", "广东"), ("Guangdong", "广东"), ("廣東省", "广东"), ("青禾縣", "青禾县"), (None, None)],
)
def test_a_region_goes_by_its_canonical_name_or_its_own(given: str | None, named: str | None) -> None:
    assert region_named(given) == named


def test_options_become_a_scope_of_the_user_s_own(tmp_path: Path, library: Library, embedder: HashingEmbedder) -> None:
    (tmp_path / "one.txt").write_text(FIRST, "utf-8")
    library.add([tmp_path / "one.txt"])
    parser = argparse.ArgumentParser()
    add_scope_options(parser)
    nothing = option_scope(parser.parse_args([]), library)
    assert (nothing.is_open, nothing.origin) == (True, "option")
    asked = option_scope(parser.parse_args(["--year", "2024", "--region", "廣東", "--report", "one.txt"]), library)
    assert asked == Scope((2024,), ("广东",), (), (library.resolve("one.txt"),), origin="option")
    with pytest.raises(UnknownReport):
        option_scope(parser.parse_args(["--report", "none.txt"]), library)
