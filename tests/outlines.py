"""Documents made of lines, and the outline that is found in one."""

from index.report import Block, BlockKind, ParsedDocument
from index.structure.sections import section_tree

BODY = "全年生产总值增长百分之五，规模以上工业增加值增长百分之六，城乡居民收入与经济增长同步。"


def document(*lines: str, kinds: dict[int, tuple[BlockKind, int]] | None = None) -> ParsedDocument:
    """A document with one block a line; `kinds` names the blocks that are no plain paragraphs."""
    blocks, offset = [], 0
    for place, line in enumerate(lines):
        kind, level = (kinds or {}).get(place, (BlockKind.PARAGRAPH, 0))
        blocks.append(Block(kind, offset, offset + len(line), level))
        offset += len(line) + 1
    return ParsedDocument("\n".join(lines), tuple(blocks))


def outline(parsed: ParsedDocument, report_year: int | None = None) -> list[tuple[int, str]]:
    """(level, heading) of its sections, in order."""
    tree = section_tree(parsed, report_year)
    return [(section.level, parsed.text[section.heading_start : section.heading_end]) for section in tree[1:]]
