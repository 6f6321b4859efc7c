"""Plain text: debris out, tables of blanks and drawn lines found, the rest joined into paragraphs."""

from dataclasses import replace
from itertools import pairwise

from index.parsing.boilerplate import banners
from index.parsing.boilerplate.page_chrome import chrome_cuts
from index.parsing.decoding import decode
from index.parsing.document import settle
from index.parsing.lines_to_paragraphs import BULLET, LineHabit, cut_between, paragraphs, rows_of
from index.parsing.plain_text_tables import tables_in
from index.report import Block, BlockKind, ParsedDocument


def parse_plain(data: bytes) -> ParsedDocument:
    """Plain text, in any encoding that `decoding` knows."""
    return parse_text(decode(data))


def parse_text(text: str) -> ParsedDocument:
    """Plain text already decoded, its line ends unified."""
    whole = ParsedDocument(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    # Debris goes first: a page counter that cut a sentence in two takes its line break with it.
    clean = settle(whole, [*banners.cuts(text, banners.DEBRIS_RULES), *chrome_cuts(text)])
    lines = rows_of(clean.text)
    tables = tables_in(clean.text, [(line.start, line.end) for line in lines])
    blocks = list(tables.blocks)
    joints = list(tables.cuts)
    prose = [line for line in lines if not tables.holds(line.start)]
    habit = LineHabit.of(prose)
    for paragraph in paragraphs(prose, habit):
        start, end = paragraph[0].start, paragraph[-1].end
        kind = BlockKind.LIST_ITEM if BULLET.match(paragraph[0].text) else BlockKind.PARAGRAPH
        blocks.append(Block(kind, start, end))
        joints += [cut_between(line, following, clean.text, habit) for line, following in pairwise(paragraph)]
    blocks.sort(key=lambda block: block.start)
    draft = replace(clean, blocks=tuple(blocks))
    return settle(draft, [*joints, *banners.invisible_cuts(clean.text)])
