import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import DamagedFile
from index.parsing.decoding import decode, unify_line_ends

SHORT_CHINESE = """
二〇二五年|增长5.2%|一、总体要求|全县工作会议|各位代表：|Word文档|GDP增长X%|乡村振兴|报告|附件1：名单|财政收入12.3亿元|第三季度|
人民政府|问据|省长 王伟|（一）概述|优化营商环境|2021年 预算|水晶产业园|低保标准|鄂尔多斯市|铜仁市|漯河|亳州市谯城区|
泸州|濮阳|A股上市|占比40％|——高质量|“十四五”|《通知》|环比下降1.2个百分点|邛崃|疫情防控|碳达峰|Q1营收|净利润：|
县长：李 明|渭南|赣州|沪深300|粤港澳|稳就业|城镇|审计报告|股份|董事会|应收账款|募集资金|关于预算执行情况|
今年的主要任务|谢谢大家！|京津冀协同发展|
长江经济带|全文如下|单位：万元|同比|其中：|合计|衢州、丽水|黔东南州|晋城市统计局
"""
TRADITIONAL = """
政府工作報告|經濟成長率|臺北市|第一季|董事會|財務報表|環境保護|2023年度|新北市議會|稅收|審計|我們|（一）教育
"""
JAPANESE = "売上高は前年比|こんにちは|株式会社トヨタ|第１四半期|有価証券報告書について"
WESTERN = "café|naïve résumé|Übersicht der Größe|“quoted” text|£5 million – 2021|don’t|São Paulo|up 5% — net"
PARAGRAPH = "各位代表：现在，我代表县人民政府向大会报告工作，请予审议。\n全县地区生产总值增长6.5%，达到143.9亿元。\n"


@pytest.mark.parametrize("text", SHORT_CHINESE.replace("\n", "").split("|"))
def test_short_gbk(text: str) -> None:
    assert decode(text.encode("gbk")) == text


@pytest.mark.parametrize("text", TRADITIONAL.replace("\n", "").split("|"))
def test_short_big5(text: str) -> None:
    assert decode(text.encode("big5")) == text


@pytest.mark.parametrize("text", JAPANESE.replace("\n", "").split("|"))
def test_short_shift_jis(text: str) -> None:
    assert decode(text.encode("cp932")) == text


@pytest.mark.parametrize("text", WESTERN.replace("\n", "").split("|"))
def test_short_cp1252(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "gb18030", "utf-8"])
@pytest.mark.parametrize("text", [PARAGRAPH, "Revenue rose by 5% in 2024.\nCosts fell.\n"])
def test_a_paragraph_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides(mark: bytes, encoding: str) -> None:
    assert decode(mark + PARAGRAPH.encode(encoding)) == PARAGRAPH


def test_gb2312_as_a_hint_means_gb18030() -> None:
    assert decode("朱镕基、𠮷".encode("gb18030"), "GB2312") == "朱镕基、𠮷"


def test_a_wrong_hint_loses() -> None:
    assert decode(PARAGRAPH.encode("gbk"), "big5") == PARAGRAPH
    assert decode(PARAGRAPH.encode(), "gbk") == PARAGRAPH
    assert decode(PARAGRAPH.encode(), "no-such-encoding") == PARAGRAPH


def test_a_hint_opens_encodings_that_are_never_guessed() -> None:
    assert decode("Отчёт о работе".encode("koi8-r"), "koi8-r") == "Отчёт о работе"


def test_a_character_cut_in_two_at_the_end_is_left_out() -> None:
    assert decode("全县地区生产总值".encode()[:-1]) == "全县地区生产总"


def test_ascii_with_a_stray_control_character_is_still_text() -> None:
    text = "Revenue rose by five per cent in the year.\x08 Costs fell."
    assert decode(text.encode()) == text


@pytest.mark.parametrize("seed", range(5))
def test_bytes_that_are_no_text_are_refused(seed: int) -> None:
    with pytest.raises(DamagedFile, match="save it as UTF-8"):
        decode(random.Random(seed).randbytes(2_000))


def test_line_ends_become_line_feeds() -> None:
    assert unify_line_ends("a\r\nb\rc\x0cd\u2028e\x85f\n") == "a\nb\nc\nd\ne\nf\n"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()) == unify_line_ends(text)


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_refusal_twice_the_same(data: bytes) -> None:
    def attempt() -> str:
        try:
            return decode(data)
        except DamagedFile as error:
            return str(error)

    assert attempt() == attempt()
