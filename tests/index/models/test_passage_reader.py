"""The reader of passages, on the sentence reader's weights, which have the same heads: windows, spans, damage."""

from pathlib import Path

import pytest

from index.errors import EmbeddingError
from index.models.engine import weights
from index.models.passage_reader import (
    MOST_TOKENS,
    Passage,
    PassageReader,
    windows_of,
)
from index.models.sentence_reader import WEIGHTS

QUESTION = "今年打算推广多少辆新能源车"
SENTENCE = "推广新能源汽车10万辆以上。"


@pytest.fixture(scope="module")
def reader() -> PassageReader:
    return PassageReader(WEIGHTS)


def test_the_span_stands_in_the_passage_and_not_in_its_front(reader: PassageReader) -> None:
    passage = Passage("培训技能人才3万人次。" + SENTENCE, front="2025年新能源汽车推广20万辆")
    (read,) = reader.read(QUESTION, [passage])
    assert passage.text[read.start : read.end] in SENTENCE
    assert "10万" in passage.text[read.start : read.end]
    assert 0 < read.chance < 1
    assert 0 < read.sureness <= 1


def test_a_long_passage_is_read_whole_and_its_span_is_in_characters_of_it(reader: PassageReader) -> None:
    passage = Passage("积极推进各项重点工作。" * 80 + SENTENCE + "加强安全生产监管。" * 80)
    (read,) = reader.read(QUESTION, [passage])
    assert "10万" in passage.text[read.start : read.end]


def test_passages_keep_their_order(reader: PassageReader) -> None:
    passages = [Passage("天气晴朗。"), Passage(""), Passage("加强监管。" * 100), Passage(SENTENCE)]
    read = reader.read(QUESTION, passages)
    assert len(read) == len(passages)
    assert max(range(4), key=lambda at: read[at].chance) == 3
    assert (read[1].chance, read[1].start, read[1].end) == (0.0, 0, 0)


def test_traditional_letters_are_read_as_simplified_ones(reader: PassageReader) -> None:
    simple, traditional = reader.read(QUESTION, [Passage("推广新能源汽车10万辆。"), Passage("推廣新能源汽車10萬輛。")])
    assert simple == traditional


@pytest.mark.parametrize("text", ["很长" * 600, "第一句。" * 200, "a " * 900, "短。"])
@pytest.mark.parametrize("front", ["", "题目" * 100])
def test_windows_hold_all_of_a_passage_and_have_room(text: str, front: str) -> None:
    asked = "多少" * 60
    windows = list(windows_of(0, Passage(text, front), asked))
    assert windows[0].begin + windows[0].front == 0
    counts = weights.get().tokenizer.get().count([window.text for window in windows])
    sentences = [count for count, window in zip(counts, windows, strict=True) if window.text.count("。") > 1]
    assert all(count + 66 <= MOST_TOKENS + 4 for count in sentences)
    reached = 0
    for window in windows:
        first = window.begin + window.front
        assert first <= reached or not text[reached:first].strip()
        reached = first + len(window.text) - window.front
    assert reached == len(text.rstrip())


def test_nothing_to_read_loads_nothing(tmp_path: Path) -> None:
    assert PassageReader(tmp_path / "none").read("多少", []) == []


def test_damaged_weights_are_refused_in_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "passage_reader.safetensors"
    broken.write_bytes(WEIGHTS.read_bytes()[:2000])
    with pytest.raises(EmbeddingError, match="damaged or missing"):
        PassageReader(broken).read("多少", [Passage("增长6.1%。")])
