"""The Compare tab's addresses below /wenju/compare."""

from starlette.requests import Request
from starlette.routing import Route

from assistant.ui.compare.handlers import CompareHandlers
from assistant.ui.compare.wanted import Wanted, read_wanted
from assistant.ui.own_routes import looked, route


def compare_routes(handlers: CompareHandlers) -> list[Route]:
    """The routes."""
    return [
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
    ]


def _wanted(request: Request) -> Wanted:
    asked = request.query_params
    return read_wanted(asked.getlist("m"), asked.getlist("who"), asked.getlist("year"))
