"""Pictures of pages: refused with the extra's name, or read and marked as recognised."""

import importlib.util
import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes import HashingEmbedder
from pdf_files import PROSE, joined, lines, pdf, without_meaning
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader as UntypedReader
from reportlab.pdfgen.canvas import Canvas as UntypedCanvas

from index.errors import LimitExceeded, NoTextLayer
from index.library import Library
from index.parsing import Limits, ParserProcess, sandbox
from index.parsing.pdf import ocr
from index.parsing.pdf.ocr import Recognised, parse_scanned
from index.report import OCR_PROBLEM, BlockKind, ParsedDocument

new_canvas: Any = UntypedCanvas
picture_reader: Any = UntypedReader
needs_engine = pytest.mark.skipif(
    importlib.util.find_spec("rapidocr") is None, reason="the extra ocr is not installed: pip install 'wenju[ocr]'"
)
WORDS = ["ANNUAL REPORT 2024", "Revenue reached 72.5 million in 2024.", "Costs fell to 31.9 million."]


def scanned(*pages: list[str]) -> bytes:
    """A PDF of pictures, a page each, with the words drawn on them in a face that every Pillow has."""
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, pagesize=(595, 842), invariant=1)
    for words in pages:
        picture = Image.new("RGB", (1190, 1684), "white")
        draw = ImageDraw.Draw(picture)
        for number, text in enumerate(words):
            draw.text((120, 160 + 90 * number), text, fill="black", font=ImageFont.load_default(40))
        canvas.drawImage(picture_reader(picture), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def drawn(picture: Any) -> Sequence[Recognised]:
    """An engine that says what stands on the page: a heading, a paragraph of two lines, a table, and a smudge."""
    scale = picture.width / 595
    lines = [
        (72, 60, 300, 84, "一、总体情况"),
        (72, 120, 520, 133, FIRST),
        (72, 139, 200, 152, "各项任务圆满完成。"),
        *(
            (72 + 150 * column, 200 + 20 * row, 112 + 150 * column, 213 + 20 * row, value)
            for row, values in enumerate(ROWS)
            for column, value in enumerate(values)
        ),
        (300, 700, 310, 712, "▒"),
    ]
    boxes = [Recognised(text, *(edge * scale for edge in edges)) for *edges, text in lines]
    return [*boxes[:-1], replace(boxes[-1], score=0.2)]


FIRST = "全年地区生产总值增长百分之五，居民收入增长百分之六，粮食产量再创历史新高，"
ROWS = [["指标", "2023", "2024"], ["收入", "60.2", "72.5"], ["支出", "30.1", "31.9"]]


def test_what_an_engine_reads_becomes_blocks_with_boxes(check_spans: Callable[[ParsedDocument], None]) -> None:
    document = parse_scanned(scanned([], []), drawn)
    check_spans(document)
    assert document.problems == (OCR_PROBLEM,)
    texts = [(block.kind, document.text[block.start : block.end]) for block in document.blocks]
    assert texts[:3] == [
        (BlockKind.HEADING, "一、总体情况"),
        (
            BlockKind.PARAGRAPH,
            FIRST + "各项任务圆满完成。",
        ),
        (BlockKind.TABLE, "\n".join("\t".join(row) for row in ROWS)),
    ]
    box = document.blocks[0].boxes[0]
    assert (box.page, round(box.left), round(box.top), round(box.right)) == (1, 72, 60, 300)
    assert len(document.page_starts) == 2
    assert "▒" not in document.text


def test_pages_on_which_nothing_is_read() -> None:
    with pytest.raises(NoTextLayer, match="found no text"):
        parse_scanned(scanned([]), lambda picture: ())
    document = parse_scanned(scanned([], []), lambda picture: drawn(picture) if next(turns) else ())
    assert document.problems == (OCR_PROBLEM, "Page 2 has no text, only pictures if anything.")


turns = iter([True, False])


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_MOST_PAGES", 1)
    with pytest.raises(LimitExceeded, match="2 pages of images"):
        parse_scanned(scanned([], []), drawn)


def test_without_the_extra_the_refusal_names_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sandbox, "recognition_is_installed", lambda: False)
    file = tmp_path / "scan.pdf"
    file.write_bytes(scanned(WORDS))
    with ParserProcess() as parser, pytest.raises(NoTextLayer, match=r"pip install 'wenju\[ocr\]'"):
        parser.parse(file)


def test_recognition_has_limits_of_its_own() -> None:
    assert Limits(memory=1, ocr_memory=5).for_recognition().memory == 5


@needs_engine
def test_a_scan_is_read_in_the_parsing_process_and_says_so(tmp_path: Path) -> None:
    library = Library(tmp_path / "library", HashingEmbedder())
    file = tmp_path / "scan.pdf"
    file.write_bytes(scanned(WORDS, ["Page two has words too."]))
    (outcome,) = library.add([file])
    assert outcome.status == "added", outcome.reason
    assert outcome.report_id is not None
    report = library.get(outcome.report_id)
    assert report.is_recognised
    for words in ("Revenue reached 72.5 million in 2024.", "Costs fell to 31.9 million."):
        assert words in report.text
    start = report.text.index("72.5")
    assert report.page_at(start) == 1 and report.page_at(report.text.index("Page two")) == 2
    plain = library.page_image(report.report_id, 1)
    assert library.page_image(report.report_id, 1, (start, start + 4)) != plain


def test_recognition_reads_the_pages_that_have_no_text_and_leaves_the_others() -> None:
    data = joined(pdf(lines(PROSE)), without_meaning("Revenue grew by 12.5 percent"))
    document = parse_scanned(data, lambda picture: [Recognised("营业收入增长百分之五。", 200, 300, 700, 340)])
    assert document.text == PROSE + "\n营业收入增长百分之五。"
    assert document.problems == (OCR_PROBLEM, "Page 2 was read by text recognition, the others as the file has them.")
    assert document.unread == ()
