"""The password file: what is hashed how, who is let in, and what is wrong with a line."""

from pathlib import Path

import pytest

from assistant.access.passwords import password_line, read_accounts, token_line
from assistant.errors import WrongUsage

PASSWORD = "松溪 correct horse"


@pytest.fixture(scope="module")
def line() -> str:
    return password_line("ada", PASSWORD)


def test_a_password_opens_to_its_own_name_alone(tmp_path: Path, line: str) -> None:
    file = tmp_path / "people"
    file.write_text(f"# who may come in\n\n{line}\n", "utf-8")
    accounts = read_accounts(file)
    assert accounts.has_password("ada", PASSWORD)
    assert not accounts.has_password("ada", PASSWORD + "!")
    assert not accounts.has_password("bea", PASSWORD)
    assert not accounts.has_password("bea", "")


def test_the_line_holds_no_password_and_a_salt_of_its_own(line: str) -> None:
    assert line.startswith("ada:password:scrypt$32768$8$3$")
    assert "correct" not in line
    assert password_line("ada", PASSWORD) != line


def test_a_token_opens_to_its_holder_and_is_not_in_the_file(tmp_path: Path) -> None:
    token, line = token_line("robot")
    (tmp_path / "people").write_text(line, "utf-8")
    accounts = read_accounts(tmp_path / "people")
    assert accounts.holder(token) == "robot"
    assert accounts.holder(token[:-1]) is None
    assert accounts.holder("") is None
    assert token not in line
    assert len(token) == 43


@pytest.mark.parametrize("name", ["", "a b", "a:b", "x" * 65, "a\n", "#a"])
def test_a_name_that_would_break_the_line_is_refused(name: str) -> None:
    with pytest.raises(WrongUsage, match="is no name"):
        token_line(name)


@pytest.mark.parametrize("password", ["", "short", "x" * 1_001])
def test_a_password_too_short_or_too_long_is_refused(password: str) -> None:
    with pytest.raises(WrongUsage, match="take 10 to 1000"):
        password_line("ada", password)


SALT, HASH = "0" * 32, "0" * 64


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "has nobody in it"),
        ("# nobody\n", "has nobody in it"),
        ("ada\n", "line 1: it is no line that wenju password makes"),
        ("ada:password:secret\n", "line 1: it is no line"),
        (f"ada:password:scrypt$32768$8$3${SALT}${HASH}x\n", "line 1: it is no line"),
        ("\nada:token:sha256$00\n", "line 2: it is no line"),
        (f":token:sha256${HASH}\n", "line 1: the name is missing"),
        (f"ada:password:scrypt$1024$8$1${SALT}${HASH}\n", "scrypt is not asked to do that"),
        (f"ada:password:scrypt$32769$8$1${SALT}${HASH}\n", "scrypt is not asked to do that"),
        (f"ada:password:scrypt$1048576$8$1${SALT}${HASH}\n", "scrypt is not asked to do that"),
        (f"ada:password:scrypt$32768$8$3${SALT}${HASH}\n" * 2, "line 2: ada has a password already"),
    ],
)
def test_what_is_wrong_with_a_file_is_one_line(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "people").write_text(content, "utf-8")
    with pytest.raises(WrongUsage) as raised:
        read_accounts(tmp_path / "people")
    assert said in str(raised.value)
    assert "wenju password NAME" in str(raised.value)
    assert "secret" not in str(raised.value)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="does not read: No such file or directory"):
        read_accounts(tmp_path / "none")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(WrongUsage, match="does not read: it is no UTF-8"):
        read_accounts(tmp_path / "bytes")
