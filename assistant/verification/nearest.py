"""The sentences nearest to a claim: shared canonical characters by rarity, figures, place and stage."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from index.facts.across import in_chinese
from index.facts.tokens import tokenise
from index.facts.vocabulary import place_names
from index.report import Report
from index.sentences import split_sentences

_HAN = re.compile("[\u3400-\u9fff]")
# A figure of the claim that a sentence has counts like this much of the rarest pair of characters.
FIGURE = 1.2
SAME_PLACE = 1.25
_NAMED = ("name", "act", "up", "down", "rank", "share", "above", "below")


@dataclass(frozen=True, slots=True)
class Near:
    """A sentence at `[start, end)` of a report, and how near it is; higher is nearer."""

    report: Report
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class _Entry:
    report: Report
    start: int
    end: int
    pairs: frozenset[str]
    figures: frozenset[Decimal]


def features(text: str) -> tuple[frozenset[str], frozenset[Decimal]]:
    """The pairs of neighbouring canonical characters of a text, and its figures' values."""
    parts: list[str] = []
    figures: set[Decimal] = set()
    for token in tokenise(text):
        if token.kind == "figure" and token.figure is not None:
            figures.add(token.figure.low.normalize())
            parts.append(" ")
        elif token.kind in ("mark", "year"):
            parts.append(" ")
        elif token.kind == "word" and token.classes is not None:
            kind = next((kind for kind in _NAMED if kind in token.classes), None)
            if kind == "name":
                parts.append(token.classes[kind])
            elif kind is not None:
                parts.append(f" {token.classes[kind]} ")
            elif "light" in token.classes or "level" in token.classes:
                parts.append("")
            else:
                parts.append(token.value)
        else:
            parts.append(token.value)
    joined = "".join(parts)
    pairs = {joined[at : at + 2] for at in range(len(joined) - 1) if " " not in joined[at : at + 2]}
    pairs |= {word for word in joined.split() if len(word) > 1 and len(word) < 5}
    return frozenset(pairs), frozenset(figures)


@dataclass(slots=True)
class SentenceIndex:
    """The sentences of several reports by the pairs of characters that they hold."""

    entries: list[_Entry] = field(default_factory=list)
    by_pair: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, report: Report) -> None:
        """Adds a report's sentences, read without its own place's name."""
        names = (*place_names().get(report.metadata.region or "", ()), report.metadata.region or "")
        for sentence in split_sentences(report.text, 0, len(report.text)):
            text = report.text[sentence.start : sentence.end]
            for name in names:
                if len(name) > 1:
                    text = text.replace(name, " ")
            pairs, figures = features(text)
            number = len(self.entries)
            self.entries.append(_Entry(report, sentence.start, sentence.end, pairs, figures))
            for pair in pairs:
                self.by_pair[pair].append(number)

    def nearest(self, text: str, regions: Sequence[str], count: int = 3, year: int | None = None) -> list[Near]:
        """The `count` nearest sentences, the nearest first; an English text also by what is known of it in Chinese."""
        if _HAN.search(text) is None:
            known = in_chinese(text, year)
            # A province that is named has Chinese reports; elsewhere English ones may be meant.
            text = known if regions and known else f"{text} {known}"
        for region in regions:
            for name in sorted((*place_names().get(region, ()), region), key=len, reverse=True):
                if len(name) > 1:
                    text = text.replace(name, " ")
        pairs, figures = features(text)
        total = len(self.entries)
        scores: dict[int, float] = defaultdict(float)
        for pair in pairs:
            holding = self.by_pair.get(pair, ())
            weight = math.log(1 + total / (1 + len(holding)))
            for number in holding:
                scores[number] += weight
        heaviest = math.log(1 + total)
        ranked: list[tuple[float, int]] = []
        for number, score in scores.items():
            entry = self.entries[number]
            shared = len(figures & entry.figures)
            worth = score + FIGURE * heaviest * shared
            worth /= 1 + 0.1 * math.log(1 + len(entry.pairs))
            if regions and entry.report.metadata.region not in regions:
                worth *= 0.3
            ranked.append((worth, number))
        ranked.sort(reverse=True)
        return [
            Near(self.entries[number].report, self.entries[number].start, self.entries[number].end, score)
            for score, number in ranked[:count]
        ]
