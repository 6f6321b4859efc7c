"""Builds the sample reports that are not plain text: one .txt as copied off a sharing site, two .docx, one .pdf.

    python samples/build.py            writes samples/reports/
    python samples/build.py --check    says whether the files there are what the sources build

The same sources give the same bytes on every run and machine: dates are fixed, and nothing is compressed, because
zlib and zlib-ng pack differently. The HTML and the Markdown report are their own sources and stand in reports/.
"""
# reportlab states no types
# mypy: allow-untyped-calls

import argparse
import io
import re
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as DocxParagraph
from reportlab.lib import colors, textsplit
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph as PdfParagraph
from reportlab.platypus import Table as PdfTable
from reportlab.platypus.doctemplate import BaseDocTemplate, NextPageTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable, PageBreak, Spacer
from reportlab.platypus.frames import Frame
from reportlab.platypus.tableofcontents import TableOfContents

SOURCES = Path(__file__).resolve().parent / "sources"
REPORTS = Path(__file__).resolve().parent / "reports"

FIXED_DATE = datetime(2025, 6, 1)
ZIP_DATE = (2025, 6, 1, 0, 0, 0)
FONT = "STSong-Light"  # a CID font that every PDF reader knows: no font file is embedded, and none is needed here
MARGIN = 62  # points, left and right
FICTIONAL = "本文为虚构示例"

SHARED_PAGES = 14
SHARING_BANNER = (
    "《2023年云岭县政府工作报告.docx》为拾页文库用户上传的文档,共{pages}页,可免费在线翻看,"
    "需要更多同类《2023年云岭县政府工作报告》请到拾页文库站内检索。"
)
KEPT_STYLES = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Title", "TitleChar", "TableGrid"} | {
    f"Heading{level}{suffix}" for level in (1, 2, 3) for suffix in ("", "Char")
}
DROPPED_PARTS = ("stylesWithEffects", "customXml", "thumbnail", "numbering")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the report's title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """One paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows, the header first, and whether each column is set to the right."""

    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def read_source(text: str) -> list[Heading | Prose | Grid]:
    """Read the small part of Markdown that the sources use: `#` headings, paragraphs, pipe tables."""
    items: list[Heading | Prose | Grid] = []
    for block in re.split(r"\n{2,}", text.strip()):
        if heading := re.fullmatch(r"(#+) (.+)", block):
            items.append(Heading(len(heading[1]), heading[2]))
        elif block.startswith("|"):
            header, rule, *rows = [
                tuple(cell.strip() for cell in line.strip("|").split("|")) for line in block.split("\n")
            ]
            items.append(Grid((header, *rows), tuple(cell.endswith(":") for cell in rule)))
        else:
            items.append(Prose(block))
    return items


def build_shared_text(source: str) -> bytes:
    """Make clean text look copied off a sharing site: a banner, no paragraphs, and page counters inside sentences."""
    *paragraphs, closing = source.strip().split("\n")
    text = "".join(paragraphs).translate(str.maketrans("，：；！（）", ",:;!()"))
    lines = []
    start = 0
    for number in range(1, SHARED_PAGES + 1):
        end = len(text)
        if number < SHARED_PAGES:
            end = start + round((len(text) - start) / (SHARED_PAGES - number + 1))
            # a page may end inside a word, never inside a figure or between two sentences
            while not re.fullmatch(r"[\u4e00-\u9fff]{2}", text[end - 1 : end + 1]):
                end += 1
        lines.append(f"{number}、{text[start:end]}")
        start = end
    return "\n".join([SHARING_BANNER.format(pages=SHARED_PAGES), *lines, closing, ""]).encode()


def build_styled_docx(source: str) -> bytes:
    """A .docx whose headings carry Word's heading styles, with a table and a title in its properties."""
    document = new_document()
    for item in read_source(source):
        match item:
            case Heading(1, text):
                document.core_properties.title = text
                document.add_paragraph(text, style="Title")
            case Heading(level, text):
                document.add_paragraph(text, style=f"Heading {level - 1}")
            case Prose(text):
                run_in = re.match(r"\d\.[^。]+。(?=.)|[一二三四五]是[^，]+，", text)
                paragraph = document.add_paragraph()
                if run_in:
                    paragraph.add_run(run_in[0]).bold = True
                paragraph.add_run(text[run_in.end() if run_in else 0 :])
                paragraph.paragraph_format.first_line_indent = Pt(24)
            case Grid(rows, right):
                table = document.add_table(len(rows), len(right), style="Table Grid")
                for table_row, row in zip(table.rows, rows, strict=True):
                    for cell, text, to_right in zip(table_row.cells, row, right, strict=True):
                        cell.text = text
                        if to_right:
                            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return save_docx(document)


def build_plain_docx(source: str) -> bytes:
    """A .docx as most offices publish it: every paragraph is Normal, and indented with ideographic spaces."""
    document = new_document()
    for item in read_source(source):
        match item:
            case Heading(1, text):
                centred(document, text).runs[0].bold = True
            case Prose(text) if text.startswith("——"):
                centred(document, text)
            case Heading(_, text) | Prose(text):
                document.add_paragraph("" if text.endswith("代表：") else "\u3000\u3000").add_run(text)
            case Grid():
                raise ValueError("a plain .docx has no table here: use build_styled_docx")
    return save_docx(document)


def centred(document: Document, text: str) -> DocxParagraph:
    """Add a centred paragraph."""
    paragraph = document.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def new_document() -> Document:
    """python-docx's blank document, without the styles and parts that we never use (800 kB uncompressed)."""
    document = docx.Document()
    for style in list(document.styles.element):
        if style.tag == qn("w:style") and style.get(qn("w:styleId")) not in KEPT_STYLES:
            document.styles.element.remove(style)
    for owner in (document.part, document.part.package):
        for key, relation in list(owner.rels.items()):
            if any(part in relation.reltype or part in relation.target_ref for part in DROPPED_PARTS):
                del owner.rels[key]
    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), "SimSun")
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Wenju samples (fictional)"
    properties.comments = FICTIONAL
    properties.created = properties.modified = FIXED_DATE
    return document


def save_docx(document: Document) -> bytes:
    """The document as bytes: stored, not packed, with fixed dates and in a fixed order."""
    written = io.BytesIO()
    document.save(written)
    stored = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(stored, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.create_system = 3  # or Windows would write another byte
            new.writestr(entry, old.read(name))
    return stored.getvalue()


class PdfHeading(PdfParagraph):
    """A heading that enters the outline at its depth, 0 the highest."""

    def __init__(self, text: str, style: ParagraphStyle, depth: int) -> None:
        super().__init__(text, style)
        self.depth = depth


class AnnualReport(BaseDocTemplate):
    """A4 pages with a cover, a running header, page numbers, and an outline made of the headings."""

    def __init__(self, target: io.BytesIO, title: str) -> None:
        super().__init__(
            target, pagesize=A4, title=title, author="Wenju samples (fictional)", subject=FICTIONAL,
            invariant=1, pageCompression=0,
        )  # fmt: skip
        self.running_title = title
        width, height = A4
        frame = Frame(MARGIN, 70, width - 2 * MARGIN, height - 146, id="text")
        self.addPageTemplates(
            [PageTemplate("cover", [frame]), PageTemplate("body", [frame], onPage=self.draw_header_and_footer)]
        )

    def draw_header_and_footer(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        """Draw the running title above and the page number below."""
        width, height = A4
        canvas.setFont(FONT, 9)
        canvas.drawString(MARGIN, height - 48, self.running_title)
        canvas.line(MARGIN, height - 54, width - MARGIN, height - 54)
        canvas.drawCentredString(width / 2, 40, f"第 {canvas.getPageNumber()} 页")

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        """Enter a heading into the outline and the table of contents."""
        if isinstance(flowable, PdfHeading):
            text = flowable.getPlainText()
            key = f"heading-{self.seq.nextf('heading')}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(text, key, flowable.depth)
            self.notify("TOCEntry", (flowable.depth, text, self.page, key))


def pdf_style(name: str, size: float, **more: Any) -> ParagraphStyle:
    """A paragraph style for Chinese text."""
    return ParagraphStyle(name, fontName=FONT, fontSize=size, leading=size * 1.75, wordWrap="CJK", **more)


def build_pdf(source: str) -> bytes:
    """The annual report: a cover, contents, and one outline entry a heading."""
    registerFont(UnicodeCIDFont(FONT))
    # reportlab lacks these in what may not begin a line
    textsplit.ALL_CANNOT_START = "".join([*textsplit.CANNOT_START_LINE, "，：；？！”》"])
    body = pdf_style("body", 10.5, firstLineIndent=21, spaceAfter=5)
    caption = pdf_style("caption", 10, spaceBefore=6, spaceAfter=3, keepWithNext=1)
    headings = [
        pdf_style("section", 15, spaceBefore=14, spaceAfter=8, keepWithNext=1),
        pdf_style("subsection", 12, spaceBefore=8, spaceAfter=4, keepWithNext=1),
    ]
    title, english, *items = read_source(source)
    if not isinstance(title, Heading) or not isinstance(english, Prose):
        raise ValueError("the PDF's source must begin with a title and its English name")
    contents = TableOfContents(
        dotsMinLevel=0, levelStyles=[pdf_style("toc1", 10.5), pdf_style("toc2", 10, leftIndent=20)]
    )
    cover = pdf_style("cover", 24, alignment=1)
    story: list[Flowable] = [Spacer(1, 190), *(PdfParagraph(part, cover) for part in title.text.split(" "))]
    story += [
        Spacer(1, 14),
        PdfParagraph(english.text, pdf_style("english", 12, alignment=1)),
        Spacer(1, 250),
        PdfParagraph(FICTIONAL, pdf_style("note", 10.5, alignment=1)),
        NextPageTemplate("body"),
        PageBreak(),
        PdfParagraph("目录", pdf_style("contents", 15, alignment=1, spaceAfter=10)),
        contents,
        PageBreak(),
    ]
    for item in items:
        match item:
            case Heading(level, text):
                story.append(PdfHeading(text, headings[level - 2], level - 2))
            case Prose(text):
                story.append(PdfParagraph(text, caption if re.match(r"表\d", text) else body))
            case Grid():
                story += [pdf_table(item), Spacer(1, 8)]
    target = io.BytesIO()
    AnnualReport(target, title.text).multiBuild(story)
    return target.getvalue()


def pdf_table(grid: Grid) -> PdfTable:
    """A ruled table over the full width, its first column the widest, its header repeated on each page."""
    width = A4[0] - 2 * MARGIN - 12
    first = width * (0.34 if len(grid.right) > 2 else 0.5)
    others = [(width - first) / (len(grid.right) - 1)] * (len(grid.right) - 1)
    commands: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), FONT, 9),
        ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
        ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
    commands += [("ALIGN", (n, 0), (n, -1), "RIGHT") for n, to_right in enumerate(grid.right) if to_right]
    wrapped = pdf_style("cell", 9)
    rows: list[list[PdfParagraph | str]] = [
        [PdfParagraph(row[0], wrapped) if len(row[0]) > 15 else row[0], *row[1:]] for row in grid.rows
    ]
    rows[0] = [PdfParagraph(name, wrapped) if len(name) > 9 else name for name in grid.rows[0]]
    return PdfTable(rows, colWidths=[first, *others], repeatRows=1, style=commands)


RECIPES: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "2023年云岭县政府工作报告.txt": ("yunling-2023.txt", build_shared_text),
    "2024年云岭县政府工作报告.docx": ("yunling-2024.md", build_styled_docx),
    "2025年云岭县政府工作报告.docx": ("yunling-2025.md", build_plain_docx),
    "澜石光电2024年年度报告.pdf": ("lanshi-2024.md", build_pdf),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the reports, or check them; 1 where a file is missing or differs."""
    parser = argparse.ArgumentParser(description="Build the sample reports from samples/sources.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where a file differs")
    parser.add_argument("--out", type=Path, default=REPORTS, help="folder to write to or check (default: %(default)s)")
    options = parser.parse_args(arguments)
    out: Path = options.out
    differing = 0
    for name, (source, build) in RECIPES.items():
        built = build((SOURCES / source).read_text(encoding="utf-8"))
        if not options.check:
            out.mkdir(parents=True, exist_ok=True)
            (out / name).write_bytes(built)
            print(f"{name}: {len(built):,} bytes")
        elif not (out / name).is_file() or (out / name).read_bytes() != built:
            differing += 1
            print(f"{name}: not what {source} builds; run python samples/build.py", file=sys.stderr)
    if options.check and not differing:
        print(f"{len(RECIPES)} sample reports are what their sources build")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
