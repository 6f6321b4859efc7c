"""China's prefecture-level cities, prefectures and leagues by province, and where a text names one."""

import re
from typing import NamedTuple

from index.lexicon.loading import read_table
from index.text.regions import NATION, canonical_region, find_regions


class City(NamedTuple):
    """A city, prefecture or league; one that is also a common word or part of one has its 市 or 州 in its name."""

    name: str
    province: str
    english: tuple[str, ...]


_CITIES = read_table("cities", City)
PROVINCES = {city.name: city.province for city in _CITIES}
_ENGLISH = {name: city.name for city in _CITIES for name in city.english}
# What makes of a city's name the name of something else: 武汉大学, 南京路, 昆明湖, 青岛啤酒, 井冈山's 长征.
_NO_CITY = (
    "大学|学院|路|街|湖|啤酒|条约|会议|起义|事变|精神|理工|银行|医院|机场|战役|解放|人(?![口均大民社])"
    "|话|菜|站|经济特区|特区|[亚奥]运|冬奥|世博|峰会|大运会|港|海峡|螯|[河江](?!市)|冬"
)
_NAMES = "|".join(sorted(PROVINCES, key=len, reverse=True))
_CITY = re.compile(rf"(?P<han>{_NAMES})(?!{_NO_CITY})[市州盟]?|\b(?P<english>{'|'.join(_ENGLISH)})\b", re.IGNORECASE)
_ENGLISH_FOLDED = {name.lower(): city for name, city in _ENGLISH.items()}


def find_cities(text: str) -> list[tuple[int, int, str]]:
    """Where `text` names a city below the provinces, as (start, end, name), in order; not inside a province's name."""
    taken = [(start, end) for start, end, _ in find_regions(text)]
    found = []
    for match in _CITY.finditer(text):
        name = match["han"] or _ENGLISH_FOLDED[match["english"].lower()]
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.append((match.start(), match.end(), name))
    return found


def province_of(region: str) -> str | None:
    """The province that a region is or lies in, 全国 for the nation; None where the name is not known."""
    if region == NATION:
        return NATION
    return canonical_region(region) or PROVINCES.get(region) or PROVINCES.get(region.removesuffix("市"))
