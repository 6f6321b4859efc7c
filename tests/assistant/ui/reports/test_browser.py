"""Reports in a real browser: coming, listed, corrected, collected, gone and back; what a question is limited to."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fakes import library_in
from scripted import REPORT_NAME, ScriptedAssistant

from assistant.evaluation.questions.sets import read_dataset
from assistant.report_sets import ReportSets
from assistant.ui.ask.judged import FILE_NAME

pytestmark = pytest.mark.browser

WIDTHS = "[document.documentElement.scrollWidth, window.innerWidth]"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
OTHERS = {
    "2024年青禾县政府工作报告.md": "# 2024年青禾县政府工作报告\n\n## 一、工作回顾\n\n地区生产总值增长6.2%。\n",
    "Harbour audit report 2023.md": "# Harbour audit report 2023\n\nThe audit found 12 errors.\n",
}


@pytest.fixture
def url(served: Callable[[Any], str], assistant: ScriptedAssistant, tmp_path: Path) -> str:
    """Three reports of two counties and a language more."""
    folder = tmp_path / "more"
    folder.mkdir()
    for name, words in OTHERS.items():
        (folder / name).write_text(words, "utf-8")
    assistant.library.add([folder])
    return served(assistant)


def to_reports(page: Any) -> None:
    page.click(".wj-tabs a[href='#tab-reports']")
    page.wait_for_selector(".wj-desk-table")


def titles(page: Any) -> list[str]:
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.wj-desk-table tbody tr:not([hidden]) th a')].map(a => a.textContent)"
    )
    return found


def listed(page: Any, count: int) -> None:
    page.wait_for_function(f"document.querySelectorAll('#wj-library .wj-reports > li').length === {count}")


@pytest.mark.parametrize(("options", "locale"), [({}, "zh-CN"), (PHONE, "en-GB")])
def test_a_scope_is_chosen_shown_taken_off_and_kept_over_a_reload(
    url: str, visit: Callable[..., Any], assistant: ScriptedAssistant, options: dict[str, Any], locale: str
) -> None:
    visitor = visit(locale=locale, **options)
    page = visitor.open(url)
    opener = page.locator("[data-scope-open]")
    opener.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-scope-popup] [data-choice]")
    page.keyboard.press("ArrowRight")  # from years to regions
    assert page.locator("[data-limit][aria-selected='true']").get_attribute("data-limit") == "regions"
    page.click("[data-scope-choices] label:has-text('松溪县')")
    page.click("[data-limit='years']")
    page.click("[data-scope-choices] label:has-text('2025')")
    page.keyboard.press("Escape")
    assert page.locator("[data-scope-popup]").is_hidden()
    assert opener.evaluate("button => button === document.activeElement")
    assert page.locator(".wj-scope-chip span:first-child").all_inner_texts() == ["2025", "松溪县"]
    visitor.ask("地区生产总值？")
    scope = assistant.asked[0][2]
    assert scope is not None and (scope.years, scope.regions, scope.origin) == ((2025,), ("松溪县",), "option")
    page.reload()
    page.wait_for_selector(".wj-scope-chip >> nth=1")
    page.click(".wj-scope-chip >> nth=0")
    page.wait_for_function("document.querySelectorAll('.wj-scope-chip').length === 1")
    wide, inner = page.evaluate(WIDTHS)
    assert wide <= inner
    assert visitor.errors == []


def test_a_tick_in_the_list_asks_that_report_and_the_answer_shows_it(
    url: str, visit: Callable[..., Any], assistant: ScriptedAssistant
) -> None:
    visitor = visit()
    page = visitor.open(url)
    report_id = next(each.report_id for each in assistant.library.reports() if each.sources[0].name == REPORT_NAME)
    page.check(f"[data-tick='{report_id}']")
    page.wait_for_selector(".wj-scope-chip:has-text('松溪县')")
    visitor.ask("地区生产总值？")
    scope = assistant.asked[0][2]
    assert scope is not None and scope.reports == (report_id,)
    page.click(".wj-scope-chip")
    page.wait_for_function("!document.querySelector('[data-tick]:checked')")


def test_the_table_sorts_filters_searches_and_pages(url: str, visit: Callable[..., Any]) -> None:
    visitor = visit(viewport={"width": 1280, "height": 800})
    page = visitor.open(url)
    to_reports(page)
    assert len(titles(page)) == 3
    page.click("[data-order='year']")
    assert titles(page)[-1] == "2025年松溪县政府工作报告"
    page.click("[data-order='year']")
    assert titles(page)[0] == "2025年松溪县政府工作报告"
    assert page.locator("th[aria-sort='descending']").inner_text().startswith("年份")
    page.fill("[data-search]", "青禾")
    assert titles(page) == ["2024年青禾县政府工作报告"]
    page.fill("[data-search]", "没有这个")
    assert titles(page) == [] and page.locator("[data-none]").is_visible()
    page.fill("[data-search]", "")
    page.select_option("[data-by='language']", "en")
    assert titles(page) == ["Harbour audit report 2023"]
    assert visitor.errors == []


@pytest.mark.parametrize("options", [{"viewport": {"width": 1280, "height": 800}}, PHONE])
def test_removed_reports_are_gone_at_once_and_come_back(
    url: str, visit: Callable[..., Any], assistant: ScriptedAssistant, options: dict[str, Any]
) -> None:
    visitor = visit(**options)
    page = visitor.open(url)
    to_reports(page)
    for row in (0, 1):
        page.locator("tbody [data-pick]").nth(row).check()
    page.click("[data-do='remove']")
    page.wait_for_function("document.querySelectorAll('.wj-desk-table tbody tr').length === 1")
    listed(page, 1)
    assert assistant.library.count() == 1
    assert "2" in page.locator("#wj-notice span").inner_text()
    page.click("#wj-notice button")
    page.wait_for_function("document.querySelectorAll('.wj-desk-table tbody tr').length === 3")
    listed(page, 3)
    assert assistant.library.count() == 3
    wide, inner = page.evaluate(WIDTHS)
    assert wide <= inner
    assert visitor.errors == []


def test_title_year_and_region_are_corrected(url: str, visit: Callable[..., Any], assistant: ScriptedAssistant) -> None:
    page = visit().open(url)
    to_reports(page)
    page.click("a:has-text('Harbour audit report')  >> nth=-1")
    page.click("[data-own-edit]")
    page.fill(".wj-dialog [name='year']", "99")
    page.click(".wj-dialog [type='submit']")
    page.wait_for_selector(".wj-dialog [role='alert']:has-text('四位数字')")
    page.fill(".wj-dialog [name='year']", "2022")
    page.fill(".wj-dialog [name='region']", "广东省")
    page.click(".wj-dialog [type='submit']")
    page.wait_for_selector(".wj-own .wj-chip:has-text('2022年')")
    page.wait_for_selector("#wj-library .wj-facts:has-text('广东')")
    known = next(each.metadata for each in assistant.library.reports() if each.metadata.language == "en")
    assert (known.year, known.region) == (2022, "广东")
    page.click("[data-own-edit]")
    page.keyboard.press("Escape")
    page.wait_for_selector(".wj-dialog", state="detached")


def test_a_collection_is_kept_and_asked(url: str, visit: Callable[..., Any], assistant: ScriptedAssistant) -> None:
    visitor = visit()
    page = visitor.open(url)
    to_reports(page)
    page.fill("[data-search]", "县")
    page.check("[data-all]")
    page.click("[data-do='set']")
    page.fill(".wj-dialog [name='name']", "两个县")
    page.click(".wj-dialog [type='submit']")
    page.wait_for_selector("[data-collection='两个县']")
    (kept,) = ReportSets(assistant.library.root).all()
    assert (kept.name, len(kept.reports)) == ("两个县", 2)
    page.fill("[data-search]", "")
    page.click("[data-collection='两个县']")
    assert len(titles(page)) == 2
    page.click("[data-collection-ask]")
    page.wait_for_selector(".wj-scope-chip:has-text('两个县')")
    visitor.ask("地区生产总值？")
    scope = assistant.asked[0][2]
    assert scope is not None and set(scope.reports) == set(kept.reports)
    assert "集合：两个县" in page.locator("#turn-1 .wj-foot").inner_text()
    assert visitor.errors == []


@pytest.mark.parametrize(("locale", "refused"), [("zh-CN", "（.exe）读不了"), ("en-GB", "is a .exe file")])
def test_files_come_with_progress_and_refusals_say_why(
    url: str, visit: Callable[..., Any], assistant: ScriptedAssistant, tmp_path: Path, locale: str, refused: str
) -> None:
    folder = tmp_path / "coming"
    folder.mkdir()
    (folder / "2023年白石县政府工作报告.md").write_text("# 2023年白石县政府工作报告\n\n粮食总产量8.1万吨。\n", "utf-8")
    (folder / "安装程序.exe").write_bytes(b"MZ")
    (folder / "坏的.pdf").write_bytes(b"not a pdf")
    visitor = visit(locale=locale)
    page = visitor.open(url)
    with page.expect_file_chooser() as chooser:
        page.click("#wj-upload")
    chooser.value.set_files(sorted(folder.iterdir()))
    page.wait_for_function("document.querySelectorAll('.wj-job-done').length === 3")
    said = page.locator(".wj-job").all_inner_texts()
    [known] = [line for line in said if ".exe" in line.split("\n")[0]]
    assert refused in known
    [read] = [line for line in said if "白石" in line.split("\n")[0]]
    assert "2023年白石县政府工作报告" in read
    damaged = next(line for line in said if "坏的.pdf" in line)
    assert ("PDF" in damaged) and (("is not a PDF" in damaged) is (locale == "en-GB"))
    listed(page, 4)
    assert assistant.library.count() == 4
    page.click("[data-tray-close]")
    assert page.locator("#wj-tray").is_hidden()
    assert visitor.errors == []


def test_dropped_files_are_added_and_one_is_taken_back(
    url: str, visit: Callable[..., Any], assistant: ScriptedAssistant
) -> None:
    page = visit().open(url)
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          for (const number of [1, 2, 3, 4]) {
            const words = `# 202${number}年白石县政府工作报告\\n\\n粮食总产量8.${number}万吨。\\n`;
            data.items.add(new File([words], `第${number}份.md`));
          }
          for (const type of ["dragenter", "dragover", "drop"]) {
            document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
          }
          document.querySelectorAll("[data-stop]")[3].click();
        }"""
    )
    page.wait_for_function("document.querySelectorAll('.wj-job-done, .wj-job-stopped').length === 4")
    assert "已取消" in page.locator(".wj-job-stopped").inner_text()
    listed(page, 6)
    assert assistant.library.count() == 6
    assert page.locator("#wj-drop").is_hidden()


@pytest.mark.parametrize(("options", "locale"), [({}, "zh-CN"), (PHONE, "en-GB")])
def test_a_report_s_own_page(
    url: str, visit: Callable[..., Any], assistant: ScriptedAssistant, options: dict[str, Any], locale: str
) -> None:
    assistant.library.finish()
    visitor = visit(locale=locale, **options)
    page = visitor.open(url)
    to_reports(page)
    page.click("a:has-text('2025年松溪县政府工作报告') >> nth=-1")
    page.wait_for_selector(".wj-own")
    report = next(
        assistant.library.get(each.report_id)
        for each in assistant.library.reports()
        if each.sources[0].name == REPORT_NAME
    )
    assert page.locator("[data-whole]").evaluate("text => text.textContent") == report.text
    page.click(".wj-whole-outline a:has-text('茶产业')")
    page.wait_for_selector(".wj-here:has-text('茶产业')")
    page.fill("[data-find-words]", "增长")
    assert page.locator("[data-found]").inner_text() == "1 / 3"
    page.keyboard.press("Enter")
    assert page.locator("[data-found]").inner_text() == "2 / 3"
    assert page.evaluate("document.querySelector('#wj-shell').scrollTop") == 0
    assert page.locator(".wj-tabs").bounding_box()["y"] >= 0
    page.click("#wj-part-facts")
    page.wait_for_selector("[data-part='facts'] .wj-rows")
    page.fill("[data-part='facts'] [data-filter-rows]", "茶园面积")
    assert page.locator("[data-part='facts'] tbody tr:not([hidden])").count() >= 1
    page.keyboard.press("Tab")
    page.click("#wj-part-tables")
    page.wait_for_selector("[data-part='tables'] .wj-own-table")
    assert "茶园面积" in page.locator(".wj-own-table").inner_text()
    page.focus("#wj-part-tables")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("[data-part='removals']")
    wide, inner = page.evaluate(WIDTHS)
    assert wide <= inner
    page.click("a[href='#all-reports']")
    page.wait_for_selector(".wj-desk-table")
    assert visitor.errors == []


def test_a_thumb_keeps_gold_that_the_evaluation_reads(
    url: str, visit: Callable[..., Any], assistant: ScriptedAssistant
) -> None:
    visitor = visit()
    page = visitor.open(url)
    visitor.ask("地区生产总值？")
    page.click("#turn-1 [data-judge='up']")
    page.wait_for_selector("#turn-1 [data-judge='up'][aria-pressed='true']")
    file = assistant.library.root / FILE_NAME
    [item] = read_dataset(file).items
    assert (item.question, len(item.quotes), item.answerable) == ("地区生产总值？", 2, True)
    page.click("#turn-1 [data-judge='up']")
    page.wait_for_selector("#turn-1 [data-judge='up'][aria-pressed='false']")
    assert file.read_text("utf-8") == ""
    page.click("#turn-1 [data-judge='down']")
    page.fill(".wj-dialog textarea", "没有这句话。")
    page.click(".wj-dialog [type='submit']")
    page.wait_for_selector(".wj-dialog [role='alert']:has-text('逐字粘贴')")
    page.fill(".wj-dialog textarea", "新建标准茶园2000亩。")
    page.click(".wj-dialog [type='submit']")
    page.wait_for_selector("#turn-1 [data-judge='down'][aria-pressed='true']")
    [item] = read_dataset(file).items
    assert (item.quotes, item.reports) == (("新建标准茶园2000亩。",), (REPORT_NAME,))
    assert json.loads(file.read_text("utf-8"))["id"] == item.id


def test_an_empty_library_teaches_and_takes_the_samples(
    served: Callable[[Any], str], visit: Callable[..., Any], tmp_path: Path
) -> None:
    assistant = ScriptedAssistant(library_in(tmp_path / "none"))
    visitor = visit(locale="en-GB")
    page = visitor.open(served(assistant))
    assert page.locator("[data-drop-zone]").is_visible()
    page.click("[data-samples]")
    listed(page, 6)
    page.wait_for_selector(".wj-example")
    assert page.locator("[data-drop-zone]").count() == 0
    assert assistant.library.count() == 6
    assert not any("？" in words for words in page.locator(".wj-example").all_inner_texts())
    assert visitor.errors == []
