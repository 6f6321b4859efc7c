"""Word documents: the body in order, read straight from the package's XML.

The package is counted while it inflates, its XML may hold no DTD, and only the parts named here are opened: a
document can neither grow without bound nor reach outside itself.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.etree as etree

from index.errors import DamagedFile, EncryptedFile, LimitExceeded
from index.parsing.boilerplate import banners
from index.parsing.document import DocumentBuilder, settle
from index.parsing.limits import Limits
from index.report import BlockKind, ParsedDocument

HIDDEN_REASON = "hidden text"
_PARAGRAPH_TAG = re.compile(rb"<(?:\w+:)?p[\s/>]")
_HEADING_NAME = re.compile(r"(?:heading|标题|標題|überschrift|titre)\s*([1-9])", re.IGNORECASE)
_TITLE_NAMES = frozenset({"title", "标题", "標題"})
_ON = frozenset({None, "1", "true", "on"})


def parse_docx(data: bytes, limits: Limits) -> ParsedDocument:
    """A .docx or .docm file."""
    package = _Package(data, limits)
    body = _xml(package.read(package.main_part)).find("{*}body")
    if body is None:
        raise DamagedFile("is a Word file without a body; open it in Word or WPS and save it again")
    styles = _styles(package.read_if_there(package.beside_main("styles.xml")))
    reader = _BodyReader(styles)
    reader.read(body)
    draft = reader.builder.draft(_title(package.read_if_there("docProps/core.xml")))
    rules = (*banners.INVISIBLE_RULES, *banners.DEBRIS_RULES)
    return settle(draft, banners.cuts(draft.text, rules))


class _Package:
    """A zip file read within limits."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._inflated = 0
        self._source_size = len(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError) as error:
            raise DamagedFile("is a damaged Word file, perhaps cut off; get a whole copy of it") from error
        entries = self._zip.infolist()
        if len(entries) > limits.zip_entries:
            raise LimitExceeded(
                f"holds {len(entries):,} files inside, more than the {limits.zip_entries:,} allowed; "
                "save it again in Word"
            )
        if any(entry.flag_bits & 1 for entry in entries):
            raise EncryptedFile("needs a password; save it without one and add it again")
        self._names = {entry.filename.lower(): entry for entry in entries}
        self.main_part = self._find_main()

    def _find_main(self) -> str:
        relations = self.read_if_there("_rels/.rels")
        if relations is not None:
            for relation in _xml(relations).iter("{*}Relationship"):
                if str(relation.get("Type", "")).endswith("/officeDocument"):
                    target = str(relation.get("Target", "")).lstrip("/")
                    if target.lower() in self._names:
                        return target
        return "word/document.xml"

    def beside_main(self, name: str) -> str:
        folder = self.main_part.rpartition("/")[0]
        return f"{folder}/{name}" if folder else name

    def read_if_there(self, name: str) -> bytes | None:
        return self.read(name) if name.lower() in self._names else None

    def read(self, name: str) -> bytes:
        """A part, inflated; counts what comes out, never trusting the sizes that the archive states."""
        entry = self._names.get(name.lower())
        if entry is None:
            raise DamagedFile("is a Word file without its text; open it in Word or WPS and save it again")
        pieces = []
        size = 0
        try:
            with self._zip.open(entry) as stream:
                while piece := stream.read(1 << 20):
                    size += len(piece)
                    self._inflated += len(piece)
                    self._check(size, entry.compress_size)
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise DamagedFile("is a damaged Word file; get a whole copy of it") from error
        data = b"".join(pieces)
        if len(_PARAGRAPH_TAG.findall(data)) > self._limits.paragraphs:
            raise LimitExceeded(
                f"holds more than {self._limits.paragraphs:,} paragraphs; check that it is the file you meant"
            )
        return data

    def _check(self, size: int, compressed: int) -> None:
        limits = self._limits
        if self._inflated > limits.inflated_bytes:
            raise LimitExceeded(
                f"unpacks to more than {limits.inflated_bytes // 1_000_000:,} MB; check that it is the file you meant"
            )
        # The archive states the compressed size; it can't be larger than the whole file.
        packed = max(1, min(compressed, self._source_size))
        if size > limits.ratio_matters_above and size > limits.inflation_ratio * packed:
            raise LimitExceeded(
                f"unpacks to more than {limits.inflation_ratio} times its size, as no real report does; "
                "check where it comes from"
            )


def _xml(data: bytes) -> etree._Element:
    """An XML part; one with a DTD, and so with entities, is refused."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise DamagedFile("is a damaged Word file; open it in Word or WPS and save it again") from error
    if root.getroottree().docinfo.doctype:
        raise DamagedFile("declares XML entities, which no Word file does; check where it comes from")
    return root


def _title(core: bytes | None) -> str | None:
    return _xml(core).findtext("{*}title") if core is not None else None


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says: its outline level (1 the highest, 0 none), whether its text is hidden."""

    level: int = 0
    hidden: bool = False
    contents: bool = False


def _styles(data: bytes | None) -> dict[str, _Style]:
    """Styles by id, with what they inherit. The default paragraph style also stands under the empty id."""
    if data is None:
        return {}
    elements = {_value(style, "styleId"): style for style in _xml(data).iter("{*}style")}
    found: dict[str, _Style] = {}
    for identity, element in elements.items():
        found[identity] = _style(element, elements)
        if _value(element, "default") in ("1", "true") and _value(element, "type") == "paragraph":
            found[""] = found[identity]
    return found


def _style(element: etree._Element, elements: dict[str, etree._Element]) -> _Style:
    level, hidden, contents = 0, False, False
    current: etree._Element | None = element
    for _ in range(12):
        if current is None:
            break
        name_element = current.find("{*}name")
        name = _value(name_element, "val") if name_element is not None else ""
        contents = contents or name.lower().startswith("toc ")
        level = level or _outline_level(current.find("{*}pPr")) or _named_level(name)
        hidden = hidden or _is_on(current.find("{*}rPr/{*}vanish"))
        parent = current.find("{*}basedOn")
        current = elements.get(_value(parent, "val")) if parent is not None else None
    return _Style(0 if contents else level, hidden, contents)


def _named_level(name: str) -> int:
    if name.lower().strip() in _TITLE_NAMES:
        return 1
    match = _HEADING_NAME.fullmatch(name.strip())
    return int(match.group(1)) if match else 0


def _outline_level(properties: etree._Element | None) -> int:
    outline = properties.find("{*}outlineLvl") if properties is not None else None
    if outline is None:
        return 0
    value = _value(outline, "val")
    # 9 is body text.
    return int(value) + 1 if value.isdigit() and int(value) < 9 else 0


def _value(element: etree._Element, name: str) -> str:
    """An attribute by its local name, whichever namespace the writer chose."""
    for key, value in element.attrib.items():
        if etree.QName(key).localname == name:
            return str(value)
    return ""


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and (_value(element, "val") or None) in _ON


def _is_unseen(properties: etree._Element | None) -> bool:
    """Whether a run is marked hidden, or its letters are one point high or less (`sz` counts half points)."""
    if properties is None:
        return False
    size = properties.find("{*}sz")
    tiny = size is not None and _value(size, "val") in ("0", "1", "2")
    return tiny or _is_on(properties.find("{*}vanish"))


@dataclass(slots=True)
class _Runs:
    """A paragraph's text as it is gathered, what of it is hidden, and the text boxes anchored in it."""

    pieces: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


# Text deleted or moved away under tracked changes, field codes, phonetic guides, and Word 97 copies of shapes.
_SKIPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "rt", "Fallback", "pPr", "rPr", "sdtPr", "sectPr", "tblPr"}
)
_BREAKS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}


class _BodyReader:
    """Walks over a body and adds its paragraphs and tables to `builder`."""

    def __init__(self, styles: dict[str, _Style]) -> None:
        self.builder = DocumentBuilder()
        self._styles = styles

    def read(self, container: etree._Element) -> None:
        for child in container:
            name = _local(child)
            if name == "p":
                self._paragraph(child)
            elif name == "tbl":
                self._table(child)
            elif name not in _SKIPPED:
                self.read(child)

    def _paragraph(self, paragraph: etree._Element) -> None:
        properties = paragraph.find("{*}pPr")
        style = self._style(properties)
        runs = _Runs()
        self._gather(paragraph, runs, hidden=style.hidden)
        self.builder.remove("".join(runs.hidden), HIDDEN_REASON)
        text = "".join(runs.pieces)
        if text.strip():
            level = _outline_level(properties) or style.level
            kind = BlockKind.PARAGRAPH
            if level:
                kind = BlockKind.HEADING
            elif properties is not None and properties.find("{*}numPr") is not None:
                kind = BlockKind.LIST_ITEM
            self.builder.add(kind, text, level=level)
        for box in runs.boxes:
            self.read(box)

    def _style(self, properties: etree._Element | None) -> _Style:
        reference = properties.find("{*}pStyle") if properties is not None else None
        return self._styles.get(_value(reference, "val") if reference is not None else "", _Style())

    def _gather(self, element: etree._Element, runs: _Runs, *, hidden: bool) -> None:
        for child in element:
            name = _local(child)
            if name == "t":
                (runs.hidden if hidden else runs.pieces).append(child.text or "")
            elif name in _BREAKS:
                runs.pieces.append(_BREAKS[name])
            elif name == "br":
                if _value(child, "type") in ("", "textWrapping"):
                    runs.pieces.append("\n")
            elif name == "txbxContent":
                runs.boxes.append(child)
            elif name == "r":
                self._gather(child, runs, hidden=hidden or _is_unseen(child.find("{*}rPr")))
            elif name not in _SKIPPED:
                self._gather(child, runs, hidden=hidden)

    def _table(self, table: etree._Element) -> None:
        rows: list[list[str | None]] = []
        marked = 0
        inner: list[etree._Element] = []
        for row in _children(table, "tr"):
            if row.find("{*}trPr/{*}del") is not None:
                continue
            if marked == len(rows) and _is_on(row.find("{*}trPr/{*}tblHeader")):
                marked += 1
            rows.append(self._row(row, inner))
        width = max((len(row) for row in rows), default=0)
        rows = [row + [None] * (width - len(row)) for row in rows]
        if width == 1 or (width and len(rows) == 1 and _is_frame(rows[0])):
            # A frame around text, or boxes side by side, is no table.
            for row in _children(table, "tr"):
                for cell in _children(row, "tc"):
                    self.read(cell)
            return
        if any(value and value.strip() for row in rows for value in row):
            self.builder.add_table(rows, header_rows=min(marked, len(rows) - 1) or None)
        for nested in inner:
            self._table(nested)

    def _row(self, row: etree._Element, inner: list[etree._Element]) -> list[str | None]:
        before = row.find("{*}trPr/{*}gridBefore")
        values: list[str | None] = [None] * _count(before, 0)
        for cell in _children(row, "tc"):
            merge = cell.find("{*}tcPr/{*}vMerge")
            continued = merge is not None and _value(merge, "val") != "restart"
            values.append(None if continued else self._cell_text(cell, inner))
            values += [None] * (_count(cell.find("{*}tcPr/{*}gridSpan"), 1) - 1)
        return values

    def _cell_text(self, cell: etree._Element, inner: list[etree._Element]) -> str:
        lines = []
        for paragraph in _children(cell, "p"):
            runs = _Runs()
            self._gather(paragraph, runs, hidden=self._style(paragraph.find("{*}pPr")).hidden)
            self.builder.remove("".join(runs.hidden), HIDDEN_REASON)
            lines.append("".join(runs.pieces))
        inner += _children(cell, "tbl")
        return "\n".join(lines)


def _is_frame(row: list[str | None]) -> bool:
    return any(value and len(value) > 300 for value in row)


def _count(element: etree._Element | None, default: int) -> int:
    value = _value(element, "val") if element is not None else ""
    # No real table has more columns than Word's 63; a stated million would cost memory.
    return min(int(value), 64) if value.isdigit() else default


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children by local name, looking through content controls and inserted text."""
    for child in element:
        local = _local(child)
        if local == name:
            yield child
        elif local in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _children(child, name)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
