import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.scanning_slips import corrected, corrections, corrections_within, overlay


@pytest.mark.parametrize(
    ("text", "slip", "reads"),
    [
        ("分别增长X%和X%o五年来", "%o", "%"),
        ("同比增长xx%O各位代表", "%O", "%"),
        ("增长5.5％Ｏ，", "％Ｏ", "％"),
        ("健康XXo做好", "o", "。"),
        ("到1 9 9 7 年底", "1 9 9 7", "1997"),
        ("下降到1 0 ．0 6 ‰。", "1 0 ．0 6", "10.06"),
        ("资金25l亿元", "25l", "251"),
        ("up to 80% from 72. 7%.", "72. 7", "72.7"),
        ("到2O25年", "2O25", "2025"),
        ("社会主X思想", "X", "义"),
        ("国家级X务教育", "X", "义"),
        ("意X重大", "X", "义"),
    ],
)
def test_what_is_meant_otherwise(text: str, slip: str, reads: str) -> None:
    (found,) = corrections(text)
    assert (found.text, found.reads) == (slip, reads)
    assert text[found.start : found.end] == slip


PLAIN = (
    "100%of 5%off 6.45‰ 1‱ X% vivo全球 Mono的 社会主义 X射线 XX县 3×4米 自然增长率6.39%o以内 H2O2个 GO20年会 "
    "指标\t3\t5\t亿元 %o %Onone ×务 1.1.1节 第1、2、3条"
)


@pytest.mark.parametrize("text", [*PLAIN.split(), "3 5 7", "2024 2025 年", "表1 2023年", "X中心", "Foxo公司"])
def test_what_stands_right_is_left_alone(text: str) -> None:
    assert corrections(text) == ()


def test_an_overlay_folds_and_leads_back() -> None:
    text = "到１９９７年，增长ｘｘ%O面积5㎡。"
    laid = overlay(text)
    assert laid.text == "到1997年,增长xx%面积5m2。"
    at = laid.text.index("xx%")
    assert text[slice(*laid.span(at, at + 3))] == "ｘｘ%O"
    at = laid.text.index("1997")
    assert text[slice(*laid.span(at, at + 4))] == "１９９７"
    assert text[slice(*laid.span(laid.text.index("m"), laid.text.index("m") + 1))] == "㎡"
    assert corrected("增长X%o五年") == "增长X%五年"


def test_an_overlay_of_a_span_keeps_the_texts_offsets() -> None:
    text = "前文。增长５%o五年。"
    laid = overlay(text, 3, len(text))
    assert laid.text == "增长5%五年。"
    assert [(found.start, found.end) for found in laid.corrections] == [(6, 8)]
    assert laid.span(2, 4) == (5, 8)
    with pytest.raises(ValueError, match="not inside"):
        laid.span(2, 2)


def test_only_corrections_wholly_inside_a_span_count() -> None:
    text = "增长X%o五年"
    assert corrections_within(text, 0, 4) == ()
    assert len(corrections_within(text, 2, 5)) == 1


ALPHABET = st.sampled_from("甲。，X%o0O1 2５．‰義㎡①e\u0301Åﬁ\u3000主义社会\n")


@given(st.text(ALPHABET, max_size=80))
def test_every_piece_of_an_overlay_comes_from_its_span(text: str) -> None:
    laid = overlay(text)
    assert len(laid.starts) == len(laid.ends) == len(laid.text)
    assert all(0 <= start < end <= len(text) for start, end in zip(laid.starts, laid.ends, strict=True))
    assert list(laid.starts) == sorted(laid.starts)
    assert list(laid.ends) == sorted(laid.ends)
    if not laid.corrections:
        assert laid.text == unicodedata.normalize("NFKC", text)
    for found in laid.corrections:
        assert text[found.start : found.end] == found.text != found.reads


@pytest.mark.parametrize("unit", ["1 ", "X", "%o", "1 . ", "O1", "Ol", "社会主X"])
def test_repetition_is_read_whole(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    laid = overlay(text)
    assert (laid.starts[0], laid.ends[-1]) == (0, len(text))


@pytest.mark.shared
def test_the_slips_of_real_reports(shared_data: Path) -> None:
    folder = shared_data / "reports"
    seed = next((folder / "county-2021").glob("*.txt")).read_text(encoding="utf-8")
    found = corrections(seed)
    assert [each.reads for each in found].count("%") == 7
    assert "社会主X思想" in {seed[each.start - 3 : each.end + 2] for each in found}
    assert {each.text for each in found} == {"%o", "%O", "o", "X"}
    others = {
        path.stem[:4]: len(corrections(path.read_text(encoding="utf-8")))
        for path in sorted((folder / "state-council").glob("*.txt"))
    }
    assert {year: count for year, count in others.items() if count} == {"1998": 65, "2006": 1}
