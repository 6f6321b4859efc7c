"""Units of measure as reports write them: each with its base unit and how many of those it is.

Money is kept apart by currency: no exchange rate stands in a report. Classifiers (家, 座, 名 …) are units that count;
those that are used for one another share a base.
"""

from collections.abc import Iterator
from decimal import Decimal

# A line: base unit, how many of it one unit is, and the unit's names.
_MEASURES = """
元 1: 元, 块钱, 人民币, yuan, rmb, cny, renminbi
元 0.1: 角
美元 1: 美元, dollars, dollar, usd, us dollars
美元 0.01: cents
欧元 1: 欧元, euros, euro, eur
港元 1: 港元, 港币
日元 1: 日元, yen
英镑 1: 英镑, pounds sterling
卢布 1: 卢布
新台币 1: 新台币
% 1: %, percent, per cent, pct, 个点
% 0.1: ‰
% 0.01: ‱
百分点 1: 个百分点, 百分点, percentage points, percentage point
百分点 0.01: 个基点, 基点, basis points, basis point
倍 1: 倍, times
番 1: 番
米 1: 米, 公尺, meters, metres
米 1000: 公里, 千米, km, kilometers, kilometres, kilometer, kilometre
米 500: 里
米 0.01: 厘米
米 0.001: 毫米
米 0.000001: 微米
米 0.000000001: 纳米
米 1852: 海里
米 1609.344: miles, mile
米 0.3048: feet
平方米 1: 平方米, 平米, ㎡, square meters, square metres
平方米 1000000: 平方公里, 平方千米, square kilometers, square kilometres
平方米 10000: 公顷, hectares, hectare, hm2
平方米 666.6666666666667: 亩, mu
平方米 4046.8564224: acres
平方米 0.09290304: square feet
立方米 1: 立方米, 方, 立方, cubic meters, cubic metres
立方米 0.001: 升
立方米 0.000001: 毫升
千克 1000: 吨, 公吨, tons, tonnes, metric tons, ton, tonne
千克 1: 公斤, 千克, kilograms, kg
千克 0.5: 斤, jin
千克 0.001: 克
千克 0.000001: 毫克
千克 0.000000001: 微克
千克 50: 担
吨标准煤 1: 吨标准煤, 标准煤, tons of standard coal
标准箱 1: 标准箱, teu, teus, 箱, 标箱
吨公里 1: 吨公里
桶 1: 桶, barrels
瓦 1: 瓦
瓦 1000: 千瓦, kw, kilowatts
瓦 1000000: 兆瓦, mw, megawatts
瓦 1000000000: 吉瓦, gw, gigawatts
千瓦时 1: 千瓦时, 度, 度电, kwh, kilowatt-hours, kilowatt hours
千瓦时 1000: 兆瓦时, mwh
千瓦时 1000000: gwh
伏 1000: 千伏
伏 1: 伏
千伏安 1: 千伏安
flops 1: flops
年 1: 年, 周年, years, year
月数 1: 个月, months, month
天 7: 周, weeks
天 1: 天, days, day
小时 1: 小时, hours, hour
分钟 1: 分钟, minutes
秒 1: 秒, seconds
工作日 1: 个工作日, 工作日
岁 1: 岁, years old
℃ 1: ℃, 摄氏度
分贝 1: 分贝
人次 1: 人次, visits
架次 1: 架次
车次 1: 车次
辆次 1: 辆次
列次 1: 列次
班次 1: 班次
批次 1: 批次
户次 1: 户次
件次 1: 件次
人天 1: 人天
人 1: 位, 名, 人, 口人, people, persons, employees, residents, workers, students
pb 1: pb
tb 1: tb
g 1: g
月 1: 月
日 1: 日
号 1: 号
世纪 1: 世纪
季度 1: 季度
"""
# Classifiers. A base shared by several is what they are used for in turn; the rest stand for themselves.
_CLASSIFIERS = (
    "个 家 户 项 件 条 座 所 台 套 辆 枚 艘 架 张 只 头 种 类 处 次 届 场 期 批 宗 起 栋 幢 间 株 棵 尾 羽 "
    "匹 门 部 篇 册 本 款 幅 片 块 层 级 段 股 支 根 对 双 组 队 班 集 笔 单 例 例次 床 张床位 孔 口 盏 艘次 "
    "趟 列 节 国 省 市 州 县 区 乡 镇 村 街道 社区 档 站 点 面 环 代 轮 路 线 字 成 大 方面 公斤级 强 名次 "
    "亿次 圈 条次 万步 步 页 倍次 宗地 人份 剂 剂次 份 封 票 票次 桩 枪 车道 车位 泊位 席 秒级 毫秒 星 维 边 核 "
    "极 港 厂 园 院 校 室 馆 店 网 屏 平台 企业 项目 课题 案 章 人年 分 环节 链 个工作组 批复 幕 首 出 集次"
)
_SHARED = {"幢": "栋", "棵": "株", "辆": "辆", "架": "架", "类": "种", "类次": "种"}


def _measures() -> Iterator[tuple[str, str, Decimal]]:
    for line in _MEASURES.strip().splitlines():
        head, _, names = line.partition(": ")
        base, factor = head.split(" ")
        yield from ((name, base, Decimal(factor)) for name in names.split(", "))


UNITS: dict[str, tuple[str, Decimal]] = {
    **{name: (_SHARED.get(name, name), Decimal(1)) for name in _CLASSIFIERS.split()},
    **{name: (base, factor) for name, base, factor in _measures()},
}
# 个 stands for any thing that is not a person, and a bare number of another language for whatever is counted.
COUNTS = frozenset(_SHARED.get(name, name) for name in _CLASSIFIERS.split()) - {"成", "分"}
CURRENCY_SIGNS = {
    "us$": "美元",
    "$": "美元",
    "usd": "美元",
    "hk$": "港元",
    "€": "欧元",
    "£": "英镑",
    "¥": "元",
    "rmb": "元",
    "cny": "元",
}
# What tells a day, month or place in an order; these are compared as they stand.
ORDINAL_BASES = frozenset({"第", "月", "日", "号", "世纪", "季度"})


def base_of(written: str) -> tuple[str, Decimal]:
    """(base unit, factor) of a unit as written; an unknown one is its own base."""
    return UNITS.get(written.lower(), (written, Decimal(1)))


def comparable(one: str, other: str) -> bool:
    """Whether amounts in the two base units can be the same amount."""
    if one == other:
        return True
    counts = COUNTS | {""}
    return one in counts and other in counts and ("" in (one, other) or "个" in (one, other))
