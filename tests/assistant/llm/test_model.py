"""The language model behind our own clock, against a server that misbehaves."""

import contextlib
import logging
import threading
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import HumanMessage
from misbehaving_server import ALL_FAULTS, MisbehavingServer, Reply
from pydantic import SecretStr
from stepped_clock import SteppedClock

from assistant.cli.doctor import examine
from assistant.errors import ModelFailed
from assistant.llm import breaker
from assistant.llm.model import LanguageModel, build_model
from assistant.llm.streaming import THREAD_NAME
from assistant.settings import LlmTable, Settings

KEY = "sk-planted-5f1c"
ASKED = [HumanMessage("How much?")]
NO_RETRY = {"401", "403", "404", "429 retry-after", "redirect elsewhere", "stall before the first byte", "not JSON"}


@pytest.fixture(params=["stepped", pytest.param("system", marks=pytest.mark.stress)])
def clock(request: pytest.FixtureRequest) -> SteppedClock | None:
    """None is the machine's own."""
    return SteppedClock() if request.param == "stepped" else None


@pytest.fixture
def server(clock: SteppedClock | None) -> Iterator[MisbehavingServer]:
    with MisbehavingServer(clock=clock) as running:
        yield running


def table(base_url: str, **changes: Any) -> LlmTable:
    values: dict[str, Any] = {
        "model": "openai:mock",
        "base_url": base_url,
        "api_key": SecretStr(KEY),
        "connect_seconds": 2,
        "first_token_seconds": 2,
        "gap_seconds": 1.5,
        "total_seconds": 6,
    }
    return LlmTable(**(values | changes))


def model_of(base_url: str, clock: SteppedClock | None = None, **changes: Any) -> LanguageModel:
    model = build_model(table(base_url, **changes), clock)
    assert model is not None
    return model


def failure_of(model: LanguageModel) -> str:
    with pytest.raises(ModelFailed) as caught:
        list(model.stream(ASKED))
    assert type(caught.value) is ModelFailed
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    return str(caught.value)


def leave(stream: Iterator[str]) -> None:
    """Goes away before the end."""
    assert isinstance(stream, Generator)
    stream.close()


def workers() -> int:
    return sum(thread.name == THREAD_NAME for thread in threading.enumerate())


def open_sockets() -> int:
    links = []
    for file in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            links.append(str(file.readlink()))
    return sum(link.startswith("socket:") for link in links)


def test_the_reply_comes_in_pieces_and_the_request_is_as_any_server_knows_it(server: MisbehavingServer) -> None:
    assert list(model_of(server.base_url).stream(ASKED)) == ["Growth ", "was 5.8%."]
    request = server.requests[0]
    assert (request.method, request.path, request.headers["authorization"]) == (
        "POST",
        "/v1/chat/completions",
        f"Bearer {KEY}",
    )
    assert request.body == {
        "model": "mock",
        "stream": True,
        "messages": [{"content": "How much?", "role": "user"}],
        "temperature": 0.0,
        "max_tokens": 800,
    }


def test_pieces_come_before_the_reply_is_whole(server: MisbehavingServer, clock: SteppedClock | None) -> None:
    server.reply = lambda _: Reply(("a", "b"), seconds=0.2)
    stream = model_of(server.base_url, clock).stream(ASKED)
    assert next(stream) == "a"
    leave(stream)
    assert workers() == 0


@pytest.mark.parametrize("fault", ALL_FAULTS)
def test_every_fault_is_one_line_within_the_clock_and_leaves_nothing_open(
    server: MisbehavingServer, clock: SteppedClock | None, fault: str
) -> None:
    message = failure_of(model_of(server.address_for(fault), clock))
    assert message.startswith("openai:mock at 127.0.0.1:")
    assert "\n" not in message
    assert KEY not in message
    assert "; " in message  # what to do next
    assert workers() == 0
    assert server.elsewhere_requests == 0
    if fault in NO_RETRY:
        assert len(server.requests) == 1


def test_no_thread_and_no_socket_is_left_over(server: MisbehavingServer, clock: SteppedClock | None) -> None:
    model = model_of(server.base_url, clock, total_seconds=0.6)
    open_before = open_sockets()
    for fault in ("stall after the head", "drip of pieces", "endless stream", "reset in the middle", "429", "none"):
        server.plan = [fault]
        with contextlib.suppress(ModelFailed):
            list(LanguageModel(table(server.base_url, total_seconds=0.6), model._chat, clock=clock).stream(ASKED))
        assert workers() == 0
    until = time.monotonic() + 5
    while open_sockets() > open_before and time.monotonic() < until:
        time.sleep(0.05)  # the server's own ends of the connections
    assert open_sockets() <= open_before


@pytest.mark.parametrize("fault", ["429", "500", "502", "503", "reset before the head"])
def test_one_retry_before_the_first_token(server: MisbehavingServer, clock: SteppedClock | None, fault: str) -> None:
    server.plan = [fault, "none"]
    assert "".join(model_of(server.base_url, clock).stream(ASKED)) == "Growth was 5.8%."
    assert len(server.requests) == 2
    server.plan = [fault]
    failure_of(model_of(server.base_url, clock))
    assert len(server.requests) == 4


def test_no_retry_once_a_piece_came(server: MisbehavingServer) -> None:
    server.plan = ["reset in the middle", "none"]
    stream = model_of(server.base_url).stream(ASKED)
    assert next(stream) == "Growth "
    with pytest.raises(ModelFailed, match="broke the connection off"):
        next(stream)
    assert len(server.requests) == 1


def test_thoughts_are_no_text_but_a_sign_of_life(server: MisbehavingServer) -> None:
    server.reply = lambda _: Reply(("<thi", "nk>aloud</th", "ink>", "Yes <b", "y> now."), thoughts=("well", "hm"))
    assert "".join(model_of(server.base_url).stream(ASKED)) == "Yes <by> now."


def test_the_breaker_opens_after_five_failures_and_tries_one_call_after_its_rest(server: MisbehavingServer) -> None:
    now = [100.0]
    settings = table(server.base_url)
    chat = model_of(server.base_url)._chat
    model = LanguageModel(settings, chat, breaker.Breaker(lambda: now[0]))
    server.plan = ["401"]
    for _ in range(5):
        assert "refused the key" in failure_of(model)
    assert failure_of(model) == "openai:mock failed 5 times in a row; it is tried again in 30 s"
    assert len(server.requests) == 5
    now[0] += 31
    assert "refused the key" in failure_of(model)
    assert "failed 6 times in a row" in failure_of(model)
    now[0] += 31
    server.plan = ["none"]
    waiting = model.stream(ASKED)
    next(waiting)
    assert "it is tried again" in failure_of(model)  # one call at a time tries it
    leave(waiting)
    assert "".join(model.stream(ASKED)) == "Growth was 5.8%."
    assert "".join(model.stream(ASKED)) == "Growth was 5.8%."


def test_many_threads_count_every_failure() -> None:
    counted = breaker.Breaker(lambda: 0.0)
    threads = [threading.Thread(target=counted.failed) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with pytest.raises(ModelFailed, match="failed 20 times"):
        counted.enter("m")


def test_a_cut_at_the_length_asked_for_does_not_count_against_the_server(server: MisbehavingServer) -> None:
    server.plan = ["length"]
    model = model_of(server.base_url)
    for _ in range(6):
        assert "raise llm.answer_tokens" in failure_of(model)


def test_ten_callers_at_once_each_have_their_own_reply(server: MisbehavingServer) -> None:
    server.reply = lambda request: (f"echo {request.prompt}",)
    model = model_of(server.base_url, first_token_seconds=5, gap_seconds=5, total_seconds=20)
    replies: dict[int, str] = {}

    def ask(number: int) -> None:
        replies[number] = "".join(model.stream([HumanMessage(str(number))]))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert replies == {number: f"echo {number}" for number in range(10)}


def test_inherited_variables_change_nothing(server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = server.base_url.replace("/v1", "/elsewhere")
    for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE", "OPENAI_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, elsewhere)
        monkeypatch.setenv(name.lower(), elsewhere)
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "LANGSMITH_GATEWAY_API_KEY"):
        monkeypatch.setenv(name, "sk-of-another")
    monkeypatch.setenv("LANGSMITH_GATEWAY", "true")
    list(model_of(server.base_url, api_key=SecretStr("")).stream(ASKED))
    request = server.requests[0]
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == "Bearer none-needed"
    assert "sk-of-another" not in str(request.headers)
    assert server.elsewhere_requests == 0


class Heard(BaseCallbackHandler):
    def __init__(self) -> None:
        self.tokens: list[str] = []
        self.ended = 0

    def on_llm_new_token(self, token: str | list[str | dict[str, Any]], **kwargs: Any) -> None:
        self.tokens.append(str(token))

    def on_llm_end(self, response: Any, **kwargs: Any) -> None:
        self.ended += 1


def test_callbacks_are_passed_on(server: MisbehavingServer) -> None:
    heard = Heard()
    list(model_of(server.base_url).stream(ASKED, {"callbacks": [heard]}))
    assert ("".join(heard.tokens), heard.ended) == ("Growth was 5.8%.", 1)


ECHOING = ("401", "429", "500", "error in 200", "error among the events", "none")


@pytest.mark.parametrize("fault", ECHOING)
def test_a_key_reaches_no_message_log_dump_or_doctor(
    server: MisbehavingServer, fault: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    settings = Settings(llm=table(server.address_for(fault)))
    model = build_model(settings.llm)
    assert model is not None
    seen = [repr(model), repr(settings), settings.model_dump_json(), str(settings.model_dump())]
    try:
        seen += list(model.stream(ASKED))
    except ModelFailed as failed:
        seen += [str(failed), repr(failed), str(failed.__dict__)]
    seen += list(examine(settings).lines())
    captured = capfd.readouterr()
    seen += [caplog.text, *(str(record.__dict__) for record in caplog.records), captured.out, captured.err]
    assert all(KEY not in text for text in seen)
    assert all(request.headers["authorization"] == f"Bearer {KEY}" for request in server.requests)


def test_no_model_where_none_is_named() -> None:
    assert build_model(LlmTable()) is None
