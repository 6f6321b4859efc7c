"""What a library is made with: its embedding model and its way of cutting passages. Another of either is refused."""

import errno
import os
from pathlib import Path

from index.errors import LibraryMismatch
from index.models.embedding import Embedder
from index.store import commit, transactions
from index.store.catalogue import Catalogue
from index.store.durable import not_writable, writer_lock
from index.structure.passages import PASSAGES_VERSION, TOKENS

_PASSAGES = f"passages {PASSAGES_VERSION}, {TOKENS} tokens"


def precision_of(embedder: Embedder) -> str | None:
    """The type that the embedder computes in; one that is handed in need not say."""
    stated = getattr(embedder, "precision", None)
    return None if stated is None else str(stated)


def made_with(embedder: Embedder) -> dict[str, str]:
    """What a library notes of its embedding model with its first vectors; asking for it loads the model."""
    return {"embedding": embedder.fingerprint, "dimension": str(embedder.dimension)}


def create_if_missing(root: Path, embedder: Embedder) -> None:
    """Makes an empty library where there is none; the model is not loaded. Raises LibraryBusy, LibraryNotWritable."""
    if (root / transactions.FILE_NAME).is_file():
        return
    settings = {"model": embedder.name, "passages": _PASSAGES}
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_writable(root, error) from error
    with writer_lock(root, commit.LOCK_SECONDS):
        if not (root / transactions.FILE_NAME).is_file():
            transactions.create(root, settings)


def require_writable(root: Path, embedder: Embedder) -> None:
    """Refuses before anything is read what would fail after all of it was: another model, or no place to write.

    Raises LibraryMismatch, LibraryNotWritable.
    """
    folder = root
    if (root / transactions.FILE_NAME).is_file():
        with transactions.reading(root) as catalogue:
            require_own_model(root, catalogue, embedder)
    else:
        folder = next((parent for parent in (root, *root.absolute().parents) if parent.exists()), root)
    if not folder.is_dir():
        raise not_writable(root, NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)))
    if not os.access(folder, os.W_OK):
        raise not_writable(root, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))


def require_own_model(root: Path, catalogue: Catalogue, embedder: Embedder, whole: bool = False) -> None:
    """Refuses a model other than the library's; `whole` also compares what only loading it tells.

    Raises LibraryMismatch.
    """
    own = catalogue.setting("model")
    known = catalogue.setting("embedding") if whole else None  # None too before the first vectors
    same = own == embedder.name and known in (None, embedder.fingerprint if known else None)
    if not same:
        raise LibraryMismatch(
            f"the library in {root} was made with the embedding model {own!r}, not {embedder.name!r}; "
            f"set embedding.model back, or make a new one of its files: wenju add {root} --library NEW_FOLDER"
        )
    # Libraries of version 0.1 also note the version of their tokens, which are derived and made again.
    if (catalogue.setting("passages") or "").partition(", tokens ")[0] != _PASSAGES:
        raise LibraryMismatch(
            f"the library in {root} was cut into passages in another way than this version does; "
            f"make a new one of its files: wenju add {root} --library NEW_FOLDER"
        )
