"""A PDF's page as a picture with a quote marked: made on demand, from the kept file, in the parsing process.

A report keeps the boxes of its lines. The boxes of a quote's characters are found again where they are asked for: the
page's visible characters inside those lines are searched for the quote, and of several places the one nearest to where
the quote stands in its block is taken.
"""

import io
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2

from index.errors import DamagedFile, NoSuchPage
from index.parsing.pdf.characters import Spot, page_spots
from index.patterns import regex
from index.report import Box

# Pixels a point: twice the screen's own 72 dots an inch, fewer on posters.
_SCALE = 2.0
_LONGEST_SIDE = 1_800
# What is drawn where a width is asked for: of a page of A4 some 4,100 pixels across, half a second and 250 MB.
_MOST_PIXELS = 24_000_000
_MARK = (255, 226, 92)
# A line's box is rounded to a tenth of a point.
_SLACK = 0.6
_SPACES = regex(r"[\s\-\u00ad]+")


@dataclass(frozen=True, slots=True)
class Marking:
    """A part of a quote on one page: its text, the boxes of its block's lines there, and the shares of the block's
    characters on that page that stand before its start and before its end, from 0 to 1.
    """

    text: str
    boxes: tuple[Box, ...]
    share: float
    until: float


def render_page(data: bytes, number: int, markings: Sequence[Marking], across: int | None = None) -> bytes:
    """Page `number`, from 1, as PNG, `across` pixels wide as far as that is drawn, else as wide as a screen wants it.

    Raises UnreadableReport, or NoSuchPage where the file has no such page.
    """
    from index.parsing.pdf.reading import open_pdf

    with open_pdf(data) as document:
        if not 1 <= number <= len(document):
            raise NoSuchPage(f"the file has no page {number}; its pages are 1 to {len(document)}")
        try:
            page = document[number - 1]
            spots = [spot for spot in page_spots(page) if not spot.hidden] if markings else []
            width, height = page.get_size()
            scale = _scale(width, height, across)
            picture = page.render(scale=scale).to_pil().convert("RGB")
        except pypdfium2.PdfiumError as error:
            raise DamagedFile(f"has a page {number} that does not draw; open it in another program") from error
    boxes = [box for marking in markings for box in quote_boxes(spots, marking)]
    buffer = io.BytesIO()
    _marked(picture, boxes, scale).save(buffer, format="PNG")
    return buffer.getvalue()


def _scale(width: float, height: float, across: int | None) -> float:
    """Pixels a point."""
    if across is None:
        return min(_SCALE, _LONGEST_SIDE / max(width, height, 1.0))
    return min(across / max(width, 1.0), math.sqrt(_MOST_PIXELS / max(width * height, 1.0)))


def _marked(picture: Any, boxes: Sequence[Box], scale: float) -> Any:
    """The picture with the boxes in a marker's colour under the ink."""
    from PIL import Image, ImageChops

    for box in boxes:
        edges = [round(scale * edge) for edge in (box.left, box.top, box.right, box.bottom)]
        left, top = max(edges[0], 0), max(edges[1], 0)
        right, bottom = min(edges[2], picture.width), min(edges[3], picture.height)
        if left < right and top < bottom:
            under = picture.crop((left, top, right, bottom))
            picture.paste(ImageChops.multiply(under, Image.new("RGB", under.size, _MARK)), (left, top))
    return picture


def quote_boxes(spots: Sequence[Spot], marking: Marking) -> list[Box]:
    """The boxes of a quote's characters, those of one line made one; its block's lines where it is not found there,
    as on the picture of a page that was read by text recognition.
    """
    inside = list(_inside(spots, marking.boxes))
    stream = "".join(spot.text for spot in inside)
    owner = [spot for spot in inside for _ in spot.text]
    wanted = _SPACES.sub("", marking.text)
    expected = marking.share * len(stream)
    found = _places(stream, wanted, expected)
    if not found:
        # A table's row: its cells may stand in another order on the page, so each is searched alone.
        for cell in marking.text.split("\t"):
            found += _pieces(stream, _SPACES.sub("", cell), expected)
    if not found:
        return list(_by_share(marking))
    return _lines([owner[place] for place in sorted(set(found))], marking.boxes[0].page)


def _by_share(marking: Marking) -> Iterator[Box]:
    """The block's lines that hold the quote if all letters are equally wide: there are none to search."""
    whole = sum(box.right - box.left for box in marking.boxes)
    passed = 0.0
    for box in marking.boxes:
        width = box.right - box.left
        start, end = marking.share * whole - passed, marking.until * whole - passed
        if start < width and end > 0:
            yield replace(box, left=box.left + max(start, 0), right=box.left + min(end, width))
        passed += width


def _places(stream: str, wanted: str, expected: float) -> list[int]:
    """The places of the characters of the occurrence of `wanted` that is nearest to `expected`."""
    if not wanted:
        return []
    starts = [match.start() for match in re.finditer(f"(?={re.escape(wanted)})", stream)]
    if not starts:
        return []
    start = min(starts, key=lambda place: abs(place - expected))
    return list(range(start, start + len(wanted)))


def _pieces(stream: str, wanted: str, expected: float) -> list[int]:
    """The places of a cell's text, in pieces where other cells stand between its lines."""
    found: list[int] = []
    while wanted:
        length = len(wanted)
        while length > 1 and wanted[:length] not in stream:
            length -= 1
        if wanted[:length] in stream and (length > 1 or not found):
            places = _places(stream, wanted[:length], expected)
            expected = places[-1] + 1
            found += places
        wanted = wanted[length:]
    return found


def _inside(spots: Sequence[Spot], boxes: Sequence[Box]) -> Iterator[Spot]:
    """The characters in each of the boxes, box by box, without hyphens and spaces: joining lines drops them."""
    for box in boxes:
        line = [
            spot
            for spot in spots
            if box.left - _SLACK <= (spot.left + spot.right) / 2 <= box.right + _SLACK
            and box.top - _SLACK <= (spot.top + spot.bottom) / 2 <= box.bottom + _SLACK
            and not _SPACES.fullmatch(spot.text)
        ]
        upright = box.right - box.left >= box.bottom - box.top
        yield from sorted(line, key=lambda spot: spot.left) if upright else line


def _lines(spots: Sequence[Spot], page: int) -> list[Box]:
    """Boxes around neighbouring characters of one line."""
    boxes: list[Box] = []
    for spot in spots:
        last = boxes[-1] if boxes else None
        middle = (spot.top + spot.bottom) / 2
        near = last is not None and last.top <= middle <= last.bottom
        if last is not None and near and -2 <= spot.left - last.right <= spot.bottom - spot.top:
            top, bottom = min(last.top, spot.top), max(last.bottom, spot.bottom)
            boxes[-1] = Box(page, min(last.left, spot.left), top, max(last.right, spot.right), bottom)
        else:
            boxes.append(Box(page, spot.left, spot.top, spot.right, spot.bottom))
    return boxes
