"""The library as a LangChain retriever."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.library import Library, RankedPassage
from index.scope import Scope


class ReportRetriever(BaseRetriever):
    """Ranked passages as documents: the text as content, the rest of the passage as metadata.

    The metadata is what `wenju search --json` prints of a passage, but the text. Without a `scope` every report
    is searched; with one, only those inside it. `synonyms` are further names of what the query speaks of.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    k: int = 10
    scope: Scope | None = None
    synonyms: tuple[str, ...] = ()

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002 LangChain passes it
        return [to_document(passage) for passage in self.library.search(query, self.k, self.scope, self.synonyms)]


def to_document(passage: RankedPassage) -> Document:
    """A passage as LangChain passes it on."""
    metadata: dict[str, Any] = passage.to_json()
    return Document(page_content=metadata.pop("text"), metadata=metadata)


def to_passage(document: Document) -> RankedPassage:
    """The passage that `to_document` passed on."""
    known = {**document.metadata, "section": tuple(document.metadata["section"])}
    return RankedPassage(text=document.page_content, **known)
