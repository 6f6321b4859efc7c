"""Excel workbooks (.xlsx, .xlsm): every cell as it is shown, read straight from the package's XML."""

from collections.abc import Iterator
from dataclasses import dataclass

import lxml.etree as etree

from index.errors import LimitExceeded
from index.parsing.boilerplate import banners
from index.parsing.document import DocumentBuilder, settle
from index.parsing.graphics import drawing_text
from index.parsing.limits import Limits
from index.parsing.number_formats import BUILT_IN, hides_text, plain, shown
from index.parsing.package import Package, local, value, whole
from index.parsing.sheets.grid import Merge, Sheet, add_sheets
from index.patterns import regex
from index.report import ParsedDocument

_PLACE = regex(r"([A-Z]{1,3})(\d{1,7})")
# Half a pair of UTF-16 is no character.
_ESCAPED = regex("_x(?![dD][89a-fA-F])([0-9a-fA-F]{4})_")
_MOST_COLUMNS = 16_384
_ON = frozenset({"1", "true", "on"})


def parse_xlsx(data: bytes, limits: Limits) -> ParsedDocument:
    """An Excel workbook, its sheets in order."""
    package = Package(data, limits, "Excel file")
    part = package.main_part("xl/workbook.xml")
    workbook = _Workbook(package, part, limits)
    builder = DocumentBuilder()
    problems = [*add_sheets(builder, list(workbook.sheets()), limits)]
    if workbook.uncounted:
        problems.append(
            f"{workbook.uncounted:,} formulas have no stored value and are left empty; open the file in Excel, save it."
        )
    core = package.xml_if_there("docProps/core.xml")
    draft = builder.draft(core.findtext("{*}title") if core is not None else None, tuple(problems))
    return settle(draft, banners.invisible_cuts(draft.text))


@dataclass(frozen=True, slots=True)
class _Look:
    """How a cell is shown: its number format, whether it is struck through, and whether its format hides text."""

    code: str = ""
    struck: bool = False
    hides_text: bool = False


class _Workbook:
    """What the sheets of one workbook share: strings, formats, the count of days."""

    def __init__(self, package: Package, part: str, limits: Limits) -> None:
        self._package = package
        self._part = part
        self._limits = limits
        self._root = package.xml(part)
        self._relations = package.relations(part)
        self._from_1904 = value(self._root.find("{*}workbookPr"), "date1904") in _ON
        self._looks = list(_looks(package.beside(part, "styles", "styles.xml")))
        strings = package.beside(part, "sharedStrings", "sharedStrings.xml")
        self._strings = [] if strings is None else [_rich(each) for each in strings.iterchildren("{*}si")]
        self._cells = 0
        self.uncounted = 0

    def sheets(self) -> Iterator[Sheet]:
        """The sheets in the order of their tabs."""
        for tab in self._root.iter("{*}sheet"):
            relation = self._relations.get(value(tab, "id"))
            if relation is None or relation.kind != "worksheet" or relation.part not in self._package:
                continue
            sheet = Sheet(value(tab, "name"), hidden=value(tab, "state") in ("hidden", "veryHidden"))
            self._read(sheet, relation.part)
            yield sheet

    def _read(self, sheet: Sheet, part: str) -> None:
        hidden_columns: set[int] = set()
        row_number = -1
        for element in self._package.stream(part, ("col", "row", "mergeCell")):
            name = local(element)
            if name == "col" and value(element, "hidden") in _ON:
                first, last = (whole(value(element, each)) for each in ("min", "max"))
                if first is not None and last is not None:
                    hidden_columns.update(range(first - 1, min(last, _MOST_COLUMNS)))
            elif name == "row":
                stated = whole(value(element, "r"))
                row_number = row_number + 1 if stated is None else stated - 1
                self._row(sheet, element, row_number, hidden_columns)
            elif name == "mergeCell" and (merge := _merge(value(element, "ref"))) is not None:
                sheet.merges.append(merge)
        for relation in self._package.relations(part).values():
            if relation.kind == "drawing" and (drawing := self._package.xml_if_there(relation.part)) is not None:
                for body in drawing.iter("{*}txBody"):
                    sheet.lines += drawing_text(body)

    def _row(self, sheet: Sheet, row: etree._Element, number: int, hidden_columns: set[int]) -> None:
        column = -1
        hidden = value(row, "hidden") in _ON
        for cell in row.iterchildren("{*}c"):
            place = _PLACE.fullmatch(value(cell, "r"))
            column = _column(place[1]) if place else column + 1
            text, struck = self._shown(cell)
            sheet.struck += struck
            if not text.strip():
                continue
            self._cells += 1
            if self._cells > self._limits.cells:
                raise LimitExceeded(
                    f"fills more than {self._limits.cells:,} cells; keep the sheets that report something"
                )
            if hidden or column in hidden_columns:
                sheet.unseen.append(text)
            else:
                sheet.cells[number, column] = text

    def _shown(self, cell: etree._Element) -> tuple[str, list[str]]:
        """A cell's text, and what of it is struck through."""
        kind = value(cell, "t")
        stated = cell.findtext("{*}v")
        look = self._look(value(cell, "s"))
        struck: list[str] = []
        if kind == "s":
            place = whole(stated or "")
            text, struck = self._strings[place] if place is not None and place < len(self._strings) else ("", [])
        elif kind == "inlineStr":
            inline = cell.find("{*}is")
            text, struck = _rich(inline) if inline is not None else ("", [])
        elif stated is None:
            self.uncounted += cell.find("{*}f") is not None
            text = ""
        elif kind == "b":
            text = "TRUE" if stated.strip() in _ON else "FALSE"
        elif kind in ("str", "e", "d"):
            text = _unescaped(stated)
        else:
            text = self._number(stated, look.code)
        if look.hides_text and kind in ("s", "inlineStr", "str"):
            text = ""
        return ("", [*struck, text]) if look.struck and text.strip() else (text, struck)

    def _number(self, stated: str, code: str) -> str:
        try:
            number = float(stated)
        except ValueError:
            return stated
        return shown(number, code, from_1904=self._from_1904) if code and code != "General" else plain(number)

    def _look(self, stated: str) -> _Look:
        place = whole(stated) or 0
        return self._looks[place] if place < len(self._looks) else _Look()


def _looks(styles: etree._Element | None) -> Iterator[_Look]:
    """How the cells of each style are shown, in the styles' order."""
    if styles is None:
        return
    codes = dict(BUILT_IN)
    for each in styles.iter("{*}numFmt"):
        if (number := whole(value(each, "numFmtId"))) is not None:
            codes[number] = value(each, "formatCode")
    fonts = styles.find("{*}fonts")
    struck = [_is_struck(font) for font in fonts.iterchildren("{*}font")] if fonts is not None else []
    formats = styles.find("{*}cellXfs")
    for each in () if formats is None else formats.iterchildren("{*}xf"):
        number, font = (whole(value(each, name)) for name in ("numFmtId", "fontId"))
        code = codes.get(number, "") if number is not None else ""
        yield _Look(code, font is not None and font < len(struck) and struck[font], hides_text(code))


def _is_struck(font: etree._Element | None) -> bool:
    mark = font.find("{*}strike") if font is not None else None
    return mark is not None and (value(mark) or "1") in _ON


def _rich(element: etree._Element) -> tuple[str, list[str]]:
    """A string's text, without how it is pronounced, and the runs of it that are struck through."""
    pieces: list[str] = []
    struck: list[str] = []
    for child in element:
        name = local(child)
        if name == "t":
            pieces.append(_unescaped(child.text or ""))
        elif name == "r":
            text = _unescaped(child.findtext("{*}t") or "")
            (struck if _is_struck(child.find("{*}rPr")) else pieces).append(text)
    return "".join(pieces), struck


def _unescaped(text: str) -> str:
    """A string with the characters that XML can't hold, or would change: a line's end is written _x000D_."""
    return _ESCAPED.sub(lambda match: _character(int(match[1], 16)), text) if "_x" in text else text


def _character(code: int) -> str:
    return chr(code) if code >= 0x20 or chr(code) in "\t\n\r" else ""


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _merge(stated: str) -> Merge | None:
    corners = [_PLACE.fullmatch(corner) for corner in stated.split(":")]
    if len(corners) != 2 or corners[0] is None or corners[1] is None:
        return None
    (left, top), (right, bottom) = ((_column(corner[1]), int(corner[2]) - 1) for corner in corners if corner)
    return Merge(top, left, bottom, right)
