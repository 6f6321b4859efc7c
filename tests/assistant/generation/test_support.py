"""Which cited sentence holds which part of a statement; what no sentence holds, and what is never lent."""

import pytest
from fakes import library_in

from assistant.generation.prompt import CitableSentence
from assistant.generation.support import Backed, Support, is_whole
from assistant.verification.reported import reported
from index.report import Report

GRAIN, GROWTH, OTHER = "粮食产量达到600万吨。", "地区生产总值增长5.5%。", "粮食产量达到700万吨。"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[CitableSentence]:
    """S1 and S2 of 浙江, S3 of 江苏."""
    folder = tmp_path_factory.mktemp("support")
    for place, words in (("浙江省", GRAIN + GROWTH), ("江苏省", OTHER)):
        text = f"2025年{place}政府工作报告\n\n各位代表：\n\n一、2024年工作回顾\n\n{words}\n"
        text += "\n二、2025年工作安排\n\n新建公路9公里。\n"
        (folder / f"2025年{place}政府工作报告.txt").write_text(text, "utf-8")
    library = library_in(folder / "library")
    library.add(sorted(folder.glob("*.txt")))
    by_region = {known.metadata.region: library.get(known.report_id) for known in library.reports()}

    def numbered(name: str, report: Report, words: str) -> CitableSentence:
        start = report.text.index(words)
        return CitableSentence(name, report, start, start + len(words))

    here, there = by_region["浙江"], by_region["江苏"]
    return [numbered("S1", here, GRAIN), numbered("S2", here, GROWTH), numbered("S3", there, OTHER)]


def parts(text: str, sources: list[CitableSentence]) -> list[tuple[str, list[str]]]:
    """Each part's words, and the ids that support it."""
    return [(text[part.start : part.end], sorted(part.by)) for part in Support(text, sources, reported).parts]


def only(text: str, sources: list[CitableSentence]) -> Backed:
    (part,) = Support(text, sources, reported).parts
    return part


def test_a_whole_sentence_stands_word_for_word_with_its_years(sources: list[CitableSentence]) -> None:
    part = only(GRAIN, sources)
    assert (part.by, part.start, part.end) == ({"S1": frozenset({2024})}, 0, len(GRAIN))


def test_each_part_has_the_sentence_that_says_it(sources: list[CitableSentence]) -> None:
    assert parts("浙江粮食产量达到600万吨，地区生产总值增长5.5%。", sources) == [
        ("浙江粮食产量达到600万吨", ["S1"]),
        ("地区生产总值增长5.5%", ["S2"]),
    ]


def test_another_place_s_sentence_supports_nothing_and_the_nearest_says_what_differs(
    sources: list[CitableSentence],
) -> None:
    part = only("浙江粮食产量达到700万吨。", sources)
    assert part.by == {}
    assert part.nearest is not None and [one.part for one in part.nearest.differences] == ["value"]
    assert parts("江苏很美，粮食产量达到600万吨。", sources) == [("江苏很美", []), ("粮食产量达到600万吨", [])]


def test_a_figure_of_nothing_is_nobody_s(sources: list[CitableSentence]) -> None:
    part = only("达到600万吨。", sources)
    assert (part.by, part.subjectless) == ({}, True)


def test_words_that_no_sentence_has_and_brackets_are_parts_of_their_own(sources: list[CitableSentence]) -> None:
    assert parts("粮食产量达到600万吨，人民安居乐业。", sources)[1] == ("人民安居乐业", [])
    assert parts("粮食产量达到600万吨（不含茶叶）。", sources) == [("粮食产量达到600万吨", ["S1"]), ("不含茶叶", [])]


def test_a_time_alone_says_nothing(sources: list[CitableSentence]) -> None:
    assert parts("2024年，粮食产量达到600万吨", sources) == [("粮食产量达到600万吨", ["S1"])]


def test_another_language_is_compared_letter_for_letter_alone(sources: list[CitableSentence]) -> None:
    assert only("Grain output was 6 million tonnes.", sources).by == {}


def test_a_statement_says_whose_it_is_by_a_place(sources: list[CitableSentence]) -> None:
    said = {text: Support(text, sources, reported).names_a_place() for text in (GRAIN, f"浙江{GRAIN}", f"全国{GRAIN}")}
    assert list(said.values()) == [False, True, False]


@pytest.mark.parametrize(
    ("words", "text", "whole"),
    [
        ("增长5.8%", "全年增长，增长5.8%。", True),
        ("长5.8%", "增长5.8%。", False),
        ("完成目标", "没有完成目标。", False),
        ("costs fell 3%", "Revenue rose 5%, costs fell 3%.", True),
        ("fell 3%", "costs fell 3%.", False),
        ("234吨粮食", "1,234吨粮食，", False),
        ("5.8%", "，5.8%，", False),  # too short to say anything
    ],
)
def test_words_are_whole_from_one_clause_s_start_to_an_end(words: str, text: str, whole: bool) -> None:
    assert is_whole(words, text) is whole
