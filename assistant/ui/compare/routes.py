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
    gets: dict[str, Answer] = {
        "figures": looked(lambda asked, language: handlers.figures(_wanted(asked), language)),
        "between": looked(lambda asked, language: handlers.between(*_pair(asked), language)),
        **{f"figures.{form}": _figures_file(handlers, form) for form in ("csv", "xlsx")},
        **{f"plot.{form}": _plot_file(handlers, form) for form in ("svg", "png")},
        **{f"between.{form}": _between_file(handlers, form) for form in FORMS},
        **{f"each.{form}": _each_file(each, form) for form in each_view.FORMS},
    }
    posts: Mapping[str, Answer] = {
        "each": lambda _, said, language: each.view(said, language),
        "each/start": done(each.start),
        "each/act": done(each.act),
        "each/look": lambda _, said, language: each.look(said, language),
    }
    return [
        *(route(f"/wenju/compare/{path}", answer) for path, answer in gets.items()),
        *(route(f"/wenju/compare/{path}", answer, posted=True) for path, answer in posts.items()),
    ]


def _figures_file(handlers: CompareHandlers, form: str) -> Answer:
    return lambda asked, _, language: handlers.figures_file(form, _wanted(asked), language)


def _plot_file(handlers: CompareHandlers, form: str) -> Answer:
    return lambda asked, _, language: handlers.plot_file(
        form, asked.query_params.get("table", ""), _wanted(asked), language
    )


def _between_file(handlers: CompareHandlers, form: str) -> Answer:
    return lambda asked, _, __: handlers.between_file(form, *_pair(asked))


def _each_file(each: EachHandlers, form: str) -> Answer:
    return lambda asked, _, language: each.file(form, asked.query_params.get("run"), language)


def _pair(request: Request) -> tuple[str, str]:
    return request.query_params.get("before", ""), request.query_params.get("after", "")


def _wanted(request: Request) -> Wanted:
    asked = request.query_params
    return read_wanted(asked.getlist("m"), asked.getlist("who"), asked.getlist("year"))
