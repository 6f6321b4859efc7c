"""Numerals that are part of a name and state nothing: “1+3”, 6G, 一国两制, 60岁以上, 三年行动."""

import re

from index.facts.fact import Figure
from index.ledger.numbering import numbers_something
from index.ledger.wording import ledger_words
from index.patterns import regex
from index.text.script import HAN
from index.text.units import COUNTS

_NEAR = 24
_OPEN, _CLOSE = '“‘「『"', '”’」』"'
_BREAK = regex("[，。；：！？\n]")
_NUMERAL = regex("[零一二两三四五六七八九十百千万亿]+(?:多|余)?")
_HAN_ONE = regex("一(?!半|倍|番|成)")
# Letters, a plus or a raised dot beside digits: 6G, 15+N, 6·16, 1+3, PM2.5, 2.0版, 5G-A, 万亩千亿.
_BEFORE = regex(r"(?:[A-Za-z][-‑]?|[+＋·•]|核电|附件\s?|每|每(?:增长|提高|下降|增加|减少)|[摆放]在)$")
# 同比+24.4%: a growth, not a part of 1+3.
GROWS_BY = regex("(?:[同环]比|增[长速幅]|yoy|YoY|[)）])\\s?(?:约|为)?[+＋]$")
_BEHIND = regex(
    r"[+＋·•](?!\d*%)|[A-Za-z]{1,2}(?![A-Za-z/])|(?:\.\d+)?版|一遇|英寸|世纪|[、和]\d+号|号(?:机组|线|文)|位数|代(?![表理码际替])|数增长|核电|集团(?:峰会|领导|金融)"
)
_COUNTED_NAME = regex(
    "(?:[次大]产业)|(?:个|大|条|项|件|块|篇|次)?(?:全会|中全会|转变|确立|维护|自信|意识|全面|毫不动摇|一百年|务必|坚持|原则|规定|方面|会议|大局|循环|市场|资源)"
)
_AGE = regex("(?:及)?以[上下]|[的至到儿老孤]")
_AGED = regex("(?:达到?|提高到?|升至|增至|寿命为?|年龄为?)$")
_REFERS = regex("(?:以下|上述|这|这样的|下列)$")  # 抓好以下9项工作, 这两个指标
_ROUND_THE_CLOCK = frozenset("不自营在服热")  # 24小时不打烊站点
_GENERATION = regex(r"\d{1,2}[GKDVT]")
_OPENS_NOTE, _CLOSES_NOTE = frozenset("［[〔"), frozenset("］]〕")
_ONLY_DIGITS = regex(r"\d+(?:\.\d+)?")
# What a bare number stands behind where it is a figure: 指数达102.5, 利用系数0.58, 收入比2.3.
_MEASURED = regex("(?:[达为至到是超近约比数率值]|突破|以上|[以百]内|第)$")


def is_name(text: str, figure: Figure) -> bool:
    """Whether a figure of `text` is no figure but part of what something is called."""
    start, end = figure.start, figure.end
    written = text[start:end]
    before, behind = text[max(0, start - 8) : start], text[end : end + 12]
    if figure.unit == "伏" and re.match(r"[\u4e00-\u9fff]", behind):
        return True  # 1000千伏特高压工程
    if figure.unit in ("", "年") and numbers_something(text, start, end):
        return True
    if before.endswith("前") and figure.unit in _FOREMOST and behind[:1] not in "，。；、":
        return True  # 前五名客户
    grown = figure.unit in ("%", "百分点", "倍") and GROWS_BY.search(before) is not None
    if _quoted(text, start, end) or (_BEFORE.search(before) and not grown) or _BEHIND.match(behind):
        return True
    if _GENERATION.fullmatch(written) or (written[0] in "万亿千百" and before.endswith("上")):
        return True  # 上亿人喜迁新居
    if before[-1:] in _OPENS_NOTE and behind[:1] in _CLOSES_NOTE and not figure.unit:
        return True  # 补贴［11］标准: the mark of a note
    if figure.unit == "小时" and behind[:1] in _ROUND_THE_CLOCK:
        return True
    if _REFERS.search(before) or (figure.unit == "方面" and not behind.startswith("民生")):
        return True
    if figure.unit == "岁":
        return _AGED.search(before) is None and _AGE.match(behind) is not None
    if figure.unit == "第":
        return _is_named_rank(written, before, behind)
    if figure.unit == "":
        return _is_bare_number(written, before, behind)
    if figure.unit not in _COUNTED and _CONDITION.match(behind):
        return True
    numeral = _NUMERAL.match(written)
    if figure.unit in ("年", "月数", "天"):
        return _is_span(before, behind, numeral is not None)
    if numeral is None or figure.unit in ("%", "第", "倍"):
        return False
    if _HAN_ONE.match(written) and figure.unit != "周年":
        return True
    if numeral.end() < len(written) and written[numeral.end() :] in _PLACE_UNITS:
        return True
    return _COUNTED_NAME.match(text[start + numeral.end() : end + 6]) is not None


_FOREMOST = frozenset({"人", "名", "大", "家", "位"})
# Counted by a Han numeral these make a name: 三省, 两园, 珠三角, 五位一体, 二十国, 三区, 六稳.
_PLACE_UNITS = frozenset("省市区县园港国地角位边票制站院校馆店厂网链面层轮点字方体级线路块段章网路代步步环")


# 30万千瓦以下煤电机组: a condition inside a name; of counts and shares it is the figure itself.
_CONDITION = regex(
    "以[上下](?=项目|企业|机组|的?(?:工业|重大|产业|煤电|大型|新型)|[\u4e00-\u9fff]{1,6}(?:项目|企业|机组|镇|村|县|园区|集群|平台))|级"
)
_COUNTED = frozenset({"%", "人", "名", "户", "人次", "百分点", "倍", ""}) | COUNTS


# What makes of a number of years how long something lasted, and not when or what it was.
_LASTED = regex("(?:连续|连|用|历时|延长|缩短|提前|满|少于|超过?|达到?|[至到为近约再]|仅|长达|期限?)$")
_THRESHOLD = regex("以[上下](?![，。；、的])")
_RANKED = regex("[居列位排升跃获]|第|名|成为|夺|创")
_SCOPED = regex(
    "(?:全[国省市球县区]|世界|亚洲|[中西东][部北]|[沿内]|省|区域|行业|榜|平台|城市|市|国内|国际)(?:排名|排位)?$"
)


def _is_span(before: str, behind: str, han: bool) -> bool:
    """Whether a number of years is a plan's name, a condition (20年以上老化管道) or a time (五年统筹投入)."""
    if behind.startswith("前"):
        return True
    lasted = _LASTED.search(before) is not None or behind.startswith("内")
    if behind.startswith(ledger_words("attributive")):
        return not before.endswith(("超过", "达", "历时"))
    return (han and not lasted) or (not lasted and _THRESHOLD.match(behind) is not None)


def _is_named_rank(written: str, before: str, behind: str) -> bool:
    """Whether an ordinal ranks nothing: 第三方, 质量第一、效益优先, 全国第一的企业."""
    if not written.startswith("第"):
        return False
    if behind.startswith(ledger_words("named_rank")):
        return True
    told = _RANKED.search(before) is not None or _SCOPED.search(before) is not None
    return not told or (behind.startswith("的") and _RANKED.search(before) is None)


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether it stands between marks of quotation that hold a name: a few words without a stop."""
    opens = max((text.rfind(mark, max(0, start - _NEAR), start) for mark in _OPEN), default=-1)
    if opens < 0 or any(mark in text[opens + 1 : start] for mark in _CLOSE if mark != '"'):
        return False
    closes = min((place for mark in _CLOSE if (place := text.find(mark, end, end + _NEAR)) >= 0), default=-1)
    return closes >= 0 and _BREAK.search(text, opens + 1, closes) is None


def _is_bare_number(written: str, before: str, behind: str) -> bool:
    """Whether a number without a unit numbers a thing or belongs to a name rather than telling how many."""
    if _ONLY_DIGITS.fullmatch(written) is None:
        return False
    if "." in written or _MEASURED.search(before) or behind[:1] in "金银铜":
        return False
    return re.match(f"[{HAN}]", behind) is not None or before.endswith(("核电", "第"))
