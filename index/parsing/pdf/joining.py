"""Where one line of a PDF ends and the next begins: figures cut in two, lines that only look numbered, what joins them.

A Chinese line ends wherever its width does, in the middle of a figure too: "总产值1" and "346.7亿元" are one figure.
"""

import re

from index.lexicon.loading import any_of, words
from index.parsing.continued_lines import is_wide, joint
from index.patterns import regex
from index.text.numbered_lines import OPENS_PRINTED_LINE

# 1、工作回顾 numbers; 15、16号线 goes on with a list.
_COUNTED = regex(r"\d{1,2}、(?!\d)")
# A decimal with what makes it a quantity, at a line's head: 3.5%，… 1.5万吨 … 15.6, …
_QUANTITY = regex(
    rf"[\d,]+(?:\.\d+)?(?:\s?[%％‰]|[—–~～-]\d|[，。；、）,;]|\s?(?:倍|成|{any_of(words('unit_lists', 'masked'))})"
    r"|\s(?:per cent|percent|percentage|million|billion|thousand|trillion|[a-z]{2,}))"
)
_ENDS_IN_FIGURE = regex(r"(?P<before>[^\d.,，．\s])?\s?(?P<figure>\d[\d,，.．]*)$")
_FIGURE_GOES_ON = regex(r"(?P<figure>[\d.,，．]*\d[\d,.]*)(?P<after>\s?[^\d\s])?")
_CLOSES_FIGURE = regex(r"[%％‰]|[.．]\d|,\d{3}(?!\d)")
# What no finished figure is: its thousands have one or two digits, or nothing stands behind its point or comma.
_UNFINISHED = regex(r"\d{1,3}(?:,\d{3})*(?:,\d{0,2}|\.)$")
# An English word before or behind a quotation mark, which counts as wide beside Chinese.
_QUOTED = regex(r"[!-~][“‘]|[”’][!-~]")
_SENTENCE_END = tuple("。！？；.!?;：:…")


# The lines over a company's statement: whose it is, of which day, in what unit.
_OF_STATEMENT = regex(
    r"(?:编制单位|货币单位|金额单位|单位|币种|审计类型)\s*[:：]|(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$"
    r"|(?:19|20)\d\d\s*年\s*(?:度|\d{1,2}\s*[-–—至～]\s*\d{1,2}\s*月)$|(?:合并|母公司|公司)(?:资产负债|利润|现金流量)表$"
)


def begins_anew(text: str) -> bool:
    """Whether a line opens a numbered paragraph or stands in a statement's head; a decimal, a quantity, opens none."""
    if _COUNTED.match(text) or _OF_STATEMENT.match(text.strip()):
        return True
    return OPENS_PRINTED_LINE.match(text) is not None and _QUANTITY.match(text) is None


def is_unfinished(text: str) -> bool:
    """Whether a sentence is still open at a line's end."""
    return not text.rstrip().endswith(_SENTENCE_END)


def _figure_at_end(text: str) -> re.Match[str] | None:
    """The figure that a text ends in; one that ends in none, as most do, isn't read from its start for it."""
    return _ENDS_IN_FIGURE.search(text) if text.rstrip(",，.．")[-1:].isdecimal() else None


def cuts_figure(before: str, after: str) -> bool:
    """Whether a figure of prose goes on, or gets its unit, on the next line: 总产值1 | 346.7亿元, 投资55 | 亿元."""
    ending = _figure_at_end(before)
    if ending is None or ending["before"] is None or not is_wide(ending["before"]) or len(before) < 8:
        return False
    if _CLOSES_FIGURE.match(after):
        return True
    if after[:1].isdigit():
        return _QUANTITY.match(after) is not None
    return re.match(any_of(words("unit_lists", "masked")), after) is not None


def lacks_figure(before: str, after: str) -> bool:
    """Whether a Chinese sentence that a column's end cuts off goes on with its figure: 茶园面积达到 | 15.6万亩."""
    return len(before) >= 8 and is_wide(before[-1]) and is_unfinished(before) and _QUANTITY.match(after) is not None


def between(before: str, after: str) -> str:
    """What stands between two lines of one paragraph: nothing next to Chinese or inside a figure, else a space."""
    if _QUOTED.match(before[-1:] + after[:1]):
        return " "
    ending, going = _figure_at_end(before), _FIGURE_GOES_ON.match(after)
    if ending is None:
        return joint(before, after)
    if _CLOSES_FIGURE.match(after):
        return ""
    if going is None or not after[:1].isdigit():
        return joint(before, after)
    neighbours = (ending["before"] or "", (going["after"] or "").strip())
    in_chinese = any(neighbour and is_wide(neighbour) for neighbour in neighbours)
    # A comma may end a figure; only three digits behind it are its thousands.
    comma = ending["figure"].endswith((",", "，"))
    thousands = re.match(r"\d{3}(?!\d)", after) is not None and ending["figure"].endswith(",")
    return "" if in_chinese and (thousands or not comma) else joint(before, after)


def between_in_cell(before: str, after: str) -> str:
    """What stands between two lines of a table's cell: figures one below the other are two, unless the first is cut."""
    if before[-1:] == "-" and before[-2:-1].isalpha() and after[:1].islower():
        return ""
    ending = _figure_at_end(before)
    if ending and ending["before"] is None and (_CLOSES_FIGURE.match(after) or _UNFINISHED.search(ending["figure"])):
        return "" if re.match(r"[\d.,%％‰]", after) else joint(before, after)
    return joint(before, after)
