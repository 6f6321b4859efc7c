"""Our engine against the same model in sentence-transformers: vectors, identity, tokens; what int8 keeps."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.models import faster
from index.models.embedding import EmbeddingSettings, SentenceTransformerEmbedder
from index.models.engine import ALONE, E5Embedder, embedder_of
from index.models.faster import faster_precision, fastest, torch_precision

CACHE = Path(os.environ.get("WENJU_CACHE", "~/.cache/wenju"))
LONG = (
    "全年地区生产总值211.3亿元，增长6.1%；一般公共预算收入12.4亿元，同口径增长7.3%；新建、改造农村公路126公里，"
    "新增中小学学位2400个。我们清醒地看到，产业结构不优、创新能力不强等问题依然存在。"
)
TEXTS = [
    "全年地区生产总值211.3亿元，增长6.1%。",
    "Revenue rose 18% to $198.3 billion in the fiscal year.",
    "短",
    "",
    LONG,
    LONG * 3,
    LONG * 9,  # longer than the model takes
    "Scope 1 emissions fell from 78,420 to 69,880 tonnes of CO2 equivalent. " * 12,
]


@pytest.fixture(scope="module")
def reference() -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder(EmbeddingSettings(cache=CACHE, precision="float32"))


@pytest.fixture(scope="module")
def engine() -> E5Embedder:
    return E5Embedder(EmbeddingSettings(cache=CACHE, precision="float32"))


def test_vectors_are_the_references_to_1e_5(engine: E5Embedder, reference: SentenceTransformerEmbedder) -> None:
    heard: list[int] = []
    rows = engine.embed_passages(TEXTS, heard.append)
    assert np.abs(rows - reference.embed_passages(TEXTS)).max() < 1e-5
    assert sum(heard) == len(TEXTS)
    for text in TEXTS:
        assert np.abs(engine.embed_query(text) - reference.embed_query(text)).max() < 1e-5


def test_a_library_made_with_either_takes_the_other(engine: E5Embedder, reference: SentenceTransformerEmbedder) -> None:
    assert (engine.name, engine.dimension, engine.max_tokens) == (
        reference.name,
        reference.dimension,
        reference.max_tokens,
    )
    assert engine.fingerprint == reference.fingerprint == "b65836b1db243ad7"
    assert engine.count_tokens(TEXTS) == reference.count_tokens(TEXTS)


def test_int8_stays_near_float32_and_leaves_short_texts_as_they_are(engine: E5Embedder) -> None:
    """Also on processors whose products of bytes round more: .998 here, on AVX2."""
    in_bytes = E5Embedder(EmbeddingSettings(cache=CACHE, precision="int8"))
    cosines = (engine.embed_passages(TEXTS) * in_bytes.embed_passages(TEXTS)).sum(axis=1)
    assert cosines.min() > 0.995
    short = [text for text, count in zip(TEXTS, engine.count_tokens(TEXTS), strict=True) if count < ALONE]
    assert np.array_equal(engine.embed_passages(short), in_bytes.embed_passages(short))
    assert np.array_equal(engine.embed_query(LONG * 3), in_bytes.embed_query(LONG * 3))
    assert in_bytes.precision == "int8"


def test_a_text_alone_and_among_others_has_the_same_vector(engine: E5Embedder) -> None:
    rows = engine.embed_passages(TEXTS)
    for text, row in zip(TEXTS, rows, strict=True):
        assert np.abs(engine.embed_passages([text])[0] - row).max() < 1e-5
    assert engine.embed_passages([]).shape == (0, 384)


def test_the_default_model_is_ours_and_any_other_sentence_transformers() -> None:
    assert isinstance(embedder_of(EmbeddingSettings(cache=CACHE)), E5Embedder)
    assert isinstance(embedder_of(EmbeddingSettings(model="folder/of/another")), SentenceTransformerEmbedder)


def test_a_precision_must_be_worth_its_rounding() -> None:
    assert fastest({"float32": 1.0, "int8": 0.8}) == "float32"
    assert fastest({"float32": 1.0, "int8": 0.5}) == "int8"
    assert fastest({"float32": 1.0, "int8": 0.5, "bfloat16": 0.4}) == "bfloat16"


def test_what_is_faster_is_timed_once_a_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([{"float32": 1.0, "int8": 0.4}, {"float32": 1.0, "int8": 0.9}])
    monkeypatch.setattr(faster, "timed", lambda: next(times))
    assert [faster_precision(tmp_path) for _ in range(3)] == ["int8"] * 3
    record = tmp_path / "computing.json"
    record.write_text(json.dumps({"machine": "another", "precision": "int8"}), "utf-8")
    assert faster_precision(tmp_path) == "float32"
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    monkeypatch.setattr(faster, "timed", lambda: {"float32": 1.0, "int8": 0.4})
    assert faster_precision(blocked / "cache") == "int8"


def test_what_torch_computes_faster_is_kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faster, "_computes_bfloat16", lambda *_: False)
    assert torch_precision(tmp_path) == "float32"
    monkeypatch.setattr(faster, "_computes_bfloat16", lambda *_: True)
    monkeypatch.setattr(faster, "timed_by_torch", lambda: {"float32": 1.0, "bfloat16": 0.4})
    assert torch_precision(tmp_path) == "bfloat16"
    assert not (tmp_path / "computing.json").exists()


def test_the_product_is_timed_in_each_way() -> None:
    assert {"float32", "int8"} <= set(faster.timed())
    assert {"float32", "bfloat16"} == set(faster.timed_by_torch())


def test_bfloat16_is_tried_with_amx_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """By AVX-512 it is slower than int8, and trying it loads torch."""
    asked: list[tuple[str, ...]] = []

    def computes(*instructions: str) -> bool:
        asked.append(instructions)
        return False

    monkeypatch.setattr(faster, "_computes_bfloat16", computes)
    assert set(faster.timed()) == {"float32", "int8"}
    assert asked == [("amx_bf16",)]


def test_nothing_of_torch_is_loaded_and_nothing_unpacked(tmp_path: Path) -> None:
    """With AMX torch is loaded once, to time its product."""
    code = (
        "import sys; from pathlib import Path\n"
        "from index.models import faster\n"
        "faster._computes_bfloat16 = lambda *_: False\n"
        "from index.models.embedding import EmbeddingSettings\n"
        "from index.models.engine import E5Embedder\n"
        "E5Embedder(EmbeddingSettings(cache=Path(sys.argv[1]))).embed_passages(['粮食' * 200, '粮食'])\n"
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'onnx'} & set(sys.modules)))\n"
        "print(sorted(path.name for path in Path(sys.argv[1]).iterdir()))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-2:] == ["[]", "['computing.json']"]
