"""Markdown as GitHub reads it, with formulas and raised figures: its marks are markup and no part of the text.

`markdown-it-py` says what is a block and what is a mark, by the rules of `markdown_dialect`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from index.errors import LimitExceeded
from index.parsing.boilerplate import banners
from index.parsing.decoding import decode
from index.parsing.document import DocumentBuilder, settle
from index.parsing.html import read_fragment
from index.parsing.markdown_dialect import DEEPEST, MARKDOWN
from index.parsing.markdown_inline import shown
from index.patterns import regex
from index.report import BlockKind, ParsedDocument

# A rule at the top of a text is no front matter: that starts with a key.
_FRONT_MATTER = regex(
    r"---[ \t]*\n(?=(?:[ \t]*(?:#.*)?\n)*[\"']?\w[^\n:]*:(?:[ \t]|\n)).*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL
)
_COMMENT = regex(r"<!--.*?-->", re.DOTALL)
_TASK = regex(r"\[[ xX]\][ \t]+")
_QUOTE_MARKS = regex(r"(?: {0,3}> ?)*")


def parse_markdown(data: bytes) -> ParsedDocument:
    """Markdown in any encoding that `decoding` knows."""
    return read_markdown(decode(data))


def read_markdown(text: str) -> ParsedDocument:
    """Markdown already decoded, its front matter, comments and link definitions recorded as removed."""
    front = _FRONT_MATTER.match(text)
    builder = DocumentBuilder()
    if front:
        builder.remove(front.group(), "front matter")
    _read(text[front.end() :] if front else text, builder)
    draft = builder.draft(_front_title(front.group()) if front else None)
    return settle(draft, banners.invisible_cuts(draft.text))


def _front_title(front: str) -> str | None:
    match = re.search(r"^title:[ \t]*(.+?)[ \t]*$", front, re.MULTILINE)
    return match.group(1).strip("\"'") if match else None


def _read(source: str, builder: DocumentBuilder) -> None:
    env: dict[str, object] = {}
    tokens = MARKDOWN.parse(source, env)
    if any(token.level >= DEEPEST - 2 for token in tokens):
        raise LimitExceeded("is nested too deeply to parse; save it again in another program")
    _Reader(source.split("\n"), tokens, _definitions(env), builder).read()


def _definitions(env: dict[str, object]) -> list[tuple[int, int]]:
    """The lines, from and until, of the link definitions, which make no token."""
    references, repeated = env.get("references", {}), env.get("duplicate_refs", [])
    assert isinstance(references, dict) and isinstance(repeated, list)
    return sorted(tuple(entry["map"]) for entry in [*references.values(), *repeated])


class _Reader:
    """Walks over the tokens; `_label` is the number of a list's item whose text is still to come."""

    def __init__(
        self, lines: list[str], tokens: list[Token], definitions: list[tuple[int, int]], builder: DocumentBuilder
    ) -> None:
        self._lines = lines
        self._tokens = tokens
        self._definitions = definitions
        self._builder = builder
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._label = ""
        self._lists: list[list[int]] = []
        self._place = 0

    def read(self) -> None:
        while self._place < len(self._tokens):
            token = self._tokens[self._place]
            self._place += 1
            if token.map:
                self._record_definitions(token.map[0])
            self._take(token)
        self._record_definitions(len(self._lines))

    def _take(self, token: Token) -> None:
        if token.type == "list_item_open":
            self._add_label()
            self._kind = BlockKind.LIST_ITEM
            self._label = self._number(token)
        elif token.type in ("ordered_list_open", "bullet_list_open"):
            self._lists.append([])
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            self._lists.pop()
        elif token.type == "list_item_close":
            self._add_label()
            self._kind = BlockKind.PARAGRAPH
        elif token.type == "heading_open":
            self._level = int(token.tag[1])
        elif token.type == "heading_close":
            self._level = 0
        elif token.type == "inline":
            self._add_inline(token)
        elif token.type == "fence":
            self._add_label()
            self._add(BlockKind.PARAGRAPH, token.content.strip("\n"))
        elif token.type == "table_open":
            self._add_label()
            self._add_table()
        elif token.type == "html_block":
            self._add_label()
            self._add_html(token)

    def _number(self, item: Token) -> str:
        """A number is the writer's own and stays, unless each item has a 1; a bullet is markup."""
        if not item.info:
            return ""
        before = self._lists[-1] if self._lists else []
        before.append(int(item.info))
        counted = len(before) if set(before) == {1} else before[-1]
        return f"{counted}{item.markup}" if counted != before[-1] else item.info + item.markup

    def _add(self, kind: BlockKind, text: str, level: int = 0) -> int:
        self._kind = BlockKind.PARAGRAPH
        return self._builder.add(kind, text, level=level)

    def _add_label(self) -> None:
        if self._label:
            self._add(BlockKind.LIST_ITEM, self._label)
            self._label = ""

    def _add_inline(self, token: Token) -> None:
        text, left_out = shown(token.children or [])
        if self._kind is BlockKind.LIST_ITEM and (task := _TASK.match(text)):
            text = text[task.end() :]
            left_out = [replace(each, at=max(0, each.at - task.end())) for each in left_out]
        label = f"{self._label} " if self._label else ""
        self._label = ""
        if self._level:
            start = self._add(BlockKind.HEADING, label + text.replace("\n", " "), self._level)
        else:
            start = self._add(self._kind, label + text)
        for each in left_out:
            self._builder.remove(each.text, each.reason, at=start + len(label) + each.at)

    def _add_table(self) -> None:
        rows: list[list[str]] = []
        while (token := self._tokens[self._place]).type != "table_close":
            self._place += 1
            if token.type == "tr_open":
                rows.append([])
                beyond = _beyond(self._lines[token.map[0]], len(rows[0])) if token.map and len(rows) > 1 else ""
            elif token.type == "inline":
                rows[-1].append(self._cell(token.children or []))
            elif token.type == "tr_close" and beyond:
                inline = MARKDOWN.parseInline(beyond)[0]
                rows[-1][-1] += f" {self._cell(inline.children or [])}"
        self._builder.add_table(rows, header_rows=1)

    def _cell(self, tokens: Sequence[Token]) -> str:
        text, left_out = shown(tokens)
        for each in left_out:
            self._builder.remove(each.text, each.reason)
        return text

    def _add_html(self, token: Token) -> None:
        """This block of HTML and those that follow it at once: a blank line inside a table parts it in two."""
        pieces: list[str] = []
        while True:
            rest = self._without_comments(token.content)
            if token.content.lstrip().startswith("<!--") and not re.match(r"\s*(?:<|$)", rest):
                # Text behind a comment, on its line or below one that never ends, is Markdown like any other.
                self._flush(pieces)
                _read(rest, self._builder)
            else:
                pieces.append(rest)
            if self._place == len(self._tokens) or self._tokens[self._place].type != "html_block":
                break
            token = self._tokens[self._place]
            self._place += 1
        self._flush(pieces)

    def _flush(self, pieces: list[str]) -> None:
        source = "\n".join(pieces)
        pieces.clear()
        if source.strip():
            read_fragment(source, self._builder)

    def _without_comments(self, source: str) -> str:
        for comment in _COMMENT.findall(source):
            self._builder.remove(comment, "comment")
        # One that never ends would hide all that follows.
        return _COMMENT.sub("", source).replace("<!--", "")

    def _record_definitions(self, line: int) -> None:
        while self._definitions and self._definitions[0][0] < line:
            start, end = self._definitions.pop(0)
            self._builder.remove("\n".join(self._lines[start:end]), "link definition")


def _beyond(line: str, width: int) -> str:
    """What stands in a row beyond the table's columns: GitHub drops it, a report's figures stay, in the last cell."""
    cells = escapedSplit(_QUOTE_MARKS.sub("", line, count=1).strip().removeprefix("|").removesuffix("|"))
    return " ".join(cells[width:]).strip()
