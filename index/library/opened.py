"""What all of a library stands on: its store, its embedding model, and what they say of themselves."""

import functools
import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from index.errors import LibraryError
from index.ingestion import ledgers
from index.ingestion.ledgers import ReadLedger
from index.ingestion.ledgers_asked import AskedLedgers
from index.ingestion.reading import Reader, ReadingProcess
from index.models.embedding import Embedder, Vectors
from index.models.reranking import Reranker
from index.parsing import Limits
from index.spent import Spent
from index.store.local import LocalStore
from index.store.made_with import precision_of
from index.store.store import Store


class Opened:
    """A library that is opened; nothing is read or loaded yet."""

    def __init__(
        self,
        where: Path | Store,
        embedder: Embedder,
        limits: Limits | None = None,
        reranker: Reranker | None = None,
        reader: Callable[[Limits], Reader] = ReadingProcess,
    ) -> None:
        self._store = LocalStore(where) if isinstance(where, Path) else where
        self._embedder = embedder
        self._limits = limits or Limits()
        self._reranker = reranker
        self._reader = reader
        # A question is embedded for the search and again to compare sentences with it.
        self._query_vectors = functools.lru_cache(maxsize=64)(self._embed_query)
        self._asked_ledgers = AskedLedgers(self._keep_ledgers)
        self.spent = Spent()  # on embedding, for whoever watches a server

    @property
    def root(self) -> Path:
        """The folder on this machine for what is kept beside the reports; of a library in a folder, that folder."""
        return self._store.root

    @property
    def address(self) -> str:
        """What names the library: its folder, or its address in a cluster."""
        return str(self._store)

    @property
    def exists(self) -> bool:
        """Whether there is a library."""
        return self._store.exists

    def generation(self) -> int:
        """The number of the last commit; it never goes back."""
        with self._store.reading() as catalogue:
            return catalogue.generation()

    @property
    def embedder_fingerprint(self) -> str:
        """What tells whether another's vectors can be compared with this library's."""
        return self._embedder.fingerprint

    def embedding(self) -> dict[str, str | None]:
        """What scores depend on beside texts: the model, its fingerprint, and the types that it computes in.

        `precision` is that of passages, now; `passages` that of the stored vectors, several joined by `+`. Loads the
        model. None where the embedder, or a library of an earlier version, does not say.
        """
        with self._store.reading() as catalogue:
            stored = catalogue.setting("precision")
        return {
            "model": self._embedder.name,
            "fingerprint": self._embedder.fingerprint,
            "precision": precision_of(self._embedder),
            "passages": stored,
        }

    def fingerprint(self) -> str:
        """16 hex digits that change with the reports, their texts, the embedding model or the way of cutting.

        And with what is not embedded yet.
        """
        with self._store.reading() as catalogue:
            pending = catalogue.pending()
            made = [catalogue.setting(name) for name in ("model", "embedding", "passages")]
            made += [f"{pending.passages} passages not embedded"] if pending.passages else []
            known = sorted(catalogue.text_hashes().items())
            metadata = sorted(map(repr, catalogue.all_metadata().values()))
        return hashlib.sha256(repr((made, known, metadata)).encode()).hexdigest()[:16]

    @property
    def _folder(self) -> Path:
        """The folder of a library in one. Raises LibraryError for another: what asks is done there by its own tools."""
        if isinstance(self._store, LocalStore):
            return self._store.root
        raise LibraryError(
            f"{self._store} is no folder: copy its objects with the object store's own tools, and make Milvus anew "
            "from them with: wenju doctor --repair"
        )

    def _embed_query(self, query: str) -> Vectors:
        return self.spent.on("query", lambda: self._embedder.embed_query(query))

    def _keep_ledgers(self, read: Sequence[ReadLedger]) -> None:
        if isinstance(self._store, LocalStore):
            ledgers.keep_read(self._store.root, read)


def ids_of(report_ids: Iterable[str]) -> list[str]:
    """The ids, each once, in their order. Raises TypeError for one text: its letters would be taken for ids."""
    if isinstance(report_ids, str):
        raise TypeError(f"ids of reports are given as a list, also a single one: [{report_ids!r}]")
    return list(dict.fromkeys(report_ids))
