"""Presentations (.pptx): a slide a page; its title a heading, then its texts, tables, charts, the speaker's notes."""

import re
from collections.abc import Iterator

import lxml.etree as etree

from index.errors import DamagedFile
from index.parsing.boilerplate import banners
from index.parsing.document import DocumentBuilder, settle
from index.parsing.graphics import chart_tables, chart_title, diagram_lines
from index.parsing.limits import Limits
from index.parsing.package import Package, local, value, whole
from index.parsing.word.breaks import joined
from index.parsing.word.mathematics import math_text
from index.parsing.word.numbering import written
from index.report import BlockKind, ParsedDocument

HIDDEN_REASON = "hidden slide"
FURNITURE_REASON = "slide number, date or footer"
STRUCK_REASON = "struck-through text"
_TITLES = frozenset({"title", "ctrTitle"})
_FURNITURE = frozenset({"sldNum", "ftr", "dt", "hdr"})
_OFF = frozenset({"0", "false"})
# A slide's own numbers: how they are written, and what stands around them.
_NUMBERS = {
    "arabicPeriod": ("decimal", "{}. "),
    "arabicParenR": ("decimal", "{}) "),
    "arabicParenBoth": ("decimal", "({}) "),
    "arabicPlain": ("decimal", "{} "),
    "ea1ChsPeriod": ("japaneseCounting", "{}、"),
    "ea1ChtPeriod": ("japaneseCounting", "{}、"),
    "ea1ChsPlain": ("japaneseCounting", "{} "),
    "circleNumDbPlain": ("decimalEnclosedCircle", "{} "),
    "circleNumWdWhitePlain": ("decimalEnclosedCircle", "{} "),
    "romanUcPeriod": ("upperRoman", "{}. "),
    "romanLcPeriod": ("lowerRoman", "{}. "),
    "alphaUcPeriod": ("upperLetter", "{}. "),
    "alphaLcPeriod": ("lowerLetter", "{}. "),
    "alphaLcParenR": ("lowerLetter", "{}) "),
}
_DEEPEST_GROUP = 20


def parse_pptx(data: bytes, limits: Limits) -> ParsedDocument:
    """A presentation, its slides in order."""
    package = Package(data, limits, "PowerPoint file")
    part = package.main_part("ppt/presentation.xml")
    relations = package.relations(part)
    slides = [relations.get(value(each, "id")) for each in _slide_ids(package.xml(part))]
    if not slides:
        raise DamagedFile("is a PowerPoint file without slides; open it and save it again")
    reader = _SlideReader(package)
    for slide in slides:
        reader.builder.start_page()
        if slide is not None and slide.part in package:
            reader.read(slide.part)
    core = package.xml_if_there("docProps/core.xml")
    problems: tuple[str, ...] = ()
    if reader.struck:
        problems = (f"Struck-through text is left out: {'; '.join(f'“{text[:40]}”' for text in reader.struck[:5])}.",)
    draft = reader.builder.draft(core.findtext("{*}title") if core is not None else None, problems)
    return settle(draft, banners.invisible_cuts(draft.text))


def _slide_ids(root: etree._Element) -> Iterator[etree._Element]:
    """The slides as listed; each names its part by r:id, beside a number of its own."""
    for each in root.iter("{*}sldId"):
        # Two attributes are called id; only the one in a namespace is a relation's.
        stated = next((text for key, text in each.attrib.items() if str(key).endswith("}id")), "")
        yield etree.Element("slide", id=stated)


class _SlideReader:
    """Adds slides to `builder` one after another."""

    def __init__(self, package: Package) -> None:
        self.builder = DocumentBuilder()
        self.struck: list[str] = []
        self._package = package
        self._relations = package.relations("")
        self._counts: dict[int, int] = {}

    def read(self, part: str) -> None:
        """Add one slide: its title first, then its shapes in their order, then its notes."""
        root = self._package.xml(part)
        self._relations = self._package.relations(part)
        if value(root, "show") in _OFF:
            self.builder.remove("\n".join(_all_text(root)), HIDDEN_REASON)
            return
        shapes = list(_shapes(root))
        for shape in sorted(shapes, key=lambda each: _placeholder(each) not in _TITLES):
            self._shape(shape)
        for relation in self._relations.values():
            if relation.kind == "notesSlide" and relation.part in self._package:
                self._notes(self._package.xml(relation.part))

    def _shape(self, shape: etree._Element) -> None:
        placeholder = _placeholder(shape)
        name = local(shape)
        if name == "graphicFrame":
            self._frame(shape)
        elif placeholder in _FURNITURE:
            self.builder.remove(" ".join(_all_text(shape)), FURNITURE_REASON)
        elif placeholder in _TITLES:
            text = "\n".join(text for _, text in self._paragraphs(shape))
            if text.strip():
                self.builder.add(BlockKind.HEADING, joined(text, heading=True), level=1)
        else:
            for listed, text in self._paragraphs(shape):
                if text.strip():
                    self.builder.add(BlockKind.LIST_ITEM if listed else BlockKind.PARAGRAPH, joined(text))

    def _frame(self, frame: etree._Element) -> None:
        table = next(frame.iter("{*}tbl"), None)
        if table is not None:
            self._table(table)
        for each in frame.iter("{*}chart", "{*}relIds"):
            is_diagram = local(each) == "relIds"
            relation = self._relations.get(value(each, "dm" if is_diagram else "id"))
            root = self._package.xml_if_there(relation.part) if relation is not None else None
            if root is None:
                continue
            if is_diagram:
                for line in diagram_lines(root):
                    self.builder.add(BlockKind.LIST_ITEM, line)
                continue
            if title := chart_title(root):
                self.builder.add(BlockKind.PARAGRAPH, title)
            for rows in chart_tables(root):
                self.builder.add_table(rows, header_rows=1)

    def _table(self, table: etree._Element) -> None:
        rows: list[list[str | None]] = []
        for row in table.iterchildren("{*}tr"):
            values: list[str | None] = []
            for cell in row.iterchildren("{*}tc"):
                covered = any(value(cell, name) in ("1", "true") for name in ("hMerge", "vMerge"))
                values.append(None if covered else "\n".join(text for _, text in self._paragraphs(cell)))
            rows.append(values)
        width = max((len(row) for row in rows), default=0)
        rows = [row + [None] * (width - len(row)) for row in rows]
        if not any(text and text.strip() for row in rows for text in row):
            return
        first_is_header = value(table.find("{*}tblPr"), "firstRow") in ("1", "true") and len(rows) > 1
        self.builder.add_table(rows, header_rows=1 if first_is_header and _one_line(rows[0]) else None)

    def _notes(self, root: etree._Element) -> None:
        for shape in _shapes(root):
            if _placeholder(shape) == "body":
                for _, text in self._paragraphs(shape):
                    if text.strip():
                        self.builder.add(BlockKind.PARAGRAPH, joined(text))

    def _paragraphs(self, shape: etree._Element) -> Iterator[tuple[bool, str]]:
        """A shape's paragraphs with their numbers, and whether each is a point of a list."""
        self._counts = {}
        body = shape.find("{*}txBody")
        for paragraph in () if body is None else body.iterchildren("{*}p"):
            text = "".join(self._runs(paragraph))
            properties = paragraph.find("{*}pPr")
            listed = properties is not None and properties.find("{*}buChar") is not None
            yield listed, (self._number(properties) if text.strip() else "") + text.strip()

    def _number(self, properties: etree._Element | None) -> str:
        number = properties.find("{*}buAutoNum") if properties is not None else None
        depth = (whole(value(properties, "lvl")) or 0) if properties is not None else 0
        self._counts = {level: count for level, count in self._counts.items() if level <= depth}
        if number is None:
            self._counts.pop(depth, None)
            return ""
        start = whole(value(number, "startAt"))
        self._counts[depth] = self._counts.get(depth, (1 if start is None else start) - 1) + 1
        how, around = _NUMBERS.get(value(number, "type"), ("decimal", "{}. "))
        return around.format(written(self._counts[depth], how))

    def _runs(self, paragraph: etree._Element) -> Iterator[str]:
        for each in paragraph:
            name = local(each)
            if name in ("r", "fld"):
                properties = each.find("{*}rPr")
                text = each.findtext("{*}t") or ""
                if properties is not None and value(properties, "strike") in ("sngStrike", "dblStrike"):
                    self.builder.remove(text, STRUCK_REASON)
                    self.struck.append(text)
                else:
                    yield text
            elif name == "br":
                yield "\n"
            elif name in ("AlternateContent", "m"):
                formula = next(each.iter("{*}oMath"), None)
                yield math_text(formula) if formula is not None else ""


def _shapes(element: etree._Element, depth: int = 0) -> Iterator[etree._Element]:
    """The shapes of a slide in their order, those in groups too; of two versions of one the first."""
    tree = element.find("{*}cSld/{*}spTree") if depth == 0 else element
    for child in () if tree is None else tree:
        name = local(child)
        if name in ("sp", "graphicFrame", "cxnSp"):
            if not _is_hidden(child):
                yield child
        elif name == "grpSp" and depth < _DEEPEST_GROUP:
            yield from _shapes(child, depth + 1)
        elif name == "AlternateContent" and len(child) and depth < _DEEPEST_GROUP:
            yield from _shapes(child[0], depth + 1)


def _is_hidden(shape: etree._Element) -> bool:
    properties = next(shape.iter("{*}cNvPr"), None)
    return properties is not None and value(properties, "hidden") in ("1", "true")


def _placeholder(shape: etree._Element) -> str:
    """What a shape's placeholder is for; empty for a shape of its own."""
    mark = next(shape.iter("{*}ph"), None)
    return "" if mark is None else value(mark, "type") or "obj"


def _one_line(row: list[str | None]) -> bool:
    return all(text is None or not re.search(r"[。；;]", text) for text in row)


def _all_text(element: etree._Element) -> Iterator[str]:
    return (each.text for each in element.iter("{*}t") if each.text)
