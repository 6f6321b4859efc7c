"""What a judge of words is never asked: one hard part that differs is enough."""

import pytest

from assistant.verification.hard_parts import clauses, plans, said
from assistant.verification.wording_locks import Place, locked

PLACE = Place("2025年山东省政府工作报告\n山东", 2025, 2024)


def holds(claim: str, sentence: str) -> bool:
    return locked(said(claim), said(sentence), PLACE, 2025)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("山东又添了141座公园。", "新增公园141座、累计达到973座。"),
        ("首都新能源车过了一百万辆。", "新能源汽车保有量超100万辆。"),
        ("潍烟高铁去年通了车。", "潍烟高铁开通运营，济青高铁加快“公交化”运行。"),
        ("油茶产值过了六百亿，全国排老二。", "油茶产业产值突破600亿元、居全国第2。"),
        ("份额过四成。", "“河北净菜”北京市场份额超过四成。"),
        ("“齐倍安”能卖了。", "一类靶向抗癌新药“齐倍安”获批上市。"),
        ("2024年山东新能源车有100万辆。", "新能源汽车100万辆。"),
        ("旅客吞吐量全国排老三。", "旅客吞吐量居全国第3位。"),  # a rank is compared as one
        ("县城集聚了山东县域六成以上的人口。", "县城人口占县域人口比重达62.1%。"),
        ("两化融合水平十年没让出过全国头名。", "两化融合水平连续10年全国第一。"),
        ("公园去年新添了一座。", "新增公园1座。"),
        ("到北京五个钟头。", "到北京时间缩短到5小时。"),
        ("买新能源汽车的钱比前年多了三成半。", "家电、新能源汽车零售额分别增长23.9%、35%。"),
        ("高速去年10月底通车。", "10月28日，高速公路通车。"),
        ("国家级实验室17家。", "国家实验室17家。"),
        ("山东向金门供水。", "向金门供水。"),
        ("2024年山东的入境游客有111万。", "接待游客增长8%，其中入境游客111万。"),
        ("县域经济跑得比全省快0.4个百分点。", "县域经济增速高于全省经济增速0.4个百分点。"),
        (
            "2024年产值为3万亿元。",
            "“十四五”以来产值连跨四个台阶，2024年达到3万亿元。",
        ),  # the clause has a time of its own
        ("产值增速5.8%，在全国排第三。", "产值增长5.8%，增速居全国第3位。"),
    ],
)
def test_where_all_that_is_hard_is_the_same_words_are_left(claim: str, sentence: str) -> None:
    assert holds(claim, sentence)


def test_where_something_comes_from_is_not_where_it_comes_to() -> None:
    sentence = "黎锦从急需保护非遗名录转入人类非遗代表作名录。"
    assert holds("黎锦从急需保护的名录转入了代表作名录。", sentence)
    assert not holds("黎锦从人类非遗代表作名录转入急需保护名录。", sentence)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("山东又添了142座公园。", "新增公园141座、累计达到973座。"),
        ("山东公园141亩。", "新增公园141座。"),
        ("县域经济跑得比全省快0.4个百分点。", "县域经济增速低于全省经济增速0.4个百分点。"),
        ("县域经济跑得比全省快0.4个百分点。", "县域经济占全省经济0.4个百分点。"),
        ("2024年产值为3万亿元。", "2024年产值连跨四个台阶，“十四五”以来达到3万亿元。"),
        ("产值为5.8亿元，产值在全国排第三。", "产值5.8亿元，增速居全国第3位。"),
        ("山东的公园有141座。", "新增公园141座、累计达到973座。"),  # that is how many are new
        ("山东出口下降5%。", "出口增长5%。"),
        ("山东去年新添了8个产业集群。", "新增产业集群4个、总数达到8个。"),
        ("山东城乡居民收入倍差缩小了1.83。", "城乡居民收入倍差缩小至1.83。"),
        ("山东出口占比提高了62%。", "出口占比提高到62%。"),
        ("山东出口占5%。", "出口增长5%。"),
        ("潍烟高铁建成通车。", "潍烟高铁开工建设。"),
        ("潍烟高铁没有通车。", "潍烟高铁开通运营。"),
        ("济南在省级城市中增速靠前。", "济南在副省级城市中增速靠前。"),
        ("示范区进入零碳运行阶段。", "示范区进入近零碳运行阶段。"),
        ("山东推进鲁电入宁。", "推进宁电入鲁。"),
        ("潍烟高铁在全国率先通车。", "潍烟高铁开通运营。"),
        ("高铁全部通车。", "高铁开通运营。"),
        ("由于投资增加，潍烟高铁通车。", "潍烟高铁开通运营。"),
        ("青岛港开通航线5条。", "开通航线5条。"),
        ("“蓝鲸号”交付。", "“白鲸号”交付。"),
        ("2023年山东新能源车有100万辆。", "新能源汽车100万辆。"),
        ("山东新能源车有100万辆。", "近三年新能源汽车100万辆。"),
        ("山东上半年新能源车有100万辆。", "新能源汽车100万辆。"),
        ("5家企业年均增收2亿元。", "5家企业增收2亿元。"),
        ("工业园区二期投用。", "工业园区一期投用。"),
        ("茶叶、粮食产量增长3.1%和4.2%。", "粮食产量、茶叶产量分别增长3.1%和4.2%。"),
        ("奥运会上夺得13枚，残奥会上夺得4枚。", "在奥运会、残奥会上勇夺4枚、13枚。"),
        ("粮食多打了781.8亿斤。", "粮食总产781.8亿斤。"),
        ("两家集团并成了一家。", "两家集团专业化整合加快推进。"),
        ("去年新冒出283家“小巨人”。", "“小巨人”增至283家。"),
        ("船占全国三分之一。", "船舶出口规模占全国三分之一。"),
        ("三文鱼平均48小时上餐桌。", "三文鱼最快48小时上餐桌。"),
        ("名次没动，全国第四。", "全国第4。"),
        ("金门累计向山东供水3800万吨。", "累计向金门供水3800万吨。"),
    ],
)
def test_one_hard_part_that_differs_is_enough(claim: str, sentence: str) -> None:
    assert not holds(claim, sentence)


def test_what_is_planned_is_told_by_words_and_years() -> None:
    assert plans(said("山东2025年新建公路100公里。"), 2025)
    assert plans(said("山东打算新建公路100公里。"), 2025)
    assert not plans(said("山东2025年已经新建公路100公里。"), 2025)
    assert not plans(said("山东2025年新建了公路100公里。"), 2025)
    assert not plans(said("山东2024年新建公路100公里。"), 2025)
    assert not plans(said("山东新建公路100公里。"), 2025)


def test_clauses_keep_the_places_of_their_tokens() -> None:
    whole = said("粮食产量增长3%，出口下降2%。")
    first, second = clauses(whole)
    assert (first.text, second.text) == ("粮食产量增长3%", "出口下降2%")
    assert whole.text[second.tokens[0].start :].startswith("出口")
    assert ("up" in first.signs, "down" in second.signs) == (True, True)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("南大港飞来的候鸟去年创了纪录。", "南大港候鸟栖息地入选世界自然遗产名录。"),
        ("南大港护住了候鸟，这才评上世界自然遗产。", "南大港候鸟栖息地入选世界自然遗产名录。"),
    ],
)
def test_a_record_and_a_cause_are_not_added(claim: str, sentence: str) -> None:
    assert not holds(claim, sentence)
