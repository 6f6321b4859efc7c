"""Which paths that a browser names are files that it uploaded: the one place that decides it, for every handler.

Gradio keeps an upload as FOLDER/DIGEST/NAME. The digest is salted with a secret of the installation, so that only
who uploaded a file (or knows the salt) can name its folder; two who upload the same bytes under one name share it,
and learn nothing by it. Gradio looks at a path itself, but not at one that begins like an address.
"""

import stat
from pathlib import Path

from index.patterns import regex

_DIGEST = regex(r"[0-9a-f]{64}")


def own_upload(named: object, folder: Path | None) -> Path | None:
    """The uploaded file that a client's value names; None for anything else, also for a file that is gone.

    It must be an ordinary file right in a digest's folder below `folder`, by its own name: `..`, a relative path or a
    symbolic link on the way is none, wherever it leads. Without a folder nothing was uploaded.
    """
    if folder is None or not isinstance(named, str) or "\0" in named:
        return None
    parts = Path(named).parts
    if ".." in parts or len(parts) < 3 or not _DIGEST.fullmatch(parts[-2]):
        return None
    try:
        # The folder itself may be reached by a link (a /tmp that is one); nothing below it may.
        expected = folder.resolve(strict=True) / parts[-2] / parts[-1]
        own = Path(named).is_absolute() and Path(named).resolve(strict=True) == expected
        return Path(named) if own and stat.S_ISREG(expected.lstat().st_mode) else None
    except (OSError, RuntimeError):  # RuntimeError: links in a circle
        return None


def shown_name(named: object) -> str:
    """The last part of what a client named, to say which file is meant."""
    return Path(named).name[:80] if isinstance(named, str) else ""
