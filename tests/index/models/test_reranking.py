"""The cross-encoder that may read the best passages again: a fake for the order, a tiny real one for the loading."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from fakes import FIRST, SECOND, HashingEmbedder, ReaderHere

from index.errors import EmbeddingError
from index.library import Library
from index.models.reranking import CrossEncoderReranker, reranked, reranker_of


class Longest:
    """Prefers long texts."""

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        return [len(text) / 1000 for text in texts]


def test_the_first_passages_are_put_in_the_rerankers_order_and_the_rest_stays_below() -> None:
    ranking = [(1, 0.9), (2, 0.8), (3, 0.7), (4, 0.6)]
    ordered = reranked(Longest(), "", ranking, ["短", "长得多的文字", "中等的"])
    assert [key for key, _ in ordered] == [2, 3, 1, 4]
    assert [score for _, score in ordered] == sorted((score for _, score in ordered), reverse=True)
    assert reranked(Longest(), "", [], []) == []


def test_a_library_asks_its_reranker(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FIRST, "utf-8")
    (tmp_path / "b.txt").write_text(SECOND, "utf-8")
    library = Library(tmp_path / "library", HashingEmbedder(), reranker=Longest(), reader=ReaderHere)
    library.add([tmp_path / "a.txt", tmp_path / "b.txt"])
    found = library.search("粮食产量", 2)
    assert [passage.rank for passage in found] == [1, 2]
    assert found[0].score >= found[1].score
    longest = max(library.search("粮食产量", 50), key=lambda passage: passage.score)
    assert (found[0].report_id, found[0].start) == (longest.report_id, longest.start)


def test_a_real_cross_encoder_is_loaded_from_disk(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers")
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    folder = tmp_path / "tiny"
    folder.mkdir()
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"粮食产量增长公路"]
    (folder / "vocab.txt").write_text("\n".join(words), "utf-8")
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
    )
    config.num_labels = 1
    BertForSequenceClassification(config).save_pretrained(folder)
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "BertTokenizer"}', "utf-8")
    AutoTokenizer.from_pretrained(folder).save_pretrained(folder)

    reranker = reranker_of(str(folder), allow_download=False)
    assert reranker is not None
    scores = reranker.scores("粮食产量", ["粮食增长", "公路"])
    assert len(scores) == 2 and all(0 < score < 1 for score in scores)
    assert reranker.scores("粮食产量", []) == []


def test_none_is_set_and_one_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert reranker_of("", allow_download=False) is None
    with pytest.raises(EmbeddingError, match="is not on this machine; give the path of a cross-encoder's folder"):
        CrossEncoderReranker(str(tmp_path / "nowhere")).scores("粮食", ["粮食"])
