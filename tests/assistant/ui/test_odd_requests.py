"""Requests that no page of ours makes: each is refused, and none of them fills the log."""

import base64
import json
import os
import socket
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from scripted import ScriptedAssistant

from assistant.short_traceback import MOST

DEEP = b"[" * 20_000 + b"]" * 20_000
NESTED = b'{"data": ' + b"[" * 900 + b"]" * 900 + b', "fn_index": 0, "session_hash": "s"}'
LONG = json.dumps({"data": ["x" * 400_000], "fn_index": "y" * 400_000, "session_hash": "s"}).encode()
PAYLOADS = {
    "no JSON": b"x" * 200_000,
    "nothing": b"",
    "a list": b"[]",
    "deeper than Python reads": DEEP,
    "as deep as Python reads": NESTED,
    "long values of the wrong kind": LONG,
    "no such event": b'{"data": [], "fn_index": 99999, "session_hash": "s"}',
    "wrong kinds": b'{"data": 5, "fn_index": [], "session_hash": {}, "event_data": 1}',
    "half a character": b'{"data": ["\\ud800"], "fn_index": 0, "session_hash": "\\ud800"}',
    "no number": b'{"data": [NaN], "fn_index": Infinity, "session_hash": "s", "event_data": 1e999}',
    "not UTF-8": b'{"data": ["\xff\xfe"], "fn_index": 0}',
}
PATHS = ("gradio_api/queue/join", "gradio_api/reset", "gradio_api/cancel", "wenju/reports/add", "api/ask")


def test_bad_payloads_are_refused_in_few_words(
    served: Callable[[Any], str], assistant: ScriptedAssistant, capfd: pytest.CaptureFixture[str]
) -> None:
    url = served(assistant)
    capfd.readouterr()
    logged = []
    for path in PATHS:
        for name, body in PAYLOADS.items():
            said = httpx.post(url + path, content=body, headers={"content-type": "application/json"}, timeout=60)
            told = "".join(capfd.readouterr())
            if said.status_code < 400 or len(told) > MOST + 100:
                logged.append((path, name, said.status_code, len(told), told[-300:]))
    assert not logged, json.dumps(logged, ensure_ascii=False, indent=1)
    assert httpx.get(url).status_code == 200


@pytest.mark.parametrize("path", ["/", "/gradio_api/queue/join", "/wenju/alive", "/nowhere"])
def test_a_websocket_is_refused_and_nothing_logged(
    served: Callable[[Any], str], assistant: ScriptedAssistant, capfd: pytest.CaptureFixture[str], path: str
) -> None:
    address = urlsplit(served(assistant))
    capfd.readouterr()
    key = base64.b64encode(os.urandom(16)).decode()
    asked = (
        f"GET {path} HTTP/1.1\r\nHost: {address.netloc}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n"
    )
    with socket.create_connection((address.hostname, address.port), 30) as opened:
        opened.sendall(asked.encode())
        status = opened.recv(1000).split(b"\r\n")[0]
    assert status.split()[1] == b"403", status
    assert capfd.readouterr() == ("", "")
