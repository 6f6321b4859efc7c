"""Layers of a PDF (optional content) that are switched off: taken out of its pages before pdfium reads their text.

pdfium draws no layer that is off but gives its text all the same, and does not say which text that is. So where a
file has such a layer, which few have, pypdf writes its pages anew without what the layer shows. What moves the pen
stays; only what would be seen goes.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, NameObject

# What shows text, paints a path, draws a picture or a form; what takes its place where it does more than show.
_SHOWING = {
    **dict.fromkeys((b"Tj", b"TJ", b"Do", b"sh", b"INLINE IMAGE"), None),
    **dict.fromkeys((b"'", b'"'), b"T*"),
    **dict.fromkeys((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s"), b"n"),
}
_DEEPEST = 8
# pypdf raises these too on files that pdfium reads.
_FAULTS = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, AssertionError)


@dataclass(frozen=True, slots=True)
class Layered:
    """A file without its layers that are off, and their names."""

    data: bytes
    off: tuple[str, ...] = ()


def without_hidden_layers(data: bytes) -> Layered:
    """The file as it is, where no layer of it is off or where that can't be told."""
    if b"/OCProperties" not in data and b"/ObjStm" not in data:
        return Layered(data)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted or "/OCProperties" not in reader.root_object:
            return Layered(data)
        properties: Any = reader.root_object["/OCProperties"]
        off = _off(properties)
        if not off:
            return Layered(data)
        writer = pypdf.PdfWriter(clone_from=reader)
        groups: Any = writer.root_object["/OCProperties"]
        hidden = _Hidden(set(_off(groups)), writer)
        for page in writer.pages:
            hidden.clean(page)
        buffer = io.BytesIO()
        writer.write(buffer)
    except _FAULTS:
        return Layered(data)
    return Layered(buffer.getvalue(), tuple(off.values()))


def _off(properties: Any) -> dict[int, str]:
    """The layers that are off when the file is opened, by the number of their object: their names."""
    settings = _entry(properties, "/D")
    off = {}
    listed = {state: {_number(item) for item in _entry(settings, state)} for state in ("/ON", "/OFF")}
    base_off = settings.get("/BaseState") == "/OFF"
    by_use = {_number(item) for item in _switched_by_use(settings)}
    for item in _entry(properties, "/OCGs"):
        number, layer = _number(item), item.get_object()
        if number is None or not isinstance(layer, DictionaryObject):
            continue
        is_off = number in listed["/OFF"] or (base_off and number not in listed["/ON"])
        if number in by_use:
            state = _entry(_entry(layer, "/Usage"), "/View").get("/ViewState")
            is_off = is_off if state is None else state == "/OFF"
        if is_off:
            off[number] = str(layer.get("/Name", ""))
    return off


def _switched_by_use(settings: Any) -> Iterator[Any]:
    """The layers whose own word on whether they are for the screen is taken (ISO 32000-1, 8.11.4.4)."""
    for event in _entry(settings, "/AS"):
        use = event.get_object()
        if use.get("/Event") == "/View" and "/View" in _entry(use, "/Category"):
            yield from _entry(use, "/OCGs")


def _number(item: Any) -> int | None:
    """The number of the object that is referred to; None where nothing is."""
    return getattr(item, "idnum", None)


def _entry(holder: Any, key: str) -> Any:
    """What a dictionary holds under a key; an empty dictionary where it holds nothing."""
    return holder[key].get_object() if key in holder else DictionaryObject()


class _Hidden:
    """Takes out of pages and forms what layers that are off show."""

    def __init__(self, off: set[int], writer: Any) -> None:
        self._off = off
        self._writer = writer
        self._cleaned: set[int] = set()

    def clean(self, page: Any) -> None:
        """Cleans a page: its content, the forms that it draws, its annotations."""
        content = page.get_contents()
        if content is not None:
            stream = self._stream(content, _entry(page, "/Resources"), 0)
            if stream is not None:
                page[NameObject("/Contents")] = self._writer._add_object(stream)
        if "/Annots" in page:
            kept = [item for item in page["/Annots"].get_object() if not self._is_hidden(item.get_object())]
            page[NameObject("/Annots")] = ArrayObject(kept)

    def _is_hidden(self, item: Any) -> bool:
        return "/OC" in item and self._is_off(item.raw_get("/OC"))

    def _stream(self, content: Any, resources: Any, depth: int) -> Any | None:
        """The content without what is hidden; None where all of it is seen."""
        stream = ContentStream(content, self._writer)
        marked = _entry(resources, "/Properties")
        drawn = _entry(resources, "/XObject")
        stack: list[bool] = []
        kept: list[tuple[Any, bytes]] = []
        changed = False
        for operands, operator in stream.operations:
            if operator in (b"BDC", b"BMC"):
                named = operator == b"BDC" and operands[0] == "/OC" and isinstance(operands[1], NameObject)
                stack.append(bool(named and operands[1] in marked and self._is_off(marked.raw_get(operands[1]))))
            elif operator == b"EMC" and stack:
                stack.pop()
            hidden = any(stack)
            if operator == b"Do" and not hidden and operands[0] in drawn:
                hidden = self._is_hidden_form(drawn.raw_get(operands[0]), resources, depth)
            if hidden and operator in _SHOWING:
                changed = True
                instead = _SHOWING[operator]
                if operator == b'"':
                    # It sets the spaces of words and of letters for what follows too.
                    kept += [([space], setting) for space, setting in zip(operands, (b"Tw", b"Tc"), strict=False)]
                if instead is not None:
                    kept.append(([], instead))
                continue
            kept.append((operands, operator))
        if not changed:
            return None
        stream.operations = kept
        return stream

    def _is_hidden_form(self, reference: Any, resources: Any, depth: int) -> bool:
        """Whether a form or picture belongs to a layer that is off; else what is hidden inside it goes."""
        item = reference.get_object()
        if self._is_hidden(item):
            return True
        number = getattr(reference, "idnum", 0)
        if item.get("/Subtype") == "/Form" and depth < _DEEPEST and number not in self._cleaned:
            self._cleaned.add(number)
            cleaned = self._stream(item, _entry(item, "/Resources") or resources, depth + 1)
            if cleaned is not None:
                item.set_data(cleaned.get_data())
        return False

    def _is_off(self, reference: Any) -> bool:
        """Whether a layer, or a rule over several, hides what bears it."""
        if reference is None:
            return False
        if _number(reference) in self._off:
            return True
        item = reference.get_object()
        if item.get("/Type") != "/OCMD":
            return False
        if "/VE" in item:
            return not self._is_true(item["/VE"], 0)
        members = item.raw_get("/OCGs") if "/OCGs" in item else None
        listed = members.get_object() if members is not None else []
        groups = list(listed) if isinstance(listed, list) else [members]
        if not groups:
            return False
        shown = [_number(group) not in self._off for group in groups]
        policies: dict[str, Callable[[list[bool]], bool]] = {
            "/AllOn": all,
            "/AnyOff": lambda states: not all(states),
            "/AllOff": lambda states: not any(states),
        }
        return not policies.get(str(item.get("/P", "/AnyOn")), any)(shown)

    def _is_true(self, expression: Any, depth: int) -> bool:
        """A rule of the form [/And, /Or or /Not, members]; a member is a layer or such a rule."""
        if depth > _DEEPEST or not isinstance(expression.get_object(), list):
            return _number(expression) not in self._off
        operator, *members = expression.get_object()
        values = [self._is_true(member, depth + 1) for member in members]
        if operator == "/Not":
            return not all(values)
        return any(values) if operator == "/Or" else all(values)
