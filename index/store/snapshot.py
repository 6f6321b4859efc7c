"""One generation of a library, loaded for searching: the FAISS shards and the lexical index that the catalogue lists.

A derived file that is missing or damaged is made again in memory from the catalogue, without embedding anything;
opening writes nothing. `damaged` names such files, so that `doctor --repair` or the next commit can write them.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from index.models.embedding import Vectors
from index.report import Passage, Report
from index.search.query_terms import query_terms
from index.search.ranking import PassageCandidate, Ranking, SearchFindings, rank, weights_for
from index.store.catalogue import Catalogue
from index.store.durable import StoredFile, read_intact
from index.store.lexical import LexicalEntry, LexicalIndex
from index.store.vectors import Ids, Shard, VectorIndex, shard_bytes
from index.structure.passages import indexed_text
from index.text.tokens import TOKENS_VERSION

VECTORS = "vectors"
LEXICAL = "lexical"  # the passages' words
WHOLE = "whole"  # the words of each report as a whole
# What the catalogue lists them as: files of another version of the tokens are as good as missing, and made again.
LEXICAL_KINDS = {folder: f"{folder} {TOKENS_VERSION}" for folder in (LEXICAL, WHOLE)}
# Hits taken from each leg before fusion; at 10,000 passages both legs answer for 100 in under 3 ms.
DEPTH = 100


class Snapshot:
    """The searchable part of one generation; safe to use from several threads."""

    def __init__(self, root: Path, catalogue: Catalogue, dimension: int) -> None:
        self.generation = catalogue.generation()
        self.damaged: list[str] = []
        live = catalogue.passage_ids()
        files = catalogue.files()
        self._vectors = self._load_vectors(root, catalogue, files, live, dimension)
        self._lexical = self._load_lexical(root, files, LEXICAL, len(live), passage_entries(catalogue))
        self._whole = self._load_lexical(root, files, WHOLE, len(catalogue.metadata()), report_entries(catalogue))

    def search(
        self,
        query: str,
        vector: Vectors,
        k: int,
        allowed: Ids | None = None,
        reports: Sequence[int] | None = None,
        synonyms: Iterable[str] = (),
    ) -> Ranking:
        """The best `k` passage ids with scores; only `allowed` ids, which are those of `reports`."""
        found = self.found(query, vector, k, allowed, reports, synonyms)
        return rank(found, weights_for(query, found.candidates))[:k]

    def found(
        self,
        query: str,
        vector: Vectors,
        k: int,
        allowed: Ids | None = None,
        reports: Sequence[int] | None = None,
        synonyms: Iterable[str] = (),
    ) -> SearchFindings:
        """What both legs find for a query, each with the other's score too."""
        depth = max(DEPTH, k)
        terms = query_terms(query, synonyms)
        cosines = dict(self._vectors.search(vector, depth, allowed))
        hits = {hit.key: hit for hit in self._lexical.search(terms, depth, reports)}
        only_dense = [key for key in cosines if key not in hits]
        hits |= {hit.key: hit for hit in self._lexical.search(terms, len(only_dense), keys=only_dense)}
        cosines |= self._vectors.cosines(vector, [key for key in hits if key not in cosines])
        candidates = tuple(
            PassageCandidate(key, hit.report, cosines[key], hit.score, hit.header, hit.text)
            for key, hit in hits.items()
        )
        inside = sorted({candidate.report for candidate in candidates})
        whole = {hit.key: hit.score for hit in self._whole.search(terms, len(inside), keys=inside)}
        idf = self._lexical.term_weights(terms)
        return SearchFindings(candidates, whole, {term: weight * idf[term] for term, weight in terms.items()})

    def term_weights(self, terms: Iterable[str]) -> dict[str, float]:
        """BM25's inverse document frequency of each lexical token."""
        return self._lexical.term_weights(terms)

    def passages_with(self, terms: Iterable[str]) -> dict[str, int]:
        """How many passages have each lexical token."""
        return self._lexical.entries_with(terms)

    def has_together(self, terms: Iterable[str]) -> bool:
        """Whether one passage has every one of the tokens."""
        return self._lexical.has_together(terms)

    def _load_vectors(
        self, root: Path, catalogue: Catalogue, files: Sequence[StoredFile], live: Ids, dimension: int
    ) -> VectorIndex:
        shards = []
        for file in files:
            if file.kind == VECTORS:
                content = read_intact(root, file)
                if content is None:
                    self.damaged.append(file.name)
                else:
                    shards.append(Shard.from_bytes(file.name, content))
        covered = {int(key) for shard in shards for key in shard.ids}
        missing = live[[int(key) not in covered for key in live]]
        if len(missing):
            content = shard_bytes(missing, catalogue.vectors(missing, dimension))
            shards.append(Shard.from_bytes("in memory", content))
        return VectorIndex(shards, live)

    def _load_lexical(
        self, root: Path, files: Sequence[StoredFile], folder: str, count: int, entries: Iterable[LexicalEntry]
    ) -> LexicalIndex:
        listed = [file for file in files if file.kind == LEXICAL_KINDS[folder]]
        broken = [file.name for file in listed if read_intact(root, file) is None]
        if listed and not broken:
            opened = LexicalIndex.open((root / listed[0].name).parent)
            if len(opened) == count:
                return opened
            broken = [f"{Path(listed[0].name).parent} ({len(opened)} entries of {count})"]
        if not listed and count:
            broken = [f"{folder} (none of this version)"]
        self.damaged.extend(broken)
        return LexicalIndex.in_memory(entries)


def passage_entries(catalogue: Catalogue) -> Iterator[LexicalEntry]:
    """What the lexical index holds of the passages, from the catalogue alone."""
    for stored in catalogue.reports():
        report = catalogue.report(stored.number)
        for entry in catalogue.passages_of(stored.number):
            yield passage_entry(entry.id, stored.number, report, entry.passage)


def report_entries(catalogue: Catalogue) -> Iterator[LexicalEntry]:
    """What the lexical index holds of whole reports, from the catalogue alone."""
    for stored in catalogue.reports():
        yield report_entry(stored.number, catalogue.report(stored.number))


def passage_entry(key: int, number: int, report: Report, passage: Passage) -> LexicalEntry:
    """A passage as it is indexed, its header apart."""
    text = report.text[passage.start : passage.end]
    return LexicalEntry(key, number, text, indexed_text(report, passage).removesuffix(text))


def report_entry(number: int, report: Report) -> LexicalEntry:
    """A whole report as it is indexed; its text is not kept there."""
    return LexicalEntry(number, number, report.text, report.metadata.title, stored=False)
