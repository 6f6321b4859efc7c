"""What the page's own script asks for below /wenju/, as JSON, and files; the guard and the gate stand before it.

This is the outermost call: what goes wrong is answered with one line in the page's language.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from assistant.errors import AssistantError
from assistant.messages import Language
from assistant.ui.ask.handlers import explain
from assistant.ui.kept.handlers import owner_named
from assistant.ui.language import asked_language
from index.errors import ReportIndexError

# (request, the JSON object that came with it, the page's language) -> the JSON object, or a file, that is answered.
# In what came, `owner` is whose things are meant, which the server says: nobody names it himself.
Answer = Callable[[Request, Mapping[str, Any], Language], "dict[str, Any] | Download"]


@dataclass(frozen=True, slots=True)
class Download:
    """A file that is answered; `shown` is one to look at in the browser, which is not saved."""

    name: str
    media_type: str
    content: bytes
    shown: bool = False


def looked(found: Callable[[Request, Language], str]) -> Answer:
    """An answer that is a piece of HTML."""
    return lambda request, _, language: {"html": found(request, language)}


def done(act: Callable[[Mapping[str, Any], Language], Any]) -> Answer:
    """An answer that says what came of doing something."""
    return lambda _, said, language: {"done": act(said, language)}


def route(path: str, answer: Answer, posted: bool = False) -> Route:
    """A route that is answered in a thread, so that it holds up nobody."""

    async def respond(request: Request) -> Response:
        body = await request.body() if posted else b""
        return await run_in_threadpool(_answered, answer, request, body)

    return Route(path, respond, methods=["POST" if posted else "GET"])


def _answered(answer: Answer, request: Request, body: bytes) -> Response:
    language = asked_language(request.query_params.get("language"))
    try:
        said = json.loads(body) if body else {}
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        return JSONResponse({"error": "the request is no JSON object"}, 400)
    owner = owner_named(said.get("visitor"), str(request.scope.get("wenju.user", "")))
    try:
        found = answer(request, {**said, "owner": owner}, language)
    except (AssistantError, ReportIndexError) as error:
        return JSONResponse({"error": explain(error, language)}, 400)
    except Exception as error:  # noqa: BLE001 - the outermost call
        return JSONResponse({"error": explain(error, language)}, 500)
    return JSONResponse(found) if isinstance(found, dict) else _file(found)


def _file(found: Download) -> Response:
    headers = {"cache-control": "no-store"}
    if not found.shown:
        headers["content-disposition"] = f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"
    return Response(found.content, media_type=found.media_type, headers=headers)
