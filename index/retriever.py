"""The library as a LangChain retriever."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.library import Library
from index.report import RankedPassage
from index.scope import Scope


class ReportRetriever(BaseRetriever):
    """Ranked passages as documents, best first: the passage's text as content, the rest of it as metadata.

    The metadata are the fields of a RankedPassage but its text: rank from 1, score (higher is better), report_id,
    title, source (the file's name), section (headings from the top), page (1-based or None), and the span
    `[start, end)` in the report's canonical text. A document's id is `REPORT_ID:START-END`. `k` is how many are given
    at most; a call may state another. Without a `scope` every report is searched; with one, only those inside it.
    `synonyms` are further names of what the query speaks of. Raises as `Library.search` does.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    k: int = 10
    scope: Scope | None = None
    synonyms: tuple[str, ...] = ()

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 LangChain passes it
        k: int | None = None,
    ) -> list[Document]:
        found = self.library.search(query, self.k if k is None else k, self.scope, self.synonyms)
        return [to_document(passage) for passage in found]


_FIELDS = ("rank", "score", "report_id", "title", "source", "section", "page", "start", "end")


def to_document(passage: RankedPassage) -> Document:
    """A passage as LangChain passes it on."""
    metadata: dict[str, Any] = {name: getattr(passage, name) for name in _FIELDS}
    name = f"{passage.report_id}:{passage.start}-{passage.end}"
    return Document(id=name, page_content=passage.text, metadata=metadata)


def to_passage(document: Document) -> RankedPassage:
    """The passage that `to_document` passed on."""
    known = {name: document.metadata[name] for name in _FIELDS}
    return RankedPassage(text=document.page_content, **known | {"section": tuple(known["section"])})
