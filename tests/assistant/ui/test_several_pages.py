"""Two processes of the page over one cluster library and one database: the same reports, the same conversations.

The stand-in in a folder is locked by one process; its server takes any number, as Milvus does.
"""

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from fakes import FIRST, SECOND, HashingEmbedder, ReaderHere
from milvus_server import milvus_server

from index.library import Library
from index.store.opening import opened

TESTS = Path(__file__).resolve().parents[2]
PAGE = """
import sys
from fakes import HashingEmbedder, ReaderHere
from assistant.build import build_assistant
from assistant.settings import Settings, UiTable
from assistant.ui.page import build_demo
from assistant.ui.serving import serve
from index.library import Library
from index.store.opening import opened

address, database = sys.argv[1:]
given = {"conversations": {"url": database}, "reading": {"model": "none"}}
settings = Settings(library=address, ui=UiTable(port=0), **given)
library = Library(opened(address), HashingEmbedder(), reader=ReaderHere)
demo = build_demo(build_assistant(settings, library), settings)
print(serve(demo, settings), flush=True)
demo.block_thread()
"""
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_spec("milvus_lite") is None, reason="the extra cluster is not installed"),
]


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A cluster library of one report, which any process may open."""
    with milvus_server(tmp_path) as port:
        address = f"milvus://127.0.0.1:{port}/wenju?objects=file://{tmp_path / 'objects'}"
        _added(address, tmp_path / "first.txt", FIRST)
        yield address


@pytest.fixture
def pages(address: str, tmp_path: Path) -> Iterator[list[str]]:
    """The addresses of two pages, each a process of its own."""
    command = [sys.executable, "-c", PAGE, address, f"sqlite:///{tmp_path / 'shared.sqlite'}"]
    environment = {"PYTHONPATH": f"{TESTS}:{TESTS.parent}", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    started = []
    try:
        for number in range(2):
            state = environment | {"XDG_STATE_HOME": str(tmp_path / "state")}
            with (tmp_path / f"page{number}.log").open("wb") as log:
                started.append(subprocess.Popen(command, env=state, stdout=subprocess.PIPE, stderr=log, text=True))
        yield [str(each.stdout.readline()).strip() for each in started if each.stdout is not None]
    finally:
        for each in started:
            each.terminate()
            each.wait(30)
            assert each.stdout is not None
            each.stdout.close()


def _added(address: str, path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    (outcome,) = Library(opened(address), HashingEmbedder(), reader=ReaderHere).add([path])
    assert outcome.status == "added"


def _posted(url: str, path: str, body: dict[str, Any]) -> Any:
    request = urllib.request.Request(f"{url}{path}", json.dumps(body).encode())
    with urllib.request.urlopen(request, timeout=120) as answer:
        return json.load(answer)


def _titles(url: str) -> list[str]:
    listed = _posted(url, "api/reports", {})
    return sorted(str(report["title"]) for report in listed["reports"])


def _comes_to(found: Callable[[], Any], wanted: Any) -> None:
    """Each process looks for what others wrote once a second."""
    until = time.monotonic() + 60
    while (now := found()) != wanted and time.monotonic() < until:
        time.sleep(0.5)
    assert now == wanted


def test_what_one_page_changes_the_other_shows(
    address: str, pages: list[str], visit: Callable[..., Any], tmp_path: Path
) -> None:
    one, other = pages
    first, second = "2024年青禾县政府工作报告", "2025年白石县政府工作报告"
    assert _titles(one) == _titles(other) == [first]
    _added(address, tmp_path / "second.txt", SECOND)  # a third process's, as `wenju add`
    for url in pages:
        _comes_to(lambda url=url: _titles(url), [first, second])  # type: ignore[misc]
    visitor = visit()
    page = visitor.open(one)
    visitor.ask("2024年白石县粮食产量是多少？")
    said = page.locator("#turn-1 .wj-statement").first.inner_text()
    assert "12.6万吨" in said
    link = page.locator("#turn-1 [data-link]").first.get_attribute("data-link")
    there = visit().page
    there.goto(f"{other}?{link}")  # as "copy link" gives it, of the other process
    there.wait_for_selector("#turn-1 .wj-foot")
    assert there.locator("#turn-1 .wj-statement").first.inner_text() == said
    gone = next(row["report_id"] for row in _posted(other, "api/reports", {})["reports"] if row["title"] == first)
    _posted(other, "wenju/reports/remove", {"reports": [gone]})  # through the other page
    _comes_to(lambda: _titles(one), [second])
