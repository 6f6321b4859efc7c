"""Which place a thing holds: by the sentence that gives its own rank."""

import pytest
from report_texts import asking, report_of, said

from assistant.answering.places_in_order import place_in_order

REPORTS = (
    report_of(
        "江西",
        2025,
        "一、2024年工作回顾",
        "全省地区生产总值增长5.1%，经济总量达到3.4万亿元，保持全国第15位。",
        "粮食总产440亿斤、居全国第12位，粮食单产880斤、首次跃居全国第九。",
        "中部唯一的货运机场南塘花田机场开通航线9条，货邮吞吐量达到12万吨、跃居全国第7。",
    ),
)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("江西GDP现在排全国老几？", "经济总量达到3.4万亿元，保持全国第15位"),
        ("江西粮食总产在全国排到多少名了？", "粮食总产440亿斤、居全国第12位"),
        ("花田机场的货量在全国能排第几？", "花田机场开通航线9条，货邮吞吐量达到12万吨、跃居全国第7"),
    ],
)
def test_the_clause_with_its_own_rank(question: str, line: str) -> None:
    assert said(place_in_order(*asking(question, REPORTS))) == [line]


@pytest.mark.parametrize(
    "question",
    [
        "江西GDP在世界排第几？",  # it is told of the nation
        "江西油料产量排全国第几？",
        "江西GDP是多少？",  # no place is asked for
    ],
)
def test_no_place_is_told(question: str) -> None:
    assert said(place_in_order(*asking(question, REPORTS))) == []
