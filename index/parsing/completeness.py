"""Whether a report's text breaks off before its end."""

import re

from index.patterns import regex
from index.report import BlockKind, ParsedDocument
from index.text.script import has_han

_PROSE_KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_CLOSERS = "”’\"'」』"
_FINISHED = regex(rf"(?:[。！？!?…；;：:][{_CLOSERS}）)】》〉］\]]*|\.[{_CLOSERS})\]]*)\s*$")
_SENTENCE_END = regex(rf"[。！？][{_CLOSERS}]*|[.!?][\"'”’)]*(?=\s)")
# A paragraph this long is prose; shorter ones are signatures, dates and headings.
_PROSE = 25
# What stands behind the last sentence of a whole text: dates, signatures, credits, lists of attachments.
_COLOPHON = regex(
    r"\d{1,2}\s?月\s?\d{0,2}\s?日?|记者|编辑|审核|报道|通讯员|附件?[:：\d]|来源|抄送|印发|联系|电话|扫一扫|打印|关闭|相关|详细|参考"
    r"|公开|网址|http|[<>\[\]【】（）()《》\t]|[:：]"
)
_SHOWN = 24


def broken_end(document: ParsedDocument) -> str | None:
    """The problem of a text that stops inside a sentence, as a sentence for the reader; None where it does not.

    It does where the last paragraph has no finishing mark, nearly all the others do (19 in 20, or ten sentences
    before it in a text of one piece), and what stands behind its last sentence reads like a clause.
    """
    if not document.blocks or document.blocks[-1].kind not in _PROSE_KINDS:
        return None
    prose = [document.text[block.start : block.end] for block in document.blocks if block.kind in _PROSE_KINDS]
    last, others = prose[-1], [text for text in prose[:-1] if len(text) >= _PROSE]
    if _FINISHED.search(last) or sum(bool(_FINISHED.search(text)) for text in others) < 0.95 * len(others):
        return None
    ends = [match.end() for match in _SENTENCE_END.finditer(last)]
    tail = last[ends[-1] :] if ends else last
    if len(others) < 3 and len(_SENTENCE_END.findall(document.text)) < 10:
        return None
    if _COLOPHON.search(tail) or not _is_clause(tail, follows=bool(ends)):
        return None
    return f"The text stops in the middle of a sentence (…{tail.strip()[-_SHOWN:]}); the file may have been cut off."


def _is_clause(tail: str, follows: bool) -> bool:
    """Whether a text is the beginning of a sentence: Chinese runs on without spaces, English ends in a small letter.

    One that `follows` a sentence in its paragraph need not be long; one that is a paragraph needs a comma.
    """
    stripped = tail.strip()
    if has_han(stripped):
        marked = re.search("[，,、]", stripped) is not None
        together = not re.search(r"\s", tail)
        return together and len(stripped) >= 4 and (follows or (marked and len(stripped) >= 20))
    words = stripped.split()
    ends_small = words[-1:] and re.fullmatch("[a-z]+[,;-]?", words[-1]) is not None
    return bool(ends_small) and len(words) >= 4 and (follows or len(words) >= 8)
