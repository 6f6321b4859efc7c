"""A server that is told to end while people ask and upload: it ends, and what it said was added is there."""

import json
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import FIRST, HashingEmbedder, ReaderHere, library_in

from index.library import Library

TESTS = Path(__file__).resolve().parents[2]
SERVER = """
import sys
from pathlib import Path
from fakes import HashingEmbedder, ReaderHere
from assistant.build import build_assistant
from assistant.settings import Settings, UiTable
from assistant.ui.page import build_demo
from assistant.ui.serving import serve
from index.library import Library

settings = Settings(library=sys.argv[1], ui=UiTable(port=0), reading={"model": "none"})
demo = build_demo(build_assistant(settings, Library(Path(sys.argv[1]), HashingEmbedder(), reader=ReaderHere)), settings)
print(serve(demo, settings), flush=True)
demo.block_thread()
"""
HANGS = 60  # seconds that only a server which does not end takes


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A process that serves a library of one report, and its address."""
    (tmp_path / "first.txt").write_text(FIRST, "utf-8")
    library_in(tmp_path / "library", HashingEmbedder()).add([tmp_path / "first.txt"])
    environment = {
        "PYTHONPATH": f"{TESTS}:{TESTS.parent}",
        "HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "PATH": "/usr/bin:/bin",
    }
    with (tmp_path / "log").open("wb") as log:
        command = [sys.executable, "-c", SERVER, str(tmp_path / "library")]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def posted(url: str, path: str, body: dict[str, Any]) -> bool:
    """Whether a request was answered."""
    try:
        request = urllib.request.Request(f"{url}{path}", json.dumps(body).encode())
        with urllib.request.urlopen(request, timeout=HANGS) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.HTTPError):
        return False


def test_a_server_that_is_told_to_end_does_and_loses_nothing(
    server: tuple["subprocess.Popen[str]", str], tmp_path: Path
) -> None:
    process, url = server
    answered: list[bool] = []

    def asks() -> None:
        while posted(url, "api/ask", {"question": "2024年青禾县新建公路多少公里？"}):
            answered.append(True)

    people = [threading.Thread(target=asks) for _ in range(6)]
    for each in people:
        each.start()
    folder = tmp_path / "library"
    library = Library(folder, HashingEmbedder(), reader=ReaderHere)
    for number in range(3):  # another process's adding would wait for who reads, and who reads for it
        path = tmp_path / f"{number}.txt"
        path.write_text(FIRST.replace("126", str(200 + number)), "utf-8")
        assert library.add([path])[0].status == "added"
    while not answered and any(each.is_alive() for each in people):
        time.sleep(0.1)
    assert answered, "nobody is answered"
    process.send_signal(signal.SIGTERM)
    process.wait(HANGS)
    for each in people:
        each.join(HANGS)
    assert not any(each.is_alive() for each in people)
    again = Library(folder, HashingEmbedder(), reader=ReaderHere)
    assert sorted(entry.sources[0].name for entry in again.reports()) == ["0.txt", "1.txt", "2.txt", "first.txt"]
    assert again.findings() == []
    assert "Traceback" not in (tmp_path / "log").read_text("utf-8")
