"""Files of other formats that a Word document shows as part of its text (altChunk)."""

import email
import email.policy
from pathlib import PurePosixPath

from index.errors import UnreadableReport
from index.parsing.limits import Limits
from index.report import ParsedDocument

# A document in a document in a document is no report's.
_DEEPEST = 2


def chunk_document(data: bytes, name: str, limits: Limits, inside: int) -> ParsedDocument | None:
    """The document in such a file; None where its format is not read, or it doesn't read."""
    ending = PurePosixPath(name).suffix.lower()
    try:
        if ending in (".docx", ".docm"):
            from index.parsing.word.reading import parse_docx

            return parse_docx(data, limits, inside=inside + 1) if inside < _DEEPEST else None
        if ending in (".mht", ".mhtml", ".eml"):
            from index.parsing.html import parse_html

            return parse_html(*_web_page_of(data))
        if ending in (".htm", ".html", ".xhtml"):
            from index.parsing.html import parse_html

            return parse_html(data)
        if ending == ".txt":
            from index.parsing.plain_text import parse_plain

            return parse_plain(data)
    except UnreadableReport:
        # The rest of the document is worth reading.
        return None
    return None


def _web_page_of(archive: bytes) -> tuple[bytes, str | None]:
    """The page in a web archive, empty where there is none, and the encoding that the archive names for it."""
    message = email.message_from_bytes(archive, policy=email.policy.default)
    page = message.get_body(("html",))
    if page is None:
        return b"", None
    content = page.get_payload(decode=True)
    return (content if isinstance(content, bytes) else b""), page.get_content_charset()
