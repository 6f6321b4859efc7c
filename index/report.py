"""What a report is: one canonical text, and half-open spans over it.

All offsets count Unicode code points of `Report.text`, half-open: `text[start:end]` is the thing itself.
Values here are frozen; a later step builds a new one.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class BlockKind(StrEnum):
    """What a block is in the layout of the file."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's top left corner; `page` is 1-based."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; `row` and `column` are 0-based. Empty cells have `start == end`."""

    start: int
    end: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table, as the file lays it out.

    Blocks are in reading order and disjoint; between two of them stand only separators (line breaks).
    `level` is the heading depth that the file itself states (style, tag, outline), 1 the highest; 0 where it
    states none. A table's rows stand one a line, its cells divided by tabs; `header_rows` counts the rows at
    the top that name the columns.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    cells: tuple[Cell, ...] = ()
    header_rows: int = 0
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Removal:
    """Debris that parsing deleted: its text, the offset in the canonical text where it stood, and why."""

    text: str
    at: int
    reason: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What stands at `[start, end)`, and what is meant by it: `text` is the report's own, `reads` is ours."""

    start: int
    end: int
    text: str
    reads: str
    reason: str

    def to_json(self) -> dict[str, int | str]:
        """The correction as the commands give it."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "reads": self.reads,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """What a parser makes of a file.

    `page_starts[n - 1]` is the offset at which page n begins; empty where the format has no pages.
    `page_labels[n - 1]` is what page n is called where that is not n, as printed on it or stated by the file, else "";
    empty where every page is called by its number. `unread` are the pages whose text could not be read: pictures, or
    letters without meaning.
    `title` is the title that the file's own properties state (PDF or docx core properties, HTML title).
    `problems` are sentences for the reader, such as a page without text.
    """

    text: str
    blocks: tuple[Block, ...]
    removals: tuple[Removal, ...] = ()
    page_starts: tuple[int, ...] = ()
    title: str | None = None
    problems: tuple[str, ...] = ()
    page_labels: tuple[str, ...] = ()
    unread: tuple[int, ...] = ()


class Part(StrEnum):
    """Whether a section looks back or ahead."""

    REVIEW = "review"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the section tree.

    `number` is its place in reading order; section 0 is the root: it has no heading and level 0, and spans
    the whole text. `[start, end)` covers the heading and all subsections; `[heading_start, heading_end)` is
    the heading as it stands in the text (a heading may run into its paragraph).
    """

    number: int
    level: int
    parent: int | None
    start: int
    end: int
    heading_start: int
    heading_end: int
    part: Part | None = None
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or table row. `blanked`: a figure or word in it is masked (`X%`, `XX亿元`)."""

    start: int
    end: int
    blanked: bool = False


WORK_REPORT = "government_work_report"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a report says of itself, or the user says of it. `year` is the report's own year.

    `kind` is one of KINDS, `language` an ISO 639-1 code, `delivered` and `issued` an ISO date (`issued` may be a
    month). `title` is the title as shown. Where the text's own lacks whose it is or of when, `supplied` is what was put
    before it in square brackets; "" where nothing was. `period` is a company's fiscal period as it counts (2023,
    2023Q2, 2023H1), `period_span` one of year, half, quarter and period, `period_end` the ISO date on which it ends.
    """

    title: str
    issuer: str | None = None
    region: str | None = None
    year: int | None = None
    kind: str = "other"
    language: str = "zh"
    delivered: str | None = None
    supplied: str = ""
    period: str | None = None
    period_span: str | None = None
    period_end: str | None = None
    issued: str | None = None

    @property
    def own_title(self) -> str:
        """The title as the text itself gives it; "" where it gives none."""
        return self.title.removeprefix(f"[{self.supplied}]").lstrip() if self.supplied else self.title

    @property
    def is_work_report(self) -> bool:
        """Whether it is a government's, given as its year begins: it plans that year and reviews the one before."""
        return self.kind == WORK_REPORT

    @property
    def year_told(self) -> int | None:
        """The year whose results it tells: of a work report the one before its own, of any other its own."""
        return self.year - 1 if self.year is not None and self.is_work_report else self.year

    @property
    def years(self) -> tuple[int, ...]:
        """The years by which a question may mean the report: its own, and its fiscal one where that is another."""
        fiscal = int(self.period[:4]) if self.period else None
        return tuple(sorted({year for year in (self.year, fiscal) if year is not None}))


KINDS = (
    WORK_REPORT,
    "annual_report",
    "financial_report",
    "sustainability_report",
    "audit_report",
    "research_report",
    "other",
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file name under which the report's bytes were added; `added` is an ISO 8601 UTC time."""

    name: str
    url: str | None
    added: str


# Among a report's problems: its text was read off pictures.
OCR_PROBLEM = "Read by text recognition (OCR), which may misread characters; compare with the page's picture."


@dataclass(frozen=True, slots=True)
class Report:
    """A report as the library keeps it. `report_id` is the SHA-256 of the source file's bytes, in hex."""

    report_id: str
    metadata: Metadata
    text: str
    text_sha256: str
    parser_version: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    removals: tuple[Removal, ...] = ()
    page_starts: tuple[int, ...] = ()
    problems: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    page_labels: tuple[str, ...] = ()
    _section_starts: tuple[int, ...] = field(init=False, repr=False, compare=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "_section_starts", tuple(section.start for section in self.sections))

    @property
    def is_recognised(self) -> bool:
        """Whether the text was read off pictures of pages (OCR)."""
        return OCR_PROBLEM in self.problems

    def heading(self, section: Section) -> str:
        """The section's heading, letter for letter; empty for the root."""
        return self.text[section.heading_start : section.heading_end].strip()

    def in_heading(self, start: int, end: int) -> bool:
        """Whether `[start, end)` stands in a heading, in which nothing is told and 二、 joins nothing."""
        section = self.section_at(start)
        return section.heading_start <= start and end <= section.heading_end

    def section_at(self, offset: int) -> Section:
        """The deepest section that holds `offset`."""
        return self.sections[bisect_right(self._section_starts, offset) - 1]

    def section_path(self, section: Section) -> tuple[Section, ...]:
        """The section and those above it, from the top, without the root."""
        path: list[Section] = []
        node: Section | None = section
        while node is not None and node.parent is not None:
            path.append(node)
            node = self.sections[node.parent]
        return tuple(reversed(path))

    def headings(self, offset: int) -> tuple[str, ...]:
        """The headings above `offset`, from the top."""
        return tuple(self.heading(section) for section in self.section_path(self.section_at(offset)))

    def own_span(self, section: Section) -> tuple[int, int]:
        """The section's span without its subsections."""
        following = section.number + 1
        if following < len(self.sections) and self.sections[following].parent == section.number:
            return section.start, self.sections[following].start
        return section.start, section.end

    def page_at(self, offset: int) -> int | None:
        """The 1-based page on which `offset` stands; None where the format has no pages."""
        return bisect_right(self.page_starts, offset) or None

    def page_label_at(self, offset: int) -> str:
        """What the page on which `offset` stands is called where that is not its number, else ""."""
        page = self.page_at(offset)
        return self.page_labels[page - 1] if page is not None and page <= len(self.page_labels) else ""

    def paragraph_at(self, offset: int) -> int:
        """The 1-based number, within its section, of the paragraph, list item or table that holds `offset`.

        A block that is only the section's heading does not count; 0 stands for the heading itself.
        """
        section = self.section_at(offset)
        start, end = self.own_span(section)
        number = 0
        for block in self.blocks:
            if block.end <= start or block.end <= section.heading_end:
                continue
            if block.start >= end or block.start > offset:
                break
            number += 1
        return number


@dataclass(frozen=True, slots=True)
class Passage:
    """The `number`th passage of a report: `text[start:end]`, inside the section numbered `section`."""

    number: int
    section: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage as a search returns it. `section` holds the headings from the top; `page` is 1-based or None."""

    rank: int
    score: float
    report_id: str
    title: str
    source: str
    section: tuple[str, ...]
    page: int | None
    start: int
    end: int
    text: str

    def to_json(self) -> dict[str, Any]:
        """The passage as `wenju search --json` gives it."""
        return {
            "rank": self.rank,
            "score": round(self.score, 6),
            "report_id": self.report_id,
            "title": self.title,
            "source": self.source,
            "section": list(self.section),
            "page": self.page,
            "start": self.start,
            "end": self.end,
            "text": self.text,
        }
