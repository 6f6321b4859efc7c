"""The figure in a quote that counts, and the term that is followed through a report."""

import pytest

from assistant.ui.ask.in_quote import asked_term, figure_that_counts, mentions

ROW = "营业收入\t187,236.47\t163,904.18\t14.24%"


def counted(statements: list[str], quote: str) -> str | None:
    span = figure_that_counts(statements, quote)
    return None if span is None else quote[slice(*span)]


@pytest.mark.parametrize(
    ("statement", "quote", "figure"),
    [
        ("5.8%（松溪县，2024年，增速）", "地区生产总值126.4亿元，增长5.8%。", "5.8%"),
        ("187,236.47万元（某公司，2024年，营业收入）", ROW, "187,236.47"),
        ("旅游综合收入45亿元", "旅游综合收入45亿元；", "45亿元"),
        ("新建标准茶园2000亩。", "新建标准茶园2000亩。", "2000亩"),
        ("126.4亿元，增长5.8%", "126.4亿元，增长5.8%", None),
        ("5%（甲）", "增长5%，下降15%，再增长5%。", None),
        ("19% (We said that 25% would be. We reached 19%.)", "We said that 25% would be.", None),
        ("19% (We said that 25% would be. We reached 19%.)", "We reached 19%.", "19%"),
        ("没有数字", "这里没有数字。", None),
    ],
)
def test_the_figure_that_a_statement_tells_counts(statement: str, quote: str, figure: str | None) -> None:
    assert counted([statement], quote) == figure


@pytest.mark.parametrize(
    ("question", "quote", "term"),
    [
        ("云岭县2024年的旅游综合收入目标是多少？", "旅游综合收入45亿元；", "旅游综合收入"),
        ("Why did Scope 1 emissions fall in 2024?", "Emissions fell by 12% as the fleet shrank.", "emissions"),
        ("今年的目标是多少？", "今年的目标是6%。", ""),
        ("What is there?", "What is there.", "there"),
    ],
)
def test_the_term_is_what_question_and_quote_share(question: str, quote: str, term: str) -> None:
    assert asked_term(question, quote) == term


def test_mentions_do_not_overlap_and_look_past_capitals() -> None:
    assert mentions("aaAa b", "aa") == [(0, 2), (2, 4)]
    assert mentions("a.c abc", "a.c") == [(0, 3)]
    assert mentions("x", "") == []
