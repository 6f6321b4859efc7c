"""What a library is made with: its embedding model and its way of cutting passages. Another of either is refused."""

from typing import Protocol

from index.errors import LibraryDamaged, LibraryMismatch
from index.models.embedding import Embedder
from index.store.store import Store
from index.structure.passages import PASSAGES_VERSION, TOKENS

_PASSAGES = f"passages {PASSAGES_VERSION}, {TOKENS} tokens"


def precision_of(embedder: Embedder) -> str | None:
    """The type that the embedder computes in; one that is handed in need not say."""
    stated = getattr(embedder, "precision", None)
    return None if stated is None else str(stated)


def made_with(embedder: Embedder) -> dict[str, str]:
    """What a library notes of its embedding model with its first vectors; asking for it loads the model."""
    return {"embedding": embedder.fingerprint, "dimension": str(embedder.dimension)}


def made_by(embedder: Embedder) -> dict[str, str]:
    """What a library notes when it is made; the model is not loaded."""
    return {"model": embedder.name, "passages": _PASSAGES}


def require_writable(store: Store, embedder: Embedder) -> None:
    """Refuses before anything is read what would fail after all of it was: another model, or no place to write.

    Raises LibraryMismatch, LibraryNotWritable.
    """
    if store.exists:
        with store.reading() as catalogue:
            require_own_model(store, catalogue, embedder)
    store.require_writable()


class _Settings(Protocol):
    def setting(self, name: str) -> str | None: ...


def require_own_model(where: object, catalogue: _Settings, embedder: Embedder, whole: bool = False) -> None:
    """Refuses a model other than the library's; `whole` also compares what only loading it tells.

    Raises LibraryMismatch, and LibraryDamaged where the vectors that are noted can't be this model's.
    """
    own = catalogue.setting("model")
    known = catalogue.setting("embedding") if whole else None  # None too before the first vectors
    same = own == embedder.name and known in (None, embedder.fingerprint if known else None)
    if not same:
        raise LibraryMismatch(
            f"the library in {where} was made with the embedding model {own!r}, not {embedder.name!r}; "
            f"set embedding.model back, or make a new one of its files: wenju add {where} --library NEW_FOLDER"
        )
    if whole and catalogue.setting("dimension") not in (None, str(embedder.dimension)):
        raise LibraryDamaged(
            f"the library in {where} notes vectors of {catalogue.setting('dimension')} numbers, its model gives "
            f"{embedder.dimension}; repair with: wenju doctor --repair"
        )
    # Libraries of version 0.1 also note the version of their tokens, which are derived and made again.
    if (catalogue.setting("passages") or "").partition(", tokens ")[0] != _PASSAGES:
        raise LibraryMismatch(
            f"the library in {where} was cut into passages in another way than this version does; "
            f"make a new one of its files: wenju add {where} --library NEW_FOLDER"
        )
