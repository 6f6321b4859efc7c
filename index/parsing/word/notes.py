"""Footnotes, endnotes and comments: each stands behind the block that refers to it."""

import lxml.etree as etree

from index.parsing.package import Package, value
from index.parsing.word.body import BodyReader
from index.report import BlockKind
from index.text.script import has_han

# Lines that part notes from text have a type of their own; a note of the report has none, or "normal".
_PARTS = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}


class Notes:
    """The notes of a document by kind and id; each is read once, where it is met first."""

    def __init__(self, package: Package, part: str) -> None:
        self._notes: dict[tuple[str, str], etree._Element] = {}
        for kind, name in _PARTS.items():
            root = package.beside(part, name, f"{name}.xml")
            for note in () if root is None else root.iterchildren(f"{{*}}{kind}"):
                if value(note, "type") in ("", "normal"):
                    self._notes[kind, value(note, "id")] = note

    def add(self, reader: BodyReader, kind: str, identity: str) -> None:
        """Add a note's text behind what `reader` has read; a comment says whose it is, as Word shows it."""
        note = self._notes.pop((kind, identity), None)
        if note is None:
            return
        if kind != "comment":
            reader.read(note)
            return
        text = "\n".join(reader.paragraphs(note))
        if text:
            author = value(note, "author").strip()
            named = f"批注（{author}）：" if author else "批注："
            if not has_han(text + author):
                named = f"Comment ({author}): " if author else "Comment: "
            reader.builder.add(BlockKind.PARAGRAPH, named + text)
