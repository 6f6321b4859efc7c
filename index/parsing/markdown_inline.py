"""What a line of Markdown shows, and what it leaves out: comments, the marks of notes, what is struck out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token

from index.parsing.continued_lines import joint
from index.parsing.formulas import latex_text
from index.parsing.html import BLOCKS
from index.parsing.html_styles import STRUCK, STRUCK_REASON
from index.parsing.raised import NOTE_MARK_REASON, RAISED, in_line, marks_of
from index.patterns import regex
from index.report import Removal

_TAG = regex(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")


def shown(tokens: Sequence[Token]) -> tuple[str, list[Removal]]:
    """The text that inline tokens show, and what of them it leaves out, at its offsets."""
    line = _Line()
    for token in _flat(tokens):
        line.take(token)
    line.end_stroke()
    return line.settled()


class _Line:
    """What inline tokens show, as they come."""

    def __init__(self) -> None:
        self._text = ""
        self._left_out: list[Removal] = []
        self._links: list[int] = []
        self._wrapped = False
        self._struck: list[str] | None = None

    def take(self, token: Token) -> None:
        """Add what one token shows."""
        if token.type in ("text", "code_inline"):
            self._say(token.content)
        elif token.type == "formula":
            self._say(latex_text(token.content))
        elif token.type == "raised":
            self._say(f"{RAISED[0]}{token.content}{RAISED[1]}")
        elif token.type == "note_mark":
            self._leave_out(token.content, NOTE_MARK_REASON)
        elif token.type == "hardbreak":
            self._say("\n")
        elif token.type == "html_inline":
            self._tag(token.content)
        elif token.type == "link_open":
            self._links.append(len(self._text))
        elif token.type == "link_close":
            self._text = _with_note(self._text, self._links.pop())
        elif token.type == "softbreak":
            self._text, self._wrapped = self._text.rstrip(" \t\u3000"), True
        elif token.type == "s_open":
            self._struck = []
        elif token.type == "s_close":
            self.end_stroke()

    def end_stroke(self) -> None:
        """The end of what is struck out; without its mark, the end of the line is."""
        if self._struck is not None:
            self._leave_out("".join(self._struck), STRUCK_REASON)
            self._struck = None

    def settled(self) -> tuple[str, list[Removal]]:
        """The text, with what is raised in line, and what it leaves out."""
        text, notes = in_line(self._text)
        left_out = [replace(each, at=len(in_line(self._text[: each.at])[0])) for each in self._left_out]
        return text, [*left_out, *(Removal(note, len(text), NOTE_MARK_REASON) for note in notes)]

    def _say(self, piece: str) -> None:
        if self._struck is not None:
            self._struck.append(piece)
            return
        if piece and self._wrapped:
            piece, self._wrapped = piece.lstrip(" \t\u3000"), False
            self._text += joint(self._text, piece)
        self._text += piece

    def _leave_out(self, text: str, reason: str) -> None:
        self._left_out.append(Removal(text, len(self._text), reason))

    def _tag(self, source: str) -> None:
        tag = _TAG.match(source)
        if tag is None:
            self._leave_out(source, "comment")
            return
        closes, name = bool(tag[1]), tag[2].lower()
        if name == "br" or name in BLOCKS:
            self._say("\n")
        elif name in STRUCK and closes:
            self.end_stroke()
        elif name in STRUCK:
            self._struck = self._struck or []
        else:
            self._say(marks_of(name)[closes])


def _with_note(text: str, start: int) -> str:
    """A link whose text is a number, right behind a figure or sentence, is a note's mark: 5.1[1] is no 5.11."""
    words = text[start:]
    is_note = words.isdecimal() and re.search(r"[\d%％，。,.;；]$", text[:start])
    return f"{text[:start]}[{words}]" if is_note else text


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens, an image's alternative text in the image's place."""
    for token in tokens:
        if token.type == "image":
            yield from _flat(token.children or [])
        else:
            yield token
