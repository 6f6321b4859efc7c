"""Facts that a person read beside the ledger's: which are found, missed or extra, and which parts are right."""

from decimal import Decimal
from typing import Any

from figure_reports import work_report

from assistant.evaluation.facts.scoring import Pair, paired
from assistant.evaluation.facts.sets import Label
from index.ledger.entry import Kind

TOLD = work_report("青禾县", 2025, "粮食产量12万吨，油料产量3万吨。")
TEXT = TOLD.report.text


def label(figure: str, **changes: Any) -> Label:
    number = figure.removesuffix("万吨")
    values: dict[str, Any] = {
        "figure": figure,
        "at": TEXT.index(figure),
        "low": Decimal(number),
        "high": Decimal(number),
        "unit": "万吨",
        "measure": "粮食产量",
        "kind": Kind.FLOW,
        "period": None,
        "stage": "done",
    }
    return Label(**(values | changes))


def pairs(*labels: Label, shift: int = 0) -> list[Pair]:
    return paired(labels, TOLD.entries, shift, TOLD.report.metadata)


def test_a_fact_is_right_by_figure_unit_and_measure() -> None:
    first, rest = pairs(label("12万吨"))
    assert first.outcome == "right"
    assert first.parts["measure"] and first.parts["value"] and first.parts["unit"] and first.parts["stage"]
    assert "period" not in first.parts and "where" not in first.parts  # the label states neither
    assert (rest.outcome, rest.entry is not None and rest.entry.text) == ("extra", "3万吨")


def test_another_stage_is_a_part_that_is_wrong_and_the_fact_is_right() -> None:
    first, _ = pairs(label("12万吨", stage="planned"))
    assert first.outcome == "right" and first.parts["stage"] is False


def test_another_measure_or_value_makes_it_wrong() -> None:
    assert pairs(label("12万吨", measure="茶叶产量"))[0].outcome == "wrong"
    assert pairs(label("12万吨", low=Decimal(13), high=Decimal(13)))[0].outcome == "wrong"


def test_a_figure_elsewhere_is_missed_and_a_passage_may_have_moved() -> None:
    here = TEXT.index("12万吨")
    assert [pair.outcome for pair in pairs(label("12万吨", at=here + 40))] == ["missed", "extra", "extra"]
    assert pairs(label("12万吨", at=here - 7), shift=7)[0].outcome == "right"


def test_a_place_that_is_stated_is_counted() -> None:
    assert pairs(label("12万吨", where="青禾县"))[0].parts["where"]
    assert not pairs(label("12万吨", where="白石县"))[0].parts["where"]
