"""Written numbers to values: 1,303.7, 三千二百, 两, 3.2万亿, twenty-five, 1.2 billion.

Values are Decimals, so that 4.98 is 4.98; nothing here knows units.
"""

import re
from decimal import Decimal

# Full-width digits, letters and signs that stand in figures; one character for one, so that offsets hold.
FULL_WIDTH_DIGITS = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)}
_PLAIN: dict[int, str] = FULL_WIDTH_DIGITS | {
    code: chr(code - 0xFEE0) for code in [*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]
}
_PLAIN |= {
    ord("％"): "%",
    ord("．"): ".",
    ord("－"): "-",
    ord("＋"): "+",
    ord("～"): "~",
    ord("﹪"): "%",
    ord("／"): "/",
}
_PLAIN |= {ord("＄"): "$", ord("￥"): "¥", ord("−"): "-", ord("\u00a0"): " "}

HAN_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
HAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_HAN_NUMERAL = frozenset(HAN_DIGITS) | frozenset(HAN_SCALES)
ENGLISH_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "mln": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
}
_BELOW_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ENGLISH_WORDS = {word: value for value, word in enumerate(_BELOW_TWENTY.split())}
ENGLISH_WORDS |= {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
HAN = "[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?"
_WORD = "|".join(sorted(ENGLISH_WORDS, key=len, reverse=True))
ENGLISH = rf"\b(?:{_WORD})(?:[- ](?:{_WORD}|hundred|and))*\b"


# "１，２００" and "19·5％", as State Council reports set them.
_GROUPED = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_RAISED_POINT = re.compile(r"(?<=[\d０-９])[·•](?=[\d０-９])")


def plain(text: str) -> str:
    """`text` with full-width figures and signs as ASCII, character for character: its length stays."""
    return _RAISED_POINT.sub(".", _GROUPED.sub(",", text)).translate(_PLAIN)


def arabic_value(written: str) -> Decimal:
    """The value of digits with grouping commas and a decimal point."""
    return Decimal(written.replace(",", ""))


def decimals(written: str) -> int:
    """How many digits stand behind the decimal point."""
    return len(written.partition(".")[2])


def scale_value(written: str) -> int:
    """The product of the scale words of `written`: 万亿 is 10**12, 千万 10**7."""
    value = 1
    for character in written:
        value *= HAN_SCALES.get(character, 1)
    return value


def han_value(written: str) -> Decimal | None:
    """The value of a Chinese numeral (三千二百, 十二, 二〇二五, 三点五); None where it is not one."""
    whole, _, fraction = written.partition("点")
    value = _han_whole(whole)
    if value is None:
        return None
    if fraction:
        return Decimal(f"{value}." + "".join(str(HAN_DIGITS[digit]) for digit in fraction))
    return Decimal(value)


def _han_whole(written: str) -> int | None:
    if not written:
        return None
    if all(character in HAN_DIGITS for character in written):
        return int("".join(str(HAN_DIGITS[character]) for character in written))
    total = section = 0
    digit: int | None = None
    for character in written:
        if character in HAN_DIGITS:
            digit = HAN_DIGITS[character]
            continue
        scale = HAN_SCALES[character]
        if scale < 10**4:
            section += (1 if digit is None else digit) * scale
        else:
            section += digit or 0
            if section == 0 and total == 0:
                return None  # 万众, 亿万: no number
            total = (total + section) * scale if scale == 10**8 else total + section * scale
            section = 0
        digit = None
    return total + section + (digit or 0)


def whole_value(written: str) -> int:
    """The whole number that Arabic digits of any width or a Chinese numeral write; ValueError where it is none."""
    if written.isdecimal():
        return int(written)
    value = han_value(written) if written and not set(written) - _HAN_NUMERAL else None
    if value is None:
        raise ValueError(f"{written!r} is no whole number")
    return int(value)


def english_value(written: str) -> Decimal:
    """The value of an English numeral in words below a thousand: twenty-five, three hundred and two."""
    value = 0
    for word in re.split("[- ]", written.lower()):
        if word == "hundred":
            value = max(value, 1) * 100
        else:
            value += ENGLISH_WORDS.get(word, 0)
    return Decimal(value)
