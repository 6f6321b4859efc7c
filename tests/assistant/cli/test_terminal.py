"""One line on a terminal, whatever stands in a text."""

import json

import pytest

from assistant.cli.terminal import complain, print_document, shown


def test_a_text_moves_no_cursor_and_starts_no_line() -> None:
    assert shown("a\nb\x1b[2Jc\x00") == "a b [2Jc "
    assert shown("路径\ud800") == "路径?"
    assert shown("字\u202e") == "字\u202e"  # an argument keeps what it must be found by


def test_a_complaint_is_one_line_without_what_cannot_be_seen(capsys: pytest.CaptureFixture[str]) -> None:
    complain(ValueError("a\u2028b\u202ec\ue000\nd"))
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "wenju: a b c  d\n")


def test_a_document_is_one_line_with_its_version_first(capsys: pytest.CaptureFixture[str]) -> None:
    print_document({"名": "a\nb"})
    out = capsys.readouterr().out
    assert list(json.loads(out)) == ["schema_version", "名"]
    assert out == '{"schema_version": 1, "名": "a\\nb"}\n'
