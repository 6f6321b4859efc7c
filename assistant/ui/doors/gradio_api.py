"""The endpoints as Gradio's named API, for `gradio_client` and `/gradio_api/call`; all else of the page is private.

Gradio reads name, types and description off a function, so each endpoint is shown as one with its request's fields.
"""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr
from gradio.events import api

from assistant.endpoints.endpoints import ENDPOINTS, Answering, Document, Endpoint
from assistant.endpoints.failures import failure


def add_endpoints(assistant: Callable[[], Answering]) -> None:
    """Adds every endpoint to the page that is being laid out; `assistant` gives the one that answers."""
    for endpoint in ENDPOINTS.values():
        api(as_function(endpoint, assistant), api_name=endpoint.name, api_visibility="public")


def as_function(endpoint: Endpoint, assistant: Callable[[], Answering]) -> Callable[..., Iterator[Document]]:
    """The endpoint as a generator function with the name, types and description that Gradio shows."""

    def run(*values: Any) -> Iterator[Document]:
        given = dict(zip((name for name, _ in endpoint.fields), values, strict=True))
        try:
            yield from endpoint.documents(assistant(), given)
        except Exception as error:  # noqa: BLE001 - the outermost call
            raise gr.Error(failure(error).line, print_exception=False) from None

    parameters = [
        inspect.Parameter(
            name,
            inspect.Parameter.POSITIONAL_OR_KEYWORD,
            default=inspect.Parameter.empty if field.is_required() else field.default,
            annotation=field.annotation,
        )
        for name, field in endpoint.fields
    ]
    described = "\n".join(f"    {name}: {field.description}" for name, field in endpoint.fields)
    run.__name__ = run.__qualname__ = endpoint.name
    run.__doc__ = f"{endpoint.does}\n\nParameters:\n{described}\n" if parameters else endpoint.does
    run.__signature__ = inspect.Signature(parameters, return_annotation=dict[str, Any])  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters} | {"return": dict[str, Any]}
    return run
