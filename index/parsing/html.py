"""Web pages: what a browser would show, as blocks."""

import contextlib
import re

import lxml.etree as etree

from index.errors import DamagedFile, LimitExceeded
from index.parsing.boilerplate import boilerplate_cuts
from index.parsing.boilerplate.site_elements import UNSEEN, Frame, visible_text
from index.parsing.decoding import decode
from index.parsing.document import DocumentBuilder, settle
from index.parsing.formulas import mathml_text
from index.parsing.html_list import Lists, is_numbered
from index.parsing.html_styles import PageStyles
from index.parsing.html_table import data_table, shown_text
from index.parsing.raised import NOTE_MARK_REASON, in_line, marks_of
from index.patterns import regex
from index.report import BlockKind, ParsedDocument

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
# Space-separated names, split once.
_BLOCK_NAMES = """address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol p pre search section summary table
    tbody td tfoot th thead tr ul"""
BLOCKS = frozenset(_BLOCK_NAMES.split())
_EMPHASIS = frozenset({"b", "strong", "u"})
# A Latin line in bold or underlined type is a heading where pages name none; Han headings are told by their words.
_EMPHASISED = regex(r"(?=[^\n]{1,200}$)(?=[^\n]*[^\W\d_]{3})[^\n\u3400-\u9fff]*[^\s.;,:。；，：\u3400-\u9fff]")
UNSHOWN = "never shown"
# What stands alone in the first cell of a list made with a table.
LABEL = regex(r"[•·●▪◦■◆□○☐☑☒✓*–—-]|\(?[\da-zA-Z]{1,3}[.)]|（[\d一二三四五六七八九十]{1,3}）")
_FORMATTING = regex(r"</?(?:font|b|i|u|em|strong|small|big|span|center)\b[^>]*>", re.IGNORECASE)
_SPACE = regex(r"[ \t\n\r\f]+")
# Old pages write Windows' characters as &#150;; HTML says that they mean what Windows means.
_WINDOWS_REFERENCE = regex(r"&#0*(1[2-5]\d|x0*[89][0-9a-f]);", re.IGNORECASE)


def parse_html(data: bytes, encoding: str | None = None) -> ParsedDocument:
    """A web page; nothing that it refers to is fetched. `encoding` is what comes with it, for one that names none."""
    hint = _META_CHARSET.search(data[:4096])
    return parse_html_text(decode(data, hint.group(1).decode("ascii") if hint else encoding))


def parse_html_text(source: str) -> ParsedDocument:
    """A web page already decoded."""
    root = _tree(source)
    if root is None:
        raise DamagedFile("is a web page without any text; open it in a browser and save it again")
    builder = DocumentBuilder()
    _PageReader(builder, root).read(root)
    draft = builder.draft(_title(root))
    return settle(draft, boilerplate_cuts(draft.text))


def read_fragment(source: str, builder: DocumentBuilder) -> None:
    """Add what HTML inside another text shows, such as a table in Markdown; it may show nothing."""
    if (root := _tree(source)) is not None:
        _PageReader(builder, root).read(root)


def _tree(source: str) -> etree._Element | None:
    cleaned = _WINDOWS_REFERENCE.sub(_windows_character, source.replace("\x00", ""))
    root, whole = _parsed(cleaned)
    if not whole:
        # Old pages never close their <font>s: without such tags they nest no deeper than any other.
        root, whole = _parsed(_FORMATTING.sub("", cleaned))
    if not whole:
        raise LimitExceeded("is nested too deeply to parse; save it again in another program")
    return root


def _parsed(source: str) -> tuple[etree._Element | None, bool]:
    """The page's tree, and whether it was read to its end: libxml2 drops what follows 2,048 open elements."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    root = None
    with contextlib.suppress(etree.ParserError, etree.XMLSyntaxError):
        root = etree.fromstring(source.encode("utf-8", "replace"), parser=parser)
    if any(entry.type == etree.ErrorTypes.ERR_NO_MEMORY for entry in parser.error_log):
        raise MemoryError
    return root, not any("depth" in entry.message for entry in parser.error_log)


def _windows_character(match: re.Match[str]) -> str:
    digits = match.group(1).lower()
    code = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    try:
        return bytes([code]).decode("cp1252") if 0x80 <= code <= 0x9F else match.group()
    except UnicodeDecodeError:
        return ""


def _title(root: etree._Element) -> str | None:
    title = root.find(".//title")
    return _SPACE.sub(" ", "".join(title.itertext())).strip() if title is not None else None


class _PageReader:
    """Walks over a page without recursion and adds its blocks to `builder`."""

    def __init__(self, builder: DocumentBuilder, root: etree._Element) -> None:
        self.builder = builder
        self._frame = Frame(root)
        self._styles = PageStyles(root)
        self._lists = Lists()
        self._label = ""
        self._pieces: list[str] = []
        self._kinds: list[tuple[BlockKind, int]] = [(BlockKind.PARAGRAPH, 0)]
        self._emphasis: list[etree._Element] = []
        self._plain = False

    def read(self, root: etree._Element) -> None:
        skipping: etree._Element | None = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if skipping is not None:
                if event == "end" and element is skipping:
                    skipping = None
                    self._say(element.tail)
                continue
            if event == "start":
                if tag == "math" and self._is_shown(element):
                    self._say(mathml_text(element))
                    skipping = element
                elif reason := self._left_out(element, tag):
                    self._record(element, reason)
                    skipping = element
                elif tag == "table" and (rows := data_table(element, self._is_shown)) is not None:
                    self._flush()
                    self._add_label()
                    self._record_hidden_in(element)
                    self.builder.add_table(rows.cells, header_rows=rows.header_rows)
                    skipping = element
                else:
                    self._open(element, tag)
            else:
                self._shut(tag)
                if self._emphasis and self._emphasis[-1] is element:
                    self._emphasis.pop()
                self._say(element.tail)
        self._flush()
        self._add_label()

    def _open(self, element: etree._Element, tag: str) -> None:
        if tag == "br":
            self._pieces.append("\x0b")
        elif tag in BLOCKS:
            self._flush()
            if tag[0] == "h" and tag[1:].isdigit():
                self._kinds.append((BlockKind.HEADING, int(tag[1:])))
            elif tag == "li":
                self._add_label()
                self._kinds.append((BlockKind.LIST_ITEM, 0))
                self._label = self._lists.label(element)
        if tag in _EMPHASIS or self._styles.is_emphatic(element):
            self._emphasis.append(element)
        opening, _ = marks_of(tag)
        self._say(opening + (element.text or ""))

    def _shut(self, tag: str) -> None:
        _, closing = marks_of(tag)
        self._say(closing)
        if tag in BLOCKS:
            self._flush()
            if (tag[0] == "h" and tag[1:].isdigit()) or tag == "li":
                self._kinds.pop()
            if tag == "li":
                self._label = ""

    def _say(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            self._plain = self._plain or (not self._emphasis and not text.isspace())

    def _flush(self) -> None:
        said, notes = in_line("".join(self._pieces))
        self._pieces.clear()
        for note in notes:
            self.builder.remove(note, NOTE_MARK_REASON)
        lines = [_SPACE.sub(" ", line).strip(" ") for line in said.split("\x0b")]
        text = "\n".join(lines).strip("\n")
        plain, self._plain = self._plain, False
        kind, level = self._kinds[-1]
        if kind is BlockKind.PARAGRAPH and not plain and _EMPHASISED.fullmatch(text):
            kind = BlockKind.HEADING
        # Two <br> in a row are how old pages part paragraphs.
        for part in re.split(r"\n{2,}", text):
            stripped = part.strip()
            if LABEL.fullmatch(stripped) and kind is BlockKind.PARAGRAPH:
                self._add_label()
                self._label = stripped
            elif stripped and self._label:
                label = "" if is_numbered(stripped) else f"{self._label} "
                self.builder.add(BlockKind.LIST_ITEM, f"{label}{stripped}")
                self._label = ""
            elif stripped:
                self.builder.add(kind, part, level=level)

    def _add_label(self) -> None:
        if self._label:
            self.builder.add(BlockKind.PARAGRAPH, self._label)
            self._label = ""

    def _is_shown(self, element: etree._Element) -> bool:
        return self._styles.left_out(element) is None

    def _left_out(self, element: etree._Element, tag: str) -> str | None:
        """Why an element is no part of the text; None where it is."""
        if not tag or tag in UNSEEN:
            return UNSHOWN
        return self._styles.left_out(element) or self._frame.reason(element)

    def _record_hidden_in(self, table: etree._Element) -> None:
        # Only what is raised can mark a note.
        marked = {cell for mark in table.iter("sup") for cell in mark.iterancestors("td", "th")}
        for element in table.iter(etree.Element):
            if reason := self._styles.left_out(element):
                self._record(element, reason)
            elif element in marked:
                for note in in_line(shown_text(element, self._is_shown))[1]:
                    self.builder.remove(note, NOTE_MARK_REASON)

    def _record(self, element: etree._Element, reason: str) -> None:
        if reason != UNSHOWN:
            self.builder.remove(visible_text(element), reason)
