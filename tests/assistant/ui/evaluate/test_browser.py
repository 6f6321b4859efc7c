"""The Evaluate tab in a browser: a run is begun, watched, stopped, gone on with, opened, and set beside another."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scripted import REPORT_NAME, ScriptedAssistant

from assistant.evaluation.questions.sets import read_dataset
from assistant.ui.ask.judged import FILE_NAME

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
WIDTHS = "[document.documentElement.scrollWidth, window.innerWidth]"
QUESTIONS = [
    ("gdp", "2024年松溪县地区生产总值是多少？", ["126.4亿元"], [REPORT_NAME]),
    ("growth", "2025年松溪县地区生产总值增长目标是多少？", ["6%左右"], [REPORT_NAME]),
    ("tickets", "松溪县景区门票多少钱？", [], []),
]


@pytest.fixture
def url(served: Callable[[Any], str], assistant: ScriptedAssistant) -> str:
    assistant.library.finish()
    return served(assistant)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "我的问题.jsonl"
    lines = [
        {"id": name, "question": asked, "answers": answers, "answerable": bool(answers), "reports": reports}
        for name, asked, answers, reports in QUESTIONS
    ]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return path


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    path = tmp_path / "claims.jsonl"
    lines = [
        {"id": "1", "claim": "2024年松溪县地区生产总值达到126.4亿元。", "label": "supported"},
        {"id": "2", "claim": "2024年松溪县地区生产总值增长9.9%。", "label": "refuted"},
    ]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return path


def to_evaluate(page: Any) -> None:
    page.click(".wj-tabs a[href='#tab-evaluate']")
    page.wait_for_selector("[data-evaluate-form]")


def begin(page: Any, file: Path | None, kind: str = "questions", limit: str = "") -> None:
    page.select_option("[data-evaluate-form] [name='kind']", kind)
    if file is not None:
        page.set_input_files("[data-evaluate-form] [name='file']", file)
    if limit:
        page.fill("[data-evaluate-form] [name='limit']", limit)
    page.click("[data-evaluate-form] [type='submit']")


def wait_until_done(page: Any) -> None:
    page.wait_for_function("document.querySelector('[data-run] b')?.innerText === '已完成'")


@pytest.mark.parametrize("options", [{}, PHONE])
def test_a_file_is_run_watched_and_its_report_opened(
    url: str, visit: Callable[..., Any], questions: Path, options: dict[str, Any]
) -> None:
    visitor = visit(**options)
    page = visitor.open(url)
    to_evaluate(page)
    begin(page, questions)
    wait_until_done(page)
    assert page.locator("[data-run] p").inner_text().split("\n") == ["已完成", "3 / 3"]
    assert {"quote_hit", "report_recall@10"} <= set(page.locator(".wj-metrics tbody th").all_inner_texts())
    with visitor.context.expect_page() as opened:
        page.click("a[href$='report.html']")
    report = opened.value
    report.wait_for_selector("h1")
    assert "我的问题.jsonl" in report.locator("h1").inner_text()
    assert report.locator("#wj-gone, script[src]").count() == 0
    wide, inner = page.evaluate(WIDTHS)
    assert wide <= inner
    with page.expect_download() as waiting:
        page.click("[data-download][href$='results.jsonl']")
    records = [json.loads(line) for line in Path(waiting.value.path()).read_text("utf-8").splitlines()]
    assert [record["id"] for record in records] == ["gdp", "growth", "tickets"]
    page.reload()
    wait_until_done(page)
    page.go_back()
    page.wait_for_selector("[data-evaluate-form]")
    page.wait_for_selector(".wj-runs tbody tr")
    assert visitor.errors == [] and visitor.outside(url) == []


def test_two_runs_are_set_beside_one_another_item_by_item(
    url: str, visit: Callable[..., Any], questions: Path, claims: Path
) -> None:
    visitor = visit()
    page = visitor.open(url)
    to_evaluate(page)
    for _ in range(2):
        begin(page, questions)
        wait_until_done(page)
        page.click("a[href='#evaluate-view-runs']")
        page.wait_for_selector("[data-evaluate-form]")
    begin(page, claims, kind="claims")
    wait_until_done(page)
    assert "accuracy" in page.locator(".wj-metrics").inner_text()
    page.click("a[href='#evaluate-view-runs']")
    page.wait_for_function("document.querySelectorAll('[data-evaluate-pick]').length === 3")
    page.check("[data-kind='claims']")
    page.check("[data-kind='questions'] >> nth=0")
    assert page.locator("[data-evaluate-pair]").is_disabled()
    page.uncheck("[data-kind='claims']")
    page.check("[data-kind='questions'] >> nth=1")
    page.click("[data-evaluate-pair]")
    page.wait_for_selector(".wj-pair-table")
    assert page.locator(".wj-pair-table tbody tr").count() == 3
    assert "每" not in page.locator(".wj-note").inner_text()
    first = page.locator(".wj-pair-table tbody tr", has_text="门票")
    assert first.locator("td b").all_inner_texts() == ["答对", "答对"]
    page.check("[data-only-differing]")
    assert page.locator(".wj-pair-table tbody tr:visible").count() == 0
    address = page.evaluate("location.search")
    page.reload()
    page.wait_for_selector(".wj-pair-table")
    assert page.evaluate("location.search") == address
    assert visitor.errors == []


def test_what_readers_judged_is_one_of_the_choices_and_a_file_of_none_is_said(
    url: str, visit: Callable[..., Any], tmp_path: Path, assistant: ScriptedAssistant
) -> None:
    visitor = visit()
    page = visitor.open(url)
    to_evaluate(page)
    begin(page, None)
    page.wait_for_selector("#wj-notice:has-text('选一个文件。')")
    wrong = tmp_path / "坏.jsonl"
    wrong.write_text("", "utf-8")
    begin(page, wrong)
    page.wait_for_selector("#wj-notice:has-text('坏.jsonl')")
    assert str(tmp_path) not in page.locator("#wj-notice").inner_text()
    page.click(".wj-tabs a[href='#tab-ask']")
    visitor.ask("地区生产总值？")
    page.click("#turn-1 [data-judge='up']")
    page.wait_for_selector("#turn-1 [data-judge='up'][aria-pressed='true']")
    assert len(read_dataset(assistant.library.root / FILE_NAME).items) == 1
    page.reload()
    to_evaluate(page)
    page.check("[data-evaluate-form] [name='thumbs']")
    page.click("[data-evaluate-form] [type='submit']")
    wait_until_done(page)
    assert page.locator(".wj-run-name").inner_text() == FILE_NAME
    assert visitor.errors == []
