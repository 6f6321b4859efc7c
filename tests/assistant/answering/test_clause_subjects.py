"""What a clause is about: the thing that the question names, or another's of the same name."""

import pytest
from report_texts import report_of
from stated_questions import stated_beside

from assistant.answering.clause_subjects import in_one_clause, is_subject, predicate, short_named, trimmed

REPORT = report_of(
    "浙江",
    2025,
    "一、2024年工作回顾",
    "潮石地铁运营里程超过60公里。高铁运营里程全省第一。光纤里程突破300公里、全省第一。",
    "粮食产量居全省第二、油料产量居全省第一。投资、消费、出口等指标未达到目标。潮石大桥全面开工，临海隧道建成通车。",
    "全力防范重特大安全事故，未发生重大事故。",
)


@pytest.mark.parametrize(
    ("question", "is_of_it"),
    [
        ("浙江光纤里程是不是全省第一", True),
        ("浙江运营里程是不是全省第一", False),  # the high-speed railways'
        ("浙江油料产量居全省第一吗", True),
        ("浙江粮食产量居全省第一吗", False),  # 油料 has the first place
        ("浙江投资达到目标了吗", True),  # said of each that is listed
    ],
)
def test_a_clause_is_of_the_thing_named(question: str, is_of_it: bool) -> None:
    asked, one, _ = stated_beside(question, REPORT)
    assert is_subject(asked, one) == is_of_it


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("浙江光纤里程是不是全省第一", "突破300公里、全省第一"),
        ("浙江油料产量居全省第一吗", "居全省第一"),
    ],
)
def test_what_a_clause_says_of_it(question: str, said: str) -> None:
    asked, one, _ = stated_beside(question, REPORT)
    assert predicate(asked, one.text.rstrip("。")) == said


def test_the_last_clause_may_name_in_short_what_the_one_before_names_in_full() -> None:
    asked, one, _ = stated_beside("浙江发生过重大安全事故没有", REPORT)
    assert not in_one_clause(one)
    _, last = short_named(asked, one)
    assert in_one_clause(last) and last.text == "未发生重大事故。"


def test_two_clauses_of_two_things_stay_two() -> None:
    asked, one, _ = stated_beside("浙江潮石大桥建成了吗", REPORT)
    assert short_named(asked, one) == (asked, one)


def test_a_quote_ends_without_its_mark() -> None:
    start = REPORT.text.index("潮石大桥")
    end = REPORT.text.index("临海隧道")
    assert trimmed(REPORT, start, end).text == "潮石大桥全面开工"
