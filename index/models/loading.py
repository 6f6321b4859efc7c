"""The one place that loads a local model: from disk, at first use, never from a hub unless a setting allows it."""

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from index.errors import EmbeddingError

T = TypeVar("T")


class AtFirstUse(Generic[T]):
    """A value made when it is first asked for, once for all threads. Where making it raises, the next asks again."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: T | None = None

    def get(self) -> T:
        """The value; made now where nobody asked before."""
        if self._made is None:
            with self._lock:
                if self._made is None:
                    self._made = self._make()
        return self._made


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A model of sentence-transformers, by name or folder: which of its classes, and what an error says of it."""

    kind: Literal["SentenceTransformer", "CrossEncoder"]
    name: str
    role: str
    remedy: str
    allow_download: bool = False

    def load(self, **options: Any) -> Any:
        """The model, ready to compute on the CPU. Raises EmbeddingError where it is not on this machine."""
        if not self.allow_download:
            os.environ["HF_HUB_OFFLINE"] = "1"  # read when the library is imported
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
        import sentence_transformers
        import transformers

        transformers.logging.disable_progress_bar()
        make = getattr(sentence_transformers, self.kind)
        try:
            model = make(self.name, device="cpu", local_files_only=not self.allow_download, **options)
        except (OSError, ValueError) as error:
            raise EmbeddingError(
                f"the {self.role} {self.name!r} is not on this machine; {self.remedy}, or set embedding.allow_download"
            ) from error
        return model.eval()


def cross_encoder(name: str, role: str, setting: str, allow_download: bool) -> LocalModel:
    """The CrossEncoder that `setting` names; a folder may begin with `~`."""
    remedy = f"give the path of a cross-encoder's folder in {setting}, leave it empty"
    return LocalModel("CrossEncoder", str(Path(name).expanduser()), role, remedy, allow_download)


def model_folder(name: str) -> Path | None:
    """Where the files of a model lie that is named by folder, or by its name on the hub and was fetched before.

    None where it is not on this machine.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        found = try_to_load_from_cache(name, "config.json")
    except HFValidationError:  # no name that the hub would give
        return None
    return Path(found).parent if isinstance(found, str) else None
