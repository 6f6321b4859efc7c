"""ParsedDocument as JSON, between the parsing process and the one that asked."""

import json
from typing import Any

from index.report import ParsedDocument
from index.report_json import blocks_from_rows, blocks_to_rows, removals_from_rows, removals_to_rows


def to_json(document: ParsedDocument) -> dict[str, Any]:
    """A document as plain lists, numbers and strings."""
    return {
        "text": document.text,
        "blocks": blocks_to_rows(document.blocks),
        "removals": removals_to_rows(document.removals),
        "page_starts": list(document.page_starts),
        "title": document.title,
        "problems": list(document.problems),
        "page_labels": list(document.page_labels),
        "unread": list(document.unread),
    }


def from_json(value: dict[str, Any]) -> ParsedDocument:
    """The document that `to_json` wrote."""
    return ParsedDocument(
        value["text"],
        blocks_from_rows(value["blocks"]),
        removals_from_rows(value["removals"]),
        tuple(value["page_starts"]),
        value["title"],
        tuple(value["problems"]),
        tuple(value["page_labels"]),
        tuple(value["unread"]),
    )


def encode_line(message: dict[str, Any]) -> bytes:
    """A message as one line of ASCII; characters beyond it, lone surrogates in file names included, are escaped."""
    return json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def decode_line(line: bytes) -> dict[str, Any]:
    """The message that `encode_line` wrote."""
    message = json.loads(line)
    assert isinstance(message, dict)
    return message
