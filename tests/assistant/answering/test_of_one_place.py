"""What a province's report tells of a city in it."""

import pytest
from report_texts import report_of

from assistant.answering.reply import Line, Quote
from assistant.answering.wider_reports import of_wider_reports, tells_of_one_place
from assistant.query.understanding import understand
from index.report import Metadata
from index.scope import Scope

SENTENCE = "西安咸阳国际机场主体完工，西安地铁运营里程超过400公里，庆阳数据中心集群引进企业357家，算力规模达到5.1万P。"
REPORT = report_of("陕西", 2025, "一、2024年工作回顾", SENTENCE, headings=(0,))


@pytest.mark.parametrize(
    ("shown", "place", "told"),
    [
        ("西安地铁运营里程超过400公里", "西安", True),
        ("西安地铁运营里程超过400公里", "西安市", True),
        ("西安地铁运营里程超过400公里", "庆阳", False),
        ("算力规模达到5.1万P", "庆阳", True),  # named in the clause before
        ("算力规模达到5.1万P", "西安", False),
        (SENTENCE, "西安", False),  # of several
    ],
)
def test_the_line_tells_of_the_city_that_is_asked_about(shown: str, place: str, told: bool) -> None:
    start = REPORT.text.index(SENTENCE)
    line = Line(shown, (Quote(REPORT, start, start + len(SENTENCE)),))
    assert tells_of_one_place((line,), place) is told


def test_a_rank_among_all_names_no_other_place() -> None:
    sentence = "鄂州花湖机场货邮吞吐量达到128万吨、跃居全国第5。"
    report = report_of("湖北", 2025, "一、2024年工作回顾", sentence, headings=(0,))
    start = report.text.index(sentence)
    line = Line(sentence, (Quote(report, start, start + len(sentence)),))
    assert tells_of_one_place((line,), "鄂州")


SHANXI = Metadata("2025年山西省政府工作报告", "山西省人民政府", "山西", 2025, "government_work_report")
NATION = Metadata("1954年政府工作报告", "国务院", "全国", 1954, "government_work_report")


@pytest.mark.parametrize(
    ("question", "regions"),
    [
        ("太原2025年的机场有多少旅客？", ("山西",)),
        ("1954年太原热电站积压了多少资金？", ("全国",)),  # the province has no report of that year
        ("山西1954年产了多少煤？", ("全国",)),
        ("山西1960年产了多少煤？", None),
        ("太原和大同1954年各产了多少煤？", None),  # of several places one sentence need not tell
    ],
)
def test_a_place_without_a_report_is_asked_of_its_province_s_or_the_nation_s(
    question: str, regions: tuple[str, ...] | None
) -> None:
    known = [SHANXI, NATION]

    def holds(scope: Scope) -> int:
        return sum(scope.admits("", each) for each in known)

    wider = of_wider_reports(understand(question, known), holds)
    assert (None if wider is None else wider.scope.regions) == regions
