"""The trained judge of claims and sentences: what it says of plain cases, what it is shown, and damage."""

from pathlib import Path

import pytest

from index.errors import EmbeddingError
from index.models.sentence_judge import LONGEST, WEIGHTS, SentenceJudge, clauses_near, placed

CACHE = Path("~/.cache/wenju").expanduser()


@pytest.fixture(scope="module")
def judge() -> SentenceJudge:
    return SentenceJudge()


def test_the_same_in_other_words_is_told_from_another_thing(judge: SentenceJudge) -> None:
    told = placed("新增公园141座、累计达到973座。", "上海", 2025, planned=False)
    same, other = judge.chances(["上海又添了141座公园。", "上海新增体育馆141座。"], [told, told])
    assert same > 0.5 > other


def test_the_order_is_that_of_the_claims_however_long_they_are(judge: SentenceJudge) -> None:
    sentences = ["短句。", "潍烟高铁开通运营。" * 4, "潍烟高铁开通运营。"]
    together = judge.chances(["潍烟高铁通车了。"] * 3, sentences)
    alone = [judge.chances(["潍烟高铁通车了。"], [one])[0] for one in sentences]
    assert together == pytest.approx(alone, abs=1e-4)


def test_whose_and_when_stands_in_front_of_a_sentence() -> None:
    assert placed("增长6%。", "湖南", 2025, planned=False) == "湖南2024年：增长6%。"
    assert placed("增长6%。", "湖南", 2025, planned=True) == "湖南2025年计划：增长6%。"
    assert placed("增长6%。", "", None, planned=False) == "增长6%。"


def test_of_a_long_sentence_the_clauses_nearest_to_the_claim_are_read() -> None:
    other = "积极推进各项重点工作取得新的明显成效，"
    sentence = other * 6 + "新增公园141座，累计达到973座，" + other * 6
    near = clauses_near("上海新添141座公园", sentence)
    assert "新增公园141座，累计达到973座，" in near
    assert near in sentence
    assert len(near) <= LONGEST
    assert clauses_near("上海", "短句。") == "短句。"


def test_nothing_to_judge_loads_nothing(tmp_path: Path) -> None:
    assert SentenceJudge(tmp_path, tmp_path / "none").chances([], []) == []


def test_damaged_weights_are_refused_in_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "sentence_judge.safetensors"
    broken.write_bytes(WEIGHTS.read_bytes()[:2000])
    with pytest.raises(EmbeddingError, match="damaged or missing"):
        SentenceJudge(CACHE, broken).chances(["增长"], ["增长6.1%。"])
