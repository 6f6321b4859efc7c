"""Every report asked, in a browser: cells come in, open, say why they are empty, and outlive the server."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

AIM = "地区生产总值目标是多少？"
GRAIN = "2025年粮食产量目标是多少？"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
WIDTHS = "[document.documentElement.scrollWidth, window.innerWidth]"


def start(page: Any, url: str, *questions: str) -> None:
    page.goto(f"{url}?compare=each")
    page.wait_for_selector("[data-each-form]")
    page.fill("[data-each-form] textarea", "\n".join(questions))
    page.click("[data-each-form] [type='submit']")
    page.wait_for_selector(".wj-each-table")


def cells(page: Any) -> dict[str, list[str]]:
    """Each report's cells in the first line of their words."""
    found: dict[str, list[str]] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.wj-each-table tbody tr:not([hidden])')].map(row =>"
        " [row.cells[0].innerText, [...row.cells].slice(1).map(cell => cell.innerText.trim().split('\\n')[0])]))"
    )
    return found


def wait_for_state(page: Any, state: str) -> None:
    page.wait_for_function("state => document.querySelector('[data-each-state] b')?.innerText === state", arg=state)


@pytest.mark.parametrize("options", [{}, PHONE])
def test_cells_fill_open_their_quotes_and_say_why_they_are_empty(
    url: str, visit: Callable[..., Any], options: dict[str, Any]
) -> None:
    visitor = visit(**options)
    page = visitor.page
    start(page, url, AIM, GRAIN)
    page.wait_for_function("document.querySelector('#wj-kept .wj-kept-open')?.textContent.includes('逐份提问')")
    wait_for_state(page, "已完成")
    page.wait_for_function("document.querySelector('#wj-kept .wj-kept-open').textContent.includes('逐份提问 6 格')")
    assert cells(page) == {
        "2024年青禾县政府工作报告": ["地区生产总值增长6%左右", "粮食产量12万吨以上"],
        "2025年白石县政府工作报告": ["地区生产总值增长5%左右", "未提及"],
        "2025年青禾县政府工作报告": ["地区生产总值增长5.5%以上", "粮食产量13万吨以上"],
    }
    assert page.locator("[data-state='untold'] .wj-each-why").inner_text() == "这份报告里没有找到能确切回答的原句。"
    page.click("a:text-is('粮食产量13万吨以上')")
    page.wait_for_function("document.querySelector('#wj-evidence mark')?.innerText === '粮食产量13万吨以上'")
    assert "2025年青禾县政府工作报告" in page.locator("#wj-evidence h2").inner_text()
    page.keyboard.press("Escape")
    wide, inner = page.evaluate(WIDTHS)
    assert wide <= inner
    assert visitor.errors == [] and visitor.outside(url) == []


def test_the_list_counts_cells_that_came_in_a_look_that_still_found_the_set_being_asked(
    url: str, visit: Callable[..., Any], counties: Any
) -> None:
    page = visit().page

    def still_asked(route: Any) -> None:
        response = route.fetch()
        found = response.json()
        route.fulfill(response=response, json={**found, "running": found["running"] or bool(found["cells"])})

    page.route("**/compare/each/look*", still_asked)
    counties.held.clear()
    start(page, url, AIM)
    page.wait_for_function("document.querySelector('#wj-kept .wj-kept-open')?.textContent.includes('逐份提问 0 格')")
    counties.held.set()
    page.wait_for_function("document.querySelector('#wj-kept .wj-kept-open').textContent.includes('逐份提问 3 格')")


def test_rows_are_sorted_filtered_and_taken_away(url: str, visit: Callable[..., Any]) -> None:
    visitor = visit()
    page = visitor.page
    start(page, url, AIM, GRAIN)
    wait_for_state(page, "已完成")
    page.click(".wj-each-table thead [data-sort='1']")
    assert [each[0] for each in cells(page).values()] == [
        "地区生产总值增长5%左右",
        "地区生产总值增长5.5%以上",
        "地区生产总值增长6%左右",
    ]
    page.wait_for_function("document.querySelector('.wj-each-table')?.innerText.includes('13万吨')")
    page.fill("[data-each-filter]", "青禾 13万吨")
    assert list(cells(page)) == ["2025年青禾县政府工作报告"]
    page.fill("[data-each-filter]", "")
    page.select_option("[data-each-show]", "untold")
    assert list(cells(page)) == ["2025年白石县政府工作报告"]
    with page.expect_download() as waiting:
        page.click("#wj-compare [data-download][href*='each.csv']")
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text("utf-8-sig"))))
    assert {row["title"]: row[GRAIN] for row in rows}["2025年白石县政府工作报告"] == "未提及"
    assert all("——《" in row[AIM] for row in rows)
    with page.expect_download() as waiting:
        page.click("#wj-compare [data-download][href*='each.xlsx']")
    assert Path(waiting.value.path()).read_bytes().startswith(b"PK")
    assert visitor.errors == []


def test_a_set_is_stopped_goes_on_after_a_reload_and_outlives_the_server(
    served: Callable[..., str], counties: Any, visit: Callable[..., Any]
) -> None:
    url = served(counties)
    visitor = visit()
    page = visitor.page
    counties.held.clear()
    start(page, url, AIM)
    wait_for_state(page, "正在问")
    with page.expect_response(lambda response: "compare/each/act" in response.url):
        page.click("[data-each-do='stop']")
    counties.held.set()
    wait_for_state(page, "已停下")
    page.wait_for_function("document.querySelectorAll('[data-state=\"told\"]').length === 1")
    page.reload()
    page.wait_for_selector(".wj-each-table")
    wait_for_state(page, "已停下")
    with page.expect_download() as waiting:
        page.click("#wj-compare [data-download][href*='each.csv']")
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text("utf-8-sig"))))
    assert sorted(row[AIM] for row in rows).count("还没问") == 2
    port = int(url.rsplit(":", 1)[1].strip("/"))
    served(counties, port=port)
    page.reload()
    page.wait_for_selector(".wj-each-table")
    page.click("[data-each-do='go_on']")
    wait_for_state(page, "已完成")
    assert page.locator("[data-state='told']").count() == 3
    page.goto(url)
    page.click("#wj-kept a[data-open^='compare=each']")
    page.wait_for_selector(".wj-each-table")
    page.go_back()
    page.wait_for_selector(".wj-welcome", state="visible")
    assert visitor.errors == []


def test_a_cell_that_failed_is_asked_again(url: str, visit: Callable[..., Any], counties: Any) -> None:
    counties.fails.add(AIM)
    page = visit().page
    start(page, url, AIM)
    wait_for_state(page, "已完成")
    assert {cell[0] for cell in cells(page).values()} == {"出错 the reader is not there"}
    counties.fails.clear()
    page.click("[data-each-again='0-0']")
    page.wait_for_selector("[data-at='0-0'][data-state='told']")
    page.click("[data-each-do='go_on']")
    page.wait_for_function("document.querySelectorAll('[data-state=\"told\"]').length === 3")


def test_others_ask_meanwhile_and_only_look_at_it(url: str, visit: Callable[..., Any], counties: Any) -> None:
    counties.held.clear()
    page = visit().page
    start(page, url, AIM)
    other = visit()
    other.open(url)
    other.ask("门票？")
    assert "这些报告里没有说" in other.page.locator("#turn-1").inner_text()
    other.page.goto(url + page.evaluate("location.search"))
    other.page.wait_for_selector(".wj-each-table")
    assert other.page.locator("[data-each-do='stop']").is_hidden()
    counties.held.set()
    for each in (page, other.page):
        wait_for_state(each, "已完成")
        assert each.locator("[data-state='told']").count() == 3
    assert other.page.locator("[data-each-again]").count() == 0
