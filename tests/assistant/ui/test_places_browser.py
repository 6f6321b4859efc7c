"""Where one is, in a real browser: every tab has an address, a panel belongs to its tab, a page of a PDF is turned and
zoomed, and what Gradio says is said in the page's language.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from accessibility import axe_findings
from fakes import library_in
from scripted import ScriptedAssistant, answered

from assistant.citations import cite as cite_span

pytestmark = pytest.mark.browser

ASKED = "地区生产总值？"
WIDTHS = "[document.documentElement.scrollWidth, window.innerWidth]"
SIZES = [(390, 844), (820, 1180), (1280, 800), (1920, 1080)]


@pytest.fixture
def url(served: Callable[[Any], str], assistant: ScriptedAssistant) -> str:
    assistant.library.finish()
    return served(assistant)


def at(page: Any, wanted: str) -> None:
    page.wait_for_function("wanted => location.search === wanted || location.search.startsWith(wanted)", arg=wanted)


def test_back_and_forward_lead_through_the_reports_to_the_answer_that_was_open(
    url: str, visit: Callable[..., Any], assistant: ScriptedAssistant
) -> None:
    visitor = visit()
    page = visitor.open(url)
    visitor.ask(ASKED)
    at(page, "?chat=")
    answer = page.evaluate("location.search")
    page.click(".wj-tabs a[href='#tab-reports']")
    page.wait_for_selector(".wj-desk-table")
    at(page, "?reports")
    page.click(".wj-desk-table tbody th a")
    page.wait_for_selector("[data-own]")
    (report,) = assistant.library.reports()
    at(page, f"?reports={report.report_id}")
    page.reload()
    page.wait_for_selector("[data-own]")
    page.go_back()
    page.wait_for_selector(".wj-desk-table")
    page.go_back()
    at(page, answer)
    page.wait_for_selector("#turn-1 .wj-foot")
    page.wait_for_selector(".wj-kept-open[aria-current]")
    page.go_forward()
    page.wait_for_selector(".wj-desk-table")
    # The conversation is not what is shown; it is marked a frame after the table, which was there, is seen.
    page.wait_for_selector(".wj-kept-open[aria-current]", state="detached")
    page.go_forward()
    page.wait_for_selector("[data-own]")
    assert visitor.errors == []


def test_the_panel_shows_no_quote_of_another_tab(url: str, visit: Callable[..., Any]) -> None:
    visitor = visit()
    page = visitor.open(url)
    visitor.ask(ASKED)
    page.wait_for_selector("#wj-evidence mark")
    page.click(".wj-tabs a[href='#tab-check']")
    page.wait_for_selector("#wj-evidence .wj-empty", state="visible")
    assert not page.locator("#wj-evidence mark").is_visible()
    page.click(".wj-tabs a[href='#tab-ask']")
    page.wait_for_selector("#wj-evidence mark", state="visible")
    assert not page.locator("#wj-evidence .wj-empty").is_visible()


def test_a_term_is_followed_to_its_next_mention_and_back(
    served: Callable[[Any], str], visit: Callable[..., Any], assistant: ScriptedAssistant
) -> None:
    visitor = visit()
    page = visitor.open(served(assistant))
    visitor.ask(ASKED)
    page.wait_for_selector("#wj-evidence .wj-mentions")
    first = page.locator("#wj-evidence mark").first.inner_text()
    page.click("#wj-evidence .wj-mentions a >> nth=-1")
    page.wait_for_function("document.querySelector('#wj-evidence mark')?.textContent === '地区生产总值'")
    assert (
        "/" in page.locator("#wj-evidence .wj-label").inner_text()
        or "2" in page.locator("#wj-evidence .wj-label").inner_text()
    )
    assert first != "地区生产总值"
    page.click("#wj-evidence .wj-mentions a >> nth=0")
    page.wait_for_selector("#wj-evidence mark")
    assert visitor.errors == []


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_a_page_of_a_pdf_is_turned_zoomed_and_as_wide_as_the_window(
    served: Callable[[Any], str], visit: Callable[..., Any], tmp_path: Path, samples: Path, size: tuple[int, int]
) -> None:
    library = library_in(tmp_path / "library")
    (outcome,) = library.add([samples / "澜石光电2024年年度报告.pdf"])
    report = library.get(str(outcome.report_id))
    cell = next(block for block in report.blocks if block.cells).cells[-1]
    assistant = ScriptedAssistant(library)
    citation = cite_span(report, cell.start, cell.end, 1)
    assistant.script["境外收入？"] = answered("境外收入？", [citation])
    visitor = visit(viewport={"width": size[0], "height": size[1]})
    page = visitor.open(served(assistant))
    visitor.ask("境外收入？")
    page.click(".wj-statement a[href='#cite-1-1']")
    page.click("#wj-evidence a[href='#page-1-1']")
    page.wait_for_selector("#wj-evidence .wj-leaf img")
    page.click("[data-leaf-wide]")
    leaf = "dialog .wj-leaf"
    page.wait_for_function(f"document.querySelector('{leaf} img').naturalWidth > 500")
    width = page.locator(f"{leaf} img").bounding_box()["width"]
    assert width >= min(size[0] - 40, 1_100)
    boxed = page.locator(f"{leaf} img").get_attribute("src")
    assert citation.page is not None and "start=" in boxed and f"/{citation.page}.png" in boxed
    assert axe_findings(page) == []
    page.keyboard.press("+")
    page.wait_for_function(f"document.querySelector('{leaf} [data-leaf-size]').textContent === '150%'")
    assert page.locator(f"{leaf} img").bounding_box()["width"] == pytest.approx(1.5 * width, rel=0.02)
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(f"{leaf}[data-page='{citation.page + 1}']:not([data-loading])")
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector(f"{leaf}[data-page='{citation.page}']:not([data-loading])")
    again = page.locator(f"{leaf} img").get_attribute("src")
    assert again.partition("&across")[0] == boxed.partition("&across")[0], "the quote is boxed again where it stands"
    for _ in range(2):
        page.keyboard.press("+")
    sharp = "image.naturalWidth >= Math.min(image.clientWidth * devicePixelRatio, 4_000)"
    page.wait_for_function(f"(() => {{ const image = document.querySelector('{leaf} img'); return {sharp}; }})()")
    assert page.locator(f"{leaf} [data-leaf-size]").inner_text() == "300%"
    assert page.locator(f"{leaf} [data-leaf-zoom='1']").is_disabled()
    for _ in range(5):
        page.keyboard.press("-")
    assert page.locator(f"{leaf} img").bounding_box()["width"] == pytest.approx(0.5 * width, rel=0.02)
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    assert page.locator("#wj-evidence .wj-leaf").get_attribute("data-page") == str(citation.page)
    assert visitor.errors == []


@pytest.mark.parametrize(("locale", "words"), [("zh-CN", "不能核查"), ("en-GB", "cannot be checked")])
def test_a_file_of_another_kind_is_refused_in_the_page_s_language(
    url: str, visit: Callable[..., Any], tmp_path: Path, locale: str, words: str
) -> None:
    tool = tmp_path / "tool.exe"
    tool.write_bytes(b"MZ")
    page = visit(locale=locale).open(url)
    page.click(".wj-tabs a[href='#tab-check']")
    page.set_input_files("#wj-check input[type=file]", tool)
    page.wait_for_selector("#wj-notice")
    assert words in page.locator("#wj-notice").inner_text() and "tool.exe" in page.locator("#wj-notice").inner_text()
    assert not page.locator(".toast-wrap").is_visible()


def test_switching_the_language_switches_what_is_there(url: str, visit: Callable[..., Any]) -> None:
    visitor = visit()
    page = visitor.open(url)
    visitor.ask("门票？")
    page.click(".wj-tabs a[href='#tab-reports']")
    page.wait_for_selector(".wj-desk-table th:has-text('发布者')")
    page.click("a[href='#language-en']")
    page.wait_for_selector(".wj-desk-table th:has-text('Issuer')")
    page.click(".wj-tabs a[href='#tab-evaluate']")
    page.wait_for_selector("[data-file-name]:has-text('None chosen')")
    page.click(".wj-tabs a[href='#tab-ask']")
    page.wait_for_selector("#turn-1 .wj-foot:has-text('1 report')")
    ours = page.evaluate(
        "[...document.querySelectorAll('#wj-left, .wj-top, #wj-composer, .wj-actions, .wj-foot, .wj-status')]"
        ".map(part => part.innerText).join(' ')"
    )
    told = ("2025年松溪县政府工作报告", "松溪县", "门票？", "2025年", "问据", "据", "中文")
    for words in told:
        ours = ours.replace(words, "")
    assert not [letter for letter in ours if "一" <= letter <= "鿿"]


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("size", SIZES)
def test_no_tab_scrolls_sideways(url: str, visit: Callable[..., Any], size: tuple[int, int], locale: str) -> None:
    visitor = visit(locale=locale, viewport={"width": size[0], "height": size[1]})
    page = visitor.open(url)
    visitor.ask(ASKED)
    for tab, ready in (
        ("ask", "#turn-1 .wj-foot"),
        ("check", "#wj-claims-box"),
        ("reports", ".wj-desk-table"),
        ("compare", "#wj-compare [data-own-view]"),
        ("evaluate", "[data-evaluate-form]"),
    ):
        page.click(f".wj-tabs a[href='#tab-{tab}']")
        page.wait_for_selector(ready)
        wide, inner = page.evaluate(WIDTHS)
        assert wide <= inner, tab
    assert visitor.errors == []


@pytest.mark.parametrize("width", [820, 1024, 1100, 1280, 1400])
def test_the_line_on_top_shows_all_that_stands_on_it(url: str, visit: Callable[..., Any], width: int) -> None:
    page = visit(locale="en-GB", viewport={"width": width, "height": 800}).open(url)
    line = page.locator(".wj-top").bounding_box()
    for part in (".wj-tabs a >> nth=-1", "a[href='#new-chat']", "a[href='#language-zh']", "button[data-theme]"):
        box = page.locator(f".wj-top {part}").bounding_box()
        assert box["x"] + box["width"] <= line["x"] + line["width"] + 0.5, part


def test_of_a_long_table_and_list_a_page_is_shown(
    served: Callable[[Any], str], visit: Callable[..., Any], tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(64):
        name = f"2024年第{number:02}镇工作报告"
        (folder / f"{name}.md").write_text(f"# {name}\n\n## 一、回顾\n\n新建公路{number + 1}公里。\n", "utf-8")
    library = library_in(tmp_path / "library")
    library.add([folder], wait=False)
    visitor = visit()
    page = visitor.open(served(ScriptedAssistant(library)))
    listed = "document.querySelectorAll('#wj-library .wj-reports > li:not([hidden])').length"
    assert page.evaluate(listed) == 60
    page.fill("#wj-library [data-filter]", "第01镇")
    assert page.evaluate(listed) == 1
    page.fill("#wj-library [data-filter]", "")
    assert page.evaluate(listed) == 60
    page.click("[data-whole-list]")
    assert page.evaluate(listed) == 64
    page.click(".wj-tabs a[href='#tab-reports']")
    page.wait_for_selector(".wj-desk-table")
    rows = page.locator(".wj-desk-table tbody tr")
    assert rows.count() == 50
    page.click("[data-order='title']")
    assert rows.nth(0).locator("th a").inner_text() == "2024年第00镇工作报告"
    page.check("[data-all]")
    page.click("[data-turn='1']")
    assert rows.count() == 14
    assert rows.nth(0).locator("th a").inner_text() == "2024年第50镇工作报告"
    assert "50" in page.locator("[data-selected-count]").inner_text(), "what is ticked stays so on another page"
    page.fill("[data-search]", "第07镇")
    assert rows.count() == 1 and rows.locator("[data-pick]").is_checked()
    assert visitor.errors == []


SERVER = """
import sys
from pathlib import Path
from fakes import library_in
from scripted import REVIEW, ScriptedAssistant, answered, cite
from assistant.settings import UiTable
from assistant.ui import build_demo
from assistant.ui.serving import serve
root, port = Path(sys.argv[1]), int(sys.argv[2])
assistant = ScriptedAssistant(library_in(root))
report = assistant.library.get(assistant.library.reports()[0].report_id)
assistant.script["地区生产总值？"] = answered("地区生产总值？", [cite(report, REVIEW)])
settings = assistant.settings.model_copy(update={"ui": UiTable(port=port)})
demo = build_demo(assistant, settings)
print(serve(demo, settings), flush=True)
demo.block_thread()
"""


def test_a_server_that_is_killed_loses_nothing(
    assistant: ScriptedAssistant, visit: Callable[..., Any], tmp_path: Path
) -> None:
    paths = os.pathsep.join(str(Path(__file__).parents[depth]) for depth in (2, 3))
    environment = {**os.environ, "PYTHONPATH": paths, "XDG_STATE_HOME": str(tmp_path / "state")}

    def start(port: int) -> tuple[subprocess.Popen[str], str]:
        command = [sys.executable, "-c", SERVER, str(assistant.library.root), str(port)]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True)
        assert server.stdout is not None
        return server, server.stdout.readline().strip()

    server, url = start(0)
    try:
        visitor = visit()
        page = visitor.open(url)
        visitor.ask(ASKED)
        at(page, "?chat=")
        server.send_signal(signal.SIGKILL)
        server.communicate()
        page.wait_for_selector("#wj-gone")
        server, again = start(int(url.rsplit(":", 1)[1].strip("/")))
        assert again == url
        page.wait_for_selector("#wj-gone", state="detached")
        page.wait_for_selector("#turn-1 .wj-foot")
        assert page.locator(".wj-asked p").all_inner_texts() == [ASKED]
        visitor.ask(ASKED)
    finally:
        server.kill()
        server.communicate()
