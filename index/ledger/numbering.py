"""Numbers that order and measure nothing: of list items, headings, tables and paragraphs of law, of shares and days."""

import re

from index.patterns import regex

_OPENS, _CLOSES = "（(〔[［", ")）〕]］"
_ENUMERATES = regex(r"\d{1,2}(?:\.\d{1,2}){0,3}")
# 3.1 全湖年均值, 2 监测方法: at the start of a line; 7.新增…；8.完成…: behind a stop.
_BEHIND_NUMBER = regex(r"\s*[、．.)）\]］](?!\d)|[\s　]+(?=[\u4e00-\u9fffA-Z“《])")
_MARKED = regex(r"\s*[、．.)）](?!\d)")
_CAPTION = regex(r"(?:[附图]?表|图|公式|附录|专栏|例|(?i:\b(?:table|figure|fig\.|chart|exhibit|appendix|box)))\s?$")
_STANDARD = regex(r"(?<![A-Za-z])(?:GB|GB/T|ISO|IEC|HJ|DB|QB|IFRS|IAS|ASC|ASU|CAS|Level|Section)\s?$|§\s?$")
# 沪深300, 标普500: what a stock index is called.
_INDEX = regex(r"(?:沪深|中证|上证|深证|国证|创业板|科创|标普|纳斯达克|罗素|日经|S&P|Russell|Nasdaq|Fortune|FTSE)\s?$")
_CODE = regex(r"\d{6}")
_MARKET = regex(r"\s?\.(?:SH|SZ|BJ|HK|SS)\b")
# 2022.4.29, and "14.2025年" where a list's number stands before a year.
_DAY = regex(r"(?:19|20)\d\d\.\d{1,2}")
_NUMBER_AND_YEAR = regex(r"\d{1,2}[.．](?:19|20)\d\d年?")


def numbers_something(text: str, start: int, end: int) -> bool:
    """Whether the number at `[start, end)` of a text stands for no amount but for a place in an order."""
    written = text[start:end]
    line = text.rfind("\n", 0, start) + 1
    before = text[max(line, start - 16) : start]
    behind = text[end : end + 8]
    if _DAY.fullmatch(written) and re.match(r"\.\d", behind):
        return True
    if _CODE.fullmatch(written):
        bare = before[-1:] in _OPENS and behind[:1] in _CLOSES
        return bool(before) and (bare or _MARKET.match(behind) is not None)
    if _NUMBER_AND_YEAR.fullmatch(written) and not text[line:start].strip():
        return True
    if _CAPTION.search(before) and re.match(r"[\s:：.、]|$|[\u4e00-\u9fff]", behind):
        return _ENUMERATES.fullmatch(written) is not None
    if _STANDARD.search(before) or _INDEX.search(before):
        return re.fullmatch(r"[\d.]+", written) is not None
    return begins_item(text, start, end)


def begins_item(text: str, start: int, end: int) -> bool:
    """Whether a number opens a heading or the item of a list: behind nothing, or behind a stop and before a mark."""
    if _ENUMERATES.fullmatch(text, start, end) is None:
        return False
    line = text.rfind("\n", 0, start) + 1
    before, behind = text[line:start].rstrip(), text[end : end + 8]
    if not before.strip("（([ #*-•"):
        return _BEHIND_NUMBER.match(behind) is not None and (
            not before or behind[:1] in _CLOSES or before[-1] in "#*-•"
        )
    closes = behind.lstrip()[:1] in (")", "）")
    if before[-1] in "（(" and closes:
        return re.search(r"[，。；：:;,.、]\s*$|^$", before[:-1]) is not None
    if closes and before.count("（") + before.count("(") == before.count("）") + before.count(")"):
        return True
    return before[-1] in "；;。：" and _MARKED.match(behind) is not None
