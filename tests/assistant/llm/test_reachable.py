"""Whether a model's server answers is told of an address that is set, whatever it answers."""

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from assistant.llm.reachable import is_reachable
from assistant.settings import LlmTable


class _Refusing(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(401)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


@pytest.fixture
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Refusing)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def test_a_server_that_answers_is_reachable_even_where_it_refuses(address: str) -> None:
    assert is_reachable(LlmTable(model="openai:qwen", base_url=address)) is True


def test_one_that_is_not_there_is_not() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert is_reachable(LlmTable(model="openai:qwen", base_url=f"http://127.0.0.1:{port}/v1")) is False


def test_of_a_provider_s_own_address_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    assert is_reachable(LlmTable()) is None
    assert is_reachable(LlmTable(model="openai:gpt-x")) is None
