"""One report against another in a browser: targets and passages, both quotes opened, the address, the files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
WIDTHS = "[document.documentElement.scrollWidth, window.innerWidth]"


def marks(page: Any) -> list[str]:
    """What is quoted in the panel, letter for letter."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('#wj-evidence .wj-half')].map(half =>"
        " [...half.querySelectorAll('mark')].map(mark => mark.textContent).join(''))"
    )
    return found


@pytest.mark.parametrize("options", [{}, PHONE])
def test_two_reports_are_proposed_and_each_line_opens_both_quotes(
    url: str, visit: Callable[..., Any], options: dict[str, Any]
) -> None:
    visitor = visit(**options)
    page = visitor.page
    page.goto(f"{url}?compare=between")
    page.wait_for_selector("[data-between-form]")
    assert (
        page.locator("[data-between-form] select >> nth=0 >> option:checked").inner_text() == "2024年青禾县政府工作报告"
    )
    page.click("[data-between-form] [type='submit']")
    page.wait_for_selector(".wj-targets")
    rows = [row.split() for row in page.locator(".wj-targets tbody tr").all_inner_texts()]
    assert rows == [
        ["粮食产量", "12万吨以上", "13万吨以上", "↑", "目标提高"],
        ["改造老旧小区", "十二个", "二十个", "↑", "目标提高"],
        ["地区生产总值", "增长6%左右", "增长5.5%以上", "↓", "目标降低"],
    ]
    page.click(".wj-targets tbody tr >> nth=2")
    page.wait_for_selector("#wj-evidence .wj-half >> nth=1")
    assert marks(page) == ["地区生产总值增长6%左右", "地区生产总值增长5.5%以上"]
    page.keyboard.press("Escape")
    new = page.locator(".wj-change-new .wj-side-after .wj-change-quote").all_inner_texts()
    assert "深化林业碳票改革试点。" in new
    reworded = page.locator(".wj-change-reworded tbody tr", has_text="老旧小区")
    assert reworded.locator(".wj-side-before mark").all_inner_texts() == ["十二"]
    assert reworded.locator(".wj-side-after mark").all_inner_texts() == ["二十"]
    reworded.locator(".wj-side-before a").click()
    page.wait_for_function("document.querySelector('#wj-evidence .wj-half mark')?.textContent.includes('老旧小区')")
    assert ["十二" in marks(page)[0], "二十" in marks(page)[1]] == [True, True]
    wide, inner = page.evaluate(WIDTHS)
    assert wide <= inner
    assert visitor.errors == [] and visitor.outside(url) == []


def test_the_address_leads_back_and_the_comparison_is_taken_away(
    url: str, visit: Callable[..., Any], report_ids: dict[str, str]
) -> None:
    visitor = visit()
    page = visitor.page
    earlier, later = report_ids["2024年青禾县"], report_ids["2025年青禾县"]
    page.goto(f"{url}?compare=between&before={earlier}&after={later}")
    page.wait_for_selector(".wj-targets")
    page.click("[data-swap]")
    page.wait_for_function(f"location.search.includes('before={later}')")
    page.wait_for_function(
        "document.querySelector('.wj-targets tbody td.wj-raised')?.parentElement.innerText.includes('6%')"
    )
    page.go_back()
    page.wait_for_function(
        "document.querySelector('.wj-targets tbody td.wj-lowered')?.parentElement.innerText.includes('6%')"
    )
    with page.expect_download() as waiting:
        page.click("[data-download][href*='between.json']")
    found = json.loads(Path(waiting.value.path()).read_text("utf-8"))
    assert (found["before"]["report_id"], found["counts"]["raised"], found["counts"]["lowered"]) == (earlier, 2, 1)
    page.goto(f"{url}?compare=between&before={earlier}&after={'0' * 64}")
    page.wait_for_selector("#wj-notice")
    assert visitor.errors == []
