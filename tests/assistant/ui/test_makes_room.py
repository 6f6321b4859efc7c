"""What stands where: a server that is gone covers nothing, drop zones follow headings, quotes fit their language."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fakes import library_in
from scripted import ScriptedAssistant

pytestmark = pytest.mark.browser

# Tabs, and buttons on the line above, that are seen but not hit where they stand.
COVERED = """() => [...document.querySelectorAll("#wj-top a, #wj-top button, #wj-composer button, #wj-gone button")]
  .filter(each => each.checkVisibility({ visibilityProperty: true })).filter(each => {
    const { left, top, width, height } = each.getBoundingClientRect();
    return !each.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  }).map(each => each.textContent)"""
# What of the bar and the page is out of the window, in pixels.
OUT = """() => Math.max(...["#wj-gone", "#wj-shell", "#wj-composer"].map(name => {
  const { top, bottom } = document.querySelector(name).getBoundingClientRect();
  return Math.max(-top, bottom - innerHeight);
}))"""
# How wide an opening quotation mark is in an element, in parts of its type's size.
QUOTE = """element => {
  const mark = document.createElement("span");
  mark.textContent = "\\u201c".repeat(10);
  mark.style.cssText = "letter-spacing: 0; text-spacing-trim: space-all";
  element.append(mark);
  const wide = mark.getBoundingClientRect().width / 10 / parseFloat(getComputedStyle(mark).fontSize);
  mark.remove();
  return wide;
}"""
DRAWER = {390: "library", 820: "evidence"}


@pytest.mark.parametrize(("width", "locale"), [(390, "en-GB"), (820, "zh-CN"), (1280, "en-GB"), (1920, "zh-CN")])
def test_a_server_that_is_gone_covers_nothing(
    served: Callable[..., str], assistant: ScriptedAssistant, visit: Callable[..., Any], width: int, locale: str
) -> None:
    url = served(assistant)
    page = visit(locale=locale, viewport={"width": width, "height": 800}).open(url)
    assert page.evaluate(COVERED) == []
    port = int(url.rsplit(":", 1)[1].strip("/"))
    served.stop(port)  # type: ignore[attr-defined]
    page.wait_for_selector("#wj-gone")
    # The page makes room once the bar is as high as it will be.
    page.wait_for_function(f"({OUT})() <= 0 && ({COVERED})().length === 0")
    if drawer := DRAWER.get(width):
        page.evaluate(f"document.body.classList.add('wj-open-{drawer}')")
        side = "#wj-left" if drawer == "library" else "#wj-right"
        bar = page.locator("#wj-gone").bounding_box()
        page.wait_for_function(f"document.querySelector('{side}').checkVisibility({{ visibilityProperty: true }})")
        assert page.locator(side).bounding_box()["y"] >= bar["y"] + bar["height"]
    assert served(assistant, port) == url
    page.wait_for_selector("#wj-gone", state="detached")
    page.wait_for_function("document.querySelector('#wj-shell')?.getBoundingClientRect().height === innerHeight")


@pytest.mark.parametrize("tab", ["reports", "compare"])
def test_a_drop_zone_follows_what_stands_above_it(
    served: Callable[[Any], str], visit: Callable[..., Any], tmp_path: Path, tab: str
) -> None:
    page = visit().open(served(ScriptedAssistant(library_in(tmp_path / "none"))))
    page.click(f".wj-tabs a[href='#tab-{tab}']")
    page.wait_for_selector(f"#wj-{tab} [data-drop-zone]")
    above = page.locator(f"#wj-{tab} :is(.wj-desk-head, .wj-note) >> nth=-1").bounding_box()
    zone = page.locator(f"#wj-{tab} [data-drop-zone]").bounding_box()
    assert 0 < zone["y"] - above["y"] - above["height"] <= 40


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_quotation_marks_are_those_of_the_language_around_them(
    served: Callable[[Any], str], assistant: ScriptedAssistant, visit: Callable[..., Any], locale: str
) -> None:
    visitor = visit(locale=locale)
    page = visitor.open(served(assistant))
    visitor.ask("地区生产总值？")
    statement = page.locator("#turn-1 .wj-statement >> nth=0")
    assert statement.get_attribute("lang") == "zh"
    assert statement.evaluate(QUOTE) > 0.9
    page.evaluate("document.querySelector('#turn-1 .wj-statement').lang = 'en'")
    narrow = f"({QUOTE})(document.querySelector('#turn-1 .wj-statement')) < 0.7"
    page.wait_for_function(narrow)  # a font that is wanted first is loaded first
    own = page.locator("#wj-top .wj-tabs a >> nth=0").evaluate(QUOTE)
    assert (own < 0.7) == (locale == "en-GB")
