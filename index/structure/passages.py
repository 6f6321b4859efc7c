"""A report's section tree to passages: what is embedded, indexed and ranked.

A passage is a run of whole sentences (or table rows) of one section. What is embedded and indexed with it is the
report's title, the section path and, for a table that it continues, its caption and header rows; none of that is in its
span.
"""

from collections.abc import Callable, Sequence

from index.errors import LimitExceeded
from index.report import BlockKind, Passage, Report, Section, Sentence
from index.structure.tables import block_at, caption_span
from index.text.sentences import split_sentences

PASSAGES_VERSION = "3"
# Tokens a passage may have, header and prompt included. The default model reads 512; joining sentences can add a few.
TOKENS = 480
HEADER_CHARACTERS = 120

# A paragraph below this share of the budget, such as a title or a salutation, is no passage: alone it would be found
# for every question about its report and answer none.
SHORT = 8

CountTokens = Callable[[Sequence[str]], list[int]]


def make_passages(
    report: Report, count_tokens: CountTokens, max_tokens: int = TOKENS, limit: int | None = None
) -> tuple[Passage, ...]:
    """Cuts a report into passages that cross no section, sentence or table row.

    Paragraphs stay together where they fit. A single sentence longer than the model reads stays whole. Raises
    LimitExceeded where there would be more than `limit`.
    """
    passages: list[Passage] = []
    tables = [block for block in report.blocks if block.kind is BlockKind.TABLE]
    for section in report.sections:
        start, end = report.own_span(section)
        sentences = split_sentences(report.text, start, end)
        has_subsections = section.end > end
        if not sentences or (has_subsections and sentences[-1].end <= section.heading_end):
            continue
        texts = [report.text[sentence.start : sentence.end] for sentence in sentences]
        # Prompt and special tokens count once a passage, with its header and table headers; not once a sentence.
        repeated = ["\n".join(table_header(report, table.end - 1)) for table in tables if start <= table.start < end]
        own, header, *costs = count_tokens(["", header_of(report, section), *repeated, *texts])
        costs = [cost - own for cost in costs]
        most, costs = max(costs[: len(repeated)], default=0), costs[len(repeated) :]
        # A table's names may take a quarter; beyond it the model cuts the last rows' ends rather than we the rows.
        budget = max(max_tokens - header - min(most, max_tokens // 4), max_tokens // 4)
        for first, last in _runs(report, sentences, costs, budget):
            passages.append(Passage(len(passages), section.number, sentences[first].start, sentences[last].end))
        if limit is not None and len(passages) > limit:
            raise LimitExceeded(
                f"makes more than the {limit:,} passages allowed; the setting limits.passages allows more"
            )
    return tuple(passages)


def _runs(report: Report, sentences: Sequence[Sentence], costs: Sequence[int], budget: int) -> list[tuple[int, int]]:
    """First and last sentence of each passage: greedy by whole paragraphs, a long one cut; no short one alone."""
    runs: list[tuple[int, int]] = []
    for first, last in _paragraphs(report, sentences):
        if runs and sum(costs[runs[-1][0] : last + 1]) <= budget:
            runs[-1] = (runs[-1][0], last)
            continue
        if runs and sum(costs[runs[-1][0] : first]) * SHORT < budget:
            first = runs.pop()[0]
        runs.extend(_split(costs, first, last, budget))
    if len(runs) > 1 and sum(costs[runs[-1][0] :]) * SHORT < budget:
        _, last = runs.pop()
        runs.extend(_split(costs, runs.pop()[0], last, budget))
    return runs


def _paragraphs(report: Report, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """First and last sentence of each paragraph; a heading goes with what follows it."""
    paragraphs: list[tuple[int, int]] = []
    first = 0
    for number in range(1, len(sentences) + 1):
        if number == len(sentences) or "\n" in report.text[sentences[number - 1].end : sentences[number].start]:
            if number < len(sentences) and sentences[number - 1].end <= _heading_end(report, sentences[number - 1]):
                continue
            paragraphs.append((first, number - 1))
            first = number
    return paragraphs


def _heading_end(report: Report, sentence: Sentence) -> int:
    return report.section_at(sentence.start).heading_end


def _split(costs: Sequence[int], first: int, last: int, budget: int) -> list[tuple[int, int]]:
    """Runs within the budget, about equally long, so that none is a remainder of a sentence."""
    total = sum(costs[first : last + 1])
    share = total / -(-total // budget) if total > budget else budget
    runs = []
    spent = 0
    start = first
    for number in range(first, last + 1):
        ended = spent >= share or spent + costs[number] > budget
        if number > start and ended:
            runs.append((start, number - 1))
            start, spent = number, 0
        spent += costs[number]
    runs.append((start, last))
    return runs


def header_of(report: Report, section: Section) -> str:
    """Title and section path, one a line, each shortened to 120 characters."""
    lines = [report.metadata.title, *(report.heading(above) for above in report.section_path(section))]
    return "\n".join(line[:HEADER_CHARACTERS] for line in lines if line)


def indexed_text(report: Report, passage: Passage) -> str:
    """What is embedded and indexed lexically for a passage: header, table header where it continues one, text."""
    section = report.sections[passage.section]
    parts = [header_of(report, section), *table_header(report, passage.start), report.text[passage.start : passage.end]]
    return "\n".join(part for part in parts if part)


def table_header(report: Report, offset: int) -> list[str]:
    """Caption and header rows of the table that `offset` stands in, as far as they stand before it; else empty."""
    block = block_at(report, offset)
    if block is None or block.kind is not BlockKind.TABLE:
        return []
    lines = []
    caption = caption_span(report, block)
    section = report.section_at(block.start)
    if caption is not None and caption[0] >= section.heading_end:
        lines.append(report.text[slice(*caption)])
    head = [cell for cell in block.cells if cell.row < block.header_rows]
    end = max((cell.end for cell in head), default=block.start)
    if block.start < end <= offset:
        lines.append(report.text[block.start : end])
    return lines
