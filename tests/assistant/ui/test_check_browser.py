"""The check tab in a real browser: paste, watch verdicts come, open one, overrule it, download, hostile text."""

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scripted import REVIEW, TARGET, ScriptedAssistant, cite, judged

from assistant.answer import Mismatch
from index.report import Report

pytestmark = pytest.mark.browser

FALSE = "2024年松溪县地区生产总值增长5.9%。"
TRUE = "2024年松溪县地区生产总值达到126.4亿元。"
UNKNOWN = "2024年松溪县建成两座水电站。"
ARTICLE = "\n".join((FALSE, TRUE, UNKNOWN, "你觉得松溪的茶叶好喝吗？"))
DIFFERS = "[...document.querySelectorAll('#wj-claim mark')].map(mark => mark.textContent)"


@pytest.fixture
def url(served: Callable[[Any], str], assistant: ScriptedAssistant, report: Report) -> str:
    script = assistant.judge.script
    refuting = cite(report, REVIEW, 1, stance="refutes")
    related = cite(report, TARGET, 2, stance="supports")
    script[FALSE] = judged(
        FALSE,
        "refuted",
        [refuting, related],
        reason="报告说增长5.8%，不是5.9%。",
        mismatches=(Mismatch("value", "5.9%", "5.8%"),),
    )
    script[TRUE] = judged(TRUE, "supported", [cite(report, REVIEW, 1, stance="supports")], reason="与报告相符。")
    return served(assistant)


def check(page: Any, words: str) -> None:
    """Pastes words into the check tab and starts."""
    page.click("a[href='#tab-check']")
    page.fill("#wj-claims-box textarea", words)
    page.click("#wj-check-button")


def verdicts(page: Any) -> list[str]:
    """The words of the table's last column."""
    found: list[str] = page.locator("#wj-claims tbody .wj-verdict").all_inner_texts()
    return [words.replace("\n", "") for words in found]


def picture(page: Any, name: str) -> None:
    """Keeps what is to be looked at by eye."""
    if "WENJU_SCREENSHOTS" in os.environ:
        page.wait_for_timeout(300)
        page.screenshot(path=f"{os.environ['WENJU_SCREENSHOTS']}/{name}.png")


def test_paste_open_overrule_and_download(url: str, visit: Callable[..., Any], assistant: ScriptedAssistant) -> None:
    assistant.judge.gate = threading.Event()
    visitor = visit(accept_downloads=True)
    page = visitor.open(url)
    check(page, ARTICLE)
    page.wait_for_selector("#wj-claims .wj-running")
    assert verdicts(page) == ["…待核查"] * 4
    assert page.locator("#wj-stop").is_visible()
    assistant.judge.gate.set()
    page.wait_for_selector("#wj-claims .wj-run:not(.wj-running)")
    assert verdicts(page) == ["✕与报告不符", "✓与报告相符", "?报告没有说", "–无法核查"]
    counts = [words.replace("\n", "") for words in page.locator("#wj-claims .wj-counts li").all_inner_texts()]
    assert counts == ["✓与报告相符 1", "✕与报告不符 1", "?报告没有说 1", "–无法核查 1"]

    page.click("#wj-claims a[href='#claim-1']")
    page.wait_for_selector("#wj-claim .wj-sides")
    assert page.evaluate(DIFFERS) == ["5.9%", "5.8%"]
    assert page.locator("#wj-claim .wj-kind").all_inner_texts() == ["数值", "数值"]
    assert page.locator("#wj-claim .wj-passage h4").all_inner_texts() == ["最有力的相反说法", "最有力的支持"]
    assert page.locator("#wj-claim .wj-part").all_inner_texts() == ["回顾", "部署"]
    assert page.locator("#wj-evidence mark").inner_text() == REVIEW
    page.click("#wj-claim a[href='#quote-1-2']")
    page.wait_for_function("document.querySelector('#wj-evidence mark')?.textContent.startsWith('地区')")

    page.click("#wj-overrule-keep")
    page.wait_for_selector("#wj-overrule-said .wj-bad")
    page.click("#wj-overrule-verdict label:has-text('部分与报告相符')")
    page.fill("#wj-overrule-note textarea", "快报口径是5.9%，见统计局。")
    page.click("#wj-overrule-keep")
    page.wait_for_selector("#wj-claim .wj-overruled")
    picture(page, "check-overruled")
    page.click("#wj-claim a[href='#claims']")
    page.wait_for_selector("#wj-claims .wj-overruled")
    assert verdicts(page)[0] == "◐部分与报告相符"
    assert page.locator("#wj-claims .wj-machine").inner_text() == "机器结论：与报告不符"

    with page.expect_download() as waiting:
        page.click("#wj-claims a[href='#save-json']")
    assert waiting.value.suggested_filename == "wenju-bundle.json"
    bundle = json.loads(Path(waiting.value.path()).read_text("utf-8"))
    first = bundle["claims"][0]
    assert (first["verdict"], first["overruled"]["verdict"]) == ("refuted", "partly_supported")
    assert first["overruled"]["note"] == "快报口径是5.9%，见统计局。"
    assert len(bundle["claims"]) == 4
    assert visitor.outside(url) == []
    assert visitor.errors == []
