"""Numerals that are part of a name and state nothing: “1+3”, 6G, 一国两制, 60岁以上, 三年行动."""

import re

from index.facts.fact import Figure
from index.ledger.wording import ledger_words
from index.text.script import HAN

_NEAR = 24
_OPEN, _CLOSE = '“‘「『"', '”’」』"'
_BREAK = re.compile("[，。；：！？\n]")
_NUMERAL = re.compile("[零一二两三四五六七八九十百千万亿]+(?:多|余)?")
_HAN_ONE = re.compile("一(?!半|倍|番|成)")
# Letters, a plus or a raised dot beside digits: 6G, 15+N, 6·16, 1+3, PM2.5, 2.0版, 5G-A, 万亩千亿.
_BEFORE = re.compile(r"(?:[A-Za-z][-‑]?|[+＋·•]|核电)$")
_BEHIND = re.compile(
    r"[+＋·•](?!\d*%)|[A-Za-z]{1,2}(?![A-Za-z/])|(?:\.\d+)?版|一遇|英寸|世纪|[、和]\d+号|号(?:机组|线|文)|位数|[年]代|代初"
)
_COUNTED_NAME = re.compile(
    "(?:个|大|条|项|件|块|篇|次)?(?:全会|中全会|转变|确立|维护|自信|意识|全面|毫不动摇|一百年|务必|坚持|原则|规定)"
)
_AGE = re.compile(
    "(?:周)?岁?(?:及)?(?:以上|以下)?(?:的)?(?:老年|老人|人口|儿童|居民|群众|人群|人员|婴幼儿|妇女|青年|青少年|劳动|户籍|参保)"
)
_AGED = re.compile("(?:达到?|为|至|到|提高|超过?|[约近]|寿命)$")
_ONLY_DIGITS = re.compile(r"\d+(?:\.\d+)?")
# What a bare number stands behind where it is a figure: 指数达102.5, 利用系数0.58, 收入比2.3.
_MEASURED = re.compile("(?:[达为至到是超近约比数率值]|突破|以上|[以百]内|第)$")


def is_name(text: str, figure: Figure) -> bool:
    """Whether a figure of `text` is no figure but part of what something is called."""
    start, end = figure.start, figure.end
    written = text[start:end]
    before, behind = text[max(0, start - 8) : start], text[end : end + 12]
    if _quoted(text, start, end) or _BEFORE.search(before) or _BEHIND.match(behind):
        return True
    if figure.unit == "岁":
        return _AGED.search(before) is None and _AGE.match(text[end - 1 : end + 12]) is not None
    if figure.unit == "":
        return _is_bare_number(written, before, behind)
    if figure.unit in ("年", "月数", "天") and behind.startswith(ledger_words("attributive")):
        return not before.endswith(("超过", "达", "历时"))
    numeral = _NUMERAL.match(written)
    if numeral is None or figure.unit in ("%", "第", "倍"):
        return False
    if _HAN_ONE.match(written) and figure.unit != "周年":
        return True
    if numeral.end() < len(written) and written[numeral.end() :] in _PLACE_UNITS:
        return True
    return _COUNTED_NAME.match(text[start + numeral.end() : end + 6]) is not None


# Counted by a Han numeral these make a name: 三省, 两园, 珠三角, 五位一体, 二十国, 三区, 六稳.
_PLACE_UNITS = frozenset("省市区县园港国地角位边票制站院校馆店厂网链面层轮点字方体级线路块段章网路代步步环")


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether it stands between marks of quotation that hold a name: a few words without a stop."""
    opens = max((text.rfind(mark, max(0, start - _NEAR), start) for mark in _OPEN), default=-1)
    if opens < 0 or any(mark in text[opens + 1 : start] for mark in _CLOSE if mark != '"'):
        return False
    closes = min((place for mark in _CLOSE if (place := text.find(mark, end, end + _NEAR)) >= 0), default=-1)
    return closes >= 0 and _BREAK.search(text, opens + 1, closes) is None


def _is_bare_number(written: str, before: str, behind: str) -> bool:
    """Whether a number without a unit numbers a thing or belongs to a name rather than telling how many."""
    if _ONLY_DIGITS.fullmatch(written) is None:
        return False
    if "." in written or _MEASURED.search(before) or behind[:1] in "金银铜":
        return False
    return re.match(f"[{HAN}]", behind) is not None or before.endswith(("核电", "第"))
