"""The two sides of arithmetic, found in the ledgers: by their words, their years and their stage."""

from decimal import Decimal

import pytest
from figure_reports import work_report

from assistant.answering.operands import pair_of, side_given, wanted_pair
from assistant.query.asked_sums import sum_in
from assistant.query.understanding import understand
from index.facts.fact import Figure
from index.facts.tokens import tokenise

REPORTS = [
    work_report("青禾县", 2024, "粮食产量11万吨。", "粮食产量12万吨。"),
    work_report("青禾县", 2025, "粮食产量13万吨，油料产量3万吨。", "粮食产量14万吨。"),
]


def sides(question: str) -> list[Decimal] | None:
    understanding = understand(question, [one.report.metadata for one in REPORTS])
    asked = sum_in(question, ["青禾县"], 2025)
    assert asked is not None
    wanted = wanted_pair(asked, understanding, REPORTS)
    found = None if wanted is None else pair_of(*wanted, REPORTS)
    return None if found is None else [side.value for side in found]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("青禾县2024年粮食产量比油料产量多多少", [13, 3]),
        ("青禾县2024年粮食产量比2023年多多少万吨", [13, 11]),
        ("青禾县2025年粮食产量目标比2024年实际产量多多少", [14, 13]),
    ],
)
def test_each_side_is_of_its_own_measure_year_and_stage(question: str, values: list[int]) -> None:
    assert sides(question) == [Decimal(value) * 10_000_000 for value in values]


def test_a_measure_that_no_report_tells_has_no_side() -> None:
    assert sides("青禾县2024年粮食产量比茶叶产量多多少") is None


def figure(text: str) -> Figure:
    return next(token.figure for token in tokenise(text) if token.figure is not None)


def test_a_figure_of_the_question_without_a_unit_is_in_the_others() -> None:
    assert side_given(figure("15万吨"), "千克").base == "千克"
    bare = side_given(figure("15万"), "千克")
    assert (bare.value, bare.base) == (Decimal(150_000), "千克")
