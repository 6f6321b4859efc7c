"""Groups of provinces as people name them: 长三角, 四个直辖市, 各省."""

import re
from functools import cache
from typing import NamedTuple

from index.lexicon.loading import read_table
from index.patterns import regex
from index.text.places import find_regions
from index.text.script import HAN


class _Group(NamedTuple):
    group: str
    regions: str
    names: str


class NamedGroup(NamedTuple):
    """A group that a text names at `[start, end)`; `regions` empty: every province, or where there are `ends` every
    place whose name ends so."""

    start: int
    end: int
    regions: tuple[str, ...]
    ends: tuple[str, ...] = ()


@cache
def _names() -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = [
        (name.replace("_", " ").lower(), tuple(row.regions.split()))
        for row in read_table("region_groups", _Group)
        for name in row.names.split()
    ]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def group_names(each: bool = False) -> tuple[str, ...]:
    """What people call the groups; with `each` only the names for every province (各省, 哪些省份)."""
    return tuple(name for name, regions in _names() if not (each and regions))


# What each province is called by one letter: 川渝黔滇藏.
_LETTERS = {
    "京": "北京", "津": "天津", "沪": "上海", "渝": "重庆", "冀": "河北", "晋": "山西", "蒙": "内蒙古", "辽": "辽宁",
    "吉": "吉林", "黑": "黑龙江", "苏": "江苏", "浙": "浙江", "皖": "安徽", "闽": "福建", "赣": "江西", "鲁": "山东",
    "豫": "河南", "鄂": "湖北", "湘": "湖南", "粤": "广东", "桂": "广西", "琼": "海南", "川": "四川", "黔": "贵州",
    "贵": "贵州", "滇": "云南", "云": "云南", "藏": "西藏", "陕": "陕西", "甘": "甘肃", "青": "青海", "宁": "宁夏",
    "新": "新疆",
}  # fmt: skip
# Two letters are too often a word of their own (贵宁, 新云), and 青云新区 is a name.
# 江 is 江苏 beside 浙, else it may be 江西 as well.
_BESIDE_ZHEJIANG = "江(?=浙)|(?<=浙)江(?!苏|西|省)"
_RUN = regex(
    rf"(?:[{''.join(_LETTERS)}]|{_BESIDE_ZHEJIANG}){{3,}}(?![{HAN}]?疆|区(?!域)|[县镇乡路街河湖山桥港])"
    r"[三四五六七八九]?个?(?:省区市|直辖市|自治区|省区|省市|省份|省|地方|地区|地)?"
)


def _by_letters(text: str) -> NamedGroup | None:
    """Provinces one after the other by their letters, each once."""
    for match in _RUN.finditer(text):
        called = _LETTERS if "苏" in match[0] else {**_LETTERS, "江": "江苏"}
        regions = tuple(called[letter] for letter in match[0] if letter in called)
        if len(set(regions)) == len(regions):
            return NamedGroup(match.start(), match.end(), regions)
    return None


def named_group(text: str) -> NamedGroup | None:
    """The first group that a text names, by its longest name; 西藏自治区 is one place, and none of 自治区."""
    folded = text.lower()
    hits = []
    for name, regions in _names():
        if name not in folded:
            continue
        bounds = (r"(?<![a-z])", r"(?![a-z])") if name.isascii() else ("", "")
        match = re.search(f"{bounds[0]}{re.escape(name)}{bounds[1]}", folded)
        if match is not None and not any(start < match.start() < end for start, end, _ in find_regions(text)):
            ends = tuple(region[1:] for region in regions if region.startswith("-"))
            hits.append(NamedGroup(match.start(), match.end(), () if ends else regions, ends))
    if (run := _by_letters(text)) is not None:
        hits.append(run)
    return min(hits, key=lambda hit: (hit.start, -(hit.end - hit.start)), default=None)
