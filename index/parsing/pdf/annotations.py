"""What stands on a PDF's page beside its content: values typed into a form, text boxes, readers' notes, struck lines.

pdfium's text has none of it. A field's value and a text box stand where they are shown, among the page's lines; a
note, which is shown only when asked for, comes after the page's own text.
"""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw

from index.parsing.pdf.characters import Page, Segment
from index.parsing.pdf.shapes import Edges, Stroke, apply, shown_matrix, turn

# pypdfium2 has no types.
_pdfium: Any = pypdfium2.raw
_UNSEEN = _pdfium.FPDF_ANNOT_FLAG_HIDDEN | _pdfium.FPDF_ANNOT_FLAG_NOVIEW
_PASSWORD = 1 << 13
_NOTES = frozenset(
    (
        _pdfium.FPDF_ANNOT_TEXT,
        _pdfium.FPDF_ANNOT_HIGHLIGHT,
        _pdfium.FPDF_ANNOT_UNDERLINE,
        _pdfium.FPDF_ANNOT_SQUIGGLY,
        _pdfium.FPDF_ANNOT_STRIKEOUT,
        _pdfium.FPDF_ANNOT_CARET,
        _pdfium.FPDF_ANNOT_INK,
        _pdfium.FPDF_ANNOT_SQUARE,
        _pdfium.FPDF_ANNOT_CIRCLE,
        _pdfium.FPDF_ANNOT_LINE,
        _pdfium.FPDF_ANNOT_POLYGON,
        _pdfium.FPDF_ANNOT_POLYLINE,
        _pdfium.FPDF_ANNOT_STAMP,
    )
)
_TICKED, _UNTICKED = "☑", "☐"
# Of a box that states no type size: this share of its height, at most so many points.
_SHARE, _LARGEST = 0.7, 12.0
_WIDTH = 0.55


@dataclass(frozen=True, slots=True)
class Annotations:
    """What a page has of them: values and text boxes as segments, notes, how many fields are filled."""

    shown: tuple[Segment, ...] = ()
    notes: tuple[str, ...] = ()
    filled: int = 0


def read_annotations(page: Any, read: Page, form: Any | None) -> Annotations:
    """The annotations of a page of which `read` is the content; `form` is pypdfium2's form environment."""
    gathered = _Gathered(page, read, form)
    for annotation in _annotations(page):
        gathered.take(annotation)
    return Annotations(tuple(gathered.shown), tuple(gathered.notes), gathered.filled)


def _annotations(page: Any) -> Iterator[Any]:
    """The annotations that are seen, each open until the next is asked for."""
    for number in range(max(_pdfium.FPDFPage_GetAnnotCount(page.raw), 0)):
        annotation = _pdfium.FPDFPage_GetAnnot(page.raw, number)
        if annotation:
            try:
                if not _pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
                    yield annotation
            finally:
                _pdfium.FPDFPage_CloseAnnot(annotation)


def strike_outs(page: Any) -> list[Stroke]:
    """The lines that strike-out annotations draw through text, on the page as shown."""
    matrix = shown_matrix(page)
    strokes = []
    for annotation in _annotations(page):
        if _pdfium.FPDFAnnot_GetSubtype(annotation) != _pdfium.FPDF_ANNOT_STRIKEOUT:
            continue
        quad = _pdfium.FS_QUADPOINTSF()
        for number in range(_pdfium.FPDFAnnot_CountAttachmentPoints(annotation)):
            if _pdfium.FPDFAnnot_GetAttachmentPoints(annotation, number, quad):
                # The standard goes round the corners, Acrobat writes them in two rows: either is one rectangle.
                corners = ((quad.x1, quad.y1), (quad.x2, quad.y2), (quad.x3, quad.y3), (quad.x4, quad.y4))
                xs, ys = zip(*(apply(matrix, x, y) for x, y in corners), strict=True)
                strokes.append((sum(ys) / 4, min(xs), max(xs)))
    return strokes


class _Gathered:
    def __init__(self, page: Any, read: Page, form: Any | None) -> None:
        self._matrix = shown_matrix(page)
        self._read = read
        self._form = form
        self.shown: list[Segment] = []
        self.notes: list[str] = []
        self.filled = 0

    def take(self, annotation: Any) -> None:
        """Adds what one annotation says."""
        kind = _pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind == _pdfium.FPDF_ANNOT_WIDGET and self._form is not None:
            self._take_field(annotation)
        elif kind == _pdfium.FPDF_ANNOT_FREETEXT:
            self._show(_string(annotation, b"Contents").splitlines(), self._edges(annotation), 0.0)
        elif kind in _NOTES:
            note = " ".join(_string(annotation, b"Contents").split())
            if note and note not in self.notes:
                self.notes.append(note)

    def _take_field(self, annotation: Any) -> None:
        kind = _pdfium.FPDFAnnot_GetFormFieldType(self._form, annotation)
        if kind in (_pdfium.FPDF_FORMFIELD_CHECKBOX, _pdfium.FPDF_FORMFIELD_RADIOBUTTON):
            ticked = bool(_pdfium.FPDFAnnot_IsChecked(self._form, annotation))
            self.filled += ticked
            self._show([_TICKED if ticked else _UNTICKED], self._edges(annotation), 0.0)
            return
        if kind in (_pdfium.FPDF_FORMFIELD_COMBOBOX, _pdfium.FPDF_FORMFIELD_LISTBOX):
            lines = list(self._chosen(annotation)) or self._value(annotation)
        elif kind == _pdfium.FPDF_FORMFIELD_TEXTFIELD:
            secret = _pdfium.FPDFAnnot_GetFormFieldFlags(self._form, annotation) & _PASSWORD
            lines = [] if secret else self._value(annotation)
        else:
            return
        size = ctypes.c_float()
        _pdfium.FPDFAnnot_GetFontSize(self._form, annotation, size)
        self.filled += bool(lines)
        self._show(lines, self._edges(annotation), size.value)

    def _value(self, annotation: Any) -> list[str]:
        value = _utf16(lambda buffer, size: _pdfium.FPDFAnnot_GetFormFieldValue(self._form, annotation, buffer, size))
        return [line for line in value.splitlines() if line.strip()]

    def _chosen(self, annotation: Any) -> Iterator[str]:
        """What the chosen options are called, which may differ from what the file keeps of them."""
        for number in range(max(_pdfium.FPDFAnnot_GetOptionCount(self._form, annotation), 0)):
            if _pdfium.FPDFAnnot_IsOptionSelected(self._form, annotation, number):
                label = _utf16(
                    lambda buffer, size, number=number: _pdfium.FPDFAnnot_GetOptionLabel(
                        self._form, annotation, number, buffer, size
                    )
                )
                if label.strip():
                    yield label.strip()

    def _edges(self, annotation: Any) -> Edges:
        """Where an annotation stands, on the page as its text is read."""
        box = _pdfium.FS_RECTF()
        _pdfium.FPDFAnnot_GetRect(annotation, box)
        corners = [apply(self._matrix, x, y) for x, y in ((box.left, box.top), (box.right, box.bottom))]
        read = self._read
        turned = [turn(x, y, read.turned, read.width, read.height) for x, y in corners]
        xs, ys = [x for x, _ in turned], [y for _, y in turned]
        return min(xs), min(ys), max(xs), max(ys)

    def _show(self, lines: Sequence[str], edges: Edges, size: float) -> None:
        """The lines of a box as segments; a single one stands on the line of the words beside it."""
        lines = [line.strip() for line in lines if line.strip()]
        left, top, right, bottom = edges
        size = size or min(_SHARE * (bottom - top) / max(1, len(lines)), _LARGEST)
        beside = _beside(self._read.segments, edges) if len(lines) == 1 else None
        size = beside.size if beside is not None else round(max(size, 1.0), 1)
        for number, line in enumerate(lines):
            middle = (top + bottom) / 2 if len(lines) == 1 else top + (number + 0.6) * 1.2 * size
            baseline = beside.baseline if beside is not None else middle + 0.35 * size
            width = sum(size if character > "\u2e80" else _WIDTH * size for character in line)
            self.shown.append(
                Segment(
                    line,
                    left,
                    baseline - 0.85 * size,
                    min(right, left + width),
                    baseline + 0.15 * size,
                    baseline,
                    size,
                    bold=False,
                    hidden=False,
                    angle=0,
                )
            )


def _beside(segments: Sequence[Segment], edges: Edges) -> Segment | None:
    """The upright words nearest to a box whose middle lies within its height."""
    left, top, right, bottom = edges
    level = [s for s in segments if s.angle == 0 and not s.hidden and top < (s.top + s.bottom) / 2 < bottom]
    return min(level, key=lambda s: max(left - s.right, s.left - right, 0.0), default=None)


def _string(annotation: Any, key: bytes) -> str:
    return _utf16(lambda buffer, size: _pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, size))


def _utf16(ask: Any) -> str:
    """A string of pdfium's: asked for its length in bytes, then for itself."""
    size = ask(None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    ask(buffer, size)
    text = bytes(buffer)[: size - 2].decode("utf-16-le", "replace")
    return "".join(character if character >= " " or character in "\r\n\t" else " " for character in text)
