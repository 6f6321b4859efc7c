"""The span that answers, as a trained reader of passages finds it in the stretches around the best sentences.

The linear scores say which sentences are worth reading; the reader sees each among its neighbours, its title and
headings in front, and points at a span. Which span is shown the linear scores say, those near the reader's preferred.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import exp, log
from typing import Protocol

from assistant.query.understanding import Understanding
from assistant.reader.candidates import Weighed, sentences_around
from assistant.reader.score import Features
from assistant.reader.spans import STOPS
from index.models.passage_reader import Passage, PassageRead
from index.report import Report, Sentence

STRETCHES = 4  # read for a question: each costs some 50 ms on two cores
ROOM = 170  # tokens of a stretch, about; with question and headings it is read in one window
NARROW_TOKENS, WIDE_TOKENS = 0.27, 0.68  # of a letter
LEAST = 1e-4  # of a chance, so that no single one decides
_EDGES = STOPS + "、 \n\u3000"
_OPENED_BY = {"」": "「", "』": "『", "”": "“", "》": "《", "）": "（", ")": "("}


class Reader(Protocol):
    """Reads passages for a question, as index.models.passage_reader does."""

    def read(self, question: str, passages: Sequence[Passage]) -> list[PassageRead]:
        """The best span of each passage, in their order."""


@dataclass(frozen=True, slots=True)
class ReadSpan:
    """A span `[start, end)` of a report.

    `chance` is how likely its stretch answers the question at all, `sureness` how likely the answer is this span if it
    does; both in [0, 1].
    """

    report: Report
    start: int
    end: int
    chance: float
    sureness: float

    def nearness(self, report: Report, start: int, end: int) -> Features:
        """How near the span `[start, end)` of a report is to this one, and how much the reader stands to it."""
        if report is not self.report:
            return {}
        shared = 2 * max(0, min(end, self.end) - max(start, self.start)) / (end - start + self.end - self.start)
        return {
            "overlap": shared,
            "overlap_sureness": shared * self.sureness,
            "overlap_chance": shared * self.chance,
            "same": float((start, end) == (self.start, self.end)),
        }

    def features(self, confidence: float) -> Features:
        """What tells whether the span answers; `confidence` is that of the linear scores."""
        return {"confidence": _logit(confidence), "chance": _logit(self.chance), "sureness": log(self.sureness + LEAST)}


def _logit(chance: float) -> float:
    kept = min(max(chance, LEAST), 1 - LEAST)
    return log(kept / (1 - kept))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences next to each other in a report, as many as are read in one window."""

    report: Report
    sentences: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """Where its first sentence begins."""
        return self.sentences[0][0]

    @property
    def end(self) -> int:
        """Where its last sentence ends."""
        return self.sentences[-1][1]

    def passage(self) -> Passage:
        """Its text behind its title and the headings that it stands under."""
        front = " ".join(dict.fromkeys([self.report.metadata.title, *self.report.headings(self.start)]))
        return Passage(self.report.text[self.start : self.end], front)


def read_span(reader: Reader, understanding: Understanding, best: Sequence[tuple[Weighed, float]]) -> ReadSpan | None:
    """The likeliest span of the stretches around the best sentences; None where the reader points at nothing.

    Beside each sentence stands how far it scored below the first (0 or less, the logarithm of a share): of two
    stretches that the reader is as sure of, that of the better sentence answers.
    """
    places = [(one.candidate.report, one.candidate.sentence) for one, _ in best]
    stretches = list(islice(stretches_around(places), STRETCHES))
    read = reader.read(understanding.question, [stretch.passage() for _, stretch in stretches])
    found = [
        (each.chance * each.sureness * exp(best[place][1]), -at)
        for at, ((place, _), each) in enumerate(zip(stretches, read, strict=True))
    ]
    if not found:
        return None
    at = -max(found)[1]
    stretch, chosen = stretches[at][1], read[at]
    start, end = _trimmed(stretch.report.text, stretch.start + chosen.start, stretch.start + chosen.end)
    if start == end:
        return None
    return ReadSpan(stretch.report, start, end, chosen.chance, chosen.sureness)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without marks at its edges, but with the one that closes what it opens."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    opening = _OPENED_BY.get(text[end : end + 1])
    return start, end + (opening is not None and text.count(opening, start, end) > text.count(text[end], start, end))


def stretches_around(places: Iterable[tuple[Report, Sentence]]) -> Iterator[tuple[int, Stretch]]:
    """The stretch around each sentence that stands in none before it, with the sentence's number."""
    read: list[Stretch] = []
    for number, (report, sentence) in enumerate(places):
        if any(each.report is report and each.start <= sentence.start < each.end for each in read):
            continue
        around = sentences_around(report, *report.own_span(report.section_at(sentence.start)), sentence)
        stretch = Stretch(report, _grown([(each.start, each.end) for each in around], report, sentence.start))
        read.append(stretch)
        yield number, stretch


def _grown(sentences: Sequence[tuple[int, int]], report: Report, start: int) -> tuple[tuple[int, int], ...]:
    """The sentence that begins at `start` with those after and before it, as far as there is room."""
    own = first = last = max((at for at, each in enumerate(sentences) if each[0] <= start), default=0)
    costs = [_tokens(report.text[begin:end]) for begin, end in sentences]
    room = ROOM - costs[first]
    while True:
        after = last + 1 < len(sentences) and costs[last + 1] <= room
        before = first > 0 and costs[first - 1] <= room
        if after and (not before or last - own <= own - first):
            last += 1
            room -= costs[last]
        elif before:
            first -= 1
            room -= costs[first]
        else:
            return tuple(sentences[first : last + 1])


def _tokens(text: str) -> float:
    narrow = sum(each.isascii() for each in text)
    return 1 + NARROW_TOKENS * narrow + WIDE_TOKENS * (len(text) - narrow)
