"""Retrieved passages to what a language model reads: sentences S12 and table rows T3.r4, each with its place.

The text is a disarmed copy between two random lines; what is quoted later is read from the report by the id.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from assistant.llm.disarming import for_prompt
from assistant.reader.candidates import names_only, sentences_around
from index.library import Library
from index.patterns import regex
from index.report import Block, Part, RankedPassage, Report, Section, Sentence
from index.structure.passages import table_header
from index.structure.tables import cells_in
from index.text.sentences import split_sentences
from index.text.tokens import tokens

HEADING_CHARACTERS = 120  # of a title, a heading or a table's header line; longer ones are cut
_PARTS = {
    "zh": {Part.REVIEW: "回顾", Part.PLAN: "计划"},
    "en": {Part.REVIEW: "looks back", Part.PLAN: "plans"},
}


@dataclass(frozen=True, slots=True)
class CitableSentence:
    """A sentence or table row that a model may cite: its id and where it stands, `[start, end)` of the report."""

    id: str
    report: Report
    start: int
    end: int

    @property
    def text(self) -> str:
        """The sentence or row, letter for letter."""
        return self.report.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Material:
    """What a prompt shows of the reports: `text` for the model, `delimiter` around it, and the numbered spans by id."""

    text: str
    delimiter: str
    numbered: dict[str, CitableSentence]


def gather(
    library: Library,
    passages: Sequence[RankedPassage],
    language: str,
    budget: int,
    count_tokens: Callable[[str], int],
    question: str = "",
) -> Material:
    """The passages, best first, each widened by the sentences around it, as far as `budget` tokens reach.

    A passage that does not fit is tried as it is; of the first one that doesn't fit so either, the sentences that have
    most of the question's words are shown. Raises UnknownReport, LibraryMissing.
    """
    numbering = _Numbering(language)
    blocks: list[str] = []
    left, cut = budget, False
    reports = {report_id: library.get(report_id) for report_id in dict.fromkeys(p.report_id for p in passages)}
    for passage in passages:
        report = reports[passage.report_id]
        start, end = report.own_span(report.section_at(passage.start))
        around = sentences_around(report, start, end, passage)
        inside = list(split_sentences(report.text, passage.start, passage.end))
        shown = False
        for sentences in (around, inside):
            block, given = numbering.block(report, sentences)
            cost = count_tokens(block) + 1 if given else 0
            if given and cost <= left:
                numbering.keep(given)
                blocks.append(block)
                left -= cost
                shown = True
                break
        if not shown and not cut and inside:
            cut = True
            block, given = _as_much_as_fits(numbering, report, inside, left, count_tokens, question)
            if given:
                numbering.keep(given)
                blocks.append(block)
                left -= count_tokens(block) + 1
    text = "\n\n".join(blocks)
    return Material(text, fresh_delimiter(text), dict(numbering.kept))


def _as_much_as_fits(
    numbering: "_Numbering",
    report: Report,
    sentences: Sequence[Sentence],
    budget: int,
    count_tokens: Callable[[str], int],
    question: str,
) -> tuple[str, list[CitableSentence]]:
    """Whole sentences of a passage, those with most of the question's words first, in the order of the text."""
    asked = set(tokens(question))
    text = report.text
    ranked = sorted(sentences, key=lambda one: -len(asked & set(tokens(text[one.start : one.end]))))
    best: tuple[str, list[CitableSentence]] = ("", [])
    chosen: list[Sentence] = []
    for sentence in ranked:
        tried = sorted([*chosen, sentence], key=lambda one: one.start)
        block, given = numbering.block(report, tried)
        if given and count_tokens(block) + 1 <= budget:
            chosen, best = tried, (block, given)
    return best


def fresh_delimiter(text: str) -> str:
    """A line that no report can have foreseen."""
    while (line := f"==={secrets.token_hex(8)}===") in text:
        pass
    return line


# The dots that lead to a page's number in a contents list.
_LEADER = regex(r"(?:[.·‥․。．]\s?){5,}|…\s?…")


def _says_something(text: str) -> bool:
    """Whether a line may be cited: it has a letter or digit, and is no line of a contents list."""
    return any(map(str.isalnum, text)) and _LEADER.search(text) is None


class _Numbering:
    """Gives ids; those of a block count only once it is kept."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.kept: dict[str, CitableSentence] = {}
        self._taken: set[tuple[str, int]] = set()
        self._tables: dict[tuple[str, int], int] = {}

    def keep(self, given: Sequence[CitableSentence]) -> None:
        for numbered in given:
            self.kept[numbered.id] = numbered
            self._taken.add((numbered.report.report_id, numbered.start))

    def block(self, report: Report, sentences: Sequence[Sentence]) -> tuple[str, list[CitableSentence]]:
        """The lines of sentences of one section that are not given yet, under title and headings; and their spans."""
        fresh = [sentence for sentence in sentences if (report.report_id, sentence.start) not in self._taken]
        fresh = [s for s in fresh if not names_only(report, report.section_at(s.start), s)]
        fresh = [s for s in fresh if _says_something(report.text[s.start : s.end])]
        if not fresh:
            return "", []
        numbers = count(1 + sum(name[0] == "S" for name in self.kept))
        lines = [self._place(report, report.section_at(fresh[0].start))]
        given: list[CitableSentence] = []
        table: Block | None = None
        for sentence in fresh:
            found = cells_in(report, sentence.start, sentence.end)
            if found is None:
                name = f"S{next(numbers)}"
            else:
                row = found[1][0].row
                if row < found[0].header_rows:
                    continue  # shown without an id, over the first row below
                if table is not found[0]:
                    table = found[0]
                    lines += self._table_lines(report, sentence)
                name = self._row_name(report, table, row, given)
                if not name:
                    continue
            given.append(CitableSentence(name, report, sentence.start, sentence.end))
            # The id ends the line: a small model that copies a sentence then copies its mark too. Qwen2.5-Coder-0.5B
            # marked 1 of ten answers with the id in front, 6 of the same ten with it behind.
            lines.append(f"{for_prompt(given[-1].text)}[{name}]")
        return "\n".join(lines), given

    def _row_name(self, report: Report, table: Block, row: int, given: Sequence[CitableSentence]) -> str:
        number = self._tables.setdefault((report.report_id, table.start), len(self._tables) + 1)
        taken = {*self.kept, *(numbered.id for numbered in given)}
        name = f"T{number}.r{row + 1}"
        # A row too long for one sentence is several: T3.r4, T3.r4b, T3.r4c; past the alphabet, 10,000 characters, none.
        return next((name + more for more in ("", *"bcdefghijklmnopqrstuvwxyz") if name + more not in taken), "")

    def _table_lines(self, report: Report, sentence: Sentence) -> Iterator[str]:
        header = [for_prompt(line)[: 2 * HEADING_CHARACTERS] for line in table_header(report, sentence.start)]
        if header:
            yield ("表头：" if self._language == "zh" else "Table header: ") + " / ".join(header)

    def _place(self, report: Report, section: Section) -> str:
        """《title》 › headings (looks back, 2024)."""
        names = [report.metadata.title, *(report.heading(above) for above in report.section_path(section))]
        path = " › ".join(for_prompt(name)[:HEADING_CHARACTERS] for name in names if name)
        said = [_PARTS[self._language][section.part]] if section.part is not None else []
        said += [str(year) for year in section.years[:3]]
        joined = ("，" if self._language == "zh" else ", ").join(said)
        return f"# {path}" + (
            f"（{joined}）" if joined and self._language == "zh" else f" ({joined})" if joined else ""
        )
