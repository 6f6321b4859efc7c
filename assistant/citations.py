"""A span of a report to a Citation: the quote letter for letter, and the place in words that a person can follow."""

import re

from index.report import Report
from index.sentences import is_blanked

from .answer import Citation

NUMBERING = re.compile(
    r"\s*(第[一二三四五六七八九十百零〇\d]+[章节部分篇]+|[（(][一二三四五六七八九十百\d]+[）)]|"
    r"[一二三四五六七八九十百]+、|\d+(?:\.\d+)+|\d+[.、．]|[①-⑳]|(?:PART|Part|Item|ITEM)\s+[\dIVXA-Z]+\.?)"
)
LABEL_CHARACTERS = 24


def cite(report: Report, start: int, end: int, n: int) -> Citation:
    """The citation of `report.text[start:end]`. Raises ValueError where that is not inside the text."""
    if not 0 <= start < end <= len(report.text):
        raise ValueError(f"span [{start}, {end}) is not inside a text of {len(report.text)} characters")
    quote = report.text[start:end]
    return Citation(
        n=n,
        report_id=report.report_id,
        title=report.metadata.title,
        source=report.sources[0].name,
        section=report.headings(start),
        page=report.page_at(start),
        start=start,
        end=end,
        quote=quote,
        locator=locator(report, start),
        text_sha256=report.text_sha256,
        parser_version=report.parser_version,
        blanked=is_blanked(quote),
    )


def locator(report: Report, offset: int) -> str:
    """Where `offset` stands, for a person: 《title》一、（二）第3段, with the page where there are pages."""
    path = report.section_path(report.section_at(offset))
    labels = [_label(report.heading(section)) for section in path]
    paragraph = report.paragraph_at(offset)
    page = report.page_at(offset)
    title = report.metadata.title
    if report.metadata.language == "en":
        parts = [f"“{title}”", *labels]
        parts.append(f"paragraph {paragraph}" if paragraph else "heading")
        return ", ".join(parts if page is None else [*parts, f"p. {page}"])
    named = title if title.startswith("《") else f"《{title}》"
    place = f"第{paragraph}段" if paragraph else "标题"
    return f"{named}{_joined(labels)}{place}" + ("" if page is None else f"，第{page}页")


def _joined(labels: list[str]) -> str:
    """Numbers run together as in 一、（二）; headings without one are set off by spaces."""
    joined = "".join(label if NUMBERING.fullmatch(label) else f" {label} " for label in labels)
    return re.sub(" +", " ", joined)


def _label(heading: str) -> str:
    """A heading's number where it has one, else the heading, shortened."""
    match = NUMBERING.match(heading)
    if match is not None:
        return match.group(1).strip()
    return heading if len(heading) <= LABEL_CHARACTERS else f"{heading[:LABEL_CHARACTERS]}…"
