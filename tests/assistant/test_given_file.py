"""A file that the user names: its bytes up to a limit, UTF-8 with or without a mark, or standard input."""

import io
import sys
from pathlib import Path

import pytest

from assistant.errors import WrongUsage
from assistant.given_file import content_of, first_line, is_standard_input, named, own_name, text_of

STDIN = Path("-")


def test_standard_input_has_a_name_of_its_own() -> None:
    assert [is_standard_input(path) for path in (STDIN, Path("./-x"), Path("a/-"))] == [True, False, False]
    assert (named(STDIN), own_name(STDIN)) == ("standard input", "standard input")
    assert (named(Path("a/b.csv")), own_name(Path("a/b.csv"))) == ("a/b.csv", "b.csv")


@pytest.mark.parametrize("from_input", [True, False])
def test_as_many_bytes_as_allowed_are_read_and_one_more_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, from_input: bool
) -> None:
    path = STDIN if from_input else tmp_path / "f"
    for size, allowed in ((10, True), (11, False)):
        if from_input:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * size)))
        else:
            path.write_bytes(b"x" * size)
        if allowed:
            assert content_of(path, "claims", 10) == b"x" * 10
        else:
            with pytest.raises(WrongUsage, match=r"has more than 0 MB; split it"):
                content_of(path, "claims", 10)


def test_a_byte_order_mark_is_no_text_but_one_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"\xef\xbb\xbf\xe5\xad\x97")
    assert text_of(tmp_path / "f", "claims") == ("字", b"\xef\xbb\xbf\xe5\xad\x97")
    (tmp_path / "f").write_bytes("字".encode("gbk"))
    with pytest.raises(WrongUsage, match="is not UTF-8 text; save it as UTF-8"):
        text_of(tmp_path / "f", "claims")


def test_what_does_not_open_says_what_it_should_hold(tmp_path: Path) -> None:
    with pytest.raises(
        WrongUsage, match=r"cannot read claims from .*none \(No such file or directory\); check the path"
    ):
        content_of(tmp_path / "none", "claims")
    with pytest.raises(WrongUsage, match="Is a directory"):
        content_of(tmp_path, "claims")


@pytest.mark.parametrize(("text", "line"), [("\ufeff\n \n a,b \nc", "a,b"), ("", ""), ("\r\n\r\nx\r\n", "x")])
def test_a_text_is_told_by_its_first_line_that_says_something(text: str, line: str) -> None:
    assert first_line(text) == line
