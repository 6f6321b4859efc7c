"""`wenju ask`: the answer with its sources, a file line by line, and who wrote."""

import io
import json
import sys
from pathlib import Path

import pytest
from commands import run
from scripted_model import ScriptedModel, says

from assistant.settings import LlmTable


def test_ask_prints_statements_and_sources(capsys: pytest.CaptureFixture[str], sample_library_folder: Path) -> None:
    question = "2024年云岭县实际完成的旅游综合收入是多少？"
    status, out, _ = run(capsys, "ask", question, "--library", str(sample_library_folder))
    assert status == 0
    assert "旅游综合收入41.2亿元" in out
    assert "[1] 《2025年云岭县政府工作报告》一、（" in out
    status, out, _ = run(capsys, "ask", question, "--json", "--library", str(sample_library_folder))
    document = json.loads(out)
    assert {
        "schema_version",
        "question",
        "status",
        "answer",
        "statements",
        "citations",
        "nearest",
        "related",
        "scope",
        "kind",
        "mode",
        "score",
        "dropped",
        "elapsed_ms",
    } == set(document)
    assert document["mode"] == "extractive"
    assert set(document["citations"][0]) >= {
        "n",
        "report_id",
        "title",
        "source",
        "section",
        "page",
        "start",
        "end",
        "quote",
        "locator",
        "text_sha256",
        "parser_version",
    }


def test_a_batch_gives_a_line_a_question_and_goes_on(
    capsys: pytest.CaptureFixture[str], sample_library_folder: Path, tmp_path: Path
) -> None:
    lines = ['{"id": "a", "question": "茶叶综合产值是多少？"}', "{broken", "", '{"id": "c", "question": "粮食产量？"}']
    (tmp_path / "q.jsonl").write_text("\n".join(lines), "utf-8")
    status, out, err = run(capsys, "ask", "--file", "q.jsonl", "--library", str(sample_library_folder))
    documents = [json.loads(line) for line in out.splitlines()]
    assert status == 3
    assert [document.get("id") for document in documents] == ["a", None, "c"]
    assert "error" in documents[1]
    assert "q.jsonl, line 2:" in err


def test_ask_with_a_model_prints_who_wrote_and_what_was_removed(
    capsys: pytest.CaptureFixture[str], sample_library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named: list[str] = []

    def build(settings: LlmTable) -> ScriptedModel | None:
        named.append(settings.model)
        return says("增长999%。[S1]\n没有出处。") if settings.model else None

    monkeypatch.setattr("assistant.llm.model.build_model", build)
    monkeypatch.setenv("WENJU_LLM_MODEL", "openai:of-the-settings")
    question = "2023年云岭县的地区生产总值是多少亿元？"
    asking = ("ask", question, "--library", str(sample_library_folder))
    status, out, _ = run(capsys, *asking)
    assert status == 0
    assert out.startswith("（语言模型写的2句都核对不上原文，没有采用。）\n198.6亿元（云岭县2023年地区生产总值）[1]\n")
    assert (
        "核对不上原文、已删去的句子：2\n  - 增长999%。  (有数字而没有写明说的是什么)\n"
        "  - 没有出处。  (没有注明出处，给它的句子里也没有一句这样说)\n" in out
    )
    _, out, _ = run(capsys, *asking, "--json", "--llm", "openai:of-the-option")
    document = json.loads(out)
    assert (document["mode"], document["dropped"][1]) == (
        "extractive",
        {"text": "没有出处。", "reason": "没有注明出处，给它的句子里也没有一句这样说"},
    )
    _, out, _ = run(capsys, *asking, "--json", "--llm", "none")
    assert json.loads(out)["dropped"] == []
    assert named == ["openai:of-the-settings", "openai:of-the-option"]  # none is built where none is named


def test_a_batch_on_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, sample_library_folder: Path
) -> None:
    lines = '{"id": "a", "question": "茶叶综合产值是多少？"}\n{broken\n粮食产量？\n'
    for text, status, complaint in (
        (lines, 3, "wenju: standard input, line 2: the line is not JSON"),
        ("", 2, "wenju: standard input holds no question"),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        found, out, err = run(capsys, "ask", "--file", "-", "--library", str(sample_library_folder))
        assert (found, err.startswith(complaint), len(out.splitlines())) == (status, True, text.count("\n"))


def test_a_follow_up_goes_on_from_the_questions_before(
    capsys: pytest.CaptureFixture[str], sample_library_folder: Path
) -> None:
    library = ("--library", str(sample_library_folder))
    after: tuple[str, ...] = ("--after", "云岭县2024年的旅游综合收入目标是多少？")
    status, out, _ = run(capsys, "ask", "不对，我问的是实际完成数", *after, *library)
    assert status == 0
    assert out.startswith("按这个问题作答：2024年云岭县旅游综合收入实际是多少？\n41.2亿元")
    after += ("--after", "不对，我问的是实际完成数")
    status, out, _ = run(capsys, "ask", "按年份列出来", *after, "--json", *library)
    document = json.loads(out)
    assert document["table"]["rows"] == ["2022", "2023", "2024"]
    assert document["answer"].startswith("逐年上升，从2022年31.8亿元到2024年41.2亿元")
    status, _, err = run(capsys, "ask", "--file", "-", *after, *library)
    assert (status, "--after goes with one QUESTION" in err) == (2, True)
