"""What a file is, by its name and by its first bytes; where the two disagree the file is refused with a reason."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from index.errors import DamagedFile, EncryptedFile, UnsupportedFormat


class Format(StrEnum):
    """The formats that a parser reads. WRITER: other word processors' files, which LibreOffice turns into .docx."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    MARKDOWN = "markdown"
    PLAIN = "plain"
    XLSX = "xlsx"
    XLS = "xls"
    SEPARATED = "separated"
    PPTX = "pptx"
    WRITER = "writer"

    @classmethod
    def of_suffix(cls, suffix: str) -> Self:
        """The format that a file name's ending states. Raises UnsupportedFormat, with what to do instead."""
        ending = suffix.lower()
        if ending in _FORMATS:
            return cls(_FORMATS[ending])
        advice = _ADVICE.get(ending, f"save it as {NAMED}")
        raise UnsupportedFormat(f"is a {ending or 'nameless'} file, which is not read; {advice}")


# The one list of what is read: an ending a line. The page, the command line and the messages take it from here.
_FORMATS = {
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "plain",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xls",
    ".csv": "separated",
    ".tsv": "separated",
    ".pptx": "pptx",
    ".doc": "writer",
    ".wps": "writer",
    ".rtf": "writer",
    ".odt": "writer",
}
SUFFIXES = tuple(_FORMATS)
# For sentences, which name what people have; SUFFIXES has them all.
NAMED = ".docx, .pdf, .html, .txt, .md, .xlsx, .csv or .pptx"
_AS_DOCX = "open it in Word, WPS or LibreOffice and save it as .docx"
_AS_XLSX = "open it in Excel, WPS or LibreOffice and save it as .xlsx"
_AS_PPTX = "open it in PowerPoint, WPS or LibreOffice and save it as .pptx"
_AS_PDF = "save it as .pdf"
_ADVICE = {
    **dict.fromkeys((".dot", ".dotx", ".dotm", ".pages", ".ott"), _AS_DOCX),
    **dict.fromkeys((".xlsb", ".xlt", ".xltx", ".ods", ".et", ".numbers"), _AS_XLSX),
    **dict.fromkeys((".ppt", ".pps", ".ppsx", ".pptm", ".odp", ".dps", ".key"), _AS_PPTX),
    **dict.fromkeys((".ofd", ".caj", ".epub"), _AS_PDF),
    **dict.fromkeys((".mht", ".mhtml", ".shtml", ".asp", ".xml"), "open it in a browser and save it as .html or .pdf"),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar"), "unpack it and add the files inside"),
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif"), "recognise its text and save that as .txt or .docx"
    ),
}


@dataclass(frozen=True, slots=True)
class _Found:
    """What a file's bytes are: a `form` that is read under `ending`, else `advice` says what to do with it."""

    name: str
    form: Format | None = None
    ending: str = ""
    advice: str = ""


_WORD = _Found("a Word file", Format.DOCX, ".docx")
_OLD_WORD = _Found("a Word 97-2003 file", Format.WRITER, ".doc")
_PDF = _Found("a PDF", Format.PDF, ".pdf")
_PAGE = _Found("a web page", Format.HTML, ".html")
_RTF = _Found("an RTF file", Format.WRITER, ".rtf")
_ODT = _Found("an OpenDocument text", Format.WRITER, ".odt")
_EXCEL = _Found("an Excel file", Format.XLSX, ".xlsx")
_OLD_EXCEL = _Found("an Excel 97-2003 file", Format.XLS, ".xls")
_SLIDES = _Found("a PowerPoint file", Format.PPTX, ".pptx")
_PICTURE = _Found("a picture", advice="recognise its text and save that as .txt or .docx")
_WEB_ARCHIVE_FOUND = _Found("a web archive", advice="open it in a browser and save it as .html or .pdf")
# What a file of each format is called that is nothing known.
_EXPECTED = {
    Format.DOCX: "a Word file",
    Format.PDF: "a PDF",
    Format.XLSX: "an Excel file",
    Format.XLS: "an Excel file",
    Format.PPTX: "a PowerPoint file",
    Format.WRITER: "a word processor's file",
}
_SIGNATURES = (
    (b"{\\rtf", _RTF),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"\x1f\x8b", _Found("a gzip archive", advice="unpack it and add the file inside")),
    (b"Rar!", _Found("a RAR archive", advice="unpack it and add the files inside")),
    (b"7z\xbc\xaf\x27\x1c", _Found("a 7z archive", advice="unpack it and add the files inside")),
    (b"SQLite format 3\x00", _Found("a database", advice="save its text as .txt")),
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
        if form in _EXPECTED:
            raise DamagedFile(
                f"is not {_EXPECTED[form]} although its name says so, or its start is missing; get a whole copy of it"
            )
        return
    if found.form is None:
        raise UnsupportedFormat(f"is {found.name} although its name says otherwise; {found.advice}")
    if found.form is not form and not (found.form is Format.HTML and form is Format.MARKDOWN):
        raise DamagedFile(f"is {found.name} although its name says otherwise; rename it to {found.ending}")


def _what_it_is(data: bytes) -> _Found | None:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _what_zip(data)
    if data.startswith(_OLE):
        return _what_ole(data)
    if b"%PDF-" in data[:1024]:
        return _PDF
    for start, found in _SIGNATURES:
        if data.startswith(start):
            return found
    if _WEB_ARCHIVE.match(data):
        return _WEB_ARCHIVE_FOUND
    if _WEB_PAGE.match(data[:8192]):
        return _PAGE
    return None


def _what_zip(data: bytes) -> _Found:
    """File names stand in a zip file uncompressed, twice: at each entry and in the directory at the end."""
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
        return _ODT
    if b"mimetypeapplication/vnd.oasis.opendocument" in data[:200]:
        return _Found("an OpenDocument file", advice="save it as .xlsx or .pptx")
    if b"mimetypeapplication/epub" in data[:200]:
        return _Found("an e-book", advice=_AS_PDF)
    # A Word file or slides may hold the workbook of a chart, so they are looked for first.
    for mark, found in ((b"word/document", _WORD), (b"ppt/presentation", _SLIDES), (b"xl/workbook", _EXCEL)):
        if mark in data:
            return found
    if b"word/" in data or b"[Content_Types].xml" in data:
        return _WORD
    return _Found("a zip archive", advice="unpack it and add the files inside")


def _what_ole(data: bytes) -> _Found:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise EncryptedFile("needs a password; save it without one and add it again")
    if "WordDocument".encode("utf-16-le") in data:
        return _OLD_WORD
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book\0")):
        return _OLD_EXCEL
    if "PowerPoint Document".encode("utf-16-le") in data:
        return _Found("a PowerPoint 97-2003 file", advice=_AS_PPTX)
    return _Found("an old Office file", advice=_AS_DOCX)
