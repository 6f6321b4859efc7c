"""How many times one place's figure is another's."""

from figure_reports import asked_of, lines, work_report

from assistant.answering.ratios import answer_times

ONE = work_report("青禾县", 2025, "粮食产量12万吨。")
OTHER = work_report("南岭县", 2025, "粮食产量5万吨。")


def test_the_quotient_is_shown_with_both_operands() -> None:
    (line,) = lines(asked_of(answer_times, "青禾县的粮食产量是南岭县的几倍", (ONE, OTHER)))
    assert line.startswith("约2.4倍（算式：青禾县2024年粮食产量 12万吨 ÷ 南岭县2024年粮食产量 5万吨")


def test_what_a_report_says_to_have_multiplied_is_no_ratio_of_two() -> None:
    assert lines(asked_of(answer_times, "青禾县和南岭县粮食产量增长了几倍", (ONE, OTHER))) == []


def test_per_cent_of_anothers_figure() -> None:
    (line,) = lines(asked_of(answer_times, "南岭县2024年的粮食产量是青禾县的百分之几", (ONE, OTHER)))
    assert line.startswith("约41.7%（算式：南岭县2024年粮食产量 5万吨 ÷ 青禾县2024年粮食产量 12万吨")
