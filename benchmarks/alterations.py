"""One thing of a true statement made false: a digit, unit, direction, negation, year or region, Chinese and English.

Each function returns the altered texts that a statement allows, or none. An alteration must change what is said: a
lower bound only rises ("超过3000" lowered would still be true), an upper bound only falls, a rounded figure changes in
its first digit.
"""

import random
import re
from collections.abc import Callable, Iterator

from statements import YEAR, figures

from index.text.regions import FULL_NAMES

_LOWER = re.compile(
    r"(?:超过?|逾|突破|不低于|不少于|高于|至少|more than|over|exceed\w*|at least)\s*\$?$", re.IGNORECASE
)
_LOWER_BEHIND = re.compile(r"^[^\d，；。、]{0,8}?(?:以上|多|余|\+)|^ (?:or more|or above)")
_UPPER = re.compile(r"(?:不超过|低于|控制在|less than|under|below|at most|up to)\s*\$?$", re.IGNORECASE)
_UPPER_BEHIND = re.compile(r"^[^\d，；。、]{0,8}?(?:以内|以下)")
_ROUND = re.compile(r"(?:近|约|接近|大约|approximately|about|nearly|almost|around|roughly)\s*\$?$", re.IGNORECASE)
_ROUND_BEHIND = re.compile(r"^[^\d，；。、]{0,8}?(?:左右|上下)")

# Each unit and what it is swapped for: other dimensions of the same kind, so that only the value tells.
_UNITS = (
    ("万亿元", "亿元"),
    ("亿元", "万元"),
    ("万元", "亿元"),
    ("亿美元", "万美元"),
    ("个百分点", "%"),
    ("%", "个百分点"),
    ("平方公里", "平方米"),
    ("万平方米", "平方米"),
    ("平方米", "亩"),
    ("万亩", "亩"),
    ("公里", "米"),
    ("万吨", "吨"),
    ("亿吨", "万吨"),
    ("亿斤", "万斤"),
    ("万千瓦", "千瓦"),
    ("亿千瓦时", "万千瓦时"),
    ("亿立方米", "万立方米"),
    ("万人次", "人次"),
    ("亿人次", "万人次"),
    ("万人", "人"),
    ("亿人", "万人"),
    ("万户", "户"),
    ("万套", "套"),
    ("万辆", "辆"),
    ("元", "万元"),
)
_GROWING = ("万元", "元", "平方米", "million")  # whose other unit is the larger one
_ENGLISH_UNITS = (
    ("billion", "million"),
    ("million", "billion"),
    ("percent", "percentage points"),
    ("%", " percentage points"),
)
_DIRECTIONS = (
    ("增长", "下降"),
    ("下降", "增长"),
    ("提高", "降低"),
    ("降低", "提高"),
    ("上升", "下降"),
    ("增加", "减少"),
    ("减少", "增加"),
    ("提升", "下降"),
    ("扩大", "缩小"),
    ("缩小", "扩大"),
    ("上涨", "下跌"),
)
_ENGLISH_DIRECTIONS = (
    ("increased", "decreased"),
    ("decreased", "increased"),
    ("grew", "shrank"),
    ("rose", "fell"),
    ("declined", "increased"),
    ("reduced", "increased"),
    ("increase", "decrease"),
    ("decrease", "increase"),
    ("reduce", "increase"),
    ("growth", "decline"),
    ("higher", "lower"),
    ("lower", "higher"),
)
_DENIED = re.compile(
    r"(?<![未没不已])(?:(?P<verb>增长|下降|提高)(?=(?:了|到|至|约|近|超过)?\d)"
    r"|(?:新增|完成|建成|获批|实现|达到|突破|发放|新建|入选|上线|开通|投产|出台|减少|增加(?!值|的))(?=[^，；。]{0,16}\d)"
    r"|(?:^|(?<=[，；。]))(?:建设|开工建设|落实|引进|培育|改造|解决|惠及|举办|整治|治理|推广|支持|实施)(?=[^，；。]{0,16}\d))"
)
_ENGLISH_DENIED = re.compile(r"\b(was|were|is|are|has|have|had|will|can)\b(?! not| been not|n't)")
_ENGLISH_PLACES = ("United States", "China", "Europe", "Ireland", "India", "Canada", "Japan", "Mexico", "Washington")

Alteration = Callable[[str, random.Random], str | None]


def digit(text: str, draw: random.Random) -> str | None:
    """One digit of one figure changed."""
    choices = [match for match in figures(text) if float(match[0].replace(",", "")) > 0]
    draw.shuffle(choices)
    for match in choices:
        altered = _other_digit(text, match, draw)
        if altered is not None:
            return altered
    return None


def _other_digit(text: str, match: re.Match[str], draw: random.Random) -> str | None:
    before, behind, number = text[: match.start()], text[match.end() :], match[0]
    rises = bool(_LOWER.search(before) or _LOWER_BEHIND.match(behind))
    falls = bool(_UPPER.search(before) or _UPPER_BEHIND.match(behind))
    rounded = rises or falls or bool(_ROUND.search(before) or _ROUND_BEHIND.match(behind))
    places = [place for place, letter in enumerate(number) if letter.isdigit()]
    place = places[0] if rounded else draw.choice(places)
    old, least = int(number[place]), 1 if place == 0 and len(number) > 1 else 0
    digits = [str(new) for new in range(least, 10) if (new > old if rises else new < old if falls else new != old)]
    if not digits:
        return None
    drawn = draw.choice(digits)
    drawn = drawn if number.isascii() else chr(ord(drawn) + 0xFEE0)  # full width, as the number is written
    changed = number[:place] + drawn + number[place + 1 :]
    return None if float(changed.replace(",", "")) == 0 else before + changed + behind


def unit(text: str, draw: random.Random) -> str | None:
    """The unit of one figure changed."""
    found = []
    for match in figures(text):
        behind = text[match.end() :]
        for name, other in (*_UNITS, *_ENGLISH_UNITS):
            gap = len(behind) - len(behind.lstrip(" ")) if name.isascii() else 0
            if behind[gap:].startswith(name):
                if _unit_tells(text[: match.start()], behind, name):
                    found.append(text[: match.end() + gap] + other + behind[gap + len(name) :])
                break
    return draw.choice(found) if found else None


def _unit_tells(before: str, behind: str, name: str) -> bool:
    """Whether another unit makes the statement false: a lower bound must get higher, an upper bound lower."""
    if name in ("%", "percent", "个百分点"):
        return bool(
            re.search(
                r"(?:增长|下降|提高|降低|上升|提升|高于\S{0,6}|低于\S{0,6}|increased|decreased|grew|rose|by) ?$", before
            )
        )
    if name == "元" and behind[1:2] in ("人", "旦"):
        return False
    if _LOWER.search(before) or _LOWER_BEHIND.match(behind):
        return name in _GROWING
    if _UPPER.search(before) or _UPPER_BEHIND.match(behind):
        return name not in _GROWING
    return True


def direction(text: str, draw: random.Random) -> str | None:
    """One word of direction at a figure turned round."""
    found = [
        text[: match.start()] + other + text[match.end() :]
        for word, other in _DIRECTIONS
        for match in re.finditer(rf"{word}(?=(?:了|到|至|约|近|超过|幅度)?\d[\d.,]*(?![\d.,]|[项条大]))", text)
    ]
    found += [
        text[: match.start()] + other + text[match.end() :]
        for word, other in _ENGLISH_DIRECTIONS
        for match in re.finditer(rf"\b{word}\b(?=[^.;]{{0,40}}\d)", text)
    ]
    return draw.choice(found) if found else None


def negation(text: str, draw: random.Random) -> str | None:
    """A verb that a figure hangs on denied."""
    found = [
        text[: match.start()] + ("没有" if match["verb"] else "未") + text[match.start() :]
        for match in _DENIED.finditer(text)
    ]
    found += [text[: match.end()] + " not" + text[match.end() :] for match in _ENGLISH_DENIED.finditer(text)]
    return draw.choice(found) if found else None


def year(text: str, draw: random.Random) -> str | None:
    """One year changed to one that the statement does not name."""
    matches = [*YEAR.finditer(text), *re.finditer(r"(?<=[a-z] )(?:19|20)\d\d\b(?!-|,\d)", text)]
    if not matches:
        return None
    match = draw.choice(matches)
    others = [str(int(match[0]) + step) for step in (-5, -3, -2, 2, 3) if str(int(match[0]) + step) not in text]
    return text[: match.start()] + draw.choice(others) + text[match.end() :] if others else None


def region(text: str, draw: random.Random) -> str | None:
    """One province or country changed for another that the statement does not name."""
    found: list[str] = []
    for short, full in FULL_NAMES.items():
        if short in ("香港", "澳门", "台湾"):
            continue
        for match in re.finditer(
            rf"(?<!隆){full}|(?<!隆){short}(?![\u4e00-\u9fff]{{0,3}}(?:大学|银行|路|奥运|冬奥|合作组织|集团|证券))",
            text,
        ):
            others = [name for name in FULL_NAMES if name not in text and name not in ("香港", "澳门", "台湾")]
            other = draw.choice(others)
            found.append(
                text[: match.start()] + (FULL_NAMES[other] if match[0] == full else other) + text[match.end() :]
            )
    for name in _ENGLISH_PLACES:
        if re.search(rf"\b{name}\b", text):
            others = [other for other in _ENGLISH_PLACES if other not in text]
            found.append(re.sub(rf"\b{name}\b", draw.choice(others), text, count=1))
    return draw.choice(found) if found else None


ALTERATIONS: dict[str, Alteration] = {
    "digit": digit,
    "unit": unit,
    "direction": direction,
    "negation": negation,
    "year": year,
    "region": region,
}


def rewordings(text: str, past: bool) -> Iterator[str]:
    """The statement in lightly other words that mean the same; `past`: it tells what was done, so that 了 fits."""
    for pattern, other, only_past in (
        (r"(?<!同比)(?<!年均)增长(?=\d)", "增长了", True),
        (r"达到(?=\d)", "为", False),
        (r"(?<![到长高])达(?=\d)", "达到", False),
        (r"下降(?=\d)", "下降了", True),
        (r"提高(?=\d)", "提高了", True),
        (r"新增(?=\d)", "新增了", True),
        (r"左右", "上下", False),
        (r"超过(?=\d)", "逾", False),
        (r"\bincreased(?= (?:by )?\$?\d)", "rose", False),
        (r"\bdecreased(?= (?:by )?\$?\d)", "fell", False),
        (r"\bapproximately\b", "about", False),
    ):
        if (past or not only_past) and re.search(pattern, text):
            yield re.sub(pattern, other, text, count=1)
