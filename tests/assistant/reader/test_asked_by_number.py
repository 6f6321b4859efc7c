"""What a question asks for by its number: a part that bears its name, the item of a list, a document's own number."""

from pathlib import Path

import pytest
from fakes import library_in

from assistant.query.understanding import understand
from assistant.reader.asked_by_number import (
    SURE,
    NumberedPart,
    asked_number,
    numbered_answers,
    numbered_item,
    numbered_parts,
)
from assistant.reader.spans import LONGEST
from assistant.reader.terms import Topic
from index.library import Library
from index.parsing.document import DocumentBuilder
from index.report import BlockKind, Metadata, Report
from index.structure.sections import section_tree

LINES = (
    ("paragraph", "柳河县2024年度审计结果公告（第7号）"),
    ("paragraph", "柳审〔2025〕12号"),
    ("paragraph", "第三章 监督检查......9"),
    ("heading", "第二章 资金使用"),
    ("paragraph", "第四条 项目单位应当报送决算。"),
    ("paragraph", "第五条 禁止将专项资金用于发放津贴补贴。违者追回。"),
    ("paragraph", "（一）已经发放的，限期退回；"),
    ("paragraph", "第十二条 本条在后。"),
    ("heading", "第三章 监督检查"),
    ("paragraph", "第十三条 县审计局每年审计。"),
    ("paragraph", "Article 5 Grants may not be spent on bonuses."),
)


def _report(*lines: tuple[str, str]) -> Report:
    builder = DocumentBuilder()
    for kind, text in lines:
        builder.add(BlockKind(kind), text, level=int(kind == "heading"))
    document = builder.draft()
    return Report("a", Metadata("x"), document.text, "", "", section_tree(document, None), document.blocks)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("第五条规定了什么？", "第五条 禁止将专项资金用于发放津贴补贴。违者追回。\n（一）已经发放的，限期退回；"),
        (
            "《办法》第5条的内容是什么？",
            "第五条 禁止将专项资金用于发放津贴补贴。违者追回。\n（一）已经发放的，限期退回；",
        ),
        ("第十二条讲的是什么", "第十二条 本条在后。"),
        ("第三章讲的是什么？", "第三章 监督检查"),
        ("What does Article 5 say?", "Article 5 Grants may not be spent on bonuses."),
        ("这份公告是第几号？", "第7号"),
        ("这份公告的文号是什么？", "柳审〔2025〕12号"),
    ],
)
def test_what_is_asked_for_by_its_number(question: str, answer: str) -> None:
    (found,) = numbered_parts(question, [_report(*LINES)])
    assert found.report.text[found.answer_start : found.answer_end] == answer
    assert found.start <= found.answer_start < found.answer_end <= found.end


@pytest.mark.parametrize(
    "question",
    [
        "第五条规定的补助额度是多少？",
        "第九条规定了什么？",
        "柳河县居全省第几位？",
        "2024年增长多少？",
        "第五次会议说了什么？",
    ],
)
def test_other_questions_are_none_of_its_own(question: str) -> None:
    assert numbered_parts(question, [_report(*LINES)]) == []


def test_of_several_reports_each_answers() -> None:
    reports = [_report(*LINES), _report(("paragraph", "没有条文。")), _report(("paragraph", "第五条 另有规定。"))]
    assert [each.report for each in numbered_parts("第五条规定了什么？", reports)] == [reports[0], reports[2]]


@pytest.mark.parametrize("question", ["第十5条规定了什么？", "第5十条有多少字？"])
def test_what_is_no_numeral_asks_for_nothing(question: str) -> None:
    """Nor does a line so numbered by mistake stop the others."""
    report = _report(("paragraph", "第十5条 误写。"), *LINES)
    assert numbered_parts(question, [report]) == []
    assert asked_number(question) is None
    assert len(numbered_parts("第五条规定了什么？", [report])) == 1


def test_clauses_that_share_a_paragraph_end_where_the_next_begins() -> None:
    """Lines that a soft break parts."""
    (found,) = numbered_parts("第五条规定了什么？", [_report(("paragraph", "第五条 应当退还。\n第六条 不得转让。"))])
    assert found.report.text[found.start : found.end].strip() == "第五条 应当退还。"


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("第四条说什么？", 4),
        ("第 12 项任务是什么？", 12),
        ("第二十三点讲了什么？", 23),
        ("What does clause 12 say?", 12),
        ("Which bonus does Article 5 forbid?", 5),
        ("第1条和第2条", None),
        ("第1条与第一条一样吗？", 1),
        ("《工伤保险第四条例》是什么？", None),
        ("多少条？", None),
        ("How many articles are there?", None),
        ("第三章讲的是什么？", None),  # a chapter is no item of a list
        ("", None),
    ],
)
def test_the_number_that_a_question_asks_for(question: str, number: int | None) -> None:
    """One number, however it is written."""
    assert asked_number(question) == number


RULES = """# 柏川市人才补贴办法

## 补贴标准

1. 适用于新引进人才。
2. 博士每人补贴20万元。

## 申报程序

1. 本人提出申请。
2. 单位审核。
"""
PLAN = """# 柏川市2024年重点任务

（一）修建公路。

（二）扩建学校。

2.5万人受益。

| 序号 | 任务 |
|---|---|
| 3 | 供水 |
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("numbered")
    for name, text in (("办法.md", RULES), ("任务.md", PLAN)):
        (folder / name).write_text(text, "utf-8")
    library = library_in(folder / "library")
    library.add(sorted(folder.glob("*.md")))
    return library


def item(library: Library, question: str, number: int, source: str) -> NumberedPart | None:
    """The item with a number in the one report of that name."""
    passages = [passage for passage in library.search("柏川市", 20) if passage.source == source]
    reports = {passage.report_id: library.get(passage.report_id) for passage in passages}
    return numbered_item(number, Topic(understand(question, library.metadata()), library), passages, reports)


def said(found: NumberedPart | None) -> str | None:
    return None if found is None else found.report.text[found.answer_start : found.answer_end]


def test_of_two_items_with_one_number_the_heading_tells(town: Library) -> None:
    """And where it does not, neither is the answer."""
    assert said(item(town, "申报程序第2条是什么？", 2, "办法.md")) == "2. 单位审核。"
    assert said(item(town, "补贴标准第2条是什么？", 2, "办法.md")) == "2. 博士每人补贴20万元。"
    assert item(town, "第2条是什么？", 2, "办法.md") is None


def test_a_bracketed_number_numbers_and_a_figure_or_a_row_does_not(town: Library) -> None:
    """2.5万人 is no second item; a table's rows are answered by their cells."""
    assert said(item(town, "第二项任务是什么？", 2, "任务.md")) == "（二）扩建学校。"
    assert item(town, "第三项任务是什么？", 3, "任务.md") is None


def test_an_article_goes_before_a_list_with_the_same_number(town: Library) -> None:
    """What bears the name that was asked for is it."""
    topic = Topic(understand("第二条说什么？", ()), town)
    passage = town.search("柏川市", 1)[0]
    reports = {passage.report_id: _report(("paragraph", "2. 清单。"), ("paragraph", "第二条 正文。"))}
    found = numbered_item(2, topic, [passage], reports)
    assert said(found) == "第二条 正文。" and found is not None and found.score == SURE


def test_an_item_is_no_longer_than_an_answer(town: Library) -> None:
    topic = Topic(understand("第二条说什么？", ()), town)
    passage = town.search("柏川市", 1)[0]
    reports = {passage.report_id: _report(("paragraph", "第二条 " + "甲" * LONGEST))}
    found = numbered_item(2, topic, [passage], reports)
    assert found is not None and found.end - found.start == LONGEST


def test_a_part_that_is_all_that_is_asked_for_is_surer_than_an_item(town: Library) -> None:
    """The question's words are looked at first."""
    topic = Topic(understand("第五条规定了什么？", ()), town)
    passage = town.search("柏川市", 1)[0]
    reports = {passage.report_id: _report(*LINES)}
    (whole,) = numbered_answers("第五条规定了什么？", topic, [passage], reports)
    (passing,) = numbered_answers("第五条规定的补助额度是多少？", topic, [passage], reports)
    assert whole.score > passing.score
    assert said(passing) == "第五条 禁止将专项资金用于发放津贴补贴。违者追回。"
    assert numbered_answers("补助额度是多少？", topic, [passage], reports) == []
