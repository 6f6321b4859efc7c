"""Text of claims, reports and file names made harmless in each format, and legible: nothing of it is left out.

What a reader cannot see, such as a character that turns the reading direction, is shown by its number.
"""

import json
import re
from typing import Any

from index.patterns import regex

# Controls but tab and line feed; zero-width characters but the joiners that scripts need; what turns the reading
# direction; tag characters; surrogates and noncharacters, which XML does not admit.
_UNSEEN = regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPECIAL = regex(r"([\\`*_{}\[\]<>()#|~&!$@^])")
_LINE_START = regex(r"^(\s*)([-+=]|\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE)
# GitHub's Markdown makes links of bare addresses.
_ADDRESS = regex(r"(?i)\b(https?|ftp|mailto|xmpp|javascript|data)(:)|\b(www)(\.)")
# Full-width forms too: spreadsheets in Chinese and Japanese take them for the plain ones.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_WEB = regex(r"https?://[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]{1,2000}")


def spelled_out(text: str) -> str:
    """The text with line ends as line feeds and unseen characters as [U+202E]."""
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The text spelled out on one line."""
    return " ".join(spelled_out(text).split())


def markdown(text: str) -> str:
    """Text on one line that Markdown shows as it is: no markup, link, picture or entity."""
    escaped = _SPECIAL.sub(r"\\\1", one_line(text))
    escaped = _ADDRESS.sub(lambda found: (found[1] or found[3]) + "\\" + (found[2] or found[4]), escaped)
    return _LINE_START.sub(lambda found: _escaped_start(found[1], found[2]), escaped)


def _escaped_start(space: str, mark: str) -> str:
    # A backslash before a digit is no escape, so a list's number is told apart by what follows it.
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"


def cell(text: str) -> str:
    """The text as a cell of a spreadsheet that no program takes for a formula."""
    shown = spelled_out(text)
    return "'" + shown if shown.lstrip(" \u00a0\u3000").startswith(_FORMULA) else shown


def web_address(text: str | None) -> str | None:
    """The text where it is a plain http or https address, which may be a link; else None."""
    return text if text is not None and _WEB.fullmatch(text) else None


def json_text(document: Any) -> str:
    """Indented JSON in which unseen characters are escaped, so that an editor shows what is there."""
    written = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return _UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1] if found[0] != "\n" else "\n", written) + "\n"


def whole(value: Any) -> Any:
    """A JSON value whose texts are valid Unicode: half a surrogate pair, which no file can hold, becomes U+FFFD."""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, dict):
        return {whole(name): whole(inner) for name, inner in value.items()}
    return [whole(inner) for inner in value] if isinstance(value, list | tuple) else value
