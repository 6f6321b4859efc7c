"""Other word processors' files, with a LibreOffice of our own: a script that is called and answers as the real one."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import DamagedFile, LimitExceeded, UnsupportedFormat
from index.parsing import ParserProcess, parse_file
from index.parsing.converting import find_office, to_docx
from index.parsing.limits import Limits

RTF = b"{\\rtf1 \\'d5\\'fd}"


def _office(folder: Path, script: str) -> Path:
    """A program that is called as LibreOffice is; `$made` and `$given` are the folder and the file that it gets."""
    program = folder / "soffice"
    program.write_text(f'#!/bin/sh\nfor last; do given="$last"; done\nmade="$HOME/made"\n{script}\n', encoding="utf-8")
    program.chmod(0o755)
    return program


@pytest.fixture
def word(build_docx: Callable[..., bytes], tmp_path: Path) -> Path:
    """A .docx that a program may hand out."""
    path = tmp_path / "answer.docx"
    path.write_bytes(build_docx("<w:p><w:r><w:t>转换后的正文。</w:t></w:r></w:p>"))
    return path


@pytest.mark.parametrize("suffix", [".doc", ".wps", ".rtf", ".odt"])
def test_without_libreoffice_the_line_says_so_in_both_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr("index.parsing.converting.find_office", lambda: None)
    path = tmp_path / f"年报{suffix}"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    odt = b"PK\x03\x04" + b"\x00" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text"
    path.write_bytes({".rtf": RTF, ".odt": odt}.get(suffix, ole))
    with pytest.raises(UnsupportedFormat, match="LibreOffice, and that is not installed") as caught:
        parse_file(path)
    assert f"读取 {suffix} 文件需要 LibreOffice" in str(caught.value) and "\n" not in str(caught.value)


def test_what_libreoffice_makes_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: Path) -> None:
    said = tmp_path / "said"
    program = _office(tmp_path, f'echo "$@" > {said}; cat "$given" >> {said}; cp {word} "$made/report.docx"')
    monkeypatch.setattr("index.parsing.converting.find_office", lambda: program)
    (tmp_path / "年报.rtf").write_bytes(RTF)
    assert parse_file(tmp_path / "年报.rtf").text == "转换后的正文。"
    call = said.read_text(encoding="utf-8")
    assert "--headless" in call and "--convert-to docx" in call and "-env:UserInstallation=file://" in call
    assert call.endswith(RTF.decode())
    # Its folder is gone with all that was in it.
    assert not Path(call.split("--outdir ")[1].split()[0]).exists()


def test_the_parsing_process_finds_and_calls_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: Path
) -> None:
    # More memory than the parser itself may map: LibreOffice has a limit of its own.
    _office(tmp_path, f'[ "$(ulimit -v)" = 4194304 ] && cp {word} "$made/report.docx"')
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "年报.rtf").write_bytes(RTF)
    with ParserProcess() as parser:
        assert parser.parse(tmp_path / "年报.rtf").text == "转换后的正文。"


def test_a_program_that_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(DamagedFile, match="could not be read by LibreOffice"):
        to_docx(RTF, ".rtf", _office(tmp_path, "exit 1"), Limits())


def test_a_program_that_hangs_is_ended_with_what_it_started(tmp_path: Path) -> None:
    started = tmp_path / "pid"
    program = _office(tmp_path, f"sleep 60 & echo $! > {started}; wait")
    with pytest.raises(LimitExceeded, match="took LibreOffice more than 1 s"):
        to_docx(RTF, ".rtf", program, Limits(office_seconds=1))
    pid = int(started.read_text())
    for _ in range(50):
        if not _lives(pid):
            break
        time.sleep(0.05)
    assert not _lives(pid)


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_result_that_is_too_large(tmp_path: Path) -> None:
    program = _office(tmp_path, 'head -c 3000 /dev/zero > "$made/report.docx"')
    with pytest.raises(LimitExceeded, match=r"too large as \.docx"):
        to_docx(RTF, ".rtf", program, Limits(source_bytes=1_000))


def test_where_libreoffice_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = _office(tmp_path, "exit 0")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin")
    assert find_office() == program


def test_a_word_file_by_a_wrong_name_is_told(tmp_path: Path, word: Path) -> None:
    path = tmp_path / "报告.doc"
    path.write_bytes(word.read_bytes())
    with pytest.raises(DamagedFile, match=r"is a Word file although its name says otherwise; rename it to .docx"):
        parse_file(path)
