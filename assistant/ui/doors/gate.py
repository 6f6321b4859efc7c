"""The gate: with a password file nothing passes but what comes from somebody in it.

A browser signs in once and gets a cookie, which no script reads and no other site's page sends along; a program sends
`Authorization: Bearer TOKEN`. A name's sessions of Gradio are its own: an id that one name has used opens nothing to
another. The name is in the request's scope as `wenju.user`.
"""

import json
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from time import monotonic
from urllib.parse import parse_qs

import anyio
from anyio import to_thread

from assistant.access.attempts import Attempts
from assistant.access.passwords import Accounts
from assistant.messages import message
from assistant.ui.asgi import (
    Again,
    Application,
    Header,
    Receive,
    Scope,
    Send,
    answer,
    body_of,
    headers_of,
    refuse,
    whole,
)
from assistant.ui.doors.login_page import browser_language, login_html

LOGIN, LOGOUT = "/wenju/login", "/wenju/logout"
COOKIE = "wenju_session"
# Seconds that a sign-in holds, whatever is done with it.
HOLDS = 7 * 24 * 3_600
# Sign-ins, and sessions of Gradio, that are remembered; the oldest go first.
REMEMBERED = 10_000
# Gradio asks its own server for it when it starts; it says nothing.
OPEN = frozenset({("GET", "/gradio_api/startup-events")})
# Bodies that name a session of Gradio.
_WITH_SESSION = ("/gradio_api/queue/join", "/gradio_api/reset", "/gradio_api/cancel", "/gradio_api/call/")
_HTML = "text/html; charset=utf-8"
FORM_BYTES = 10_000


@dataclass(frozen=True, slots=True)
class _SignedIn:
    name: str
    until: float


class Gate:
    """ASGI middleware that asks who is there."""

    def __init__(
        self,
        app: Application,
        accounts: Accounts,
        attempts: Attempts | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._app = app
        self._accounts = accounts
        self._attempts = attempts or Attempts()
        self._clock = clock
        self._signed_in: OrderedDict[str, _SignedIn] = OrderedDict()
        self._owners: OrderedDict[str, str] = OrderedDict()
        self._hashing: anyio.CapacityLimiter | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on where its sender may come in, else answers it."""
        if scope["type"] != "http" or (scope["method"], scope["path"]) in OPEN:
            await self._app(scope, receive, send)
            return
        headers = headers_of(scope)
        if scope["path"] == LOGIN:
            await self._login(scope, headers, receive, send)
            return
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            name = self._accounts.holder(token.strip())
            if name is None:
                await self._refuse_token(_address(scope), send)
                return
        else:
            name = self._cookie_holder(headers)
        if name is None:
            await _send_to_login(scope, send)
        elif scope["path"] == LOGOUT:
            self._signed_in.pop(_cookie(headers), None)
            await answer(send, 303, "text/plain", b"", [(b"location", LOGIN.encode()), _set_cookie("", scope, 0)])
        else:
            await self._let_in(name, scope, receive, send)

    async def _let_in(self, name: str, scope: Scope, receive: Receive, send: Send) -> None:
        named = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("session_hash", [])
        if scope["path"].startswith("/gradio_api/heartbeat/"):
            named = [*named, scope["path"].rpartition("/")[2]]
        if scope["method"] == "POST" and scope["path"].startswith(_WITH_SESSION):
            messages = await whole(receive)
            receive = Again(messages, receive)
            named = [*named, *_session_of(body_of(messages))]
        if not all(self._owns(name, session) for session in named):
            await refuse(send, 403, "this session is somebody else's")
            return
        await self._app({**scope, "wenju.user": name}, receive, send)

    def _owns(self, name: str, session: str) -> bool:
        owner = self._owners.setdefault(session, name)
        while len(self._owners) > 10 * REMEMBERED:
            self._owners.popitem(last=False)
        return owner == name

    async def _login(self, scope: Scope, headers: dict[str, str], receive: Receive, send: Send) -> None:
        language = browser_language(headers.get("accept-language", ""))
        if scope["method"] != "POST":
            await answer(send, 200, _HTML, login_html(language).encode())
            return
        messages = await whole(receive)
        name, password = _typed(body_of(messages))
        wait = self._attempts.begin(_address(scope))
        if wait > 0:
            said = message(language, "login.wait", seconds=ceil(wait))
            await answer(send, 429, _HTML, login_html(language, said).encode(), [_retry(wait)])
            return
        # One at a time: each takes 32 MiB and a fifth of a second.
        limiter = self._hashing = self._hashing or anyio.CapacityLimiter(1)
        if not await to_thread.run_sync(self._accounts.has_password, name, password, limiter=limiter):
            said = message(language, "login.wrong")
            await answer(send, 401, _HTML, login_html(language, said).encode())
            return
        self._attempts.succeeded(_address(scope))
        ticket = secrets.token_urlsafe(32)
        self._signed_in[ticket] = _SignedIn(name, self._clock() + HOLDS)
        while len(self._signed_in) > REMEMBERED:
            self._signed_in.popitem(last=False)
        await answer(send, 303, "text/plain", b"", [(b"location", b"/"), _set_cookie(ticket, scope, HOLDS)])

    def _cookie_holder(self, headers: dict[str, str]) -> str | None:
        ticket = _cookie(headers)
        known = self._signed_in.get(ticket)
        if known is not None and known.until <= self._clock():
            del self._signed_in[ticket]
            return None
        return None if known is None else known.name

    async def _refuse_token(self, address: str, send: Send) -> None:
        wait = self._attempts.begin(address)
        if wait > 0:
            await refuse(send, 429, f"too many wrong tokens; wait {ceil(wait)} seconds", [_retry(wait)])
            return
        said = "the token is not one of the password file; make one: wenju password NAME --token"
        await refuse(send, 401, said, [(b"www-authenticate", b"Bearer")])


async def _send_to_login(scope: Scope, send: Send) -> None:
    if scope["path"] == "/" and scope["method"] in ("GET", "HEAD"):
        await answer(send, 303, "text/plain", b"", [(b"location", LOGIN.encode())])
        return
    said = "who are you? send Authorization: Bearer TOKEN, or sign in at /wenju/login"
    await refuse(send, 401, said, [(b"www-authenticate", b"Bearer")])


def _typed(body: bytes) -> tuple[str, str]:
    """Name and password of the form; empty ones where it does not read."""
    try:
        form = parse_qs(body[:FORM_BYTES].decode("utf-8", "replace"), max_num_fields=10)
    except ValueError:
        return "", ""
    return form.get("name", [""])[0].strip(), form.get("password", [""])[0]


def _session_of(body: bytes) -> list[str]:
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return []  # refused further in
    named = read.get("session_hash") if isinstance(read, dict) else None
    return [named] if isinstance(named, str) else []


def _address(scope: Scope) -> str:
    client = scope.get("client")
    return client[0] if client else ""


def _cookie(headers: dict[str, str]) -> str:
    for part in headers.get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE:
            return value
    return ""


def _set_cookie(ticket: str, scope: Scope, seconds: int) -> Header:
    secure = "; Secure" if scope.get("scheme") == "https" else ""
    value = f"{COOKIE}={ticket}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}"
    return b"set-cookie", value.encode()


def _retry(wait: float) -> Header:
    return b"retry-after", str(ceil(wait)).encode()
