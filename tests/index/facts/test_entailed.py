"""What follows from a report's segment: from one figure to another, each of a list, what was driven to a height."""

import pytest

from index.facts.fact import Context
from index.facts.reading import read

REVIEW = Context(year=2025, years=(2024,), plan=False)


def keys(text: str) -> set[str]:
    """The keys of a report's text."""
    return {fact.key for fact in read(text, REVIEW)}


@pytest.mark.parametrize(
    ("text", "key", "figures"),
    [
        ("绿电占比由18%增至71%。", "绿电⟨占⟩⟨↑⟩#", ["53百分点"]),
        ("高峰时段交通指数从6.32下降至6.08。", "高峰时段交通指数⟨↓⟩#", ["0.24"]),
        ("高峰时段交通指数从6.32下降至6.08。", "高峰时段交通指数#", ["6.08"]),
        ("某综保区在绩效评估中从第9名提升至第2名。", "某综保区绩效评估中⟨居⟩#", ["第2"]),
        ("产值占规上工业比重43.6%，提高0.7个百分点。", "产值⟨占⟩规上工业⟨↑⟩#", ["0.7个百分点"]),
        ("建成联络线、西延伸线共67公里轨道交通线。", "⟨建成⟩西延伸线", []),
        ("加快平谷线建设。", "⟨推⟩平谷线", []),
        ("推动东湖公园、柳林公园三期建成开放。", "⟨推⟩东湖公园⟨投用⟩", []),
        ("乙学院等7个项目纳入规划，获批国家产教联合体3个。", "⟨获批⟩国家产教联合体#", ["3个"]),
        ("改善出行条件，开通3号线、12号线等3条新线。", "⟨投用⟩12号线", []),
    ],
)
def test_what_a_report_says_besides(text: str, key: str, figures: list[str]) -> None:
    """From one figure to another, a share that rose, each of a list with one figure behind it, an aim of several."""
    told = [(one.key, [figure.text for figure in one.figures]) for one in read(text, REVIEW)]
    assert (key, figures) in told


def test_what_was_approved_is_told_of_nobody_else() -> None:
    """Not that there are three in all, nor that the thing was built."""
    told = keys("乙学院等7个项目纳入规划，获批国家产教联合体3个。")
    assert not {"国家产教联合体#", "⟨建成⟩国家产教联合体#"} & told


def test_a_list_with_one_figure_gives_none_of_it_to_a_member() -> None:
    """新增学校、医院10家 says of neither how many."""
    assert "⟨新增⟩学校#" not in keys("新增学校、医院10家。")


@pytest.mark.parametrize(
    ("text", "key", "figures"),
    [
        ("算力投资、标准机架、算力规模比2023年实现“三个翻番”。", "算力规模⟨翻番⟩", []),
        ("老旧小区改造开工量、完工量均实现翻番。", "老旧小区⟨改造⟩完工量⟨翻番⟩", []),
        ("改造老旧小区1343个52.54万户。", "⟨改造⟩老旧小区#", ["1343个"]),
        (
            "高技术制造业、装备制造业增加值分别增长12.5%、13.1%，占规上工业比重分别提高到21.7%、33.6%。",
            "高技术制造业增加值⟨占⟩规上工业#",
            ["21.7%"],
        ),
    ],
)
def test_what_a_report_says_of_each(text: str, key: str, figures: list[str]) -> None:
    told = [(one.key, [figure.text for figure in one.figures]) for one in read(text, REVIEW)]
    assert (key, figures) in told


def test_the_sum_of_counted_things_is_none_of_theirs() -> None:
    """三大产业规模1.8万亿元 is of all three together."""
    assert "集成电路规模#" not in keys("集成电路、生物医药、人工智能三大产业规模达到1.8万亿元。")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("带动光电产业产值达到21.7亿元，增长58.4%。", True),
        ("带动光电产业产值21.7亿元。", False),  # so much was added by it: that is not how high it is
    ],
)
def test_what_was_driven_to_a_height_is_that_high(text: str, told: bool) -> None:
    assert ("光电产业产值#" in keys(text)) is told
