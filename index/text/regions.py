"""China's 34 provincial-level regions, the nation, and the names by which texts call them."""

import re
from typing import NamedTuple

from index.lexicon.loading import read_table
from index.text.script import HAN
from index.text.years import HAN_YEAR

NATION = "全国"


class Region(NamedTuple):
    """A provincial-level region: its short and full name, others, and what next to the short one means no region."""

    name: str
    full: str
    english: tuple[str, ...]
    further: tuple[str, ...]
    not_after: str
    not_before: str


_REGIONS = read_table("regions", Region)
FULL_NAMES = {region.name: region.full for region in _REGIONS}
_NATION_NAMES = ("中华人民共和国", "中華人民共和國", "国务院", "國務院", "全国", "全國", "中国", "中國", "中央", "我国")

_ALIASES: dict[str, str] = {
    name: region.name
    for region in _REGIONS
    for name in (region.name, region.full, *(name.lower() for name in region.english), *region.further)
} | dict.fromkeys((*_NATION_NAMES, "国家", "china", "nation", "national", "state council"), NATION)

# Roads, banks of rivers, prefectures of another province: the name is there, the province is not meant.
_NOT_BEFORE = {region.name: f"(?!{region.not_before})" for region in _REGIONS if region.not_before}
_NOT_AFTER = {region.name: f"(?<![{region.not_after}])" for region in _REGIONS if region.not_after}
_ROAD = r"(?!(?:[东西南北中])?路(?![径线演网况子]))"
# 中国人民银行, 中国特色, 中央经济工作会议 name an institution or an idea, not the nation as a region.
_NATION_ONLY = (
    r"(?:中华人民共和国|中華人民共和國)|国务院|國務院|全[国國](?!人大|政协|人民代表|重点文物)|我国"
    r"|中[国國](?!人民|共产|特色|式|共|石|移动|联通|电信|银行|工商|农业银行|建设银行|科学院|工程院|证监|[（(]|梦)"
    r"|中央(?=政府|人民政府|财政|本级|$)"
)


def _pattern() -> re.Pattern[str]:
    names = sorted({name for name in _ALIASES if not name.isascii()} - {*_NATION_NAMES, "国家"}, key=len, reverse=True)
    provinces = [_NOT_AFTER.get(name, "") + name + _NOT_BEFORE.get(name, "") + _ROAD for name in names]
    english = sorted((name for name in _ALIASES if name.isascii() and name != "national"), key=len, reverse=True)
    return re.compile(
        r"(?P<qinghai>海南藏族自治州|海南州|河南蒙古族自治县)"
        rf"|(?P<province>{'|'.join(provinces)})"
        rf"|(?P<nation>{_NATION_ONLY})"
        rf"|(?P<english>(?i:\b(?:{'|'.join(english)})\b))"
    )


_MENTION = _pattern()
_GOVERNMENT = re.compile(r"(?:人民)?政府$")
_REPORT = re.compile(
    r"(?:人民)?政府(?:工作)?(?:报告|報告)|人民政府|行政公署|行署|国民经济和社会发展|财政预算|人民法院|人民检察院"
    rf"|(?<=[市县區区州旗盟镇乡])(?![市县區区州旗盟镇乡])[{HAN}]{{1,8}}(?:局|委员会|办公室)(?=关于|工作|\d|年)"
)
_TRAILING_YEAR = re.compile(rf"(?:\d{{4}}|{HAN_YEAR})年度?\s*$")
_BOUNDARY = re.compile(f"[^{HAN}XxＸ×*＊]|年")
_MASKED = re.compile(r"[XxＸ×*＊]|某")


def canonical_region(name: str) -> str | None:
    """The short name of the provincial-level region, or 全国, that `name` stands for; None for anything else."""
    wanted = "".join(name.split()) if not name.isascii() else " ".join(name.lower().split())
    wanted = wanted.removesuffix(" province")
    return _ALIASES.get(wanted) or _ALIASES.get(_GOVERNMENT.sub("", wanted))


def find_regions(text: str) -> list[tuple[int, int, str]]:
    """Where `text` names a region, as (start, end, canonical name), in order; the longest name wins.

    The nation is left out where it only introduces a region ("中国海南").
    """
    found: list[tuple[int, int, str]] = []
    for match in _MENTION.finditer(text):
        start, end = match.span()
        if match["qinghai"]:
            canonical = "青海"
        elif match["nation"]:
            canonical = NATION
        else:
            canonical = _ALIASES[match[0] if match["province"] else " ".join(match[0].lower().split())]
        if found and found[-1][2] == NATION and found[-1][1] == start and canonical != NATION:
            found.pop()
        found.append((start, end, canonical))
    return found


def local_region(text: str) -> str | None:
    """The prefecture, city, county or district whose report a title announces, as it is written there.

    "2023年云岭县政府工作报告" gives 云岭县, "浙江省杭州市余杭区人民政府" gives 余杭区. None for a province, the
    nation, and a name that is masked ("XX县"): a masked name must not match another masked name.
    """
    announced = _REPORT.search(text[:200])
    if announced is None:
        return None
    before = _TRAILING_YEAR.sub("", text[: announced.start()])
    name = _BOUNDARY.split(before)[-1].removeprefix("关于")
    units = _units(name)
    if not units or "".join(units) != name:
        return None
    last = units[-1]
    if len(last) == 1 or len(last) > 16 or canonical_region(last) or _MASKED.search(last):
        return None
    return last


def _units(name: str) -> list[str]:
    """`name` cut behind each word for a kind of place; a word alone belongs to what stands before ("广州" + "市")."""
    units: list[str] = []
    for match in re.finditer(r"[^省市县區区州旗盟镇乡]*(?:街道|[省市县區区州旗盟镇乡])", name):
        if units and (
            len(match[0]) == 1 or match[0] in {"新区", "园区", "城区", "自治区"} or units[-1] in {"市", "州"}
        ):
            units[-1] += match[0]
        else:
            units.append(match[0])
    return units
