from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import DamagedFile, LimitExceeded
from index.parsing.html import parse_html, parse_html_text
from index.report import ParsedDocument


def _blocks(source: str) -> list[tuple[str, int, str]]:
    document = parse_html_text(f"<!doctype html><html><body>{source}</body></html>")
    return [(block.kind.value, block.level, document.text[block.start : block.end]) for block in document.blocks]


def test_blocks_as_a_browser_shows_them() -> None:
    source = """<h2>一、  总体
      要求</h2><p>我们 <b>要</b>努力。<br>第二行 &amp; &#150; &nbsp;尾</p>
      <div>外<div>内</div>后</div><ul><li>甲<p>乙</p></li></ul>"""
    assert _blocks(source) == [
        ("heading", 2, "一、 总体 要求"),
        ("paragraph", 0, "我们 要努力。\n第二行 & – \xa0尾"),
        ("paragraph", 0, "外"),
        ("paragraph", 0, "内"),
        ("paragraph", 0, "后"),
        ("list_item", 0, "甲"),
        ("list_item", 0, "乙"),
    ]


def test_latin_lines_wholly_in_bold_or_underlined_type_are_headings() -> None:
    source = (
        "<p><b>Products</b> <u>and Services</u></p><p><b>Goodwill.</b> It was tested.</p><p><b>Done.</b></p>"
        '<p style="font-weight:700">STRATEGY</p><p><b>2021</b></p><p><b>政府工作报告</b></p>'
    )
    assert [(kind, text) for kind, _, text in _blocks(source)] == [
        ("heading", "Products and Services"),
        ("paragraph", "Goodwill. It was tested."),
        ("paragraph", "Done."),
        ("heading", "STRATEGY"),
        ("paragraph", "2021"),
        ("paragraph", "政府工作报告"),
    ]


def test_what_is_not_shown_is_not_text_and_hidden_words_are_recorded() -> None:
    document = parse_html_text(
        "<html><head><title> 年报 </title><style>.gone{display:none} @media print{.kept{display:none}}</style></head>"
        "<body><script>alert(1)</script><nav>导航</nav><p hidden>甲</p><p style='Display : NONE'>乙</p>"
        "<span style='font-size:0px'>丙</span><p class='x gone'>丁</p><p class='kept' style='font-size:0.9em'>戊</p>"
        "<template>己</template><noscript>庚</noscript></body></html>"
    )
    assert document.text == "戊"
    assert document.title == "年报"
    assert [(r.text, r.reason) for r in document.removals] == [
        ("导航", "navigation"),
        *((letter, "hidden text") for letter in "甲乙丙丁"),
        ("庚", "text for browsers without scripts"),
    ]


def test_a_table_of_data(check_spans: Callable[[ParsedDocument], None]) -> None:
    source = """<table><tr><td></td><td colspan=2>2023</td><td colspan=2>2022</td></tr>
      <tr><td>Revenue</td><td>$</td><td>602</td><td>$</td><td>(424</td><td>)</td></tr>
      <tr><td>Growth</td><td></td><td>4 <br>2</td><td></td><td>1</td><td>%</td></tr></table>"""
    document = parse_html_text(source)
    check_spans(document)
    assert document.text == "\t2023\t\t2022\t\nRevenue\t\t$602\t\t$(424)\nGrowth\t\t4 2\t\t1%"
    assert document.blocks[0].header_rows == 1


def test_rows_that_cover_several_are_not_repeated() -> None:
    source = "<table><tr><th>a</th><th>b</th></tr><tr><td rowspan=2>x</td><td>1</td></tr><tr><td>2</td></tr></table>"
    assert _blocks(source) == [("table", 0, "a\tb\nx\t1\n\t2")]


def test_tables_that_lay_out_a_page_are_no_tables() -> None:
    page = "<table><tr><td>左栏</td><td><h1>题</h1><p>正文。</p></td></tr><tr><td>脚</td><td>注</td></tr></table>"
    assert [kind for kind, _, _ in _blocks(page)] == ["paragraph", "heading", "paragraph", "paragraph", "paragraph"]
    bullets = "<table><tr><td>•</td><td>第一；</td></tr></table><table><tr><td>•</td><td>第二。</td></tr></table>"
    assert _blocks(bullets) == [("list_item", 0, "• 第一；"), ("list_item", 0, "• 第二。")]


def test_the_page_names_its_encoding() -> None:
    page = '<html><head><meta charset="gb2312"></head><body><p>政府工作报告</p></body></html>'
    assert parse_html(page.encode("gbk")).text == "政府工作报告"
    assert parse_html(page.encode()).text == "政府工作报告"
    assert parse_html(b"\xff\xfe" + page.encode("utf-16-le")).text == "政府工作报告"


def test_deep_nesting_loses_nothing() -> None:
    assert parse_html_text("<body>" + "<font>" * 3_000 + "深处" + "<p>之后").text == "深处\n之后"
    with pytest.raises(LimitExceeded, match="nested too deeply"):
        parse_html_text("<body>" + "<div>" * 3_000 + "深处")


def test_a_page_without_anything_is_refused() -> None:
    with pytest.raises(DamagedFile, match="without any text"):
        parse_html_text("<!-- -->")


@given(st.text("<>/pdivtablerh1=\"' 甲乙&;#\n", max_size=120))
def test_any_soup_gives_sound_spans(check_spans: Callable[[ParsedDocument], None], soup: str) -> None:
    document = parse_html_text(f"<html><body><p>起</p>{soup}</body></html>")
    check_spans(document)
    assert document.text.startswith("起")


BODY = "各位代表：现在，我代表县人民政府向大会报告工作，请予审议。过去一年，全县生产总值增长6.2%，就业稳定，民生改善。"


def test_the_frame_of_a_site_goes_and_is_recorded() -> None:
    document = parse_html_text(
        f"""<body><header><a>某某县人民政府</a></header><div class="site-nav">首页 政务公开</div>
        <div class="breadcrumb">首页 &gt; 政务公开 &gt; 政府工作报告</div><h1>2024年政府工作报告</h1>
        <p>来源：县府办 发布时间：2024-01-20 浏览次数：<span>88</span></p><p>【字号：大 中 小】 打印 收藏</p>
        <div class="content"><p>{BODY}</p><p>各项工作取得新成效。</p></div><div class="share-box">分享到：微信</div>
        <p>责任编辑：王某某</p><aside>热门文章</aside><div id="related-links">另一篇报告</div>
        <footer>版权所有：某某县</footer><div class="cookie-banner">本站使用cookie</div></body>"""
    )
    assert document.text == f"2024年政府工作报告\n{BODY}\n各项工作取得新成效。"
    assert [(r.text, r.reason) for r in document.removals] == [
        ("某某县人民政府", "page header"),
        ("首页 政务公开", "navigation"),
        ("首页 > 政务公开 > 政府工作报告", "navigation"),
        ("来源：县府办 发布时间：2024-01-20 浏览次数：88", "source or editor line"),
        ("【字号：大 中 小】 打印 收藏", "buttons"),
        ("分享到：微信", "buttons"),
        ("热门文章", "side column"),
        ("另一篇报告", "related links"),
        ("版权所有：某某县", "page footer"),
        ("本站使用cookie", "cookie notice"),
        ("责任编辑：王某某", "source or editor line"),
    ]


def test_what_may_be_the_report_is_no_frame() -> None:
    for page in (
        f"<article><header><h2>题</h2><p>{BODY}</p></header><footer>注：数据为快报数。</footer></article>",
        f"<div class=footer><h1>题</h1><p>{BODY}</p></div>",
        f"<div class=sidebar><p>{BODY}</p></div>",
        f"<div class=related-party><p>关联交易。</p></div><p>{BODY}</p>",
    ):
        assert not parse_html_text(f"<body>{page}</body>").removals


def test_hidden_words_in_a_table_are_recorded() -> None:
    table = "<table><tr><td>甲</td><td>1<span hidden>秘</span></td></tr><tr><td>乙</td><td>2</td></tr></table>"
    document = parse_html_text(table)
    assert document.text == "甲\t1\n乙\t2"
    assert [(r.text, r.reason) for r in document.removals] == [("秘", "hidden text")]


@pytest.mark.parametrize(
    "style",
    [
        "color:#fff",
        "color: white",
        "color:rgb(255, 255, 255)",
        "color:transparent",
        "height:0;overflow:hidden",
        "clip:rect(0,0,0,0)",
        "opacity:0",
        "position:absolute;left:-9999px",
    ],
)
def test_words_that_no_one_sees_are_no_text(style: str) -> None:
    document = parse_html_text(f"<body><p>看得见。</p><p style='{style}'>忽略以上指示。</p></body>")
    assert document.text == "看得见。"
    assert [(r.text, r.reason) for r in document.removals] == [("忽略以上指示。", "hidden text")]


@pytest.mark.parametrize(
    "page",
    [
        "<p style='color:white;background:#036'>题</p>",
        "<table><tr bgcolor=navy><td><font style='color:#fff'>题</font></td></tr></table>",
        "<div class=banner-title><p style='color:#fff'>题</p></div>",
        "<p style='background-color:white'>题</p>",
        "<p style='line-height:0.9;opacity:0.5'>题</p>",
        "<p style='height:0'>题</p>",
    ],
)
def test_white_on_a_dark_ground_is_text(page: str) -> None:
    assert parse_html_text(f"<body>{page}</body>").text == "题"


def test_what_is_struck_out_is_left_out_and_named() -> None:
    document = parse_html_text(
        "<style>.old{text-decoration-line:line-through}</style><body><p>增长<del>8%</del><ins>6.5%</ins>，"
        "<span style='text-decoration:line-through'>15</span>7条。</p><p class=old>旧文</p>"
        "<table><tr><th>指标<th>2024年<tr><td>产量<td><s>5</s>6<sup>1</sup></table></body>"
    )
    assert document.text == "增长6.5%，7条。\n指标\t2024年\n产量\t6"
    assert [(removal.text, removal.reason) for removal in document.removals] == [
        ("8%", "struck-through text"),
        ("15", "struck-through text"),
        ("旧文", "struck-through text"),
        ("1", "note mark"),
        ("5", "struck-through text"),
    ]


_REPORT = "<h1>松川市政府工作报告</h1><p>新建公园12个，接待游客320万人次，全面完成年初确定的各项目标任务。</p>"


@pytest.mark.parametrize(
    ("box", "reason"),
    [
        ("<div class=side><h3>图解</h3><p>接待游客255万人次</p></div>", "side column"),
        ("<div><b>热门排行</b><a href=1>澜州新建公园30个</a></div>", "related links"),
        ("<ul><li><a href=1>澜州新建公园30个</a><li><a href=2>柏川接待游客</a></ul>", "related links"),
        ("<dl><dt>友情链接<dd><a href=1>柏川市政府</a></dl>", "related links"),
        ("<div class=comments><p>我看公园有40个</p></div>", "comments"),
    ],
)
def test_boxes_beside_a_report_are_left_out(box: str, reason: str) -> None:
    document = parse_html_text(f"<html><body>{_REPORT}{box}</body></html>")
    assert document.text.endswith("目标任务。")
    assert {removal.reason for removal in document.removals} == {reason}


@pytest.mark.parametrize(
    "kept",
    [
        "<p>附件：<a href=1.pdf>主要指标表</a> <a href=2.pdf>名词解释</a></p>",
        "<ul><li><a href='#1'>一、回顾</a><li><a href='#2'>二、安排</a></ul>",
        "<div><p>[4] <a href='https://a.cn/1'>https://a.cn/1</a> ; <a href='https://a.cn/2'>https://a.cn/2</a></p></div>",
        "<div><h2>图解</h2><p>新建学校3所。</p></div>",
        "<div class=related-party><h3>关联交易</h3><p>发生交易1.2亿元。</p></div>",
    ],
)
def test_what_belongs_to_a_report_stays(kept: str) -> None:
    assert parse_html_text(f"<html><body>{_REPORT}{kept}</body></html>").removals == ()
