"""Sentences of two reports matched with one another, and what became of each.

Words are compared by rapidfuzz (the indel ratio over characters without spaces and marks). A ratio that decides nothing
by itself counts where the passages around both sentences are near by the library's stored vectors, so that nothing is
embedded anew.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.models.embedding import Vectors
from index.patterns import regex
from index.report import BlockKind, Passage, Report
from index.structure.numbering import enumerator_at
from index.text.sentences import split_sentences
from index.text.tokens import matchable

Span = tuple[int, int]

# From this ratio on two sentences are one, worded otherwise. By hand on the sample county's 2024 and 2025: pairs from
# .55 on say the same of the same thing with other figures, those below .35 do not.
SAME_WORDS = 0.55
# Between the two it takes passages that are near: among the three nearest of the other report.
ALIKE_WORDS, NEAR_PASSAGES = 0.38, 3
# What stands elsewhere in other words is a plan that came about, and not the same passage moved.
MOVED_WORDS = 0.75
# Of what says less than this ("各位代表：") nothing is told.
SHORTEST = 8
_TRAILING_NUMBER = regex(r"[;；]?\s*\d{1,2}[.．、]\s*$")
# A number, in figures or in Chinese, or a character: 1244 for 1256 is no change of two figures.
_PIECE = regex(r"\d+(?:[.,．，]\d+)*|[〇零一二三四五六七八九十百千万亿两]{2,}|.", re.DOTALL)
_LETTERS = regex(r"\W+")


@dataclass(frozen=True, slots=True)
class Passages:
    """A report with its passages and their vectors, a row a passage."""

    report: Report
    passages: tuple[Passage, ...]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Matched:
    """A sentence of the earlier report and one of the later, None where there is none; `likeness` of their words.

    `moved`: it stands in another part of the report than its neighbours. `novelty`: the share of what it says, in pairs
    of characters, that the other report says nowhere.
    """

    before: Span | None
    after: Span | None
    likeness: float = 0.0
    moved: bool = False
    novelty: float = 0.0


@dataclass(frozen=True, slots=True)
class _Unit:
    start: int
    end: int
    words: str
    passage: int
    section: int


def matched(earlier: Passages, later: Passages) -> list[Matched]:
    """Every sentence of both reports in the later one's order, then what only the earlier one has, in its own."""
    before, after = _units(earlier), _units(later)
    pairs = _pairs(before, after, _near(earlier.vectors, later.vectors))
    moved = _moved(pairs, before, after)
    said_before, said_after = (_twos(_folded(each.report.text)) for each in (earlier, later))
    found: list[Matched] = []
    for place, unit in enumerate(after):
        if place in pairs:
            other, likeness = pairs[place]
            found.append(Matched(_span(before[other]), _span(unit), likeness, place in moved))
        else:
            found.append(Matched(None, _span(unit), novelty=_novelty(unit, said_before)))
    taken = {other for other, _ in pairs.values()}
    lacking = (unit for place, unit in enumerate(before) if place not in taken)
    found.extend(Matched(_span(unit), None, novelty=_novelty(unit, said_after)) for unit in lacking)
    return found


def differing(before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where two wordings differ: spans of the one and of the other. A number is another one as a whole."""
    from rapidfuzz.distance import Indel

    gone: list[Span] = []
    come: list[Span] = []
    earlier, later = list(_PIECE.finditer(before)), list(_PIECE.finditer(after))
    for step in Indel.opcodes([piece[0] for piece in earlier], [piece[0] for piece in later]):
        if step.tag in ("delete", "replace"):
            gone.append((earlier[step.src_start].start(), earlier[step.src_end - 1].end()))
        if step.tag in ("insert", "replace"):
            come.append((later[step.dest_start].start(), later[step.dest_end - 1].end()))
    return _joined(gone), _joined(come)


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans of which no two are parted by a single character: 1.46 for 2.1 is one difference."""
    found: list[Span] = []
    for start, end in spans:
        if found and start - found[-1][1] <= 1:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def _units(of: Passages) -> list[_Unit]:
    """The sentences of its paragraphs that say something; headings and tables are left out."""
    report = of.report
    starts = [passage.start for passage in of.passages]
    found: list[_Unit] = []
    for block in report.blocks:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        for start, end in _sentences(report, block.start, block.end):
            words = _folded(report.text[start:end])
            section = report.section_at(start)
            if len(words) >= SHORTEST and end > section.heading_end:
                passage = max(bisect_left(starts, start + 1) - 1, 0)
                found.append(_Unit(start, end, words, passage, section.number))
    return found


def _sentences(report: Report, start: int, end: int) -> Iterator[Span]:
    """The sentences of a block without the number that opens them, or that opens the next one."""
    for sentence in split_sentences(report.text, start, end):
        tail = _TRAILING_NUMBER.search(report.text, sentence.start, sentence.end)
        last = sentence.end if tail is None else tail.start()
        mark = enumerator_at(report.text, sentence.start, last)
        first = sentence.start if mark is None else mark.end
        if first < last:
            yield first, last


def _folded(text: str) -> str:
    return _LETTERS.sub("", matchable(text))


def _near(earlier: Vectors, later: Vectors) -> np.ndarray:
    """Which passages are near, shape (later, earlier): each later one's nearest few."""
    if not earlier.size or not later.size:
        return np.zeros((len(later) or 1, len(earlier) or 1), bool)
    cosines = later @ earlier.T
    nearest = np.argsort(-cosines, axis=1)[:, :NEAR_PASSAGES]
    found = np.zeros(cosines.shape, bool)
    np.put_along_axis(found, nearest, True, axis=1)
    return found


def _pairs(before: Sequence[_Unit], after: Sequence[_Unit], near: np.ndarray) -> dict[int, tuple[int, float]]:
    """For places of the later report the place in the earlier one that it goes with, one to one, the likest first."""
    from rapidfuzz import fuzz, process

    if not before or not after:
        return {}
    ratios = process.cdist(
        [unit.words for unit in after],
        [unit.words for unit in before],
        scorer=fuzz.ratio,
        score_cutoff=ALIKE_WORDS * 100,
        dtype=np.float32,
    )
    candidates: list[tuple[float, int, int]] = []
    for later, earlier in zip(*np.nonzero(ratios), strict=True):
        likeness = float(ratios[later, earlier]) / 100
        is_near = bool(near[after[later].passage, before[earlier].passage])
        if likeness >= SAME_WORDS or is_near:
            # Of equals the one whose surroundings are alike, then the one at the like place.
            apart = abs(later / len(after) - earlier / len(before))
            candidates.append((likeness + 0.02 * is_near - 0.01 * apart, int(later), int(earlier)))
    pairs: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for _, later, earlier in sorted(candidates, key=lambda each: (-each[0], each[1], each[2])):
        if later not in pairs and earlier not in taken:
            pairs[later] = (earlier, float(ratios[later, earlier]) / 100)
            taken.add(earlier)
    return pairs


def _moved(pairs: dict[int, tuple[int, float]], before: Sequence[_Unit], after: Sequence[_Unit]) -> frozenset[int]:
    """The places that left the order of the rest and stand in another section than most that stood with them."""
    places = sorted(pairs)
    kept = _longest_rise([pairs[place][0] for place in places])
    in_order = {places[number] for number in kept}
    goes_to: dict[int, dict[int, int]] = {}
    for place in in_order:
        counts = goes_to.setdefault(before[pairs[place][0]].section, {})
        counts[after[place].section] = counts.get(after[place].section, 0) + 1
    usual = {section: max(counts, key=lambda each: counts[each]) for section, counts in goes_to.items()}
    return frozenset(
        place
        for place in places
        if place not in in_order
        and pairs[place][1] >= MOVED_WORDS
        and usual.get(before[pairs[place][0]].section) not in (None, after[place].section)
    )


def _longest_rise(values: Sequence[int]) -> list[int]:
    """The numbers of a longest rising run among `values`."""
    tails: list[int] = []
    numbers: list[int] = []
    previous: list[int] = [-1] * len(values)
    for number, value in enumerate(values):
        place = bisect_left(tails, value)
        previous[number] = numbers[place - 1] if place else -1
        tails[place : place + 1] = [value]
        numbers[place : place + 1] = [number]
    run: list[int] = []
    number = numbers[-1] if numbers else -1
    while number >= 0:
        run.append(number)
        number = previous[number]
    return run[::-1]


def _twos(words: str) -> frozenset[str]:
    """The pairs of neighbouring characters."""
    return frozenset(words[at : at + 2] for at in range(len(words) - 1))


def _novelty(unit: _Unit, other: frozenset[str]) -> float:
    own = _twos(unit.words)
    return len(own - other) / len(own)


def _span(unit: _Unit) -> Span:
    return unit.start, unit.end
