"""The interface in a real browser: asking, checking a quote, languages, themes, narrow screens, hostile text."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes import library_in
from markup import HOSTILE
from scripted import REVIEW, TARGET, ScriptedAssistant, answered, cite, near

from assistant.answer import Dropped, Statement
from assistant.answering.suggesting import suggested
from assistant.citations import cite as cite_span
from assistant.errors import AssistantError
from assistant.messages.language_model import DropReason, Fallback, disagreement, fallback, reason
from index.report import Report

pytestmark = pytest.mark.browser

MARKS = "[...document.querySelectorAll('#wj-evidence mark')].map(mark => mark.textContent)"
WIDTHS = "[document.documentElement.scrollWidth, window.innerWidth]"


@pytest.fixture
def url(served: Callable[[Any], str], assistant: ScriptedAssistant) -> str:
    return served(assistant)


def wait_for_marks(page: Any, *marks: str) -> None:
    page.wait_for_function("wanted => JSON.stringify(" + MARKS + ") === JSON.stringify(wanted)", arg=list(marks))


def test_ask_click_and_read_the_quote(url: str, visit: Callable[..., Any]) -> None:
    visitor = visit()
    page = visitor.open(url)
    visitor.ask("地区生产总值？")
    assert page.locator(".wj-statement").all_inner_texts() == [f"{REVIEW}1", f"{TARGET}2"]
    wait_for_marks(page, REVIEW)
    page.click(".wj-statement a[href='#cite-1-2']")
    wait_for_marks(page, TARGET)
    assert page.locator("#wj-evidence mark").is_visible()
    assert page.locator("#wj-evidence .wj-label").inner_text() == "2\n《2025年松溪县政府工作报告》第2处"
    page.wait_for_selector("a.wj-cite[aria-current][href='#cite-1-2']")
    page.click("#wj-evidence a[aria-label='上一条']")
    wait_for_marks(page, REVIEW)
    assert visitor.outside(url) == []
    assert visitor.errors == []


def test_the_panel_beside_is_made_wider_by_pointer_and_keys_and_stays_so(url: str, visit: Callable[..., Any]) -> None:
    visitor = visit()
    page = visitor.open(url)
    line = page.wait_for_selector("#wj-divider")
    width = "document.querySelector('#wj-right').getBoundingClientRect().width"
    before = page.evaluate(width)
    box = line.bounding_box()
    page.mouse.move(box["x"] + 5, 300)
    page.mouse.down()
    page.mouse.move(box["x"] - 95, 300, steps=3)
    page.mouse.up()
    assert abs(page.evaluate(width) - before - 100) < 8
    page.focus("#wj-divider")
    page.keyboard.press("ArrowRight")
    dragged = page.evaluate(width)
    page.keyboard.press("End")
    assert page.evaluate(width) == 320 < dragged
    assert page.get_attribute("#wj-divider", "aria-valuenow") == "320"
    page.reload()
    page.wait_for_selector("#wj-divider")
    assert page.evaluate(width) == 320
    page.dblclick("#wj-divider")
    assert page.evaluate(width) == before
    assert visitor.errors == []


def test_a_long_list_of_reports_scrolls_above_the_upload_button(
    url: str, visit: Callable[..., Any], assistant: ScriptedAssistant, tmp_path: Path
) -> None:
    more = tmp_path / "more"
    more.mkdir()
    for number in range(40):
        (more / f"{number}.txt").write_text(f"第{number}号工作简报\n\n全县新建公路{number + 10}公里。\n", "utf-8")
    assistant.library.add([more])
    page = visit().open(url)
    page.wait_for_function("document.querySelectorAll('#wj-library .wj-report').length === 41")
    bottom = page.locator("#wj-library").bounding_box()
    assert bottom["y"] + bottom["height"] <= page.locator("#wj-upload").bounding_box()["y"]
    assert page.locator("#wj-library").evaluate("list => list.scrollHeight > list.clientHeight")


def test_enter_asks_and_shift_enter_does_not(url: str, visit: Callable[..., Any], assistant: ScriptedAssistant) -> None:
    page = visit().open(url)
    box = page.locator("#wj-question textarea")
    assert box.evaluate("element => element === document.activeElement")
    box.press_sequentially("门票")
    box.press("Shift+Enter")
    box.press_sequentially("多少")
    assert box.input_value() == "门票\n多少"
    assert page.locator(".wj-turn").count() == 0
    box.press("Enter")
    page.wait_for_selector("#turn-1 .wj-foot")
    assert [question.split() for question, _, _ in assistant.asked] == [["门票", "多少"]]


def test_an_example_is_asked_with_one_click(url: str, visit: Callable[..., Any], assistant: ScriptedAssistant) -> None:
    page = visit().open(url)
    page.click(".wj-example")
    page.wait_for_selector("#turn-1 .wj-foot")
    assert [question for question, _, _ in assistant.asked] == suggested(assistant.library, 1)


def test_nothing_found_offers_the_nearest_passage(url: str, visit: Callable[..., Any]) -> None:
    visitor = visit()
    page = visitor.open(url)
    visitor.ask("门票？")
    assert page.locator(".wj-status").inner_text() == "报告没有说"
    page.click(".wj-near")
    wait_for_marks(page, "新建标准茶园2000亩。")


def test_history_is_handed_on_and_a_new_chat_forgets_it(
    url: str, visit: Callable[..., Any], assistant: ScriptedAssistant
) -> None:
    visitor = visit()
    page = visitor.open(url)
    visitor.ask("地区生产总值？")
    visitor.ask("门票？")
    page.click("a[href='#new-chat']")
    page.wait_for_selector(".wj-welcome")
    assert page.locator(".wj-turn").count() == 0
    visitor.ask("地区生产总值？")
    assert [history for _, history, _ in assistant.asked] == [(), ("地区生产总值？",), ()]


def test_two_visitors_do_not_see_each_other(url: str, visit: Callable[..., Any], assistant: ScriptedAssistant) -> None:
    first, second = visit(), visit()
    first.open(url)
    second.open(url)
    first.ask("地区生产总值？")
    second.ask("门票？")
    assert assistant.asked[1][1] == ()
    assert second.page.locator(".wj-asked p").all_inner_texts() == ["门票？"]
    second.page.wait_for_function("location.search.startsWith('?chat=')")
    second.page.reload()
    second.page.wait_for_selector("#turn-1 .wj-foot")
    assert second.page.locator(".wj-asked p").all_inner_texts() == ["门票？"]
    assert second.page.locator(".wj-kept-open .wj-title").all_inner_texts() == ["门票？"]


def test_a_report_can_be_read_by_section(url: str, visit: Callable[..., Any]) -> None:
    page = visit().open(url)
    page.click("#wj-library .wj-report")
    page.click(".wj-outline a:has-text('茶产业')")
    page.wait_for_selector("#wj-evidence .wj-text")
    assert "新建标准茶园2000亩。" in page.locator("#wj-evidence .wj-text").inner_text()
    page.click("#wj-evidence a[aria-label='上一节']")
    page.wait_for_function("document.querySelector('#wj-evidence .wj-text').textContent.includes('今年的主要目标')")


def test_a_report_s_figures_are_sorted_filtered_and_opened(url: str, visit: Callable[..., Any]) -> None:
    visitor = visit()
    page = visitor.open(url)
    page.click("#wj-library .wj-report-facts")
    page.wait_for_selector("#wj-evidence .wj-rows")
    figures = "[...document.querySelectorAll('#wj-evidence .wj-rows tbody tr:not([hidden]) .wj-figure')]"
    values = f"{figures}.map(cell => Number(cell.dataset.value))"
    assert len(page.evaluate(values)) > 5
    page.click("#wj-evidence button[data-sort='1']")
    assert page.evaluate(values) == sorted(page.evaluate(values))
    page.click("#wj-evidence button[data-sort='1']")
    assert page.evaluate(values) == sorted(page.evaluate(values), reverse=True)
    page.fill("#wj-evidence input[data-filter-rows]", "生产总值 计划 增减")
    assert page.evaluate(f"{figures}.map(cell => cell.textContent)") == ["6%左右"]
    page.click("#wj-evidence .wj-rows tbody tr:not([hidden]) .wj-stage")
    wait_for_marks(page, "地区生产总值增长6%左右")
    page.fill("#wj-question textarea", "")
    page.click("#wj-evidence .wj-steps a[href^='#facts-']")
    page.wait_for_selector("#wj-evidence .wj-rows")
    page.fill("#wj-evidence input[data-filter-rows]", "没有这个")
    assert page.locator("#wj-evidence .wj-rows-none").is_visible()
    assert visitor.errors == []


def test_the_language_follows_the_browser_and_the_switch(url: str, visit: Callable[..., Any]) -> None:
    visitor = visit(locale="en-GB")
    page = visitor.open(url)
    assert page.locator("#wj-send").inner_text() == "Ask"
    visitor.ask("门票？")
    assert page.locator(".wj-status").inner_text() == "Not in the reports"
    page.click("a[href='#language-zh']")
    page.wait_for_function("document.querySelector('.wj-status')?.innerText === '报告没有说'")
    page.wait_for_function("document.querySelector('#wj-send')?.innerText === '提问'")
    page.wait_for_function("document.documentElement.lang === 'zh-Hans'")
    assert page.locator("#wj-question textarea").get_attribute("placeholder") == (
        "向报告提问，例如：2025年的经济增长目标是多少？"
    )
    page.reload()
    page.wait_for_function("document.querySelector('#wj-send')?.innerText === '提问'")


def test_why_sentences_were_refused_is_said_in_the_page_s_language(
    url: str, visit: Callable[..., Any], assistant: ScriptedAssistant, report: Report
) -> None:
    dropped = (Dropped("增长9%。", reason("zh", DropReason.UNCITED)), Dropped("有茶。", disagreement("zh", (), ["茶"])))
    written = answered("写？", [cite(report, REVIEW)], mode="openai:some-model")
    assistant.script["写？"] = replace(written, dropped=dropped, fallback=fallback("zh", Fallback.UNCITED))
    visitor = visit()
    page = visitor.open(url)
    visitor.ask("写？")
    page.click(".wj-dropped summary")
    assert page.locator(".wj-dropped li").all_inner_texts() == [f"{each.text} — {each.reason}" for each in dropped]
    page.click("a[href='#language-en']")
    page.wait_for_function("document.querySelector('.wj-dropped li').textContent.includes('names no source')")
    assert page.locator(".wj-dropped li").nth(1).text_content() == "有茶。 — the report does not have “茶”"
    page.locator(".wj-dropped li").nth(1).wait_for(state="visible")  # what was unfolded stays so
    page.click(".wj-dropped summary")
    page.click("a[href='#language-zh']")
    page.wait_for_function("document.querySelector('.wj-dropped li').textContent.includes('没有注明出处')")
    assert not page.locator(".wj-dropped li").nth(1).is_visible()
    page.click("a[href='#language-en']")
    page.wait_for_function("document.querySelector('.wj-dropped li').textContent.includes('names no source')")
    assert page.locator("#turn-1 .wj-note").inner_text() == fallback("en", Fallback.UNCITED)


def test_the_check_tab_comes_by_itself_and_when_it_is_opened_and_speaks_the_page_s_language(
    url: str, visit: Callable[..., Any]
) -> None:
    visitor = visit()
    page = visitor.open(url)
    page.click("a[href='#tab-check']")
    page.wait_for_function("document.activeElement === document.querySelector('#wj-claims-box textarea')")
    page.wait_for_function("document.querySelector('#wj-check-button').innerText === '核查'")
    page.fill("#wj-claims-box textarea", "还没写完的一句")
    page.click("a[href='#language-en']")
    page.wait_for_function("document.querySelector('#wj-check-button').innerText === 'Check'")
    page.click("a[href='#tab-ask']")
    page.reload()
    page.wait_for_selector("#wj-claims-box textarea", state="attached")  # nobody opened it
    page.wait_for_function("document.querySelector('#wj-claims-box textarea').value === '还没写完的一句'")
    assert visitor.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_follows_the_system_and_the_toggle(url: str, visit: Callable[..., Any], scheme: str) -> None:
    page = visit(color_scheme=scheme).open(url)
    ground = "getComputedStyle(document.querySelector('#wj-middle') ?? document.body).backgroundColor"
    grounds = {"light": "rgb(246, 243, 236)", "dark": "rgb(21, 25, 27)"}
    other = "dark" if scheme == "light" else "light"
    page.wait_for_function(f"{ground} === '{grounds[scheme]}'")
    page.click("button[data-theme]")
    page.wait_for_function(f"{ground} === '{grounds[other]}'")
    page.reload()
    page.wait_for_function(f"{ground} === '{grounds[other]}'")
    assert page.evaluate("localStorage.getItem('wenju-theme')") == other


@pytest.mark.parametrize("width", [320, 390, 768, 900, 1100, 1440])
def test_no_width_scrolls_sideways(url: str, visit: Callable[..., Any], width: int) -> None:
    visitor = visit(viewport={"width": width, "height": 800})
    page = visitor.open(url)
    visitor.ask("地区生产总值？")
    wide, inner = page.evaluate(WIDTHS)
    assert wide <= inner
    page.click(".wj-statement a[href='#cite-1-2']")
    wait_for_marks(page, TARGET)
    page.wait_for_timeout(350)
    box = page.locator("#wj-evidence mark").bounding_box()
    assert box is not None
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert 0 <= box["y"] <= 800
    wide, inner = page.evaluate(WIDTHS)
    assert wide <= inner


def test_narrow_drawers_open_and_close(url: str, visit: Callable[..., Any]) -> None:
    visitor = visit(viewport={"width": 390, "height": 844}, has_touch=True)
    page = visitor.open(url)
    assert not page.locator("#wj-library").is_visible()
    page.click("button[data-library]")
    page.locator("#wj-library .wj-report").wait_for(state="visible")
    page.click("#wj-library .wj-report")
    page.locator("#wj-evidence h2").wait_for(state="visible")
    page.keyboard.press("Escape")
    page.locator("#wj-evidence h2").wait_for(state="hidden")


def test_whatever_the_keys_come_to_is_seen_to_have_the_focus(url: str, visit: Callable[..., Any]) -> None:
    visitor = visit()
    page = visitor.open(url)
    visitor.ask("地区生产总值？")
    ring = "(of => parseFloat(of.outlineWidth) >= 2 && of.outlineStyle !== 'none')"
    ring = f"element => {ring}(getComputedStyle(element))"

    def is_seen(selector: str) -> bool:
        page.focus(selector)
        page.keyboard.press("Shift+Tab")  # a key, so that the browser shows where the focus is
        page.keyboard.press("Tab")
        assert page.locator(selector).first.evaluate("element => element === document.activeElement"), selector
        return bool(page.locator(selector).first.evaluate(ring))

    assert is_seen("#turn-1 .wj-export > summary")
    assert is_seen("#wj-kept .wj-menu > summary")
    page.click("a[href='#tab-check']")
    page.fill("#wj-claims-box textarea", "2024年松溪县地区生产总值达到126.4亿元。")
    page.click("#wj-check-button")
    page.click("#wj-claims tbody a >> nth=0")
    page.wait_for_selector("#wj-overrule-note textarea", state="visible")
    assert is_seen("#wj-overrule-note textarea")
    page.click("a[href='#tab-evaluate']")
    page.wait_for_selector("[data-evaluate-form]")
    assert is_seen("[data-evaluate-form] select")


def test_copying_takes_the_quote_letter_for_letter(url: str, visit: Callable[..., Any]) -> None:
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open(url)
    visitor.ask("地区生产总值？")
    wait_for_marks(page, REVIEW)
    for button, words in (("wj-copy-quote", REVIEW), ("wj-copy-citation", "《2025年松溪县政府工作报告》第1处")):
        page.click(f"[data-copy='{button}']")
        page.wait_for_selector(f"[data-copy='{button}'].wj-done")
        assert page.evaluate("navigator.clipboard.readText()") == words


def test_hostile_text_runs_nothing_and_fetches_nothing(
    served: Callable[[Any], str],
    visit: Callable[..., Any],
    assistant: ScriptedAssistant,
    tmp_path: Path,
) -> None:
    source = tmp_path / "<img src=x onerror=window.pwned=1>${1}.txt"
    source.write_text("\n".join(["<svg onload=window.pwned=1>2025年报告", *HOSTILE]), "utf-8")
    [added] = assistant.library.add([source], stated={"title": HOSTILE[1], "region": HOSTILE[3]})
    assert added.report_id is not None
    hostile: Report = assistant.library.get(added.report_id)
    kept = [words for words in HOSTILE if words in hostile.text]
    assert len(kept) >= 25
    citations = tuple(
        replace(cite(hostile, words, number), locator=HOSTILE[number % len(HOSTILE)], section=(words,))
        for number, words in enumerate(kept, start=1)
    )
    shown = tuple(Statement(words, (1,)) for words in HOSTILE)
    passages = tuple(
        replace(near(hostile, kept[number % len(kept)], number + 1), title=words, text=words, section=(words,))
        for number, words in enumerate(HOSTILE)
    )
    dropped = tuple(Dropped(words, words) for words in HOSTILE)
    assistant.script["全部"] = answered(
        "全部", citations, statements=shown, nearest=passages, note=HOSTILE[0], mode=HOSTILE[1], dropped=dropped
    )
    assistant.script["错误"] = AssistantError("\n".join(HOSTILE))
    url = served(assistant)
    visitor = visit()
    page = visitor.open(url)
    visitor.ask("全部")
    for number in range(1, len(kept) + 1, 6):
        page.click(f".wj-sources a[href='#cite-1-{number}']")
        wait_for_marks(page, kept[number - 1])
    page.click("#turn-1 a[href='#near-1-3']")
    page.wait_for_selector("#wj-evidence [aria-label='下一条']")
    page.click("#wj-library .wj-report >> nth=0")
    page.wait_for_selector("#wj-evidence .wj-actions")
    visitor.ask("错误")
    for words in HOSTILE[:7]:  # the page shows the last turn and the eight before it
        visitor.ask(words)
    asked = page.locator(".wj-asked p").all_inner_texts()
    assert asked == ["全部", "错误", *HOSTILE[:7]]
    page.mouse.move(700, 400)
    page.wait_for_timeout(500)
    statements = page.evaluate("[...document.querySelectorAll('#turn-1 .wj-statement')].map(e => e.textContent)")
    assert statements == [f"{words}1" for words in HOSTILE]
    assert page.evaluate("window.pwned") is None
    assert visitor.dialogs == []
    assert visitor.outside(url) == []
    assert page.locator("#wj-shell :is(script, img, iframe, object, video, form, base, meta, link, style)").count() == 0
    links = page.evaluate("[...document.querySelectorAll('#wj-shell a')].map(a => a.getAttribute('href'))")
    assert all(link.startswith(("#", "?chat=")) for link in links)  # the list of what is kept has links that open
    assert page.url.split("?")[0] == url


def test_even_unescaped_markup_could_run_no_script(url: str, visit: Callable[..., Any]) -> None:
    """The policy alone: markup put straight into the page runs no handler and reaches no other origin."""
    visitor = visit()
    page = visitor.open(url)
    for words in (each for each in HOSTILE[:14] if "<meta" not in each):  # a refresh is no script, and leaves the page
        page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", words)
    page.wait_for_timeout(500)
    assert page.evaluate("window.pwned") is None
    assert [each for each in visitor.reached if not each.startswith(url)] == []


def test_a_whole_session_stays_on_this_computer(url: str, visit: Callable[..., Any]) -> None:
    visitor = visit()
    page = visitor.open(url)
    visitor.ask("地区生产总值？")
    page.click("a[href='#language-en']")
    page.wait_for_function("document.querySelector('#wj-send')?.innerText === 'Ask'")
    page.click("button[data-theme]")
    page.click("#wj-library .wj-report")
    page.wait_for_selector(".wj-outline")
    assert visitor.outside(url) == []
    assert visitor.errors == []
    # Those for quotation marks are parts of what the computer has.
    fonts = page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)")
    assert all("Wenju" in font for font in fonts)


def test_the_page_of_a_pdf_is_shown_with_the_quote_marked(
    served: Callable[[Any], str], visit: Callable[..., Any], tmp_path: Path, samples: Path
) -> None:
    library = library_in(tmp_path / "library")
    (outcome,) = library.add([samples / "澜石光电2024年年度报告.pdf"])
    assert outcome.report_id is not None
    report = library.get(outcome.report_id)
    table = next(block for block in report.blocks if block.cells)
    cell = table.cells[-1]
    assistant = ScriptedAssistant(library)
    citation = cite_span(report, cell.start, cell.end, 1)
    assistant.script["境外收入？"] = answered("境外收入？", [citation])
    url = served(assistant)
    visitor = visit()
    page = visitor.open(url)
    visitor.ask("境外收入？")
    wait_for_marks(page, report.text[cell.start : cell.end])
    assert page.locator("#wj-evidence img").count() == 0, "drawn only when asked for"
    page.click("#wj-evidence a[href='#page-1-1']")
    page.wait_for_selector("#wj-evidence img.wj-page")
    size = page.locator("#wj-evidence img.wj-page").evaluate(
        "async image => { await image.decode(); return [image.naturalWidth, image.naturalHeight]; }"
    )
    assert min(size) > 500
    assert page.locator("a.wj-cite[aria-current]").get_attribute("href") == "#cite-1-1"
    if "WENJU_SCREENSHOTS" in os.environ:
        page.screenshot(path=f"{os.environ['WENJU_SCREENSHOTS']}/page.png")
    page.click("#wj-evidence a.wj-page-link")
    page.wait_for_function("!document.querySelector('#wj-evidence img')")
    assert visitor.outside(url) == []
    assert visitor.errors == []
