"""Page headers and footers: what stands only there (a title, a number, a date) is text, the rest is taken out.

A report's title, the number of a notice or the day may stand in the margin alone. Where the body opens without a title,
the header's lines come in front of it. Of the others, lines with a figure that the body does not have come behind it.
"""

import re
from dataclasses import dataclass, replace

import lxml.etree as etree

from index.parsing.document import DocumentBuilder
from index.parsing.package import Package, value
from index.parsing.word.body import BodyReader
from index.parsing.word.styles import is_on
from index.patterns import regex
from index.report import BlockKind, ParsedDocument
from index.structure.numbering import enumerator_at

HEADER_REASON = "page header"
FOOTER_REASON = "page footer"
# Pages are counted there: "第 页 共 页" without its fields, "- 3 -", "Page 3 of 9".
_PAGE_COUNT = regex(
    r"(?:第\s*\d*\s*页)?[\s,，/|]*(?:共\s*\d*\s*页)?|[-—–\s]*\d*[-—–\s]*|page\s*\d*\s*(?:of\s*\d*)?|\d*\s*/\s*\d*",
    re.IGNORECASE,
)
_SENTENCE_END = regex(r"[。！？；!?;]")
_LONGEST_TITLE = 60
_LONGEST_LINE = 200
# A document of many sections repeats its margins; more lines than these are no one's title.
_MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class Margins:
    """The lines of headers and footers, each once, in the order of the sections."""

    headers: tuple[str, ...]
    footers: tuple[str, ...]

    @classmethod
    def of(cls, package: Package, part: str, body: etree._Element, reader: BodyReader) -> "Margins":
        """What stands in the margins of a document's pages."""
        relations = package.relations(part)
        unseen = _unseen_kinds(body, package.beside(part, "settings", "settings.xml"))
        lines: dict[str, list[str]] = {"header": [], "footer": []}
        for reference in body.iter("{*}headerReference", "{*}footerReference"):
            relation = relations.get(value(reference, "id"))
            if relation is None or relation.kind not in lines or value(reference, "type") in unseen:
                continue
            root = package.xml_if_there(relation.part)
            if root is None:
                continue
            # A watermark is drawn behind the text and is no line of the margin.
            etree.strip_elements(root, "{*}textpath", with_tail=False)
            lines[relation.kind] += [" ".join(text.split()) for text in reader.paragraphs(root)]
        return cls(*(tuple(_worth(lines[kind])) for kind in ("header", "footer")))

    def around(self, draft: ParsedDocument, title: str | None, problems: tuple[str, ...]) -> ParsedDocument:
        """The document with what stands only in its margins, and what it is called and suffers from."""
        lines = (*self.headers, *self.footers)
        body = _folded(draft.text) if lines else ""
        alone = [line for line in lines if _folded(line) not in body]
        untitled = not _opens_with_title(draft)
        front = [line for line in self.headers if untitled and line in alone]
        behind = [line for line in alone if line not in front and re.search(r"\d", line)]
        builder = DocumentBuilder()
        for line in front:
            builder.add(BlockKind.PARAGRAPH, line)
        for kind, lines in ((HEADER_REASON, self.headers), (FOOTER_REASON, self.footers)):
            for line in lines:
                if line not in front and line not in behind:
                    builder.remove(line, kind)
        builder.add_document(draft)
        for line in behind:
            builder.add(BlockKind.PARAGRAPH, line)
        return replace(builder.draft(title), problems=(*draft.problems, *problems))


def _unseen_kinds(body: etree._Element, settings: etree._Element | None) -> frozenset[str]:
    """The kinds of margins that no page shows: Word keeps those of first and even pages when they are turned off.

    A section shows the first page's margins of an earlier one, so one section that turns them on is enough.
    """
    first = any(is_on(each) for each in body.iter("{*}titlePg"))
    even = settings is not None and is_on(settings.find("{*}evenAndOddHeaders"))
    return frozenset(kind for kind, shown in (("first", first), ("even", even)) if not shown)


def _worth(lines: list[str]) -> list[str]:
    kept = [line for line in lines if not _PAGE_COUNT.fullmatch(line) and len(line) <= _LONGEST_LINE]
    return list(dict.fromkeys(kept))[:_MOST_LINES]


def _folded(text: str) -> str:
    return re.sub(r"[\s\W_]+", "", text).lower()


def _opens_with_title(draft: ParsedDocument) -> bool:
    """Whether the first block may be a title: a line without a number in front and without a sentence."""
    if not draft.blocks or draft.blocks[0].kind is BlockKind.TABLE:
        return False
    first = draft.blocks[0]
    line = draft.text[first.start : first.end].split("\n")[0].strip()
    numbered = enumerator_at(line, 0, len(line)) is not None
    return not numbered and 1 < len(line) <= _LONGEST_TITLE and not _SENTENCE_END.search(line)
