"""How quick the page is, in a real browser: what it loads, when it can be used, a long table, a long report, streaming.

    python benchmarks/page.py LIBRARY [--made 300] [--question Q] [--report TITLE] [--loads 5]

Times are told by the clock, and as processor time of Chromium's renderers and of the server, which others' work on the
machine hardly lengthens; no other Chromium may run meanwhile. `--made` measures a library of so many made-up reports
beside it, which is not embedded. Layout shifts are what the browser counts as such (Layout Instability), without those
within half a second of a key or click.
"""

import argparse
import gzip
import json
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from playwright.sync_api import Page, sync_playwright

from assistant.settings import UiTable, load_settings
from assistant.ui.own_files import SCRIPTS, joined_scripts, joined_styles
from assistant.ui.page import build_demo
from assistant.ui.serving import serve

BROWSER = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
SHIFTS = """new PerformanceObserver((list) => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifts = (window.shifts ?? 0) + each.value;
}).observe({ type: "layout-shift", buffered: true });"""


class Watched:
    """A page whose work is counted."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def measured(self, act: Callable[[], Any]) -> tuple[float, float, float]:
        """Seconds by the clock, of processor time of the page's processes, and of the server's, of doing something."""
        before, served, begun = renderers_seconds(), time.process_time(), time.perf_counter()
        act()
        clock = time.perf_counter() - begun
        return clock, renderers_seconds() - before, time.process_time() - served


def renderers_seconds() -> float:
    """Processor seconds of Chromium's renderers, as /proc has them."""
    ticks = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if b"--type=renderer" in (folder / "cmdline").read_bytes():
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
        except OSError:  # it ended meanwhile
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


def own_bytes(url: str, page: Page) -> dict[str, int]:
    """Bytes of our style sheet, script and first page, and of all that Gradio loads beside them."""
    sizes: dict[str, int] = {}

    def count(response: Any) -> None:
        try:
            sizes[response.url] = len(response.body())
        except Exception:  # noqa: BLE001 - a stream has no body
            sizes[response.url] = 0

    page.on("response", count)
    page.goto(url)
    page.wait_for_selector(".wj-welcome")
    page.wait_for_timeout(500)
    page.remove_listener("response", count)
    first = sizes.pop(url)
    ours = {
        name: sum(sizes.pop(each) for each in [*sizes] if each.startswith(url + name))
        for name in ("wenju/page.css", "wenju/page.js")
    }
    return {"html": first, **ours, "gradio": sum(sizes.values())}


def report(name: str, found: tuple[float, float, float]) -> None:
    """One line."""
    clock, page, server = found
    print(f"{name:<42} {clock:7.2f} s by the clock; processor: page {page:.2f} s, server {server:.2f} s", flush=True)


def looks(url: str, browser: Any, question: str, title: str, loads: int) -> None:
    """One library's page: usable, a question, the table, a report."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(300_000)
    context.add_init_script(SHIFTS)
    page = context.new_page()
    sizes = own_bytes(url, page)
    print(json.dumps(sizes))
    page.close()
    page = context.new_page()
    watched = Watched(page)

    def usable() -> None:
        page.goto(url)
        page.wait_for_selector("#wj-library .wj-list-head", state="attached")
        page.wait_for_selector("#wj-send:not([disabled])")

    found = []
    for _ in range(loads):
        found.append(watched.measured(usable))
        page.wait_for_timeout(1_000)  # what comes later is there by then
    middle = tuple(statistics.median(values) for values in zip(*found, strict=True))
    report(f"usable, files from its cache, median of {loads}", cast(tuple[float, float, float], middle))
    print(f"  from {min(each[0] for each in found):.2f} to {max(each[0] for each in found):.2f} s by the clock")
    print(f"reports listed beside: {page.locator('#wj-library .wj-reports > li').count()}")
    if question:
        page.wait_for_timeout(2_000)
        page.evaluate("window.shifts = 0")
        for turn, said in enumerate(("first question of a server", "second one"), start=1):
            page.fill("#wj-question textarea", question)

            def first(turn: int = turn) -> None:
                page.press("#wj-question textarea", "Enter")
                page.wait_for_selector(f"#turn-{turn} :is(.wj-statement, .wj-nearest, .wj-bad)")

            report(f"{said}: passages after Enter", watched.measured(first))
            page.wait_for_selector(f"#turn-{turn} .wj-foot")
            page.wait_for_timeout(2_000)
        print(f"layout shift while they streamed: {page.evaluate('window.shifts'):.4f}")

    def table() -> None:
        page.click(".wj-tabs a[href='#tab-reports']")
        page.wait_for_selector(".wj-desk-table")

    report("the table of reports", watched.measured(table))
    page.wait_for_timeout(1_500)
    report("sorted by title", watched.measured(lambda: page.click("[data-order='title']")))
    report("searched, a letter", watched.measured(lambda: page.type("[data-search]", "2")))
    page.fill("[data-search]", "")
    page.dispatch_event("[data-search]", "input")
    if page.locator("[data-pager]").is_visible():
        report("the next page of it", watched.measured(lambda: page.click("[data-turn='1']")))
    page.fill("[data-search]", title)

    def own() -> None:
        page.click(".wj-desk-table tbody tr:not([hidden]) th a")
        page.wait_for_selector("[data-own]")

    report("a report's own page with its whole text", watched.measured(own))
    if page.locator("[data-find-words]").count():
        report(
            "words found in it",
            watched.measured(lambda: page.fill("[data-find-words]", "the" if title.isascii() else "的")),
        )
    if page.locator("#wj-part-leaves").count():
        page.click("#wj-part-leaves")
        page.wait_for_selector(".wj-leaf img")
        page.wait_for_function("document.querySelector('.wj-leaf img').complete")

        def turned() -> None:
            page.click("[data-leaf-step='1']")
            page.wait_for_selector(".wj-leaf:not([data-loading])")

        report("its next page drawn", watched.measured(turned))
    context.close()


def made(count: int, folder: Path) -> Path:
    """A folder of so many reports of a few sentences."""
    folder.mkdir()
    for number in range(count):
        year, place = 2000 + number % 25, f"第{number:03}县"
        told = f"地区生产总值达到{number + 100}亿元，增长5.{number % 10}%。"
        words = f"# {year}年{place}政府工作报告\n\n## 一、工作回顾\n\n{told}\n"
        (folder / f"{year}年{place}政府工作报告.md").write_text(words, "utf-8")
    return folder


def main() -> None:
    """Serves a library and looks at it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("library")
    options.add_argument("--made", type=int, default=0)
    options.add_argument("--question", default="2025年广东省地区生产总值增长目标是多少？")
    options.add_argument("--report", default="")
    options.add_argument("--loads", type=int, default=5)
    given = options.parse_args()
    scripts, styles = joined_scripts(), joined_styles()
    print(f"our script {len(scripts):,} bytes ({len(SCRIPTS)} parts), style sheet {len(styles):,}", end="; ")
    print(f"as gzip would send them {len(gzip.compress(scripts)):,} and {len(gzip.compress(styles)):,}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=list(BROWSER))
        for library, question, title in (
            (given.library, given.question, given.report),
            (str(Path(folder) / "library"), "", "第007县"),
        ):
            if title == "第007县":
                if not given.made:
                    continue
                print(f"-- {given.made} made-up reports")
            settings = load_settings(library=library, ui=UiTable(port=0), conversations={"url": "none"})
            demo = build_demo(settings=settings)
            if title == "第007县":
                demo.libraries.first.handlers.assistant.library.add(
                    [made(given.made, Path(folder) / "made")], wait=False
                )
            url = serve(demo, settings)
            demo.begin()
            looks(url, browser, question, title, given.loads)
            demo.close()
        browser.close()


if __name__ == "__main__":
    main()
