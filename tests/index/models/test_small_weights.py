"""Trained weights in few bits of their change: what comes back, what a file of them may hold."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from index.errors import EmbeddingError
from index.models.engine import weights
from index.models.pair_encoder import trained_tensors
from index.models.small_weights import encoder_matrix, in_bits, of_bits

NAME = "layers.5.attention.self.key.weight"


def _change(rows: int = 40, columns: int = 31) -> np.ndarray:
    return np.random.default_rng(1).normal(0, 0.01, (rows, columns)).astype(np.float32)


@pytest.mark.parametrize(("bits", "most"), [(2, 0.36), (3, 0.21), (4, 0.12), (8, 0.01)])
def test_more_bits_keep_a_change_more_exactly(bits: int, most: float) -> None:
    change = _change()
    step, packed = in_bits(change, bits)
    assert len(packed) == -(-change.size * bits // 8)
    back = of_bits(step, packed, bits, change.shape[1])
    assert np.linalg.norm(back - change) / np.linalg.norm(change) < most


def test_a_row_that_has_not_changed_comes_back_as_nothing() -> None:
    step, packed = in_bits(np.zeros((3, 8), np.float32), 3)
    assert np.abs(of_bits(step, packed, 3, 8)).max() < 1e-9


@pytest.mark.parametrize("name", ["layers.5.output.LayerNorm.weight", "answers.weight", "layers.5.output.dense.bias"])
def test_what_is_no_matrix_of_a_layer_has_none_of_the_encoders_own(name: str) -> None:
    assert encoder_matrix(weights.get().packed, name) is None


def test_a_file_of_changes_gives_the_encoders_own_matrix_with_them(tmp_path: Path) -> None:
    own = encoder_matrix(weights.get().packed, NAME)
    assert own is not None
    change = _change(*own.shape)
    step, packed = in_bits(change, 3)
    save_file({f"{NAME}.scale": step, f"{NAME}.change3": packed}, tmp_path / "some.safetensors")
    (matrix,) = trained_tensors(tmp_path / "some.safetensors").values()
    assert np.array_equal(matrix, own + of_bits(step, packed, 3, own.shape[1]))


@pytest.mark.parametrize("form", ["change4", "changes", "change"])
def test_bits_that_do_not_fit_are_refused_in_one_line(tmp_path: Path, form: str) -> None:
    own = encoder_matrix(weights.get().packed, NAME)
    assert own is not None
    step, packed = in_bits(_change(*own.shape), 3)
    save_file({f"{NAME}.scale": step, f"{NAME}.{form}": packed}, tmp_path / "some.safetensors")
    with pytest.raises(EmbeddingError, match="another version"):
        trained_tensors(tmp_path / "some.safetensors")
