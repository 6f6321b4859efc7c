"""The trained reader of sentences: what it says of plain cases, and damage that is refused."""

from pathlib import Path

import numpy as np
import pytest

from index.errors import EmbeddingError
from index.models.pair_encoder import EncodedPair, encoded_pair, padded, stated_in, tokenizer_of
from index.models.sentence_reader import WEIGHTS, SentenceReader

CACHE = Path("~/.cache/wenju").expanduser()


@pytest.fixture(scope="module")
def reader() -> SentenceReader:
    return SentenceReader()


def test_the_sentence_that_answers_in_other_words_is_told_from_one_that_has_the_words(reader: SentenceReader) -> None:
    sentences = ["推广新能源汽车10万辆以上。", "新能源汽车产业加快发展。", "培训技能人才3万人次。"]
    first, *others = reader.read("今年打算推广多少辆新能源车", sentences)
    assert first.chance > 0.4
    assert "10万辆" in sentences[0][first.start : first.end]
    assert all(each.chance < first.chance / 2 for each in others)


def test_the_order_is_that_of_the_sentences_however_long_they_are(reader: SentenceReader) -> None:
    sentences = ["短句。", "海南医学院更名为海南医科大学。" * 3, "海南医学院更名为海南医科大学。"]
    together = reader.read("海南医学院改了什么名", sentences)
    alone = [reader.read("海南医学院改了什么名", [sentence])[0] for sentence in sentences]
    assert [each.chance for each in together] == pytest.approx([each.chance for each in alone], abs=1e-4)


def test_a_span_lies_inside_its_sentence(reader: SentenceReader) -> None:
    for sentence in ["", "。", "Ａ", "全年增长6.1%。", "很长" * 300]:
        (read,) = reader.read("增长多少", [sentence])
        assert 0 <= read.start <= read.end <= len(sentence)


def test_nothing_to_read_loads_nothing(tmp_path: Path) -> None:
    assert SentenceReader(tmp_path, tmp_path / "none").read("多少", []) == []


def test_damaged_weights_are_refused_in_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "sentence_reader.safetensors"
    broken.write_bytes(WEIGHTS.read_bytes()[:2000])
    with pytest.raises(EmbeddingError, match="damaged or missing"):
        SentenceReader(CACHE, broken).read("多少", ["增长6.1%。"])
    with pytest.raises(EmbeddingError, match="damaged or missing"):
        stated_in(tmp_path / "none.safetensors")


def test_a_long_sentence_is_cut_and_a_question_too() -> None:
    encoded = encoded_pair(tokenizer_of(CACHE), "问" * 500, "句" * 500)
    assert isinstance(encoded, EncodedPair)
    assert len(encoded.ids) <= 192
    assert encoded.first < 70


def test_rows_are_padded_to_the_longest() -> None:
    import torch

    ids, mask = padded([EncodedPair([0, 5, 2], 1, []), EncodedPair([0, 2], 1, [])], torch)
    assert ids.tolist() == [[0, 5, 2], [0, 2, 1]]
    assert np.array_equal(mask.numpy(), [[1, 1, 1], [1, 1, 0]])
