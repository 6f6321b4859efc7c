"""A guard outside Gradio: who may ask for what, and what the page may load.

Gradio answers any Host, which lets a page of another site reach it through a name that resolves to this machine,
and has routes that this interface has no use for (files by path, a proxy, monitoring). So only loopback names, only
our own origin and only the routes that the page needs pass, and each answer carries a Content-Security-Policy.

Scripts: our own files, and the inline scripts of Gradio's page by a nonce that is new with every load. No inline
handler runs, so markup that slipped through escaping could do nothing. `'unsafe-eval'` stays: Gradio compiles the
templates of `gr.HTML` and `js=` listeners, which are ours and fixed. `'unsafe-inline'` for styles stays: Svelte sets
style attributes.
"""

import json
import re
import secrets
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect

from assistant.short_traceback import print_short
from assistant.ui.asgi import (
    TEXT,
    Again,
    Application,
    Message,
    Receive,
    Scope,
    Send,
    answer,
    body_of,
    headers_of,
    whole,
)
from assistant.ui.doors.gate import LOGIN, LOGOUT
from assistant.ui.doors.health import PROBES
from assistant.ui.doors.programs import is_door
from assistant.ui.library_paths import OWN_PREFIXES
from assistant.ui.own_files import KINDS, LASTS, OwnFiles
from index.patterns import regex

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
# Tells that the server is there, and whether it is the one that the page came from.
ALIVE = "/wenju/alive"
# Bytes of a request's body anywhere but the upload, whose files Gradio measures.
BODY_BYTES = 1_000_000

GET_PATHS = frozenset(
    {"/", "/config", "/theme.css", "/favicon.ico", "/pwa_icon", "/manifest.json", "/robots.txt", "/gradio_api/info"}
    | {"/gradio_api/startup-events", "/gradio_api/queue/data", "/gradio_api/upload_progress", "/gradio_api/app_id"}
    | {"/wenju/reports", "/wenju/compare", "/wenju/evaluate", ALIVE}
    | PROBES
)
GET_PREFIXES = (
    "/wenju/reports/",
    "/wenju/compare/",
    "/wenju/evaluate/",
    "/assets/",
    "/static/",
    "/gradio_api/heartbeat/",
)
# Gradio's files, whose names hold a hash of what is in them.
NAMED_BY_CONTENT = "/assets/"
POST_PATHS = frozenset({"/gradio_api/queue/join", "/gradio_api/reset", "/gradio_api/cancel", "/gradio_api/upload"})
# A report of an evaluation is a page that stands alone: nothing of the interface's own belongs into it.
EVALUATED = regex(r"/wenju/evaluate/[A-Za-z0-9_-]+/report\.html")
UPLOAD_PATH = "/gradio_api/upload"
# Posts that Gradio reads as JSON, and how deep values are nested in them; those of the page, five.
READ_AS_JSON = ("/gradio_api/queue/join", "/gradio_api/reset", "/gradio_api/cancel")
DEEPEST = 32

_ADDRESS = regex(r"\s*https?:", re.IGNORECASE)
_SCRIPT_TAG = re.compile(rb"<script(?=[\s>])")


class Guard:
    """ASGI middleware that refuses what the interface does not need and adds security headers."""

    def __init__(self, app: Application, anywhere: bool = False) -> None:
        """`anywhere`: by any name that the machine has, where a gate behind it asks who is there."""
        self._app = app
        self._anywhere = anywhere
        self._files = OwnFiles()
        self._instance = secrets.token_hex(8).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            if scope["type"] == "websocket":  # there is none here; unanswered it would be a fault in the log
                await receive()
                await send({"type": "websocket.close", "code": 1008})
            return
        refused = refusal(scope["method"], scope["path"], headers_of(scope), self._anywhere)
        if refused is not None:
            await _answer(send, refused[0], TEXT, refused[1].encode())
        elif scope["path"] == ALIVE:
            await _answer(send, 200, TEXT, self._instance)
        elif scope["path"] in KINDS:
            lasts = self._files.lasts(scope["path"], scope["query_string"])
            sealed = _Sealed(send, lasts=lasts)
            await answer(sealed, 200, KINDS[scope["path"]], self._files.contents[scope["path"]])
        elif scope["path"] == UPLOAD_PATH:
            await self._pass(scope, receive, _Sealed(send))
        elif scope["method"] == "POST" and scope["path"].startswith(READ_AS_JSON):
            messages = await whole(_Limited(receive))
            if messages[-1]["type"] != "http.request":
                await _answer(send, 413, TEXT, f"A request may have {BODY_BYTES:,} bytes.".encode())
            elif wrong := wrong_in(body_of(messages)):
                await _answer(send, 400, TEXT, wrong.encode())
            else:
                await self._pass(scope, Again(messages, receive), _Sealed(send))
        else:
            alone = scope["path"] == LOGIN or EVALUATED.fullmatch(scope["path"])
            lasts = scope["path"].startswith(NAMED_BY_CONTENT)
            tags = b"" if alone else self._files.tags
            await self._pass(scope, _Limited(receive), _Sealed(send, is_ours=not alone, lasts=lasts, tags=tags))

    async def _pass(self, scope: Scope, receive: Receive, send: "_Sealed") -> None:
        """What fails behind the guard is an answer, and a few lines of the log whatever was sent."""
        try:
            await self._app(scope, receive, send)
        except ClientDisconnect:  # who asked is gone: nobody to answer, and no fault of ours
            return
        except Exception as error:
            if send.has_begun:
                raise
            print_short(error)
            await answer(send, 500, TEXT, b"This went wrong here; the log of the server tells more.")


def refusal(method: str, path: str, headers: Mapping[str, str], anywhere: bool = False) -> tuple[int, str] | None:
    """Status and reason where a request must not pass; None where it may. Header names are lower case.

    `anywhere` lets any host name in, and a page that a server in front of this one hands on by https.
    """
    host = _host(f"//{headers.get('host', '')}")
    if host is None or not host[0] or not (anywhere or host[0] in LOOPBACK):
        return 421, "This interface answers only to this computer's own names, such as 127.0.0.1."
    origin, schemes = headers.get("origin"), ("http://", "https://") if anywhere else ("http://",)
    if origin is not None and (not origin.startswith(schemes) or _host(origin) != host):
        return 403, "Requests from other sites are refused."
    foreign = headers.get("sec-fetch-site") in ("cross-site", "same-site")
    if foreign and headers.get("sec-fetch-mode") != "navigate":
        return 403, "Requests from other sites are refused."
    known = {
        "GET": path in GET_PATHS or path in KINDS or path.startswith(GET_PREFIXES),
        "HEAD": path == "/",
        "POST": path in POST_PATHS or path.startswith(tuple(f"{prefix}/" for prefix in OWN_PREFIXES)),
    }
    signs_in = anywhere and ((path == LOGIN and method in ("GET", "POST")) or (path == LOGOUT and method == "POST"))
    if not (known.get(method, False) or is_door(method, path) or signs_in) or ".." in path.split("/"):
        return 404, "There is nothing here."
    length = headers.get("content-length", "0")
    if path != UPLOAD_PATH and (not length.isascii() or not length.isdigit() or int(length) > BODY_BYTES):
        return 413, f"A request may have {BODY_BYTES:,} bytes."
    return None


def _host(address: str) -> tuple[str | None, int | None] | None:
    """Host name and port of a URL; None where it does not read."""
    try:
        parts = urlsplit(address)
        if parts.username is not None:
            return None
        return parts.hostname, parts.port
    except ValueError:
        return None


class _Limited:
    """Ends a request whose body grows past the limit, whatever length it stated."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._bytes = 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._bytes += len(message.get("body", b""))
        return {"type": "http.disconnect"} if self._bytes > BODY_BYTES else message


def wrong_in(body: bytes) -> str:
    """Why a request for Gradio must not pass; empty where it may.

    Gradio would fetch a file whose path is an address before any handler sees it, and its own copying of values fails
    in a thousand calls where they are nested so deep, or hold half a character, or a number that JSON does not have.
    """
    try:
        asked = json.loads(body)
        json.dumps(asked, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return "This is no JSON that can be read."
    if not isinstance(asked, dict):
        return "This is no request of the page."
    level: list[Any] = [asked]
    for _ in range(DEEPEST):
        if any(_names_an_address(value) for value in level):
            return "A file is uploaded here, never fetched."
        level = [inner for value in level for inner in _inside(value)]
        if not level:
            return ""
    return "This is nested too deeply to be a request of the page."


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _names_an_address(value: Any) -> bool:
    path = value.get("path") if isinstance(value, dict) else None
    return isinstance(path, str) and _ADDRESS.match(path) is not None


class _Sealed:
    """Adds the headers; holds a page back until it is whole to put the nonce and our files in, if it is ours.

    `tags` load our files; `lasts` where the address changes with what is behind it.
    """

    def __init__(self, send: Send, is_ours: bool = True, tags: bytes = b"", lasts: bool = False) -> None:
        self._send = send
        self._is_ours = is_ours
        self._tags = tags
        self._lasts = lasts
        self._nonce = secrets.token_urlsafe(16)
        self._start: Message | None = None
        self._body = b""
        self.has_begun = False

    async def __call__(self, message: Message) -> None:
        """Sends a message on."""
        self.has_begun = True
        if message["type"] == "http.response.start":
            headers = [(name.lower(), value) for name, value in message.get("headers", [])]
            lasts = self._lasts and message["status"] in (200, 304)
            message = {**message, "headers": _sealed(headers, self._nonce, self._is_ours, lasts)}
            if self._is_ours and dict(headers).get(b"content-type", b"").startswith(b"text/html"):
                self._start = message
                return
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if message.get("more_body", False):
                return
            page = with_scripts(self._body, self._nonce, self._tags)
            kept = [(name, value) for name, value in self._start["headers"] if name != b"content-length"]
            length = (b"content-length", str(len(page)).encode())
            await self._send({**self._start, "headers": [*kept, length]})
            message = {"type": "http.response.body", "body": page}
        await self._send(message)


def with_scripts(page: bytes, nonce: str, tags: bytes) -> bytes:
    """Gradio's page with the nonce on its scripts and `tags` in its head. Its JSON escapes `<`, so a tag is a tag."""
    sealed = _SCRIPT_TAG.sub(b'<script nonce="%s"' % nonce.encode(), page)
    return sealed.replace(b"</head>", tags + b"</head>", 1)


def policy(nonce: str, is_ours: bool = True) -> str:
    """The Content-Security-Policy of every answer; that of a page that is not Gradio's lets a form be sent here."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'none'" if is_ours else "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def _sealed(headers: list[tuple[bytes, bytes]], nonce: str, is_ours: bool, lasts: bool) -> list[tuple[bytes, bytes]]:
    own = {
        b"content-security-policy": policy(nonce, is_ours).encode(),
        b"x-content-type-options": b"nosniff",
        b"x-frame-options": b"DENY",
        # Not "no-referrer": a browser then sends the sign-in form with the origin "null", which is refused.
        b"referrer-policy": b"same-origin",
        b"cross-origin-opener-policy": b"same-origin",
        b"cross-origin-resource-policy": b"same-origin",
        b"permissions-policy": b"camera=(), microphone=(), geolocation=(), usb=()",
    }
    if lasts:
        own[b"cache-control"] = LASTS
    return [(name, value) for name, value in headers if name not in own] + list(own.items())


async def _answer(send: Send, status: int, kind: str, body: bytes) -> None:
    """Answers with the headers."""
    await answer(_Sealed(send), status, kind, body)
