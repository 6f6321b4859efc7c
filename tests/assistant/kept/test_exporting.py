"""A kept conversation and a kept check as files, whatever the library holds now: question, answer, quotes, places."""

import io
import json
from dataclasses import replace

import docx
import pytest
from scripted import answered, judged

from assistant.answer import AnswerTable, Citation, Mismatch, TableCell
from assistant.bundle.escaping import markdown
from assistant.bundle.items import Overrule
from assistant.checking.batch import Checked
from assistant.checking.claims import Claim
from assistant.kept.exporting import FORMATS, exported
from assistant.kept.records import KeptCheck, KeptConversation, KeptTurn
from assistant.messages import message

QUOTE = "全年地区生产总值达到126.4亿元，增长5.8%。"
CITED = Citation(1, "r" * 64, "报告", "报告.md", (), None, 3, 9, QUOTE, "《报告》第1段", "h", "v")
ANSWER = answered(
    "总值？", [CITED], table=AnswerTable(("总值",), ("2024",), (TableCell(0, 0, "126.4亿元", 1),)), note="见*下*"
)
TALK = KeptConversation(
    "id",
    "owner",
    "一段对话",
    (
        KeptTurn("a", "总值？", "2026-01-01", answer=ANSWER),
        KeptTurn("b", "<b>没有</b>", "2026-01-01", ending="stopped"),
    ),
)
VERDICT = judged("增长5.9%", "refuted", [CITED], mismatches=(Mismatch("value", "5.9%", "5.8%"),))
CLAIM = Claim("1", "增长5.9%")
CHECK = KeptCheck(
    *("id", "owner", "稿.docx", "2026-01-01", "稿.docx", "1-a"),
    (CLAIM,),
    (Checked(CLAIM, VERDICT),),
    ((1, Overrule("supported", "四舍五入")),),
)


def test_markdown_has_question_answer_quote_and_place() -> None:
    text = exported(TALK, "md", "zh").decode()
    assert text.startswith("# 一段对话\n\n## 1\\. 总值？\n\n**有原文依据**")
    assert f"> {QUOTE}\n>\n> — \\[1\\] 《报告》第1段" in text
    assert "\\*下\\*" in text and "<b>" not in text and "已停止" in text


def test_json_has_every_citation() -> None:
    talk, check = (json.loads(exported(each, "json", "zh")) for each in (TALK, CHECK))
    assert talk["answers"][0]["citations"][0]["quote"] == QUOTE
    assert (talk["answers"][1]["asked_as"], talk["answers"][1]["ending"]) == ("<b>没有</b>", "stopped")
    [claim] = check["claims"]
    assert (claim["verdict"], claim["overruled"]["note"]) == ("refuted", "四舍五入")


@pytest.mark.parametrize("name", FORMATS)
def test_a_check_has_verdict_difference_and_note(name: str) -> None:
    content = exported(CHECK, name, "en")
    if name == "docx":
        text = "\n".join(each.text for each in docx.Document(io.BytesIO(content)).paragraphs)
    else:
        text = content.decode()
    assert all(words in text for words in ("5.9%", QUOTE, "四舍五入", "稿.docx"))


def test_what_is_ours_is_in_the_language_that_is_asked_for() -> None:
    verdict = judged("增长5.9%", "not_enough_info", reason="报告里没有找到能证实或否定它的原文。")
    check = replace(CHECK, checked=(Checked(CLAIM, verdict),), overrules=())
    assert "No report confirms or denies it." in exported(check, "md", "en").decode()
    failed = replace(TALK, turns=(KeptTurn("a", "总值？", "2026-01-01", failure=message("zh", "page.failed")),))
    assert markdown(message("en", "page.failed")) in exported(failed, "md", "en").decode()
