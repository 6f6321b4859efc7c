"""The head of a response and the bytes behind it: what is refused unread, and where a reply is cut."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from assistant.llm.connection import CURRENT, AttemptFailed, Wire
from assistant.llm.transport import (
    MOST_BYTES,
    MOST_EVENT_BYTES,
    CappedStream,
    WatchedTransport,
    http_client,
    status_failure,
)
from assistant.settings import LlmTable

EVENTS = {"content-type": "text/event-stream"}


class Bytes(httpx2.SyncByteStream):
    """Gives its pieces; knows whether it was closed."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = pieces
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        yield from self.pieces

    def close(self) -> None:
        self.closed = True


def answered(status: int = 200, headers: dict[str, str] | None = None, url: str = "http://127.0.0.1/v1") -> Any:
    """What the transport makes of a response, and the request as it was sent."""
    sent: list[httpx2.Request] = []
    stream = Bytes(b"data: secret\n\n")

    class Server(httpx2.BaseTransport):
        def handle_request(self, request: httpx2.Request) -> httpx2.Response:
            sent.append(request)
            return httpx2.Response(status, headers=EVENTS if headers is None else headers, stream=stream)

    transport = WatchedTransport()
    transport._inner.close()
    transport._inner = Server()  # type: ignore[assignment]
    wire = Wire()
    token = CURRENT.set(wire)
    try:
        request = httpx2.Request("POST", url, headers={"OpenAI-Organization": "org-1", "accept-encoding": "gzip"})
        return transport.handle_request(request), sent[0], wire, stream
    finally:
        CURRENT.reset(token)


@pytest.mark.parametrize(
    ("status", "headers", "words"),
    [
        (401, None, "refused the key"),
        (200, {"content-type": "application/json"}, "sent no event stream"),
        (200, {}, "sent no event stream"),
        (200, EVENTS | {"content-encoding": "gzip"}, "sent a compressed reply"),
    ],
)
def test_what_is_no_event_stream_is_refused_by_its_head(status: int, headers: dict[str, str], words: str) -> None:
    with pytest.raises(AttemptFailed, match=words):
        answered(status, headers)


def test_an_event_stream_is_read_through_a_cap_and_nothing_is_inflated() -> None:
    response, request, wire, _ = answered(headers={"content-type": "Text/Event-Stream; charset=utf-8"})
    assert isinstance(response.stream, CappedStream)
    assert (wire.answered, wire.refusal) == (True, None)
    assert request.headers["accept-encoding"] == "identity"


def test_an_account_is_named_to_openai_alone() -> None:
    assert "openai-organization" not in answered()[1].headers
    assert answered(url="https://api.openai.com/v1")[1].headers["openai-organization"] == "org-1"


def read(*pieces: bytes) -> tuple[list[bytes], Wire]:
    wire = Wire()
    return list(CappedStream(Bytes(*pieces), wire)), wire


def test_a_reply_is_cut_where_it_or_one_event_has_no_end() -> None:
    event = b"data: x\n\n"
    piece = event * (2**16 // len(event))
    with pytest.raises(AttemptFailed, match="wrote more than 8 MB"):
        read(*[piece] * (MOST_BYTES // len(piece) + 1))
    with pytest.raises(AttemptFailed, match="sent an event longer than a reply can be"):
        read(event, b"x" * MOST_EVENT_BYTES, b"x")
    halves = b"x" * (MOST_EVENT_BYTES - 10)
    # An end that is cut in two between pieces is one all the same.
    assert read(halves + b"\r\n\r", b"\n" + halves)[0]
    assert read(halves + b"\n", b"\n" + halves)[0]


def test_reasoning_is_a_sign_of_life() -> None:
    def signs(chunk: bytes) -> list[str]:
        _, wire = read(chunk)
        return [sign.kind for sign in wire._signs]

    assert signs(b'{"delta": {"reasoning_content": "well"}}\n\n') == ["alive"]
    assert signs(b'{"delta": {"reasoning": ""}}\n\n') == signs(b'{"delta": {"content": "x"}}\n\n') == []


@pytest.mark.parametrize(
    ("status", "after", "again", "words"),
    [
        (429, "", True, "ask again later"),
        (429, "2", True, "ask again in 2 s"),
        (429, "60", False, "ask again in 60 s"),
        (429, "Fri, 31 Dec 1999 23:59:59 GMT", True, "ask again later"),
        (503, "1.5", True, "failed"),
        (503, "", True, "is not ready"),
        (400, "", False, "or give the server a larger window"),
        (503, "10", False, "failed"),
        (302, "", False, "is not followed"),
        (413, "", False, "lower llm.prompt_tokens"),
        (404, "", False, "check llm.base_url and llm.model"),
        (418, "", False, "answered HTTP 418"),
    ],
)
def test_a_status_is_told_in_our_own_words_and_tried_again_only_where_it_helps_soon(
    status: int, after: str, again: bool, words: str
) -> None:
    failure = status_failure(status, after)
    assert (failure.again, words in str(failure)) == (again, True)


def test_the_client_follows_nothing_and_inherits_nothing() -> None:
    with http_client(LlmTable(first_token_seconds=7, gap_seconds=2)) as client:
        assert (client.follow_redirects, client.trust_env) == (False, False)
        assert (client.timeout.read, client.timeout.connect) == (8, 3)
