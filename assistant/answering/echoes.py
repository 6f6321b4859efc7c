"""A heading that has no words but the question's says nothing to it: 二、2025年工作安排 to 2025年有哪些工作安排."""

from assistant.answering.need import folded
from assistant.answering.reply import Reply
from index.patterns import regex

_NUMERALS = regex(r"[\s\d一二三四五六七八九十零〇第章节部分条、.．()（）]+")


def only_echoes(reply: Reply, question: str) -> bool:
    """Whether a reply is headings alone that say the question's own words."""
    quotes = [quote for line in reply.lines for quote in line.quotes]
    if (
        not quotes
        or reply.table is not None
        or not all(quote.report.in_heading(quote.start, quote.end) for quote in quotes)
    ):
        return False
    told = _NUMERALS.sub("", folded("".join(line.text for line in reply.lines)))
    return set(told) <= set(folded(question))
