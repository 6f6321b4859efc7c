"""`wenju password`: one line on stdout, a token shown once on stderr."""

import io
from pathlib import Path

import pytest
from commands import run

from assistant.access.passwords import read_accounts


def test_a_password_is_read_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("long enough 一\n"))
    status, out, err = run(capsys, "password", "ada")
    assert (status, err) == (0, "")
    (tmp_path / "people").write_text(out, "utf-8")
    assert read_accounts(tmp_path / "people").has_password("ada", "long enough 一")


def test_a_token_is_shown_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, out, err = run(capsys, "password", "robot", "--token")
    token = err.strip().rpartition(" ")[2]
    (tmp_path / "people").write_text(out, "utf-8")
    assert status == 0
    assert token not in out
    assert read_accounts(tmp_path / "people").holder(token) == "robot"


@pytest.mark.parametrize("typed", ["", "short\n"])
def test_a_short_one_is_wrong_usage(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    status, out, err = run(capsys, "password", "ada")
    assert (status, out, err.count("\n")) == (2, "", 1)
