"""Whose reports a question is about: of the issuer or place that it names, or the nation's."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.need import folded
from assistant.query.understanding import Understanding
from index.facts.reports import own_names
from index.library import Library
from index.patterns import regex
from index.report import WORK_REPORT, Metadata, Report
from index.store.rows import StoredReport
from index.text.folding import simplified
from index.text.places import province_of
from index.text.regions import NATION

# 全国 stands in every report.
OWN_PLACE = regex("(?:[全我本咱]|我们|咱们)(?P<level>[省市县区州旗镇乡])(?!域|外|内外|里)")


# 那份县政府报告, 那个做水晶的县: whoever asks has one report before them.
_THAT_PLACE = regex(
    "[那这该](?:一?[份个])?(?:(?:19|20)\\d\\d年)?(?:的)?(?:[^，。？?\\s]{0,6}的)?(?P<level>[区市]?县|[省市区])"
    "(?=政府|的|自己|对|里|都|有|在|是|去年|今年|报告|工作报告|[，,])"
)
# 县报告里说…, 2021年区县政府工作报告.
_OF_ITS_REPORT = regex(
    "(?:^|[，,。；;？?（(年份说在按据看])(?P<level>[区市]?县|[市区])(?:里的?)?(?=(?:政府)?(?:工作)?报告|政府)"
)


def level_said(question: str) -> str:
    """The level of place whose own report a question asks, where it names none: 县 of 全县, 那份县政府报告; else ""."""
    text = simplified(question)
    said = OWN_PLACE.search(text) or _THAT_PLACE.search(text) or _OF_ITS_REPORT.search(text)
    return said["level"][-1] if said is not None else ""


# Below the provinces: 全省 and 全市 are said of all of them, and 全区 of autonomous regions.
_BELOW = frozenset("县镇乡旗")


def of_its_level(understanding: Understanding, library: Library, most: int) -> Understanding:
    """The question with the reports as its scope that call their own place what it calls one that it doesn't name.

    县报告里 asks the counties' and no province's; as it is where it says nothing of the kind, or more than `most`
    reports would have to be looked through. A report whose whole title it has is the one that it asks.
    """
    scope, level = understanding.scope, level_said(understanding.question)
    if scope.regions or scope.issuers or scope.reports:
        return understanding
    inside = [each for each in library.reports() if scope.admits(each.report_id, each.metadata)]
    if titled := _titled(understanding.question, inside):
        return replace(understanding, scope=replace(scope, reports=titled))
    if level not in _BELOW:
        return understanding
    below = [each.report_id for each in inside if _is_below(each.metadata)]
    if not 0 < len(below) <= most:
        return understanding
    ids = tuple(name for name in below if calls_itself(library.get(name)) == level)
    return replace(understanding, scope=replace(scope, reports=ids)) if ids else understanding


_LEAST_TITLE = 10  # letters; a shorter one may be words of any question


def _titled(question: str, reports: Sequence[StoredReport]) -> tuple[str, ...]:
    """The reports whose title stands whole in a question, whatever its brackets; of several the longest."""
    asked = folded(question)
    found = {each.report_id: title for each in reports if (title := folded(each.metadata.title)) in asked}
    longest = max(map(len, found.values()), default=0)
    if longest < _LEAST_TITLE:
        return ()
    return tuple(report_id for report_id, title in found.items() if len(title) == longest)


def _is_below(metadata: Metadata) -> bool:
    """Whether it is a work report of no province and not the nation's."""
    region = metadata.region
    return metadata.kind == WORK_REPORT and (region is None or province_of(region) != region)


def own_reports(understanding: Understanding, reports: Sequence[Report]) -> list[Report]:
    """The reports whose issuer the question names, or that state the place that it asks about."""
    question, scope = folded(understanding.question), understanding.scope
    named = [
        report
        for report in reports
        if any(
            len(name) > 3 and folded(name) in question
            for name in own_names(report.metadata)
            if name != report.metadata.region
        )
    ]
    return named or [
        report
        for report in reports
        if report.metadata.region in scope.regions or (report.metadata.issuer in scope.issuers and scope.issuers)
    ]


def of_the_nation(understanding: Understanding) -> bool:
    """Whether a question is about the nation, or names no place at all."""
    scope = understanding.scope
    return not scope.issuers and (not scope.regions or NATION in scope.regions)


def own_reports_else_all(understanding: Understanding, reports: Sequence[Report]) -> list[Report]:
    """Of the reports in scope, those of the places or issuers that the question names; all where none is one's own.

    A report that states no place may be in scope for naming it. A question that names none but says 全县 or 我省 asks
    the reports that call their own place so.
    """
    scope = understanding.scope
    if not scope.regions and not scope.issuers and (level := level_said(understanding.question)):
        return [report for report in reports if calls_itself(report) == level] or list(reports)
    own = [
        report
        for report in reports
        if report.metadata.region in scope.regions or report.metadata.issuer in scope.issuers
    ]
    return own or list(reports)


def calls_itself(report: Report) -> str:
    """What a report calls its own place in 全县, 我省, 本市: the level that it says most; "" where it says none."""
    said = Counter(match["level"] for match in OWN_PLACE.finditer(simplified(report.text)))
    return said.most_common(1)[0][0] if said else ""


def reports_of_year(reports: Sequence[Report], years: Sequence[int]) -> list[Report]:
    """Of the reports, those whose own year is one of `years`; all of them where no year is asked."""
    return [report for report in reports if not years or set(report.metadata.years) & set(years)]
