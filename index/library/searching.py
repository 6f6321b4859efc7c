"""What is found in a library, and what its words and vectors tell."""

from collections.abc import Iterable, Sequence

from index.library.reports import Reports
from index.models.embedding import Vectors
from index.models.reranking import DEPTH as RERANKED
from index.models.reranking import reranked
from index.report import Passage, RankedPassage, Report
from index.scope import Scope
from index.store.made_with import require_own_model
from index.structure.passages import indexed_text


class Search(Reports):
    """Passages, best first."""

    def search(
        self, query: str, k: int = 10, scope: Scope | None = None, synonyms: Sequence[str] = ()
    ) -> list[RankedPassage]:
        """The best `k` passages inside `scope`, best first; none where no report is inside.

        `synonyms` are further names of what the query speaks of, for the words to match.
        Raises LibraryMissing, LibraryMismatch, LibraryDamaged.
        """
        vector = self._query_vector(query)
        with self._store.reading() as catalogue:
            depth = k if self._reranker is None else max(k, RERANKED)
            ranking = catalogue.search(query, vector, depth, scope, synonyms)
            stored = catalogue.passages([key for key, _ in ranking])
            reports = {
                number: catalogue.remembered_report(number)
                for number in dict.fromkeys(found.report for found in stored.values())
            }
        if self._reranker is not None:  # outside the transaction: it takes seconds, and a writer waits for readers
            first = [stored[key] for key, _ in ranking[:RERANKED]]
            texts = [indexed_text(reports[found.report], found.passage) for found in first]
            ranking = reranked(self._reranker, query, ranking, texts)[:k]
        return [
            self._ranked(rank, score, reports[stored[key].report], stored[key].passage)
            for rank, (key, score) in enumerate(ranking, start=1)
        ]

    def ranked_passage(self, report_id: str, number: int, score: float) -> RankedPassage:
        """The `number`th passage of a report as a search would return it, with that score, at no rank of its own.

        Raises UnknownReport, LibraryDamaged.
        """
        passages, _ = self.passages(report_id)
        return self._ranked(0, score, self.get(report_id), passages[number])

    def _ranked(self, rank: int, score: float, report: Report, passage: Passage) -> RankedPassage:
        return RankedPassage(
            rank=rank,
            score=score,
            report_id=report.report_id,
            title=report.metadata.title,
            source=report.sources[0].name,
            section=report.headings(passage.start),
            page=report.page_at(passage.start),
            start=passage.start,
            end=passage.end,
            text=report.text[passage.start : passage.end],
        )

    def _query_vector(self, query: str) -> Vectors | None:
        """None where nothing is embedded yet: the words alone are searched, and no model is loaded."""
        with self._store.reading() as catalogue:
            require_own_model(self._store, catalogue, self._embedder)
            has_vectors = catalogue.has_vectors
        return self._query_vectors(query) if has_vectors else None

    def query_vector(self, text: str) -> Vectors:
        """The query vector of a text by the library's own embedding model; the last 64 are remembered."""
        vector: Vectors = self._query_vectors(text)
        return vector

    def similarities(self, query: str, texts: Sequence[str]) -> list[float]:
        """The cosine of the query with each text, by the library's own embedding model."""
        if not texts:
            return []
        rows = self.spent.on("passages", lambda: self._embedder.embed_passages(texts))
        return [float(cosine) for cosine in rows @ self._query_vectors(query)]

    def term_weights(self, terms: Iterable[str]) -> dict[str, float]:
        """How much each lexical token tells, by the passages of the library that have it (BM25's idf)."""
        with self._store.reading() as catalogue:
            return catalogue.term_weights(terms)

    def passages_with(self, terms: Iterable[str]) -> dict[str, int]:
        """How many passages have each lexical token: 0 for what no report says."""
        with self._store.reading() as catalogue:
            return catalogue.passages_with(terms)

    def has_together(self, terms: Iterable[str]) -> bool:
        """Whether one passage has every one of the lexical tokens, anywhere in it."""
        with self._store.reading() as catalogue:
            return catalogue.has_together(terms)
