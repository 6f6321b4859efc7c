"""China's 34 provincial-level regions, the nation, and the names by which texts call them."""

import re
from typing import NamedTuple

from index.lexicon.loading import read_table
from index.patterns import regex
from index.text.folding import simplified
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


REGIONS = read_table("regions", Region)
FULL_NAMES = {region.name: region.full for region in REGIONS}
_NATION_NAMES = ("中华人民共和国", "国务院", "全国", "中国", "中央", "我国")

ALIASES: dict[str, str] = {
    name: region.name
    for region in REGIONS
    for name in (region.name, region.full, *(name.lower() for name in region.english), *region.further)
} | dict.fromkeys((*_NATION_NAMES, "国家", "china", "nation", "national", "state council"), NATION)

_GOVERNMENT = regex(r"(?:人民)?政府$")
_REPORT = regex(
    r"(?:人民)?政府(?:工作)?报告|人民政府|行政公署|行署|国民经济和社会发展|财政(?:预算|决算|收支)|预算执行|人民法院|人民检察院"
    r"|(?:国民经济)?统计(?:公报|年报|年鉴|月报|快报)|(?:生态)?环境(?:质量)?(?:状况)?公报|水资源公报|审计工作报告|审计结果|政府信息公开"
    rf"|(?<=[市县区州旗盟镇乡])(?![市县区州旗盟镇乡])[{HAN}]{{1,8}}(?:局|委员会|办公室)(?=关于|工作|\d|年)"
)
_TRAILING_YEAR = regex(rf"(?:\d{{4}}|{HAN_YEAR})年度?\s*$")
_BOUNDARY = regex(rf"[^{HAN}XxＸ×*＊]|年|(?<=\d)[月日]")
# "自治区人民政府主席" names the office, not the place.
_NO_NAME = regex(r"(?:本|全|我)?(?:自治[区州县旗]|[省市县区州])$")
_MASKED = regex(r"[XxＸ×*＊]|某")


def canonical_region(name: str) -> str | None:
    """The short name of the provincial-level region, or 全国, that `name` stands for; None for anything else."""
    wanted = "".join(simplified(name).split()) if not name.isascii() else " ".join(name.lower().split())
    wanted = wanted.removesuffix(" province")
    return ALIASES.get(wanted) or ALIASES.get(_GOVERNMENT.sub("", wanted))


def english_region(name: str) -> str:
    """The English name of a provincial-level region or the nation; any other name as it is."""
    if name == NATION:
        return "China"
    return next((region.english[0] for region in REGIONS if region.name == name and region.english), name)


def local_region(text: str) -> str | None:
    """The prefecture, city, county or district whose report a title announces, in simplified characters.

    "2023年云岭县政府工作报告" gives 云岭县, "浙江省杭州市余杭区人民政府" gives 余杭区. None for a province, the
    nation, and a name that is masked ("XX县"): a masked name must not match another masked name.
    """
    text = simplified(text[:200])
    announced = _REPORT.search(text)
    if announced is None:
        return None
    before = _TRAILING_YEAR.sub("", text[: announced.start()])
    name = _BOUNDARY.split(before)[-1].removeprefix("关于")
    units = _units(name)
    if not units or "".join(units) != name:
        return None
    last = units[-1]
    if len(last) == 1 or len(last) > 16 or canonical_region(last) or _MASKED.search(last) or _NO_NAME.match(last):
        return None
    return last


def _units(name: str) -> list[str]:
    """`name` cut behind each word for a kind of place; a word alone belongs to what stands before ("广州" + "市")."""
    units: list[str] = []
    for match in re.finditer(r"[^省市县区州旗盟镇乡]*(?:街道|[省市县区州旗盟镇乡])", name):
        if units and (
            len(match[0]) == 1 or match[0] in {"新区", "园区", "城区", "自治区"} or units[-1] in {"市", "州"}
        ):
            units[-1] += match[0]
        else:
            units.append(match[0])
    return units
