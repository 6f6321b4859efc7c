"""Tables of words for comparing a statement with a quote: what says nothing, what denies, what plans, what is done."""

import re

from index.text.script import HAN

# Names that mean exactly the same; unlike the search's synonyms, which may only be near.
EQUAL_NAMES: tuple[tuple[str, ...], ...] = (
    ("地区生产总值", "国内生产总值", "生产总值", "gdp", "gross domestic product"),
    ("规模以上工业", "规上工业"),
    ("固定资产投资", "固投"),
    ("社会消费品零售总额", "社零总额"),
    ("一般公共预算收入", "地方一般公共预算收入"),
    ("居民消费价格", "居民消费价格指数", "cpi"),
    ("高速铁路", "高铁"),
    ("进出口总额", "进出口总值", "外贸进出口总额", "货物进出口总额"),
    ("粮食总产量", "粮食产量", "粮食总产", "粮食总产达"),
    ("单位地区生产总值能耗", "单位gdp能耗", "单位国内生产总值能耗", "万元地区生产总值能耗"),
    ("研发投入", "研发经费投入", "研究与试验发展经费"),
    ("第一产业", "一产"),
    ("第二产业", "二产"),
    ("第三产业", "三产"),
    ("全年", "全年全省", "一年"),
)

# Words that only carry a statement: what it says stands in the others. Longest first in the pattern below.
_LIGHT_WORDS = (
    "突破 跨越 迈上 站上 跃上 不足 不到 至少 最多 上下 根据 按照 据 报告 显示 指出 提出 提到 表明 称 "
    "介绍 数据 其中 此外 同时 另外 并且 以及 而且 还有 还 也 则 而 且 并 又 都 均 已经 已 曾 将会 将要 "
    "将 会 要 实现了 实现 完成了 完成 达到了 达到 达 为 是 即 有 共有 共计 共 总计 合计 累计 一共 分别 "
    "方面 情况 工作中 进行 开展了 开展 当年 该年 年内 年中 全年 期间 时期 以来 之后 之前 当中 中 上 下 "
    "内 里 的 地 得 了 着 过 在 于 与 和 及 或 等 等等 对 对于 由 被 把 使 让 给 向 从 到 至 自 以 因 "
    "因为 由于 所以 因此 通过 随着 关于 针对 其 它 它们 他们 这 那 这些 那些 该 本 此 这一 这个 该省 "
    "该市 该县 全省 全市 全县 全区 我省 我市 我县 我区 我们 省 市 县 自治区 地区 省份 政府工作报告 "
    "工作报告 政府 省政府 市政府 目标 预期 预期目标 计划 力争 确保 争取 规划 拟 预计 同比 环比 比上年 "
    "较上年 比去年 较去年 上年 与上年相比 相比 比 较 同期 幅度 增速 增幅 降幅 增长率 速度 大约 大概 接近 "
    "左右 以上 以下 以内 超过 不低于 不少于 不超过 年 月 日 年度 年份 一 数量 规模 水平 总量 总数 总额 "
    "比重 比例 占比 成功 取得 作出 做出 提升至 提升到 增加到 增至 升至 降至 下降到 减少到 控制在 保持在 "
    "稳定在 维持在 定为 设定为 设定 确定为 确定 安排 新增 净增 预算 一年 今年 去年 位居 位列 居 排名 "
    "万元 亿元 之一 数字 数值 那么 就 只 仅 更 再 很 十分 较为 比较 进一步 不断 持续 稳步 继续 大力 全面 "
    "深入 扎实 切实 着力 积极 加快 推动 推进 促进 加强 做好 抓好 落实 实施 打算 按 应"
)
_LIGHT_ENGLISH = (
    "a about according across after against aim aimed aims all almost along also am amid among amount "
    "amounted an and annual annually any approximately are around as at be been before being between "
    "billion both but by can compared comparison could decline declined declining decrease decreased "
    "decreasing did do does dollars down drop dropped during each every expected fall fallen falling "
    "fell figure figures for from grew grow growing grown growth had has have having he her here his how "
    "hundred i in include included includes including increase increased increases increasing into is it "
    "its just least less may might million month months more most must nearly no nor not number numbers "
    "of off on only onto or our out over per percent percentage plan planned plans point points reach "
    "reached reaches reaching reduce reduced reduction report reported reporting reports respectively "
    "rise risen rising rmb rose roughly said says shall she should showed shows since so some state "
    "stated states stating such target targeted targets than that the their them then there these they "
    "this those thousand through to total totaled totaling totalled trillion under until up upon us usd "
    "very was we were what when where which while who whom whose why will with within without would year "
    "yearly years you your yuan"
)
LIGHT_ENGLISH = frozenset(_LIGHT_ENGLISH.split())
# Words that change what is said though they look like mere style; none of them is light.
_TELLING = frozenset({"只", "仅", "大力", "全面"})
LIGHT = re.compile("|".join(sorted(set(_LIGHT_WORDS.split()) - _TELLING, key=len, reverse=True)))

# "不断" denies nothing; "不超过" is a hedge, read with its number.
_NO_DENIAL = (
    "不断|不仅|不但|不少|不同|不足|不平衡|不充分|不良|不动产|不动摇|不懈|不屈|不可|不得不|不管|不论|不只|不单|不大不小|"
    "不低于|不少于|不超过|不高于|不小于|不大于|不突破|不下|不到|不等|不确定|不利|不易|不凡|不一|不愧|不忘|不负|不辍|不移|不散|不停|不倦|"
    "永不|绝不|决不|两不愁|不愁|不返贫|不落|未来|未成年|未雨绸缪|无人机|无人|无锡|无障碍|无线|无偿|无形|无疑|无数|无论|无私|无烟|无废|无缝|无害化|无害|"
    "无纸|无土|无党派|无棣|无为|无花果|非常|非遗|非公|非农|非洲|非法|非化石|非税|非物质|非煤|非金属|非凡|非银|非居民|非国有|非常规|别是|没收|沉没|淹没|"
    "特别|区别|分别|个别|级别|性别|识别|类别|告别|差别|别墅|别具|别样|并非易事|除非|是非|莫非|否则|是否|能否|无一|免疫|难免|以免|避免"
)
_DENIAL = (
    "不|没有|没|未|无|并非|非|勿|毫无|从未|尚未|禁止|停止|取消|拒绝|"
    r"\b(?:not|no|never|none|neither|nor|without|cannot|can't|won't|didn't|doesn't|don't|isn't|aren't|wasn't|weren't|"
    r"hasn't|haven't|hadn't|wouldn't|fail(?:ed|s|ing)? to|refus(?:ed|es|ing) to|lack(?:ed|s|ing)?)\b"
)
_NO_ENGLISH_DENIAL = r"\b(?:no (?:less|more|fewer|later) than|not (?:less|more|exceed\w*|only)|no doubt)\b"
DENIAL = re.compile(rf"(?P<none>{_NO_DENIAL}|{_NO_ENGLISH_DENIAL})|(?P<denial>{_DENIAL})", re.IGNORECASE)

PLANS = re.compile(
    "力争|目标|预期(?!寿命)|计划(?!生育|单列)|确保|争取|努力实现|拟(?!合|态)|将(?!近|军|士|相|领|来)|预计|预算安排|安排|打算|规划(?!展览|馆|编制|院)|"
    "(?<![主需重必只首次纪摘概紧])要(?!素|求|闻|点|件|害|塞|紧|道|地|领|义|案|职|隘|员|冲|强|旨|么|不是)|未来|今后|明年|到20[2-9]\\d年|开工建设|启动|"
    r"\b(?:will|shall|plans?|planned|aims?|aimed|targets?|targeted|expects?|expected|intends?|goals?|forecast|projected|"
    r"strives?|striving|seeks?|proposes?|proposed|budgeted|is to|are to)\b",
    re.IGNORECASE,
)
DONE = re.compile(
    "了(?!解|如指掌)|已(?!知)|已经|获得|荣获|同比|比上年|较上年|去年|上年|成功|圆满|"
    r"\b(?:was|were|has|have|had|rose|grew|fell|declined|increased|decreased|reached|achieved|completed|totaled|"
    r"totalled|amounted|exceeded|built|created|added|dropped|reduced|improved|delivered|launched)\b",
    re.IGNORECASE,
)
# The year that a figure is compared with, not the one that it is of.
COMPARED_YEAR = re.compile(
    r"(?:比|较|相比|相较于?|同比于|以|from|since|compared (?:with|to)|over|vs\.?)\s?((?:19|20)\d\d)年?(?:底|末)?",
    re.IGNORECASE,
)
UNTIL_YEAR = re.compile(
    r"(?:(?<!年)[到至]|截至|截止|by(?: the end of)?|until|as of)\s?((?:19|20)\d\d)年?(?!至|到|[-—–~])", re.IGNORECASE
)
OWN_TITLE = re.compile(rf"《[^《》]{{2,60}}》|((?:19|20)\d\d)年(?:[{HAN}]{{0,10}})政府工作报告")
