"""What is asked of a model's server beside a reply ends in its time, however the server drips."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import httpx2
import pytest

from assistant.llm import reachable, window
from assistant.llm.reachable import is_reachable
from assistant.llm.short_exchanges import capped, over_in
from assistant.llm.window import Served, ask_server
from assistant.llm.yes_or_no import probability_of_yes
from assistant.settings import LlmTable

HEAD = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"
MODELS = b'\r\n{"data": [{"id": "qwen"}]}'


class Dripping:
    """Answers /models whole if it is to, and drips behind `head` for anything else until the other side goes."""

    def __init__(self, head: bytes, models: bool) -> None:
        self._head, self._models = head, models
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._over = threading.Event()
        threading.Thread(target=self._accepts, daemon=True).start()

    @property
    def settings(self) -> LlmTable:
        address = f"http://127.0.0.1:{self._listening.getsockname()[1]}/v1"
        return LlmTable(model="openai:qwen", base_url=address, total_seconds=0.5)

    def close(self) -> None:
        self._over.set()
        self._listening.close()

    def _accepts(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self._listening.accept()
                threading.Thread(target=self._answers, args=(line,), daemon=True).start()

    def _answers(self, line: socket.socket) -> None:
        with line, suppress(OSError):
            if b"/models" in line.recv(65_536).split(b"\r\n")[0] and self._models:
                line.sendall(HEAD + MODELS)
                return
            line.sendall(self._head)
            while not self._over.wait(0.02):
                line.sendall(b"x")


@pytest.fixture(
    params=[HEAD + b"X-Drip: ", HEAD + b"Content-Length: 99999\r\n\r\n"], ids=["a head that drips", "a body that drips"]
)
def head(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setattr(window, "WHOLE_SECONDS", 0.5)
    monkeypatch.setattr(reachable, "WHOLE_SECONDS", 0.5)
    return bytes(request.param)


@pytest.fixture(params=[False, True], ids=["all drips", "its models come whole"])
def server(request: pytest.FixtureRequest, head: bytes) -> Iterator[Dripping]:
    opened = Dripping(head, request.param)
    yield opened
    opened.close()


def test_a_server_that_drips_tells_no_window_and_no_yes(server: Dripping, request: pytest.FixtureRequest) -> None:
    whole = request.node.callspec.params["server"]
    assert ask_server(server.settings) == (Served(("qwen",), None) if whole else None)
    assert probability_of_yes(server.settings, "judge", "Is it so?") is None


def test_a_head_is_answer_enough(head: bytes) -> None:
    opened = Dripping(head, models=False)
    assert is_reachable(opened.settings) is head.endswith(b"\r\n\r\n")
    opened.close()


def test_a_later_request_of_an_exchange_that_is_over_is_cut_too(server: Dripping) -> None:
    with httpx2.Client(timeout=5) as client, over_in(0.05) as limited:
        for _ in range(2):
            with pytest.raises(httpx2.HTTPError):
                client.get(f"{server.settings.base_url}/api/show", extensions=limited)


def test_so_many_bytes_are_read_and_no_more() -> None:
    assert capped(iter([b"ab", b"c"]), 3) == b"abc"
    with pytest.raises(ValueError, match="too long"):
        capped(iter([b"ab", b"cd"]), 3)
