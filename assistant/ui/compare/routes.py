"""The Compare tab's addresses below /wenju/compare."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.routing import Route

from assistant.ui.compare import each_view
from assistant.ui.compare.between_view import FORMS
from assistant.ui.compare.each_handlers import EachHandlers
from assistant.ui.compare.handlers import CompareHandlers
from assistant.ui.compare.wanted import Wanted, read_wanted
from assistant.ui.own_routes import Answer, done, looked, route


def compare_routes(handlers: CompareHandlers, each: EachHandlers) -> list[Route]:
    """The routes."""
    return [
        *_each_routes(each),
        route("/wenju/compare/figures", looked(lambda asked, language: handlers.figures(_wanted(asked), language))),
        *(
            route(
                f"/wenju/compare/figures.{form}",
                lambda asked, _, language, form=form: handlers.figures_file(form, _wanted(asked), language),
            )
            for form in ("csv", "xlsx")
        ),
        *(
            route(
                f"/wenju/compare/plot.{form}",
                lambda asked, _, language, form=form: handlers.plot_file(
                    form, asked.query_params.get("table", ""), _wanted(asked), language
                ),
            )
            for form in ("svg", "png")
        ),
        route("/wenju/compare/between", looked(lambda asked, language: handlers.between(*_pair(asked), language))),
        *(
            route(
                f"/wenju/compare/between.{form}",
                lambda asked, _, __, form=form: handlers.between_file(form, *_pair(asked)),
            )
            for form in FORMS
        ),
    ]


def _each_routes(each: EachHandlers) -> list[Route]:
    posts: Mapping[str, Answer] = {
        "each": lambda _, said, language: each.view(said, language),
        "each/start": done(each.start),
        "each/act": done(each.act),
        "each/look": lambda _, said, language: each.look(said, language),
    }
    return [
        *(route(f"/wenju/compare/{path}", answer, posted=True) for path, answer in posts.items()),
        *(
            route(
                f"/wenju/compare/each.{form}",
                lambda asked, _, language, form=form: each.file(form, asked.query_params.get("run"), language),
            )
            for form in each_view.FORMS
        ),
    ]


def _pair(request: Request) -> tuple[str, str]:
    return request.query_params.get("before", ""), request.query_params.get("after", "")


def _wanted(request: Request) -> Wanted:
    asked = request.query_params
    return read_wanted(asked.getlist("m"), asked.getlist("who"), asked.getlist("year"))
