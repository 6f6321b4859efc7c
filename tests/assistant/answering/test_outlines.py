"""Runs of headings and numbered items: complete and in order, or none."""

import pytest
from report_texts import report_of

from assistant.answering.outlines import bare, children, listed_below, outline, run_behind, top_level
from assistant.answering.reply import Quote

BODY = "坚持稳中求进工作总基调，各项工作有序推进，民生持续改善，社会大局保持稳定，群众的获得感不断增强。"


def items(line: str) -> list[str]:
    report = report_of("浙江", 2025, line)
    return [bare(report, quote).text for quote in run_behind(report, line.index("：") + 1)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("办好实事：1.新增学位1000个；2.新建食堂15家。", ["新增学位1000个", "新建食堂15家"]),
        ("主要问题：一是需求不足；二是结构不优；三是短板仍多。", ["需求不足", "结构不优", "短板仍多"]),
        ("任务：（1）稳就业；（2）稳物价。", ["稳就业", "稳物价"]),
        ("任务：1.稳就业；3.稳物价。", []),  # 2 is missing
        ("任务：2.稳就业；3.稳物价。", []),
        ("任务：1.稳就业。", []),
        ("任务：先把经济搞好再说，1.稳就业；2.稳物价。", []),  # too far from what announces them
    ],
)
def test_a_run_counts_from_one_without_a_gap(line: str, found: list[str]) -> None:
    assert items(line) == found


def test_what_is_listed_below_a_heading_where_it_is_all_items() -> None:
    report = report_of("浙江", 2025, "一、重点工作", "稳就业", "稳物价", headings=(0,), items=(1, 2))
    (section,) = top_level(report)
    assert [quote.text for quote in listed_below(report, section)] == ["稳就业", "稳物价"]


def test_attachments_are_no_part_of_the_outline() -> None:
    report = report_of("浙江", 2025, "一、回顾", BODY, "二、安排", BODY, "附件", BODY, headings=(0, 2, 4))
    assert [report.heading(section) for section in top_level(report)] == ["一、回顾", "二、安排"]
    assert [quote.text for quote in outline(report)] == ["一、回顾", "二、安排"]


def test_a_heading_without_its_number_and_mark() -> None:
    report = report_of("浙江", 2025, "一、扩大内需。")
    assert bare(report, Quote(report, 0, len(report.text))).text == "扩大内需"


@pytest.mark.parametrize(
    ("second", "found"), [("（二）深化改革", ["（一）扩大内需", "（二）深化改革"]), ("（三）深化改革", [])]
)
def test_subheadings_count_where_no_number_is_missing(second: str, found: list[str]) -> None:
    report = report_of("浙江", 2025, "一、重点工作", BODY, "（一）扩大内需", BODY, second, BODY, "二、其他", BODY)
    assert [quote.text for quote in children(report, top_level(report)[0])] == found
