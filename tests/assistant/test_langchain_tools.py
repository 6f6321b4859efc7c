"""The LangChain tools: what a model reads, the artifact beside it, and wrong usage as content."""

from typing import Any

import pytest
from langchain_core.messages import ToolMessage
from scripted import REPORT, REPORT_NAME, REVIEW, ScriptedAssistant, answered, cite, judged

from assistant.langchain_tools import report_tools
from index.library import Library


@pytest.fixture
def assistant(library: Library, tmp_path: Any) -> ScriptedAssistant:
    (tmp_path / REPORT_NAME).write_text(REPORT, "utf-8")
    library.add([tmp_path / REPORT_NAME])
    scripted = ScriptedAssistant(library)
    report = library.get(library.reports()[0].report_id)
    scripted.script["增长多少？"] = answered("增长多少？", [cite(report, REVIEW)])
    scripted.judge.script["增长6%。"] = judged(
        "增长6%。", "refuted", [cite(report, REVIEW, stance="refutes")], reason="不是。"
    )
    return scripted


def called(assistant: ScriptedAssistant, name: str, **fields: Any) -> ToolMessage:
    (tool,) = (each for each in report_tools(assistant) if each.name == name)
    told = tool.invoke({"name": name, "args": fields, "id": "1", "type": "tool_call"})
    assert isinstance(told, ToolMessage)
    return told


def test_each_has_its_name_fields_and_description(assistant: ScriptedAssistant) -> None:
    tools = report_tools(assistant)
    assert [tool.name for tool in tools] == ["ask", "check", "figures"]
    assert list(tools[1].args) == ["years", "regions", "issuers", "reports", "claim"]
    assert tools[0].description.startswith("Answers a question from the reports")


def test_an_answer_comes_with_its_quotes_and_its_document(assistant: ScriptedAssistant) -> None:
    told = called(assistant, "ask", question="增长多少？", years=[2025])
    assert told.content == f"{REVIEW}[1]\n[1] 《2025年松溪县政府工作报告》第1处: {REVIEW}"
    assert told.artifact["citations"][0]["quote"] == REVIEW
    assert told.status == "success"


def test_a_verdict_says_what_decides_it(assistant: ScriptedAssistant) -> None:
    told = called(assistant, "check", claim="增长6%。")
    assert told.content == f"refuted: 不是。\nrefutes [1] 《2025年松溪县政府工作报告》第1处: {REVIEW}"
    assert told.artifact["verdict"] == "refuted"


def test_figures_are_a_line_each(assistant: ScriptedAssistant) -> None:
    told = called(assistant, "figures", measure="地区生产总值", planned=False)
    lines = str(told.content).splitlines()
    assert lines[0].startswith("松溪县 2024 done 126.4亿元 (")
    assert len(told.artifact["facts"]) == len(lines)


@pytest.mark.parametrize(
    ("name", "fields", "said"),
    [
        ("figures", {"measure": " "}, "the measure is empty; name one, such as GDP"),
        ("ask", {"quest": "x"}, "'question' is missing; docs/api.md lists the fields"),
        ("ask", {"question": "x", "reports": ["none"]}, "no report 'none'"),
    ],
)
def test_wrong_usage_is_what_the_model_reads(
    assistant: ScriptedAssistant, name: str, fields: dict[str, Any], said: str
) -> None:
    told = called(assistant, name, **fields)
    assert said in str(told.content)
    assert told.status == "error"
