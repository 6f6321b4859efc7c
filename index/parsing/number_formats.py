"""Numbers as a spreadsheet shows them: 0.061 in the format 0.0% is 6.1%, 45657 in a format of dates is 2024年12月31日.

After ECMA-376, part 1, 18.8.30 and 18.8.31. Where a format is too odd to follow, the number stands as it is.
"""

import datetime
import math
import re

from index.patterns import regex

# The formats that files name by number alone; 14 is the reader's own short date, here the one that nobody misreads.
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "yyyy-mm-dd",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy-mm-dd h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    31: 'yyyy"年"m"月"d"日"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
_TOKEN = regex(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<elapsed>h+|m+|s+)\]'
    r"|\[(?P<condition>[^\]]*)\]|(?P<noon>AM/PM|A/P|上午/下午)|(?P<general>General)|(?P<power>[Ee][+-])"
    r"|(?P<date>y+|m+|d+|h+|s+|e+|aaa+|g+)|(?P<digits>[0#?]+(?:,[0#?]+)*)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_FIRST_DAY = datetime.datetime(1899, 12, 30)
_FIRST_DAY_1904 = datetime.datetime(1904, 1, 1)
_LAST_SERIAL = 2_958_466


def is_date(code: str) -> bool:
    """Whether a format shows days or times."""
    found = [match for match in _TOKEN.finditer(code) if match["date"] or match["elapsed"] or match["digits"]]
    return any(match["date"] or match["elapsed"] for match in found) and not any(
        match["digits"] and "#" in match["digits"] for match in found
    )


def hides_text(code: str) -> bool:
    """Whether a format shows nothing of a cell that holds text."""
    sections = _sections(code) if code.count(";") > 2 else []
    return len(sections) > 3 and not sections[3]


def shown(number: float, code: str, *, from_1904: bool = False) -> str:
    """A number as its format shows it. `from_1904`: the file counts its days from 1904."""
    if not math.isfinite(number):
        return ""
    if is_date(code):
        return _moment(number, code, from_1904) or plain(number)
    sections = _sections(code)
    if any("[" in section and re.search(r"\[[<>=]", section) for section in sections):
        return plain(number)
    if number < 0 and len(sections) == 2 and not sections[1]:
        # "0;" leaves open whether it hides what is negative.
        return plain(number)
    place = 1 if number < 0 and len(sections) > 1 else 2 if number == 0 and len(sections) > 2 else 0
    if len(sections) > 1 and not sections[place]:
        # 0;-0;;@ hides zeros, ;;; everything.
        return ""
    text = _figure(abs(number), sections[place])
    if place:
        return text
    return f"-{text}" if number < 0 and re.search("[1-9]", text) else text


def plain(number: float) -> str:
    """A number in no format: at most 11 significant digits, as a cell of ordinary width shows them."""
    if not math.isfinite(number):
        return ""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    text = f"{number:.11g}"
    if "e" in text:
        text = f"{number:.20f}".rstrip("0") if 1e-9 < abs(number) < 1 else text
    return text


def _sections(code: str) -> list[str]:
    pieces, current = [], ""
    for match in _TOKEN.finditer(code):
        if match[0] == ";":
            pieces.append(current)
            current = ""
        else:
            current += match[0]
    return [*pieces, current]


def _figure(number: float, section: str) -> str:
    """A number that is not negative, in one section of a format."""
    tokens = list(_TOKEN.finditer(section))
    if not section.strip() or section == "@" or any(token["general"] for token in tokens):
        rest = "".join(_literal(token) for token in tokens if not token["general"] and token[0] != "@")
        return plain(number) + rest
    if any(token["power"] for token in tokens) or any(token["other"] == "/" for token in tokens):
        return plain(number)
    places = [place for place, token in enumerate(tokens) if token["digits"]]
    percents = sum(token["other"] in ("%", "％") for token in tokens)
    if not places:
        return "".join(_literal(token) for token in tokens)
    scaled = number * 100**percents
    point = next((p for p in range(places[0], places[-1] + 1) if tokens[p]["other"] == "."), None)
    whole = "".join(tokens[p][0] for p in places if point is None or p < point)
    part = "" if point is None else "".join(tokens[p][0] for p in places if p > point)
    last = places[-1]
    while last + 1 < len(tokens) and tokens[last + 1]["other"] == ",":
        scaled /= 1000
        last += 1
    return (
        "".join(_literal(token) for token in tokens[: places[0]])
        + _digits(scaled, whole, part)
        + "".join(_literal(token) for token in tokens[last + 1 :])
    )


def _digits(number: float, whole: str, part: str) -> str:
    # The nearest decimal, not the binary fraction just below it: 2.675 is shown as 2.68.
    text = f"{round(number + math.copysign(1e-12 * max(1.0, abs(number)), number), len(part)):.{len(part)}f}"
    before, _, behind = text.partition(".")
    while behind and len(part) >= len(behind) and part[len(behind) - 1] in "#?" and behind.endswith("0"):
        behind = behind[:-1]
    least = whole.replace(",", "").count("0")
    before = "" if before == "0" and least == 0 and behind else before.zfill(least)
    if "," in whole:
        before = f"{int(before or 0):,}"
    return before + (f".{behind}" if behind else "")


def _literal(token: re.Match[str]) -> str:
    if token["quoted"] is not None:
        return token["quoted"]
    return token["escaped"] or token["currency"] or token["other"] or ""


def _moment(number: float, code: str, from_1904: bool) -> str:
    """A day or time; empty where the number is none."""
    if not 0 <= number < _LAST_SERIAL:
        return ""
    tokens = list(_TOKEN.finditer(_sections(code)[0]))
    # Days before March 1900 are one off in the format's own count, which has a 29 February 1900.
    start = _FIRST_DAY_1904 if from_1904 else _FIRST_DAY
    moment = start + datetime.timedelta(seconds=round(number * 86_400))
    halves = any(token["noon"] for token in tokens)
    pieces: list[str] = []
    for place, token in enumerate(tokens):
        kind = (token["date"] or "").lower()
        if token["elapsed"]:
            unit = {"h": 3600, "m": 60, "s": 1}[token["elapsed"][0].lower()]
            pieces.append(str(round(number * 86_400) // unit))
        elif kind:
            minutes = kind[0] == "m" and len(kind) < 3 and _beside_time(tokens, place)
            pieces.append(f"{moment.minute:02d}" if minutes else _moment_part(moment, kind, halves))
        elif token["noon"]:
            pieces.append(("上午", "下午")[moment.hour >= 12] if "午" in token["noon"] else moment.strftime("%p"))
        else:
            pieces.append(_literal(token) if not token["digits"] else "")
    return "".join(pieces).rstrip(".;@ ").strip()


def _beside_time(tokens: list[re.Match[str]], place: int) -> bool:
    """Whether an m counts minutes: hours stand before it, or seconds behind."""
    named = [(p, (t["date"] or t["elapsed"] or "").lower()) for p, t in enumerate(tokens) if t["date"] or t["elapsed"]]
    before = [kind for p, kind in named if p < place]
    behind = [kind for p, kind in named if p > place]
    return bool(before and before[-1][0] == "h") or bool(behind and behind[0][0] == "s")


def _moment_part(moment: datetime.datetime, kind: str, halves: bool) -> str:
    padded = len(kind) > 1
    if kind[0] in "ye":
        return f"{moment.year:04d}" if len(kind) > 2 or kind[0] == "e" else f"{moment.year % 100:02d}"
    if kind[0] == "m":
        names = {3: moment.strftime("%b"), 4: moment.strftime("%B")}
        return names.get(len(kind)) or (f"{moment.month:02d}" if padded else str(moment.month))
    if kind[0] == "d":
        names = {3: moment.strftime("%a"), 4: moment.strftime("%A")}
        return names.get(len(kind)) or (f"{moment.day:02d}" if padded else str(moment.day))
    if kind[0] == "a":
        day = "一二三四五六日"[moment.weekday()]
        return f"星期{day}" if len(kind) > 3 else day
    if kind[0] == "h":
        hour = (moment.hour % 12 or 12) if halves else moment.hour
        return f"{hour:02d}" if padded else str(hour)
    return f"{moment.second:02d}" if kind[0] == "s" else ""
