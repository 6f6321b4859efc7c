"""Report files in, ranked passages out.

    from assistant import open_library
    from index import ReportRetriever

    retriever = ReportRetriever(library=open_library("library"), k=5)
    for document in retriever.invoke("旅游综合收入"):
        print(document.metadata["title"], document.metadata["section"], document.page_content)

`ReportRetriever` is a LangChain retriever; `Library` is what it searches. Both load at first use: importing this
package loads no engine.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.library import Library
    from index.retriever import ReportRetriever

__all__ = ["Library", "ReportRetriever"]


def __getattr__(name: str) -> Any:
    if name == "ReportRetriever":
        from index.retriever import ReportRetriever

        return ReportRetriever
    if name == "Library":
        from index.library import Library

        return Library
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
