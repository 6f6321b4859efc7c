"""Texts as they are compared: what a fold gives, and that the reports of one question are folded once."""

import pytest

from assistant.answering import excerpts
from assistant.answering.need import folded


def test_a_fold_is_plain_simplified_and_lower_and_keeps_every_place() -> None:
    text = "ＧＤＰ增長５％，Ａ股；㈠ﬁ 瞭解①İ"
    assert folded(text) == "gdp增长5%,a股;㈠ﬁ 了解1İ"
    assert len(folded(text)) == len(text)


def test_600_reports_that_are_asked_again_are_not_folded_or_split_again(monkeypatch: pytest.MonkeyPatch) -> None:
    worked: list[str] = []

    def counting(text: str) -> str:
        worked.append(text)
        return folded(text)

    monkeypatch.setattr(excerpts, "folded", counting)
    texts = [f"第{number}县粮食产量增长{number}%。" * 200 for number in range(600)]
    for _ in range(2):
        for text in texts:
            excerpts._folded(text)
            excerpts.units_of(text, english=False)
    assert len(worked) == 600
    assert excerpts.units_of(texts[0], english=False) is excerpts.units_of(texts[0], english=False)
