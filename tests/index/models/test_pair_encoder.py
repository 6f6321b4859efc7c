"""The weights' files beside the module: each is the one that was shipped, bit by bit."""

from pathlib import Path

import pytest

from index.errors import EmbeddingError
from index.models import pair_encoder
from index.models.pair_encoder import HASHES, shipped_hashes, trained_tensors
from index.models.sentence_reader import WEIGHTS


def test_every_shipped_file_has_its_hash_and_no_other() -> None:
    assert set(shipped_hashes()) == {path.name for path in HASHES.parent.glob("*.safetensors")}


def test_one_changed_bit_of_a_shipped_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytearray(WEIGHTS.read_bytes())
    changed = tmp_path / WEIGHTS.name
    changed.write_bytes(content)
    hashes = tmp_path / HASHES.name
    hashes.write_text(HASHES.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(pair_encoder, "HASHES", hashes)
    assert trained_tensors(changed)
    content[-1] ^= 1
    changed.write_bytes(content)
    with pytest.raises(EmbeddingError, match="damaged or missing"):
        trained_tensors(changed)


def test_weights_elsewhere_are_read_whatever_their_hash(tmp_path: Path) -> None:
    """Those that a training run has just written have none."""
    own = tmp_path / WEIGHTS.name
    content = bytearray(WEIGHTS.read_bytes())
    content[-1] ^= 1
    own.write_bytes(content)
    assert trained_tensors(own)
