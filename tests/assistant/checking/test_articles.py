"""The sample article as a reader meets it, and the same text as .txt, .docx and pasted."""

from pathlib import Path

import docx
import pytest
from fakes import ReaderHere

from assistant.checking.articles import article_claims
from assistant.checking.claims import Claim, NotCheckable
from assistant.checking.files import ClaimFile, read_claims
from index.parsing import Limits

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def article() -> ClaimFile:
    with ReaderHere(Limits()) as parser:
        return read_claims(ROOT / "samples" / "article.zh.md", parser)


def test_the_sample_article_states_these_facts(article: ClaimFile) -> None:
    read_as = [entry.judged.rstrip("。") for entry in article.entries if isinstance(entry, Claim)]
    assert read_as == [
        "云岭县2024年地区生产总值211.3亿元",
        "云岭县2024年地区生产总值增长6.1%",
        "云岭县2024年一般公共预算收入11.05亿元",
        "云岭县2024年一般公共预算收入增长6.0%",
        "云岭县2024年规模以上工业增加值增长9.1%",
        "云岭县2024年固定资产投资增长9.8%",
        "云岭县2024年光电产业产值达到21.7亿元",
        "云岭县2024年光电产业产值增长58.4%",
        "云岭县2024年茶叶综合产值27.6亿元",
        "云岭县2024年茶叶综合产值比上年增长13.6%",
        "云岭县2024年茶叶交易中心全年成交鲜叶1.46万吨、干茶3820吨",
        "云岭县2024年旅游则没有达到预期",
        "云岭县2024年接待游客512.3万人次",
        "云岭县2024年接待游客下降5.3%",
        "云岭县2024年旅游综合收入41.2亿元",
        "云岭县2024年旅游综合收入没有达到45亿元的目标",
        "云岭县2024年旅游综合收入比上年增长5.9%",
        "云岭县2024年10月28日云岭至澜江高速公路云岭段32.6公里建成通车",
        "云岭县2024年新建改建农村公路126公里",
        "云岭县2024年改造危桥9座",
        "云岭县2024年城镇新增就业3145人",
        "云岭县2024年新增学位1530个",
        "云岭县2025年目标是地区生产总值增长5.8%左右",
        "云岭县2025年预期目标：旅游综合收入46亿元",
    ]


def test_what_it_says_beside_them_has_its_reason(article: ClaimFile) -> None:
    others = [(entry.text[:9], entry.reason[:6]) for entry in article.entries if isinstance(entry, NotCheckable)]
    assert others == [
        ("云岭县：通了高速，", "这是标题或日"),
        ("本报记者 林舟", "这是对读者或"),
        ("2025年1月20", "这是标题或日"),
        ("云岭县去年交出了一", "没有可核对的"),
        ("茶叶与旅游", "这是标题或日"),
        ("茶叶仍是该县的招牌", "没有可核对的"),
        ("“现在卖茶不用愁了", "这是转述个人"),
        ("分析人士预计，明年", "这是他人的预"),
        ("路与民生", "这是标题或日"),
        ("一座山城能不能靠一", "这是问句，没"),
        ("我们认为，云岭的答", "这是观点或评"),
        ("（虚构示例；责任编", "这是对读者或"),
    ]


def test_offsets_are_those_of_the_articles_text(article: ClaimFile) -> None:
    for entry in article.entries:
        assert isinstance(entry, Claim | NotCheckable)
        assert article.text[entry.place.start : entry.place.end] == entry.text


def test_a_word_file_and_plain_text_give_the_same_facts(article: ClaimFile, tmp_path: Path) -> None:
    document = docx.Document()
    lines = (ROOT / "samples" / "article.zh.md").read_text("utf-8").splitlines()
    for line in filter(None, lines):
        if line.startswith("#"):
            document.add_heading(line.lstrip("# "), level=line.count("#"))
        else:
            document.add_paragraph(line)
    document.save(str(tmp_path / "a.docx"))
    (tmp_path / "a.txt").write_text("\n".join(line.lstrip("# ") for line in lines), "utf-8")
    wanted = [entry.judged for entry in article.entries if isinstance(entry, Claim)]
    with ReaderHere(Limits()) as parser:
        for name in ("a.docx", "a.txt"):
            source = read_claims(tmp_path / name, parser)
            assert [entry.judged for entry in source.entries if isinstance(entry, Claim)] == wanted
    pasted = article_claims((tmp_path / "a.txt").read_text("utf-8"))
    assert [entry.judged for entry in pasted if isinstance(entry, Claim)] == wanted


def test_provinces_by_their_short_names_and_people_of_whom_nothing_is_known() -> None:
    text = (
        "粤苏两省经济对比\n2024年广东实现地区生产总值14.16万亿元，增长3.5%。全省进出口总额9.11万亿元。\n"
        "江苏方面，地区生产总值13.7万亿元，比上年增长5.8%。他们的利润增长了20%。\n"
    )
    assert [entry.judged for entry in article_claims(text) if isinstance(entry, Claim)] == [
        "2024年广东实现地区生产总值14.16万亿元",
        "广东2024年地区生产总值增长3.5%",
        "广东2024年进出口总额9.11万亿元。",
        "江苏2024年地区生产总值13.7万亿元",
        "江苏2024年地区生产总值比上年增长5.8%",
        "2024年他们的利润增长了20%。",
    ]


def test_an_english_article() -> None:
    text = (
        "Harrow & Finch and its footprint\n\nMarch 3, 2025\n\n"
        "Last year, the company cut its emissions by 12% and used 85% renewable electricity. It recycled 92% of its "
        "waste.\n\nRevenue rose 5% to $3.2 million, while costs fell 3%. Analysts expect sales to double by 2027.\n"
    )
    assert [entry.judged for entry in article_claims(text) if isinstance(entry, Claim)] == [
        "In 2024, Harrow & Finch cut its emissions by 12%",
        "In 2024, Harrow & Finch used 85% renewable electricity",
        "Harrow & Finch recycled 92% of its waste.",
        "Harrow & Finch: Revenue rose 5% to $3.2 million",
        "Harrow & Finch: costs fell 3%",
    ]


def test_a_region_that_the_title_names_holds_until_another_is_named() -> None:
    text = (
        "广东：稳中有进\n2024年地区生产总值增长3.5%。该省进出口总额增长9.8%。\n"
        "江苏省粮食产量增长1.5%。全省新增就业140万人。\n"
    )
    assert [entry.judged for entry in article_claims(text) if isinstance(entry, Claim)] == [
        "广东2024年地区生产总值增长3.5%。",
        "广东2024年进出口总额增长9.8%。",
        "江苏省2024年粮食产量增长1.5%。",
        "江苏省2024年新增就业140万人。",
    ]


def test_who_passes_a_fact_on_is_not_read_and_the_place_goes_before_what_is() -> None:
    text = (
        "江苏的一年\n2024年江苏地区生产总值增长5.8%，增量居全国首位。"
        "省统计局负责人介绍，全省粮食总产量达到762亿斤。民生方面，去年全省城镇新增就业超过130万人。"
    )
    claims = [entry for entry in article_claims(text, [(0, 5)]) if isinstance(entry, Claim)]
    assert [claim.judged for claim in claims] == [
        "2024年江苏地区生产总值增长5.8%",
        "江苏2024年地区生产总值增量居全国首位",
        "江苏2024年粮食总产量达到762亿斤。",
        "江苏去年城镇新增就业超过130万人。",
    ]
    assert claims[2].text == "省统计局负责人介绍，全省粮食总产量达到762亿斤。"
