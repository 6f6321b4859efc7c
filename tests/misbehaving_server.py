"""A server that speaks OpenAI's chat completions on a loopback port, and misbehaves on command.

    with MisbehavingServer(lambda request: ["Growth was ", "5.8% [S1]."]) as server:
        server.plan = ["503", "none"]  # a fault a request; the last one stays

`reply` makes the pieces of a reply from the request; a Reply also says how it ends and what is thought aloud. A stepped
`clock` passes as fast as a fault stalls; without one it stalls by the machine's.
"""

import json
import select
import socket
import socketserver
import struct
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from types import TracebackType
from typing import Any, Self

from stepped_clock import SteppedClock

PATIENCE = 60.0  # seconds that a stalling fault holds a connection, unless the client goes or the server stops
STEP = 0.5  # seconds of a stepped clock that pass in BLINK real ones while a fault stalls
BLINK = 0.002
EVENTS = "Content-Type: text/event-stream"


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent."""

    method: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def prompt(self) -> str:
        """The last message."""
        return str(self.body["messages"][-1]["content"])


@dataclass(frozen=True, slots=True)
class Reply:
    """Pieces of text, the reason of the end, thoughts sent as `reasoning_content`, seconds between pieces."""

    pieces: Sequence[str]
    finish: str | None = "stop"
    thoughts: Sequence[str] = ()
    seconds: float = 0.0


Behaviour = Callable[[Request], "Reply | Iterable[str]"]


@dataclass
class Line:
    """One connection, as a fault sees it."""

    socket: socket.socket
    request: Request
    reply: Reply
    stopped: threading.Event
    elsewhere: str
    clock: SteppedClock | None

    def send(self, text: str | bytes) -> None:
        self.socket.sendall(text.encode() if isinstance(text, str) else text)

    def head(self, status: str = "200 OK", *headers: str) -> None:
        lines = [f"HTTP/1.1 {status}", "Connection: close", *headers]
        self.send("\r\n".join(lines) + "\r\n\r\n")

    def events(self, count: int | None = None) -> None:
        """The reply's pieces as events, the first `count` or all, without the end."""
        for thought in self.reply.thoughts:
            self.send(event({"reasoning_content": thought}))
        for piece in self.reply.pieces[:count]:
            self.send(event({"content": piece}))
            self.wait(self.reply.seconds)

    def end(self, finish: str | None) -> None:
        if finish is not None:
            self.send(event({}, finish))
        self.send("data: [DONE]\n\n")

    def wait(self, seconds: float = PATIENCE) -> None:
        """Waits, but no longer than the client does."""
        left = seconds
        while not self.stopped.is_set() and left > 0:
            passing = min(left, 0.1 if self.clock is None else STEP)
            real = passing if self.clock is None else BLINK
            if select.select([self.socket], [], [], real)[0] and not self.socket.recv(4096):
                raise ConnectionAbortedError
            left -= passing
            if self.clock is not None:
                self.clock.advance(passing)

    def reset(self) -> None:
        """Closes so that the client gets RST."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def forever(self, text: str | bytes, seconds: float = 0.0) -> None:
        """The same again and again; the client must go by itself."""
        while not self.stopped.is_set():
            self.send(text)
            if seconds:
                self.wait(seconds)
            elif self.clock is not None:
                self.clock.advance(0.05)


def event(delta: dict[str, Any], finish: str | None = None) -> str:
    """A piece of a streamed reply."""
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    document = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "mock", "choices": [choice]}
    return f"data: {json.dumps(document, ensure_ascii=False)}\n\n"


def whole(reply: Reply) -> str:
    """The reply as one JSON document, for a client that asks for no stream."""
    message = {"role": "assistant", "content": "".join(reply.pieces)}
    choice = {"index": 0, "message": message, "finish_reason": reply.finish}
    return json.dumps({"id": "1", "object": "chat.completion", "created": 1, "model": "mock", "choices": [choice]})


FAULTS: dict[str, Callable[[Line], None]] = {}


def _fault(name: str) -> Callable[[Callable[[Line], None]], Callable[[Line], None]]:
    def keep(function: Callable[[Line], None]) -> Callable[[Line], None]:
        FAULTS[name] = function
        return function

    return keep


def _status(name: str, status: str, *headers: str, body: str = '{"error": {"message": "no"}}') -> None:
    def answer(line: Line) -> None:
        echoed = {name: value for name, value in line.request.headers.items() if name == "authorization"}
        line.head(status, "Content-Type: application/json", f"X-Echo: {echoed}", *headers)
        line.send(f"{body} {echoed}")

    FAULTS[name] = answer


_status("401", "401 Unauthorized")
_status("403", "403 Forbidden")
_status("404", "404 Not Found")
_status("429", "429 Too Many Requests")
_status("429 retry-after", "429 Too Many Requests", "Retry-After: 3600")
_status("500", "500 Internal Server Error")
_status("502", "502 Bad Gateway", body="")
_status("503", "503 Service Unavailable", body="<html><h1>Busy</h1></html>")
_status("empty body", "200 OK", body="")
_status("error in 200", "200 OK")


@_fault("none")
def _none(line: Line) -> None:
    if not line.request.body.get("stream"):
        line.head("200 OK", "Content-Type: application/json")
        line.send(whole(line.reply))
        return
    line.head("200 OK", EVENTS)
    line.events()
    line.end(line.reply.finish)


@_fault("reset before the head")
def _reset_early(line: Line) -> None:
    line.reset()


@_fault("reset in the middle")
def _reset_late(line: Line) -> None:
    line.head("200 OK", EVENTS)
    line.events(1)
    select.select([line.socket], [], [], 0.05)  # a reset that comes at once takes the piece away again
    line.reset()


@_fault("stall before the first byte")
def _stall_early(line: Line) -> None:
    line.wait()


@_fault("stall after the head")
def _stall_head(line: Line) -> None:
    line.head("200 OK", EVENTS)
    line.wait()


@_fault("stall in the middle")
def _stall_late(line: Line) -> None:
    line.head("200 OK", EVENTS)
    line.events(1)
    line.wait()


@_fault("drip")
def _drip(line: Line) -> None:
    line.head("200 OK", EVENTS)
    for byte in event({"content": "slow"}).encode():
        line.send(bytes([byte]))
        line.wait(0.1)


@_fault("drip of pieces")
def _drip_pieces(line: Line) -> None:
    line.head("200 OK", EVENTS)
    line.forever(event({"content": "a"}), 0.1)


@_fault("keep-alive comments for ever")
def _comments(line: Line) -> None:
    line.head("200 OK", EVENTS)
    line.forever(": still here\n\n", 0.05)


@_fault("cut without finish_reason")
def _cut(line: Line) -> None:
    line.head("200 OK", EVENTS)
    line.events()


@_fault("done without finish_reason")
def _done(line: Line) -> None:
    line.head("200 OK", EVENTS)
    line.events()
    line.end(None)


@_fault("cut in a character")
def _cut_character(line: Line) -> None:
    line.head("200 OK", EVENTS)
    text = event({"content": "增长"}).encode()
    line.send(text[: text.index("长".encode()) + 1])


@_fault("not JSON")
def _not_json(line: Line) -> None:
    line.head("200 OK", EVENTS)
    line.send("data: {'content': nonsense\n\ndata: [DONE]\n\n")


@_fault("wrong content type")
def _wrong_type(line: Line) -> None:
    line.head("200 OK", "Content-Type: text/html")
    line.events()
    line.end("stop")


@_fault("error among the events")
def _error_event(line: Line) -> None:
    line.head("200 OK", EVENTS)
    line.events(1)
    key = line.request.headers.get("authorization", "")
    line.send(f"data: {json.dumps({'error': {'message': f'out of memory {key}', 'code': 500}})}\n\n")


@_fault("a megabyte in one line")
def _long_line(line: Line) -> None:
    line.head("200 OK", EVENTS)
    line.send("data: " + "x" * 2_000_000)
    line.wait()


@_fault("endless stream")
def _endless(line: Line) -> None:
    line.head("200 OK", EVENTS)
    line.forever(event({"content": "again "}) * 100)


@_fault("endless head")
def _endless_head(line: Line) -> None:
    line.send("HTTP/1.1 200 OK\r\n")
    line.forever("X-More: more\r\n" * 100)


@_fault("null choices")
def _null(line: Line) -> None:
    line.head("200 OK", EVENTS)
    line.send('data: {"id": "1", "choices": null}\n\ndata: {"choices": [null]}\n\ndata: 7\n\ndata: [DONE]\n\n')


@_fault("longer content length than content")
def _longer(line: Line) -> None:
    line.head("200 OK", EVENTS, "Content-Length: 1000000")
    line.events()


@_fault("shorter content length than content")
def _shorter(line: Line) -> None:
    line.head("200 OK", EVENTS, "Content-Length: 100")
    line.events()
    line.end("stop")


@_fault("redirect elsewhere")
def _redirect(line: Line) -> None:
    line.head("307 Temporary Redirect", f"Location: {line.elsewhere}", "Content-Length: 0")


@cache
def _inflating() -> bytes:
    """50 MB in 49 KB; made once and bit by bit, so that only a client that inflates it pays for it."""
    packer = zlib.compressobj(wbits=31)  # the gzip format
    parts = [packer.compress(b"data: "), *(packer.compress(b"x" * 500_000) for _ in range(100)), packer.flush()]
    return b"".join(parts)


@_fault("gzip bomb")
def _bomb(line: Line) -> None:
    line.head("200 OK", EVENTS, "Content-Encoding: gzip")
    line.send(_inflating())


@_fault("not HTTP")
def _not_http(line: Line) -> None:
    line.send("\x15\x03\x01 220 ready\r\n")


@_fault("length")
def _length(line: Line) -> None:
    line.head("200 OK", EVENTS)
    line.events()
    line.end("length")


@_fault("content filter")
def _filtered(line: Line) -> None:
    line.head("200 OK", EVENTS)
    line.events(1)
    line.end("content_filter")


# These two are of the address, not of what is answered there.
ADDRESS_FAULTS = ("refused", "TLS on a plain port")
ALL_FAULTS = (*ADDRESS_FAULTS, *(name for name in FAULTS if name != "none"))


class MisbehavingServer:
    """Answers every request in a thread of its own; `plan` holds the fault of each, and the last one stays."""

    def __init__(
        self, reply: Behaviour | None = None, plan: Sequence[str] = ("none",), clock: SteppedClock | None = None
    ) -> None:
        self.reply = reply or (lambda _: ("Growth ", "was 5.8%."))
        self.plan = list(plan)
        self.requests: list[Request] = []
        self.elsewhere_requests = 0
        self._stopped = threading.Event()
        self._clock = clock
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.owner = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._lock = threading.Lock()

    @property
    def base_url(self) -> str:
        """What llm.base_url takes."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def address_for(self, fault: str) -> str:
        """The address that shows a fault, which is set as the plan where a server is needed for it."""
        self.plan = [fault if fault in FAULTS else "none"]
        if fault == "refused":
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                return f"http://127.0.0.1:{probe.getsockname()[1]}/v1"
        return self.base_url.replace("http:", "https:") if fault == "TLS on a plain port" else self.base_url

    def answer(self, connection: socket.socket, request: Request) -> None:
        """Does what the plan says."""
        with self._lock:
            self.requests.append(request)
            fault = self.plan.pop(0) if len(self.plan) > 1 else self.plan[0]
        if request.path.startswith("/elsewhere"):
            self.elsewhere_requests += 1
            fault = "none"
        reply = self.reply(request)
        reply = reply if isinstance(reply, Reply) else Reply(tuple(reply))
        elsewhere = self.base_url.replace("/v1", "/elsewhere")
        FAULTS[fault](Line(connection, request, reply, self._stopped, elsewhere, self._clock))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    owner: MisbehavingServer
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 64


class _Handler(socketserver.BaseRequestHandler):
    server: _Server

    def handle(self) -> None:
        self.request.settimeout(PATIENCE)
        try:
            for request in _read(self.request):
                self.server.owner.answer(self.request, request)
        except OSError:
            pass  # the client went away, as it should


def _read(connection: socket.socket) -> Iterator[Request]:
    """The one request of a connection; nothing where what comes is not HTTP, such as the start of TLS."""
    received = b""
    while b"\r\n\r\n" not in received:
        more = connection.recv(65536)
        received += more
        if not more or not received[:1].isalpha():
            return
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", 0)):
        body += connection.recv(65536)
    method, path, _ = first.split(" ", 2)
    yield Request(method, path, headers, json.loads(body) if body else {})
