"""One generation of a library, loaded for searching: the FAISS shards and the lexical index that the catalogue lists.

A derived file that is missing or damaged is made again in memory from the catalogue, without embedding anything;
opening writes nothing. `damaged` names such files, so that `doctor --repair` or the next commit can write them.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from .catalogue import Catalogue
from .durable import StoredFile, read_intact
from .embedding import Vectors
from .lexical import LexicalEntry, LexicalIndex
from .passages import indexed_text
from .ranking import Ranking, fuse
from .vectors import Ids, Shard, VectorIndex, shard_bytes

VECTORS = "vectors"
LEXICAL = "lexical"
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
        self._lexical = self._load_lexical(root, catalogue, files, len(live))

    def search(
        self, query: str, vector: Vectors, k: int, allowed: Ids | None = None, reports: Sequence[int] | None = None
    ) -> Ranking:
        """The best `k` passage ids with fused scores; only `allowed` ids, which are those of `reports`."""
        depth = max(DEPTH, k)
        dense = self._vectors.search(vector, depth, allowed)
        lexical = self._lexical.search(query, depth, reports)
        only_lexical = [key for key, _ in lexical if key not in {found for found, _ in dense}]
        cosines = dict(dense) | self._vectors.cosines(vector, only_lexical)
        return fuse(cosines, dict(lexical))[:k]

    def term_weights(self, terms: Iterable[str]) -> dict[str, float]:
        """BM25's inverse document frequency of each lexical token."""
        return self._lexical.term_weights(terms)

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

    def _load_lexical(self, root: Path, catalogue: Catalogue, files: Sequence[StoredFile], count: int) -> LexicalIndex:
        listed = [file for file in files if file.kind == LEXICAL]
        broken = [file.name for file in listed if read_intact(root, file) is None]
        if listed and not broken:
            opened = LexicalIndex.open((root / listed[0].name).parent)
            if len(opened) == count:
                return opened
            broken = [f"{Path(listed[0].name).parent} ({len(opened)} passages of {count})"]
        self.damaged.extend(broken)
        return LexicalIndex.in_memory(lexical_entries(catalogue))


def lexical_entries(catalogue: Catalogue) -> Iterator[LexicalEntry]:
    """What the lexical index holds, from the catalogue alone."""
    for stored in catalogue.reports():
        report = catalogue.report(stored.number)
        for entry in catalogue.passages_of(stored.number):
            yield LexicalEntry(entry.id, stored.number, indexed_text(report, entry.passage))
