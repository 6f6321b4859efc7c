"""The Reports tab's addresses below /wenju/reports: what its script asks for and sends."""

import re
from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from assistant.ui.own_routes import Answer, done, looked, route
from assistant.ui.reports.handlers import ReportsHandlers
from index.errors import ReportIndexError
from index.patterns import regex

_NUMBER = regex(r"[0-9]{1,9}", re.ASCII)


def reports_app(handlers: ReportsHandlers) -> Starlette:
    """An application that answers these alone."""
    return Starlette(routes=reports_routes(handlers))


def reports_routes(handlers: ReportsHandlers) -> list[Route]:
    """The routes."""

    def report(request: Request) -> str:
        return str(request.path_params["report"])

    async def leaf(request: Request) -> Response:
        return await run_in_threadpool(_leaf, handlers, request)

    posts: Mapping[str, Answer] = {
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
    gets: Mapping[str, Answer] = {
        "/wenju/reports": looked(lambda _, language: handlers.listing(language)),
        "/wenju/reports/versions": looked(lambda _, language: handlers.versions(language)),
        "/wenju/reports/choices": lambda _, __, language: {"choices": handlers.choices(language)},
        "/wenju/reports/{report}": looked(lambda request, language: handlers.page(report(request), language)),
        "/wenju/reports/{report}/parts/{part}": looked(
            lambda request, language: handlers.part(report(request), str(request.path_params["part"]), language)
        ),
    }
    return [
        *(route(path, answer) for path, answer in gets.items()),
        Route("/wenju/reports/{report}/leaves/{page:int}.png", leaf),
        *(route(f"/wenju/reports/{verb}", answer, posted=True) for verb, answer in posts.items()),
    ]


def _leaf(handlers: ReportsHandlers, request: Request) -> Response:
    ends = [request.query_params.get(name, "") for name in ("start", "end")]
    quote = (int(ends[0]), int(ends[1])) if all(map(_NUMBER.fullmatch, ends)) else None
    across = request.query_params.get("across", "")
    wide = int(across) if _NUMBER.fullmatch(across) else 0
    try:
        picture = handlers.leaf(str(request.path_params["report"]), int(request.path_params["page"]), quote, wide)
    except ReportIndexError as error:
        return JSONResponse({"error": str(error)}, 404)
    # A page of a report never changes: its id is the hash of its file.
    return Response(picture, media_type="image/png", headers={"cache-control": "private, max-age=3600"})
