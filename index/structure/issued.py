"""When a text that is no periodical report was issued, and by whom: its label, its dateline, or its signature.

Only its title shows this ("[2020年2月4日]…"): a year that is read off a signature rules no question out.
"""

import re
from datetime import date

from index.patterns import regex
from index.structure.periods import ENGLISH_DAY, MONTH_NAMES, english_day
from index.text.numerals import FULL_WIDTH_DIGITS
from index.text.script import HAN

_TOP, _END = 3000, 500
# A news item opens with its day; deeper, a sentence that begins with a day tells of something else.
_LEAD = 200

_DAY = r"(?P<y>(?:19|20)\d\d)\s?(?:年|[-./])\s?(?P<m>\d{1,2})\s?(?:月|[-./])\s?(?P<d>\d{1,2})(?!\d)\s?日?"
_LABELLED = regex(rf"(?:发文|成文|发布|印发|公布|生成|刊发)(?:日期|时间)】?\s*[：:]?\s*{_DAY}")
# Alone between spaces or brackets: "…请认真贯彻执行。 2020年2月4日 （此件公开发布）".
_ALONE = regex(rf"(?:(?<=[\s（(])|^){_DAY}(?=[\s）)]|$)", re.MULTILINE)
_LEADING = regex(rf"(?:(?<=[\s　])|^){_DAY}(?=[，, ])")
_OFFICE_END = rf"人民政府|委员会|办公厅|办公室|指挥部|领导小组|[{HAN}]{{2,}}(?:局|厅|部|委|署|院|银行|公司|集团|协会)"
_SIGNED = regex(
    rf"(?<=[\s。）)])(?P<office>[{HAN}]{{2,30}}?(?:{_OFFICE_END})(?:（[{HAN}]{{2,8}}）)?)\s{{1,3}}(?={_DAY})"
)
_OF_REPORT = regex(rf"(?i:date of (?:report|earliest event)[^\n:]{{0,60}}:?\s+){ENGLISH_DAY}")
_ENGLISH = regex(rf"(?:^|[—–(,\n]|\bon |\bdated |\breleased )\s*{ENGLISH_DAY}", re.MULTILINE)
_MONTH_ALONE = regex(rf"^\s*(?P<month>{'|'.join(MONTH_NAMES)}),? (?P<year>(?:19|20)\d\d)\s*$", re.MULTILINE)


def issued_on(text: str) -> str | None:
    """The day on which a text was issued, ISO, or its month ("2023-01"); None where it does not say."""
    plain = text.translate(FULL_WIDTH_DIGITS)
    top = plain[:_TOP]
    for pattern, part in (
        (_LABELLED, top),
        (_LEADING, plain[:_LEAD]),
        (_ALONE, top),
        (_ALONE, plain[_TOP:][-_END:]),
    ):
        if (match := pattern.search(part)) and (day := _iso(match)):
            return day
    if match := _OF_REPORT.search(top) or _ENGLISH.search(plain[:1000]):
        return english_day(match)
    if match := _MONTH_ALONE.search(plain[:_LEAD]):
        return f"{match['year']}-{MONTH_NAMES.index(match['month']) + 1:02d}"
    return None


def signed_by(text: str) -> str | None:
    """The office that signs a Chinese text, just before the day; None where none does."""
    plain = text.translate(FULL_WIDTH_DIGITS)
    match = _SIGNED.search(plain[-_END:]) or _SIGNED.search(plain[:_TOP])
    return match["office"] if match else None


def _iso(match: re.Match[str]) -> str | None:
    try:
        return date(*(int(match[part]) for part in ("y", "m", "d"))).isoformat()
    except ValueError:
        return None
