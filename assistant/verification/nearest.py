"""The sentences nearest to a claim: shared canonical characters by rarity, figures, place and stage."""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.verification.english_hard_parts import word_keys
from index.facts.across import in_chinese
from index.facts.tokens import tokenise
from index.patterns import regex
from index.text.folding import simplified
from index.text.quantities import find_quantities
from index.text.script import has_han
from index.text.sentences import split_sentences

# A figure of the claim that a sentence has counts like this much of the rarest pair of characters.
FIGURE = 1.2
# What a sentence of another place than the claim's counts.
OTHER_PLACE = 0.3
# What a sentence of a plan counts where a claim tells of what is over.
OF_PLAN = 0.6
_YEAR = regex(r"(?<!\d)((?:19|20)\d\d)年")
_TO_COME = regex("今年|明年|计划|目标|力争|打算|拟|将|预期|想要|任务")
_OVER = regex("去年|上年|已|了")
_NAMED = ("name", "act", "up", "down", "rank", "share", "above", "below")


@dataclass(frozen=True, slots=True)
class Near:
    """The sentence `[start, end)` of the `text`th of several texts, and how near it is; higher is nearer."""

    text: int
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    pairs: int
    figures: frozenset[Decimal]
    planned: bool = False


def features(text: str) -> tuple[frozenset[str], frozenset[Decimal]]:
    """The pairs of neighbouring canonical characters of a text, an English one's words, and its figures' values."""
    if not has_han(text):
        return _english_features(text)
    parts: list[str] = []
    figures: set[Decimal] = set()
    for token in tokenise(simplified(text)):
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


_ENGLISH_WORD = regex("[a-z][a-z0-9&'-]*")


def _english_features(text: str) -> tuple[frozenset[str], frozenset[Decimal]]:
    """The words that name something, with what each is a form of and what means the same, and the figures' values."""
    found: set[str] = set()
    for word in _ENGLISH_WORD.findall(text.lower().replace("’", "'")):
        found |= word_keys(word.removesuffix("'s"))
    return frozenset(found), frozenset(quantity.low.normalize() for quantity in find_quantities(text))


class Sentences:
    """The sentences of a text by the pairs of characters that they hold, read without the names of its own place."""

    def __init__(
        self,
        text: str,
        names: Sequence[str],
        planned: Callable[[int], bool] | None = None,
        year: int | None = None,
        spans: Sequence[tuple[int, int]] | None = None,
    ) -> None:
        """`planned` says of a place whether its part plans; `year` is the text's own.

        Of a text with `spans` only these are its sentences.
        """
        self.year = year
        self.is_chinese = has_han(text)
        self._sentences: list[_Sentence] = []
        self.by_pair: dict[str, list[int]] = defaultdict(list)
        if spans is None:
            spans = [(sentence.start, sentence.end) for sentence in split_sentences(text, 0, len(text))]
        for start, end in spans:
            pairs, figures = features(without(text[start:end], names))
            for pair in pairs:
                self.by_pair[pair].append(len(self._sentences))
            plans = planned is not None and planned(start)
            self._sentences.append(_Sentence(start, end, len(pairs), figures, plans))

    def __len__(self) -> int:
        return len(self._sentences)

    def scored(
        self, weights: Mapping[str, float], figures: frozenset[Decimal], heaviest: float, past: bool = False
    ) -> Iterator[tuple[float, int, int]]:
        """(score, start, end) of each sentence that holds one of the weighted pairs; of a `past` plans count less."""
        scores: Counter[int] = Counter()
        for pair, weight in weights.items():
            for number in self.by_pair.get(pair, ()):
                scores[number] += weight  # type: ignore[assignment]
        for number, score in scores.items():
            sentence = self._sentences[number]
            worth = score + FIGURE * heaviest * len(figures & sentence.figures)
            worth *= OF_PLAN if past and sentence.planned else 1
            yield worth / (1 + 0.1 * math.log(1 + sentence.pairs)), sentence.start, sentence.end


def is_past(text: str, year: int | None) -> bool:
    """Whether a claim tells only of what is over by a text of `year`: it names an earlier year and none to come."""
    if _TO_COME.search(text):
        return False
    years = [int(match) for match in _YEAR.findall(text)]
    if year is not None and years:
        return max(years) < year
    return _OVER.search(text) is not None


def without(text: str, names: Iterable[str]) -> str:
    """The text without names, the longest first."""
    for name in sorted(names, key=len, reverse=True):
        if len(name) > 1:
            text = text.replace(name, " ")
    return text


def nearest(
    text: str,
    sources: Sequence[Sentences],
    own: Sequence[bool],
    names: Iterable[str],
    count: int,
    year: int | None = None,
) -> list[Near]:
    """The `count` sentences of several texts that are nearest to a claim, the nearest first.

    `own` says of each text whether the claim names its place; where it names one's, others count `OTHER_PLACE`. `names`
    are the places' names, which say nothing about what is claimed. An English claim is also read by what is known of it
    in Chinese, "last year" from `year`.
    """
    if not has_han(text):
        known = in_chinese(text, year)
        # Where the claim names a place of Chinese reports, only these; elsewhere English ones may be meant.
        chinese = any(named and source.is_chinese for named, source in zip(own, sources, strict=True))
        pairs, figures = features(without(known, names))
        if not (chinese and known):
            words, values = features(without(text, names))
            pairs, figures = pairs | words, figures | values
    else:
        pairs, figures = features(without(text, names))
    total = sum(map(len, sources))
    heaviest = math.log(1 + total)
    weights = {}
    for pair in pairs:
        if holding := sum(len(source.by_pair.get(pair, ())) for source in sources):
            weights[pair] = math.log(1 + total / (1 + holding))
    ranked = []
    for place, (source, named) in enumerate(zip(sources, own, strict=True)):
        share = OTHER_PLACE if any(own) and not named else 1.0
        ranked += [
            (share * score, place, start, end)
            for score, start, end in source.scored(weights, figures, heaviest, is_past(text, source.year))
        ]
    return [Near(place, start, end, score) for score, place, start, end in heapq.nlargest(count, ranked)]
