"""The whole page by keyboard, in both languages: Tab comes to all that can be pressed in every tab, is seen where it
is, and never held.
"""

from collections.abc import Callable
from typing import Any

import pytest
from scripted import REVIEW, ScriptedAssistant, cite, judged

from index.report import Report

pytestmark = pytest.mark.browser

CLAIM = "2024年松溪县地区生产总值达到126.4亿元。"
MOST = 200  # presses; a tab has some sixty places
READY = {
    "ask": "#turn-1 .wj-foot",
    "check": "#wj-claim .wj-sides",
    "reports": ".wj-desk-table tbody tr",
    "compare": "#wj-compare form",
    "evaluate": "[data-evaluate-form]",
}

# What can be pressed and is seen. Of radio buttons Tab comes to one of a name, as browsers have it.
PRESSED = """() => {
  const wanted = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const radios = new Set();
  return [...document.querySelectorAll(wanted)].filter((each) => {
    if (each.disabled || each.tabIndex < 0 || !each.checkVisibility({ visibilityProperty: true })) return false;
    if (each.type !== "radio") return true;
    if (radios.has(each.name)) return false;
    radios.add(each.name);
    return true;
  });
}"""
# The name of what has the focus; whether it is seen to have it, and stands in the window.
FOCUSED = """() => {
  const now = document.activeElement;
  if (!now || now === document.body) return null;
  now.setAttribute("data-reached", "");
  const alike = now.type === "radio" ? document.getElementsByName(now.name) : [];
  for (const each of alike) each.setAttribute("data-reached", "");
  const rung = (each) => {
    const { outlineWidth, outlineStyle, boxShadow } = getComputedStyle(each);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow.includes("0px 0px 0px 3px");
  };
  const around = [now, now.parentElement, now.closest("label"), now.closest("#wj-composer, #wj-claims-in")];
  const { top, bottom, left, right } = now.getBoundingClientRect();
  const inside = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  const seen = around.some((each) => each && rung(each));
  const lined = now.role === "separator" && getComputedStyle(now).backgroundImage.includes("gradient");
  return [now.outerHTML.slice(0, 160), seen || lined, inside];
}"""


@pytest.fixture
def url(served: Callable[[Any], str], assistant: ScriptedAssistant, report: Report) -> str:
    assistant.library.finish()
    assistant.judge.script[CLAIM] = judged(CLAIM, "supported", [cite(report, REVIEW, 1, stance="supports")])
    return served(assistant)


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_tab_comes_to_all_of_every_tab_and_is_seen(url: str, visit: Callable[..., Any], locale: str) -> None:
    visitor = visit(locale=locale)
    page = visitor.open(url)
    visitor.ask("地区生产总值？")
    faults: dict[str, list[str]] = {}
    for tab, ready in READY.items():
        page.click(f".wj-tabs a[href='#tab-{tab}']")
        if tab == "check":
            page.fill("#wj-claims-box textarea", CLAIM)
            page.click("#wj-check-button")
            page.click("#wj-claims a[href='#claim-1']")
        page.wait_for_selector(ready)
        page.wait_for_timeout(600)
        faults[tab] = walk(page)
    assert faults == {tab: [] for tab in READY}
    assert visitor.errors == []


def walk(page: Any) -> list[str]:
    """Presses Tab once around the page; what is wrong on the way."""
    page.evaluate(
        "for (const each of document.querySelectorAll('[data-reached]')) each.removeAttribute('data-reached')"
    )
    page.evaluate("document.activeElement?.blur(); document.body.tabIndex = -1; document.body.focus()")
    found: list[str] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        if not all(focused[1:]):
            page.wait_for_timeout(300)  # what comes up gently, or is scrolled to, is there then
            focused = page.evaluate(FOCUSED)
        name, seen, inside = focused
        found += [f"not seen: {name}"] * (not seen) + [f"outside: {name}"] * (not inside)
    else:
        found.append("held: Tab does not come to an end")
    left = f"({PRESSED})().filter(each => !each.hasAttribute('data-reached')).map(each => each.outerHTML.slice(0, 160))"
    return [*dict.fromkeys(found), *(f"not reached: {each}" for each in page.evaluate(left))]
