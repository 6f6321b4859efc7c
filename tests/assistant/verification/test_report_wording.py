"""What people say, in the words that work reports use: read by facts once more, and never refuted by."""

import pytest

from assistant.verification.report_wording import in_report_words, supported_in_report_words
from assistant.verification.reported import given

REVIEW = (
    "2024年，粮食总产量再上新台阶，突破1600亿斤大关，连续15年居全国首位。棉花总产568.6万吨、占全国92.2%。"
    "新能源汽车产量增长43%、占全国1/4。丝绸、棉布、麻布产量分别增长5%、3%、2%。"
)


@pytest.mark.parametrize(
    ("claim", "put"),
    [
        ("粮食产量越过1600亿斤，已经十五连冠", "粮食总产量突破1600亿斤，已经连续十五年居全国首位"),
        ("接待的入境游客翻了一番还多", "接待的入境游客增长100%以上"),
        ("生产了全国九成多的棉花", "棉花产量占全国九成多"),
        ("全国每四辆新能源汽车中，就有一辆产自广东", "广东新能源汽车产量占全国四分之一"),
        ("外贸规模重新站回万亿元", "进出口总额重回万亿元"),
        ("粮食总产量增长5%", "粮食总产量增长5%"),
        ("又有四百万人喝上引调水", "新增四百万人喝上引调水"),
        ("亚洲独一份的货运机场", "亚洲唯一的货运机场"),
        ("全国每收十斤棉花，就有九斤以上出自新疆", "新疆棉花占全国九成以上"),
        ("设备更新使工器具购置投资增长了14.6%", "设备更新带动工器具购置投资增长了14.6%"),
        ("带动汽车、家电等商品销售550亿元", "带动汽车、家电等销售550亿元"),
        ("丝绸增长5%，跑赢了棉布的3%和麻布的2%", "丝绸增长5%，跑赢了棉布的3%，跑赢了麻布的2%"),
        ("农村居民收入增长6.1%，比城镇居民的4.3%更快", "农村居民收入增长6.1%，跑赢城镇居民的4.3%"),
        ("平陆运河已完成的投资占工程概算的64.6%", "平陆运河投资完成工程概算的64.6%"),
    ],
)
def test_what_people_say_is_put_as_reports_write_it(claim: str, put: str) -> None:
    """A report's own words stay."""
    assert in_report_words(claim) == put


@pytest.mark.parametrize(
    ("claim", "supported"),
    [
        ("粮食产量越过1600亿斤，已经十五连冠。", True),
        ("粮食产量越过1600亿斤，已经十四连冠。", False),
        ("生产了全国九成多的棉花。", True),
        ("生产了全国八成多的棉花。", False),
        ("丝绸产量增长5%，跑赢了棉布产量的3%和麻布产量的2%。", True),
        ("丝绸产量增长5%，跑赢了棉布产量的3%和麻布产量的1%。", False),
        ("丝绸产量增长5%，比棉布产量的3%更快。", True),
        ("麻布产量增长2%，比棉布产量的3%更快。", False),
        ("粮食总产量突破1600亿斤。", False),  # nothing to put otherwise
    ],
)
def test_facts_read_what_was_put_so(claim: str, supported: bool) -> None:
    """What they do not support stays open."""
    assert (supported_in_report_words(claim, [given(REVIEW)]) is not None) is supported
