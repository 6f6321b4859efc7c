"""Which reports a question is about."""

import pytest

from assistant.query.scope import (
    named_issuers,
    named_regions,
    newest,
    own_report_years,
    parts,
    preferred_years,
    read_scope,
    years_spoken_of,
)
from assistant.query.understanding import understand
from index.report import Metadata
from index.scope import Scope

WORK_REPORT = "government_work_report"
GUANGDONG = [
    Metadata(f"{year}年广东省政府工作报告", "广东省人民政府", "广东", year, WORK_REPORT) for year in (2024, 2025)
]
NATION = Metadata("2025年政府工作报告", "国务院", "全国", 2025, WORK_REPORT)
COUNTY = Metadata("2024年青禾县政府工作报告", "青禾县人民政府", "青禾县", 2024, WORK_REPORT)
BYD = Metadata("2023年年度报告", "比亚迪股份有限公司", None, 2023, "annual_report")
MICROSOFT = Metadata("Annual Report 2022", "Microsoft Corporation", None, 2022, "annual_report", "en")
NOTICE = Metadata("关于稳定就业的通知", None, None, None)
KNOWN = [*GUANGDONG, NATION, COUNTY, BYD, MICROSOFT]


def inside(question: str, known: list[Metadata] = KNOWN) -> list[str]:
    """The titles in the scope that the question sets."""
    scope = understand(question, known).scope
    return [metadata.title for metadata in known if scope.admits("", metadata)]


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("2024年广东的粮食产量", (2024,)),
        ("去年广东的粮食产量", (2024,)),
        ("今年的目标是什么", (2025,)),
        ("前年的进出口", (2023,)),
        ("近三年的财政收入", (2022, 2023, 2024)),
        ("“十四五”时期的成就", (2021, 2022, 2023, 2024, 2025)),
        ("今后五年的目标", ()),
        ("到2035年基本实现什么", ()),
        ("2035年远景目标是什么", ()),
        # Of a company whose annual report is of 2023 the next year is the one that it looks ahead to.
        ("比亚迪明年想卖多少辆车", (2024,)),
        ("比亚迪今年卖了多少辆车", (2023,)),
        ("比亚迪去年卖了多少辆车", (2023,)),
    ],
)
def test_years_spoken_of_count_from_the_newest_report(question: str, years: tuple[int, ...]) -> None:
    assert years_spoken_of(question, KNOWN) == years
    assert newest([NOTICE]) >= 2025


@pytest.mark.parametrize(
    ("question", "regions"),
    [
        ("广东2025年的目标", ("广东",)),
        ("上海和浙江哪个高", ("上海", "浙江")),
        ("国务院的工作安排", ("全国",)),
        ("广东支持深圳建设先行示范区的举措", ("广东",)),
        ("国务院对深圳有什么要求", ("全国",)),
        ("深圳2025年GDP增长目标是多少", ("深圳",)),
        ("青禾县的公路", ("青禾县",)),
        ("江苏省青禾县的公路", ("青禾县",)),
        ("云溪县2024年财政收入是多少", ("云溪县",)),
        ("雲溪縣2024年財政收入是多少", ("云溪县",)),
        ("青禾縣的公路", ("青禾县",)),
        ("2023年度余杭区财政收入", ("余杭区",)),
        ("浙江省杭州市余杭区2023年GDP是多少", ("余杭区",)),
        ("浦东新区有哪些举措", ()),
        ("吉林市2023年GDP", ("吉林市",)),
        ("中山、珠海哪个高", ("中山市", "珠海")),
        ("全市经济增长了多少", ()),
        ("东部地区经济增长了多少", ()),
        ("全国百强县有哪些", ()),
        ("南京大学的经费", ()),
        ("What is Shenzhen's growth target?", ("深圳",)),
    ],
)
def test_the_regions_that_a_question_is_about(question: str, regions: tuple[str, ...]) -> None:
    assert named_regions(question, KNOWN) == regions


@pytest.mark.parametrize(
    "question",
    [
        "深圳2025年经济增长目标是多少？",
        "浙江2025年经济增长目标是多少？",
        "广东2019年的粮食产量是多少？",
        "2031年广东的目标是什么？",
        "云溪县2024年财政收入是多少？",
        "What was the GDP of Hainan in 2024?",
        "What was the GDP of 云溪县 in 2024?",
    ],
)
def test_a_place_or_year_that_the_library_lacks_fails_closed(question: str) -> None:
    assert inside(question, [*GUANGDONG, NATION, COUNTY]) == []


def test_a_year_opens_its_own_report_and_the_next_and_one_comes_first() -> None:
    target = understand("2024年广东经济增长目标是多少？", KNOWN)
    outcome = understand("2024年广东实际增长了多少？", KNOWN)
    figure = understand("2024年广东的粮食产量是多少？", KNOWN)
    assert target.scope.years == outcome.scope.years == (2024, 2025)
    assert (target.preferred, outcome.preferred, figure.preferred) == ((2024,), (2025,), (2025,))
    assert understand("2025年广东的粮食产量是多少？", KNOWN).preferred == ()
    assert understand("2024年广东的赤字率是多少？", KNOWN).preferred == (2024,)
    assert preferred_years((2023,), False, [BYD], Scope(years=(2023, 2024))) == (2023,)


def test_a_report_named_by_its_year_is_alone() -> None:
    assert inside("广东2024年政府工作报告提出了什么？") == [GUANGDONG[0].title]


def test_companies_are_known_by_the_telling_part_of_their_name() -> None:
    assert named_issuers("比亚迪2023年的营收", KNOWN) == (BYD.issuer,)
    assert named_issuers("What was Microsoft's revenue?", KNOWN) == (MICROSOFT.issuer,)
    assert named_issuers("microsofty", KNOWN) == ()
    assert inside("比亚迪在广东的工厂2023年有多少员工？") == [BYD.title]


def test_a_document_that_is_no_periodical_report_stays_in_what_it_does_not_state() -> None:
    elsewhere = Metadata("浙江省关于稳岗的通知", None, "浙江", None)
    nationwide = Metadata("国务院通知", None, "全国", None)
    known = [NOTICE, elsewhere, nationwide, *GUANGDONG]
    assert inside("2021年上海有什么补贴？", known) == [NOTICE.title, nationwide.title]
    assert inside("杭州有什么补贴？", known) == [NOTICE.title, elsewhere.title, nationwide.title]
    by_option = understand("补贴", known, Scope(regions=("上海",), origin="option")).scope
    assert not any(by_option.admits("", metadata) for metadata in known)


def test_a_comparison_has_a_side_for_each_region_or_year() -> None:
    scope = read_scope("广东与江苏哪个高", (), KNOWN)
    assert [side.regions for side in parts(scope, (), True)] == [("广东",), ("江苏",)]
    years = (2023, 2024)
    scope = read_scope("2023年和2024年相比", years, KNOWN)
    assert [side.years for side in parts(scope, years, True)] == [(2023, 2024), (2024, 2025)]
    assert parts(read_scope("2024年的目标", (2024,), KNOWN), (2024,), False) == []


def test_an_issuer_is_called_by_the_first_names_of_its_name_and_by_no_other_s() -> None:
    known = [
        Metadata(title="Sustainability report", year=2024, issuer="Harrow & Finch Logistics", kind="esg"),
        Metadata(title="Plan", year=2024, issuer="Department of Housing and Urban Development", kind="annual_report"),
    ]
    for asked in (
        "What did Harrow & Finch emit in 2024?",
        "Harrow & Finch's Scope 1 emissions?",
        "what did harrow & finch emit last year",
    ):
        assert named_issuers(asked, known) == ("Harrow & Finch Logistics",), asked
    for asked in ("Who owns Harrow & Finch Retail?", "What does Harrow pay?", "the Department of Housing in Texas"):
        assert named_issuers(asked, known) == (), asked


@pytest.mark.parametrize(
    ("question", "regions"),
    [
        ("花湖机场的货量在全国能排第几？", ()),
        ("吉林的肉牛屠宰量排全国第几，以前呢？", ("吉林",)),
        ("全国粮食产量是多少？", ("全国",)),
        ("湖北GDP在全国排第几？", ("湖北",)),
    ],
)
def test_the_nation_as_an_order_is_no_scope(question: str, regions: tuple[str, ...]) -> None:
    assert named_regions(question, ()) == regions


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("2024年政府工作报告定的目标", (2024,)),
        ("国务院2023年报告和2024年报告里的粮食目标", (2023, 2024)),
        ("2023和2024年的政府工作报告", (2023, 2024)),
        ("1988年那份报告里怎么说", (1988,)),
        ("2024年的粮食产量", ()),
    ],
)
def test_the_reports_that_are_named_by_their_years(question: str, years: tuple[int, ...]) -> None:
    assert own_report_years(question) == years


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("到2012年经济总量升到世界第几了", (2012,)),
        ("到2012年粮食产量的目标是多少", ()),
        ("到2030年建成多少公里", ()),
        ("“雾霾”2008年以后出现在哪几年的报告里", ()),
    ],
)
def test_a_year_up_to_which_something_was_done_is_spoken_of(question: str, years: tuple[int, ...]) -> None:
    assert years_spoken_of(question, KNOWN) == years


@pytest.mark.parametrize(
    "question", ["那份县政府报告说今后五年走哪条路", "2015年在广东之外又添了哪些试验区", "除了广东福建，还有哪些城市"]
)
def test_what_names_no_place_that_is_asked(question: str) -> None:
    assert named_regions(question, KNOWN) == ()


@pytest.mark.parametrize(
    ("question", "regions"),
    [
        ("中国船舶集团总部迁到哪里了", ()),
        ("有哪两个“中国水晶之都”的称号通过了复评", ()),
        ("中国政府的增长目标是多少", ("全国",)),
        ("中国高铁里程有多长", ("全国",)),
    ],
)
def test_a_name_that_holds_the_nations_is_no_place(question: str, regions: tuple[str, ...]) -> None:
    assert named_regions(question, KNOWN) == regions
