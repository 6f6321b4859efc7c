"""Our own style sheet and script: which parts they are joined of, their addresses, and how long a browser keeps them.

Gradio would rewrite a style sheet and run a script only after its own, so they stand in the page's head themselves.
The addresses there name the contents, so that a browser may keep them, compiled, until they are others.
"""

import hashlib
from importlib.resources import files

# The parts of the style sheet, in the order in which a later rule goes above an earlier one.
STYLES = (
    *("base", "library", "top", "answers", "sources", "ask", "scope", "check", "claims", "claim", "evidence"),
    *("kept", "desk", "own", "incoming", "compare", "figures", "between", "each", "evaluate", "narrow"),
)
# The parts of the script: the first holds what all use, the last begins; between, a link or button goes to the first
# part that knows it, and parts put themselves right in this order.
SCRIPTS = (
    *("page", "appearance", "talking", "tabs", "taking", "tables", "reports", "scope", "incoming"),
    *("desk", "own", "leaf", "checking", "evidence", "divider", "asking", "judging", "folds", "compare"),
    *("each", "evaluate", "keeping", "server", "listening"),
)
SCRIPT, SHEET = "/wenju/page.js", "/wenju/page.css"
KINDS = {SCRIPT: "text/javascript; charset=utf-8", SHEET: "text/css; charset=utf-8"}
# What never changes under its address: the browser need not ask again.
LASTS = b"public, max-age=31536000, immutable"


class OwnFiles:
    """Both files as they were when the server started."""

    def __init__(self) -> None:
        self.contents = {SCRIPT: joined_scripts(), SHEET: joined_styles()}
        self._versions = {
            path: hashlib.sha256(content).hexdigest()[:16].encode() for path, content in self.contents.items()
        }

    @property
    def tags(self) -> bytes:
        """What the head of the page loads them by."""
        script, sheet = (path.encode() + b"?v=" + self._versions[path] for path in (SCRIPT, SHEET))
        return b'<link rel="stylesheet" href="%s"><script src="%s"></script>' % (sheet, script)

    def lasts(self, path: str, query: bytes) -> bool:
        """Whether this address names the contents that are served."""
        return query == b"v=" + self._versions[path]


def joined_scripts() -> bytes:
    """The parts of the page's script inside one function, so that their names stay their own."""
    return b'"use strict";\n\n(() => {\n' + _joined("scripts", SCRIPTS, "js") + b"})();\n"


def joined_styles() -> bytes:
    """The parts of the style sheet."""
    return _joined("styles", STYLES, "css")


def _joined(folder: str, names: tuple[str, ...], suffix: str) -> bytes:
    return b"".join((files(__package__) / folder / f"{name}.{suffix}").read_bytes() for name in names)
