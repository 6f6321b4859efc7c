"""Words of time as the ledger counts it: years, months and days of the ISO calendar, in two languages.

A company's year is named as it names it ("fiscal 2022" is 2022), its quarters and months by the calendar: the first
quarter of a fiscal 2022 that ends in June is 2021-07 to 2021-09.
"""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from index.ledger.entry import Span
from index.patterns import regex
from index.report import Report
from index.structure.periods import MONTH_NAMES

_MONTHS = {name.lower(): number for number, name in enumerate(MONTH_NAMES, start=1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_Y = r"(?:19|20)\d\d(?!\d|[,.]\d)"


def _day(prefix: str = "") -> str:
    """A day in English, its groups named with this before them."""
    return (
        rf"(?:(?P<{prefix}month>{_MONTH})\s*(?P<{prefix}day>\d{{1,2}})(?:st|"
        rf"nd|rd|th)?(?:,\s*|\s+)(?P<{prefix}year>{_Y})"
        rf"|(?P<{prefix}day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<{prefix}month2>{_MONTH}),?\s+(?P<{prefix}year2>{_Y}))"
    )


_DAY, _DAY_ENDED, _DAY_ALONE = _day(), _day("e_"), _day("d_")
_COUNTS = {
    **dict.fromkeys(("three", "3", "thirteen", "13", "quarter"), 3),
    **dict.fromkeys(("six", "6", "twenty-six", "26", "half"), 6),
    **dict.fromkeys(("nine", "9", "thirty-nine", "39"), 9),
    **dict.fromkeys(("twelve", "12", "fifty-two", "52", "fifty-three", "53", "year"), 12),
}
_ORDINALS = {
    **dict.fromkeys(("first", "1st", "一", "1", "上"), 1),
    **dict.fromkeys(("second", "2nd", "二", "2", "下"), 2),
    **dict.fromkeys(("third", "3rd", "三", "3"), 3),
    **dict.fromkeys(("fourth", "4th", "final", "四", "4"), 4),
}
_COUNTS_HAN = {"三": 3, "3": 3, "六": 6, "6": 6, "九": 9, "9": 9, "十二": 12, "12": 12}
_LEAD = r"(?:(?:as\s+of|as\s+at|at|in|for|during|of|by|the|through|until|ended|ending|on)\s+)*"
_ENGLISH = regex(
    rf"\b{_LEAD}(?:"
    rf"first\s+(?P<so_many>three|six|nine)\s+months,?\s+(?:of\s+|in\s+)?(?:the\s+)?(?:(?:fiscal|"
    rf"financial)\s+)?(?:years?\s+)?(?:fy\s?)?(?P<of5>{_Y})"
    rf"|(?:(?P<m_count>three|six|nine|twelve|3|6|9|12)\s+months|(?P<m_part>quarter|half(?:[-\s]year)?|year))"
    r"\s+(?:that\s+)?(?:ended|ending|to)\s+(?:in\s+)?(?:(?:the\s+)?end\s+(?:of\s+)?|late\s+|mid-?\s?|(?P<m_early>early\s+))?"
    rf"(?P<m_month>{_MONTH}),?\s+(?P<m_year>{_Y})"
    rf"|(?P<q_month>{_MONTH})\s+(?:(?P<q_year>{_Y})\s+quarter\b|quarter\s+(?:of\s+)?(?P<q_year2>{_Y}))"
    rf"|(?<!than )(?P<count>three|six|nine|twelve|3|6|9|12|thirteen|twenty-six|thirty-nine|fifty-two|fifty-three"
    rf"|13|26|39|52|53)[-\s](?:months?|weeks?)(?:\s+periods?)?(?:\s+(?:ended|ending|to)(?:\s+{_DAY})?|\s*$)"
    rf"|(?P<whole>(?:fiscal\s+|financial\s+)?years?|(?:fiscal\s+)?quarters?|"
    rf"half[-\s]years?)[\s-]+(?:that\s+)?(?:ended|ending|to(?=\s+[A-Z][a-z]+\s+\d)"
    rf")"
    rf"(?:\s+{_day('e_')})?"
    rf"|{_day('d_')}"
    rf"|(?P<iso>{_Y}-\d\d-\d\d)(?!\d)"
    rf"|(?P<nth>first|second|third|fourth|final|1st|2nd|3rd|4th)(?:[-\s]fiscal)?[-\s](?P<part>quarter|half)"
    rf"(?:,?\s+(?:of\s+)?(?:the\s+)?(?:fiscal\s+)?(?:years?\s+)?(?:fy\s?)?(?P<of>{_Y}))?"
    rf"|(?P<q>[qh])(?P<n>[1-4])(?:[\s,/-]*(?:of\s+)?(?:fiscal\s+)?(?:years?\s+)?(?:fy\s?)?(?P<of2>{_Y}|(?<=fy)\d\d))?"
    rf"|(?:fiscal\s+|fy\s?)?(?:years?\s+)?(?P<of3>{_Y})[\s-]*(?:q(?P<n3>[1-4])"
    rf"\b|(?P<nth3>first|second|third|fourth)[-\s]quarter\b)"
    rf"|(?P<only>{_MONTH}),?\s+(?P<of4>{_Y})"
    rf"|(?:(?:fiscal|financial)\s+(?:years?\s+)?|fy\s?|calendar\s+(?:year\s+)?|"
    rf"years?\s+)?(?P<from>{_Y})\s?[-–—/]\s?(?P<to>{_Y}|\d\d)(?!\d)"
    rf"|(?:(?:fiscal|financial)\s+(?:years?\s+)?|fy\s?|calendar\s+(?:year\s+)?|"
    rf"years?\s+)?(?P<bare>{_Y})(?:[AEFP]\b)?(?!\s?年)"
    r"|fy\s?['’]?(?P<short>\d\d)\b"
    rf"|(?P<no_year>{_MONTH}\s*\d{{1,2}}\b),?(?!\s*\d)"
    r"|(?P<this>current\s+(?:year|period)|this\s+year)|(?P<last>(?:prior|previous|last|preceding)\s+(?:year|period))"
    r")",
    re.IGNORECASE,
)
_HAN_Y = r"(?:19|20)\d\d"
_HAN = regex(
    rf"(?:截至|于)?(?:"
    rf"(?P<e_year>{_HAN_Y})\s*年\s*(?P<e_month>\d{{1,2}})\s*月\s*(?P<e_day>\d{{1,2}})\s*日(?:止|结束|为止)?(?:的|之)?(?:前)?"
    rf"(?:(?P<e_count>三|六|九|十二|3|6|9|12)\s*个月|(?P<e_part>单?季度|财季|财年|财政年度|年度|会计年度))(?:期间|里|内)?"
    rf"|(?P<year>{_HAN_Y})\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日(?:止)?"
    rf"|(?P<y6>{_HAN_Y})\s*(?:财?年度?|财政年度)?\s*的?[Qq](?P<q6>[1-4])|(?P<y7>{_HAN_Y})"
    rf"\s*(?:财?年度?|财政年度)\s*的?(?:前|头)(?P<months>三|六|九|3|6|9)\s*个月"
    rf"|(?P<iso>{_HAN_Y}[-./]\d{{1,2}}[-./]\d{{1,2}})(?!\d)"
    rf"|(?:(?P<y1>{_HAN_Y})\s*年\s*)?(?P<m1>\d{{1,2}})\s*月?\s*[-—–－~～至到]\s*(?P<m2>\d{{1,2}})\s*月(?:份)?"
    rf"|(?:(?P<y2>{_HAN_Y})\s*(?:财年|财政年度|年度?)?\s*的?)?(?:第?(?P<quarter>[一二三四1-4])"
    rf"季度|前(?P<first>[二三两])(?:个)?季度|(?P<half>[上下])半年|(?P<half_year>半年度))"
    # the same in months behind it: 2023年前三季度（1-9月）
    rf"(?:\s*[（(]\s*\d{{1,2}}\s*月?\s*[-—–－~～至到]\s*\d{{1,2}}\s*月份?\s*[)）])?"
    rf"|(?P<y3>{_HAN_Y})\s*年\s*(?P<m3>\d{{1,2}})\s*月(?P<m_end>[末底])?"
    rf"|(?P<y4>{_HAN_Y})\s*财?年(?:度)?(?P<edge>[末底初])"
    rf"|(?P<from>{_HAN_Y})\s*年?\s*[-—–－~～至到]\s*(?P<to>{_HAN_Y})\s*年"
    rf"|(?P<y5>{_HAN_Y})\s*(?:年度|年|财年)"
    rf"|年初至(?:本)?报告期末|(?P<own_end>本?报告期期?末|本期期?末|本年(?:度)?末|期末|年末|年底)"
    rf"|(?P<own_start>上年(?:度)?末|上期期?末|上一?年年末|期初|年初|上年年末)"
    rf"|(?P<last>上年同期|去年同期|上一?年度?|上期|去年)|(?P<this>本报告期|报告期内?|本年度?|本期|当期|当年|全年)"
    rf")"
)


@dataclass(frozen=True, slots=True)
class Times:
    """A report's own time: its year, its period, and the month and day on which its years end."""

    year: int | None
    period: Span | None
    end_month: int = 12
    shift: int = 0  # how much later a fiscal year's name is than the calendar year in which it ends

    def find(self, text: str) -> tuple[Span | None, str]:
        """(the period that a header or label tells, the text without its words of time)."""
        pattern = _HAN if re.search("[\u4e00-\u9fff]", text) else _ENGLISH
        found: list[Span] = []
        for match in pattern.finditer(text):
            span = self._han(match) if pattern is _HAN else self._english(match)
            if span is not None and span not in found:
                found.append(span)
        rest = re.sub(r"\s+", " ", pattern.sub(" ", text)).strip(" ,;:，：")
        if (
            len(found) == 2
            and rest.lower() in ("to", "-", "–", "—", "through", "至", "到")
            and found[0].first < found[1].last
        ):
            return Span(found[0].first, found[1].last), ""
        return (found[0] if len(found) == 1 else None), rest

    def all(self, text: str) -> list[Span]:
        """The periods of a text, in order, each as often as it stands there."""
        return [span for _, _, span in self.places(text)]

    def places(self, text: str) -> Iterator[tuple[int, int, Span]]:
        """(start, end, period) of each time that a text says, in order."""
        pattern = _HAN if re.search("[\u4e00-\u9fff]", text) else _ENGLISH
        read = self._han if pattern is _HAN else self._english
        for match in pattern.finditer(text):
            if (span := read(match)) is not None:
                yield match.start(), match.end(), span

    def _english(self, match: re.Match[str]) -> Span | None:
        group = match.groupdict()
        for prefix in ("", "e_", "d_"):
            month = group[f"{prefix}month"] or group[f"{prefix}month2"]
            if month is None:
                continue
            day = int(group[f"{prefix}day"] or group[f"{prefix}day2"])
            year = int(group[f"{prefix}year"] or group[f"{prefix}year2"])
            number = _MONTHS[month.lower().rstrip(".")]
            if prefix == "d_":
                return _date(year, number, day)
            told = (group["count"] or group["whole"].split("-")[0].split()[-1]).lower().rstrip("s")
            months = _COUNTS[told if told in _COUNTS else "half"]
            own_end = (number - (day <= 7) - 1) % 12 + 1 == self.end_month or group["count"] is None
            if months == 12 and own_end:
                return _year(year + self.shift)
            return _months(year, number - (1 if day <= 7 else 0), months)
        if group["iso"]:
            return _date(*map(int, group["iso"].split("-")))
        if group["m_month"]:
            # A quarter to early April ends with March.
            month = _MONTHS[group["m_month"].lower().rstrip(".")] - (group["m_early"] is not None)
            count = _COUNTS[(group["m_count"] or group["m_part"].split("-")[0].split()[0]).lower()]
            if count == 12 and month % 12 == self.end_month % 12:
                return _year(int(group["m_year"]) - (month == 0) + self.shift)
            return _months(int(group["m_year"]), month, count)
        if group["q_month"]:
            return _months(int(group["q_year"] or group["q_year2"]), _MONTHS[group["q_month"].lower().rstrip(".")], 3)
        if group["so_many"]:
            return self.first_months(int(group["of5"]), _COUNTS[group["so_many"].lower()])
        if group["nth"] or group["q"] or group["n3"] or group["nth3"]:
            told = group["of"] or group["of2"] or group["of3"]
            year = (int(told) if len(told) == 4 else 2000 + int(told)) if told else self.year or 0
            number = _ORDINALS[(group["nth"] or group["n"] or group["n3"] or group["nth3"]).lower()]
            half = (group["part"] or "").lower() == "half" or (group["q"] or "").lower() == "h"
            return self._part(year, number, 6 if half else 3) if year and number <= (2 if half else 4) else None
        if group["only"]:
            return _months(int(group["of4"]), _MONTHS[group["only"].lower().rstrip(".")], 1)
        if group["from"]:
            last = group["to"]
            last = last if len(last) == 4 else group["from"][:2] + last
            return Span(group["from"], last) if group["from"] < last else None
        if group["bare"] or group["short"]:
            return _year(int(group["bare"] or "20" + group["short"]))
        if group["this"]:
            return None if self.year is None else _year(self.year)
        return _year(self.year - 1) if group["last"] and self.year is not None else None

    def first_months(self, year: int, count: int) -> Span:
        """So many months from the beginning of a fiscal year on."""
        return _months(year - self.shift, self.end_month - 12 + count, count)

    def year_end(self, year: int) -> Span | None:
        """The last day of the month in which a fiscal year ends."""
        return _date(year - self.shift, self.end_month, 31)

    def _ended(self, group: dict[str, str | None]) -> Span | None:
        """截至2022年6月25日止三个月, …止年度; a day in a month's first week ends the month before."""
        year, number, day = (int(group[f"e_{part}"] or 0) for part in ("year", "month", "day"))
        if not 1 <= number <= 12:
            return None
        part = group["e_part"] or ""
        months = _COUNTS_HAN[group["e_count"]] if group["e_count"] else 3 if part.endswith(("季度", "财季")) else 12
        if months == 12 and not group["e_count"]:
            return _year(year + self.shift)
        own_end = (number - (day <= 7) - 1) % 12 + 1 == self.end_month
        return _year(year + self.shift) if months == 12 and own_end else _months(year, number - (day <= 7), months)

    def _part(self, year: int, number: int, months: int) -> Span:
        """The `number`-th quarter or half of a fiscal year."""
        behind = 12 - months * number
        return _months(year - self.shift, self.end_month - behind, months)

    def _han(self, match: re.Match[str]) -> Span | None:
        group = match.groupdict()
        if group["e_year"]:
            return self._ended(group)
        if group["y6"]:
            return self._part(int(group["y6"]), int(group["q6"]), 3)
        if group["y7"]:
            return self.first_months(int(group["y7"]), _COUNTS_HAN[group["months"]])
        if group["year"]:
            return _date(int(group["year"]), int(group["month"]), int(group["day"]))
        if group["iso"]:
            return _date(*map(int, re.split(r"[-./]", group["iso"])))
        own = self.year
        if group["m1"]:
            year = int(group["y1"]) if group["y1"] else own
            first, last = int(group["m1"]), int(group["m2"])
            return Span(f"{year}-{first:02}", f"{year}-{last:02}") if year and 1 <= first <= last <= 12 else None
        if group["quarter"] or group["first"] or group["half"] or group["half_year"]:
            year = int(group["y2"]) if group["y2"] else own
            if not year:
                return None
            if group["first"]:
                return self.first_months(year, 9 if group["first"] == "三" else 6)
            if group["half"] or group["half_year"]:
                return self._part(year, 2 if group["half"] == "下" else 1, 6)
            return self._part(year, _ORDINALS[group["quarter"]], 3)
        if group["y3"]:
            if group["m_end"]:
                return _date(int(group["y3"]), int(group["m3"]), 31)
            return _months(int(group["y3"]), int(group["m3"]), 1)
        if group["y4"]:
            return self.year_end(int(group["y4"]) - (group["edge"] == "初"))
        if group["from"]:
            return Span(group["from"], group["to"])
        if group["y5"]:
            return _year(int(group["y5"]))
        return self._relative(group)

    def _relative(self, group: dict[str, str | None]) -> Span | None:
        """本期, 上年同期, 期末, 期初, by the report's own period."""
        if self.year is None or self.period is None:
            return None
        last = self.period.last
        if group["own_end"]:
            return _date(int(last[:4]), 12 if len(last) == 4 else int(last[5:7]), 31)
        if group["own_start"]:
            return _date(int(last[:4]) - 1, 12, 31)
        if group["this"]:
            return self.period
        if group["last"]:
            return Span(*(f"{int(part[:4]) - 1}{part[4:]}" for part in (self.period.first, last)))
        return Span(f"{last[:4]}-01", last) if len(last) > 4 else self.period


def times_of(report: Report) -> Times:
    """A report's own time, from what it states of itself and how often its years end when."""
    meta = report.metadata
    months = Counter[int]()
    for match in _YEAR_ENDED.finditer(report.text[:400_000]):
        months[(_MONTHS[match["month"].lower().rstrip(".")] - (int(match["day"]) <= 7) - 1) % 12 + 1] += 1
    shift = 0
    end_month = months.most_common(1)[0][0] if months else 12
    if meta.period and meta.period_end:
        ended, named = int(meta.period_end[:4]), int(meta.period[:4])
        quarter = int(meta.period[5]) if "Q" in meta.period else 4
        month = int(meta.period_end[5:7]) - (int(meta.period_end[8:10]) <= 7)
        if quarter < 4 or meta.period_span == "year":
            end_month = (month + 3 * (4 - quarter) - 1) % 12 + 1
        shift = named - (ended + (month + 3 * (4 - quarter) - 1) // 12)
        shift = shift if abs(shift) == 1 else 0
    year = int(meta.period[:4]) if meta.period else meta.year
    return Times(year, _own_period(meta.period, year), end_month, shift)


_YEAR_ENDED = regex(rf"\byears?\s+(?:ended|ending)\s+(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})\b", re.IGNORECASE)


def _own_period(label: str | None, year: int | None) -> Span | None:
    if year is None:
        return None
    part = (label or "")[4:]
    if part[:1] == "Q":
        return _months(year, 3 * int(part[1]), 3)
    if part[:1] == "H":
        return _months(year, 6 * int(part[1]), 6)
    return _year(year)


def _year(year: int) -> Span:
    return Span(str(year), str(year))


def _date(year: int, month: int, day: int) -> Span | None:
    if not 1 <= month <= 12 or day < 1:
        return None
    told = f"{year}-{month:02}-{min(day, monthrange(year, month)[1]):02}"
    return Span(told, told)


def _months(year: int, last: int, count: int) -> Span:
    """`count` months up to the month `last` of `year`, which may lie in the year before or after."""

    def iso(month: int) -> str:
        return f"{year + (month - 1) // 12}-{(month - 1) % 12 + 1:02}"

    return Span(iso(last - count + 1), iso(last))
