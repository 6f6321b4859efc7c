import re
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import DamagedFile, EncryptedFile, LimitExceeded, UnreadableReport, UnsupportedFormat
from index.parsing import PARSER_VERSION, SUFFIXES, Limits, parse_file
from index.parsing.formats import NAMED

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100


def _refusal(folder: Path, name: str, data: bytes) -> tuple[type[UnreadableReport], str]:
    path = folder / name
    path.write_bytes(data)
    with pytest.raises(UnreadableReport) as caught:
        parse_file(path)
    message = str(caught.value)
    assert "\n" not in message
    assert name.rpartition(".")[0] not in message
    return type(caught.value), message


def test_what_the_package_offers() -> None:
    assert PARSER_VERSION == "8"
    assert " ".join(SUFFIXES) == (
        ".docx .docm .pdf .html .htm .md .markdown .txt .xlsx .xlsm .xls .csv .tsv .pptx .doc .wps .rtf .odt"
    )


def test_the_endings_that_sentences_name_are_read() -> None:
    assert set(re.findall(r"\.\w+", NAMED)) < set(SUFFIXES)


@pytest.mark.parametrize(
    ("suffix", "saved"),
    [(".dotx", ".docx"), (".et", ".xlsx"), (".ods", ".xlsx"), (".ppt", ".pptx"), (".ofd", ".pdf"), (".mht", ".pdf")],
)
def test_formats_that_are_not_read_are_to_be_saved_as_one_that_is(tmp_path: Path, suffix: str, saved: str) -> None:
    kind, message = _refusal(tmp_path, f"年报{suffix}", b"anything")
    assert kind is UnsupportedFormat
    assert message.startswith(f"is a {suffix} file") and message.endswith(saved)


def test_an_unknown_ending(tmp_path: Path) -> None:
    assert _refusal(tmp_path, "年报.xyz", b"x")[1].endswith(f"save it as {NAMED}")


@pytest.mark.parametrize(
    ("name", "data", "kind", "words"),
    [
        ("秘密.docx", b"%PDF-1.7\n", DamagedFile, "is a PDF although its name says otherwise; rename it to .pdf"),
        ("秘密.docx", OLE + "WordDocument".encode("utf-16-le"), DamagedFile, "a Word 97-2003 file although"),
        ("秘密.xlsx", OLE + "Workbook".encode("utf-16-le"), DamagedFile, "rename it to .xls"),
        ("秘密.doc", OLE + "PowerPoint Document".encode("utf-16-le"), UnsupportedFormat, "save it as .pptx"),
        ("秘密.csv", b"PK\x03\x04xl/workbook.xml", DamagedFile, "is an Excel file although its name says otherwise"),
        ("秘密.pptx", b"PK\x03\x04word/document.xml", DamagedFile, "rename it to .docx"),
        ("秘密.xlsx", b"plain text", DamagedFile, "is not an Excel file"),
        ("秘密.doc", b"plain text", DamagedFile, "is not a word processor's file"),
        ("秘密.xlsx", b"PK\x03\x04xl/workbook.xml", DamagedFile, "damaged Excel file"),
        ("秘密.docx", OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedFile, "needs a password"),
        ("秘密.docx", b"{\\rtf1 hello}", DamagedFile, "is an RTF file"),
        ("秘密.docx", b"plain text", DamagedFile, "is not a Word file"),
        ("秘密.docx", b"PK\x03\x04xl/workbook.xml", DamagedFile, "is an Excel file"),
        ("秘密.pdf", b"<!DOCTYPE html><html><body>404</body></html>", DamagedFile, "is a web page"),
        ("秘密.pdf", b"\x89PNG\r\n", UnsupportedFormat, "is a picture"),
        ("秘密.pdf", b"no header", DamagedFile, "is not a PDF"),
        ("秘密.txt", b"\xef\xbb\xbf\n<html><p>x</p></html>", DamagedFile, "rename it to .html"),
        ("秘密.txt", b"\x1f\x8b\x08", UnsupportedFormat, "gzip archive"),
        ("秘密.html", b"MIME-Version: 1.0\n", UnsupportedFormat, "web archive"),
        ("秘密.txt", b"", DamagedFile, "is empty"),
        ("秘密.txt", b" \n\t\n", DamagedFile, "holds no text"),
        ("秘密.docx", b"PK\x03\x04word/document.xml", DamagedFile, "damaged Word file"),
        ("秘密.pdf", b"%PDF-1.7\ngarbage", DamagedFile, "damaged PDF"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(
    tmp_path: Path, name: str, data: bytes, kind: type[UnreadableReport], words: str
) -> None:
    found, message = _refusal(tmp_path, name, data)
    assert found is kind
    assert words in message


def test_each_format_by_its_ending(tmp_path: Path, build_docx: Callable[..., bytes]) -> None:
    word = build_docx("<w:p><w:r><w:t>正文</w:t></w:r></w:p>")
    files = {
        "a.TXT": "正文".encode("gbk"),
        "a.md": "**正文**".encode(),
        "a.markdown": "正文".encode(),
        "a.htm": "<p>正文".encode(),
        "a.html": "<html><p>正文".encode(),
        "a.docx": word,
        "a.docm": word,
        "a.csv": "正文".encode("gbk"),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        assert parse_file(tmp_path / name).text == "正文", name


def test_size_missing_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("正文" * 100, encoding="utf-8")
    with pytest.raises(LimitExceeded, match=r"limits\.source_megabytes allows more"):
        parse_file(tmp_path / "a.txt", Limits(source_bytes=100))
    with pytest.raises(DamagedFile, match="cannot be read from disk"):
        parse_file(tmp_path / "none.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(UnsupportedFormat, match="not an ordinary file"):
        parse_file(tmp_path / "folder.txt")
