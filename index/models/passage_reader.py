"""Which words of a passage answer a question, and whether any does: a trained reader on `pair_encoder`.

Question and passage are read together in windows of at most 256 tokens, each with the passage's title and headings in
front. It points at a span and says how surely the window answers, by which windows are ranked as well; it writes
nothing. Trained by training/passage_reader.py.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.models.engine import weights
from index.models.packed import Floats
from index.models.pair_encoder import EncodedPair, PairEncoder
from index.text.folding import simplified
from index.text.sentences import split_sentences

WEIGHTS = Path(__file__).with_name("passage_reader.safetensors")
HEADS = {"answers": 1, "spans": 2}  # of the first token; of each token, where the answer starts and ends
MOST_TOKENS = 256  # of question, front and window
MOST_QUESTION_TOKENS, MOST_FRONT_TOKENS = 64, 40
MOST_SPAN = 60  # tokens
_MARKS = 4  # <s>, </s></s>, </s>


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of any length to read, and its title and headings, which may tell whose it is but hold no answer."""

    text: str
    front: str = ""


@dataclass(frozen=True, slots=True)
class PassageRead:
    """The likeliest span `[start, end)` of a passage's text.

    `chance` is how likely the passage answers at all, `sureness` how likely the answer is this span if it does;
    both in [0, 1].
    """

    chance: float
    sureness: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a passage as it is read; `front` characters of `text` are the passage's front, `begin` is theirs."""

    place: int
    begin: int
    text: str
    front: int  # characters


class PassageReader:
    """Reads passages for a question. The model loads at first use; safe to call from several threads."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        self._encoder = PairEncoder(weights, tuple(HEADS))

    def warm_up(self) -> None:
        """Loads the model, so that the first question need not wait. Raises EmbeddingError for damaged weights."""
        self._encoder.warm_up()

    def read(self, question: str, passages: Sequence[Passage]) -> list[PassageRead]:
        """The best window of each passage, in their order. Raises EmbeddingError for damaged weights."""
        asked = simplified(question)
        windows = [window for place, one in enumerate(passages) for window in windows_of(place, one, asked)]
        encoder = self._encoder
        if not windows:
            return [PassageRead(0.0, 0.0, 0, 0) for _ in passages]
        told = [window.text for window in windows]
        pairs = encoder.encoded([asked] * len(windows), told, MOST_QUESTION_TOKENS, MOST_TOKENS)
        found: dict[int, PassageRead] = {}
        for number, states in encoder.states(pairs):
            window, pair = windows[number], pairs[number]
            chance = 1 / (1 + math.exp(-float(encoder.told("answers", states[0])[0]) / encoder.temperature))
            start, end, sureness = _best_span(encoder.told("spans", states), pair, window.front)
            read = PassageRead(chance, sureness, window.begin + start, window.begin + end)
            if window.place not in found or _order(read) > _order(found[window.place]):
                found[window.place] = read
        return [found.get(place, PassageRead(0.0, 0.0, 0, 0)) for place in range(len(passages))]


def _order(read: PassageRead) -> float:
    return read.chance * read.sureness


def windows_of(place: int, passage: Passage, question: str) -> Iterator[Window]:
    """A passage in windows of whole sentences; each begins with the last sentence of the one before it."""
    count = weights.get().tokenizer.get().count
    text = simplified(passage.text)
    front = f"{simplified(passage.front)}\n" if passage.front else ""
    asked, before = count([question, front])
    front = front if before <= MOST_FRONT_TOKENS else front[: MOST_FRONT_TOKENS // 2] + "\n"
    room = MOST_TOKENS - _MARKS - min(asked, MOST_QUESTION_TOKENS) - min(before, MOST_FRONT_TOKENS)
    whole = [(one.start, one.end) for one in split_sentences(text, 0, len(text))]
    lengths = count([text[start:end] for start, end in whole]) if whole else []
    spans = [piece for span, length in zip(whole, lengths, strict=True) for piece in _cut(*span, length, room)]
    tokens = count([text[start:end] for start, end in spans]) if len(spans) > len(whole) else lengths
    first = 0
    while first < len(spans):
        last = first
        held = tokens[first]
        while last + 1 < len(spans) and held + tokens[last + 1] <= room:
            last += 1
            held += tokens[last]
        begin = spans[first][0]
        yield Window(place, begin - len(front), front + text[begin : spans[last][1]], len(front))
        if last + 1 == len(spans):
            return
        first = last if last > first and tokens[last] + tokens[last + 1] <= room else last + 1


def _cut(start: int, end: int, tokens: int, room: int) -> Iterator[tuple[int, int]]:
    """A sentence as it is; one that no window holds in equal pieces that overlap by a fifth."""
    pieces = math.ceil(tokens / (room * 0.7)) if tokens > room else 1
    size = math.ceil((end - start) / pieces)
    for first in range(start, end, size):
        yield first, min(first + size + (size // 5 if pieces > 1 else 0), end)


def _best_span(logits: Floats, pair: EncodedPair, front: int) -> tuple[int, int, float]:
    """The likeliest span behind the front, in characters of the window, and its chance among all of the window."""
    inside = [at for at, (start, end) in enumerate(pair.spans) if start >= front and end > start]
    if not inside:
        return front, front, 0.0
    rows = [pair.first + at for at in inside]
    starts, ends = _chances(logits[rows, 0]), _chances(logits[rows, 1])
    both = starts[:, None] * ends[None, :]
    allowed = np.triu(both) - np.triu(both, MOST_SPAN)
    first, last = np.unravel_index(int(allowed.argmax()), allowed.shape)
    return pair.spans[inside[first]][0], pair.spans[inside[last]][1], float(allowed[first, last])


def _chances(logits: Floats) -> Floats:
    raised = np.exp(logits - logits.max())
    chances: Floats = raised / raised.sum()
    return chances
