"""China's prefecture-level cities, prefectures and leagues by province, and where a text names one."""

import re

from index.text.regions import NATION, canonical_region, find_regions

_CITIES = {
    "河北": "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安新区",
    "山西": "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁",
    "内蒙古": "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安盟 锡林郭勒 阿拉善",
    "辽宁": "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳市 葫芦岛",
    "吉林": "长春 吉林市 四平 辽源 通化 白山市 松原 白城 延边",
    "黑龙江": "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭",
    "江苏": "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山",
    "浙江": "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌",
    "安徽": "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山市 滁州 阜阳 宿州 六安 亳州 池州 宣城",
    "福建": "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德",
    "江西": "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶",
    "山东": "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽",
    "河南": "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源",
    "湖北": "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门 神农架",
    "湖南": "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西",
    "广东": "广州 深圳 珠海 汕头 佛山 韶关 湛江 肇庆 江门 茂名 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山市 潮州 揭阳"
    " 云浮",
    "广西": "南宁 柳州 桂林 梧州 北海市 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾市 崇左",
    "海南": "海口 三亚 三沙 儋州",
    "四川": "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜"
    " 凉山",
    "贵州": "贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南",
    "云南": "昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河州 文山州 西双版纳 大理州 大理市 德宏 怒江 迪庆",
    "西藏": "拉萨 日喀则 昌都 林芝 山南市 那曲 阿里地区",
    "陕西": "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康市 商洛",
    "甘肃": "兰州 嘉峪关 金昌 白银市 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南",
    "青海": "西宁 海东 海北州 黄南州 果洛 玉树州 海西州",
    "宁夏": "银川 石嘴山 吴忠 固原 中卫",
    "新疆": "乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 和田地区 伊犁 塔城 阿勒泰"
    " 石河子",
}
_ENGLISH = {
    "Shenzhen": "深圳",
    "Guangzhou": "广州",
    "Hangzhou": "杭州",
    "Nanjing": "南京",
    "Suzhou": "苏州",
    "Wuhan": "武汉",
    "Chengdu": "成都",
    "Xi'an": "西安",
    "Qingdao": "青岛",
    "Dalian": "大连",
    "Ningbo": "宁波",
    "Xiamen": "厦门",
    "Zhengzhou": "郑州",
    "Changsha": "长沙",
    "Harbin": "哈尔滨",
    "Shenyang": "沈阳",
    "Kunming": "昆明",
}
# A name that is also a common word or part of one stands in the table with its 市 or 州 and is only found so.
PROVINCES = {name: province for province, names in _CITIES.items() for name in names.split()}
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
