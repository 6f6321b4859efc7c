"""What is worked out from figures that reports tell."""

import pytest
from figure_reports import asked_of, lines, work_report

from assistant.answering.computing import against_the_target, answer_computed

ALL = (
    work_report(
        "青禾县",
        2025,
        "地区生产总值120亿元，增长6.1%。粮食产量25.6万吨。城镇居民人均可支配收入32100元；农村居民人均可支配收入19800元。",
        "粮食产量26万吨。城镇新增就业4000人以上。",
    ),
    work_report("南岭县", 2025, "地区生产总值9800万元，增长4.9%。粮食产量25万吨以上。"),
    work_report("白石县", 2025, "地区生产总值增长3%。粮食播种面积12万亩。"),
)


@pytest.mark.parametrize(
    ("question", "result", "expression"),
    [
        (
            "青禾县和南岭县2024年GDP加起来多少",
            "120.98亿元",
            "南岭县2024年地区生产总值 9800万元 + 青禾县2024年地区生产总值 120亿元",
        ),
        (
            "青禾县城乡居民收入差多少",
            "12300元",
            "青禾县2024年城镇居民人均可支配收入 32100元 − 青禾县2024年农村居民人均可支配收入 19800元",
        ),
        (
            "青禾县2024年城镇居民比农村居民人均收入多多少",
            "12300元",
            "青禾县2024年城镇居民人均可支配收入 32100元 − 青禾县2024年农村居民人均可支配收入 19800元",
        ),
    ],
)
def test_sums_and_differences(question: str, result: str, expression: str) -> None:
    """In the larger of two units."""
    reply = asked_of(answer_computed, question, ALL)
    assert reply is not None
    assert [(each.result, each.expression) for each in reply.computed] == [(result, expression)]
    (line,) = lines(reply)
    assert line.removeprefix("多") == f"{result}（算式：{expression}）"


def test_bounds_are_reckoned_as_they_are_written() -> None:
    (line,) = lines(asked_of(answer_computed, "青禾县、南岭县2024年粮食产量一共多少", ALL))
    assert line.startswith("50.6万吨（按报告写明的数算：") and "25万吨以上" in line


@pytest.mark.parametrize(
    "question",
    [
        "青禾县和南岭县2024年GDP增速加起来多少",  # rates add up to nothing
        "青禾县、南岭县和白石县2024年GDP加起来多少",  # one tells a growth alone
        "青禾县和云溪县2024年GDP加起来多少",
        "南岭县城乡居民收入差多少",
        "青禾县2025年城镇新增就业目标比上年实际多多少",
        "青禾县城乡居民收入比是多少",  # a figure of its own
        "青禾县2024年粮食产量是多少",
    ],
)
def test_a_missing_operand_gives_nothing(question: str) -> None:
    assert lines(asked_of(answer_computed, question, ALL)) == []


YUNXI = work_report(
    "云溪县",
    2025,
    "改造农村户厕3200座。技术合同成交额17.6亿元。茶叶集群规上加工企业营收9亿元左右。景区免税店经营主体销售额4.7亿元。"
    "开工改造城镇老旧小区26个。新增光伏装机12万千瓦、总量达到64万千瓦。新增公交线路43公里、公交线路总里程达到879公里。"
    "一般公共预算总收入60亿元，地方一般公共预算收入36亿元。完成“保交楼”项目19个2100套、“保交房”项目56个1300套。"
    "重大工程投资完成23亿元、增长5.6%。城镇新增就业5300人。外送电量93亿千瓦时。地区生产总值增长6.5%。",
    "改造农村户厕1500座。技术合同成交额超过23亿元。茶叶集群规上加工企业营收突破9.5亿元。景区免税店经营主体销售额5.2亿元。"
    "开工改造城镇老旧小区15个。光伏并网装机突破80万千瓦。外送电量100亿千瓦时。"
    "推进重大工程建设，全年完成投资24亿元。城镇新增就业5000人以上。发行乡村振兴债券13亿元、比上年增加3亿元。地区生产总值增长6%左右。",
)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("云溪县24年改了3200座户厕，加上25年计划的，两年一共多少", "4700座（"),
        ("云溪县两年老旧小区改造开工合计几个（24年完成的加25年计划的）", "41个（"),
        ("云溪县技术合同成交额要从去年的数到25亿，还差多少亿", "7.4亿元（"),
        ("云溪县光伏装机80万千瓦的目标离现在总量还差多少", "16万千瓦（"),
        ("云溪县“茶叶”集群营收目标比24年的9亿左右增加多少亿", "多0.5亿元（"),
        ("云溪县景区免税店今年目标比去年实际多出多少亿元", "多0.5亿元（"),
        ("云溪县2025开工改造的城镇老旧小区比2024少几个？", "少11个（"),
        ("云溪县2025年重大工程投资计划比2024年完成额多多少亿", "多1亿元（"),
        ("云溪县外送电量目标比上年增加多少亿千瓦时", "多7亿千瓦时（"),
        ("云溪县2024年新增43公里之前公交线路总里程是多少", "836公里（"),
        ("云溪县地方一般公共预算收入占一般公共预算总收入百分之几", "约60%（"),
        ("云溪县保交楼和保交房2024年加一起多少套", "3400套（"),
        ("云溪县2025年乡村振兴债券13亿，那上一年是多少", "10亿元（"),
        ("由云溪县2025年乡村振兴债券规模倒推，2024年发行了多少亿", "10亿元（"),
        ("云溪县2025年乡村振兴债券比上年增加多少亿", "增加3亿元（"),  # as the report says itself
        ("云溪县今年城镇新增就业目标比去年多多少", "少300人（"),  # and not more
        ("云溪县离今年城镇新增就业目标还差多少", "不差，已多出300人（"),
        ("云溪县光伏装机要到100万千瓦还差多少", "36万千瓦（"),
        ("云溪县今年GDP目标比去年实际高多少", "低0.5个百分点（"),  # told as growths alone
        ("云溪县一般公共预算总收入里地方一般公共预算收入占多大比例", "约60%（"),
    ],
)
def test_two_operands_of_one_place(question: str, line: str) -> None:
    reply = asked_of(answer_computed, question, [YUNXI])
    assert [text[: len(line)] for text in lines(reply)] == [line]


def test_a_figure_of_the_question_is_said_to_be_its_own() -> None:
    (line,) = lines(asked_of(answer_computed, "云溪县技术合同成交额要到25亿，在去年基础上得再加多少", [YUNXI]))
    assert line == "7.4亿元（算式：25亿元（问题里的数） − 云溪县2024年技术合同成交额 17.6亿元）"


@pytest.mark.parametrize(
    "question",
    [
        "云溪县投资目标比去年实际多多少亿",  # of no investment in particular
        "云溪县2025年旅游收入目标比2024年实际多多少亿元",
        "云溪县保交楼占保交房多大比例",  # no part of it
        "云溪县2024年新增12万千瓦之前公交线路总里程是多少",
        "云溪县2025年技术合同成交额23亿，那上一年是多少",  # by how much it grew is not told
    ],
)
def test_what_is_not_told_is_not_worked_out(question: str) -> None:
    assert lines(asked_of(answer_computed, question, [YUNXI])) == []


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("青禾县2023年城镇新增就业比目标多多少人", "多300人（"),
        ("青禾县2023年城镇新增就业超出目标多少", "多300人（"),
        ("青禾县2023年GDP实际增速比目标低几个百分点", "低0.5个百分点（"),
        ("青禾县2023年GDP增速低于预期几个百分点", "低0.5个百分点（"),
    ],
)
def test_a_result_against_the_target_of_its_own_year(question: str, line: str) -> None:
    told = [
        work_report("青禾县", 2023, "城镇新增就业3900人。", "城镇新增就业4000人以上。地区生产总值增长6%左右。"),
        work_report("青禾县", 2024, "城镇新增就业4300人。地区生产总值增长5.5%。", "城镇新增就业4200人以上。"),
    ]
    assert [text[: len(line)] for text in lines(asked_of(answer_computed, question, told))] == [line]


def test_whether_a_target_is_above_a_result_is_told_by_how_much() -> None:
    (line,) = lines(asked_of(against_the_target, "青禾县今年的粮食产量目标比去年的产量高吗？", ALL))
    assert line.startswith(("高0.4万吨", "多0.4万吨"))
    assert asked_of(against_the_target, "青禾县的粮食产量比南岭县高吗？", ALL) is None


def test_in_english() -> None:
    jilin = work_report(
        "吉林省",
        2025,
        "粮食产量853.2亿斤。招商引资到位资金674亿元。算力总规模达到9万P，其中智算4.5万P。",
        "粮食产量880亿斤以上。招商引资到位资金500亿元以上。",
    )
    answers = {
        "By how much does Jilin's 2025 investment-attraction target fall short of the 2024 actual?": "17.4 billion",
        "How much higher is Jilin's 2025 grain output target than the 2024 actual?": "2.68 billion jin more",
        "What share of Jilin's total computing power is intelligent computing?": "about 50%",
    }
    for question, start in answers.items():
        (line,) = lines(asked_of(answer_computed, question, [jilin]))
        assert line[: len(start)] == start


def test_computing_power_in_its_own_unit() -> None:
    lake = work_report("白石市", 2025, "全市算力规模达到5.1万P。", "算力规模突破8万P。")
    (line,) = lines(asked_of(answer_computed, "白石市算力要到10万P，在去年基础上得再加多少P", [lake]))
    assert line == "4.9万P（算式：10万P（问题里的数） − 白石市2024年算力规模 5.1万P）"


def test_what_was_added_in_each_of_several_years() -> None:
    told = tuple(
        work_report("青禾县", year, f"城镇新增就业{count}人。")
        for year, count in ((2023, 3100), (2024, 3300), (2025, 3400))
    )
    (line,) = lines(asked_of(answer_computed, "2022到2024这三年青禾县一共新增了多少城镇就业", told))
    assert line.startswith("9800人（算式：")


def test_a_part_that_is_told_right_behind_its_whole() -> None:
    told = (work_report("青禾县", 2025, "全县经营主体达1.5万户、增长5.9%，其中企业3000户。"),)
    (line,) = lines(asked_of(answer_computed, "青禾县的经营主体里企业占几成", told))
    assert line.startswith("约20%（算式：青禾县2024年经营主体企业 3000户 ÷ 青禾县2024年经营主体 1.5万户")
