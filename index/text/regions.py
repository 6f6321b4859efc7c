"""China's 34 provincial-level regions, the nation, and the names by which texts call them."""

import re

from index.text.script import HAN

NATION = "全国"

# Short name, full name, English names. The order is the official one.
_REGIONS = (
    ("北京", "北京市", ("Beijing",)),
    ("天津", "天津市", ("Tianjin",)),
    ("河北", "河北省", ("Hebei",)),
    ("山西", "山西省", ("Shanxi",)),
    ("内蒙古", "内蒙古自治区", ("Inner Mongolia", "Nei Mongol")),
    ("辽宁", "辽宁省", ("Liaoning",)),
    ("吉林", "吉林省", ("Jilin",)),
    ("黑龙江", "黑龙江省", ("Heilongjiang",)),
    ("上海", "上海市", ("Shanghai",)),
    ("江苏", "江苏省", ("Jiangsu",)),
    ("浙江", "浙江省", ("Zhejiang",)),
    ("安徽", "安徽省", ("Anhui",)),
    ("福建", "福建省", ("Fujian",)),
    ("江西", "江西省", ("Jiangxi",)),
    ("山东", "山东省", ("Shandong",)),
    ("河南", "河南省", ("Henan",)),
    ("湖北", "湖北省", ("Hubei",)),
    ("湖南", "湖南省", ("Hunan",)),
    ("广东", "广东省", ("Guangdong",)),
    ("广西", "广西壮族自治区", ("Guangxi",)),
    ("海南", "海南省", ("Hainan",)),
    ("重庆", "重庆市", ("Chongqing",)),
    ("四川", "四川省", ("Sichuan",)),
    ("贵州", "贵州省", ("Guizhou",)),
    ("云南", "云南省", ("Yunnan",)),
    ("西藏", "西藏自治区", ("Tibet", "Xizang")),
    ("陕西", "陕西省", ("Shaanxi",)),
    ("甘肃", "甘肃省", ("Gansu",)),
    ("青海", "青海省", ("Qinghai",)),
    ("宁夏", "宁夏回族自治区", ("Ningxia",)),
    ("新疆", "新疆维吾尔自治区", ("Xinjiang",)),
    ("香港", "香港特别行政区", ("Hong Kong",)),
    ("澳门", "澳门特别行政区", ("Macao", "Macau")),
    ("台湾", "台湾省", ("Taiwan",)),
)
FULL_NAMES = {short: full for short, full, _ in _REGIONS}

# Names that are neither the short nor the full one: dropped peoples' names, traditional characters.
_FURTHER = {
    "内蒙": "内蒙古",
    "广西自治区": "广西",
    "宁夏自治区": "宁夏",
    "新疆自治区": "新疆",
    "香港特区": "香港",
    "澳门特区": "澳门",
    "內蒙古": "内蒙古",
    "遼寧": "辽宁",
    "黑龍江": "黑龙江",
    "江蘇": "江苏",
    "廣東": "广东",
    "廣西": "广西",
    "重慶": "重庆",
    "貴州": "贵州",
    "雲南": "云南",
    "陝西": "陕西",
    "甘肅": "甘肃",
    "寧夏": "宁夏",
    "澳門": "澳门",
    "臺灣": "台湾",
    "台灣": "台湾",
}
_NATION_NAMES = ("中华人民共和国", "中華人民共和國", "国务院", "國務院", "全国", "全國", "中国", "中國", "中央", "我国")

_ALIASES: dict[str, str] = {
    **{name: short for short, full, english in _REGIONS for name in (short, full, *(e.lower() for e in english))},
    **_FURTHER,
    **dict.fromkeys((*_NATION_NAMES, "国家", "china", "nation", "national", "state council"), NATION),
}

# Roads, banks of rivers, prefectures of another province: the name is there, the province is not meant.
_NOT_BEFORE = {
    "河南": r"(?![岸蒙]|县)",
    "河北": r"(?!岸|区(?!域))",
    "海南": r"(?!藏族|州|区(?!域)|岸)",
    "湖北": r"(?!岸)",
    "湖南": r"(?!岸)",
    "江西": r"(?!岸)",
    "山东": r"(?![麓坡侧])",
    "山西": r"(?![麓坡侧])",
    "吉林": r"(?!大学珠海)",
}
_NOT_AFTER = {
    "河南": r"(?<![黄淮运辽漳洛渭汾沿])",
    "河北": r"(?<![黄淮运辽漳洛渭汾沿])",
    "海南": r"(?<![珠威北渤黄上宁镇临静沿])",
    "湖北": r"(?<![太庭阳巢西])",
    "湖南": r"(?<![太庭阳巢西])",
    "江西": r"(?<![长丽湛镇九沿内晋浦])",
    "江苏": r"(?<![长])",
    "山东": r"(?<![舟唐佛中黄泰华鞍昆行])",
    "山西": r"(?<![舟唐佛中黄泰华鞍昆行])",
    "台湾": r"(?<![烟])",
}
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
_TRAILING_YEAR = re.compile(r"(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})年度?\s*$")
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
