"""axe-core over the tabs Compare and Evaluate: nothing found, in both languages, on a desk and a phone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from accessibility import axe_findings

pytestmark = pytest.mark.browser

KINDS: list[dict[str, Any]] = [
    {"locale": "zh-CN", "viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    {"locale": "en-GB", "viewport": {"width": 390, "height": 844}, "has_touch": True},
]
GDP = "?compare=figures&m=GDP&m=%E7%B2%AE%E9%A3%9F%E4%BA%A7%E9%87%8F"


@pytest.mark.parametrize("options", KINDS)
def test_axe_finds_nothing(
    url: str, visit: Callable[..., Any], report_ids: dict[str, str], tmp_path: Path, options: dict[str, Any]
) -> None:
    visitor = visit(**options)
    page = visitor.page
    states: dict[str, list[str]] = {}
    page.goto(f"{url}{GDP}")
    page.wait_for_selector(".wj-figures-table")
    states["figures"] = axe_findings(page)
    page.click("[data-pick='who'] summary")
    states["picking"] = axe_findings(page)
    page.keyboard.press("Escape")
    page.click(".wj-figures-table a >> nth=0")
    page.wait_for_selector("#wj-evidence mark")
    states["figure"] = axe_findings(page)
    page.goto(f"{url}?compare=between&before={report_ids['2024年青禾县']}&after={report_ids['2025年青禾县']}")
    page.wait_for_selector(".wj-targets")
    states["between"] = axe_findings(page)
    page.click(".wj-targets tbody tr >> nth=0")
    page.wait_for_selector("#wj-evidence .wj-half >> nth=1")
    states["both"] = axe_findings(page)
    page.goto(f"{url}?compare=each")
    page.wait_for_selector("[data-each-form]")
    page.fill("[data-each-form] textarea", "地区生产总值目标是多少？\n2025年粮食产量目标是多少？")
    states["asking"] = axe_findings(page)
    page.click("[data-each-form] [type='submit']")
    page.wait_for_function("document.querySelectorAll('.wj-each-table td[data-state=waiting]').length === 0")
    page.wait_for_selector("[data-state='untold']")
    states["each"] = axe_findings(page)
    questions = tmp_path / "questions.jsonl"
    questions.write_text('{"id": "1", "question": "粮食产量目标？", "answers": [], "answerable": false}\n', "utf-8")
    page.goto(f"{url}?evaluate")
    for _ in range(2):
        page.wait_for_selector("[data-evaluate-form]")
        page.set_input_files("[data-evaluate-form] [name='file']", questions)
        page.click("[data-evaluate-form] [type='submit']")
        page.wait_for_selector(".wj-metrics")
        states["run"] = axe_findings(page)
        page.click("a[href='#evaluate-view-runs']")
    page.wait_for_selector("[data-evaluate-pair]")
    states["runs"] = axe_findings(page)
    page.check("[data-evaluate-pick] >> nth=0")
    page.check("[data-evaluate-pick] >> nth=1")
    page.click("[data-evaluate-pair]")
    page.wait_for_selector(".wj-pair-table")
    states["pair"] = axe_findings(page)
    assert {name: wrong for name, wrong in states.items() if wrong} == {}
    assert visitor.errors == []
