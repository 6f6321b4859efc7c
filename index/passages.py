"""A report's section tree to passages: what is embedded, indexed and ranked.

A passage is a run of whole sentences (or table rows) of one section. What is embedded and indexed with it is the
report's title, the section path and, for a table that it continues, the header rows; none of that is in its span.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .report import Block, BlockKind, Report, Section, Sentence
from .sentences import split_sentences

PASSAGES_VERSION = "1"
# Tokens a passage may have, header and prompt included. The default model reads 512; joining sentences can add a few.
TOKENS = 480
HEADER_CHARACTERS = 120

CountTokens = Callable[[Sequence[str]], list[int]]


@dataclass(frozen=True, slots=True)
class Passage:
    """The `number`th passage of a report: `text[start:end]`, inside the section numbered `section`."""

    number: int
    section: int
    start: int
    end: int


def make_passages(report: Report, count_tokens: CountTokens, max_tokens: int = TOKENS) -> tuple[Passage, ...]:
    """Cuts a report into passages that cross no section, sentence or table row.

    Paragraphs stay together where they fit. A single sentence longer than the model reads stays whole.
    """
    passages: list[Passage] = []
    for section in report.sections:
        start, end = report.own_span(section)
        sentences = split_sentences(report.text, start, end)
        has_subsections = section.end > end
        if not sentences or (has_subsections and sentences[-1].end <= section.heading_end):
            continue
        texts = [report.text[sentence.start : sentence.end] for sentence in sentences]
        # Prompt and special tokens count once a passage, with its header; not once a sentence.
        own, header, *costs = count_tokens(["", header_of(report, section), *texts])
        costs = [cost - own for cost in costs]
        budget = max(max_tokens - header, max_tokens // 4)
        for first, last in _runs(report, sentences, costs, budget):
            passages.append(Passage(len(passages), section.number, sentences[first].start, sentences[last].end))
    return tuple(passages)


def _runs(report: Report, sentences: Sequence[Sentence], costs: Sequence[int], budget: int) -> list[tuple[int, int]]:
    """First and last sentence of each passage: greedy, but a paragraph that fits whole starts a new one."""
    runs: list[tuple[int, int]] = []
    for first, last in _paragraphs(report, sentences):
        cost = sum(costs[first : last + 1])
        if runs and sum(costs[runs[-1][0] : last + 1]) <= budget:
            runs[-1] = (runs[-1][0], last)
        elif cost <= budget:
            runs.append((first, last))
        else:
            runs.extend(_split(costs, first, last, budget))
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
    runs = []
    spent = 0
    start = first
    for number in range(first, last + 1):
        if number > start and spent + costs[number] > budget:
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
    """The header rows of the table that `offset` stands in, unless it stands in them; else empty."""
    block = block_at(report, offset)
    if block is None or block.kind is not BlockKind.TABLE or not block.header_rows:
        return []
    head = [cell for cell in block.cells if cell.row < block.header_rows]
    end = max(cell.end for cell in head)
    return [] if offset < end else [report.text[block.start : end]]


def block_at(report: Report, offset: int) -> Block | None:
    """The block that holds `offset`; None between blocks."""
    for block in report.blocks:
        if block.start <= offset < block.end:
            return block
    return None
