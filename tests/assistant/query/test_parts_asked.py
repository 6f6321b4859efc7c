"""A question of two parts as two whole ones; what asks one thing, or means nothing alone, is not cut."""

import pytest

from assistant.query.parts_asked import asks_each_year, parts_asked
from index.report import Metadata

KNOWN = (Metadata("2025年云南省政府工作报告", "云南省人民政府", "云南", 2025, "government_work_report", "zh"),)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("云南去年GDP多少？今年目标呢？", ("云南去年GDP多少", "今年云南GDP目标是多少？")),
        ("云南去年粮食产量是多少，今年要达到多少？", ("云南去年粮食产量是多少", "今年云南粮食产量目标是多少？")),
        (
            "云南的财政赤字，2010年和2025年分别是多少钱？",
            ("云南的财政赤字，2010年是多少钱？", "云南的财政赤字，2025年是多少钱？"),
        ),
        (
            "2013年跟2025年两份报告里，城镇化率各是多少？",
            ("2013年报告里城镇化率多少？", "2025年报告里城镇化率多少？"),
        ),
        ("云南去年接待了多少游客，今年想冲多少？", ("云南去年接待了多少游客", "今年云南接待了游客目标是多少？")),
        ("云南去年粮食产量多少、今年要达到多少？", ("云南去年粮食产量多少", "今年云南粮食产量目标是多少？")),
        (
            "云南去年新建高速多少公里，今年新建农村公路多少公里？",  # of another thing
            ("云南去年新建高速多少公里", "云南今年新建农村公路多少公里"),
        ),
        ("云南去年离岛免税卖了多少，今年想卖到多少？", ("云南去年离岛免税卖了多少", "今年云南离岛免税卖目标是多少？")),
        (
            "2003到2007这五年，全国新修了多少高速公路，又新增了多少铁路营运里程？",
            ("2003到2007这五年，全国新修了多少高速公路", "2003到2007全国新增了多少铁路营运里程"),
        ),
        (
            "2013年城市低保和农村低保标准各提高了百分之几？",
            ("2013年城市低保标准提高了百分之几", "2013年农村低保标准提高了百分之几"),
        ),
        ("云南小学和初中学校各有多少所？", ("云南小学有多少所", "云南初中学校有多少所")),  # one letter is no head
        ("2024年云南城镇和农村居民收入各增长多少？", ()),
        ("云南今年想接待多少游客？去年实际来了多少？", ("云南今年想接待多少游客", "云南去年接待多少游客")),
        (
            "云南2024年技术合同成交额，以及2025年的目标是多少。",
            ("云南2024年技术合同成交额是多少", "2025年云南技术合同成交额目标是多少？"),
        ),
        ("云南今年要接待多少游客？去年实际来了多少？", ("云南今年要接待多少游客", "云南去年接待多少游客")),
        ("云南今年原煤和天然气分别打算生产多少？", ("云南今年原煤产量打算多少", "云南今年天然气产量打算多少")),
        ("云南去年接待多少游客，今年旅游收入要赚多少？", ("云南去年接待多少游客", "云南今年旅游收入要赚多少")),
        (
            "云南2024年承诺要新增多少个学位，后来实际新增了多少？",
            ("云南2024年承诺要新增多少个学位", "云南2024年实际新增多少个学位"),
        ),
        ("云南外贸占比是多少，明年想提到多少以上？", ("云南外贸占比是多少", "明年云南外贸占比目标是多少？")),
        ("云南去年GDP是多少？", ()),
        ("据说云南变化很大，去年GDP是多少？", ()),  # one asking word
        ("甘肃做外贸的增速在全国是什么名次？涨了多少？", ()),  # the second part names nothing
        ("2024年云南新建了多少公里高速，其中多少是扩建？", ()),  # of the first one's answer
        ("When did the deal close, and what did it cost?", ()),
    ],
)
def test_the_parts_of_a_question(question: str, parts: tuple[str, ...]) -> None:
    assert parts_asked(question, KNOWN) == parts


def test_years_listed_with_their_number_are_asked_one_by_one() -> None:
    assert parts_asked("1979、1980、1981这三年的财政赤字各是多少？", KNOWN) == (
        "1979年财政赤字多少？",
        "1980年财政赤字多少？",
        "1981年财政赤字多少？",
    )


def test_years_asked_one_by_one() -> None:
    assert asks_each_year("财政赤字，2010年和2025年分别是多少？")
    assert not asks_each_year("2010年和2025年哪年的财政赤字多？")


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "What were Harbour Line's net sales in Q2 2023 and by what percent did they drop?",
            (
                "What were Harbour Line's net sales in Q2 2023?",
                "By what percent did Harbour Line's net sales drop in Q2 2023?",
            ),
        ),
        (
            "What was the revenue, and how much did it grow in 2022?",
            ("What was the revenue in 2022?", "By how much did the revenue grow in 2022?"),
        ),
        ("What were net sales in 2023 and who bought most?", ()),
    ],
)
def test_how_much_it_was_and_how_much_it_moved(question: str, parts: tuple[str, ...]) -> None:
    assert parts_asked(question, KNOWN) == parts
