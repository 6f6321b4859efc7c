"""pdfium's functions called bare: which of a page's objects are found, in what order and how deep, and their bounds."""

from typing import Any

import pypdf
import pypdfium2.raw
import pytest
from pdf_files import first_page, named, numbers, operators, stream, written
from pypdf.generic import NameObject

from index.parsing.pdf.calls import INT, VOID, Bounds, bare, handle_of, page_objects

# pypdfium2 has no types.
pdfium: Any = pypdfium2.raw
TEXT, PATH, FORM = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM
WORD = "BT /F1 12 Tf 72 700 Td (Revenue) Tj ET"
BOX = "100 200 50 30 re f"


def nested(depth: int) -> bytes:
    """A page with a box of its own and `depth` forms one in the other, each with a box and then the next form."""
    writer = pypdf.PdfWriter()
    inner: dict[str, Any] = {}
    for level in range(depth):
        drawn = " /X Do" if inner else ""
        form = stream(
            f"{10 * (depth - level)} 10 5 5 re f{drawn}",
            Type=NameObject("/XObject"),
            Subtype=NameObject("/Form"),
            BBox=numbers(0, 0, 595, 842),
            Resources=named(XObject=named(**inner)),
        )
        inner = {"X": writer._add_object(form)}
    return written(operators("0 10 5 5 re f /X Do", writer, XObject=named(**inner)))


def lefts(data: bytes, depth: int) -> list[float]:
    """The left edges of the boxes of a page, in the order in which they are found."""
    bounds = Bounds()
    with first_page(data) as page:
        found = [bounds.of(item) for item, _ in page_objects(page, [PATH], depth)]
    return [round(edges[0]) for edges in found if edges is not None]


def test_objects_come_in_drawing_order_and_only_of_the_kinds_asked_for() -> None:
    with first_page(written(operators(f"{BOX} {WORD} {BOX}"))) as page:
        assert [kind for _, kind in page_objects(page, [TEXT, PATH], 1)] == [PATH, TEXT, PATH]
        assert [kind for _, kind in page_objects(page, [TEXT], 1)] == [TEXT]
        assert list(page_objects(page, [], 1)) == []


def test_an_empty_page_has_no_objects() -> None:
    with first_page(written(operators(""))) as page:
        assert list(page_objects(page, [TEXT, PATH, FORM], 3)) == []


@pytest.mark.parametrize(("depth", "found"), [(1, [0]), (2, [0, 10]), (3, [0, 10, 20]), (9, [0, 10, 20, 30])])
def test_forms_are_opened_as_deep_as_asked(depth: int, found: list[float]) -> None:
    assert lefts(nested(3), depth) == found


def test_a_form_that_is_asked_for_comes_before_what_stands_in_it() -> None:
    with first_page(nested(1)) as page:
        assert [kind for _, kind in page_objects(page, [FORM, PATH], 2)] == [PATH, FORM, PATH]


def test_bounds_are_left_bottom_right_and_top_on_the_page_itself() -> None:
    bounds = Bounds()
    with first_page(written(operators(f"{BOX} 300 400 20 10 re f"))) as page:
        first, second = (bounds.of(item) for item, _ in page_objects(page, [PATH], 1))
    assert first == pytest.approx([100, 200, 150, 230])
    assert second == pytest.approx([300, 400, 320, 410]), "the first answer is not written over"


def test_a_bare_function_gives_and_takes_plain_numbers() -> None:
    count = bare(pdfium.FPDFPage_CountObjects, INT, VOID)
    get = bare(pdfium.FPDFPage_GetObject, VOID, VOID, INT)
    with first_page(written(operators(f"{BOX} {WORD}"))) as page:
        handle = handle_of(page)
        assert count(handle) == 2
        assert isinstance(get(handle, 0), int)
        assert get(handle, 7) is None
