"""What servers tell of their window, as each of them tells it; what tells nothing is no window."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from assistant.llm.model import build_model
from assistant.llm.window import MOST_BYTES, Served, ask_server
from assistant.settings import LlmTable

LLAMA = {"/v1/models": {"data": [{"id": "/models/small.gguf", "meta": {"n_ctx": 2048, "n_ctx_train": 8192}}]}}
VLLM = {"/v1/models": {"data": [{"id": "other", "max_model_len": 9}, {"id": "qwen", "max_model_len": 32768}]}}
OLLAMA = {
    "/v1/models": {"data": [{"id": "qwen:latest"}, {"id": "qwen2.5:7b"}]},
    "/api/show": {"model_info": {"qwen2.context_length": 32768}, "parameters": "stop x"},
    "/api/ps": {"models": []},
}


@contextmanager
def serving(documents: dict[str, Any]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """An address for llm.base_url, and what was asked of it with which key."""
    asked: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append((self.path, self.headers.get("Authorization", "")))
            document = documents.get(self.path)
            self.send_response(200 if document is not None else 404)
            self.end_headers()
            text = document if isinstance(document, str) else json.dumps(document)
            self.wfile.write(text.encode())

        do_GET = do_POST = answer  # noqa: N815

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", asked
    finally:
        server.shutdown()
        server.server_close()


def served(documents: dict[str, Any], name: str = "qwen") -> Served | None:
    with serving(documents) as (address, _):
        return ask_server(LlmTable(model=f"openai:{name}", base_url=address))


def test_each_server_tells_its_window_in_its_own_way() -> None:
    assert served(LLAMA) == Served(("/models/small.gguf",), 2048)
    assert served(VLLM) == Served(("other", "qwen"), 32768)
    assert served(OLLAMA) == Served(("qwen:latest", "qwen2.5:7b"), 4096)


def test_ollama_s_window_is_what_it_gives_not_what_the_model_could_take() -> None:
    show = {"model_info": {"qwen2.context_length": 32768}, "parameters": "num_ctx                        16384"}
    assert (found := served(OLLAMA | {"/api/show": show})) is not None and found.window == 16384
    loaded = {"models": [{"name": "qwen:latest", "context_length": 8192}]}
    assert (found := served(OLLAMA | {"/api/ps": loaded})) is not None and found.window == 8192


@pytest.mark.parametrize(
    "models",
    [None, "no JSON", [], {"data": 7}, {"data": [None, {"id": 3}]}, "[" * 100_000, '"' + "x" * MOST_BYTES + '"'],
)
def test_what_tells_nothing_is_no_window(models: Any) -> None:
    assert served({"/v1/models": models}) is None


@pytest.mark.parametrize("window", [True, -1, "8192", 10**9, None])
def test_a_window_is_a_whole_number_of_tokens(window: Any) -> None:
    assert served({"/v1/models": {"data": [{"id": "qwen", "max_model_len": window}]}}) == Served(("qwen",), None)


def test_no_other_provider_s_server_is_asked_and_the_key_goes_along() -> None:
    with serving(LLAMA) as (address, asked):
        assert ask_server(LlmTable(model="anthropic:some", base_url=address)) is None
        assert ask_server(LlmTable(model="openai:some")) is None
        assert asked == []
        ask_server(LlmTable(model="openai:some", base_url=address, api_key="sk-1"))  # type: ignore[arg-type]
        assert asked == [("/v1/models", "Bearer sk-1")]


def test_a_prompt_and_a_reply_fit_the_window() -> None:
    with serving(LLAMA) as (address, asked):
        model = build_model(LlmTable(model="openai:some", base_url=address))
        assert model is not None
        assert model.prompt_tokens() == 2048 - 512 - 64
        assert model.prompt_tokens() and len(asked) == 1  # kept
        own = build_model(LlmTable(model="openai:some", base_url=address, context_tokens=8192))
        assert own is not None and own.prompt_tokens() == 6000


def test_a_model_is_found_by_its_name_without_latest() -> None:
    found = Served(("qwen:latest", "qwen2.5:7b"), None)
    assert [found.has(name) for name in ("qwen", "qwen2.5:7b", "qwen2.5")] == [True, True, False]
