"""On which day a report was given, and where: datelines in their several forms, as lines before the body write them."""

from collections.abc import Sequence

from index.patterns import regex
from index.text.numerals import FULL_WIDTH_DIGITS, whole_value
from index.text.years import HAN_YEAR

_LONGEST_LINE = 160

_DATE = regex(
    r"(?P<year>(?:19|20)\d\d)\s?(?:年|[-./])\s?(?P<month>\d{1,2})\s?(?:月|[-./])\s?(?P<day>\d{1,2})(?!\d)日?"
    rf"|(?P<han_year>{HAN_YEAR})年"
    r"(?P<han_month>[一二三四五六七八九十]{1,2})月(?P<han_day>[一二三四五六七八九十]{1,3})日"
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ENGLISH_DATE = regex(rf"\b(?P<name>{'|'.join(_MONTHS)}) (?P<day>\d{{1,2}}),? (?P<year>(?:19|20)\d\d)\b")
_MEETING = regex(r"会议|大会|會議|全会|常委会|报告|[Ss]ession|[Cc]ongress|[Dd]elivered")
_AT = regex(r"在|於|于|届|屆|[Ss]ession|[Dd]elivered")
_SESSION = regex(
    r"在[^，。]{2,40}(?:会议|大会|會議|全会)上?(?:的|上的|，?由?[^，。]{0,24}作)?"
    r"(?:讲话|報告|报告|政府工作报告|政府工作報告|所作的?政府工作报告)?。?$"
    r"|在[^，。]{2,40}(?:会议|大会|會議|全会)上[^，。]{0,30}作(?:了)?(?:政府工作)?(?:报告|報告)"
    r"|^[Dd]elivered (?:at|on)\b"
)
_MARKS = "-—―–－ （）()【】[]　\u200b*#"
_PUBLISHED = regex(r"(?:发布|发文|成文|更新|公开|印发|录入)?(?:日期|时间)|来源|浏览|电$|讯$")


def is_dateline(line: str) -> bool:
    """Whether a line begins with a date, or is one in brackets."""
    return _DATE.match(line.translate(FULL_WIDTH_DIGITS).lstrip(_MARKS)) is not None


def is_session_line(line: str) -> bool:
    """Whether a line says at which session somebody spoke: "1月15日某某在…会议上的讲话", "…会议上作政府工作报告"."""
    return _SESSION.search(line) is not None


def delivery_day(lines: Sequence[str]) -> tuple[str | None, str]:
    """The day on which the report was given, as an ISO date, and the line that says where; from the lines on top.

    A date beside a meeting, before or behind it; else a date alone on a line next to one that names a meeting.
    """
    meeting = ""
    lone: str | None = None
    for line in lines:
        if len(line) > _LONGEST_LINE or _PUBLISHED.search(line[:12]) or _PUBLISHED.search(line[-2:]):
            continue
        held = _MEETING.search(line) is not None and _AT.search(line) is not None
        date = _date_in(line)
        if date and held:
            return date, line
        if held and not meeting:
            meeting = line
        elif date and lone is None and _stands_alone(line):
            lone = date
    return (lone, meeting) if meeting else (None, "")


def _stands_alone(line: str) -> bool:
    return _DATE.fullmatch(line.translate(FULL_WIDTH_DIGITS).strip(_MARKS)) is not None


def _date_in(line: str) -> str | None:
    plain = line.translate(FULL_WIDTH_DIGITS)
    match = _DATE.search(plain)
    if match and match["han_year"]:
        return _iso(*(whole_value(match[part]) for part in ("han_year", "han_month", "han_day")))
    if match:
        return _iso(*(whole_value(match[part]) for part in ("year", "month", "day")))
    if english := _ENGLISH_DATE.search(plain):
        return _iso(int(english["year"]), _MONTHS.index(english["name"]) + 1, int(english["day"]))
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None
