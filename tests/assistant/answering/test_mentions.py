"""Which reports mention a term: every report is searched, and a search that finds nothing is no answer."""

import pytest
from report_texts import asking, report_of, said

from assistant.answering.mentions import mentions, mentions_over_years

REPORTS = [
    report_of("广东", 2025, "大力发展“低空经济”。", "低空 经济示范区开工。推广房票。"),
    report_of("浙江", 2025, "國有企業改革深化，低空經濟起步。有色金属增产。"),
    report_of("江苏", 2025, "支持大学生就业。"),
    report_of("全国", 2025, "因地制宜发展低空经济，持续推进新型城镇化。"),
]


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("哪些省提到了低空经济？", ["广东：2次", "浙江：1次"]),
        ("低空经济出现在哪些省的报告里", ["广东：2次", "浙江：1次"]),
        ("哪些省把低空经济写进了2025年报告", ["广东：2次", "浙江：1次"]),
        ("提到“房票”的有哪些省", ["广东：1次"]),
        ("31省里哪些报告写了“房票”这个词", ["广东：1次"]),
        ("哪些省提到有色金属（就这四个字）", ["浙江：1次"]),
        ("哪些省提到了国有企业改革", ["浙江：1次"]),
        ("哪些报告提到低空经济", ["广东：2次", "浙江：1次", "国务院：1次"]),
        ("广东的报告提到低空经济几次", ["广东：2次"]),
        ("Which provinces mention low-altitude economy (低空经济)?", ["Guangdong: 2", "Zhejiang: 1"]),
    ],
)
def test_the_reports_that_mention_a_term(question: str, lines: list[str]) -> None:
    assert said(mentions(*asking(question, REPORTS))) == lines


def test_how_many_were_searched_is_said() -> None:
    reply = mentions(*asking("哪些省提到了低空经济？", REPORTS))
    assert reply is not None
    assert reply.note == "查了3份报告，2份提到“低空经济”，共3次。"
    assert reply.lines[1].quotes[0].text == "國有企業改革深化，低空經濟起步。"


def test_no_mention_is_what_a_search_found_and_no_answer() -> None:
    reply = mentions(*asking("哪些省提到了火星移民？", REPORTS))
    assert reply is not None
    assert not reply.answers
    assert reply.note == "查了3份报告，没有一份提到“火星移民”。"


def test_who_lacks_it_can_not_be_quoted() -> None:
    reply = mentions(*asking("哪些省没有提到低空经济？", REPORTS))
    assert reply is not None
    assert not reply.answers
    assert reply.note == "查了3份报告，没有提到“低空经济”的有1份：江苏。"


@pytest.mark.parametrize(
    "question",
    [
        "广东提到了哪些产业",
        "哪些省提到低空经济和火星移民",
        "哪些报告提到了",
        "哪些省2024年的报告提到低空经济",
        "Which provinces mention nuclear fusion?",
    ],
)
def test_without_a_plain_term_there_is_no_answer(question: str) -> None:
    assert mentions(*asking(question, REPORTS)) is None


def test_over_the_years_the_counts_are_a_table() -> None:
    years = [
        report_of("全国", 2023, "促进平台经济发展。"),
        report_of("全国", 2024, "支持平台经济。平台经济重要。"),
        report_of("全国", 2025, "别无他言。"),
    ]
    reply = mentions(*asking("“平台经济”在历年国务院政府工作报告里提了多少次？", years))
    assert reply is not None and reply.table is not None
    assert reply.table.rows == ("2023", "2024", "2025")
    assert [(cell.row, cell.text, cell.quote.text) for cell in reply.table.cells] == [
        (0, "1", "促进平台经济发展。"),
        (1, "2", "支持平台经济。"),
    ]
    first = mentions(*asking("国务院哪一年的报告最早提到平台经济", years))
    assert said(first) == ["2023年的报告首次提到", "– 2023年 1次", "– 2024年 2次"]


def test_the_years_of_one_owner_that_mention_it() -> None:
    years = [
        report_of("全国", 2023, "支持《深海谣：归途》出海。"),
        report_of("全国", 2024, "推广潮汐发电。"),
        report_of("全国", 2025, "潮汐发电提速。"),
        report_of("浙江", 2025, "潮汐发电站投运。"),
    ]
    first = ["2024年的报告首次提到", "– 2024年 1次", "– 2025年 1次"]
    assert said(mentions(*asking("潮汐发电是哪一年的国务院报告第一次写进去的", years))) == first
    assert said(mentions_over_years(*asking("潮汐发电首次出现在国务院报告是几几年", years))) == first
    assert said(mentions(*asking("潮汐发电在哪几年的国务院报告里有", years)))[0] == "2024年、2025年的报告提到"
    assert said(mentions(*asking("“深海谣归途”在哪几年的国务院报告里有", years)))[0] == "只有2023年的报告提到"
    assert mentions_over_years(*asking("国务院历年潮汐发电规模的变化", years)) is None


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("哪些报告提到三明医改", ["浙江：1次"]),  # the place is the term's, not the scope's
        ("低空经济被哪些省的政府工作报告点到过", ["浙江：1次"]),
        ("哪几个省提到了悟空那款游戏", ["浙江：1次"]),  # the name in it is looked for
    ],
)
def test_a_term_in_peoples_words(question: str, found: list[str]) -> None:
    reports = [
        report_of("浙江", 2025, "推广三明医改经验。游戏《黑神话：悟空》全球热销。发展低空经济。"),
        report_of("江苏", 2025, "别无他言。"),
    ]
    reply = mentions(*asking(question, reports))
    assert reply is not None
    assert said(reply) == found


def test_a_place_in_the_term_is_looked_for_with_it() -> None:
    reply = mentions(*asking("哪些报告提到广东自贸区", REPORTS))
    assert reply is not None
    assert reply.note == "查了4份报告，没有一份提到“广东自贸区”。"


def test_a_title_in_its_marks_is_one_term() -> None:
    reports = [report_of("山西", 2025, "借《黑石：远山》开发产品。"), report_of("浙江", 2025, "办好展会。")]
    assert said(mentions(*asking("《黑石：远山》哪些省的报告里提到了？", reports))) == ["山西：1次"]


def test_years_from_one_on() -> None:
    reports = [report_of("全国", year, "加强雾霾治理。") for year in (2007, 2014, 2015)]
    reply = mentions_over_years(*asking("国务院历年报告里，“雾霾”是哪几年出现过的？（2008年以后）", reports))
    assert said(reply)[0] == "2014年、2015年的报告提到"
