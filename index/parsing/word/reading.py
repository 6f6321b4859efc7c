"""Word documents: the body in order with all that hangs on it, read straight from the package's XML."""

import lxml.etree as etree

from index.errors import DamagedFile
from index.parsing.boilerplate import boilerplate_cuts
from index.parsing.document import DocumentBuilder, settle
from index.parsing.graphics import chart_tables, chart_title, diagram_lines
from index.parsing.limits import Limits
from index.parsing.package import Package, local, value
from index.parsing.word.body import BodyReader, Hanging
from index.parsing.word.chunks import chunk_document
from index.parsing.word.margins import Margins
from index.parsing.word.notes import Notes
from index.parsing.word.numbering import Numbering
from index.parsing.word.runs import PLACEHOLDER_REASON, empty_placeholders
from index.parsing.word.styles import Styles
from index.report import BlockKind, ParsedDocument

_WHAT = "Word file"
_MOST_QUOTED = 5
_LONGEST_QUOTED = 40


def parse_docx(data: bytes, limits: Limits, *, inside: int = 0) -> ParsedDocument:
    """A .docx or .docm file. `inside` counts the Word files that it lies in."""
    package = Package(data, limits, _WHAT)
    part = package.main_part("word/document.xml")
    root = package.xml(part)
    body = root.find("{*}body")
    if body is None:
        raise DamagedFile("is a Word file without a body; open it in Word or WPS and save it again")
    document = _Document(package, part, limits, inside)
    prompts = list(empty_placeholders(body))
    reader = document.reader()
    reader.read(body)
    for prompt in prompts:
        reader.builder.remove(prompt, PLACEHOLDER_REASON)
    draft = settle(reader.builder.draft(), reader.cuts)
    margins = Margins.of(package, part, body, document.reader())
    draft = margins.around(draft, _title(package.xml_if_there("docProps/core.xml")), _struck(reader.struck))
    return settle(draft, boilerplate_cuts(draft.text))


class _Document:
    """What the parts of one document say of each other."""

    def __init__(self, package: Package, part: str, limits: Limits, inside: int) -> None:
        self._package = package
        self._part = part
        self._limits = limits
        self._inside = inside
        self._styles = Styles(package.beside(part, "styles", "styles.xml"))
        self._numbering = package.beside(part, "numbering", "numbering.xml")
        self._notes = Notes(package, part)
        self._relations = package.relations(part)

    def reader(self) -> BodyReader:
        """A reader that counts lists from their start."""
        return BodyReader(self._styles, Numbering(self._numbering), self._hang, self._insert)

    def _hang(self, reader: BodyReader, hanging: Hanging) -> None:
        for each in hanging.graphics:
            self._graphic(reader.builder, each)
        for kind, identity in hanging.notes:
            self._notes.add(reader, kind, identity)

    def _graphic(self, builder: DocumentBuilder, element: etree._Element) -> None:
        is_diagram = local(element) == "relIds"
        relation = self._relations.get(value(element, "dm" if is_diagram else "id"))
        root = self._package.xml_if_there(relation.part) if relation is not None else None
        if root is None:
            return
        if is_diagram:
            for line in diagram_lines(root):
                builder.add(BlockKind.LIST_ITEM, line)
            return
        if title := chart_title(root):
            builder.add(BlockKind.PARAGRAPH, title)
        for rows in chart_tables(root):
            builder.add_table(rows, header_rows=1)

    def _insert(self, reader: BodyReader, chunk: etree._Element) -> None:
        relation = self._relations.get(value(chunk, "id"))
        if relation is None or relation.part not in self._package:
            return
        found = chunk_document(self._package.read(relation.part), relation.part, self._limits, self._inside)
        if found is not None:
            reader.builder.add_document(found)


def _title(core: etree._Element | None) -> str | None:
    return core.findtext("{*}title") if core is not None else None


def _struck(texts: list[str]) -> tuple[str, ...]:
    """What a reader is told of struck-out text."""
    if not texts:
        return ()
    named = "; ".join(
        f"“{text if len(text) <= _LONGEST_QUOTED else text[:_LONGEST_QUOTED] + '…'}”" for text in texts[:_MOST_QUOTED]
    )
    more = f" and {len(texts) - _MOST_QUOTED} more" if len(texts) > _MOST_QUOTED else ""
    return (f"Struck-through text is left out: {named}{more}.",)
