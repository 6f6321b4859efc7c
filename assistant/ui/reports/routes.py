"""The tab's addresses below /wenju/: what its script asks for and sends, as JSON. The guard stands before them.

This is the outermost call: what goes wrong is answered with one line in the page's language.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from assistant.errors import AssistantError
from assistant.messages import Language
from assistant.ui.ask.handlers import explain
from assistant.ui.language import asked_language
from assistant.ui.reports.handlers import ReportsHandlers
from index.errors import ReportIndexError

_Answer = Callable[[Request, Mapping[str, Any], Language], dict[str, Any]]
_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


def reports_app(handlers: ReportsHandlers) -> Starlette:
    """The application that answers them."""

    def looked(found: Callable[[Request, Language], str]) -> _Answer:
        return lambda request, _, language: {"html": found(request, language)}

    def done(act: Callable[[Mapping[str, Any], Language], Any]) -> _Answer:
        return lambda _, said, language: {"done": act(said, language)}

    def report(request: Request) -> str:
        return str(request.path_params["report"])

    async def leaf(request: Request) -> Response:
        return await run_in_threadpool(_leaf, handlers, request)

    posts: dict[str, _Answer] = {
        "add": lambda _, said, language: handlers.add(
            said.get("path"), said.get("job"), said.get("replacing"), language
        ),
        "fit": lambda _, said, language: {"html": handlers.fit(said.get("name"), said.get("size"), language)},
        "stop": done(lambda said, _: handlers.stop(said.get("job"))),
        "samples": done(lambda _, language: handlers.add_samples(language)),
        "describe": done(lambda said, language: handlers.describe(said.get("report"), said, language)),
        "remove": lambda _, said, __: dict(zip(("count", "undo"), handlers.remove(said.get("reports")), strict=True)),
        "undo": done(lambda said, language: handlers.undo(said.get("undo"), language)),
        "collections": done(lambda said, _: handlers.change_set(said)),
        "judge": done(lambda said, language: handlers.judge(said, language)),
    }
    gets: dict[str, _Answer] = {
        "/wenju/reports": looked(lambda _, language: handlers.listing(language)),
        "/wenju/reports/versions": looked(lambda _, language: handlers.versions(language)),
        "/wenju/reports/choices": lambda _, __, language: {"choices": handlers.choices(language)},
        "/wenju/reports/{report}": looked(lambda request, language: handlers.page(report(request), language)),
        "/wenju/reports/{report}/parts/{part}": looked(
            lambda request, language: handlers.part(report(request), str(request.path_params["part"]), language)
        ),
    }
    return Starlette(
        routes=[
            *(Route(path, _answering(answer)) for path, answer in gets.items()),
            Route("/wenju/reports/{report}/leaves/{page:int}.png", leaf),
            *(Route(f"/wenju/reports/{verb}", _answering(answer), methods=["POST"]) for verb, answer in posts.items()),
        ]
    )


def _answering(answer: _Answer) -> Callable[[Request], Any]:
    async def respond(request: Request) -> Response:
        body = await request.body() if request.method == "POST" else b""
        return await run_in_threadpool(_answered, answer, request, body)

    return respond


def _answered(answer: _Answer, request: Request, body: bytes) -> Response:
    language = asked_language(request.query_params.get("language"))
    try:
        said = json.loads(body) if body else {}
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        return JSONResponse({"error": "the request is no JSON object"}, 400)
    try:
        return JSONResponse(answer(request, said, language))
    except (AssistantError, ReportIndexError) as error:
        return JSONResponse({"error": explain(error, language)}, 400)
    except Exception as error:  # noqa: BLE001 - the outermost call
        return JSONResponse({"error": explain(error, language)}, 500)


def _leaf(handlers: ReportsHandlers, request: Request) -> Response:
    ends = [request.query_params.get(name, "") for name in ("start", "end")]
    quote = (int(ends[0]), int(ends[1])) if all(map(_NUMBER.fullmatch, ends)) else None
    try:
        picture = handlers.leaf(str(request.path_params["report"]), int(request.path_params["page"]), quote)
    except ReportIndexError as error:
        return JSONResponse({"error": str(error)}, 404)
    # A page of a report never changes: its id is the hash of its file.
    return Response(picture, media_type="image/png", headers={"cache-control": "private, max-age=3600"})
