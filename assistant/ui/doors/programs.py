"""Plain HTTP in front of Gradio: a document by one request, with the status that fits.

`POST /api/NAME` takes a JSON object of the endpoint's fields and gives its document; with `Accept:
application/x-ndjson` the document as it grows, one a line. `GET /api` says which endpoints there are and what they
take. Gradio's own two requests (`/gradio_api/call`) answer 200 before they know, so what is asked is looked at here
first, and what is wrong with it is said at once.
"""

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import anyio
from anyio import to_thread
from pydantic import ValidationError

from assistant.answer import SCHEMA_VERSION
from assistant.endpoints.endpoints import ENDPOINTS, Answering, Document, Endpoint, last
from assistant.endpoints.failures import failure
from assistant.errors import WrongUsage
from assistant.ui.asgi import (
    JSON,
    Again,
    Application,
    Receive,
    Scope,
    Send,
    answer_json,
    body_of,
    headers_of,
    refuse,
    whole,
)
from assistant.ui.library_paths import LIBRARY

if TYPE_CHECKING:
    from assistant.ui.doors.mcp_server import McpServer

# Requests that are worked at together, as many as Gradio's own of one endpoint; further ones wait, so many at most.
TOGETHER = 4
WAITING = 32
LINES = "application/x-ndjson"
PLAIN = "/api"
CALLS = ("/gradio_api/call/v2/", "/gradio_api/call/")
MCP = "/mcp"


def is_door(method: str, path: str) -> bool:
    """Whether a request is for one of these doors. An answer of Gradio's is fetched by NAME and the id of the event."""
    if path in (MCP, f"{MCP}/"):
        return method in ("GET", "POST", "DELETE")
    if path == PLAIN:
        return method == "GET"
    if path.startswith(f"{PLAIN}/"):
        return method == "POST" and path.removeprefix(f"{PLAIN}/") in ENDPOINTS
    for calls in CALLS:
        if path.startswith(calls):
            name, _, event = path.removeprefix(calls).partition("/")
            return name in ENDPOINTS and (event.isalnum() if method == "GET" else method == "POST" and not event)
    return False


class Programs:
    """ASGI middleware that answers `/api` and `/mcp` itself and looks at what `/gradio_api/call` is asked."""

    def __init__(self, app: Application, assistant: Callable[..., Answering], mcp: "McpServer | None" = None) -> None:
        """`assistant` gives that of the library of a name, by default the first one's."""
        self._app = app
        self._assistant = assistant
        self._mcp = mcp
        self._together: anyio.CapacityLimiter | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or passes it on."""
        if scope["type"] == "lifespan" and self._mcp is not None:
            async with self._mcp.running():
                await self._app(scope, receive, send)
        elif scope["type"] != "http" or not is_door(scope["method"], scope["path"]):
            await self._app(scope, receive, send)
        elif scope["path"].startswith(MCP):
            if self._mcp is None:
                await refuse(send, 404, "MCP is not served here; turn it on with ui.mcp or wenju ui --mcp")
            else:
                await self._mcp(scope, receive, send)
        elif scope["path"] == PLAIN:
            await answer_json(send, 200, listing())
        elif scope["path"].startswith(PLAIN):
            await self._plain(ENDPOINTS[scope["path"].removeprefix(f"{PLAIN}/")], scope, receive, send)
        elif scope["method"] == "GET":
            await self._app(scope, receive, send)
        else:
            await self._called(scope, receive, send)

    async def _plain(self, endpoint: Endpoint, scope: Scope, receive: Receive, send: Send) -> None:
        messages = await whole(receive)
        if messages[-1]["type"] != "http.request":
            return await refuse(send, 413, "the request is too long, or broke off")
        limiter = self._together = self._together or anyio.CapacityLimiter(TOGETHER)
        if limiter.statistics().tasks_waiting >= WAITING:
            return await refuse(send, 503, "too many are asking; try again", [(b"retry-after", b"5")])
        try:
            fields = fields_of(body_of(messages))
            endpoint.request.model_validate(fields)
            library = (scope[LIBRARY],) if LIBRARY in scope else ()
            documents = await to_thread.run_sync(
                lambda: endpoint.documents(self._assistant(*library), fields), limiter=limiter
            )
            if LINES in headers_of(scope).get("accept", ""):
                return await _lines(documents, receive, send, limiter)
            document = await to_thread.run_sync(last, documents, limiter=limiter)
        except Exception as error:  # noqa: BLE001 - the outermost call
            said = failure(error)
            return await refuse(send, said.status, said.line)
        return await answer_json(send, 200, document)

    async def _called(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A call of Gradio's: refused where its fields are wrong, else passed on."""
        messages = await whole(receive)
        calls = next(calls for calls in CALLS if scope["path"].startswith(calls))
        endpoint = ENDPOINTS[scope["path"].removeprefix(calls)]
        try:
            asked = fields_of(body_of(messages))
            fields = asked if calls == CALLS[0] else placed(endpoint, asked.get("data"))
            endpoint.request.model_validate({name: fields[name] for name in fields if name != "session_hash"})
        except (ValidationError, WrongUsage) as error:
            said = failure(error)
            return await refuse(send, said.status, said.line)
        # It was read as JSON, whatever its sender calls it: curl calls it a form.
        headers = [(name, value) for name, value in scope["headers"] if name != b"content-type"]
        scope = {**scope, "headers": [*headers, (b"content-type", JSON.encode())]}
        return await self._app(scope, Again(messages, receive), send)


def fields_of(body: bytes) -> dict[str, Any]:
    """The object that a body holds; an empty one asks nothing. Raises WrongUsage for what is no JSON object."""
    try:
        read = json.loads(body) if body.strip() else {}
    except (ValueError, RecursionError):
        raise WrongUsage('the body is no JSON; send an object, such as {"question": "…"}') from None
    if not isinstance(read, dict):
        raise WrongUsage('the body is no JSON object; send one, such as {"question": "…"}')
    return read


def placed(endpoint: Endpoint, values: object) -> dict[str, Any]:
    """The fields that stand in Gradio's `data` by their place. Raises WrongUsage."""
    names = [name for name, _ in endpoint.fields]
    if not isinstance(values, list) or len(values) != len(names):
        raise WrongUsage(f"`data` is a list of {len(names)} values: {', '.join(names)}; null sets no limit")
    return dict(zip(names, values, strict=True))


def listing() -> Document:
    """What there is to ask for: each endpoint, what it does, and the JSON schema of what it takes."""
    return {
        "schema_version": SCHEMA_VERSION,
        "endpoints": [
            {"name": each.name, "does": each.does, "request": each.request.model_json_schema()}
            for each in ENDPOINTS.values()
        ],
    }


async def _lines(documents: Iterator[Document], receive: Receive, send: Send, limiter: anyio.CapacityLimiter) -> None:
    """The document as it grows, one a line; whoever goes away stops it. An error before the first line has its status.

    A later one is the last line, `{"error": …}`.
    """
    first = await to_thread.run_sync(next, documents, None, limiter=limiter)
    headers = [(b"content-type", LINES.encode()), (b"cache-control", b"no-cache")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    gone = False

    async def listen() -> None:
        nonlocal gone
        while (await receive())["type"] != "http.disconnect":
            pass
        gone = True

    async def one(document: Document) -> None:
        body = f"{json.dumps(document, ensure_ascii=False)}\n".encode()
        await send({"type": "http.response.body", "body": body, "more_body": True})

    async with anyio.create_task_group() as listening:
        listening.start_soon(listen)
        try:
            document = first
            while document is not None and not gone:
                await one(document)
                document = await to_thread.run_sync(next, documents, None, limiter=limiter)
        except Exception as error:  # noqa: BLE001 - the outermost call
            await one(_error(failure(error).line))
        finally:
            if hasattr(documents, "close"):
                await to_thread.run_sync(documents.close)
            listening.cancel_scope.cancel()
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def _error(line: str) -> Document:
    return {"schema_version": SCHEMA_VERSION, "error": line}
