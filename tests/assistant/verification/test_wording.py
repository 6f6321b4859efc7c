"""Two texts laid over one another: what counts as the same thing in other words."""

import pytest

from assistant.verification.claims import judge_claim, statements_of
from assistant.verification.reported import given
from assistant.verification.wording import acts_between, is_weak, overlay


def test_equal_runs_are_laid_over_one_another_and_the_rest_is_told() -> None:
    laid = overlay("农村公路", "新农村公路网")
    assert (laid.shared, laid.claimed, laid.found) == (4, (), ("新", "网"))


def test_a_single_equal_character_is_no_shared_run() -> None:
    assert overlay("学位", "学校").shared == 0


def test_parts_of_several_texts_may_stand_in_any_order() -> None:
    laid = overlay("农村|公路", "公路|农村")
    assert (laid.shared, laid.claimed, laid.found) == (4, (), ())


def test_a_word_that_names_a_thing_is_not_weak() -> None:
    assert is_weak("项目")
    assert is_weak("、|")
    assert not is_weak("农村")


def test_an_act_between_two_texts_has_an_order() -> None:
    assert acts_between(["甲", "⟨超过⟩", "乙"])
    assert not acts_between(["投资", "⟨↑⟩", "#"])


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("2024年，江西新建农村公路126公里。", "supported"),
        ("2024年，江西新建公路126公里。", "open"),  # 农村 left over in the report names a thing
        ("2024年，江西新建城市农村公路126公里。", "open"),
    ],
)
def test_nothing_that_names_a_thing_may_be_left_over(claim: str, outcome: str) -> None:
    report = given("2024年，江西新建农村公路126公里，改造老旧小区18个。", (2024,))
    assert [one.outcome for one in statements_of(judge_claim(claim, [report]))] == [outcome]


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("2024年，江西煤炭超过1亿吨。", "supported"),
        ("2024年，江西煤炭销量超过1亿吨。", "open"),
        ("2024年，江西煤炭增长1亿吨。", "open"),
        ("2024年，江西煤炭出口超过1亿吨。", "open"),
    ],
)
def test_an_amount_need_not_say_that_it_is_output(claim: str, outcome: str) -> None:
    """An amount in a unit of its own is of what is put out; a claim that names another measure means that one."""
    found = statements_of(judge_claim(claim, [given("2024年，江西煤炭产量突破1亿吨。", (2024,))]))
    assert [one.outcome for one in found] == [outcome]


def outcomes(claim: str, report: str) -> list[str]:
    return [one.outcome for one in statements_of(judge_claim(claim, [given(report, (2024,))]))]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("2024年江西煤炭产能中，先进产能占83%。", ["supported"]),
        ("2024年江西钢铁产能中，先进产能占83%。", ["open", "open"]),
        ("2024年江西先进产能占83%。", ["open"]),
        ("2024年江西煤炭产能中，在建产能占83%。", ["open", "open"]),
    ],
)
def test_what_a_claim_says_before_counts(claim: str, expected: list[str]) -> None:
    """煤炭 stands in the clause that sets the frame; without it the claim would be of all capacity."""
    assert outcomes(claim, "2024年江西煤炭先进产能占比达到83%。") == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("剔除自然因素影响，2024年江西湖区总磷浓度下降8.5%。", ["supported"]),
        ("2024年江西湖区总磷浓度下降8.5%。", ["open"]),
        ("剔除气候影响，2024年江西湖区总磷浓度下降8.5%。", ["open", "open"]),
    ],
)
def test_a_frame_must_be_the_report_s(claim: str, expected: list[str]) -> None:
    assert outcomes(claim, "2024年江西湖区总磷浓度剔除自然因素影响后下降8.5%。") == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("2024年江西粮食总产557亿斤。", ["supported"]),
        ("2024年江西油料总产557亿斤。", ["open"]),
        ("2024年江西粮食总产558亿斤。", ["open"]),
    ],
)
def test_a_subject_from_the_sentence_before_an_amount_told_once(claim: str, expected: list[str]) -> None:
    assert outcomes(claim, "2024年江西粮食生产再获丰收，总产达到557亿斤。") == expected


def test_the_total_of_a_thing_is_not_its_parts() -> None:
    report = "2024年江西红色旅游人气高涨，全省接待旅游总人数6.5亿人次。"
    assert outcomes("2024年江西接待红色旅游人数6.5亿人次。", report) == ["open"]


def test_an_amount_told_twice_needs_more_words() -> None:
    report = "2024年中欧班列提速，全年开行2619列。"
    assert outcomes("2024年中欧班列开行2619列。", report) == ["supported"]
    assert outcomes("2024年中欧班列开行2619列。", report + "2024年中亚班列开行2619列。") == ["open"]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("2024年红谷滩新增各类总部机构120家。", ["supported"]),
        ("2024年青云谱新增各类总部机构120家。", ["open"]),
        ("2024年红谷滩新增各类研发机构120家。", ["open"]),
    ],
)
def test_who_did_it_may_stand_where_the_paragraph_begins(claim: str, expected: list[str]) -> None:
    report = "2024年推进红谷滩引领区建设。深化综合改革试点，形成更大突破。加快机构集聚，新增各类总部机构120家。"
    assert outcomes(claim, report) == expected


@pytest.mark.parametrize(
    ("claim", "report", "expected"),
    [
        # a first time or a manner may be left out and never added
        ("2024年云岭实践基地落户梅县。", "2024年全国首个云岭实践基地落户梅县。", ["supported"]),
        ("2024年全国首个云岭实践基地落户梅县。", "2024年云岭实践基地落户梅县。", ["open"]),
        (
            "2024年云岭实践基地落户梅县，为全国首个。",
            "2024年全国首个云岭实践基地落户梅县。",
            ["supported", "supported"],
        ),
        ("2024年云岭实践基地落户梅县，为亚洲首个。", "2024年全国首个云岭实践基地落户梅县。", ["supported", "open"]),
        ("2024年梅江医院是全国首个独资医院。", "2024年梅江医院成为全国首个独资医院。", ["supported"]),
        ("2024年梅江医院是世界首个独资医院。", "2024年梅江医院成为全国首个独资医院。", ["open"]),
        ("2024年实现市市通高铁。", "2024年全面实现市市通高铁。", ["supported"]),
        ("2024年全面实现市市通高铁。", "2024年实现市市通高铁。", ["open"]),
        # twice as much, nearly and more
        ("2024年入境游客翻了一番还多。", "2024年入境游客增长115.6%。", ["supported"]),
        ("2024年入境游客翻了一番还多。", "2024年入境游客增长95.6%。", ["open"]),
        ("2024年入境游客差一点翻番。", "2024年入境游客增长94.5%。", ["supported"]),
        ("2024年入境游客差一点翻番。", "2024年入境游客增长54.5%。", ["open"]),
        # what newly became one of a kind
        ("2024年周村古城晋升5A级景区。", "2024年5A级景区新增周村古城、总数达到16家。", ["supported"]),
        ("2024年梅村古城晋升5A级景区。", "2024年5A级景区新增周村古城、总数达到16家。", ["open"]),
        ("2024年5A级景区总数达到16家。", "2024年5A级景区新增周村古城、总数达到16家。", ["supported"]),
        ("2024年龟峰山新晋5A级景区。", "2024年新增明显陵、龟峰山2家5A级景区。", ["supported"]),
        ("2024年龟峰山新晋4A级景区。", "2024年新增明显陵、龟峰山2家5A级景区。", ["open"]),
        ("2024年腾龙洞成了世界地质公园。", "2024年腾龙洞获批世界地质公园。", ["supported"]),
        # a deed before another
        ("2024年集原高铁通车后，市市通高铁。", "2024年集原高铁开通运营，实现市市通高铁。", ["supported", "supported"]),
        ("2024年集原公路通车后，市市通高铁。", "2024年集原高铁开通运营，实现市市通高铁。", ["open", "supported"]),
        # what is the same, and what is more
        ("2024年社零与进出口增速相同。", "2024年社零增长5.5%，进出口增长5.5%。", ["supported"]),
        ("2024年社零与进出口增速相同。", "2024年社零增长5.5%，进出口增长5.4%。", ["refuted"]),
        ("2024年社零增长5.4%，进出口增速更快。", "2024年社零增长5.4%，进出口增长7.5%。", ["supported", "supported"]),
        ("2024年社零增长5.4%，进出口增速更慢。", "2024年社零增长5.4%，进出口增长7.5%。", ["supported", "refuted"]),
        # as people write what reports write
        ("2024年治理水土流失1876平方公里。", "2024年治理水土流失面积1876平方公里。", ["supported"]),
        ("2024年治理水土流失1876个。", "2024年治理水土流失面积1876平方公里。", ["open"]),
        ("2024年经营主体总量达到1127.8万户。", "2024年经营主体达1127.8万户。", ["supported"]),
        ("2024年新增经营主体总量达到1127.8万户。", "2024年经营主体达1127.8万户。", ["open"]),
        ("2024年黄河干流水质保持在Ⅱ类。", "2024年黄河干流水质持续保持Ⅱ类。", ["supported"]),
        ("2024年黄河干流水质保持在Ⅰ类。", "2024年黄河干流水质持续保持Ⅱ类。", ["open"]),
        ("2024年获得国家科技奖30项。", "2024年新增成果110项，获国家科技奖30项。", ["supported"]),
        ("2024年获得国家科技奖31项。", "2024年新增成果110项，获国家科技奖30项。", ["refuted"]),
        (
            "2024年新能源装机1.35亿千瓦，超过火电。",
            "2024年新能源装机达到1.35亿千瓦，超过火电装机。",
            ["supported", "supported"],
        ),
        ("2024年新能源产值1.35亿元，超过火电。", "2024年新能源装机达到1.35亿千瓦，超过火电装机。", ["open", "open"]),
        (
            "2024年粮食总产量连续12年保持在500亿斤以上。",
            "2024年粮食丰收，总产达到557亿斤，连续12年稳定在500亿斤以上。",
            ["supported"],
        ),
        (
            "2024年油料总产量连续12年保持在500亿斤以上。",
            "2024年粮食丰收，总产达到557亿斤，连续12年稳定在500亿斤以上。",
            ["open"],
        ),
        # what a claim adds to a wrong figure makes it no less wrong
        ("2024年创新能力升至全国第3位。", "2024年创新能力继续保持全国第4位。", ["refuted"]),
        ("2024年知识产权保护首次考核优秀。", "2024年知识产权保护连续三年考核优秀。", ["refuted"]),
        # names, counters, what a province owns
        (
            "2024年第七届进博会按一年计意向成交额超过800亿美元。",
            "2024年第七届中国国际进口博览会举办，按一年计意向成交金额800.1亿美元。",
            ["supported"],
        ),
        (
            "2024年第六届进博会按一年计意向成交额超过800亿美元。",
            "2024年第七届中国国际进口博览会举办，按一年计意向成交金额800.1亿美元。",
            ["open"],
        ),
        ("2024年新增数字化改造企业8943家。", "2024年新增数字化改造企业8943户。", ["supported"]),
        ("2024年新增受益群众8943人。", "2024年新增受益群众8943户。", ["open"]),
        ("2024年进口目录扩大至24个。", "2024年进口目录扩展到24个。", ["supported"]),
        ("2024年进口目录扩大至42个。", "2024年进口目录扩展到24个。", ["open"]),
        ("2024年梅县被列为全国第一批示范城市。", "2024年梅县列为全国首批示范城市。", ["supported"]),
        ("2024年梅县被列为全国第二批示范城市。", "2024年梅县列为全国首批示范城市。", ["open"]),
        ("2024年累计签约外资项目217个。", "2024年峰会成果丰硕，累计签约外资项目217个。", ["supported"]),
        # of a sum of the whole
        ("2024年旅游收入过了万亿。", "2024年旅游收入超万亿元。", ["supported"]),
    ],
)
def test_free_wordings_and_what_is_near_them(claim: str, report: str, expected: list[str]) -> None:
    assert outcomes(claim, report) == expected
