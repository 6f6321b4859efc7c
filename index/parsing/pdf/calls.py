"""pdfium's functions as bare ones: addresses go in and come out as plain numbers.

pypdfium2 makes an object of every address, which costs more than the call: for the characters and shapes of a long
report these take a third of the time.
"""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from typing import Any

import pypdfium2.raw

# pypdfium2 has no types.
_pdfium: Any = pypdfium2.raw

VOID, INT, UNSIGNED, DOUBLE = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint, ctypes.c_double


def bare(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of pdfium's with its types stated anew, `VOID` for every address."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


def handle_of(item: Any) -> Any:
    """The address of a page or text page, as a bare function takes it."""
    return ctypes.cast(item.raw, ctypes.c_void_p)


_kind = bare(_pdfium.FPDFPageObj_GetType, INT, VOID)
_bounds = bare(_pdfium.FPDFPageObj_GetBounds, INT, VOID, VOID, VOID, VOID, VOID)
_page_count = bare(_pdfium.FPDFPage_CountObjects, INT, VOID)
_page_object = bare(_pdfium.FPDFPage_GetObject, VOID, VOID, INT)
_form_count = bare(_pdfium.FPDFFormObj_CountObjects, INT, VOID)
_form_object = bare(_pdfium.FPDFFormObj_GetObject, VOID, VOID, UNSIGNED)


def page_objects(page: Any, kinds: Sequence[int], depth: int) -> Iterator[tuple[int, int]]:
    """(address, kind) of a page's objects of these kinds, in drawing order, in forms down to `depth` - 1 levels."""
    return _objects(handle_of(page), frozenset(kinds), depth, _page_count, _page_object)


def _objects(
    owner: Any, kinds: frozenset[int], depth: int, count: Callable[..., Any], get: Callable[..., Any]
) -> Iterator[tuple[int, int]]:
    found = [item for item in map(get, repeat(owner), range(max(count(owner), 0))) if item]
    for item, kind in zip(found, map(_kind, found), strict=True):
        if kind in kinds:
            yield item, kind
        if kind == _pdfium.FPDF_PAGEOBJ_FORM and depth > 1:
            yield from _objects(item, kinds, depth - 1, _form_count, _form_object)


class Bounds:
    """Asks for the bounds of one page object after another."""

    def __init__(self) -> None:
        self._edges = (ctypes.c_float * 4)()
        start = ctypes.addressof(self._edges)
        self._places = start, start + 4, start + 8, start + 12

    def of(self, item: int) -> list[float] | None:
        """Left, bottom, right and top in the page's own coordinates; None where pdfium does not know them."""
        return self._edges[:] if _bounds(item, *self._places) else None
