"""`ask`, `check` and `figures` as LangChain tools, beside `index.retriever.ReportRetriever`.

    from assistant import open_library
    from assistant.langchain_tools import report_tools

    tools = report_tools(open_library("library"))
    answered = tools[0].invoke({"name": "ask", "args": {"question": "2024年的旅游综合收入是多少？"},
                                "id": "1", "type": "tool_call"})
    print(answered.content, answered.artifact["citations"][0]["locator"])

A tool's content is what a language model needs to read: the answer, and each quote with its place. Its artifact is the
document of docs/schemas. Wrong usage comes back as the tool's content, so that a model can mend its call.
"""

from collections.abc import Callable, Iterator
from typing import Any

from langchain_core.tools import StructuredTool, ToolException
from pydantic import ValidationError

from assistant.build import assistant_for
from assistant.endpoints.endpoints import ENDPOINTS, Answering, Document, Endpoint
from assistant.endpoints.failures import one_line, refused_fields
from assistant.errors import AssistantError
from index.errors import ReportIndexError
from index.library import Library

# Figures that a tool's content lists; its artifact holds them all.
MOST_FIGURES = 60


def report_tools(source: Library | Answering) -> list[StructuredTool]:
    """`ask`, `check` and `figures` over a library, or over an assistant that was built already."""
    assistant: Answering = assistant_for(source) if isinstance(source, Library) else source
    return [_tool(ENDPOINTS[name], assistant, read) for name, read in _READ.items()]


def _tool(endpoint: Endpoint, assistant: Answering, read: Callable[[Document], Iterator[str]]) -> StructuredTool:
    def run(**fields: Any) -> tuple[str, Document]:
        try:
            document = endpoint.document(assistant, fields)
        except (AssistantError, ReportIndexError) as error:
            raise ToolException(one_line(error)) from error
        return "\n".join(read(document)), document

    return StructuredTool.from_function(
        run,
        name=endpoint.name,
        description=endpoint.does,
        args_schema=endpoint.request,
        response_format="content_and_artifact",
        handle_tool_error=True,
        handle_validation_error=_wrong_fields,
    )


def _wrong_fields(error: object) -> str:
    return refused_fields(error) if isinstance(error, ValidationError) else one_line(error)


def _answer(document: Document) -> Iterator[str]:
    yield document["answer"]
    for citation in document["citations"]:
        yield _quoted(citation)
    for related in document["related"]:
        yield f"no answer, but near: {_quoted(related)}"


def _verdict(document: Document) -> Iterator[str]:
    yield f"{document['verdict']}: {document['reason']}" if document["reason"] else document["verdict"]
    for mismatch in document["mismatches"]:
        yield f"{mismatch['kind']}: the claim says {mismatch['claimed']}, the report {mismatch['found']}"
    for citation in document["citations"]:
        yield f"{citation['stance']} {_quoted(citation)}"


def _figures(document: Document) -> Iterator[str]:
    if not document["taken_for"]:
        yield f"no report measures {document['measure']}; near: {', '.join(document['nearest'])}"
    shown = document["facts"][:MOST_FIGURES]
    for fact in shown:
        period = fact["period"]
        when = "" if period is None else " to ".join(dict.fromkeys((period["from"], period["to"])))
        told = " ".join(part for part in (fact["where"], when, fact["stage"], fact["figure"]) if part)
        yield f"{told} ({fact['locator']}: {one_line(fact['quote'])})"
    if len(document["facts"]) > len(shown):
        yield f"and {len(document['facts']) - len(shown)} more"
    if document["reports_without"]:
        yield f"reports that give none: {len(document['reports_without'])}"


def _quoted(citation: dict[str, Any]) -> str:
    return f"[{citation['n']}] {citation['locator']}: {one_line(citation['quote'])}"


_READ: dict[str, Callable[[Document], Iterator[str]]] = {"ask": _answer, "check": _verdict, "figures": _figures}
