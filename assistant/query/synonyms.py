"""What reports call the things that people ask for: groups of names, in Chinese and English.

A question that uses a name of a group is also searched by the others, and a sentence that has any of them is about it.
The first name is what Chinese reports mostly say. A name belongs to one group, unless it truly means two things.
"""

import re

SYNONYMS: tuple[tuple[str, ...], ...] = (
    # the economy as a whole
    ("地区生产总值", "国内生产总值", "GDP", "生产总值", "经济总量", "gross domestic product", "economic output"),
    ("地区生产总值增长", "生产总值增长", "经济增长", "经济增速", "GDP growth", "economic growth"),
    ("预期目标", "增长目标", "主要目标", "growth target", "targets"),
    ("规模以上工业增加值", "规上工业增加值", "工业增加值", "industrial output", "value added of industry"),
    ("固定资产投资", "固投", "fixed-asset investment", "fixed asset investment"),
    ("社会消费品零售总额", "社零", "retail sales"),
    ("进出口", "外贸", "对外贸易", "imports and exports", "foreign trade"),
    ("实际使用外资", "外商直接投资", "利用外资", "吸收外资", "foreign investment", "foreign direct investment"),
    ("居民消费价格", "CPI", "物价", "通货膨胀", "consumer prices", "inflation"),
    ("经营主体", "市场主体", "market entities", "business entities"),
    ("民营经济", "非公有制经济", "民营企业", "private sector", "private enterprises"),
    ("营商环境", "business environment"),
    ("高新技术企业", "高企", "high-tech enterprises"),
    ("战略性新兴产业", "新兴产业", "emerging industries"),
    ("新质生产力", "new quality productive forces"),
    ("数字经济", "digital economy"),
    ("人工智能", "AI", "artificial intelligence"),
    # public money
    ("一般公共预算收入", "财政收入", "地方财政收入", "公共财政预算收入", "fiscal revenue", "government revenue"),
    ("一般公共预算支出", "财政支出", "fiscal expenditure", "government spending"),
    ("赤字率", "财政赤字", "赤字", "deficit"),
    ("专项债", "专项债券", "special-purpose bonds", "special bonds"),
    ("减税降费", "退税减税", "tax cuts", "tax and fee cuts"),
    ("审计查出", "审计发现", "审计整改", "审计问题", "audit findings"),
    ("三公经费", "“三公”经费", "一般性支出"),
    # people
    ("人均可支配收入", "居民收入", "老百姓收入", "居民人均收入", "per capita disposable income", "personal income"),
    ("城镇新增就业", "新增就业", "就业人数", "new urban jobs", "jobs created"),
    ("城镇调查失业率", "失业率", "登记失业率", "unemployment rate", "unemployment"),
    ("常住人口", "人口总量", "总人口", "population"),
    ("城镇化率", "城市化率", "urbanization rate", "urbanization"),
    ("基本医疗保险", "医保", "medical insurance"),
    ("基本养老保险", "养老保险", "养老金", "pension"),
    ("最低生活保障", "低保", "subsistence allowance"),
    ("义务教育", "中小学", "compulsory education"),
    ("学位", "入学名额", "school places"),
    ("脱贫攻坚", "扶贫", "脱贫", "poverty alleviation", "poverty reduction"),
    ("保障性住房", "保障房", "公租房", "保租房", "affordable housing", "government-subsidized housing"),
    ("老旧小区", "旧小区", "old residential"),
    ("棚户区改造", "棚改", "rundown urban areas"),
    # land, energy, environment
    ("粮食产量", "粮食总产量", "粮食总产", "grain output"),
    ("高标准农田", "well-facilitated farmland", "high-standard farmland"),
    ("乡村振兴", "新农村建设", "rural revitalization"),
    (
        "单位地区生产总值能耗",
        "单位GDP能耗",
        "能耗强度",
        "能耗降低",
        "energy intensity",
        "energy consumption per unit of GDP",
    ),
    ("空气质量优良天数", "优良天数", "PM2.5", "air quality"),
    ("生态环境", "生态", "绿色", "ecological", "environment"),
    ("碳达峰", "碳中和", "双碳", "carbon neutrality", "peak carbon"),
    ("装机容量", "装机规模", "发电装机", "installed capacity"),
    ("新能源汽车", "电动汽车", "new energy vehicles", "electric vehicles"),
    ("公路通车里程", "高速公路里程", "expressways"),
    ("高速铁路", "高铁", "high-speed rail"),
    # what work reports call their own parts
    ("荣誉", "获评", "荣获", "称号", "入选", "荣登", "荣膺", "表彰", "授予", "大奖"),
    ("困难", "挑战", "不足", "短板", "困难和挑战", "困难和问题", "difficulties", "problems"),
    ("努力方向", "主要目标", "总体要求", "奋斗目标"),
    ("重点工作", "重点任务", "主要任务", "工作安排", "目标任务", "major tasks", "key tasks"),
    ("民生实事", "实事项目", "为民办实事"),
    ("研发投入", "研发经费", "R&D", "研究与试验发展经费", "research and development"),
    ("国防支出", "国防费", "军费", "defense spending"),
    # companies
    ("营业收入", "营收", "销售收入", "营业总收入", "revenue", "net sales", "turnover"),
    ("净利润", "归母净利润", "归属于上市公司股东的净利润", "net income", "net profit", "profit", "earnings"),
    ("毛利率", "毛利", "gross margin", "gross profit"),
    ("每股收益", "EPS", "earnings per share"),
    ("经营活动产生的现金流量净额", "经营现金流", "经营性现金流", "operating cash flow", "cash from operations"),
    ("资产负债率", "负债率", "杠杆率", "debt ratio", "leverage"),
    ("总资产", "资产总额", "资产总计", "total assets"),
    ("分红", "现金红利", "股利", "派息", "dividend", "dividends"),
    ("资本开支", "资本性支出", "capital expenditure", "capex"),
    ("商誉", "goodwill"),
    ("审计师", "会计师事务所", "auditor", "independent registered public accounting firm"),
    ("控股股东", "实际控制人", "大股东", "controlling shareholder"),
    ("员工人数", "员工总数", "在职员工", "雇员", "employees", "employed", "workforce", "staff", "headcount"),
    ("市场份额", "市占率", "市场占有率", "market share"),
    ("风险因素", "主要风险", "risk factors"),
    # environment, society, governance
    ("温室气体排放", "碳排放", "二氧化碳排放", "emissions", "GHG", "greenhouse gas"),
    ("范围一", "范围1", "Scope 1"),
    ("范围二", "范围2", "Scope 2"),
    ("范围三", "范围3", "Scope 3"),
    ("可再生能源", "清洁能源", "绿电", "renewable energy", "renewables"),
    ("用水量", "耗水量", "取水量", "water consumption", "water use"),
    ("工伤", "安全事故", "损失工时", "workplace injuries", "lost-time injuries"),
    ("女性员工", "女性占比", "female employees", "women"),
)


def synonyms_in(text: str) -> list[tuple[str, ...]]:
    """The groups of which `text` uses a name."""
    folded = text.lower()
    return [group for group in SYNONYMS if any(_uses(folded, name.lower()) for name in group)]


def _uses(folded: str, name: str) -> bool:
    if not name.isascii():
        return name in folded
    return re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", folded) is not None
