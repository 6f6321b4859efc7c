"""Report files into text: one module a format, run in a process of its own by `ParserProcess`."""

import stat
from dataclasses import replace
from pathlib import Path

from index.errors import DamagedFile, LimitExceeded, UnsupportedFormat
from index.parsing.completeness import broken_end
from index.parsing.decoding import decode
from index.parsing.formats import SUFFIXES, Format, check
from index.parsing.limits import Limits
from index.parsing.parser import Parser
from index.parsing.sandbox import ParserProcess
from index.report import ParsedDocument

PARSER_VERSION = "8"

__all__ = ["PARSER_VERSION", "SUFFIXES", "Limits", "Parser", "ParserProcess", "parse_file"]


def parse_file(path: Path, limits: Limits | None = None) -> ParsedDocument:
    """The document in a file, parsed in this very process: for tests and for the parsing process itself.

    Raises UnsupportedFormat, DamagedFile, EncryptedFile, NoTextLayer or LimitExceeded.
    """
    limits = limits or Limits()
    form = Format.of_suffix(path.suffix)
    try:
        document = _parse(form, path.suffix.lower(), _read(path, limits), limits)
    except RecursionError as error:
        raise LimitExceeded("is nested too deeply to parse; save it again in another program") from error
    if not document.blocks:
        raise DamagedFile("holds no text")
    limits.require_characters(len(document.text))
    problem = broken_end(document)
    return replace(document, problems=(*document.problems, problem)) if problem else document


def _read(path: Path, limits: Limits) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnsupportedFormat("is not an ordinary file")
        limits.require_size(status.st_size)
        return path.read_bytes()
    except OSError as error:
        raise DamagedFile(f"cannot be read from disk ({error.strerror})") from error


def _parse(form: Format, suffix: str, data: bytes, limits: Limits) -> ParsedDocument:
    check(form, data)
    if form in (Format.XLSX, Format.XLS, Format.SEPARATED, Format.PPTX, Format.WRITER):
        return _parse_office(form, suffix, data, limits)
    # Each parser brings its own libraries; a process that reads only text files needs none of them.
    if form is Format.DOCX:
        from index.parsing.word.reading import parse_docx

        return parse_docx(data, limits)
    if form is Format.PDF:
        from index.parsing.pdf.reading import parse_pdf

        return parse_pdf(data, limits)
    if form is Format.HTML:
        from index.parsing.html import parse_html

        return parse_html(data)
    # These texts are their source but for some debris: a hopeless one is told before it is worked on.
    text = decode(data)
    limits.require_characters(len(text))
    if form is Format.MARKDOWN:
        from index.parsing.markdown import read_markdown

        return read_markdown(text)
    from index.parsing.plain_text import parse_text

    return parse_text(text)


def _parse_office(form: Format, suffix: str, data: bytes, limits: Limits) -> ParsedDocument:
    if form is Format.XLSX:
        from index.parsing.sheets.xlsx import parse_xlsx

        return parse_xlsx(data, limits)
    if form is Format.XLS:
        from index.parsing.sheets.xls import parse_xls

        return parse_xls(data, limits)
    if form is Format.SEPARATED:
        from index.parsing.sheets.separated import parse_separated

        return parse_separated(data, limits)
    if form is Format.PPTX:
        from index.parsing.slides import parse_pptx

        return parse_pptx(data, limits)
    from index.parsing.converting import parse_converted

    return parse_converted(data, suffix, limits)
