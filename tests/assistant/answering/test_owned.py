"""A figure whose owner the sentence names before it, asked for by both names in one."""

import pytest
from figure_reports import asked_of, lines, work_report

from assistant.answering.figures import answer_figures

REVIEW = """新建沿江粮库3座，总投资1.6亿元，建成后年储粮12万吨，预计带动就业260人。
投用青苔湾养老院，设置护理床位420张，护工持证率96%。发放助农贷款2.4亿元，不良率0.9%。
新建东门大桥，改造西门立交，总投资5亿元。第三人民医院门诊楼竣工，设置诊室60间。"""
PLAN = "开工建设云溪水厂，日供水能力8万吨。改造农贸市场6个。发放文旅券500万元。"
COUNTY = (work_report("青禾县", 2025, REVIEW, PLAN),)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("沿江粮库总投资多少？", "1.6亿元（青禾县2024年新建沿江粮库总投资）"),
        ("新建沿江粮库总投资是多少？", "1.6亿元（青禾县2024年新建沿江粮库总投资）"),
        ("青苔湾养老院设置护理床位多少张？", "420张（青禾县2024年青苔湾养老院设置护理床位）"),
        ("助农贷款不良率是多少？", "0.9%（青禾县2024年助农贷款不良率）"),
        ("云溪水厂日供水能力是多少？", "8万吨（青禾县2025年云溪水厂日供水能力，目标）"),
    ],
)
def test_the_owner_is_named_in_the_clause_before(question: str, answer: str) -> None:
    assert lines(asked_of(answer_figures, question, COUNTY)) == [answer]


@pytest.mark.parametrize(
    "question",
    [
        "东门大桥总投资多少？",  # it may be of the junction, or of both
        "人民医院门诊楼设置诊室多少间？",  # another hospital's name ends so
        "总投资多少？",  # whose is not said
        "它总投资多少？",
        "沿江粮库日供水能力是多少？",
        "养老院总投资多少？",
        "2024年云溪水厂日供水能力是多少？",  # only next year's aim is told
        "云溪水厂日供水能力达到了多少？",
    ],
)
def test_no_figure_is_given_to_another_owner(question: str) -> None:
    assert lines(asked_of(answer_figures, question, COUNTY)) == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("改造农贸市场多少个？", ["6个（青禾县2025年改造农贸市场，目标）"]),
        ("发放文旅券多少？", ["500万元（青禾县2025年发放文旅券，目标）"]),
        ("发放文旅券发了多少？", []),
        ("2024年改造农贸市场多少个？", []),
    ],
)
def test_what_only_lies_ahead_is_shown_as_an_aim(question: str, answer: list[str]) -> None:
    assert lines(asked_of(answer_figures, question, COUNTY)) == answer
