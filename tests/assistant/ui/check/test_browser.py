"""The check tab in a real browser: paste, watch verdicts come, open one, overrule it, download, hostile text."""

import json
import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markup import HOSTILE
from scripted import REVIEW, TARGET, ScriptedAssistant, cite, judged

from assistant.answer import Mismatch
from index.report import Report

pytestmark = pytest.mark.browser

FALSE = "2024年松溪县地区生产总值增长5.9%。"
TRUE = "2024年松溪县地区生产总值达到126.4亿元。"
UNKNOWN = "2024年松溪县建成两座水电站。"
ARTICLE = "\n".join((FALSE, TRUE, UNKNOWN, "你觉得松溪的茶叶好喝吗？"))
DIFFERS = "[...document.querySelectorAll('#wj-claim mark')].map(mark => mark.textContent)"


@pytest.fixture
def url(served: Callable[[Any], str], assistant: ScriptedAssistant, report: Report) -> str:
    script = assistant.judge.script
    refuting = cite(report, REVIEW, 1, stance="refutes")
    related = cite(report, TARGET, 2, stance="supports")
    script[FALSE] = judged(
        FALSE,
        "refuted",
        [refuting, related],
        reason="报告说增长5.8%，不是5.9%。",
        mismatches=(Mismatch("value", "5.9%", "5.8%"),),
    )
    script[TRUE] = judged(TRUE, "supported", [cite(report, REVIEW, 1, stance="supports")], reason="与报告相符。")
    return served(assistant)


def check(page: Any, words: str) -> None:
    """Pastes words into the check tab and starts."""
    page.click("a[href='#tab-check']")
    page.fill("#wj-claims-box textarea", words)
    page.click("#wj-check-button")


def verdicts(page: Any) -> list[str]:
    """The words of the table's last column."""
    found: list[str] = page.locator("#wj-claims tbody .wj-verdict").all_inner_texts()
    return [words.replace("\n", "") for words in found]


def picture(page: Any, name: str) -> None:
    """Keeps what is to be looked at by eye."""
    if "WENJU_SCREENSHOTS" in os.environ:
        page.wait_for_timeout(300)
        page.screenshot(path=f"{os.environ['WENJU_SCREENSHOTS']}/{name}.png")


def test_paste_open_overrule_and_download(url: str, visit: Callable[..., Any], assistant: ScriptedAssistant) -> None:
    assistant.judge.gate = threading.Event()
    visitor = visit(accept_downloads=True)
    page = visitor.open(url)
    check(page, ARTICLE)
    page.wait_for_selector("#wj-claims .wj-running")
    assert verdicts(page) == ["…待核查"] * 4
    assert page.locator("#wj-stop").is_visible()
    assistant.judge.gate.set()
    page.wait_for_selector("#wj-claims .wj-run:not(.wj-running)")
    assert verdicts(page) == ["✗与报告不符", "✓与报告相符", "?报告没有说", "–无法核查"]
    counts = [words.replace("\n", "") for words in page.locator("#wj-claims .wj-counts li").all_inner_texts()]
    assert counts == ["✓与报告相符 1", "✗与报告不符 1", "?报告没有说 1", "–无法核查 1"]

    page.click("#wj-claims a[href='#claim-1']")
    page.wait_for_selector("#wj-claim .wj-sides")
    assert page.evaluate(DIFFERS) == ["5.9%", "5.8%"]
    assert page.locator("#wj-claim .wj-kind").all_inner_texts() == ["数值", "数值"]
    assert page.locator("#wj-claim .wj-passage h4").all_inner_texts() == ["最有力的相反说法", "最有力的支持"]
    assert page.locator("#wj-claim .wj-part").all_inner_texts() == ["回顾", "部署"]
    assert page.locator("#wj-evidence mark").inner_text() == REVIEW
    page.click("#wj-claim a[href='#quote-1-2']")
    page.wait_for_function("document.querySelector('#wj-evidence mark')?.textContent.startsWith('地区')")

    page.click("#wj-overrule-keep")
    page.wait_for_selector("#wj-overrule-said .wj-bad")
    page.click("#wj-overrule-verdict label:has-text('部分与报告相符')")
    page.fill("#wj-overrule-note textarea", "快报口径是5.9%，见统计局。")
    page.click("#wj-overrule-keep")
    page.wait_for_selector("#wj-claim .wj-overruled")
    picture(page, "check-overruled")
    page.click("#wj-claim a[href='#claims']")
    page.wait_for_selector("#wj-claims .wj-overruled")
    assert verdicts(page)[0] == "◐部分与报告相符"
    assert page.locator("#wj-claims .wj-machine").inner_text() == "机器结论：与报告不符"

    with page.expect_download() as waiting:
        page.click("#wj-claims a[href='#save-json']")
    assert waiting.value.suggested_filename == "wenju-bundle.json"
    bundle = json.loads(Path(waiting.value.path()).read_text("utf-8"))
    first = bundle["claims"][0]
    assert (first["verdict"], first["overruled"]["verdict"]) == ("refuted", "partly_supported")
    assert first["overruled"]["note"] == "快报口径是5.9%，见统计局。"
    assert len(bundle["claims"]) == 4
    assert visitor.outside(url) == []
    assert visitor.errors == []


def test_verdicts_stand_in_the_text_and_the_list_is_filtered_and_sorted(url: str, visit: Callable[..., Any]) -> None:
    visitor = visit()
    page = visitor.open(url)
    check(page, ARTICLE)
    page.wait_for_selector("#wj-claims .wj-run:not(.wj-running)")
    rows = "[...document.querySelectorAll('#wj-claims tbody tr')]"
    shown = f"{rows}.filter(row => !row.hidden).map(row => row.dataset.number)"
    page.click("#wj-claims [data-only='supported']")
    page.wait_for_function(f"JSON.stringify({shown}) === '[\"2\"]'")
    page.click("#wj-claims [data-only='supported']")
    page.wait_for_function(f"{shown}.length === 4")
    page.click("#wj-claims [data-way='differences']")
    page.wait_for_function(f'JSON.stringify({shown}) === \'["1","3","2","4"]\'')

    page.click("#wj-claims [data-way='text']")
    page.wait_for_selector("#wj-claims .wj-article")
    assert not page.locator("table.wj-claims").is_visible()
    assert page.locator(".wj-article a.wj-said").evaluate_all("links => links.map(a => a.firstChild.data)") == [
        FALSE,
        TRUE,
        UNKNOWN,
    ]
    picture(page, "check-in-text")
    page.click(".wj-article a.wj-v-refuted")
    page.wait_for_selector("#wj-claim .wj-sides")
    assert page.evaluate(DIFFERS) == ["5.9%", "5.8%"]
    page.wait_for_function("/^#claim-/.test(location.hash)")
    page.reload()  # how it was looked at stays
    page.click("#wj-claim a[href='#claims']")
    page.wait_for_selector("#wj-claims .wj-article")
    assert page.locator("#wj-claims .wj-article").is_visible()
    assert visitor.errors == []


def test_a_check_is_held_within_the_scope_that_was_chosen_and_made_again_when_reports_come(
    url: str, visit: Callable[..., Any], assistant: ScriptedAssistant, tmp_path: Path
) -> None:
    visitor = visit()
    page = visitor.open(url)
    page.click("a[href='#tab-check']")
    page.click("#wj-claims-in [data-scope-open]")
    page.click("#wj-claims-in [data-limit='years']")
    page.locator("#wj-claims-in [data-choice]").first.check()
    page.click("#wj-claims-in [data-scope-close]")
    picture(page, "check-scope")
    check(page, FALSE)
    page.wait_for_selector("#wj-claims .wj-run:not(.wj-running)")
    chosen = page.locator("#wj-claims-in .wj-scope-chip").first.inner_text().split("\n")[0]
    assert f"范围：{chosen}" in page.locator("#wj-claims .wj-progress").inner_text()
    assert [str(scope.years[0]) for scope in assistant.judge.scopes if scope is not None] == [chosen]
    page.wait_for_function("location.search.startsWith('?check=')")
    page.click("a[href='#tab-ask']")
    page.wait_for_selector("#wj-composer .wj-scope-chip")
    page.wait_for_function("location.search === ''")

    (tmp_path / "new.md").write_text("# 2026年松溪县政府工作报告\n\n新的一份。\n", "utf-8")
    assistant.library.add([tmp_path / "new.md"])
    assistant.judge.script[FALSE] = judged(FALSE, "not_enough_info")
    page.go_back()
    page.reload()
    page.click("#wj-claims [data-check-command='again']")
    page.wait_for_selector("#wj-claims .wj-is-changed")
    assert "上次：与报告不符" in page.locator("#wj-claims tbody").inner_text()
    assert "与上次不同 1" in page.locator("#wj-claims .wj-counts").inner_text()
    assert visitor.errors == []


def test_an_upload_is_checked_and_another_visitor_sees_nothing_of_it(
    url: str, visit: Callable[..., Any], tmp_path: Path
) -> None:
    table = tmp_path / "主张.csv"
    table.write_text(f"claim,source\n{FALSE},晚报\n,网帖\n", "utf-8")
    first, second = visit(), visit(locale="en-GB")
    page = first.open(url)
    other = second.open(url)
    page.click("a[href='#tab-check']")
    with page.expect_file_chooser() as chooser:
        page.click("#wj-claims-upload")
    chooser.value.set_files(table)
    page.wait_for_selector("#wj-claims .wj-run:not(.wj-running)")
    assert verdicts(page) == ["✗与报告不符", "!未能核查"]
    assert "来自 主张.csv" in page.locator("#wj-claims .wj-progress").inner_text()

    other.click("a[href='#tab-check']")
    other.wait_for_selector(".wj-check-welcome")
    other.locator("#wj-claims-box textarea").fill(UNKNOWN)
    other.keyboard.press("Control+Enter")
    other.wait_for_selector("#wj-claims .wj-run:not(.wj-running)")
    assert verdicts(other) == ["?Not in the reports"]
    assert "5.9%" not in other.content() and "主张.csv" not in other.content()
    other.click("a[href='#language-zh']")
    other.wait_for_function("document.querySelector('#wj-claims .wj-verdict').innerText.includes('报告没有说')")
    assert other.locator("#wj-check-button").inner_text() == "核查"
    other.reload()
    other.wait_for_selector("#wj-claims .wj-run")
    assert verdicts(other) == ["?报告没有说"]
    assert "主张.csv" not in other.content()


def test_stop_ends_it_and_keys_alone_are_enough(
    url: str, visit: Callable[..., Any], assistant: ScriptedAssistant
) -> None:
    assistant.judge.gate = threading.Event()
    page = visit().open(url)
    page.focus("a[href='#tab-ask']")
    page.keyboard.press("ArrowRight")
    assert page.locator("a[href='#tab-check']").get_attribute("aria-selected") == "true"
    page.fill("#wj-claims-box textarea", "\n".join(f"2024年松溪县新建公路{number}公里。" for number in range(10, 40)))
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#wj-claims .wj-running")
    page.focus("#wj-stop")
    page.keyboard.press("Enter")
    page.wait_for_selector("#wj-claims .wj-stopping")
    assistant.judge.gate.set()
    page.wait_for_selector("#wj-claims .wj-run:not(.wj-running)")
    assert "已停止，还有" in page.locator("#wj-claims .wj-note").inner_text()
    assert len(assistant.judge.judged) < 30
    page.focus("#wj-claims a[href='#claim-1']")
    page.keyboard.press("Enter")
    page.wait_for_selector("#wj-claim .wj-claim-open")
    page.wait_for_function("document.activeElement?.className === 'wj-claim-head'")
    page.focus("#wj-claim a[href='#claims']")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement?.getAttribute('href') === '#claim-1'")


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
def test_no_width_scrolls_sideways(url: str, visit: Callable[..., Any], width: int, scheme: str) -> None:
    page = visit(viewport={"width": width, "height": 844}, color_scheme=scheme).open(url)
    widths = "[document.documentElement.scrollWidth, document.querySelector('#wj-check').scrollWidth]"
    inner = "[window.innerWidth, document.querySelector('#wj-check').clientWidth]"
    page.click("a[href='#tab-check']")
    page.wait_for_selector(".wj-check-welcome")
    picture(page, f"check-empty-{width}-{scheme}")
    check(page, ARTICLE)
    page.wait_for_selector("#wj-claims .wj-run:not(.wj-running)")
    picture(page, f"check-table-{width}-{scheme}")
    assert all(wide <= room for wide, room in zip(page.evaluate(widths), page.evaluate(inner), strict=True))
    page.click("#wj-claims a[href='#claim-1']")
    page.wait_for_selector("#wj-claim .wj-sides")
    picture(page, f"check-claim-{width}-{scheme}")
    assert all(wide <= room for wide, room in zip(page.evaluate(widths), page.evaluate(inner), strict=True))
    assert page.locator("#wj-overrule-keep").is_visible()
    page.click("#wj-claim a[href='#quote-1-1']")
    page.locator("#wj-evidence mark").wait_for(state="visible")
    picture(page, f"check-quote-{width}-{scheme}")


def test_hostile_text_runs_nothing_and_fetches_nothing(
    url: str, visit: Callable[..., Any], assistant: ScriptedAssistant, report: Report, tmp_path: Path
) -> None:
    """Thirty hostile strings in claim, reason, quote, title and difference; what fits as a note; a file name."""
    lines = []
    for number, words in enumerate(HOSTILE):
        claim = f"2024年松溪县新建公路{number + 10}公里{words}"
        citation = replace(
            cite(report, REVIEW, 1, stance="refutes"), title=words, section=(words,), locator=words, quote=words
        )
        verdict = judged(claim, "refuted", [citation], reason=words, mismatches=(Mismatch("value", words, words),))
        assistant.judge.script[claim] = verdict
        lines.append(json.dumps({"id": str(number), "claim": claim, words: words}, ensure_ascii=False))
    source = tmp_path / "<img src=x onerror=window.pwned=1>.jsonl"
    source.write_text("\n".join(lines), "utf-8")
    assistant.judge.judge = lambda claim, scope, given_texts=(): hostile(assistant, claim)  # type: ignore[method-assign]
    visitor = visit()
    page = visitor.open(url)
    page.click("a[href='#tab-check']")
    page.set_input_files("#wj-claims-upload input[type=file], input[type=file] >> nth=1", source)
    page.wait_for_selector("#wj-claims .wj-run:not(.wj-running)")
    assert page.locator("#wj-claims tbody tr").count() == len(HOSTILE)
    page.click("#wj-claims a[href='#claim-1']")
    for number in range(2, len(HOSTILE) + 1):
        page.click(f"#wj-claim a[href='#claim-{number}']")
        page.wait_for_selector(f"#wj-claim [data-claim='{number}'] .wj-claim-head")
    page.click("#wj-overrule-verdict label >> nth=1")
    page.fill("#wj-overrule-note textarea", " ".join(HOSTILE)[:900])
    page.click("#wj-overrule-keep")
    page.wait_for_selector("#wj-claim .wj-person-note")
    page.wait_for_timeout(500)
    assert page.evaluate("window.pwned") is None
    assert visitor.dialogs == []
    assert visitor.outside(url) == []
    inside = "#wj-check :is(script, img, iframe, object, video, form:not(.block), base, meta, link, style)"
    assert page.locator(inside).count() == 0
    links = page.evaluate("[...document.querySelectorAll('#wj-check a')].map(a => a.getAttribute('href'))")
    assert all(link.startswith("#") for link in links)
    assert page.url.split("?")[0] == url


def hostile(assistant: ScriptedAssistant, claim: str) -> Any:
    """What is scripted for the claim whose beginning is the same; splitting may have cut its end off."""
    known = assistant.judge.script
    return next((known[each] for each in known if each[:16] == claim[:16]), judged(claim, "not_enough_info"))


REASONS = {
    "zh": "所述2项事实中1项与报告相符，1项报告没有说。“建成两座水电站”：报告里没有找到能证实或否定它的原文。"
    "最近的一句里相同的：126.4亿元。没有比较的：指标。",
    "en": "Of 2 facts 1 supported, 1 not in the reports. “建成两座水电站”: No report confirms or denies it. "
    "The nearest sentence has the same 126.4亿元. Not compared: measure.",
}
ASIDES = {"zh": "这是问句，没有陈述事实。", "en": "It asks a question and states nothing."}
VERDICTS = {"zh": "部分与报告相符", "en": "Partly supported"}


@pytest.mark.parametrize(("locale", "claimed"), [("zh-CN", "zh"), ("en-GB", "zh"), ("en-GB", "en")])
def test_why_is_said_in_the_page_s_language_everywhere_and_after_a_reload(
    url: str, visit: Callable[..., Any], assistant: ScriptedAssistant, locale: str, claimed: str
) -> None:
    partly = judged(UNKNOWN, "partly_supported", reason=REASONS[claimed])
    assistant.judge.script[UNKNOWN] = partly
    visitor = visit(locale=locale, accept_downloads=True)
    page = visitor.open(url)
    check(page, ARTICLE)
    page.wait_for_selector("#wj-claims .wj-run:not(.wj-running)")
    page.click("#wj-claims a[href='#claim-3']")
    first = "zh" if locale == "zh-CN" else "en"
    for language in (first, "en" if first == "zh" else "zh"):
        if language != first:
            page.click(f"a[href='#language-{language}']")
        page.wait_for_function(
            "why => document.querySelector('#wj-claim .wj-reason')?.textContent === why", arg=REASONS[language]
        )
        why = page.locator("#wj-claims .wj-why").all_text_contents()
        assert REASONS[language] in why and ASIDES[language] in why
        assert page.locator("#wj-claims a.wj-said[href='#claim-3']").get_attribute("title") == VERDICTS[language]
        page.click("#wj-kept .wj-menu > summary")
        with page.expect_download() as waiting:
            page.click("#wj-kept .wj-menu [data-command$=' md']")
        assert REASONS[language] in Path(waiting.value.path()).read_text("utf-8").replace("\\", "")
        page.keyboard.press("Escape")
        page.reload()
        page.wait_for_function(
            "why => document.querySelector('#wj-claim .wj-reason')?.textContent === why", arg=REASONS[language]
        )
    assert visitor.errors == []


@pytest.mark.parametrize(
    ("locale", "said"), [("zh-CN", "第 3 行：这一行没有主张"), ("en-GB", "line 3: no claim in this row")]
)
def test_a_row_without_a_claim_says_so_in_the_page_s_language(
    url: str, visit: Callable[..., Any], tmp_path: Path, locale: str, said: str
) -> None:
    file = tmp_path / "claims.csv"
    file.write_text(f"id,claim\n1,{TRUE}\n2,\n", "utf-8")
    page = visit(locale=locale).open(url)
    page.click("a[href='#tab-check']")
    page.wait_for_selector("#wj-claims-upload", state="visible")
    with page.expect_file_chooser() as choosing:
        page.click("#wj-claims-upload")
    choosing.value.set_files(file)
    page.wait_for_selector("#wj-claims .wj-run:not(.wj-running) tbody tr:nth-child(2)")
    assert page.locator("#wj-claims tbody tr:nth-child(2) .wj-column-claim").inner_text() == said
