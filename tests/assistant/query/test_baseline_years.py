import pytest

from assistant.query.scope import years_spoken_of
from index.report import Metadata


def _known(*years: int) -> list[Metadata]:
    return [
        Metadata(title="", issuer=None, region=None, year=year, kind="government_work_report", language="zh")
        for year in years
    ]


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("碳排放强度比2019年下降多少？", ()),
        ("地区生产总值是2014年的多少倍？", ()),
        ("森林面积较2020年增加多少？", ()),
        ("与2019年相比，游客增加多少？", ()),
        ("以2020年为基期，物价上涨多少？", ()),
        ("2012年以来脱贫多少人？", ()),
        ("2024年碳排放强度比2019年下降多少？", (2024,)),
        ("How much did emissions fall compared with 2019?", ()),
        ("What is the rise over the 2019 level?", ()),
        ("2019年地区生产总值比上年增长多少？", (2019,)),
    ],
)
def test_a_year_that_is_only_compared_with_sets_no_scope(question: str, years: tuple[int, ...]) -> None:
    assert years_spoken_of(question, _known(2025)) == years


def test_two_years_of_which_reports_are_there_are_both_spoken_of() -> None:
    assert years_spoken_of("2024年的目标比2019年高多少？", _known(2019, 2024)) == (2019, 2024)
