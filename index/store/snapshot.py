"""One generation of a library, loaded for searching: the FAISS shards and the lexical index that the catalogue lists.

A derived file that is missing or damaged is made again in memory from the catalogue, without embedding anything;
opening writes nothing. `damaged` names such files, so that `doctor --repair` or the next commit can write them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from index.errors import LibraryDamaged
from index.models.embedding import Vectors
from index.report import Passage, Report
from index.search.legs import WordsHit, both
from index.search.ranking import Ranking, SearchFindings, rank, weights_for
from index.search.side_by_side import Doing, in_turn
from index.store.catalogue import Catalogue
from index.store.durable import StoredFile, Verified, read_intact
from index.store.kept_vectors import Covered, Ids, among, ids_of
from index.store.lexical import LexicalEntry, LexicalIndex
from index.store.shards import Shard, shard_bytes
from index.store.vectors import LiveShard, VectorIndex
from index.structure.passages import indexed_text
from index.text.tokens import TOKENS_VERSION

VECTORS = "vectors"
LEXICAL = "lexical"  # the passages' words
WHOLE = "whole"  # the words of each report as a whole
# What the catalogue lists them as: files of another version of the tokens are as good as missing, and made again.
LEXICAL_KINDS = {folder: f"{folder} {TOKENS_VERSION}" for folder in (LEXICAL, WHOLE)}

# Bytes of derived files that are read and hashed at once, in some 10 ms. What a few reports add is less.
AT_ONCE = 8_000_000
# Passages inside a scope from which on it is searched side by side: for fewer threads take longer to take turns.
MANY = 50_000
# Entries that are looked up at once.
LOOKED_UP = 50


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A shard with what is alive of it, and how many reports and passages that are."""

    part: LiveShard
    inside: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Inside:
    """The legs of a snapshot over the passages `allowed`, which are those of `reports`; None for all."""

    vectors: VectorIndex
    words: LexicalIndex
    whole: LexicalIndex
    allowed: Ids | None
    reports: Sequence[int] | None
    do: Doing

    def nearest(self, vector: Vectors, k: int) -> dict[int, float]:
        return dict(self.vectors.search(vector, k, self.allowed, self.do))

    def cosines(self, vector: Vectors, keys: Sequence[int]) -> dict[int, float]:
        return self.vectors.cosines(vector, keys)

    def by_words(self, terms: Mapping[str, float], k: int) -> list[WordsHit]:
        return self.words.search(terms, k, self.reports, of_reports=self.allowed)

    def words_of(self, terms: Mapping[str, float], keys: Sequence[int]) -> list[WordsHit]:
        return self._looked_up(self.words, terms, keys)

    def whole_reports(self, terms: Mapping[str, float], reports: Sequence[int]) -> dict[int, float]:
        return {hit.key: hit.score for hit in self._looked_up(self.whole, terms, reports)}

    def term_weights(self, terms: Iterable[str]) -> dict[str, float]:
        return self.words.term_weights(terms)

    def _looked_up(self, index: LexicalIndex, terms: Mapping[str, float], keys: Sequence[int]) -> list[WordsHit]:
        """These entries with their scores; 50 at once take half as long as 100."""
        parts = [keys[first : first + LOOKED_UP] for first in range(0, len(keys), LOOKED_UP)]
        found = self.do([partial(index.search, terms, len(part), keys=part) for part in parts])
        return sorted((hit for hits in found for hit in hits), key=lambda hit: (-hit.score, hit.key))


class Snapshot:
    """The searchable part of one generation; safe to use from several threads."""

    def __init__(
        self,
        root: Path,
        catalogue: Catalogue,
        before: "Snapshot | None" = None,
        verified: Verified | None = None,
        do: Doing = in_turn,
    ) -> None:
        """`before` is an earlier generation's: its shards are taken over where they are listed still.

        `do` does the parts of a search where there is much to be searched.
        """
        self.generation = catalogue.generation()
        self.damaged: list[str] = []
        self._verified = verified or Verified()
        self._loaded: dict[tuple[str, str], _Loaded] = {} if before is None else dict(before._loaded)
        files = catalogue.files()
        self._mapped: list[StoredFile] = []
        if self.unread(root, files) > AT_ONCE:  # at opening: two at once, as hashing leaves Python to others
            with ThreadPoolExecutor(2, "wenju-verifying") as readers:
                list(readers.map(partial(self._read, root), sorted(files, key=lambda file: -file.size)))
        self._vectors = self._load_vectors(root, catalogue, files)
        self._lexical = self._load_lexical(root, files, LEXICAL, catalogue.passage_count(), passage_entries(catalogue))
        self._whole = self._load_lexical(root, files, WHOLE, catalogue.count(), report_entries(catalogue))
        self._do = do if len(self._lexical) >= MANY else in_turn

    def read_ahead(self, root: Path, files: Sequence[StoredFile]) -> None:
        """Reads derived files of a later generation, so that its snapshot finds them read."""
        for file in files:
            self._read(root, file)

    def _read(self, root: Path, file: StoredFile) -> None:
        if file.kind != VECTORS:
            self._verified.intact(root, file)
        elif (file.name, file.sha256) not in self._loaded and (shard := self._shard(root, file)) is not None:
            self._loaded[file.name, file.sha256] = _Loaded(LiveShard(shard, shard.ids[:0]), (0, 0))

    def is_changed(self, root: Path) -> bool:
        """Whether a file that is mapped was changed in place: it is read in another way than what was verified.

        Vectors are not mapped. Whatever changes files so, none of ours does.
        """
        return not all(self._verified.knows(root, file) for file in self._mapped)

    def unread(self, root: Path, files: Sequence[StoredFile]) -> int:
        """Bytes of these derived files, of a later generation's, that this one has not read."""
        loaded = {sha256 for _, sha256 in self._loaded}
        return sum(
            file.size
            for file in files
            if not (file.sha256 in loaded if file.kind == VECTORS else self._verified.knows(root, file))
        )

    @property
    def has_vectors(self) -> bool:
        """Whether a passage can be searched by its vector: else a query need not be embedded."""
        return len(self._vectors) > 0

    def search(
        self,
        query: str,
        vector: Vectors | None,
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
        vector: Vectors | None,
        k: int,
        allowed: Ids | None = None,
        reports: Sequence[int] | None = None,
        synonyms: Iterable[str] = (),
    ) -> SearchFindings:
        """What both legs find for a query, each with the other's score too; without a `vector` the words alone.

        A passage that is not embedded yet has no cosine.
        """
        do = in_turn if allowed is not None and len(allowed) < MANY else self._do
        legs = _Inside(self._vectors, self._lexical, self._whole, allowed, reports, do)
        return both(legs, query, vector, k, synonyms, do)

    def term_weights(self, terms: Iterable[str]) -> dict[str, float]:
        """BM25's inverse document frequency of each lexical token."""
        return self._lexical.term_weights(terms)

    def passages_with(self, terms: Iterable[str]) -> dict[str, int]:
        """How many passages have each lexical token."""
        return self._lexical.entries_with(terms)

    def has_together(self, terms: Iterable[str]) -> bool:
        """Whether one passage has every one of the tokens."""
        return self._lexical.has_together(terms)

    def _load_vectors(self, root: Path, catalogue: Catalogue, files: Sequence[StoredFile]) -> VectorIndex:
        used = catalogue.vectors.shards()
        loaded: dict[tuple[str, str], _Loaded] = {}
        missing = catalogue.vectors.without_shard()
        for file in files:
            if file.kind == VECTORS and file.name in used:
                key, inside = (file.name, file.sha256), used.pop(file.name)
                known = self._loaded.get(key)
                if known is None or known.inside != inside:
                    shard = self._shard(root, file) if known is None else known.part.shard
                    if shard is None:
                        self.damaged.append(file.name)
                        missing += catalogue.vectors.covered(file.name)
                        continue
                    known = _Loaded(LiveShard(shard, _live(shard, catalogue.vectors.covered(file.name))), inside)
                loaded[key] = known
        for name in used:  # reports of a file that is not listed
            missing += catalogue.vectors.covered(name)
        self._loaded = loaded
        parts = [one.part for one in loaded.values()]
        if missing:
            made = _in_memory(catalogue, sorted(missing, key=lambda one: one.first))
            parts.append(LiveShard(made, made.ids))
        return VectorIndex(parts)

    @staticmethod
    def _shard(root: Path, file: StoredFile) -> Shard | None:
        content = read_intact(root, file)
        return None if content is None else Shard.from_bytes(file.name, content)

    def _load_lexical(
        self, root: Path, files: Sequence[StoredFile], folder: str, count: int, entries: Iterable[LexicalEntry]
    ) -> LexicalIndex:
        listed = [file for file in files if file.kind == LEXICAL_KINDS[folder]]
        broken = [file.name for file in listed if not self._verified.intact(root, file)]
        if listed and not broken:
            opened = LexicalIndex.open(root, [file.name for file in listed])
            if len(opened) == count:
                self._mapped += listed
                return opened
            broken = [f"{Path(listed[0].name).parent} ({len(opened)} entries of {count})"]
        if not listed and count:
            broken = [f"{folder} (none of this version)"]
        self.damaged.extend(broken)
        return LexicalIndex.in_memory(entries)


def _live(shard: Shard, covered: Sequence[Covered]) -> Ids:
    own = ids_of(covered)
    here = among(own, shard.ids)
    return own if here.all() else own[here]


def _in_memory(catalogue: Catalogue, reports: Sequence[Covered]) -> Shard:
    """A shard that stands in for a damaged one; damaged vectors are left out."""
    kept = [(one, catalogue.vectors.of(one.number, catalogue.dimension)) for one in reports]
    sound = [(one, rows) for one, rows in kept if rows is not None]
    ids = ids_of([one for one, _ in sound])
    rows = np.concatenate([np.empty((0, catalogue.dimension), np.float32), *(rows for _, rows in sound)])
    return Shard.from_bytes("in memory", shard_bytes(ids, rows))


def passage_entries(catalogue: Catalogue) -> Iterator[LexicalEntry]:
    """What the lexical index holds of the passages, from the catalogue alone."""
    for number, *_ in catalogue.originals():
        report = _sound(catalogue, number)
        for entry in catalogue.passages_of(number):
            if report is None:
                yield LexicalEntry(entry.id, number, "")
            else:
                yield passage_entry(entry.id, number, report, entry.passage)


def report_entries(catalogue: Catalogue) -> Iterator[LexicalEntry]:
    """What the lexical index holds of whole reports, from the catalogue alone."""
    for number, *_ in catalogue.originals():
        report = _sound(catalogue, number)
        yield LexicalEntry(number, number, "", stored=False) if report is None else report_entry(number, report)


def _sound(catalogue: Catalogue, number: int) -> Report | None:
    """The report; None where it is damaged: it is named elsewhere, and found by no word."""
    try:
        return catalogue.report(number)
    except LibraryDamaged:
        return None


def passage_entry(key: int, number: int, report: Report, passage: Passage) -> LexicalEntry:
    """A passage as it is indexed, its header apart."""
    text = report.text[passage.start : passage.end]
    return LexicalEntry(key, number, text, indexed_text(report, passage).removesuffix(text))


def report_entry(number: int, report: Report) -> LexicalEntry:
    """A whole report as it is indexed; its text is not kept there."""
    return LexicalEntry(number, number, report.text, report.metadata.title, stored=False)
