"""Which marks of Markdown are markup: as CommonMark and GitHub say, and ours where theirs would cost words or figures.

See `_Delimiters` and `_parser` for where ours stand.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token

from index.parsing.continued_lines import is_wide
from index.patterns import regex

# What a reader of Markdown's further dialects shows otherwise: a note's mark [^1], 10^4^, a formula $10^4$.
_NOTE_MARK = regex(r"\[\^[^\]\s]{1,40}\](?!:)")
# `[^1]: 含薯类` is the note itself: a paragraph of its own, without the label.
_NOTE_LABEL = regex(r"\[\^[^\]\s]{1,40}\]:[ \t]*")
_CARETS = regex(r"\^([^\s^]{1,12})\^")
# Without a sign of LaTeX in it, a text between dollars is two prices.
_FORMULA = regex(r"(\$\$?)(?=[^$\n]*[\\^_{])(?! )([^$\n]{1,400}?)(?<![ \\])\1(?!\d)|\\\((.{1,400}?)\\\)")
# `[1]: 国家统计局` is a note with its words, and no link.
_DEFINITION = regex(r"\[[^\]^][^\]]*\]:\s*<?(?:[A-Za-z][A-Za-z+.-]*://|mailto:|www\.|[./#])")
# The library drops what is nested deeper, 20 levels by default, without a word; a list's item takes two levels.
DEEPEST = 200


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


def _note(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    """A note's line ends the paragraph before it."""
    return silent and _NOTE_LABEL.match(state.src, state.bMarks[line] + state.tShift[line]) is not None


def _note_mark(state: StateInline, silent: bool) -> bool:
    label = _NOTE_LABEL.match(state.src, state.pos) if state.pos == 0 else None
    return _inline_token(state, silent, "note_mark", label or _NOTE_MARK.match(state.src, state.pos), 0)


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
    parser.configure("commonmark", {"maxNesting": DEEPEST})
    # A NUL is left to be cut and recorded: "normalize" would put a character of its own in its place.
    parser.enable(["table", "strikethrough"]).disable(["code", "normalize"])
    parser.inline.ruler.before("escape", "formula", _formula)
    parser.inline.ruler.before("escape", "raised", _carets)
    parser.inline.ruler.before("link", "note_mark", _note_mark)
    parser.block.ruler.at("reference", _definition)
    parser.block.ruler.before("paragraph", "table_end", _table_end, {"alt": ["blockquote"]})
    parser.block.ruler.before("paragraph", "note", _note, {"alt": ["paragraph", "list", "blockquote"]})
    return parser


MARKDOWN = _parser()
