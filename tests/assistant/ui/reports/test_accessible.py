"""axe-core over the page's states: nothing found, in both languages, on a desk and a phone, light and dark."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from accessibility import axe_findings
from scripted import ScriptedAssistant

pytestmark = pytest.mark.browser

KINDS: list[dict[str, Any]] = [
    {"locale": "zh-CN", "viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    {"locale": "en-GB", "viewport": {"width": 820, "height": 1180}},
    {"locale": "zh-CN", "viewport": {"width": 390, "height": 844}, "has_touch": True},
]


@pytest.mark.parametrize("options", KINDS)
def test_axe_finds_nothing(
    served: Callable[[Any], str],
    visit: Callable[..., Any],
    assistant: ScriptedAssistant,
    tmp_path: Path,
    options: dict[str, Any],
) -> None:
    assistant.library.finish()
    visitor = visit(**options)
    page = visitor.open(served(assistant))
    states: dict[str, list[str]] = {"home": axe_findings(page)}
    page.click("[data-scope-open]")
    page.wait_for_selector("[data-choice]")
    states["scope"] = axe_findings(page)
    page.click("[data-scope-choices] label >> nth=0")
    page.keyboard.press("Escape")
    visitor.ask("地区生产总值？")
    states["answer"] = axe_findings(page)
    page.click("#turn-1 .wj-cite >> nth=0")
    page.wait_for_selector("#wj-evidence mark")
    states["panel"] = axe_findings(page)
    page.keyboard.press("Escape")
    page.click("#turn-1 [data-judge='down']")
    page.wait_for_selector(".wj-dialog")
    states["dialog"] = axe_findings(page)
    page.keyboard.press("Escape")
    page.click(".wj-tabs a[href='#tab-reports']")
    page.wait_for_selector(".wj-desk-table")
    page.check("tbody [data-pick]")
    states["reports"] = axe_findings(page)
    bad = tmp_path / "坏的.pdf"
    bad.write_bytes(b"not a pdf")
    page.set_input_files("[data-files]", [bad])
    page.wait_for_selector(".wj-job-done")
    states["files"] = axe_findings(page)
    page.click("[data-tray-close]")
    page.click(".wj-desk-table th a")
    page.wait_for_selector(".wj-own")
    states["own"] = axe_findings(page)
    for part in ("facts", "tables", "removals", "blanked"):
        page.click(f"#wj-part-{part}")
        page.wait_for_selector(f"[data-part='{part}']")
        states[part] = axe_findings(page)
    assert {name: wrong for name, wrong in states.items() if wrong} == {}
    assert visitor.errors == []
