"""The HTTP client that a model's server is spoken to with: no redirects, no inherited proxy, and a cap on everything.

An answer that is not a plain event stream is refused by its head, unread: what a server writes into an error never
gets into our process, so no message, log or page can repeat it. A key that a server echoes stays out that way.
"""

import re
from collections.abc import Iterator

import httpx2

from assistant.llm.connection import CURRENT, SHORTEN, AttemptFailed, Sign, Wire
from assistant.settings import LlmTable

MOST_BYTES = 8 * 2**20  # of a reply; 20,000 tokens of reasoning are 6 MB of events
MOST_EVENT_BYTES = 256 * 2**10  # an event carries a token, some 300 bytes
PATIENCE_SECONDS = 3.0  # the longest Retry-After that is waited for
ACCOUNT_HEADERS = ("openai-organization", "openai-project")
OPENAI_HOST = "api.openai.com"

_EVENT_END = re.compile(rb"\r?\n\r?\n|\r\r")
# Reasoning is no text, but shows that the model works; LangChain's client leaves it out of its pieces.
_REASONING = re.compile(rb'"reasoning(?:_content)?"\s*:\s*"[^"]')


def http_client(settings: LlmTable) -> httpx2.Client:
    """A client that follows no redirect, takes no proxy or password file from the environment, keeps no connection."""
    longest = max(settings.first_token_seconds, settings.gap_seconds) + 1  # a second later than our own clock
    timeout = httpx2.Timeout(longest, connect=settings.connect_seconds)
    return httpx2.Client(transport=WatchedTransport(), timeout=timeout, follow_redirects=False, trust_env=False)


class WatchedTransport(httpx2.BaseTransport):
    """Connects for one request at a time and tells the wire of the calling thread what happens."""

    def __init__(self) -> None:
        self._inner = httpx2.HTTPTransport(limits=httpx2.Limits(max_keepalive_connections=0))

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Sends; raises AttemptFailed where the answer's head already says that there is no reply in it."""
        wire = CURRENT.get() or Wire()
        request.extensions = {**request.extensions, "trace": wire.trace}
        request.headers["accept-encoding"] = "identity"  # nothing to inflate
        if request.url.host != OPENAI_HOST:
            for name in ACCOUNT_HEADERS:  # read from OPENAI_ORG_ID and the like; no other server's business
                request.headers.pop(name, None)
        response = self._inner.handle_request(request)
        wire.answered = True
        wire.refusal = _refusal(response)
        if wire.refusal is not None:
            response.close()
            raise wire.refusal
        assert isinstance(response.stream, httpx2.SyncByteStream)
        response.stream = CappedStream(response.stream, wire)
        return response

    def close(self) -> None:
        """Closes what is still open."""
        self._inner.close()


class CappedStream(httpx2.SyncByteStream):
    """The bytes of a reply, until there are too many of them."""

    def __init__(self, inner: httpx2.SyncByteStream, wire: Wire) -> None:
        self._inner = inner
        self._wire = wire

    def __iter__(self) -> Iterator[bytes]:
        total = event = 0
        tail = b""
        for chunk in self._inner:
            total += len(chunk)
            ends = [match.end() for match in _EVENT_END.finditer(tail + chunk)]
            event = len(tail + chunk) - ends[-1] if ends else event + len(chunk)
            tail = (tail + chunk)[-3:]
            if total > MOST_BYTES:
                self._refuse(f"wrote more than {MOST_BYTES // 2**20} MB; lower llm.answer_tokens or use another model")
            if event > MOST_EVENT_BYTES:
                self._refuse("sent an event longer than a reply can be; check that llm.base_url is a model's server")
            if _REASONING.search(chunk):
                self._wire.put(Sign("alive"))
            yield chunk

    def _refuse(self, what: str) -> None:
        self._wire.refusal = AttemptFailed(what)
        raise self._wire.refusal

    def close(self) -> None:
        """Closes the connection."""
        self._inner.close()


def _refusal(response: httpx2.Response) -> AttemptFailed | None:
    """What is wrong with a response by its head; None where it is an event stream."""
    if response.status_code != 200:
        return status_failure(response.status_code, response.headers.get("retry-after", ""))
    if response.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        return AttemptFailed("sent a compressed reply that nobody asked for; check that llm.base_url is right")
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "text/event-stream":
        return AttemptFailed("sent no event stream; check that llm.base_url ends where /chat/completions begins")
    return None


def status_failure(status: int, retry_after: str = "") -> AttemptFailed:
    """Our own sentence about an HTTP status, with what to do."""
    if status in (401, 403):
        return AttemptFailed(f"refused the key (HTTP {status}); set WENJU_LLM_API_KEY to one that it accepts")
    if status == 404:
        return AttemptFailed("does not know the address or the model (HTTP 404); check llm.base_url and llm.model")
    if 300 <= status < 400:
        return AttemptFailed(f"sent us elsewhere (HTTP {status}), which is not followed; correct llm.base_url")
    if status in (400, 413, 422):
        return AttemptFailed(f"refused the request (HTTP {status}); {SHORTEN}", counts=False, too_long=True)
    after = float(retry_after) if re.fullmatch(r"\d{1,6}(\.\d{1,3})?", retry_after) else None
    patient = after is None or after <= PATIENCE_SECONDS
    if status == 429:
        wait = f"in {after:.0f} s" if after else "later"
        return AttemptFailed(f"has too many requests (HTTP 429); ask again {wait}", again=patient, after=after)
    if status == 503 and after is None:
        return AttemptFailed("is not ready (HTTP 503); wait until it has loaded its model", again=True, loading=True)
    if status in (500, 502, 503):
        return AttemptFailed(f"failed (HTTP {status}); look at its log", again=patient, after=after)
    return AttemptFailed(f"answered HTTP {status}; look at its log")
