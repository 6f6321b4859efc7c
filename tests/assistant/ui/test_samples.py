"""As a user does it: ask about the samples in a real browser, click the citation, read the highlight."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.build import Assistant

QUESTION = "2024年云岭县实际完成的旅游综合收入是多少？"


@pytest.mark.browser
def test_the_highlight_is_the_quote_in_its_section(
    sample_assistant: Assistant, served: Callable[[Any], str], visit: Callable[..., Any]
) -> None:
    url = served(sample_assistant)
    visited = visit()
    page = visited.open(url)
    assert page.locator("#wj-library").inner_text().count("云岭县政府工作报告") == 3
    visited.ask(QUESTION)
    citation = sample_assistant.ask(QUESTION).citations[0]

    page.click("a[href='#cite-1-1']")
    page.wait_for_selector("#wj-evidence mark")
    shown = "".join(page.locator("#wj-evidence mark").all_text_contents())
    assert shown == citation.quote
    assert "旅游综合收入41.2亿元" in shown
    assert "2025年云岭县政府工作报告" in page.locator("#wj-evidence").inner_text()
    assert page.locator("#wj-evidence mark").first.is_visible()
    assert visited.outside(url) == []
    assert visited.errors == []
    if "WENJU_SCREENSHOT" in os.environ:  # how docs/screenshot.png is made
        page.screenshot(path=Path(os.environ["WENJU_SCREENSHOT"]))


@pytest.mark.browser
def test_what_the_reports_do_not_say_is_said_with_the_nearest_passages(
    sample_assistant: Assistant, served: Callable[[Any], str], visit: Callable[..., Any]
) -> None:
    visited = visit()
    page = visited.open(served(sample_assistant))
    visited.ask("云岭县有几座核电站？")
    assert "没有找到" in page.locator("#turn-1").inner_text()
    assert page.locator("#turn-1 a[href^='#cite'], #turn-1 a[href^='#near']").count() > 0
