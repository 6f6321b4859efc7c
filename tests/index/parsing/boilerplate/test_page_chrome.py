import pytest

from index.parsing.plain_text import parse_text

PROSE = "过去一年，全县上下团结拼搏，地区生产总值增长6.2%，新建、改造农村公路126公里，各项任务圆满完成。"
MORE = "同时也要看到，产业结构仍然不优，民生领域还有不少短板，需要我们认真解决。" * 3
BODY = "\n".join(["各位代表：", "一、2023年工作回顾", MORE, PROSE, "二、2024年工作安排", PROSE, "让我们团结奋斗！"])


def removed(text: str) -> list[tuple[str, str]]:
    return [(removal.text, removal.reason) for removal in parse_text(text).removals]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("首页 > 政务公开 > 政府工作报告", "navigation"),
        ("您现在的位置：首页>>信息公开>>正文", "navigation"),
        ("当前位置：首页 / 政府信息公开 / 工作报告", "navigation"),
        ("Home > About us > Reports", "navigation"),
        ("首页 | 政务公开 | 政务服务 | 互动交流", "navigation"),
        ("下载 打印 全屏 收藏 【字号：大 中 小】", "buttons"),
        ("【打印本页】 【关闭窗口】", "buttons"),
        ("分享到：微信 新浪微博 QQ空间", "buttons"),
        ("扫一扫在手机打开当前页", "buttons"),
        ("来源：青禾县人民政府办公室", "source or editor line"),
        ("发布时间：2024-01-20 09:30 来源：县府办 浏览次数：1024", "source or editor line"),
        ("【责任编辑：王某某】", "source or editor line"),
        ("本网站使用Cookie改善浏览体验，继续浏览即表示您同意。", "cookie notice"),
        ("跳转到导航 跳转到搜索", "wiki note"),
        ("维基文库，自由的图书馆", "wiki note"),
        ("← 2022年政府工作报告", "wiki note"),
    ],
)
def test_lines_above_a_report(line: str, reason: str) -> None:
    text = f"{line}\n2024年政府工作报告\n{BODY}"
    assert removed(text) == [(line, reason)]
    assert parse_text(text).text == f"2024年政府工作报告\n{BODY}"


@pytest.mark.parametrize(
    ("tail", "reason"),
    [
        ("责任编辑：王某某", "source or editor line"),
        ("责编：王某 校对：李某 审核：张某", "source or editor line"),
        ("上一篇：2022年政府工作报告", "neighbouring page"),
        ("版权所有 青禾县人民政府 备案号：某ICP备12345678号", "site imprint"),
        ("Copyright © 2024 Qinghe County. All rights reserved.", "site imprint"),
        ("相关报道\n县长作政府工作报告\n代表热议政府工作报告", "related links"),
        ("相关链接：\n图解：一图看懂报告", "related links"),
        ("本页面最后修订于2023年5月1日 (星期一) 12:00。", "wiki note"),
        ("检索自“https://zh.wikisource.org/w/index.php?title=x&oldid=1”", "wiki note"),
        ("分类：2024年政府工作报告", "wiki note"),
    ],
)
def test_lines_below_a_report(tail: str, reason: str) -> None:
    assert removed(f"{BODY}\n{tail}") == [(tail, reason)]
    assert parse_text(f"{BODY}\n{tail}").text == BODY


def test_wiki_edit_links_and_contents() -> None:
    text = (
        "目录 [隐藏]\n1 2023年工作回顾\n2 2024年工作安排\n各位代表：\n"
        f"2023年工作回顾[编辑]\n{PROSE}\n2024年工作安排[编辑 | 编辑源代码]\n{MORE}"
    )
    assert removed(text) == [
        ("目录 [隐藏]\n1 2023年工作回顾\n2 2024年工作安排", "wiki contents"),
        ("[编辑]", "wiki edit link"),
        ("[编辑 | 编辑源代码]", "wiki edit link"),
    ]
    assert parse_text(text).text == f"各位代表：\n2023年工作回顾\n{PROSE}\n2024年工作安排\n{MORE}"


@pytest.mark.parametrize(
    "line",
    [
        "来源：2023年，全县税收来源进一步拓宽，骨干企业贡献突出。",
        "主办单位：省交通运输厅，各州、市人民政府",
        "资料来源：国家统计局",
        "首页改版后，网站日均访问量增长三成。",
        "下载量居全省首位",
        "打印",
        "中",
        "编辑出版县志三部。",
        "相关报道引起热烈反响。",
        "位置优越，交通便利，产业基础好。",
        "保护著作权，打击侵权盗版，下载正版文档成为习惯。",
        "目录",
        "1 总则",
    ],
)
def test_a_reports_own_words_stay(line: str) -> None:
    for text in (f"{line}\n{BODY}", f"{BODY}\n{line}"):
        assert removed(text) == []


def test_rules_that_need_an_edge_leave_the_middle_alone() -> None:
    long = "\n".join([PROSE] * 30)
    text = f"{long}\n来源：县统计局\n相关链接\n{long}"
    assert removed(text) == []


def test_the_tail_of_a_text_without_line_breaks() -> None:
    text = PROSE * 3 + " 责任编辑：王某某 扫一扫在手机打开当前页"
    assert removed(text) == [(" 责任编辑：王某某 扫一扫在手机打开当前页", "page chrome")]


@pytest.mark.parametrize(
    "unit", ["第1页 共2页\n", "[编辑]\n", "首页 > ", "- 2 -\n", "1、2、3、", "来源：甲\n", "相关报道\n", "x\n"]
)
def test_repetition_is_read_whole(unit: str) -> None:
    source = unit * (200_000 // len(unit))
    parsed = parse_text(source)
    kept = parsed.text + "".join(removal.text for removal in parsed.removals)
    assert sorted("".join(kept.split())) == sorted("".join(source.split()))
