"""axe-core over states that come and go: dialogs, menus, drawers, notices, errors, answers on their way, checks."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from accessibility import axe_findings
from fakes import library_in
from scripted import REVIEW, TARGET, ScriptedAssistant, answered, cite, judged

from assistant.answer import AnswerTable, AskBack, Dropped, Mismatch, TableCell
from assistant.errors import AssistantError
from index.report import Report

pytestmark = pytest.mark.browser

KINDS: list[dict[str, Any]] = [
    {"locale": "zh-CN", "viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    {"locale": "en-GB", "viewport": {"width": 390, "height": 844}, "has_touch": True},
]
ASKED, TABLE, OPEN, FAILS, WRITTEN = "地区生产总值？", "逐年？", "增长多少？", "坏了？", "写？"
FALSE = "2024年松溪县地区生产总值增长5.9%。"
TRUE = "2024年松溪县地区生产总值达到126.4亿元。"
UNKNOWN = "2024年松溪县建成两座水电站。"


class States(dict[str, list[str]]):
    """What axe found in each state; those where it found nothing are left out."""

    def look(self, name: str, page: Any) -> None:
        if found := axe_findings(page):
            self[name] = found


@pytest.fixture
def url(served: Callable[[Any], str], assistant: ScriptedAssistant, report: Report) -> str:
    assistant.library.finish()
    cited = [cite(report, REVIEW, 1), cite(report, TARGET, 2)]
    cells = tuple(TableCell(row, 0, f"{126.4 - row}亿元", 1) for row in range(3))
    table = AnswerTable(("松溪县地区生产总值",), ("2022", "2023", "2024"), cells)
    script = assistant.script
    script[TABLE] = answered(TABLE, cited[:1], table=table)
    choices = (AskBack("2024年的结果", "松溪县2024年增长多少？"), AskBack("2025年的目标", "松溪县2025年增长多少？"))
    script[OPEN] = answered(OPEN, (), status="not_found", note="问的是哪一年？", ask_back=choices)
    script[FAILS] = AssistantError("报告库打不开")
    written = answered(WRITTEN, cited[:1], mode="openai:some-model")
    script[WRITTEN] = replace(written, quoted=written.statements, dropped=(Dropped("增长9%。", "没有一句这样说"),))
    differs = (Mismatch("value", "5.9%", "5.8%"),)
    refuting = [cite(report, REVIEW, 1, stance="refutes"), cite(report, TARGET, 2, stance="supports")]
    assistant.judge.script[FALSE] = judged(FALSE, "refuted", refuting, reason="是5.8%。", mismatches=differs)
    assistant.judge.script[TRUE] = judged(TRUE, "supported", [cite(report, REVIEW, 1, stance="supports")])
    return served(assistant)


def send(page: Any, question: str) -> None:
    page.fill("#wj-question textarea", question)
    page.press("#wj-question textarea", "Enter")


@pytest.mark.parametrize("options", KINDS)
def test_asking(url: str, visit: Callable[..., Any], assistant: ScriptedAssistant, options: dict[str, Any]) -> None:
    states, visitor = States(), visit(**options)
    page = visitor.open(url)
    is_phone = options["viewport"]["width"] < 800
    for name, question in (("table", TABLE), ("ask back", OPEN), ("failed", FAILS), ("written", WRITTEN)):
        visitor.ask(question)
        states.look(name, page)
    page.click("#turn-4 .wj-dropped summary")
    states.look("refused sentences", page)
    page.click("#turn-4 .wj-export summary")
    states.look("export", page)
    page.keyboard.press("Escape")
    page.click("#turn-4 [data-edit]")
    states.look("editing", page)
    page.keyboard.press("Escape")
    assistant.gate = threading.Event()
    send(page, ASKED)
    page.wait_for_selector("#turn-5 .wj-statement")
    send(page, "门票？")
    page.wait_for_selector(".wj-waiting li")
    states.look("under way", page)
    page.click(".wj-waiting button")
    page.click("#wj-halt")
    page.wait_for_selector("#turn-5 .wj-ending")
    assistant.gate.set()
    states.look("stopped", page)
    if is_phone:
        page.click("button[data-library]")
        page.locator("#wj-kept .wj-menu").first.wait_for(state="visible")
        states.look("drawer", page)
    page.click("#wj-kept .wj-menu > summary")
    page.click("#wj-kept .wj-sure summary")
    states.look("menu", page)
    page.click("#wj-kept [data-rename]")
    page.wait_for_selector(".wj-dialog")
    states.look("rename", page)
    page.keyboard.press("Escape")
    page.goto(f"{url}?answer=nowhere")
    page.wait_for_selector("#wj-past .wj-note")
    states.look("dead link", page)
    assert states == {}
    assert visitor.errors == []


@pytest.mark.parametrize("options", KINDS)
def test_checking(
    url: str, visit: Callable[..., Any], assistant: ScriptedAssistant, options: dict[str, Any], tmp_path: Path
) -> None:
    states, visitor = States(), visit(**options)
    page = visitor.open(url)
    page.click(".wj-tabs a[href='#tab-check']")
    page.click("#wj-check-button")
    page.wait_for_selector("#wj-check .wj-bad")
    states.look("nothing to check", page)
    assistant.judge.gate = threading.Event()
    page.fill("#wj-claims-box textarea", f"松溪县的一年\n\n{FALSE}{TRUE}{UNKNOWN}")
    page.click("#wj-check-button")
    page.wait_for_selector("#wj-claims .wj-running")
    states.look("under way", page)
    assistant.judge.gate.set()
    page.wait_for_selector("#wj-claims .wj-run:not(.wj-running)")
    states.look("verdicts", page)
    page.click("#wj-claims [data-way='text']")
    page.wait_for_selector("#wj-claims .wj-article")
    states.look("in the text", page)
    page.click(".wj-article a.wj-v-refuted")
    page.wait_for_selector("#wj-claim .wj-sides")
    states.look("a claim", page)
    page.click("#wj-overrule-keep")
    page.wait_for_selector("#wj-overrule-said .wj-bad")
    states.look("no verdict chosen", page)
    page.click("#wj-overrule-verdict label >> nth=1")
    page.fill("#wj-overrule-note textarea", "见统计局")
    page.click("#wj-overrule-keep")
    page.wait_for_selector("#wj-claim .wj-person-note")
    states.look("overruled", page)
    page.click("#wj-claim a[href='#claims']")
    tool = tmp_path / "tool.exe"
    tool.write_bytes(b"MZ")
    page.set_input_files("#wj-check input[type=file]", tool)
    page.wait_for_selector("#wj-notice")
    states.look("a notice", page)
    assert states == {}
    assert visitor.errors == []


@pytest.mark.parametrize("options", KINDS)
def test_reports_and_an_empty_library(
    url: str, visit: Callable[..., Any], served: Callable[..., str], options: dict[str, Any], tmp_path: Path
) -> None:
    states, visitor = States(), visit(**options)
    page = visitor.open(url)
    page.click(".wj-tabs a[href='#tab-reports']")
    page.wait_for_selector(".wj-desk-table")
    page.check("tbody [data-pick]")
    page.click("[data-do='set']")
    page.wait_for_selector(".wj-dialog")
    states.look("new collection", page)
    page.fill(".wj-dialog [name='name']", "县")
    page.click(".wj-dialog [type='submit']")
    page.click("[data-collection='县']")
    states.look("collection", page)
    page.click("[data-collection-rename]")
    page.wait_for_selector(".wj-dialog")
    states.look("rename collection", page)
    page.keyboard.press("Escape")
    page.click(".wj-desk-table th a")
    page.click("[data-own-edit]")
    page.wait_for_selector(".wj-dialog")
    page.fill(".wj-dialog [name='year']", "99")
    page.click(".wj-dialog [type='submit']")
    page.wait_for_selector(".wj-dialog .wj-bad")
    states.look("correcting", page)
    page.keyboard.press("Escape")
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["x"], "x.md"));
          document.body.dispatchEvent(new DragEvent("dragenter", { dataTransfer: data, bubbles: true }));
        }"""
    )
    states.look("dragging", page)
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["x"], "x.md"));
          document.body.dispatchEvent(new DragEvent("dragleave", { dataTransfer: data, bubbles: true }));
        }"""
    )
    page.click("a[href='#all-reports']")
    page.wait_for_selector(".wj-desk-table")
    page.check("tbody [data-pick]")
    page.click("[data-do='remove']")
    page.wait_for_selector("#wj-notice button")
    page.wait_for_selector("#wj-reports [data-drop-zone]")
    states.look("all removed", page)
    other = served(ScriptedAssistant(library_in(tmp_path / "none")))
    page = visitor.open(other)
    states.look("empty library", page)
    page.click(".wj-tabs a[href='#tab-reports']")
    page.wait_for_selector("#wj-reports [data-drop-zone]")
    states.look("its reports", page)
    served.stop(int(other.rsplit(":", 1)[1].strip("/")))  # type: ignore[attr-defined]
    page.wait_for_selector("#wj-gone")
    states.look("server gone", page)
    assert states == {}
