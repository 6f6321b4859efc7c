"""Text made harmless: what no page may take for markup, formula or link, and what stays legible."""

import json

import pytest

from assistant.bundle.escaping import cell, json_text, markdown, one_line, spelled_out, web_address, whole


def test_what_cannot_be_seen_is_spelled_out_and_nothing_is_left_out() -> None:
    assert spelled_out("gnp.\u202ecod\x00\r\n新\u200b") == "gnp.[U+202E]cod[U+0000]\n新[U+200B]"
    assert spelled_out("a\tb\u200dc") == "a\tb\u200dc"  # a tab, and the joiner that scripts need
    assert one_line(" a\r\n b\t c ") == "a b c"


@pytest.mark.parametrize("sign", list("=+-@＝＋－＠"))
def test_no_cell_begins_as_a_formula_does(sign: str) -> None:
    assert cell(f"{sign}1+1") == f"'{sign}1+1"
    assert cell(f" \u3000{sign}1") == f"' \u3000{sign}1"
    assert cell(f"1{sign}1") == f"1{sign}1"


def test_a_list_s_number_is_escaped_behind_it_and_a_decimal_is_none() -> None:
    assert markdown("- 甲") == "\\- 甲"
    assert markdown("6.1%") == "6.1%"
    assert markdown("www.a.cn") == "www\\.a.cn"


def test_json_shows_what_an_editor_would_hide_and_reads_back_the_same() -> None:
    document = {"甲": "a\u202eb", "n": [1]}
    assert '"甲": "a\\u202eb"' in json_text(document)
    assert json.loads(json_text(document)) == document
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text({"a": float("nan")})


def test_half_a_pair_becomes_a_sign_in_keys_and_values_too() -> None:
    assert whole({"a\ud800": ["b\udc00", 1, None]}) == {"a\ufffd": ["b\ufffd", 1, None]}
    assert whole("\ud83d\ude00") == "\U0001f600"


def test_a_plain_address_is_a_link_and_another_is_text() -> None:
    plain = "https://www.gov.cn/zhuanti/2025/content_7013163.htm?a=1&b=2#c"
    assert web_address(plain) == plain
    for text in ("javascript:alert(1)", "https://a b", "https://a/<b>", 'https://a/"', "file:///etc/passwd", "", None):
        assert web_address(text) is None


def test_figures_stay_legible_in_markdown() -> None:
    assert markdown("全年增长6.1%，达到1,263.5亿元。") == "全年增长6.1%，达到1,263.5亿元。"
    assert markdown("1. 第一") == "1\\. 第一"
