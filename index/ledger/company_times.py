"""When a figure of a Chinese report is of that is no government's work report: a company's, an auditor's, a broker's.

Facts take relative times as a work report means them, which is given as its year begins. Here 第三季度 and 过去一年 are
of the report's own year, 年末 is a day, and brokers write 22Q1, 22 年 and 2022 年 1-5 月.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.facts.fact import Figure, Period
from index.ledger.entry import Span
from index.ledger.times import times_of
from index.ledger.when import span_of
from index.patterns import regex
from index.report import Report

# 22年, 22-24年, 22Q1, 1H22, 22 年 1 季度; what years of service, of a term or ago are is no such time.
_SHORT = regex(
    r"(?<![\d.,%年第])(?P<from>\d\d)(?:\s?[-—–~至到/]\s?(?P<to>\d\d))?\s?年"
    r"(?!以|内|来|期|的?经验|后|前|间|限|龄|左右|国债|老)(?:\s?(?P<part>[1-4一二三四]\s?季度|[上下]半年|前三季度))?"
    r"|(?<![\d.A-Za-z])(?P<year>(?:20)?\d\d)\s?(?P<q>Q[1-4]|H[12])(?![\dA-Za-z])"
    r"|(?<![\d.A-Za-z])(?P<q_first>[1-4]Q|[12]H)(?P<year_behind>\d\d)(?![\d年])"
)
_MONTH_ALONE = regex(r"(?<![\d年\-—–~至到.])(?P<month>1[0-2]|[1-9])\s?月(?!\d)")
_MONTHS = regex(r"(?<![\d.])\d{1,2}\s?[-—–~至到]\s?\d{1,2}\s?月")
_PARTS = {
    "Q1": "第一季度", "Q2": "第二季度", "Q3": "第三季度", "Q4": "第四季度", "H1": "上半年", "H2": "下半年",
}  # fmt: skip
_NEAR = 6  # years that a short one may lie away from the report's own
_PAST_YEAR = regex("过去(?:的)?一年|这一年")
_CLAUSES = regex("[，；：,;:]")
_BASE_BEFORE = regex("(?:比|较|与|同|和|对比|相比|自|于成立)$")
_MOVED_BEFORE = regex("(?:从|由)$")
_BASE_BEHIND = regex("(?:同期|年末|末|底)?(?:相比|比较|以来|起|成立|设立|创立|上市|加入|毕业|入选|获得|增长的基础)")
_HEADS = regex(r"[\s“（(]*(?:截至|截止|在|于|其中|报告期|(?:我们|预计|预测|本?公司|集团|全年)+)?\s*")
_YEARS = regex(r"(?:(?<!\d)20\d\d\s?(?:年度?|E)?\s?[-—–~～至到/、和及]?\s?)+")
_ACHIEVES = regex("^(?P<who>(?:本?公司|集团)?)(?:单季度?)?(?:分别)?(?:实现|完成|取得)")
_DATE_UNITS = frozenset({"月", "日", "号", "季度"})


@dataclass(frozen=True, slots=True)
class _Said:
    """A time that is told in a clause: at its head, and as what something else is held against."""

    clause: int
    span: Span
    heads: bool
    base: bool
    moved: bool


class CompanyTimes:
    """The times of a report's sentences."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._times = times_of(report)
        known = report.metadata
        issued = int(known.issued[:4]) if known.issued else None
        self.year = known.year if known.year is not None else issued

    def is_time(self, figure: Figure) -> bool:
        """Whether what was read as a figure says when: 22 年, 1 季度, 5 月."""
        if figure.unit in _DATE_UNITS:
            return True
        text = self._report.text
        begin = max(0, figure.start - 8)
        months = any(
            match.start() <= figure.start < match.end() for match in _MONTHS.finditer(text, begin, figure.end + 8)
        )
        return months or any(
            match.start() <= figure.start and figure.end <= match.end()
            for match in _SHORT.finditer(text, begin, figure.end + 6)
            if self._short(match) is not None
        )

    def without_times(self, measure: str) -> str:
        """A measure without the years in it: 公司22Q1实现营收 is 公司营收."""
        plain = _SHORT.sub(lambda match: match[0] if self._short(match) is None else "", measure)
        plain = _YEARS.sub("", plain)
        return _ACHIEVES.sub(r"\g<who>", plain) if plain != measure else measure

    def of(self, sentence: int, figure: Figure, moved_from: bool, read: Period | None) -> Span | None:
        """When a figure is of; `read` is what its fact says, `moved_from` whether something moved away from it."""
        said = list(self._said(self._report.text[sentence : figure.start]))
        last = max((one.clause for one in said), default=-1)
        clause = len(_CLAUSES.findall(self._report.text[sentence : figure.start]))
        if moved_from:
            return said[-1].span if said and last == clause and said[-1].moved else None
        told = [one for one in said if not one.base and not one.moved]
        for one in reversed(told):
            if one.clause == clause or one.heads:
                return one.span
        others = [one.span.years for one in said if one.base or one.moved]
        if read is not None and (read.first, read.last) in others:
            read = None  # 由上年的17%提高到22%: what it was before is not when it is told of
        return self._default(read)

    def _default(self, read: Period | None) -> Span | None:
        own = self._times.period if self._report.metadata.year is not None else None
        if read is None:
            return own
        if read.said and self.year is not None and read.first < read.last == self.year - 1:
            return Span(str(read.first + 1), str(self.year))  # 近三年
        if not read.said and (read.first != read.last or (own is not None and str(read.first) == own.first[:4])):
            return own
        return span_of(read)

    def _said(self, text: str) -> Iterator[_Said]:
        """The times that a text tells, in order."""
        plain = _PAST_YEAR.sub("本年", _SHORT.sub(self._written, text))
        if self.year is not None:
            plain = _MONTH_ALONE.sub(rf"{self.year}年\g<month>月", plain)
        for start, end, span in self._times.places(plain):
            if plain[start:end].endswith(("年初", "期初")):
                continue  # 年初提出的目标 is the year's
            begin = max((match.end() for match in _CLAUSES.finditer(plain, 0, start)), default=0)
            yield _Said(
                len(_CLAUSES.findall(plain[:start])),
                span,
                _HEADS.fullmatch(plain[begin:start]) is not None,
                _BASE_BEFORE.search(plain[:start]) is not None or _BASE_BEHIND.match(plain, end) is not None,
                _MOVED_BEFORE.search(plain[:start]) is not None,
            )

    def _written(self, match: re.Match[str]) -> str:
        """A short year as it is written in full; as it stands where it is none."""
        return self._short(match) or match[0]

    def _short(self, match: re.Match[str]) -> str | None:
        group = match.groupdict()
        if group["from"]:
            first, last = self._full(group["from"]), self._full(group["to"] or group["from"])
            if first is None or last is None or last < first:
                return None
            part = re.sub(r"\s", "", group["part"] or "")
            part = f"第{part}" if part.endswith("季度") and not part.startswith("前") else part
            return f"{first}-{last}年" if last > first else f"{first}年{part}"
        year = self._full((group["year"] or group["year_behind"])[-2:])
        quarter = group["q"] or (group["q_first"] or "")[::-1]
        return None if year is None else f"{year}年{_PARTS[quarter]}"

    def _full(self, short: str) -> int | None:
        year = 2000 + int(short)
        return year if self.year is not None and abs(year - self.year) <= _NEAR else None


def company_times(report: Report) -> CompanyTimes | None:
    """The times of a Chinese report that is no work report; None of any other."""
    known = report.metadata
    return None if known.is_work_report or known.language == "en" else CompanyTimes(report)
