"""The items of a list behind the sentence that announces them: "… announced the following new products:"."""

from assistant.answering.reply import Quote
from index.patterns import regex
from index.report import BlockKind, Report

MOST = 20
_MARK = regex(r"^\s*(?:[•·▪◦‣*–-]|\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)])\s*")
_ENDING = regex(r"\s*[;,.]?(?:\s+(?:and|or))?\s*$")


def announces(sentence: str) -> bool:
    """Whether a sentence ends where a list begins."""
    return sentence.rstrip().endswith(":")


def announced_items(report: Report, end: int) -> list[Quote]:
    """The list items behind a place, in order; none where something else stands between."""
    items: list[Quote] = []
    for block in report.blocks:
        if block.start < end:
            continue
        if block.kind is not BlockKind.LIST_ITEM or len(items) == MOST:
            break
        text = report.text[block.start : block.end]
        start = block.start + len(text) - len(text.lstrip())
        items.append(Quote(report, start, start + len(text.strip())))
    return items if len(items) > 1 else []


def bare_item(text: str) -> str:
    """An item without its mark and what joins it to the next."""
    return _ENDING.sub("", _MARK.sub("", text))
