"""Where a text names a place of China: the nation, a province, a prefecture-level city, a county or a district.

One Aho-Corasick matcher runs over the official names (index/lexicon/regions.tsv and places.tsv); of names that overlap
the first and longest wins. What the names alone can't decide, their neighbours do:

- A whole name (余杭区, 恩施土家族苗族自治州) stands for the place. One that several bear (和平区), and that no
  parent in front of it tells apart, lies in no known province.
- A prefecture-level city goes by its short name, too (杭州); not where that is part of another name (武汉大学, 南京路).
- The short name of a county (余杭), or of a city that is a common word (朝阳, 中山), counts behind what it lies in
  (杭州余杭, 辽宁朝阳) or beside a place that lies in the same (珠海、中山).
- A name that the list lacks is no place here: only where a title announces a place's report, or a question opens with
  one, does the shape of a name tell (`index.text.regions.local_region`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from index.lexicon.loading import read_table, words
from index.patterns import regex
from index.text.folding import simplified
from index.text.regions import ALIASES, NATION, REGIONS, canonical_region
from index.text.script import HAN

if TYPE_CHECKING:
    from ahocorasick import Automaton


class Level(IntEnum):
    """How far down a place stands; a city is a prefecture-level one or the like, or one known as well as those."""

    NATION = 0
    PROVINCE = 1
    CITY = 2
    COUNTY = 3


class City(NamedTuple):
    """A line of the table: a prefecture-level place, or one as well known, and the counties in it."""

    name: str
    full: str
    province: str
    english: tuple[str, ...]
    counties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a text names: a half-open span, the name that all its forms share, and what it lies in.

    `province` and `parent` are None where places of several provinces or prefectures bear the name. A county's name is
    its whole one, that of a prefecture-level city is short.
    """

    start: int
    end: int
    name: str
    level: Level
    province: str | None
    parent: str | None

    def is_address_of(self, following: "Place") -> bool:
        """Whether it stands before `following` only to say where that lies: 汕尾 of 汕尾陆丰."""
        return following.start == self.end and self.name in (following.parent, following.province)


class _Meaning(NamedTuple):
    """What a name can stand for; `alone` where it does so without a neighbour that tells."""

    name: str
    level: Level
    province: str
    parent: str
    alone: bool


CITIES = read_table("places", City)
_KIND = regex(r"(?:自治[州县旗]|林区|新区|地区|特区|[市县区旗州盟])$")
# What makes of a city's name the name of something else: 武汉大学, 南京路, 昆明湖, 青岛啤酒, 井冈山's 长征.
_NO_CITY = regex(
    "大学|学院|路|街|湖|啤酒|条约|会议|起义|事变|精神|理工|银行|医院|机场|战役|解放|人(?![口均大民社])"
    "|话|菜|站|经济特区|特区|[亚奥]运|冬奥|世博|峰会|大运会|港|海峡|螯|[河江](?!市)|冬"
)
# 大连金州湾, 北京大兴国际机场, 安徽铜官山: more that a county's short name is part of.
_NO_COUNTY_SHORT = regex(rf"湾|国际机场|山|岛|江|水库|油田|[{HAN}]{{2,4}}大学")
_CITY_KIND = regex("市(?![场值面盈])|州|盟|地区")
_NO_ROAD = regex("(?:[东西南北中])?路(?![径线演网况子])")
# 南海区域 and 和县级 hold no district and no county.
_NO_DISTRICT = regex("[域位间划块别分隔级]")
_NO_COUNTY = regex("[域级]")
_BESIDE = regex("[、和与及]|以及")
# 中国人民银行, 中国特色, 中央经济工作会议 name an institution or an idea, not the nation as a region.
_NATION = regex(
    r"中华人民共和国|国务院|全国(?!人大|政协|人民代表|重点文物)|我国"
    r"|中国(?!人民|共产|特色|式|共|石|移动|联通|电信|银行|工商|农业银行|建设银行|科学院|工程院|证监|[（(]|梦)"
    r"|中央(?=政府|人民政府|财政|本级|$)"
)
_ENGLISH = {
    **{name: (region, Level.PROVINCE, region) for name, region in ALIASES.items() if name.isascii()},
    **{name.lower(): (line.name, Level.CITY, line.province) for line in CITIES for name in line.english},
}
_ENGLISH_NAME = regex(
    r"\b(?:" + "|".join(sorted(set(_ENGLISH) - {"national"}, key=len, reverse=True)) + r")\b", re.IGNORECASE
)
_HAN = regex(f"[{HAN}]")
# Nothing before it that it could be a piece of a word with; 千年古县 is such a piece.
_OPENS = regex(rf"(?:^|[^{HAN}]|[\d〇零一二三四五六七八九]年)$")


def find_places(text: str) -> list[Place]:
    """The places that `text` names, in order; traditional characters count as simplified ones.

    The nation is left out where it only introduces a place ("中国海南").
    """
    text = simplified(text)
    found = _listed(text) if _HAN.search(text) else []
    spans = [(place.start, place.end) for place in found]
    found += [
        nation for nation in _nation(text) if not any(start < nation.end and nation.start < end for start, end in spans)
    ]
    found += _english(text)
    found.sort(key=lambda place: place.start)
    return [place for place, following in zip_longest(found, found[1:]) if not _introduces(place, following)]


def find_regions(text: str) -> list[tuple[int, int, str]]:
    """Where `text` names a province or the nation, as (start, end, canonical name), in order."""
    return [(place.start, place.end, place.name) for place in find_places(text) if place.level <= Level.PROVINCE]


def find_cities(text: str) -> list[tuple[int, int, str]]:
    """Where `text` names a city, prefecture or league, as (start, end, name), in order; counties are left out."""
    return [(place.start, place.end, place.name) for place in find_places(text) if place.level is Level.CITY]


def province_of(region: str) -> str | None:
    """The province that a region is or lies in, 全国 for the nation; None where that is not known, or not one."""
    if region == NATION:
        return NATION
    if province := canonical_region(region):
        return province
    provinces = {meaning.province for meaning in _names().get(simplified(region), ()) if meaning.level > Level.PROVINCE}
    return provinces.pop() if len(provinces) == 1 else None


def canonical_place(name: str) -> str:
    """The name that all forms of a place's name share (杭州 for 杭州市); `name` itself where the list lacks it."""
    names = {meaning.name for meaning in _names().get(simplified(name), ())}
    return names.pop() if len(names) == 1 else name


@cache
def _names() -> dict[str, tuple[_Meaning, ...]]:
    """What each name in Han characters can stand for."""
    found: dict[str, dict[_Meaning, None]] = {}
    for name, meaning in _meanings():
        found.setdefault(simplified(name), {})[meaning] = None
    return {name: tuple(meanings) for name, meanings in found.items()}


def _meanings() -> Iterator[tuple[str, _Meaning]]:
    for name, region in ALIASES.items():
        if region != NATION and not name.isascii():
            yield name, _Meaning(region, Level.PROVINCE, region, NATION, alone=True)
    common = {word.word for word in words("place_words", "common")}
    parent = {word.word for word in words("place_words", "parent")}
    for line in CITIES:
        if line.full:
            city = _Meaning(line.name, Level.CITY, line.province, line.province, alone=True)
            stem = _KIND.sub("", line.name)
            yield line.full, city
            yield line.name, city
            if line.full.endswith("自治州") and not line.name.endswith("州"):
                yield f"{line.name}州", city
            if len(stem) > 1 and stem != line.name:
                yield stem, city._replace(alone=False)
        for name in line.counties:
            short = _KIND.sub("", name)
            county = _Meaning(name, Level.COUNTY, line.province, line.name, alone=name not in parent)
            yield name, county
            if len(short) > 1 and short not in common and not name.endswith(("自治县", "自治旗")):
                yield short, county._replace(alone=False)


@cache
def _matcher() -> "Automaton":
    from ahocorasick import Automaton

    matcher = Automaton()
    for name, meanings in _names().items():
        matcher.add_word(name, (len(name), meanings))
    matcher.make_automaton()
    return matcher


@cache
def _guards() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """For a name, what must not end before it and what must not start behind it."""
    never = "(?!)"
    guards = {
        word.word: (f"[{re.escape(word.not_after)}]" if word.not_after else never, "|".join(word.not_before) or never)
        for word in words("place_words", "part")
    }
    for region in REGIONS:
        if region.not_after or region.not_before:
            guards[region.name] = (f"[{region.not_after}]" if region.not_after else never, region.not_before or never)
    return {name: (re.compile(before), re.compile(behind)) for name, (before, behind) in guards.items()}


def _listed(text: str) -> list[Place]:
    """The places of the list in `text`; of names that overlap the first, and of these the longest that stands."""
    hits = sorted(
        ((end + 1 - size, end + 1, meanings) for end, (size, meanings) in _matcher().iter(text)),
        key=lambda hit: (hit[0], -hit[1]),
    )
    found: list[Place] = []
    doubtful: list[tuple[int, int, tuple[_Meaning, ...]]] = []
    for start, end, meanings in hits:
        before = found[-1] if found else None
        if before is not None and start < before.end:
            if not _takes_the_kind(text, start, end, meanings, before):
                continue
            before = found[-1] = replace(before, end=start)
        if not _is_whole(text, start, end, meanings):
            continue
        if place := _meant(text, start, end, meanings, before):
            found.append(place)
        else:
            doubtful.append((start, end, meanings))
    for start, end, meanings in doubtful:
        following = next((place for place in found if place.start >= end), None)
        free = all(place.end <= start or end <= place.start for place in found)
        if free and following and (told := _beside(text, end, following.start, following, meanings)):
            found.append(_place(text, start, end, told))
    return sorted(found, key=lambda place: place.start)


def _takes_the_kind(text: str, start: int, end: int, meanings: tuple[_Meaning, ...], before: Place) -> bool:
    """Whether a name begins with the 市 that the city before it would have taken: 济南 + 市中区, not 济南市 + 中区."""
    return (
        text[start] == "市"
        and before.end == start + 1
        and end > before.end
        and any(meaning.parent == before.name and text[start:end] == meaning.name for meaning in meanings)
    )


def _is_whole(text: str, start: int, end: int, meanings: tuple[_Meaning, ...]) -> bool:
    """Whether what stands around a name leaves it one: no road, no university, no part of another word."""
    name = text[start:end]
    guard = _guards().get(name)
    if guard and ((start and guard[0].match(text, start - 1)) or guard[1].match(text, end)):
        return False
    level = meanings[0].level
    if level is Level.PROVINCE:
        return not _NO_ROAD.match(text, end)
    if len(name) > 2 and _KIND.search(name):
        return _is_whole_kind(text, end)
    if level is Level.COUNTY and (_is_own(name, meanings[0]) or _NO_COUNTY_SHORT.match(text, end)):
        return _is_own(name, meanings[0]) and _is_whole_kind(text, end)
    return not _NO_CITY.match(text, end)


def _is_own(name: str, meaning: _Meaning) -> bool:
    """Whether it is a county's whole name; simplified characters make 干县 of 乾县."""
    return meaning.level is Level.COUNTY and name == simplified(meaning.name)


def _is_whole_kind(text: str, end: int) -> bool:
    """Whether the word for a kind of place that ends there is one: not of 杭州市场, 南海区域, 和县级."""
    kind = text[end - 1]
    if kind == "市":
        return _CITY_KIND.match(text, end - 1) is not None
    return kind not in "区县" or not (_NO_DISTRICT if kind == "区" else _NO_COUNTY).match(text, end)


def _meant(text: str, start: int, end: int, meanings: tuple[_Meaning, ...], before: Place | None) -> Place | None:
    """The place that a name stands for behind the place named before it; None where that does not tell."""
    if before is not None:
        inside = tuple(meaning for meaning in meanings if before.end == start and _lies_in(meaning, before))
        if told := inside or _beside(text, before.end, start, before, meanings):
            return _place(text, start, end, told)
    alone = tuple(meaning for meaning in meanings if meaning.alone)
    # 和县 and 成县 are found inside other words ("市和县") unless nothing stands before them.
    if len(text[start:end]) == 2 and alone and _is_own(text[start:end], alone[0]):
        opens = _OPENS.search(text, max(0, start - 3), start) is not None
        alone = alone if opens else ()
    return _place(text, start, end, alone) if alone else None


def _lies_in(meaning: _Meaning, place: Place) -> bool:
    return place.name == meaning.parent or (place.level is Level.PROVINCE and place.name == meaning.province)


def _beside(text: str, start: int, end: int, place: Place, meanings: tuple[_Meaning, ...]) -> tuple[_Meaning, ...]:
    """The meanings that lie in what `place` lies in, where a comma or an "and" alone joins the two."""
    if not _BESIDE.fullmatch(text, start, end):
        return ()
    return tuple(meaning for meaning in meanings if meaning.level == place.level and meaning.parent == place.parent)


def _place(text: str, start: int, end: int, meanings: tuple[_Meaning, ...]) -> Place:
    """The place of meanings that all fit; the topmost where they are of several levels."""
    level = min(meaning.level for meaning in meanings)
    fitting = [meaning for meaning in meanings if meaning.level == level]
    names, provinces, parents = ({meaning[field] for meaning in fitting} for field in (0, 2, 3))
    if level is Level.CITY and text[end - 1] not in "市州盟" and (kind := _CITY_KIND.match(text, end)):
        end = kind.end()
    return Place(
        start,
        end,
        fitting[0].name if len(names) == 1 else text[start:end],
        level,
        str(provinces.pop()) if len(provinces) == 1 else None,
        str(parents.pop()) if len(parents) == 1 else None,
    )


def _nation(text: str) -> Iterator[Place]:
    for match in _NATION.finditer(text):
        yield Place(match.start(), match.end(), NATION, Level.NATION, NATION, None)


def _introduces(place: Place, following: Place | None) -> bool:
    """Whether it is the nation's name and a place in it follows at once."""
    behind = following is not None and following.start == place.end and following.level is not Level.NATION
    return place.level is Level.NATION and behind


# China as a segment of a company, or in another's name: Greater China net sales, China revenue, Bank of China.
_SEGMENT_BEFORE = regex(r"\b(?:greater|bank of|air)\s+$", re.IGNORECASE)
_SEGMENT_BEHIND = regex(
    r"(?:['’]s)?\s+(?:(?:net|total|segment|product)\s+)?(?:sales|revenues?|segment|stores|mobile|telecom|unicom|southern|eastern)\b",
    re.IGNORECASE,
)


def _english(text: str) -> Iterator[Place]:
    for match in _ENGLISH_NAME.finditer(text):
        if match[0].lower() == "china" and (
            _SEGMENT_BEFORE.search(text[: match.start()]) or _SEGMENT_BEHIND.match(text, match.end())
        ):
            continue
        name, level, province = _ENGLISH[" ".join(match[0].lower().split())]
        if name == NATION:
            yield Place(match.start(), match.end(), NATION, Level.NATION, NATION, None)
        else:
            yield Place(
                match.start(), match.end(), name, level, province, NATION if level is Level.PROVINCE else province
            )
