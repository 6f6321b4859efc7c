"""Lists that a report sets out, each place of them by itself: all of the things with the right number, or none."""

from report_texts import report_of

from assistant.answering.reply import Quote
from assistant.answering.set_out_lists import (
    announced_clauses,
    below_a_heading,
    below_a_line,
    in_a_glossary,
    numbered_items,
)
from assistant.answering.wanted_list import WantedList

REPORT = report_of(
    "上海",
    2025,
    "一、2024年工作回顾",
    "今年办好3件民生实事：1.新增学位1000个；2.新建食堂15家；3.建设口袋公园6个。",
    "今后的努力方向是：扩大有效投资；提振居民消费。",
    "名词解释",
    "1.六大优势产业：培育形成电子信息、装备制造、食品轻纺、能源化工、先进材料和医药健康等六大万亿级产业。",
    "2.五大工程：绿化工程、净水工程、清洁工程。",
)


def asked(number: int | None, noun: str, *beside: str) -> WantedList:
    return WantedList(number, noun, beside, "")


def texts(quotes: list[Quote]) -> list[str]:
    return [quote.text for quote in quotes]


def test_numbered_items_behind_what_announces_them() -> None:
    assert texts(numbered_items(REPORT, asked(3, "民生实事"))) == ["新增学位1000个", "新建食堂15家", "建设口袋公园6个"]
    assert numbered_items(REPORT, asked(10, "民生实事")) == []


def test_a_glossarys_entry_of_that_name_and_number() -> None:
    found = in_a_glossary(REPORT, asked(6, "优势产业"))
    assert texts(found) == ["电子信息", "装备制造", "食品轻纺", "能源化工", "先进材料", "医药健康"]
    assert in_a_glossary(REPORT, asked(5, "工程")) == []  # it lists three of them


def test_clauses_behind_a_colon() -> None:
    assert texts(announced_clauses(REPORT, asked(None, "努力方向"))) == ["扩大有效投资", "提振居民消费"]
    assert announced_clauses(REPORT, asked(3, "努力方向")) == []


def test_what_stands_below_a_heading() -> None:
    lines = ("一、2024年工作回顾", "经济平稳增长。", "二、2025年重点任务", "扩大内需", "深化改革")
    headed = report_of("上海", 2025, *lines, headings=(0, 2), items=(3, 4))
    assert texts(below_a_heading(headed, asked(None, "重点任务"))) == ["扩大内需", "深化改革"]
    assert below_a_heading(headed, asked(3, "重点任务")) == []


def test_numbered_lines_behind_the_line_that_names_them() -> None:
    report = report_of(
        "青禾县",
        2025,
        "附件",
        "2025年2件惠民实事",
        "一、新增学位",
        "年度目标：新增学位1000个。",
        "主办单位：县教育局",
        "二、新建食堂",
        "年度目标：新建食堂15家。",
    )
    assert texts(below_a_line(report, asked(2, "惠民实事"))) == ["新增学位", "新建食堂"]
    assert below_a_line(report, asked(3, "惠民实事")) == []
