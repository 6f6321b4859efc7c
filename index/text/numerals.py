"""Written numbers to values: 1,303.7, 三千二百, 两, 3.2万亿, twenty-five, 1.2 billion.

Values are Decimals, so that 4.98 is 4.98; nothing here knows units.
"""

import re
import unicodedata
from decimal import Decimal

from index.patterns import regex
from index.text.scales import HAN_SCALES

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
_PLAIN |= {ord("＄"): "$", ord("￥"): "¥", ord("\u00a0"): " "}

HAN_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_HAN_NUMERAL = frozenset(HAN_DIGITS) | frozenset(HAN_SCALES)
_BELOW_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ENGLISH_WORDS = {word: value for value, word in enumerate(_BELOW_TWENTY.split())}
ENGLISH_WORDS |= {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}

# 1,234,567; 12,34,567 as India writes it; 1234567.
ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?!\d)|\d+(?: ?\.\d+)?)"
HAN = "[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?"
_WORD = "|".join(sorted(ENGLISH_WORDS, key=len, reverse=True))
ENGLISH = rf"\b(?:{_WORD})(?:[- ](?:{_WORD}|hundred|and))*\b"


RAISED_DIGITS = {digit: value for value, digit in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
LOWERED_DIGITS = {digit: value for value, digit in enumerate("₀₁₂₃₄₅₆₇₈₉")}
_RAISED = "".join(RAISED_DIGITS)
# What multiplies a number by a power of ten: ×10⁴, x 10^6; behind a bare 10 the exponent alone.
POWER = (
    r"(?:\s?[×✕xX*]\s?10|(?<=(?<![\d.,])10))"
    rf"(?:(?P<raised>[⁻-]?[{_RAISED}]{{1,2}})|\^[{{(]?(?P<exponent>-?\d{{1,2}})[}})]?)"
)
# ¾, 2½, ¹⁄₅, 1⁄5 with the fraction slash.
_VULGAR_SIGNS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
VULGAR = (
    rf"(?:(?:\d{{1,3}}\s?)?[{_VULGAR_SIGNS}]"
    rf"|[{_RAISED}]{{1,2}}⁄[{''.join(LOWERED_DIGITS)}]{{1,2}}|(?<!\d)\d{{1,2}}⁄\d{{1,2}}(?!\d))"
)

# Digits in groups of three: by commas of any width, apostrophes, blanks. Between two blanks that a keyboard writes
# there may also stand two figures: they group only before a unit.
_BLANKS = " \u00a0"
_GROUPED = regex(
    rf"(?<![\d.,，A-Za-z第表图])(?<!\d[{_BLANKS}])\d{{1,3}}"
    rf"(?:(?P<mark>[，'’‘ʼ′\u2002-\u2009\u202f])\d{{3}}(?:(?P=mark)\d{{3}})*(?![\d年])"
    rf"|(?P<blank>[{_BLANKS}])\d{{3}}(?:(?P=blank)\d{{3}})*(?!\d)(?=(?:[.．]\d+)?\s?[%％‰A-Za-z\u4e00-\u9fff])(?!\s?年))"
)
_NO_DIGIT = regex(r"\D")
# "19·5％", as State Council reports set it.
_RAISED_POINT = regex(r"(?<=[\d０-９])[·•](?=[\d０-９])")


def plain(text: str) -> str:
    """`text` with full-width figures and signs as ASCII, groups of digits by commas, character for character."""
    return _RAISED_POINT.sub(".", _GROUPED.sub(_by_commas, text)).translate(_PLAIN)


def _by_commas(match: re.Match[str]) -> str:
    return _NO_DIGIT.sub(",", match[0])


def power_of_ten(match: re.Match[str]) -> int:
    """The exponent of a `POWER` that `match` holds; less one where nothing but the 10 stands before it."""
    raised, exponent = match["raised"], match["exponent"]
    if raised is not None:
        value = int("".join(str(RAISED_DIGITS.get(digit, "-")) for digit in raised))
    else:
        value = int(exponent)
    return value if "10" in match["power"] else value - 1


def vulgar_value(written: str) -> Decimal:
    """The value of a `VULGAR` fraction: ¾ is 0.75, 2½ is 2.5."""
    if "⁄" in written:
        above, below = (
            int("".join(str(RAISED_DIGITS.get(digit, LOWERED_DIGITS.get(digit, digit))) for digit in part))
            for part in written.split("⁄")
        )
        return Decimal(above) / below if below else Decimal(0)
    numerator, _, denominator = unicodedata.normalize("NFKC", written[-1]).partition("⁄")
    return Decimal(written[:-1].strip() or 0) + Decimal(numerator) / Decimal(denominator)


def arabic_value(written: str) -> Decimal:
    """The value of digits with grouping commas and a decimal point."""
    return Decimal(written.replace(",", "").replace(" ", ""))


def decimals(written: str) -> int:
    """How many digits stand behind the decimal point."""
    return len(written.partition(".")[2])


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
