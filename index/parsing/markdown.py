"""Markdown: headings, paragraphs, lists, pipe tables; its marks are markup and no part of the text."""

import re
from collections.abc import Iterator
from dataclasses import replace

from index.parsing.boilerplate import banners as cleaning
from index.parsing.decoding import decode
from index.parsing.document import Cut, DocumentBuilder, settle
from index.parsing.plain import joint
from index.report import BlockKind, ParsedDocument, Removal

_FRONT_MATTER = re.compile(r"---\n.*?\n(?:---|\.\.\.)(?:\n|$)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# What stands for a comment until the text is cut.
_MARK = re.compile("\x01(\\d+)\x01")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}(?:[-*_][ \t]*){3,}$")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|(\d{1,9}[.)]))[ \t]+(?:\[[ xX]\][ \t]+)?")
_TABLE_RULE = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CELL_BREAK = re.compile(r"(?<!\\)\|")
_INLINE = (
    (re.compile(r"!\[([^\]\n]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\[[^\]\n]*\]"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^>\s]+)>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^>\n]*>"), ""),
    (re.compile(r"(?<![\\*])\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL), r"\1"),
    (re.compile(r"(?<![\\\w])__(?=\S)(.+?)(?<=\S)__(?!\w)", re.DOTALL), r"\1"),
    (re.compile(r"(?<![\\*\w])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![*\w])"), r"\1"),
    (re.compile(r"(?<![\\\w])_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?!\w)"), r"\1"),
    (re.compile(r"~~(?=\S)(.+?)(?<=\S)~~"), r"\1"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)
_CODE = re.compile(r"(`+)(.+?)(?<!`)\1(?!`)", re.DOTALL)


def parse_markdown(data: bytes) -> ParsedDocument:
    """Markdown in any encoding that `decoding` knows."""
    return read_markdown(decode(data))


def read_markdown(text: str) -> ParsedDocument:
    """Markdown already decoded, as GitHub reads it, without footnotes and nested quotes."""
    front = _FRONT_MATTER.match(text)
    comments: list[str] = []

    def mark(comment: re.Match[str]) -> str:
        comments.append(comment.group())
        return f"\x01{len(comments) - 1}\x01"

    # A control character can't be met in the text: cleaning would cut it.
    body = _COMMENT.sub(mark, (text[front.end() :] if front else text).replace("\x01", ""))
    builder = DocumentBuilder()
    if front:
        builder.remove(front.group(), "front matter")
    _Reader(body.split("\n"), builder, comments).read()
    draft = builder.draft(_front_title(front.group()) if front else None)
    marks = [Cut(match.start(), match.end(), "comment") for match in _MARK.finditer(draft.text)]
    settled = settle(draft, [*marks, *cleaning.cuts(draft.text, cleaning.INVISIBLE_RULES)])
    return replace(settled, removals=tuple(_unmarked(removal, comments) for removal in settled.removals))


def _unmarked(removal: Removal, comments: list[str]) -> Removal:
    return replace(removal, text=_MARK.sub(lambda mark: comments[int(mark.group(1))], removal.text))


def _front_title(front: str) -> str | None:
    match = re.search(r"^title:[ \t]*(.+?)[ \t]*$", front, re.MULTILINE)
    return match.group(1).strip("\"'") if match else None


class _Reader:
    """Walks over the lines; `paragraph` holds those of the paragraph or list item that is still open."""

    def __init__(self, lines: list[str], builder: DocumentBuilder, comments: list[str]) -> None:
        self._lines = lines
        self._comments = comments
        self._builder = builder
        self._paragraph: list[str] = []
        self._kind = BlockKind.PARAGRAPH
        self._place = 0

    def read(self) -> None:
        while self._place < len(self._lines):
            line = self._lines[self._place]
            self._place += 1
            self._take(re.sub(r"^(?: {0,3}> ?)+", "", line))
        self._close()

    def _take(self, line: str) -> None:
        if not line.strip():
            self._close()
        elif _MARK.fullmatch(line.strip()):
            # A comment that is a line ends the paragraph above it.
            self._close()
            self._builder.add(BlockKind.PARAGRAPH, line.strip())
        elif _FENCE.match(line):
            self._fenced(line)
        elif heading := _HEADING.match(line):
            self._close()
            self._builder.add(BlockKind.HEADING, plain_inline(heading.group(2) or ""), level=len(heading.group(1)))
        elif self._paragraph and self._kind is BlockKind.PARAGRAPH and (underline := _UNDERLINE.match(line)):
            level = 1 if underline.group(1)[0] == "=" else 2
            self._close(BlockKind.HEADING, level)
        elif _RULE.match(line):
            self._close()
        elif "|" in line and self._place < len(self._lines) and self._is_table(line):
            self._table(line)
        elif item := _ITEM.match(line):
            self._close()
            self._kind = BlockKind.LIST_ITEM
            # A number is the writer's own and stays; a bullet is markup.
            self._paragraph.append((item.group(1) + " " if item.group(1) else "") + line[item.end() :])
        else:
            self._paragraph.append(line)

    def _close(self, kind: BlockKind | None = None, level: int = 0) -> None:
        if self._paragraph:
            text = ""
            hard = False
            for line in self._paragraph:
                stripped = line.strip()
                text += ("\n" if hard else joint(text, stripped)) + stripped.removesuffix("\\")
                # Two spaces or a backslash at its end make a line break that shows.
                hard = line.endswith(("  ", "\\"))
            self._builder.add(kind or self._kind, plain_inline(text), level=level)
        self._paragraph = []
        self._kind = BlockKind.PARAGRAPH

    def _fenced(self, opening: str) -> None:
        self._close()
        match = _FENCE.match(opening)
        assert match is not None
        fence = match.group(1)
        code: list[str] = []
        while self._place < len(self._lines):
            line = self._lines[self._place]
            self._place += 1
            if re.match(rf" {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$", line):
                break
            code.append(_MARK.sub(lambda mark: self._comments[int(mark.group(1))], line))
        if any(line.strip() for line in code):
            self._builder.add(BlockKind.PARAGRAPH, "\n".join(code).strip("\n"))

    def _is_table(self, line: str) -> bool:
        following = self._lines[self._place]
        return bool(_TABLE_RULE.match(following)) and len(_row(following)) == len(_row(line))

    def _table(self, header: str) -> None:
        self._close()
        rows = [_row(header)]
        width = len(rows[0])
        self._place += 1
        for line in self._table_lines():
            cells = _row(line)
            rows.append(
                (cells + [""] * width)[:width]
                if len(cells) <= width
                else [*cells[: width - 1], " ".join(cells[width - 1 :])]
            )
        self._builder.add_table([[plain_inline(cell) for cell in row] for row in rows], header_rows=1)

    def _table_lines(self) -> Iterator[str]:
        while self._place < len(self._lines) and "|" in self._lines[self._place]:
            yield self._lines[self._place]
            self._place += 1


def _row(line: str) -> list[str]:
    inner = line.strip()
    inner = inner[1:] if inner.startswith("|") else inner
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.strip().replace("\\|", "|") for cell in _CELL_BREAK.split(inner)]


def plain_inline(text: str) -> str:
    """A text without its emphasis marks, link targets and tags; code spans keep every character."""
    codes: list[str] = []

    def keep(code: re.Match[str]) -> str:
        codes.append(code.group(2).strip() or code.group(2))
        return f"\x00{len(codes) - 1}\x00"

    # A control character can't be met in the text: cleaning would cut it.
    marked = _CODE.sub(keep, text.replace("\x00", ""))
    for pattern, replacement in _INLINE:
        marked = pattern.sub(replacement, marked)
    return re.sub(r"\x00(\d+)\x00", lambda match: codes[int(match.group(1))], marked).strip()
