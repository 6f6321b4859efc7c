"""Markdown as GitHub reads it, without footnotes: its marks are markup and no part of the text.

`markdown-it-py` says what is a block and what is a mark. Where its rules would cost a reader words or figures, ours
stand: see `_parser` and `_Delimiters`.
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token

from index.errors import LimitExceeded
from index.parsing.boilerplate import banners
from index.parsing.decoding import decode
from index.parsing.document import DocumentBuilder, settle
from index.parsing.html import BLOCKS, read_fragment
from index.parsing.plain import is_wide, joint
from index.report import BlockKind, ParsedDocument

# A rule at the top of a text is no front matter: that starts with a key.
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?=(?:[ \t]*(?:#.*)?\n)*[\"']?\w[^\n:]*:(?:[ \t]|\n)).*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
# `[1]: 国家统计局` is a note with its words, and no link.
_DEFINITION = re.compile(r"\[[^\]^][^\]]*\]:\s*<?(?:[A-Za-z][A-Za-z+.-]*://|mailto:|www\.|[./#])")
# The library drops what is nested deeper, 20 levels by default, without a word; a list's item takes two levels.
_DEEPEST = 200
_QUOTE_MARKS = re.compile(r"(?: {0,3}> ?)*")


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
    return settle(draft, banners.cuts(draft.text, banners.INVISIBLE_RULES))


def _front_title(front: str) -> str | None:
    match = re.search(r"^title:[ \t]*(.+?)[ \t]*$", front, re.MULTILINE)
    return match.group(1).strip("\"'") if match else None


class _Delimiters(StateInline):
    """Which runs of `*`, `_` and `~` open and close, three ways unlike CommonMark.

    Beside a wide character, punctuation is no hindrance: `**重点：**内容` is strong for its writer, and CommonMark
    would show the stars. A single star inside a word or formula is a sign (长*宽, 2*3*4), and so is any run between
    two digits (2**3).
    """

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 - the library's names
        scanned = super().scanDelims(start, canSplitWord)
        end = start + scanned.length
        before, after = self.src[start - 1 : start] or " ", self.src[end : end + 1] or " "
        if before.isdigit() and after.isdigit():
            return Scanned(False, False, scanned.length)
        opens, closes = scanned.can_open, scanned.can_close
        if canSplitWord and (is_wide(before) or is_wide(after)):
            opens, closes = not after.isspace(), not before.isspace()
        if self.src[start] == "*" and scanned.length == 1:
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        return Scanned(opens, closes, scanned.length)


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: object, tokens: list[Token]) -> list[Token]:
        state = _Delimiters(src, md, env, tokens)  # type: ignore[arg-type]
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _definition(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    start = state.bMarks[line] + state.tShift[line]
    return _DEFINITION.match(state.src, start) is not None and reference(state, line, end, silent)


def _table_end(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    """A line without a pipe ends a table; GitHub makes a row of a note that stands right below one."""
    return silent and state.parentType == "table" and "|" not in state.getLines(line, line + 1, 0, False)


def _parser() -> MarkdownIt:
    """CommonMark with GitHub's tables; indented lines are no code, since reports indent their paragraphs."""
    parser = MarkdownIt()
    parser.inline = _Inline()
    parser.configure("commonmark", {"maxNesting": _DEEPEST})
    # A NUL is left to be cut and recorded: "normalize" would put a character of its own in its place.
    parser.enable(["table", "strikethrough"]).disable(["code", "normalize"])
    parser.block.ruler.at("reference", _definition)
    parser.block.ruler.before("paragraph", "table_end", _table_end, {"alt": ["blockquote"]})
    return parser


_MARKDOWN = _parser()


def _read(source: str, builder: DocumentBuilder) -> None:
    env: dict[str, object] = {}
    tokens = _MARKDOWN.parse(source, env)
    if any(token.level >= _DEEPEST - 2 for token in tokens):
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
            # A number is the writer's own and stays; a bullet is markup.
            self._label = token.info + token.markup if token.info else ""
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

    def _add(self, kind: BlockKind, text: str, level: int = 0) -> int:
        self._kind = BlockKind.PARAGRAPH
        return self._builder.add(kind, text, level=level)

    def _add_label(self) -> None:
        if self._label:
            self._add(BlockKind.LIST_ITEM, self._label)
            self._label = ""

    def _add_inline(self, token: Token) -> None:
        text, comments = _shown(token.children or [])
        if self._kind is BlockKind.LIST_ITEM and (task := _TASK.match(text)):
            text = text[task.end() :]
            comments = [(max(0, at - task.end()), comment) for at, comment in comments]
        label = f"{self._label} " if self._label else ""
        self._label = ""
        if self._level:
            start = self._add(BlockKind.HEADING, label + text.replace("\n", " "), self._level)
        else:
            start = self._add(self._kind, label + text)
        for at, comment in comments:
            self._builder.remove(comment, "comment", at=start + len(label) + at)

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
                inline = _MARKDOWN.parseInline(beyond)[0]
                rows[-1][-1] += f" {self._cell(inline.children or [])}"
        self._builder.add_table(rows, header_rows=1)

    def _cell(self, tokens: Sequence[Token]) -> str:
        text, comments = _shown(tokens)
        for _, comment in comments:
            self._builder.remove(comment, "comment")
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


def _shown(tokens: Sequence[Token]) -> tuple[str, list[tuple[int, str]]]:
    """The text that inline tokens show, and the comments in it with their offsets."""
    text, comments, links, wrapped = "", [], [], False
    for token in _flat(tokens):
        piece = ""
        if token.type in ("text", "code_inline"):
            piece = token.content
        elif token.type == "hardbreak":
            piece = "\n"
        elif token.type == "html_inline":
            tag = _TAG.match(token.content)
            if tag is None:
                comments.append((len(text), token.content))
            elif tag.group(1).lower() == "br" or tag.group(1).lower() in BLOCKS:
                piece = "\n"
        elif token.type == "link_open":
            links.append(len(text))
        elif token.type == "link_close":
            text = _with_note(text, links.pop())
        elif token.type == "softbreak":
            text, wrapped = text.rstrip(" \t\u3000"), True
        if piece and wrapped:
            piece, wrapped = piece.lstrip(" \t\u3000"), False
            text += joint(text, piece)
        text += piece
    return text, comments


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
