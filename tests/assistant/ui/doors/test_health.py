"""What whoever runs several servers asks of each: the probes in front of the gate, the numbers behind it."""

import sys
from collections.abc import Callable

import httpx
import pytest
from scripted import ScriptedAssistant

from assistant.access.passwords import Accounts
from assistant.settings import Settings
from assistant.ui.doors.gate import Gate
from assistant.ui.doors.health import Health, Measured, what_is_asked
from assistant.ui.doors.programs import Programs
from assistant.ui.guard import Guard
from assistant.ui.serving import SWITCH, middleware
from index.errors import LibraryDamaged, LibraryMissing

Serve = Callable[..., str]


@pytest.fixture
def url(served: Serve, assistant: ScriptedAssistant) -> str:
    return served(assistant)


def test_a_server_lives_and_is_ready(url: str) -> None:
    assert [(httpx.get(f"{url}{path}", timeout=60).text) for path in ("healthz", "readyz")] == ["ok\n", "ready\n"]
    assert httpx.post(f"{url}healthz", timeout=60).status_code == 404


def test_whoever_answers_lets_others_go_on_soon(url: str) -> None:
    assert sys.getswitchinterval() == pytest.approx(SWITCH)


def test_the_numbers_tell_requests_and_the_library(url: str, assistant: ScriptedAssistant) -> None:
    httpx.post(f"{url}api/reports", json={}, timeout=60)
    httpx.post(f"{url}api/ask", json={"question": 5}, timeout=60)
    httpx.get(f"{url}api", timeout=60)
    httpx.post(f"{url}api/ask", json={"question": "粮食产量？"}, timeout=60)
    assistant.library.search("粮食", 1)
    told = httpx.get(f"{url}metrics", timeout=60)
    assert told.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = dict(line.rsplit(" ", 1) for line in told.text.splitlines() if not line.startswith("#"))
    assert lines['wenju_requests_total{method="POST",status="200",what="reports"}'] == "1.0"
    assert lines['wenju_requests_total{method="POST",status="400",what="ask"}'] == "1.0"
    assert lines['wenju_request_seconds_count{what="reports"}'] == "1.0"
    assert lines['wenju_requests_working{what="reports"}'] == "0.0"
    assert lines["wenju_library_reports"] == f"{assistant.library.count():.1f}"
    assert lines["wenju_library_up"] == "1.0"
    assert lines['wenju_stage_seconds_count{what="understand"}'] == "1.0"
    assert float(lines['wenju_embedding_seconds_sum{what="query"}']) >= 0
    assert lines["wenju_queue_waiting"] == "0.0"
    assert "process_resident_memory_bytes" in lines


def test_requests_are_told_apart_by_few_names() -> None:
    asked = ["/api/ask", "/api/none", "/gradio_api/queue/join", "/mcp", "/mcp/", "/wenju/page.js", "/../x"]
    assert [what_is_asked(path) for path in asked] == ["ask", "files", "page", "mcp", "mcp", "files", "files"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [(LibraryMissing("none"), ""), (LibraryDamaged("/a/folder is damaged"), "the library cannot be read")],
)
def test_a_library_that_cannot_be_read_is_not_ready_and_no_more_is_said(
    wrong: Exception, said: str, assistant: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> int:
        raise wrong

    monkeypatch.setattr(assistant.library, "generation", fails)

    async def app(*_: object) -> None:
        raise AssertionError

    assert Health(app, lambda: assistant)._look() == said


def test_probes_stand_before_the_gate_and_numbers_behind_it(
    assistant: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.ui.serving.accounts_of", lambda settings: Accounts({}, {}))
    order: list[object] = [each.cls for each in middleware(Settings(), lambda: assistant)]
    assert order == [Guard, Health, Gate, Measured, Programs]
