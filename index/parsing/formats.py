"""What a file is, by its name and by its first bytes; where the two disagree the file is refused with a reason."""

import re
from enum import StrEnum
from typing import Self

from index.errors import DamagedFile, EncryptedFile, UnsupportedFormat


class Format(StrEnum):
    """The formats that a parser reads."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    MARKDOWN = "markdown"
    PLAIN = "plain"

    @classmethod
    def of_suffix(cls, suffix: str) -> Self:
        """The format that a file name's ending states. Raises UnsupportedFormat, with what to do instead."""
        ending = suffix.lower()
        if ending in _FORMATS:
            return cls(_FORMATS[ending])
        advice = _ADVICE.get(ending, "save it as .docx, .pdf, .html, .txt or .md")
        raise UnsupportedFormat(f"is a {ending or 'nameless'} file, which is not read; {advice}")


_FORMATS = {
    ".docx": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "plain",
}
_AS_DOCX = "open it in Word, WPS or LibreOffice and save it as .docx"
_AS_PDF = "save it as .pdf"
_ADVICE = {
    **dict.fromkeys((".doc", ".rtf", ".odt", ".wps", ".docm", ".dot", ".dotx", ".pages"), _AS_DOCX),
    **dict.fromkeys(
        (".xls", ".xlsx", ".csv", ".ppt", ".pptx", ".ods", ".odp", ".et", ".dps", ".ofd", ".caj", ".epub"), _AS_PDF
    ),
    **dict.fromkeys((".mht", ".mhtml", ".shtml", ".asp", ".xml"), "open it in a browser and save it as .html or .pdf"),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar"), "unpack it and add the files inside"),
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif"), "recognise its text and save that as .txt or .docx"
    ),
}

# (what it really is, what to do), by the bytes that it starts with.
_SIGNATURES = (
    (b"{\\rtf", "an RTF file", _AS_DOCX),
    (b"\x89PNG", "a picture", "recognise its text and save that as .txt or .docx"),
    (b"\xff\xd8\xff", "a picture", "recognise its text and save that as .txt or .docx"),
    (b"GIF8", "a picture", "recognise its text and save that as .txt or .docx"),
    (b"\x1f\x8b", "a gzip archive", "unpack it and add the file inside"),
    (b"Rar!", "a RAR archive", "unpack it and add the files inside"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it and add the files inside"),
    (b"SQLite format 3\x00", "a database", "save its text as .txt"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_WEB_ARCHIVE = re.compile(rb"(?:From: <Saved by|MIME-Version:)", re.IGNORECASE)


def check(form: Format, data: bytes) -> None:
    """Raise a clear UnreadableReport where the bytes are not what the file's name says."""
    if not data:
        raise DamagedFile("is empty")
    found = _what_it_is(data)
    if found is None:
        if form is Format.DOCX:
            raise DamagedFile(
                "is not a Word file although its name says so, or its start is missing; get a whole copy of it"
            )
        if form is Format.PDF:
            raise DamagedFile("is not a PDF although its name says so, or its start is missing; get a whole copy of it")
        return
    if isinstance(found, Format):
        if found is not form and not (found is Format.HTML and form is Format.MARKDOWN):
            raise DamagedFile(f"is {_ARTICLES[found]} although its name says otherwise; rename it to {_ENDINGS[found]}")
        return
    name, advice = found
    raise UnsupportedFormat(f"is {name} although its name says otherwise; {advice}")


_ARTICLES = {Format.DOCX: "a Word file", Format.PDF: "a PDF", Format.HTML: "a web page"}
_ENDINGS = {Format.DOCX: ".docx", Format.PDF: ".pdf", Format.HTML: ".html"}


def _what_it_is(data: bytes) -> Format | tuple[str, str] | None:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _what_zip(data)
    if data.startswith(_OLE):
        return _what_ole(data)
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    for start, name, advice in _SIGNATURES:
        if data.startswith(start):
            return name, advice
    if _WEB_ARCHIVE.match(data):
        return "a web archive", "open it in a browser and save it as .html or .pdf"
    if _WEB_PAGE.match(data[:8192]):
        return Format.HTML
    return None


def _what_zip(data: bytes) -> Format | tuple[str, str] | None:
    """File names stand in a zip file uncompressed, twice: at each entry and in the directory at the end."""
    if b"word/document" in data or b"word/" in data:
        return Format.DOCX
    if b"mimetypeapplication/vnd.oasis.opendocument" in data[:200]:
        return "an OpenDocument file", _AS_DOCX
    if b"mimetypeapplication/epub" in data[:200]:
        return "an e-book", _AS_PDF
    if b"xl/workbook" in data:
        return "an Excel file", _AS_PDF
    if b"ppt/presentation" in data:
        return "a PowerPoint file", _AS_PDF
    if b"[Content_Types].xml" in data:
        return Format.DOCX
    return "a zip archive", "unpack it and add the files inside"


def _what_ole(data: bytes) -> tuple[str, str]:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise EncryptedFile("needs a password; save it without one and add it again")
    if "WordDocument".encode("utf-16-le") in data:
        return "a Word 97-2003 file (.doc)", _AS_DOCX
    if "Workbook".encode("utf-16-le") in data:
        return "an Excel 97-2003 file", _AS_PDF
    return "an old Office file", _AS_DOCX
