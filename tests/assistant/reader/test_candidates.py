"""Which sentences may answer, and what fits the question: kind, year, and part of the report."""

from pathlib import Path

import pytest
from fakes import library_in

from assistant.query.understanding import understand
from assistant.reader.candidates import Candidate, Weighed, find_candidates, weigh
from assistant.reader.terms import Topic
from index.library import Library

TOWN = """2025年青禾县政府工作报告

各位代表：

一、2024年工作回顾

粮食产量达到12.6万吨。粮食产量稳步提高。新建公路126公里。

二、2025年工作安排

粮食产量达到13万吨。
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("candidates")
    (folder / "a.txt").write_text(TOWN, "utf-8")
    library = library_in(folder / "library")
    library.add([folder / "a.txt"])
    return library


def candidates(town: Library) -> dict[str, Candidate]:
    passages = town.search("粮食产量", 10)
    reports = {one.report_id: town.get(one.report_id) for one in passages}
    return {one.text: one for one in find_candidates(passages, reports)}


def weighed(town: Library, question: str, text: str) -> Weighed:
    understanding = understand(question, town.metadata())
    return weigh(candidates(town)[text], Topic(understanding, town), understanding)


def test_each_sentence_is_a_candidate_once_and_no_heading_or_title_is(town: Library) -> None:
    texts = list(candidates(town))
    assert texts.count("粮食产量达到12.6万吨。") == 1
    assert "一、2024年工作回顾" not in texts
    assert "2025年青禾县政府工作报告" not in texts


def test_the_sentence_before_is_known(town: Library) -> None:
    assert candidates(town)["粮食产量稳步提高。"].before == "粮食产量达到12.6万吨。"


def test_a_question_for_a_figure_is_told_from_one_without(town: Library) -> None:
    question = "2024年青禾县粮食产量是多少？"
    with_figure = weighed(town, question, "粮食产量达到12.6万吨。").features
    without = weighed(town, question, "粮食产量稳步提高。").features
    assert (with_figure["figure"], with_figure["no_figure"], with_figure["measure_figure"]) == (1.0, 0.0, 1.0)
    assert (without["figure"], without["no_figure"], without["measure_figure"]) == (0.0, 1.0, 0.0)


def test_what_was_asked_of_the_past_fits_the_review_better_than_the_plan(town: Library) -> None:
    question = "2024年青禾县粮食产量是多少？"
    review = weighed(town, question, "粮食产量达到12.6万吨。")
    plan = weighed(town, question, "粮食产量达到13万吨。")
    assert review.fitness > plan.fitness


def test_a_target_that_was_asked_for_fits_the_plan_better(town: Library) -> None:
    question = "2025年青禾县粮食产量的目标是多少？"
    review = weighed(town, question, "粮食产量达到12.6万吨。")
    plan = weighed(town, question, "粮食产量达到13万吨。")
    assert plan.fitness > review.fitness
