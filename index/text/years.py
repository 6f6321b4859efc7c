"""Years that a text speaks of: written out, as a five-year plan, or relative to the report's own year."""

import re

from index.patterns import regex
from index.text.numerals import FULL_WIDTH_DIGITS, whole_value

# A range longer than this ("1978—2018年") names its two ends, not every year between.
LONGEST_RANGE = 10

_ARABIC = r"(?:1[89]|20)\d\d"
# The 1998 report of the State Council sets digits apart: "1 9 9 8 年".
_SPACED = r"[12](?: ?\d){3}"
# A year in words, digit by digit; scanned reports write its zero three ways.
HAN_YEAR = "[一二][〇○零一二三四五六七八九]{3}"
_WRITTEN_YEAR = regex(
    rf"(?<![\d.])(?P<listed>(?:(?:{_ARABIC}|{HAN_YEAR})年?[、和与及])*)"
    rf"(?:(?P<first>{_ARABIC}|{HAN_YEAR})年?\s?(?:[-—–－~～至到]|——)\s?)?"
    rf"(?P<last>{_SPACED}|{HAN_YEAR}) ?(?:年度?(?!代)|财年|届)"
)
_LISTED = regex(rf"{_ARABIC}|{HAN_YEAR}")
# A bare year, as English writes it and as people type it ("2025 广东", "FY2022"). Not a price, a decimal, a count.
_BARE_YEAR = regex(
    r"(?<![\w$€£¥#.,-])(?:FY ?|CY ?|Q[1-4] ?)?(?P<first>(?:19|20)\d\d)(?:[-–—/](?P<last>(?:19|20)?\d\d)(?![\d-]))?"
    r"(?![\w%％$]|[.,]\d|-\d|\s?(?:[万亿千百元个人家项吨名户米公亩多余余件条台套]|"
    r"(?:people|employees|million|billion|units|shares|jobs|tons|tonnes|hours|pages|words)\b))"
)
# "广东2025GDP目标": between Han characters only before a word that a year can stand before.
_TYPED_YEAR = regex(r"(?<![\d.])(20\d\d)(?=政府|工作|报告|经济|财政|目标|全年|GDP|gdp|预期|任务)")

# "2003到2007这五年": as people type a range.
_TYPED_RANGE = regex(
    r"(?<![\d.])((?:19|20)\d\d)年?[到至]((?:19|20)\d\d)(?![\d.,%％万亿千百个元人家项吨名户米公亩件条台套年])"
)
# "1979、1980、1981这三年": as people list them.
_TYPED_LIST = regex(rf"(?<![\d.]){_ARABIC}(?:[、，和与及]{_ARABIC})+(?=这?[两二三四五六七八九十]年)")

_PLAN = regex(
    r"第(?P<nth>[一二三四五六七八九十]{1,3}|\d{1,2})个五年(?:规划|计划)"
    r"|[“\"'‘「『](?P<quoted>十?[一二三四五六七八九十])五[”\"'’」』](?!普法)"
    r"|(?<![一二三四五六七八九十〇零\d])(?P<bare>十[一二三四五六七八九])五(?![一二三四五六七八九十〇零年月日号]|普法)"
    r"|(?<![一二三四五六七八九十〇零\d])(?P<named>[一二三四五六七八九十])五(?=计划|时期|期间|规划)"
    r"|(?P<english>\d{1,2})(?:st|nd|rd|th) [Ff]ive-[Yy]ear [Pp]lan"
)

_COUNT = r"[一二两三四五六七八九十]|10|[1-9]"
_RELATIVE = regex(
    rf"(?:过去|近|前|最近)(?:的)?(?:一年和)?(?P<past>{_COUNT})年|(?P<since>{_COUNT})年(?:多)?来"
    rf"|(?:今后|未来|下)(?:的)?(?P<future>{_COUNT})年"
    r"|(?P<last>去年|上年|上一年)|(?P<this>今年|本年度?|今明两年)|(?P<next>明年|下一年)|(?P<before>前年)"
)


def find_years(text: str) -> tuple[int, ...]:
    """The years that `text` names, ascending: `2024年`, `二〇二四年`, `2021—2025年`, `“十四五”`, `FY2022`."""
    years: set[int] = set()
    for match in _WRITTEN_YEAR.finditer(text.translate(FULL_WIDTH_DIGITS)):
        last = written_year(match["last"])
        years |= {last, *map(written_year, _LISTED.findall(match["listed"]))}
        if match["first"]:
            years |= _between(written_year(match["first"]), last)
    for match in _BARE_YEAR.finditer(text):
        begin, end = match["first"], match["last"] or match["first"]
        years |= _between(int(begin), int(begin[: 4 - len(end)] + end))
    years |= {int(match[1]) for match in _TYPED_YEAR.finditer(text)}
    for match in _TYPED_RANGE.finditer(text):
        years |= _between(int(match[1]), int(match[2]))
    for match in _TYPED_LIST.finditer(text):
        years |= set(map(int, _LISTED.findall(match[0])))
    for match in _PLAN.finditer(text):
        years |= set(_plan_years(match))
    return tuple(sorted(year for year in years if 1800 <= year < 2100))


def relative_years(text: str, report_year: int) -> tuple[int, ...]:
    """The years that `text` names relative to a report of `report_year`: 去年, 今年, 过去五年, 今后五年.

    A report is given early in its year: "the past five years" end the year before, "the next five" begin with it.
    """
    years: set[int] = set()
    for match in _RELATIVE.finditer(text):
        if count := match["past"] or match["since"]:
            years |= set(range(report_year - whole_value(count), report_year))
        elif match["future"]:
            years |= set(range(report_year, report_year + whole_value(match["future"])))
        elif match["last"]:
            years.add(report_year - 1)
        elif match["this"]:
            years |= {report_year, report_year + 1} if match["this"] == "今明两年" else {report_year}
        elif match["next"]:
            years.add(report_year + 1)
        else:
            years.add(report_year - 2)
    return tuple(sorted(years))


def five_year_plan(number: int) -> tuple[int, ...]:
    """The years of China's `number`-th five-year plan; the third began after three years of readjustment."""
    first = 1953 + 5 * (number - 1) if number <= 2 else 1966 + 5 * (number - 3)
    return tuple(range(first, first + 5))


def written_year(written: str) -> int:
    """The year that four digits write, Arabic or Chinese, together or apart: 2024, 二〇二四, "1 9 9 8"."""
    return whole_value(written.replace(" ", ""))


def _between(first: int, last: int) -> set[int]:
    if first <= last <= first + LONGEST_RANGE:
        return set(range(first, last + 1))
    return {first, last}


def _plan_years(match: re.Match[str]) -> tuple[int, ...]:
    written = match["nth"] or match["quoted"] or match["bare"] or match["named"] or match["english"]
    number = whole_value(written)
    return five_year_plan(number) if 1 <= number <= 20 else ()
