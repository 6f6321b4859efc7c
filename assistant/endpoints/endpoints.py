"""The endpoints: each takes a request and gives a document, the same one that its command prints as JSON."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any, Protocol

from pydantic.fields import FieldInfo

from assistant.answer import SCHEMA_VERSION, Answer, AppliedScope
from assistant.checking.checker import Checker
from assistant.checking.claims import Claim
from assistant.compared.comparing import compare_reports
from assistant.endpoints.documents import list_document, search_document
from assistant.endpoints.requests import (
    AskRequest,
    CheckRequest,
    CompareRequest,
    FactsRequest,
    FiguresRequest,
    ReportsRequest,
    Request,
    Scoped,
    SearchRequest,
)
from assistant.errors import WrongUsage
from assistant.ledger.figures import Figures, facts, figures
from assistant.ledger.tables import unit_named
from assistant.query.stated import stated_scope
from index.library import Library
from index.scope import Scope
from index.spent import Spent
from index.text.tokens import tokens

Document = dict[str, Any]


class Answering(Protocol):
    """What the endpoints need of an Assistant."""

    @property
    def library(self) -> Library:
        """The reports."""

    @property
    def checker(self) -> Checker:
        """What holds claims against the library."""

    @property
    def stages(self) -> Spent:
        """How often the stages of answering were gone through, and their seconds."""

    def stream(self, question: str, history: Sequence[str] = (), scope: Scope | None = None) -> Iterator[Answer]:
        """The answer as it grows."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One thing that can be asked for: its name, its request, what it does in a sentence, and how.

    `run` gives the document as it grows, the last one whole; only `ask` gives more than one.
    """

    name: str
    request: type[Request]
    does: str
    run: Callable[[Answering, Any], Iterator[Document]]

    @property
    def fields(self) -> tuple[tuple[str, FieldInfo], ...]:
        """The request's fields by name, those that must be given first; where a door takes them by place, in order."""
        return tuple(sorted(self.request.model_fields.items(), key=lambda field: not field[1].is_required()))

    def documents(self, assistant: Answering, fields: Mapping[str, Any]) -> Iterator[Document]:
        """The document as it grows. Raises ValidationError for the fields, AssistantError, ReportIndexError."""
        return self.run(assistant, self.request.model_validate(dict(fields)))

    def document(self, assistant: Answering, fields: Mapping[str, Any]) -> Document:
        """The whole document. Raises as `documents` does."""
        return last(self.documents(assistant, fields))


def last(documents: Iterator[Document]) -> Document:
    """The last of some documents, which is whole."""
    whole: Document = {}
    for document in documents:
        whole = document
    return whole


def figures_asked(library: Library, request: FiguresRequest) -> Figures:
    """The figures that a request asks for. Raises WrongUsage, UnknownReport, LibraryMissing."""
    if not request.measure.strip():
        raise WrongUsage("the measure is empty; name one, such as GDP")
    return figures(
        library,
        request.measure,
        scope=stated_scope(
            library, regions=request.regions or (), issuers=request.issuers or (), reports=request.reports or ()
        ),
        years=request.years or (),
        kinds=request.kinds or (),
        units=tuple(unit_named(unit.strip()).base for unit in request.units or ()),
        planned=request.planned,
    )


def scope_of(library: Library, request: Scoped) -> Scope:
    """The scope that a request states. Raises UnknownReport."""
    return stated_scope(
        library, request.years or (), request.regions or (), request.issuers or (), request.reports or ()
    )


def _ask(assistant: Answering, request: AskRequest) -> Iterator[Document]:
    scope = scope_of(assistant.library, request)
    for answer in assistant.stream(request.question, request.history or (), scope):
        yield answer.to_json()


def _search(assistant: Answering, request: SearchRequest) -> Iterator[Document]:
    if not tokens(request.query):
        raise WrongUsage("the query has no word in it; say what to search for")
    library = assistant.library
    scope = scope_of(library, request)
    started = perf_counter()
    passages = library.search(request.query, request.k, scope)
    elapsed = (perf_counter() - started) * 1000
    applied = AppliedScope(scope, library.count(scope))
    yield _document(search_document(request.query, applied, passages, elapsed, library.pending(scope).passages))


def _check(assistant: Answering, request: CheckRequest) -> Iterator[Document]:
    scope = scope_of(assistant.library, request)
    yield assistant.checker.check(Claim("1", request.claim), scope).to_json()


def _figures(assistant: Answering, request: FiguresRequest) -> Iterator[Document]:
    yield _document(figures_asked(assistant.library, request).to_json())


def _facts(assistant: Answering, request: FactsRequest) -> Iterator[Document]:
    library = assistant.library
    yield _document(facts(library, library.resolve(request.report), request.section).to_json())


def _reports(assistant: Answering, request: ReportsRequest) -> Iterator[Document]:  # noqa: ARG001 it asks nothing
    yield _document(list_document(assistant.library.reports()))


def _compare(assistant: Answering, request: CompareRequest) -> Iterator[Document]:
    library = assistant.library
    found = compare_reports(library, library.resolve(request.before), library.resolve(request.after))
    if request.only is not None:
        found = replace(found, changes=tuple(change for change in found.changes if change.kind in request.only))
    yield found.to_json()


def _document(fields: Document) -> Document:
    return {"schema_version": SCHEMA_VERSION, **fields}


ENDPOINTS: Mapping[str, Endpoint] = {
    endpoint.name: endpoint
    for endpoint in (
        Endpoint(
            "ask",
            AskRequest,
            "Answers a question from the reports, each statement with quotes that stand in them, or says that they "
            "don't tell.",
            _ask,
        ),
        Endpoint("search", SearchRequest, "Gives the passages of the reports that fit a query best.", _search),
        Endpoint(
            "check",
            CheckRequest,
            "Checks a claim against the reports: the verdict, what differs, and the quotes that decide it.",
            _check,
        ),
        Endpoint(
            "figures",
            FiguresRequest,
            "Gives every figure of a measure over all reports, each with its quote, and the reports that give none.",
            _figures,
        ),
        Endpoint("facts", FactsRequest, "Gives every figure of a report, with its parts and its quote.", _facts),
        Endpoint("reports", ReportsRequest, "Lists the reports of the library.", _reports),
        Endpoint(
            "compare",
            CompareRequest,
            "Says what is new, dropped, reworded and moved from one report to another, and which targets were raised "
            "or lowered, with both quotes.",
            _compare,
        ),
    )
}
