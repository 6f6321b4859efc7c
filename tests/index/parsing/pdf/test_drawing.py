"""Page images: the quote's own characters are marked, and nothing else."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas as UntypedCanvas

from index.errors import NoSuchPage, UnreadableReport
from index.library import Library
from index.parsing import Limits, ParserProcess
from index.parsing.page_image import page_image

new_canvas: Any = UntypedCanvas
LINES = [
    "Revenue of the company grew in every quarter of the year and reached",
    "a figure of 41 million. Costs fell for the third year in a row while sus-",
    "tained growth in services reached a figure of 41 million as well.",
]


def pdf(path: Path) -> Path:
    canvas = new_canvas(str(path), pagesize=(400, 300), invariant=1)
    canvas.setFont("Helvetica", 10)
    for number, line in enumerate(LINES):
        canvas.drawString(40, 260 - 12 * number, line)
    canvas.showPage()
    canvas.setFont("Helvetica", 10)
    for number, row in enumerate([("Item", "2023", "2024"), ("Sales", "60.2", "72.5"), ("Profit", "3.0", "4.1")]):
        for column, value in enumerate(row):
            canvas.drawString(40 + 120 * column, 260 - 14 * number, value)
    canvas.save()
    return path


def yellow(png: bytes) -> tuple[int, int, int, int] | None:
    """The box of the marked pixels in points."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    mask = Image.new("1", picture.size)
    raw = picture.tobytes()
    mask.putdata([raw[at] - raw[at + 2] > 60 for at in range(0, len(raw), 3)])
    box = mask.getbbox()
    scale = picture.width / 400
    return None if box is None else (*(round(edge / scale) for edge in box),)  # type: ignore[return-value]


@pytest.fixture
def added(library: Library, tmp_path: Path) -> tuple[Library, str]:
    (outcome,) = library.add([pdf(tmp_path / "report.pdf")])
    assert outcome.report_id is not None
    return library, outcome.report_id


@pytest.mark.parametrize(
    ("across", "drawn"),
    [(None, (800, 600)), (1_800, (1_800, 1_350)), (100_000, (5_657, 4_243))],  # of 400 x 300 points; 24 million pixels
)
def test_a_page_is_drawn_as_wide_as_asked_within_bounds(
    added: tuple[Library, str], across: int | None, drawn: tuple[int, int]
) -> None:
    library, report_id = added
    start = library.get(report_id).text.index("41 million")
    png = library.page_image(report_id, 1, (start, start + 10), across)
    assert Image.open(io.BytesIO(png)).size == drawn
    if across != 100_000:
        assert yellow(png) == yellow(library.page_image(report_id, 1, (start, start + 10)))


def test_the_quote_is_marked_where_it_stands(added: tuple[Library, str]) -> None:
    library, report_id = added
    report = library.get(report_id)
    assert yellow(library.page_image(report_id, 1)) is None
    later = report.text.rindex("41 million")
    assert report.text.index("41 million") < later
    box = yellow(library.page_image(report_id, 1, (later, later + len("41 million"))))
    assert box is not None
    left, top, right, bottom = box
    assert 200 < left < 280 and 50 < top < 60 and bottom - top < 16 and 40 < right - left < 60
    first = report.text.index("41 million")
    box = yellow(library.page_image(report_id, 1, (first, first + len("41 million"))))
    assert box is not None and box[1] < 48 and box[0] < 110


def test_a_word_cut_at_a_lines_end_is_marked_on_both_lines(added: tuple[Library, str]) -> None:
    library, report_id = added
    report = library.get(report_id)
    start = report.text.index("sustained")
    box = yellow(library.page_image(report_id, 1, (start, start + len("sustained"))))
    assert box is not None and box[0] < 45 and box[2] > 320 and 20 < box[3] - box[1] < 30


def test_a_cell_and_a_row_of_a_table_are_marked(added: tuple[Library, str]) -> None:
    library, report_id = added
    report = library.get(report_id)
    cell = report.text.index("72.5")
    box = yellow(library.page_image(report_id, 2, (cell, cell + 4)))
    assert box is not None and 278 <= box[0] <= 282 and box[2] < 305 and 40 < box[1] < 56
    row = report.text.index("Sales")
    box = yellow(library.page_image(report_id, 2, (row, cell + 4)))
    assert box is not None and box[0] < 42 and box[2] > 295
    assert yellow(library.page_image(report_id, 1, (cell, cell + 4))) is None, "the quote stands on the other page"


def test_pages_that_are_not_there_and_files_that_do_not_draw(added: tuple[Library, str], tmp_path: Path) -> None:
    library, report_id = added
    for page in (0, 3):
        with pytest.raises(NoSuchPage, match="pages are 1 to 2"):
            library.page_image(report_id, page)
    text = tmp_path / "plain.txt"
    text.write_text("第一句话。第二句话。\n", "utf-8")
    (outcome,) = library.add([text])
    assert outcome.report_id is not None
    with pytest.raises(NoSuchPage, match="only a PDF"):
        library.page_image(outcome.report_id, 1)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 and no more")
    report = library.get(report_id)
    for file in (broken, tmp_path / "gone.pdf"):
        with ParserProcess() as parser, pytest.raises(UnreadableReport):
            page_image(report, file, 1, None, parser)


def test_a_page_is_drawn_within_the_limits(tmp_path: Path) -> None:
    file = pdf(tmp_path / "report.pdf")
    with (
        ParserProcess(Limits(idle_seconds=0.001)) as parser,
        pytest.raises(UnreadableReport, match="kept the parser waiting"),
    ):
        parser.render(file, 1)
    with ParserProcess() as parser:
        assert parser.render(file, 1).startswith(b"\x89PNG")
        assert parser.parse(file).text.startswith("Revenue")
