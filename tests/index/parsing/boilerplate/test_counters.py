import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.parsing.boilerplate.counters import page_marks
from index.parsing.plain_text import parse_text

CLAUSE = "全县经济运行稳中有进，产业结构持续优化，民生保障不断改善。"
PAGES = [
    CLAUSE * 10 + "我们圆满完成了上届会议确",
    "定的目标任务。" + CLAUSE * 10 + "持续推进重点项",
    "目建设。" + CLAUSE * 10 + "加快补齐短",
    "板弱项。" + CLAUSE,
]


@pytest.mark.parametrize(
    "mark",
    ["{n}、", "-{n}-", "- {n} -", "—{n}—", "第{n}页", "第{n}页 共4页", "（第{n}页，共4页）", "Page {n} of 4"],
)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_counters_go_and_the_halves_join(mark: str, gap: str) -> None:
    if mark.startswith("Page") and not gap:
        gap = " "
    text = PAGES[0]
    for number, page in enumerate(PAGES[1:], start=2):
        text += gap + mark.format(n=number) + ("" if mark == "{n}、" else gap) + page
    document = parse_text(text)
    assert document.text == "".join(PAGES)
    assert [removal.text.strip() for removal in document.removals] == [mark.format(n=n) for n in (2, 3, 4)]


@pytest.mark.parametrize(
    "mark", ["共8页 第2页", "第 2 页,共 8 页", "（第2页/共8页）", "第2页（共8页）", "Page 2 of 8", "PAGE 2 OF 8"]
)
def test_a_mark_that_names_the_total_goes_alone(mark: str) -> None:
    text = f"甲\n{mark}\n乙"
    assert [text[slice(*span)] for span in page_marks(text)] == [mark]


def test_two_page_marks_on_their_own_lines_are_enough() -> None:
    text = f"一、总体要求\n{PAGES[0]}\n- 1 -\n{PAGES[1]}\n- 2 -\n{PAGES[2]}"
    assert parse_text(text).text == f"一、总体要求\n{PAGES[0]}{PAGES[1]}{PAGES[2]}"


@pytest.mark.parametrize(
    "text",
    [
        "一是抓好三件事：1、稳增长；2、促改革；3、惠民生；4、防风险；5、保稳定。" * 3,
        "\n".join(f"{n}、{CLAUSE * 6}" for n in range(1, 8)),
        "详见第12页。其余见第13页和第14页。",
        f"{CLAUSE}比分为1-0-2，共3页。{CLAUSE}",
        f"{CLAUSE}\n2023\n{CLAUSE}\n2024\n{CLAUSE}",
        f"（一）目标\n{CLAUSE}\n— 2 —\n{CLAUSE}",
    ],
)
def test_true_numbers_stay(text: str) -> None:
    assert not parse_text(text).removals


def test_a_heading_does_not_swallow_what_follows_a_page_mark() -> None:
    text = f"{CLAUSE * 3}\n一、总体要求\n第1页 共2页\n各位代表，{CLAUSE}\n第2页 共2页"
    assert parse_text(text).text == f"{CLAUSE * 3}\n一、总体要求\n各位代表，{CLAUSE}"


@pytest.mark.parametrize(
    "banner",
    [
        "《2023年政府工作报告.docx》由会员分享，可在线阅读，更多相关《2023年政府工作报告.docx（30页珍藏版）》请在某某文库上搜索。",
        "《工作报告.doc》由会员上传分享，免费在线阅读，更多相关内容在人人文库上搜索。",
        "本文档由网友整理上传，下载后可编辑修改。",
        "文档来源于百度文库，如有侵权请联系删除",
        "2023年政府工作报告（精品文档）由用户上传 豆丁网免费阅读下载",
    ],
)
def test_banners_of_sharing_sites(banner: str) -> None:
    body = f"各位代表：\n{CLAUSE}\n{CLAUSE}"
    for text in (f"{banner}\n{body}", f"{body}\n{banner}"):
        document = parse_text(text)
        assert document.text == body
        assert [(removal.text, removal.reason) for removal in document.removals] == [(banner, "share banner")]


def test_a_banner_that_runs_into_the_report() -> None:
    banner = "《报告.docx》由会员分享，可在线阅读，更多相关《报告.docx》请在某某文库上搜索。"
    document = parse_text(f"{banner}各位代表：{CLAUSE}")
    assert document.text == f"各位代表：{CLAUSE}"
    assert [removal.text for removal in document.removals] == [banner]


@pytest.mark.shared
@pytest.mark.parametrize(
    "mark",
    ["{n}、", "-{n}-", "— {n} —", "第{n}页", "第{n}页 共49页", "\n- {n} -\n", "\n第{n}页 共49页\n", "\n{n}/49\n"],
)
@pytest.mark.parametrize(
    "banner",
    [
        "{title}由会员分享,可在线阅读,更多相关{title}请在某某文库上搜索。\n",
        "{title}由用户上传,下载后可编辑。\n更多相关文档请在人人文库上下载\n",
        "",
    ],
)
def test_the_county_report_with_other_marks(mark: str, banner: str, shared_data: Path) -> None:
    source = next((shared_data / "reports" / "county-2021").glob("*.txt")).read_text(encoding="utf-8")
    plain = parse_text(source)
    pieces = list(_pages(plain.text, [removal.at for removal in plain.removals if removal.reason == "page counter"]))
    assert len(pieces) == 49
    varied = "".join(mark.format(n=number) + piece for number, piece in enumerate(pieces, start=1))
    document = parse_text(banner.format(title="《工作报告.docx》") + varied.lstrip("\n"))
    lines = document.text.split("\n")
    assert "".join(lines) == plain.text
    assert all(line[-1] in "。!?;:O" for line in lines[:-1])
    assert sum(removal.reason.startswith("page") for removal in document.removals) == 49


def _pages(text: str, starts: list[int]) -> Iterator[str]:
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield text[start:end]


@pytest.mark.shared
def test_a_true_list_beside_the_counters_stays(shared_data: Path) -> None:
    source = next((shared_data / "reports" / "county-2021").glob("*.txt")).read_text(encoding="utf-8")
    listed = "重点是:1、稳增长;2、促改革;3、惠民生。"
    changed = source.replace("一是聚重点,", listed + "一是聚重点,")
    assert parse_text(changed).text == parse_text(source).text.replace("一是聚重点,", listed + "一是聚重点,")
    assert not re.search(r"\d、", parse_text(source).text)
