"""Which store a library's address means.

`DIR` is a folder of this machine. `milvus-lite:DIR` is a cluster's stand-in, all of it in one folder, for one process
at a time. `milvus://HOST:PORT/NAME?objects=URL` is a cluster: `URL` is where the objects lie, as fsspec takes it.
"""

import hashlib
import os
import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from index.errors import ClusterExtraMissing, WrongLibraryAddress

if TYPE_CHECKING:  # naming a library loads nothing
    from index.store.cluster.collections import Collections
    from index.store.cluster.objects import Objects
    from index.store.cluster.writing import Writing
    from index.store.store import Store

STAND_IN, CLUSTER = "milvus-lite:", "milvus://"
_EXAMPLE = "milvus://HOST:19530/NAME?objects=s3://BUCKET/PREFIX"


def opened(address: str) -> "Store":
    """The store that an address names; nothing is created or connected to yet.

    Raises ClusterExtraMissing, WrongLibraryAddress.
    """
    if address.startswith(STAND_IN):
        return _stand_in(Path(address.removeprefix(STAND_IN)))
    if is_shared(address):
        return _cluster(address)
    from index.store.local import LocalStore

    return LocalStore(Path(address))


def is_folder(address: str) -> bool:
    """Whether an address is that of a folder on this machine."""
    return not address.startswith((STAND_IN, CLUSTER))


def is_library(folder: str) -> bool:
    """Whether a folder on this machine holds a library."""
    from index.store.local import LocalStore

    return LocalStore(Path(folder)).exists


def is_shared(address: str) -> bool:
    """Whether any number of processes may write to the library at once."""
    return address.startswith(CLUSTER)


def writing_at(address: str) -> "Writing | None":
    """What writes reports of a library in any process; None where only the process that opened it may."""
    if not is_shared(address):
        return None
    from index.store.cluster.writing import Writing

    return Writing(*_cluster_parts(address))


def _stand_in(folder: Path) -> "Store":
    _require("milvus_lite")
    from index.store.cluster.cluster import ClusterStore
    from index.store.cluster.collections import Collections
    from index.store.cluster.objects import Objects

    collections = Collections(str(folder / "milvus.db"), "wenju")
    return ClusterStore(f"{STAND_IN}{folder}", Objects(str(folder.absolute() / "objects")), collections, folder)


def _cluster(address: str) -> "Store":
    objects, collections = _cluster_parts(address)
    from index.store.cluster.cluster import ClusterStore

    return ClusterStore(address, objects, collections, _beside(address))


def _cluster_parts(address: str) -> "tuple[Objects, Collections]":
    parts = urlsplit(address)
    name, objects = parts.path.strip("/"), parse_qs(parts.query).get("objects", [""])[0]
    if not parts.hostname or not re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII) or not objects:
        raise WrongLibraryAddress(f"{address!r} does not say which cluster library is meant; write {_EXAMPLE}")
    _require("pymilvus")
    from index.store.cluster.collections import Collections
    from index.store.cluster.objects import Objects

    return Objects(objects), Collections(f"http://{parts.netloc}", name)


def _require(module: str) -> None:
    if find_spec(module) is None:
        raise ClusterExtraMissing("a library in a cluster needs the extra cluster: pip install 'wenju[cluster]'")


def _beside(address: str) -> Path:
    """Where this machine keeps what a user of a cluster library keeps beside it: collections, judgements."""
    state = os.environ.get("XDG_STATE_HOME", "")
    folder = Path(state) if Path(state).is_absolute() else Path.home() / ".local" / "state"
    return folder / "wenju" / "clusters" / hashlib.sha256(address.encode()).hexdigest()[:16]
