import pytest

from assistant.reader.divisions import asked_division
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
    (found,) = asked_division(question, [_report(*LINES)])
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
    assert asked_division(question, [_report(*LINES)]) == []


def test_of_several_reports_each_answers() -> None:
    reports = [_report(*LINES), _report(("paragraph", "没有条文。")), _report(("paragraph", "第五条 另有规定。"))]
    assert [each.report for each in asked_division("第五条规定了什么？", reports)] == [reports[0], reports[2]]
