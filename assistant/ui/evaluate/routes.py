"""The Evaluate tab's addresses below /wenju/evaluate."""

from collections.abc import Mapping

from starlette.routing import Route

from assistant.ui.evaluate.handlers import FILES, EvaluateHandlers
from assistant.ui.own_routes import Answer, done, route


def evaluate_routes(handlers: EvaluateHandlers) -> list[Route]:
    """The routes."""
    posts: Mapping[str, Answer] = {
        "runs": lambda _, said, language: handlers.listing(said, language),
        "run": lambda _, said, language: handlers.run(said, language),
        "pair": lambda _, said, language: handlers.pair(said, language),
        "start": done(handlers.start),
        "act": done(handlers.act),
    }
    return [
        *(route(f"/wenju/evaluate/{path}", answer, posted=True) for path, answer in posts.items()),
        *(route(f"/wenju/evaluate/{{run}}/{name}", _file(handlers, name)) for name in FILES),
    ]


def _file(handlers: EvaluateHandlers, name: str) -> Answer:
    return lambda asked, _, language: handlers.file(asked.path_params["run"], name, language)
