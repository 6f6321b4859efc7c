"""A served interface and a browser for it."""

import asyncio
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fakes import library_in
from scripted import REPORT, REPORT_NAME, REVIEW, TARGET, ScriptedAssistant, answered, cite, near

from assistant.settings import UiTable
from index.report import Report

# WENJU_LATE=300 makes every frame, reply and event of the server come 300 ms later: a page on a very busy machine. A
# test that looks before what it waits for can be there fails by it every time, not once in a hundred builds.
LATE = """
const frame = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (run) => frame(() => setTimeout(() => run(performance.now()), LATE));
const ask = window.fetch.bind(window);
window.fetch = async (...asked) => {
  const reply = await ask(...asked);
  await new Promise((resolve) => setTimeout(resolve, LATE));
  return reply;
};
"""


class Visit:
    """A page in a profile of its own, with every request and every script error that it made."""

    def __init__(self, browser: Any, **options: Any) -> None:
        options = {"locale": "zh-CN", "viewport": {"width": 1440, "height": 900}, "color_scheme": "light"} | options
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(90_000)  # a busy machine took more than the 30 s that are the default
        if late := os.environ.get("WENJU_LATE"):
            self.context.add_init_script(LATE.replace("LATE", str(int(late))))
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.reached: list[str] = []
        self.errors: list[str] = []
        self.dialogs: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("response", lambda response: self.reached.append(response.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", self._dismiss)

    def _dismiss(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def open(self, url: str) -> Any:
        """Opens the interface and waits until the library is listed."""
        self.page.goto(url)
        self.page.wait_for_selector("#wj-library .wj-list-head", state="attached")
        self.page.wait_for_selector(".wj-welcome")
        return self.page

    def ask(self, question: str) -> None:
        """Asks and waits for the whole answer."""
        before = self.page.locator(".wj-turn").count()
        self.page.fill("#wj-question textarea", question)
        self.page.press("#wj-question textarea", "Enter")
        self.page.wait_for_selector(f"#turn-{before + 1} .wj-foot, #turn-{before + 1} .wj-bad")

    def outside(self, url: str) -> list[str]:
        """Requests that went anywhere but to our own server."""
        return [each for each in self.requests if not each.startswith((url, "data:", "blob:"))]


@pytest.fixture
def assistant(tmp_path: Path) -> ScriptedAssistant:
    """A library of one report, and a script that knows a question with two citations and one without an answer."""
    source = tmp_path / "added" / REPORT_NAME
    source.parent.mkdir()
    source.write_text(REPORT, "utf-8")
    library = library_in(tmp_path / "library")
    assert [outcome.status for outcome in library.add([source])] == ["added"]
    scripted = ScriptedAssistant(library)
    report = library.get(library.reports()[0].report_id)
    scripted.script["地区生产总值？"] = answered("地区生产总值？", [cite(report, REVIEW), cite(report, TARGET, 2)])
    scripted.script["门票？"] = answered(
        "门票？", (), status="not_found", note="这些报告里没有说。", nearest=(near(report, "新建标准茶园2000亩。"),)
    )
    return scripted


@pytest.fixture
def report(assistant: ScriptedAssistant) -> Report:
    """The one report of the library."""
    return assistant.library.get(assistant.library.reports()[0].report_id)


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    """A folder of uploads."""
    folder = tmp_path / "uploads"
    folder.mkdir()
    return folder


@pytest.fixture
def upload(uploads: Path) -> Callable[[str, bytes], Path]:
    """Puts a file where Gradio would."""

    def put(name: str, content: bytes) -> Path:
        path = uploads / hashlib.sha256(content).hexdigest() / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return path

    return put


@pytest.fixture
def laid_out() -> Callable[..., Any]:
    """Builds the page without serving it: `build_demo` inside a loop, since Gradio never closes those that it makes."""
    from assistant.ui import build_demo

    def build(*given: Any, **options: Any) -> Any:
        async def inside_a_loop() -> Any:
            return build_demo(*given, **options)

        with ThreadPoolExecutor(1) as elsewhere:
            return elsewhere.submit(lambda: asyncio.run(inside_a_loop())).result()

    return build


@pytest.fixture
def served() -> Iterator[Callable[..., str]]:
    """Serves an assistant (anything with `stream`, `library` and `settings`) on a free port; gives the address.

    Options are settings of the page.
    """
    from assistant.ui import build_demo
    from assistant.ui.serving import serve

    demos: list[Any] = []

    def stop(port: int) -> None:
        for other in [each for each in demos if each.server_port == port]:
            demos.remove(other)
            other.close()

    def start(assistant: Any, port: int = 0, also: Sequence[Any] = (), **options: Any) -> str:
        """`port`: another server's, which is closed first, as by a restart. `also`: assistants of further libraries."""
        stop(port)
        settings = assistant.settings.model_copy(update={"ui": UiTable(port=port, **options)})

        async def inside_a_loop() -> str:
            # Outside of one, Gradio makes event loops that it never closes, and warnings are errors.
            demos.append(build_demo(assistant, settings, also))
            return serve(demos[-1], settings)

        # Playwright keeps a loop running in this thread.
        with ThreadPoolExecutor(1) as elsewhere:
            return elsewhere.submit(lambda: asyncio.run(inside_a_loop())).result()

    start.stop = stop  # type: ignore[attr-defined]
    yield start
    for demo in demos:
        demo.close()


@pytest.fixture
def in_a_loop() -> Callable[[Callable[[], Any]], Any]:
    """Runs a coroutine function in a thread of its own: Playwright keeps a loop running in this one."""

    def run(coroutine: Callable[[], Any]) -> Any:
        with ThreadPoolExecutor(1) as elsewhere:
            return elsewhere.submit(lambda: asyncio.run(coroutine())).result()

    return run


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    """Debian's chromium, started once; where it is absent the test is skipped, saying so, or in CI fails."""
    found = shutil.which("chromium")
    if found is None:
        missing = pytest.fail if "WENJU_BROWSER_REQUIRED" in os.environ else pytest.skip
        missing("no chromium on the path; install Debian's package chromium to run the browser tests")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install .[dev]")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=found,
            args=[
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any) -> Iterator[Callable[..., Visit]]:
    """Makes Visits; options go to Playwright's new_context."""
    visits: list[Visit] = []

    def make(**options: Any) -> Visit:
        visits.append(Visit(chromium, **options))
        return visits[-1]

    yield make
    for each in visits:
        each.context.close()
