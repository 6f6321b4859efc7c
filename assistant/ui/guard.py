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
from collections.abc import Mapping
from importlib.resources import files
from urllib.parse import urlsplit

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
from index.patterns import regex

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
# The parts of the style sheet, in the order in which a later rule goes above an earlier one.
STYLES = (
    *("base", "library", "top", "answers", "sources", "ask", "scope", "check", "claims", "claim", "evidence"),
    *("kept", "desk", "own", "incoming", "compare", "figures", "between", "each", "evaluate", "narrow"),
)
# The parts of the script: the first holds what all use, the last begins; between, a link or button goes to the first
# part that knows it, and parts put themselves right in this order.
SCRIPTS = (
    *("page", "appearance", "talking", "tabs", "taking", "tables", "reports", "scope", "incoming"),
    *("desk", "own", "leaf", "checking", "evidence", "divider", "asking", "judging", "compare", "each", "evaluate"),
    *("keeping", "server", "listening"),
)
# Tells that the server is there, and whether it is the one that the page came from.
ALIVE = "/wenju/alive"
# Our own files. Gradio would rewrite a style sheet and run a script only after its own.
OWN_FILES = {
    "/wenju/page.js": "text/javascript; charset=utf-8",
    "/wenju/page.css": "text/css; charset=utf-8",
    ALIVE: "text/plain; charset=utf-8",
}
OWN_TAGS = b'<link rel="stylesheet" href="/wenju/page.css"><script src="/wenju/page.js"></script>'

# Bytes of a request's body anywhere but the upload, whose files Gradio measures.
BODY_BYTES = 1_000_000

GET_PATHS = frozenset(
    {"/", "/config", "/theme.css", "/favicon.ico", "/pwa_icon", "/manifest.json", "/robots.txt", "/gradio_api/info"}
    | {"/gradio_api/startup-events", "/gradio_api/queue/data", "/gradio_api/upload_progress", "/gradio_api/app_id"}
    | {"/wenju/reports", "/wenju/compare", "/wenju/evaluate"}
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
POST_PATHS = frozenset({"/gradio_api/queue/join", "/gradio_api/reset", "/gradio_api/cancel", "/gradio_api/upload"})
# A report of an evaluation is a page that stands alone: nothing of the interface's own belongs into it.
EVALUATED = regex(r"/wenju/evaluate/[A-Za-z0-9_-]+/report\.html")
UPLOAD_PATH = "/gradio_api/upload"
JOIN_PATH = "/gradio_api/queue/join"

_ADDRESS = regex(r"\s*https?:", re.IGNORECASE)
_SCRIPT_TAG = re.compile(rb"<script(?=[\s>])")


class Guard:
    """ASGI middleware that refuses what the interface does not need and adds security headers."""

    def __init__(self, app: Application, anywhere: bool = False) -> None:
        """`anywhere`: by any name that the machine has, where a gate behind it asks who is there."""
        self._app = app
        self._anywhere = anywhere
        styles = _joined("styles", STYLES, "css")
        instance = secrets.token_hex(8).encode()
        self._own = {"/wenju/page.js": joined_scripts(), "/wenju/page.css": styles, ALIVE: instance}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        refused = refusal(scope["method"], scope["path"], headers_of(scope), self._anywhere)
        if refused is not None:
            await _answer(send, refused[0], TEXT, refused[1].encode())
        elif scope["path"] in self._own:
            await _answer(send, 200, OWN_FILES[scope["path"]], self._own[scope["path"]])
        elif scope["path"] == UPLOAD_PATH:
            await self._app(scope, receive, _Sealed(send))
        elif scope["path"] == JOIN_PATH:
            messages = await whole(_Limited(receive))
            if names_an_address(body_of(messages)):
                await _answer(send, 400, TEXT, b"A file is uploaded here, never fetched.")
            else:
                await self._app(scope, Again(messages, receive), _Sealed(send))
        else:
            alone = scope["path"] == LOGIN or EVALUATED.fullmatch(scope["path"])
            await self._app(scope, _Limited(receive), _Sealed(send, is_ours=not alone))


def joined_scripts() -> bytes:
    """The parts of the page's script inside one function, so that their names stay their own."""
    return b'"use strict";\n\n(() => {\n' + _joined("scripts", SCRIPTS, "js") + b"})();\n"


def _joined(folder: str, names: tuple[str, ...], suffix: str) -> bytes:
    return b"".join((files(__package__) / folder / f"{name}.{suffix}").read_bytes() for name in names)


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
        "GET": path in GET_PATHS or path in OWN_FILES or path.startswith(GET_PREFIXES),
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


def names_an_address(body: bytes) -> bool:
    """Whether a file's path in a request is an address, which Gradio would fetch before any handler sees it."""
    try:
        values = [json.loads(body)]
    except (ValueError, RecursionError):
        return False  # Gradio refuses what is no JSON
    while values:
        value = values.pop()
        if isinstance(value, dict):
            path = value.get("path")
            if isinstance(path, str) and _ADDRESS.match(path):
                return True
            values.extend(value.values())
        elif isinstance(value, list):
            values.extend(value)
    return False


class _Sealed:
    """Adds the headers; holds a page back until it is whole to put the nonce and our script in, if it is ours."""

    def __init__(self, send: Send, is_ours: bool = True) -> None:
        self._send = send
        self._is_ours = is_ours
        self._nonce = secrets.token_urlsafe(16)
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [(name.lower(), value) for name, value in message.get("headers", [])]
            message = {**message, "headers": _sealed(headers, self._nonce, self._is_ours)}
            if self._is_ours and dict(headers).get(b"content-type", b"").startswith(b"text/html"):
                self._start = message
                return
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if message.get("more_body", False):
                return
            page = with_scripts(self._body, self._nonce)
            kept = [(name, value) for name, value in self._start["headers"] if name != b"content-length"]
            length = (b"content-length", str(len(page)).encode())
            await self._send({**self._start, "headers": [*kept, length]})
            message = {"type": "http.response.body", "body": page}
        await self._send(message)


def with_scripts(page: bytes, nonce: str) -> bytes:
    """Gradio's page with the nonce on its scripts and our own files. Its JSON escapes `<`, so a tag is a tag."""
    sealed = _SCRIPT_TAG.sub(b'<script nonce="%s"' % nonce.encode(), page)
    return sealed.replace(b"</head>", OWN_TAGS + b"</head>", 1)


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


def _sealed(headers: list[tuple[bytes, bytes]], nonce: str, is_ours: bool) -> list[tuple[bytes, bytes]]:
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
    return [(name, value) for name, value in headers if name not in own] + list(own.items())


async def _answer(send: Send, status: int, kind: str, body: bytes) -> None:
    """Answers with the headers."""
    await answer(_Sealed(send), status, kind, body)
