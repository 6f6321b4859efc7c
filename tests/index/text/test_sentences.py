from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.masks import is_blanked, masks
from index.text.sentences import LONGEST_SENTENCE, split_sentences


def sentences(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("生产总值增长5%。就业稳定！能否做到？能。", ["生产总值增长5%。", "就业稳定！", "能否做到？", "能。"]),
        ("他说：“要坚持！”接着鼓掌。", ["他说：“要坚持！”", "接着鼓掌。"]),
        ("回答“为什么？”的问题。", ["回答“为什么？”的问题。"]),
        ("“坚持到底！”，他说。", ["“坚持到底！”，他说。"]),
        ("分别增长X%和X%o五年来,我们努力。", ["分别增长X%和X%o", "五年来,我们努力。"]),
        ("增长5.5%,下降2.0%.全年平稳。", ["增长5.5%,下降2.0%.", "全年平稳。"]),
        ("短句；不分开。", ["短句；不分开。"]),
        ("指标\t2024年\n生产总值\t100", ["指标\t2024年", "生产总值\t100"]),
        ("Apple Inc. reported $2.5 billion. It grew.", ["Apple Inc. reported $2.5 billion.", "It grew."]),
        ("The U.S. economy grew in the U.S. The rest fell.", ["The U.S. economy grew in the U.S.", "The rest fell."]),
        ("Item 1. Business is good, e.g. here.", ["Item 1. Business is good, e.g. here."]),
        ("See No. 5 of Note 7. We agree.", ["See No. 5 of Note 7.", "We agree."]),
        ("From 40% to 72. 7%. It grew.", ["From 40% to 72. 7%.", "It grew."]),
        ("1. 稳增长。", ["1. 稳增长。"]),
        ("\u3000 \n", []),
    ],
)
def test_sentence_ends(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_semicolons_end_parts_of_long_sentences_only() -> None:
    clause = "持续优化营商环境，推动各项政策落地见效，切实增强经营主体的活力和信心"
    assert sentences(f"{clause}；{clause}。") == [f"{clause}；{clause}。"]
    assert sentences(f"{clause}；" * 5 + "完。") == [f"{clause}；"] * 5 + ["完。"]


def test_what_is_still_too_long_is_cut_at_a_comma_else_anywhere() -> None:
    assert sentences("甲" * 300 + "，" + "乙" * 300 + "。") == ["甲" * 300 + "，", "乙" * 300 + "。"]
    assert [len(part) for part in sentences("甲" * 900)] == [400, 400, 100]
    assert sentences("甲" * 398 + "1,234亿元") == ["甲" * 398, "1,234亿元"]  # never inside a figure


def test_only_the_span_asked_for() -> None:
    text = "第一句。第二句。第三句。"
    assert [(s.start, s.end) for s in split_sentences(text, 4, 8)] == [(4, 8)]
    assert split_sentences(text, 4, 4) == ()


MASKED = (
    "X% XX亿元 XXXX年 X个部门 x+xx x+x+x X:X:X优化调整 XX县 社会主X思想 **% ××同志 第XX届 X务教育 Gxxxxx至联盟段 "
    "XG信息 20XX年 增长x%以上 X-XX年 xxx% “xxxxx”三年计划 XX、XX及金东 融X接S 驻X部队 ____万元 1XX亿元"
)
PLAIN = (
    "X射线 SpaceX公司 XR产业 EOD模式 VOCs治理 “5G+X”融合 415X系列 X光 1+X证书 **重点**：加快 3×4米 10×10 X轴 "
    "互联网+X RCEP规则 AA级 Exxon 第2届 x轴"
)


@pytest.mark.parametrize("text", MASKED.split())
def test_masked_figures_and_words(text: str) -> None:
    assert is_blanked(text)


@pytest.mark.parametrize("text", [*PLAIN.split(), "Title XX of the Act", "Model X车型", "Super Bowl XX was played"])
def test_real_letters_are_not_masks(text: str) -> None:
    assert not is_blanked(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("X%、XX亿元、XXXX年", ["figure", "figure", "year"]),
        ("20XX年，20XX万元", ["year", "figure"]),
        ("X:X:X，x+xx，XX工匠，社会主X思想", ["ratio", "ratio", "name", "word"]),
    ],
)
def test_kinds_of_masks(text: str, kinds: list[str]) -> None:
    found = list(masks(text))
    assert [kind for _, _, kind in found] == kinds
    assert all(text[start:end].strip() for start, end, _ in found)


def test_a_sentence_knows_that_it_is_blanked() -> None:
    marked = split_sentences("增长X%。增长5%。", 0, 10)
    assert [sentence.blanked for sentence in marked] == [True, False]


ALPHABET = st.sampled_from("甲乙，。；！？;,.!?:：“”‘’（）\"') \n\t%oXx×*123abcA.U")


@given(st.text(ALPHABET, max_size=1200), st.integers(0, 60), st.integers(0, 60))
def test_sentences_are_ordered_disjoint_and_hold_the_text(text: str, cut: int, tail: int) -> None:
    start, end = min(cut, len(text)), max(min(cut, len(text)), len(text) - tail)
    spans = [(sentence.start, sentence.end) for sentence in split_sentences(text, start, end)]
    last = start
    for first, stop in spans:
        assert last <= first < stop <= end
        assert not text[last:first].strip()
        assert text[first:stop] == text[first:stop].strip()
        assert stop - first <= LONGEST_SENTENCE
        last = stop
    assert not text[last:end].strip()


@pytest.mark.parametrize(
    "unit", ["a", "。", ".", "X", "x:", "A. ", "；", ";a", "!”", "*", "_", "X ", "1. ", "U.S. ", "o。"]
)
def test_repetition_is_split_whole(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    pieces = [text[sentence.start : sentence.end] for sentence in split_sentences(text, 0, len(text))]
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(len(piece) <= LONGEST_SENTENCE for piece in pieces)
    assert is_blanked(text) in (True, False)


@pytest.mark.shared
def test_the_county_report_is_mostly_blanked(shared_data: Path) -> None:
    text = next((shared_data / "reports" / "county-2021").glob("*.txt")).read_text(encoding="utf-8")
    marked = split_sentences(text, 0, len(text))
    assert max(sentence.end - sentence.start for sentence in marked) <= LONGEST_SENTENCE
    assert 0.4 < sum(sentence.blanked for sentence in marked) / len(marked) < 0.8


@pytest.mark.shared
def test_ordinary_reports_are_not_blanked(shared_data: Path) -> None:
    folder = shared_data / "reports" / "state-council"
    texts = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))]
    assert len(texts) == 52
    assert not [text[s.start : s.end] for text in texts for s in split_sentences(text, 0, len(text)) if s.blanked]
