"""The peers, in an environment of their own: what a user would write with each, on documents that the parent sends.

Speaks JSON lines with benchmarks/peers.py: one line in with documents and queries; lines out that ask for embeddings
(answered on a line in) or give a peer's rankings. A ranking is a list of [document, start, end] a query, best first.
"""

import base64
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

# A Han run is one word to a splitter by words; who notices writes this.
CHARACTERS = r"(?u)[\u3400-\u9fff]|[^\W\u3400-\u9fff]+"

Span = tuple[int, int, int]
Rankings = list[list[Span]]


class Parent:
    """The line to the parent process. What libraries print goes to stderr instead."""

    def __init__(self) -> None:
        self._out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
        sys.stdout = sys.stderr

    def receive(self) -> dict[str, Any]:
        """The next line of the parent's."""
        message: dict[str, Any] = json.loads(sys.stdin.readline())
        return message

    def send(self, message: dict[str, Any]) -> None:
        """One line to the parent."""
        self._out.write(json.dumps(message, ensure_ascii=False) + "\n")
        self._out.flush()

    def embed(self, texts: Sequence[str], kind: str) -> Any:
        """Float32 unit rows of `texts`, each a `query` or a `passage`."""
        self.send({"embed": list(texts), "kind": kind})
        answer = self.receive()
        return np.frombuffer(base64.b64decode(answer["rows"]), np.float32).reshape(len(texts), -1)


class Chunks:
    """The documents cut by LangChain's splitter at 1,000 characters with 200 of overlap, as its tutorials do.

    Its own default of 4,000 is beyond what most embedding models read. Haystack and txtai get the same chunks: the one
    splits by words, of which Chinese has none to see, the other not at all.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200, add_start_index=True)
        cut = splitter.create_documents(list(texts), [{"document": number} for number in range(len(texts))])
        self.documents = cut
        self.texts = [chunk.page_content for chunk in cut]
        self.spans: list[Span] = [
            (
                chunk.metadata["document"],
                chunk.metadata["start_index"],
                chunk.metadata["start_index"] + len(chunk.page_content),
            )
            for chunk in cut
        ]


def langchain_faiss(parent: Parent, chunks: Chunks, queries: Sequence[str], depth: int) -> Rankings:
    """RecursiveCharacterTextSplitter, FAISS.from_documents, similarity_search."""
    # What its users write, though it is being retired: in the peers' environment only, never in ours.
    from langchain_community.vectorstores import FAISS
    from langchain_core.embeddings import Embeddings

    class ParentEmbeddings(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            rows: list[list[float]] = parent.embed(texts, "passage").tolist()
            return rows

        def embed_query(self, text: str) -> list[float]:
            row: list[float] = parent.embed([text], "query")[0].tolist()
            return row

    for number, chunk in enumerate(chunks.documents):
        chunk.metadata["chunk"] = number
    store = FAISS.from_documents(chunks.documents, ParentEmbeddings())
    return [
        [chunks.spans[hit.metadata["chunk"]] for hit in store.similarity_search(query, k=depth)] for query in queries
    ]


def llama_index(
    parent: Parent, texts: Sequence[str], queries: Sequence[str], depth: int
) -> Iterator[tuple[str, int, Rankings]]:
    """SentenceSplitter with its defaults (1,024 tokens, 200 of overlap); VectorStoreIndex; BM25Retriever."""
    from llama_index.core import Document, VectorStoreIndex
    from llama_index.core.embeddings import BaseEmbedding
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.retrievers.bm25 import BM25Retriever

    class ParentEmbeddings(BaseEmbedding):  # type: ignore[misc]
        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            rows: list[list[float]] = parent.embed(texts, "passage").tolist()
            return rows

        def _get_query_embedding(self, query: str) -> list[float]:
            row: list[float] = parent.embed([query], "query")[0].tolist()
            return row

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

    documents = [Document(text=text, id_=str(number)) for number, text in enumerate(texts)]
    nodes = SentenceSplitter().get_nodes_from_documents(documents)

    def spans(found: Any) -> list[Span]:
        return [(int(hit.node.ref_doc_id), hit.node.start_char_idx, hit.node.end_char_idx) for hit in found]

    store = VectorStoreIndex(nodes, embed_model=ParentEmbeddings(embed_batch_size=512))
    dense = store.as_retriever(similarity_top_k=depth)
    yield "llama-index vector", len(nodes), [spans(dense.retrieve(query)) for query in queries]
    for name, options in (
        ("llama-index BM25", {}),
        ("llama-index BM25, Han characters as tokens", {"token_pattern": CHARACTERS, "skip_stemming": True}),
    ):
        lexical = BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=depth, **options)
        yield name, len(nodes), [spans(hit for hit in lexical.retrieve(query) if hit.score > 0) for query in queries]


def haystack(parent: Parent, chunks: Chunks, queries: Sequence[str], depth: int) -> Iterator[tuple[str, int, Rankings]]:
    """InMemoryDocumentStore; BM25 and embedding retrievers; DocumentJoiner by reciprocal rank fusion."""
    from haystack import Document
    from haystack.components.joiners import DocumentJoiner
    from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    store = InMemoryDocumentStore()
    rows = parent.embed(chunks.texts, "passage").tolist()
    store.write_documents(
        [
            Document(id=str(number), content=text, embedding=row)
            for number, (text, row) in enumerate(zip(chunks.texts, rows, strict=True))
        ]
    )
    lexical = InMemoryBM25Retriever(store, top_k=depth)
    dense = InMemoryEmbeddingRetriever(store, top_k=depth)
    joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=depth)
    alone: Rankings = []
    joined: Rankings = []
    for query in queries:
        words = lexical.run(query=query)["documents"]
        meaning = dense.run(query_embedding=parent.embed([query], "query")[0].tolist())["documents"]
        both = joiner.run(documents=[words, meaning])["documents"]
        alone.append([chunks.spans[int(document.id)] for document in words])
        joined.append([chunks.spans[int(document.id)] for document in both])
    yield "haystack BM25", len(chunks.texts), alone
    yield "haystack BM25 + embedding, joined by RRF", len(chunks.texts), joined


def txtai_hybrid(parent: Parent, chunks: Chunks, queries: Sequence[str], depth: int) -> Rankings:
    """Embeddings with hybrid=True: its own BM25 and a FAISS index, half and half."""
    from txtai import Embeddings

    def transform(texts: list[str]) -> Any:
        kind = "query" if texts[0].startswith("query: ") else "passage"
        return parent.embed([text.removeprefix(f"{kind}: ") for text in texts], kind)

    embeddings = Embeddings(
        method="external",
        transform=transform,
        instructions={"query": "query: ", "data": "passage: "},
        hybrid=True,
    )
    embeddings.index((number, text, None) for number, text in enumerate(chunks.texts))
    return [[chunks.spans[int(number)] for number, _ in embeddings.search(query, depth)] for query in queries]


def main() -> None:
    """Reads the job, runs each peer, sends each ranking."""
    parent = Parent()
    job = parent.receive()
    texts, depth = job["documents"], job["depth"]
    # LlamaIndex fails on an empty question; such a one ranks nothing anywhere.
    asked = [place for place, query in enumerate(job["queries"]) if query.strip()]
    queries = [job["queries"][place] for place in asked]

    def send(name: str, count: int, rankings: Rankings, started: float) -> None:
        whole: Rankings = [[] for _ in job["queries"]]
        for place, ranking in zip(asked, rankings, strict=True):
            whole[place] = ranking
        seconds = round(time.perf_counter() - started, 1)
        parent.send({"peer": name, "chunks": count, "rankings": whole, "seconds": seconds})

    wanted: Callable[[str], Any] = re.compile(job["peers"]).search
    chunks = Chunks(texts)
    for name, run in (("langchain splitter + FAISS", langchain_faiss), ("txtai hybrid", txtai_hybrid)):
        if wanted(name):
            started = time.perf_counter()
            rankings = run(parent, chunks, queries, depth)
            send(name, len(chunks.texts), rankings, started)
    for family, several in (
        ("haystack", haystack(parent, chunks, queries, depth)),
        ("llama-index", llama_index(parent, texts, queries, depth)),
    ):
        if wanted(family):
            started = time.perf_counter()
            for name, count, rankings in several:
                send(name, count, rankings, started)
                started = time.perf_counter()
    parent.send({"done": True})


if __name__ == "__main__":
    main()
