"""A PDF page's geometry: from its own coordinates to the page as it is shown, and the shapes drawn on it."""

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw

from index.parsing.pdf.calls import Bounds, page_objects

# pypdfium2 has no types; neither do its pages below.
pdfium: Any = pypdfium2.raw


@dataclass(frozen=True, slots=True)
class DrawnRule:
    """A horizontal line drawn on the page, such as a table has between its rows."""

    height: float
    left: float
    right: float


# A page of letters drawn as shapes has more; a page with a frame and rules has fewer.
_FEWEST_SHAPES = 100

# a, b, c, d, e, f: x' = a x + c y + e, y' = b x + d y + f
Matrix = tuple[float, float, float, float, float, float]


def shown_matrix(page: Any) -> Matrix:
    """From the page's own coordinates to points from the top left of the page as shown, crop and rotation included."""
    width, height = page.get_size()
    scale = 1000
    x, y = ctypes.c_int(), ctypes.c_int()

    def shown(left: float, bottom: float) -> tuple[float, float]:
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, round(width * scale), round(height * scale), 0, left, bottom, x, y)
        return x.value / scale, y.value / scale

    origin, right, up = shown(0, 0), shown(1000, 0), shown(0, 1000)
    return (
        (right[0] - origin[0]) / 1000,
        (right[1] - origin[1]) / 1000,
        (up[0] - origin[0]) / 1000,
        (up[1] - origin[1]) / 1000,
        origin[0],
        origin[1],
    )


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point of the page, on the page as shown."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def turn(x: float, y: float, angle: int, width: float, height: float) -> tuple[float, float]:
    """A point of the shown page, on the page turned so that text at `angle` reads upright."""
    if angle == 90:
        return y, width - x
    if angle == 180:
        return width - x, height - y
    if angle == 270:
        return height - y, x
    return x, y


def turn_back(x: float, y: float, angle: int, width: float, height: float) -> tuple[float, float]:
    """A point of the turned page, on the shown page."""
    if angle == 90:
        return width - y, x
    if angle == 180:
        return width - x, height - y
    if angle == 270:
        return y, height - x
    return x, y


Edges = tuple[float, float, float, float]


def _shown(to_shown: Matrix, bounds: Sequence[float]) -> Edges:
    left, bottom, right, top = bounds
    first, second = apply(to_shown, left, top), apply(to_shown, right, bottom)
    return min(first[0], second[0]), min(first[1], second[1]), max(first[0], second[0]), max(first[1], second[1])


def backgrounds(page: Any) -> Iterator[Edges]:
    """The rectangles, on the shown page, of pictures, shadings and shapes that cover the page and are not white."""
    to_shown = shown_matrix(page)
    bounds = Bounds()
    kinds = [pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING, pdfium.FPDF_PAGEOBJ_FORM]
    for item, kind in page_objects(page, kinds, depth=1):
        edges = bounds.of(item)
        if edges is not None and (kind != pdfium.FPDF_PAGEOBJ_PATH or _covers(item, edges)):
            yield _shown(to_shown, edges)


def _covers(item: int, bounds: Sequence[float]) -> bool:
    """Whether a shape hides what is under it, and not in white: a filled one, or a line as broad as a bar; no frame."""
    shape, filled, stroked = _typed(item), ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(shape, filled, stroked):
        return True
    if filled.value and _is_dark(pdfium.FPDFPageObj_GetFillColor, shape):
        return True
    if not stroked.value or not _is_dark(pdfium.FPDFPageObj_GetStrokeColor, shape):
        return False
    width, placed = ctypes.c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetStrokeWidth(shape, width)
    pdfium.FPDFPageObj_GetMatrix(shape, placed)
    broad = width.value * math.sqrt(abs(placed.a * placed.d - placed.b * placed.c))
    left, bottom, right, top = bounds
    return min(right - left, top - bottom) <= 2 * broad


def _is_dark(ask: Any, shape: Any) -> bool:
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    ask(shape, red, green, blue, opacity)
    return min(red.value, green.value, blue.value) < 250 and opacity.value > 0


def _typed(item: int) -> Any:
    return ctypes.cast(item, pdfium.FPDF_PAGEOBJECT)


def is_pictured(page: Any) -> bool:
    """Whether a page without text shows any: a picture over a fifth of it, or letters drawn as shapes."""
    width, height = page.get_size()
    to_shown, bounds, drawn = shown_matrix(page), Bounds(), 0
    for item, kind in page_objects(page, [pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH], depth=3):
        edges = bounds.of(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            drawn += 1
        elif edges is not None:
            left, top, right, bottom = _shown(to_shown, edges)
            if (right - left) * (bottom - top) >= width * height / 5:
                return True
    return drawn >= _FEWEST_SHAPES


# (place, from, to): a horizontal line's height and ends, or a vertical one's.
Stroke = tuple[float, float, float]


def strokes_of(page: Any) -> tuple[list[Stroke], list[Stroke]]:
    """Thin shapes and the sides of outlined boxes, at least 8 points long: those that lie, those that stand."""
    to_shown = shown_matrix(page)
    bounds = Bounds()
    across: list[Stroke] = []
    down: list[Stroke] = []
    for item, _ in page_objects(page, [pdfium.FPDF_PAGEOBJ_PATH], depth=3):
        edges = bounds.of(item)
        if edges is None:
            continue
        x0, y0, x1, y1 = _shown(to_shown, edges)
        if y1 - y0 <= 2.5 and x1 - x0 >= 8:
            across.append(((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= 2.5 and y1 - y0 >= 8:
            down.append(((x0 + x1) / 2, y0, y1))
        elif x1 - x0 >= 8 and y1 - y0 >= 8 and _is_outlined_box(item):
            across += [(y0, x0, x1), (y1, x0, x1)]
            down += [(x0, y0, y1), (x1, y0, y1)]
    return across, down


def _is_outlined_box(item: int) -> bool:
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(_typed(item), mode, stroked)
    return bool(stroked.value) and 4 <= pdfium.FPDFPath_CountSegments(_typed(item)) <= 5


def rules_of(across: Sequence[Stroke]) -> list[DrawnRule]:
    """The lying strokes, those that touch at one height made one; from the top, at least 60 points long."""
    pieces = [DrawnRule(*stroke) for stroke in across]
    rules: list[DrawnRule] = []
    for piece in sorted(pieces, key=lambda rule: (round(rule.height / 2), rule.left)):
        last = rules[-1] if rules else None
        if last and abs(last.height - piece.height) < 2 and piece.left < last.right + 4:
            rules[-1] = DrawnRule(last.height, min(last.left, piece.left), max(last.right, piece.right))
        else:
            rules.append(piece)
    return sorted((rule for rule in rules if rule.right - rule.left >= 60), key=lambda rule: rule.height)
