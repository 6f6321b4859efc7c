"""Figures side by side in a browser: chosen, opened, drawn, taken away, and led to by a link."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

GDP = "?compare=figures&m=%E5%9C%B0%E5%8C%BA%E7%94%9F%E4%BA%A7%E6%80%BB%E5%80%BC"
WIDTHS = "[document.documentElement.scrollWidth, window.innerWidth]"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def table(page: Any) -> dict[str, list[str]]:
    """The first table: each row's cells as they are shown, a hole as a dash."""
    found: dict[str, list[str]] = page.evaluate(
        "Object.fromEntries([...document.querySelector('.wj-figures-table').tBodies[0].rows].map(row =>"
        " [row.cells[0].innerText, [...row.cells].slice(1).map(cell => cell.querySelector('a')?.innerText ?? '–')]))"
    )
    return found


def to_compare(page: Any) -> None:
    page.click(".wj-tabs a[href='#tab-compare']")
    page.wait_for_selector("[data-figures-form]")


@pytest.mark.parametrize(("options", "locale"), [({}, "zh-CN"), (PHONE, "zh-CN")])
def test_a_measure_is_chosen_and_every_figure_opens_its_quote(
    url: str, visit: Callable[..., Any], options: dict[str, Any], locale: str
) -> None:
    visitor = visit(locale=locale, **options)
    page = visitor.open(url)
    to_compare(page)
    page.click("[data-measure-on='地区生产总值']")
    page.wait_for_selector(".wj-figures-table")
    assert table(page) == {
        "青禾县": ["6.2%", "6%左右", "5.9%", "5.5%以上"],
        "白石县": ["–", "–", "4.8%", "5%左右"],
    }
    assert page.locator(".wj-figures-table .wj-sr").nth(1).inner_text() == "库里没有会说这一年的报告"
    for figure, quote in (("5.5%以上", "地区生产总值增长5.5%以上"), ("4.8%", "地区生产总值增长4.8%")):
        page.click(f".wj-figures-table a:text-is('{figure}')")
        page.wait_for_function(
            "quote => document.querySelector('#wj-evidence mark')?.innerText.replace(/\\s/g, '') === quote", arg=quote
        )
        assert page.locator("#wj-evidence mark strong").inner_text() in figure
        page.keyboard.press("Escape")
    wide, inner = page.evaluate(WIDTHS)
    assert wide <= inner
    assert visitor.errors == [] and visitor.outside(url) == []


def test_the_state_is_in_the_address_and_back_and_forward_lead_through_it(url: str, visit: Callable[..., Any]) -> None:
    visitor = visit()
    page = visitor.open(url)
    to_compare(page)
    page.fill("[name='measure']", "GDP")
    page.keyboard.press("Enter")
    page.wait_for_selector(".wj-figures-table")
    page.click("[data-pick='year'] summary")
    page.check("[data-pick='year'] input[value='2025']")
    page.wait_for_function("document.querySelectorAll('.wj-figures-table').length && location.search.includes('year')")
    page.wait_for_function("document.querySelector('.wj-figures-table').rows[1].cells.length === 2")
    assert page.locator("[data-pick='year']").get_attribute("open") is not None
    address = page.evaluate("location.search")
    assert address == "?compare=figures&m=GDP&year=2025"
    page.go_back()
    page.wait_for_function("document.querySelector('.wj-figures-table')?.rows[1].cells.length === 5")
    page.go_back()
    page.wait_for_function("!document.querySelector('.wj-figures-table')")
    page.go_forward()
    page.go_forward()
    page.wait_for_function("document.querySelector('.wj-figures-table')?.rows[1].cells.length === 2")
    other = visit()
    other.page.goto(url + address)
    other.page.wait_for_selector(".wj-figures-table")
    assert table(other.page) == {"青禾县": ["5.5%以上"], "白石县": ["5%左右"]}
    assert other.page.locator(".wj-compared .wj-hint").first.inner_text() == "“GDP”按“地区生产总值”找"
    page.click(".wj-tabs a[href='#tab-ask']")
    page.wait_for_function("location.search === ''")
    page.go_back()
    page.wait_for_function("document.body.classList.contains('wj-tab-compare')")
    assert visitor.errors == other.errors == []


def test_places_limit_the_rows_and_columns_sort(url: str, visit: Callable[..., Any]) -> None:
    visitor = visit()
    page = visitor.page
    page.goto(f"{url}{GDP}&who=%E7%99%BD%E7%9F%B3%E5%8E%BF")
    page.wait_for_selector(".wj-figures-table")
    assert table(page) == {"白石县": ["4.8%", "5%左右"]}
    page.click("[data-pick='who'] summary")
    page.check("[data-pick='who'] input[value='青禾县']")
    page.wait_for_function("document.querySelector('.wj-figures-table').tBodies[0].rows.length === 2")
    page.keyboard.press("Escape")
    page.click(".wj-figures-table thead button[data-sort='3']")
    assert list(table(page)) == ["白石县", "青禾县"]
    page.click(".wj-figures-table thead button[data-sort='3']")
    assert list(table(page)) == ["青禾县", "白石县"]
    assert visitor.errors == []


def test_tables_and_drawings_are_taken_away(url: str, visit: Callable[..., Any]) -> None:
    page = visit().page
    page.goto(url + GDP)
    page.wait_for_selector(".wj-figures-plot svg circle")
    assert page.locator(".wj-figures-plot >> nth=0 >> a").count() == 6
    files: dict[str, bytes] = {}
    for name in ("csv", "xlsx", "svg", "png"):
        with page.expect_download() as waiting:
            page.click(f"[data-download][href*='.{name}?'] >> nth=0")
        assert waiting.value.suggested_filename == f"地区生产总值.{name}"
        files[name] = Path(waiting.value.path()).read_bytes()
    rows = list(csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    assert [row["figure"] for row in rows if row["kind"] == "level"] == ["200亿元", "212.5亿元"]
    assert all(row["figure"] in row["quote"] for row in rows)
    assert zipfile.ZipFile(io.BytesIO(files["xlsx"])).testzip() is None
    assert files["svg"].startswith(b"<svg ") and b"<a " not in files["svg"]
    assert files["png"].startswith(b"\x89PNG")


def test_what_the_ledgers_do_not_have_is_said_with_the_nearest(url: str, visit: Callable[..., Any]) -> None:
    visitor = visit(locale="en-GB")
    page = visitor.page
    page.goto(f"{url}?compare=figures&m=%E7%B2%AE%E9%A3%9F%E6%80%BB%E6%94%B6%E6%88%90")
    page.wait_for_selector(".wj-note")
    assert "The ledgers have no measure" in page.locator(".wj-note").first.inner_text()
    page.click("[data-measure-instead]")
    page.wait_for_selector(".wj-figures-table")
    assert page.evaluate("new URLSearchParams(location.search).getAll('m').length") == 1
    assert visitor.errors == []
