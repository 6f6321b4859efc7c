"""Whose a figure is where it is not the report's own: another place, the nation, a subsidiary."""

from functools import lru_cache

from index.ledger.measures import canonical_name
from index.patterns import regex
from index.report import Metadata, Report
from index.text.places import Level, Place, canonical_place, find_places
from index.text.regions import NATION, canonical_region
from index.text.script import HAN

# 全国文明城市, 全国重点实验室 are kinds of things; the nation has what is told behind these.
_NATIONAL = regex(
    "^(?:全国|我国|中国)(?!文明|重点|示范|先进|一流|性|统一|百强|首|唯一|最|优秀|人大|政协|劳模|样板|试点|知名|现代)"
)
_SUBSIDIARY = regex(
    f"^(?:本?公司)?(?P<name>(?:全资|控股|参股)?子公司[{HAN}]{{0,16}}?"
    f"|[{HAN}A-Za-z]{{2,16}}(?:子公司|有限公司|股份公司|分公司))"
    "(?=实现|的|营业|营收|净利|收入|总资产|净资产|利润|投资|增资|注册)"
)


def place_of(report: Report, measure: str) -> str:
    """The place or owner that a measure names at its head, where it is not the report's own; else ""."""
    metadata = report.metadata
    if metadata.language == "en" or not measure:
        return ""
    if metadata.issuer and not metadata.region:
        match = _SUBSIDIARY.match(measure)
        return match["name"] if match is not None and match["name"] not in metadata.issuer else ""
    place = _first(measure)
    if place is None or place.start or _is_own(metadata, place):
        return ""
    if place.level is Level.NATION:
        return NATION if _NATIONAL.match(measure) else ""
    return place.name


# What a place calls the larger ones that it lies in, by the last character of its own name.
_LARGER = (
    ("乡镇", ("全县", "我县", "全区", "我区")),
    ("乡镇县区旗", ("全市", "我市", "全州", "我州", "全盟")),
    ("乡镇县区旗市州盟", ("全省", "我省", "全自治区")),
)


def larger_place(report: Report, before: str, measure: str) -> str:
    """The larger place whose figure is told, by the word at its measure's head: a county's 全省经济总量; else "".

    `before` is the sentence up to the figure.
    """
    own = report.metadata.region
    if own is None or canonical_region(own) is not None or len(measure) < 2:
        return ""
    head = before[: max(0, before.rfind(measure[:2]))].removesuffix("的")
    words = (word for ends, words in _LARGER if own[-1] in ends for word in words)
    return next((word for word in words if head.endswith(word)), "")


def subject_in(subject: str, place: str) -> str:
    """A subject without the place at its head, where what is left is an indicator by itself."""
    if not place:
        return subject
    for name in (f"{place}市", f"{place}省", place):
        rest = subject.removeprefix(name)
        if rest != subject and canonical_name(rest):
            return rest
    return subject


@lru_cache(maxsize=4096)
def _first(measure: str) -> Place | None:
    return next(iter(find_places(measure)), None)


def _is_own(metadata: Metadata, place: Place) -> bool:
    own = metadata.region
    if own is None:
        return False
    return place.name in (own, canonical_place(own), canonical_region(own))
