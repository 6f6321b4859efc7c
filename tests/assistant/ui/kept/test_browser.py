"""What is kept, in a browser: reload, restart, links, stopping, waiting, back and forward, a server that is gone."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scripted import REVIEW, ScriptedAssistant, cite, judged

from index.report import Report

pytestmark = pytest.mark.browser

ASKED = "地区生产总值？"
CLAIM = "2024年松溪县地区生产总值达到126.4亿元。"
FALSE = "2024年松溪县地区生产总值增长5.9%。"


@pytest.fixture
def url(served: Callable[..., str], assistant: ScriptedAssistant) -> str:
    return served(assistant)


def questions(page: Any) -> list[str]:
    found: list[str] = page.locator(".wj-asked p").all_inner_texts()
    return found


def send(page: Any, question: str) -> None:
    page.fill("#wj-question textarea", question)
    page.press("#wj-question textarea", "Enter")


def wait_for_address(page: Any, wanted: str) -> None:
    page.wait_for_function("wanted => location.href.includes(wanted)", arg=wanted)


def test_a_reload_keeps_the_conversation_and_a_restart_too(
    served: Callable[..., str], assistant: ScriptedAssistant, visit: Callable[..., Any]
) -> None:
    url = served(assistant)
    visitor = visit()
    page = visitor.open(url)
    visitor.ask(ASKED)
    visitor.ask("门票？")
    wait_for_address(page, "?chat=")
    page.reload()
    page.wait_for_selector("#turn-2 .wj-foot")
    assert questions(page) == [ASKED, "门票？"]
    assert page.locator(".wj-kept-open .wj-title").all_inner_texts() == [ASKED]
    port = int(url.rsplit(":", 1)[1].strip("/"))
    assert served(assistant, port) == url
    page.reload()
    page.wait_for_selector("#turn-2 .wj-foot")
    visitor.ask(ASKED)
    assert [history for _, history, _ in assistant.asked] == [(), (ASKED,), (ASKED, "门票？")]
    assert visitor.errors == []
    assert visitor.outside(url) == []


def test_a_reload_in_mid_answer_sees_it_go_on(
    url: str, assistant: ScriptedAssistant, visit: Callable[..., Any]
) -> None:
    assistant.gate = threading.Event()
    page = visit().open(url)
    send(page, ASKED)
    page.wait_for_selector("#turn-1 .wj-statement")
    wait_for_address(page, "?chat=")
    page.reload()
    page.wait_for_selector("#turn-1 .wj-statement")
    assert page.locator(".wj-statement").count() == 1
    assistant.gate.set()
    page.wait_for_function("document.querySelectorAll('.wj-statement').length === 2")


def test_a_link_opens_one_answer_in_another_browser_and_nothing_else(
    url: str, assistant: ScriptedAssistant, visit: Callable[..., Any], tmp_path: Any
) -> None:
    first, second = visit(), visit(locale="en-US")
    page = first.open(url)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    first.ask("门票？")
    first.ask(ASKED)
    page.click("#turn-2 [data-link]")
    link = page.evaluate("navigator.clipboard.readText()")
    assert "?answer=" in link
    chat = page.url
    (tmp_path / "new.md").write_text("# 2026年松溪县政府工作报告\n\n新的一份。\n", "utf-8")
    assistant.library.add([tmp_path / "new.md"])
    other = second.page
    other.goto(link)
    other.wait_for_selector("#turn-1 .wj-foot")
    assert questions(other) == [ASKED]
    assert "opened as it was" in other.locator(".wj-shared").inner_text()
    assert "The reports have changed since: 1 on" in other.locator(".wj-ending").inner_text()
    other.click(".wj-statement a[href='#cite-1-2']")
    other.wait_for_selector("#wj-evidence mark")
    other.goto(chat)
    other.wait_for_selector("#wj-past .wj-note")
    assert questions(other) == []
    assert "a chat of another browser" in other.locator("#wj-past .wj-note").inner_text()
    other.goto(link)
    other.wait_for_selector("#turn-1 .wj-foot")
    second.ask("门票？")
    wait_for_address(other, "?chat=")
    assert questions(other) == [ASKED, "门票？"]
    page.reload()
    page.wait_for_selector("#turn-2 .wj-foot")
    assert questions(page) == ["门票？", ASKED]


def test_a_second_question_waits_and_can_be_taken_back(
    url: str, assistant: ScriptedAssistant, visit: Callable[..., Any]
) -> None:
    assistant.gate = threading.Event()
    page = visit().open(url)
    send(page, ASKED)
    page.wait_for_selector("#turn-1 .wj-statement")
    send(page, "门票？")
    send(page, "不该问的")
    page.wait_for_function("document.querySelectorAll('.wj-waiting li').length === 2")
    page.click(".wj-waiting li:nth-child(2) button")
    page.wait_for_function("document.querySelectorAll('.wj-waiting li').length === 1")
    assistant.gate.set()
    page.wait_for_selector("#turn-2 .wj-foot")
    assert questions(page) == [ASKED, "门票？"]
    assert [question for question, _, _ in assistant.asked] == [ASKED, "门票？"]
    assert assistant.asked[1][1] == (ASKED,)


def test_a_running_answer_is_stopped_and_its_quotes_are_left(
    url: str, assistant: ScriptedAssistant, visit: Callable[..., Any]
) -> None:
    assistant.gate = threading.Event()
    page = visit().open(url)
    send(page, ASKED)
    page.wait_for_selector("#turn-1 .wj-statement")
    page.click("#wj-halt")
    page.wait_for_selector("#turn-1 .wj-ending")
    assert "已停止" in page.locator("#turn-1 .wj-ending").inner_text()
    assert not page.locator("#wj-halt").is_visible()
    assistant.gate.set()
    assert page.locator(".wj-statement").all_inner_texts() == [f"{REVIEW}1"]
    page.click("#turn-1 [data-command^='again']")
    page.wait_for_function("document.querySelectorAll('.wj-statement').length === 2")
    assert questions(page) == [ASKED]
    page.click("#turn-1 [data-edit]")
    assert page.locator("#wj-question textarea").input_value() == ASKED
    send(page, "门票？")
    page.wait_for_selector("#turn-1 .wj-nearest")
    assert questions(page) == ["门票？"]
    page.wait_for_function("document.querySelector('#wj-kept .wj-title').textContent === '门票？'")
    page.reload()
    page.wait_for_selector("#turn-1 .wj-nearest")
    assert questions(page) == ["门票？"]
    assert page.locator("#wj-kept .wj-title").all_inner_texts() == ["门票？"]


def test_back_and_forward(url: str, visit: Callable[..., Any]) -> None:
    visitor = visit()
    page = visitor.open(url)
    visitor.ask(ASKED)
    wait_for_address(page, "?chat=")
    first = page.url
    page.click("a[href='#new-chat']")
    page.wait_for_selector(".wj-welcome")
    visitor.ask("门票？")
    page.wait_for_function("first => location.search && location.href !== first", arg=first)
    page.click("a[href='#tab-check']")
    wait_for_address(page, "?check")
    page.go_back()
    page.wait_for_function("!document.body.classList.contains('wj-checks')")
    assert questions(page) == ["门票？"]
    page.go_back()
    page.wait_for_selector(".wj-welcome")
    page.go_back()
    page.wait_for_function("document.querySelector('.wj-asked p')?.textContent === '地区生产总值？'")
    assert page.url == first
    page.go_forward()
    page.go_forward()
    page.wait_for_function("document.querySelector('.wj-asked p')?.textContent === '门票？'")
    assert visitor.errors == []


def test_a_check_survives_a_reload_with_what_a_person_said(
    url: str, assistant: ScriptedAssistant, report: Report, visit: Callable[..., Any]
) -> None:
    assistant.judge.script[CLAIM] = judged(CLAIM, "supported", [cite(report, REVIEW, 1, stance="supports")])
    visitor, other = visit(), visit()
    page = visitor.open(url)
    page.click("a[href='#tab-check']")
    page.fill("#wj-claims-box textarea", CLAIM + FALSE)
    page.click("#wj-check-button")
    page.wait_for_selector(".wj-claims tr:nth-child(2).wj-is-not_enough_info")
    wait_for_address(page, "?check=")
    page.click("#wj-claims a[href='#claim-2']")
    wait_for_address(page, "#claim-2")
    page.click("#wj-overrule-verdict label:has-text('不符')")
    page.fill("#wj-overrule-note textarea", "报告说5.8%")
    page.click("#wj-overrule-keep")
    page.wait_for_selector("#wj-claim .wj-person-note")
    page.reload()
    page.wait_for_selector("#wj-claim .wj-person-note")
    assert page.locator("#wj-claim .wj-person-note").inner_text() == "报告说5.8%"
    assert page.locator(".wj-tabs [aria-selected='true']").inner_text() == "核查"
    assert page.locator("#wj-claims-in #wj-scope").count() == 1
    page.go_back()
    page.wait_for_function("!document.querySelector('#wj-claim [data-claim]')")
    assert "人工改判 1" in page.locator(".wj-counts").inner_text()
    other.page.goto(page.url)
    other.page.wait_for_selector(".wj-claims tr:nth-child(2)")
    assert "只能查看" in other.page.locator(".wj-shared").inner_text()
    other.page.click("#wj-claims a[href='#claim-2']")
    other.page.wait_for_selector("#wj-claim .wj-person-note")
    assert not other.page.locator("#wj-overrule").is_visible()
    assert other.page.locator(".wj-kept-open").count() == 0
    assert visitor.errors == other.errors == []


def test_a_check_that_was_stopped_goes_on_after_a_reload(
    url: str, assistant: ScriptedAssistant, visit: Callable[..., Any]
) -> None:
    assistant.judge.gate = threading.Event()
    page = visit().open(url)
    page.click("a[href='#tab-check']")
    page.fill("#wj-claims-box textarea", CLAIM + FALSE)
    page.click("#wj-check-button")
    page.wait_for_selector(".wj-running")
    wait_for_address(page, "?check=")
    page.click("#wj-stop")
    page.wait_for_selector(".wj-stopping")
    assert not page.locator("#wj-stop").is_visible()
    assistant.judge.gate.set()
    page.wait_for_selector("[data-check-command='resume']")
    page.reload()
    page.click("[data-check-command='resume']")
    page.wait_for_selector(".wj-claims tr:nth-child(2).wj-is-not_enough_info")
    assert assistant.judge.judged == [CLAIM, FALSE]


def test_a_reload_in_mid_check_sees_it_go_on(url: str, assistant: ScriptedAssistant, visit: Callable[..., Any]) -> None:
    claims = [f"2024年松溪县新建公路{number}公里。" for number in range(10, 14)]
    gates = {claim: threading.Event() for claim in claims}
    decide = assistant.judge.judge

    def gated(claim: str, *given: Any, **options: Any) -> Any:
        gates[claim].wait(60)
        return decide(claim, *given, **options)

    assistant.judge.judge = gated  # type: ignore[method-assign]
    visitor = visit()
    page = visitor.open(url)
    page.click("a[href='#tab-check']")
    page.fill("#wj-claims-box textarea", "\n".join(claims))
    page.click("#wj-check-button")
    gates[claims[0]].set()
    decided = ".wj-claims tr:nth-child({}).wj-is-not_enough_info"
    page.wait_for_selector(decided.format(1))
    wait_for_address(page, "?check=")
    page.reload()
    page.wait_for_selector(".wj-running")
    page.wait_for_selector(decided.format(1))
    assert page.locator(".wj-claims tr.wj-is-pending").count() == 3
    assert page.locator("#wj-stop").is_visible()
    gates[claims[1]].set()  # comes into the page that was loaded anew, with no click
    page.wait_for_selector(decided.format(2))
    assert page.locator(".wj-claims tr.wj-is-pending").count() == 2
    page.goto("about:blank")  # nobody looks
    gates[claims[2]].set()
    page.go_back()
    page.wait_for_selector(decided.format(3))
    gates[claims[3]].set()
    page.wait_for_selector("#wj-claims .wj-run:not(.wj-running)")
    assert assistant.judge.judged == claims, "each is decided once"
    assert visitor.errors == []


def test_the_list_renames_finds_exports_and_deletes(
    url: str, visit: Callable[..., Any], assistant: ScriptedAssistant
) -> None:
    visitor = visit()
    page = visitor.open(url)
    for number in range(6):
        page.click("a[href='#new-chat']")
        page.wait_for_selector(".wj-welcome")
        visitor.ask(f"{number}号问题" if number else ASKED)
    page.wait_for_function("document.querySelectorAll('.wj-kept > li').length === 6")
    page.fill("[data-find]", "126.4亿元")
    page.wait_for_function("document.querySelectorAll('.wj-kept > li').length === 1")
    assert page.locator("[data-find]").evaluate("box => box === document.activeElement")
    page.click(".wj-menu summary")
    page.click("[data-rename]")
    page.evaluate("document.querySelector('.wj-kept > li').dataset.old = '1'")
    page.keyboard.type("总值")
    page.keyboard.press("Enter")
    # The list is drawn anew, which closes a menu that is opened before.
    page.wait_for_function("document.querySelector('.wj-kept > li:not([data-old]) .wj-title')?.textContent === '总值'")
    for name in ("md", "docx", "json"):
        page.click(".wj-menu > summary")
        with page.expect_download() as download:
            page.click(f"[data-command$=' {name}']")
        assert download.value.suggested_filename == f"总值.{name}"
        content = download.value.path().read_bytes()
        if name != "docx":
            assert REVIEW in content.decode()
        page.keyboard.press("Escape")
    page.click(".wj-kept-open")
    page.wait_for_selector(".wj-statement")
    page.click(".wj-menu > summary")
    page.click(".wj-sure summary")
    page.click("[data-command^='remove']")
    page.wait_for_selector(".wj-welcome")
    page.fill("[data-find]", "")
    page.wait_for_function("document.querySelectorAll('.wj-kept > li').length === 5")
    assert visitor.errors == []


def test_a_menu_that_is_open_stays_so_while_the_list_is_written_anew(url: str, visit: Callable[..., Any]) -> None:
    """Gradio writes into the elements that are there, by their places, and folds up what the server's words leave."""
    visitor = visit()
    page = visitor.open(url)
    visitor.ask(ASKED)
    page.click("a[href='#new-chat']")
    page.wait_for_selector(".wj-welcome")
    visitor.ask("门票？")
    page.wait_for_function("document.querySelectorAll('.wj-kept > li').length === 2")
    first = "#wj-kept li:has(.wj-title:text-is('地区生产总值？'))"
    opened = f"{first} .wj-menu[open] .wj-sure[open]"
    page.click(f"{first} .wj-menu > summary")
    page.click(f"{first} .wj-sure summary")
    send(page, "还有呢？")  # the list says that the other one has two questions now
    page.wait_for_function("document.querySelector('#wj-kept .wj-facts').textContent.includes('提问 2')")
    page.wait_for_selector("#turn-2 .wj-foot")
    page.wait_for_selector(opened)
    # The same entry at another place: its menu, and no other one, with what has the focus in it.
    page.focus(f"{opened} > summary")
    page.evaluate("""() => {
      const list = document.querySelector('#wj-kept .wj-kept');
      for (const each of list.querySelectorAll('[open]')) each.open = false;
      list.append(list.firstElementChild);
    }""")
    page.wait_for_selector(opened)
    assert page.locator("#wj-kept .wj-menu[open]").count() == 1
    assert page.locator(f"{opened} > summary").evaluate("part => part === document.activeElement")
    # Closed in the moment in which it is written anew, before the browser tells so, it stays closed.
    page.evaluate("""() => {
      document.querySelector('#wj-middle').click();
      const list = document.querySelector('#wj-kept .wj-kept');
      list.innerHTML = list.innerHTML;
      return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))));
    }""")
    assert page.locator("#wj-kept [open]").count() == 0
    assert visitor.errors == []


def test_a_question_sent_before_the_page_is_filled_waits_for_it(
    url: str, assistant: ScriptedAssistant, visit: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, reports = threading.Event(), assistant.library.reports

    def gated() -> Any:
        gate.wait(60)
        return reports()

    monkeypatch.setattr(type(assistant.library), "reports", lambda library: gated())
    visitor = visit()
    page = visitor.page
    page.goto(url)
    page.wait_for_selector("#wj-send:not([disabled])")
    send(page, ASKED)
    page.wait_for_timeout(300)
    assert page.locator("#wj-question textarea").input_value() == ASKED
    gate.set()
    page.wait_for_selector("#turn-1 .wj-foot")
    wait_for_address(page, "?chat=")
    assert page.locator("#wj-question textarea").input_value() == ""
    assert [question for question, _, _ in assistant.asked] == [ASKED]
    assert page.locator(".wj-kept-open .wj-title").all_inner_texts() == [ASKED]
    assert visitor.errors == []


def test_a_server_that_is_gone_is_said_and_the_page_comes_back(
    served: Callable[..., str], assistant: ScriptedAssistant, visit: Callable[..., Any]
) -> None:
    url = served(assistant)
    visitor = visit(locale="en-US")
    page = visitor.open(url)
    visitor.ask(ASKED)
    wait_for_address(page, "?chat=")
    page.fill("#wj-question textarea", "half a question")
    port = int(url.rsplit(":", 1)[1].strip("/"))
    served.stop(port)  # type: ignore[attr-defined]
    page.wait_for_selector("#wj-gone")
    assert "does not answer" in page.locator("#wj-gone").inner_text()
    page.press("#wj-question textarea", "Enter")
    page.wait_for_function("document.querySelector('#wj-question textarea').value === 'half a question'")
    assert served(assistant, port) == url
    page.wait_for_selector("#wj-gone", state="detached")  # it looks again by itself, and its button at once
    page.wait_for_selector("#turn-1 .wj-foot")
    page.wait_for_function("document.querySelector('#wj-question textarea').value === 'half a question'")
    assert questions(page) == [ASKED]


def test_one_answer_is_taken_away_as_a_file(url: str, visit: Callable[..., Any]) -> None:
    visitor = visit(accept_downloads=True)
    page = visitor.open(url)
    visitor.ask(ASKED)
    page.click("#turn-1 .wj-export summary")
    with page.expect_download() as waiting:
        page.click("#turn-1 .wj-export button >> nth=0")
    download = waiting.value
    assert download.suggested_filename == "地区生产总值？.md"
    words = Path(download.path()).read_text("utf-8")
    assert REVIEW in words and ASKED in words and "松溪县" in words
    page.keyboard.press("Escape")
    page.wait_for_function("!document.querySelector('.wj-export[open]')")
