"""Markdown as GitHub reads it, with formulas and raised figures: its marks are markup and no part of the text.

`markdown-it-py` says what is a block and what is a mark. Where its rules would cost a reader words or figures, ours
stand: see `_parser` and `_Delimiters`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token

from index.errors import LimitExceeded
from index.parsing.boilerplate import banners
from index.parsing.continued_lines import is_wide, joint
from index.parsing.decoding import decode
from index.parsing.document import DocumentBuilder, settle
from index.parsing.formulas import latex_text
from index.parsing.html import BLOCKS, STRUCK, STRUCK_REASON, read_fragment
from index.parsing.raised import NOTE_MARK_REASON, RAISED, in_line, marks_of
from index.report import BlockKind, ParsedDocument, Removal

# A rule at the top of a text is no front matter: that starts with a key.
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?=(?:[ \t]*(?:#.*)?\n)*[\"']?\w[^\n:]*:(?:[ \t]|\n)).*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
# What a reader of Markdown's further dialects shows otherwise: a note's mark [^1], 10^4^, a formula $10^4$.
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,40}\](?!:)")
_CARETS = re.compile(r"\^([^\s^]{1,12})\^")
# Without a sign of LaTeX in it, a text between dollars is two prices.
_FORMULA = re.compile(r"(\$\$?)(?=[^$\n]*[\\^_{])(?! )([^$\n]{1,400}?)(?<![ \\])\1(?!\d)|\\\((.{1,400}?)\\\)")
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
    """Which runs of `*`, `_` and `~` open and close, four ways unlike CommonMark.

    Beside a wide character, punctuation is no hindrance: `**重点：**内容` is strong for its writer, and CommonMark
    would show the stars. A single star inside a word or formula is a sign (长*宽, 2*3*4), and so is any run between
    two digits (2**3). Two tildes strike out whatever they stand beside: ~~8%~~6.5%.
    """

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 - the library's names
        scanned = super().scanDelims(start, canSplitWord)
        end = start + scanned.length
        before, after = self.src[start - 1 : start] or " ", self.src[end : end + 1] or " "
        if self.src[start] == "~":
            return Scanned(not after.isspace(), not before.isspace(), scanned.length)
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


def _note_mark(state: StateInline, silent: bool) -> bool:
    return _inline_token(state, silent, "note_mark", _NOTE_MARK.match(state.src, state.pos), 0)


def _carets(state: StateInline, silent: bool) -> bool:
    return _inline_token(state, silent, "raised", _CARETS.match(state.src, state.pos), 1)


def _formula(state: StateInline, silent: bool) -> bool:
    match = _FORMULA.match(state.src, state.pos)
    return _inline_token(state, silent, "formula", match, 2 if match and match[2] else 3)


def _inline_token(state: StateInline, silent: bool, kind: str, match: re.Match[str] | None, group: int) -> bool:
    if match is None:
        return False
    if not silent:
        state.push(kind, "", 0).content = match[group]
    state.pos = match.end()
    return True


def _parser() -> MarkdownIt:
    """CommonMark with GitHub's tables; indented lines are no code, since reports indent their paragraphs."""
    parser = MarkdownIt()
    parser.inline = _Inline()
    parser.configure("commonmark", {"maxNesting": _DEEPEST})
    # A NUL is left to be cut and recorded: "normalize" would put a character of its own in its place.
    parser.enable(["table", "strikethrough"]).disable(["code", "normalize"])
    parser.inline.ruler.before("escape", "formula", _formula)
    parser.inline.ruler.before("escape", "raised", _carets)
    parser.inline.ruler.before("link", "note_mark", _note_mark)
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
        text, left_out = _shown(token.children or [])
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
                inline = _MARKDOWN.parseInline(beyond)[0]
                rows[-1][-1] += f" {self._cell(inline.children or [])}"
        self._builder.add_table(rows, header_rows=1)

    def _cell(self, tokens: Sequence[Token]) -> str:
        text, left_out = _shown(tokens)
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


def _shown(tokens: Sequence[Token]) -> tuple[str, list[Removal]]:
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
