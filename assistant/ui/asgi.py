"""Requests and answers as ASGI has them, for what stands in front of Gradio."""

import json
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any

from assistant.answer import SCHEMA_VERSION

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Header = tuple[bytes, bytes]

TEXT = "text/plain; charset=utf-8"
JSON = "application/json"


async def whole(receive: Receive) -> list[Message]:
    """A request's messages to the end of its body, or to where it breaks off."""
    messages = [await receive()]
    while messages[-1]["type"] == "http.request" and messages[-1].get("more_body", False):
        messages.append(await receive())
    return messages


def body_of(messages: Sequence[Message]) -> bytes:
    """The body that came with a request's messages."""
    return b"".join(message.get("body", b"") for message in messages)


class Again:
    """Messages that were read already, then what follows."""

    def __init__(self, messages: Sequence[Message], receive: Receive) -> None:
        self._messages = list(messages)[::-1]
        self._receive = receive

    async def __call__(self) -> Message:
        """The next message."""
        return self._messages.pop() if self._messages else await self._receive()


def headers_of(scope: Scope) -> dict[str, str]:
    """A request's headers, their names in lower case."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


async def answer(send: Send, status: int, kind: str, body: bytes, headers: Sequence[Header] = ()) -> None:
    """Sends a whole answer, which nobody keeps."""
    own = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
    await send(
        {"type": "http.response.start", "status": status, "headers": [*own, (b"cache-control", b"no-cache"), *headers]}
    )
    await send({"type": "http.response.body", "body": body})


async def refuse(send: Send, status: int, line: str, headers: Sequence[Header] = ()) -> None:
    """Sends an error as the document that programs read: one line that says what is wrong."""
    await answer_json(send, status, {"schema_version": SCHEMA_VERSION, "error": line}, headers)


async def answer_json(send: Send, status: int, document: Any, headers: Sequence[Header] = ()) -> None:
    """Sends a whole JSON document."""
    await answer(send, status, JSON, json.dumps(document, ensure_ascii=False).encode(), headers)
