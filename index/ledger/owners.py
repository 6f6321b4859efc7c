"""Whose a figure is where it is not the report's own: another place, the nation, a subsidiary."""

import re
from functools import lru_cache

from index.ledger.measures import canonical_name
from index.report import Metadata, Report
from index.text.places import Level, Place, canonical_place, find_places
from index.text.regions import NATION, canonical_region
from index.text.script import HAN

# 全国文明城市, 全国重点实验室 are kinds of things; the nation has what is told behind these.
_NATIONAL = re.compile(
    "^(?:全国|我国|中国)(?!文明|重点|示范|先进|一流|性|统一|百强|首|唯一|最|优秀|人大|政协|劳模|样板|试点|知名|现代)"
)
_SUBSIDIARY = re.compile(
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
