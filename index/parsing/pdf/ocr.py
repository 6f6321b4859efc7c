"""PDFs that are pictures of pages, read by text recognition where the extra `ocr` is installed.

The engine finds lines of text on a page's picture; their places then go the way of any PDF's text: reading order,
headings by size, tables by columns. What an engine read may be misread, so the report says so.
"""

import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any, NoReturn, Protocol

import pypdfium2

from index.errors import LimitExceeded, NoTextLayer
from index.parsing.limits import Limits, allow_work
from index.parsing.pdf.characters import Page, Segment
from index.parsing.pdf.reading import document_of, open_pdf, properties_of, read_pages, recognised_pages, unread_pages
from index.report import OCR_PROBLEM, ParsedDocument

# 200 dots an inch, with which print of 9 points has letters about 18 pixels wide; fewer on posters.
_SCALE = 200 / 72
_LONGEST_SIDE = 3_000
# 12 seconds a page on two busy cores: an hour of them.
_MOST_PAGES = 300
# Below it the engine guesses at smudges.
_LEAST_SCORE = 0.5


@dataclass(frozen=True, slots=True)
class Recognised:
    """A line of text on a picture; places in pixels from its top left corner, `score` from 0 to 1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    score: float = 1.0


class Engine(Protocol):
    """Reads a picture."""

    def __call__(self, picture: Any) -> Sequence[Recognised]:
        """The lines of text on a PIL image."""


def parse_scanned(data: bytes, engine: Engine | None = None, limits: Limits | None = None) -> ParsedDocument:
    """A PDF with pages that are pictures or have letters without meaning; the other pages are read as they are.

    Raises NoTextLayer where there is nothing to read on any.
    """
    engine, limits = engine or rapid_engine(), limits or Limits()
    with open_pdf(data) as document:
        pages = read_pages(document, limits)
        unread = set(unread_pages(document, pages)) or {page.number for page in pages if not page.segments}
        if len(unread) > _MOST_PAGES:
            raise LimitExceeded(f"has {len(unread)} pages of images, more than the {_MOST_PAGES} allowed")
        pages = [_recognised(document, page, engine, limits) if page.number in unread else page for page in pages]
        properties = properties_of(document)
    if not any(page.segments for page in pages):
        raise NoTextLayer("has no text layer, and text recognition found no text on its pages")
    found = [page.number for page in pages if page.number in unread and page.segments]
    whole = len(found) == sum(bool(page.segments) for page in pages)
    problems = () if not found else (OCR_PROBLEM,) if whole else (OCR_PROBLEM, recognised_pages(found))
    return document_of(pages, properties, problems)


def _recognised(document: Any, read: Page, engine: Engine, limits: Limits) -> Page:
    """The page with the lines that the engine finds on its picture, and what it had beside them."""
    allow_work(limits.ocr_seconds_a_page)
    try:
        page = document[read.number - 1]
        width, height = page.get_size()
        scale = min(_SCALE, _LONGEST_SIDE / max(width, height, 1.0))
        picture = page.render(scale=scale).to_pil().convert("RGB")
    except pypdfium2.PdfiumError:
        return read
    lines = [line for line in engine(picture) if line.score >= _LEAST_SCORE and line.text.strip()]
    return replace(read, width=width, height=height, segments=_segments(lines, scale), meaningless=False)


def _segments(lines: Sequence[Recognised], scale: float) -> tuple[Segment, ...]:
    """The lines in points. Boxes of one type differ by a fifth in height; those near the usual one count as it."""
    if not lines:
        return ()
    usual = median(line.bottom - line.top for line in lines) / scale
    segments = []
    for line in lines:
        height = (line.bottom - line.top) / scale
        size = round(0.75 * (usual if 0.75 * usual < height < 1.3 * usual else height), 1)
        segments.append(
            Segment(
                text=line.text.strip(),
                left=line.left / scale,
                top=line.top / scale,
                right=line.right / scale,
                bottom=line.bottom / scale,
                baseline=line.bottom / scale - 0.2 * height,
                size=size,
                bold=False,
                hidden=False,
                angle=0,
            )
        )
    return tuple(segments)


def rapid_engine() -> Engine:
    """RapidOCR with the PP-OCR models of its own wheel. Raises NoTextLayer, naming the extra, without it."""
    _stay_offline()
    try:
        import numpy
        from onnxruntime.capi.onnxruntime_pybind11_state import RuntimeException
        from rapidocr import RapidOCR
    except ImportError as error:
        raise NoTextLayer(
            "has no text layer; to read it by text recognition: pip install 'wenju[ocr]', then add it again"
        ) from error
    threads = max(1, min(4, os.cpu_count() or 1))
    read = RapidOCR(
        params={
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )

    def engine(picture: Any) -> Sequence[Recognised]:
        try:
            # Its arrays are blue, green, red.
            found = read(numpy.asarray(picture)[:, :, ::-1])
        except RuntimeException as error:
            # What the engine raises where it gets no more memory.
            raise MemoryError from error
        if found.boxes is None or found.txts is None:
            return ()
        lines = []
        for text, box, score in zip(found.txts, found.boxes, found.scores, strict=True):
            (left, top), (right, bottom) = box.min(axis=0), box.max(axis=0)
            lines.append(Recognised(text, float(left), float(top), float(right), float(bottom), float(score)))
        return lines

    return engine


def _stay_offline() -> None:
    """This process looks up no host: a model that is missing from the wheel is an error and no download."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError("text recognition tried to reach the network; reinstall the extra: pip install 'wenju[ocr]'")

    socket.getaddrinfo = refuse
    socket.create_connection = refuse
