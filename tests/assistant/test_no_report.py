"""What is said where no report is in a question's scope."""

from dataclasses import replace
from pathlib import Path

from fakes import library_in
from known_words import KNOWN, WORDS

from assistant.no_report import MOST_REGIONS, filtered_away, nothing_in_scope, place_unknown
from assistant.query.understanding import understand
from index.report import Metadata
from index.scope import Scope

REPORT = "2025年青禾县政府工作报告\n\n各位代表：\n\n一、2024年工作回顾\n\n粮食产量12万吨。\n"


def test_a_place_that_nobody_knows_is_named_and_the_nearest_are_choices() -> None:
    note, choices = place_unknown(understand("广冬2025年GDP目标是多少", KNOWN, vocabulary=WORDS))
    assert "“广冬”" in note
    assert (choices[0].label, choices[0].question) == ("广东", "广东2025年GDP目标是多少")


def test_what_was_asked_for_and_what_there_is() -> None:
    note = nothing_in_scope(understand("江苏2021年粮食产量", KNOWN), KNOWN)
    assert note == "库里没有这个范围的报告（江苏、2021）。现有3份：广东、云岭县、松川市；年份 2025。"


def test_a_long_list_of_places_is_cut_and_says_so() -> None:
    many = [Metadata(f"报告{number}", None, f"青{number}县", 2020 + number % 2) for number in range(MOST_REGIONS + 1)]
    note = nothing_in_scope(understand("江苏粮食产量", many), many)
    assert f"青{MOST_REGIONS - 1}县" in note and f"青{MOST_REGIONS}县" not in note
    assert "2020–2021" in note


def test_the_users_own_filter_is_named_where_it_leaves_no_report(tmp_path: Path) -> None:
    (tmp_path / "2025年青禾县政府工作报告.txt").write_text(REPORT, "utf-8")
    library = library_in(tmp_path / "library")
    library.add([tmp_path / "2025年青禾县政府工作报告.txt"])
    known = library.metadata()
    option = Scope(years=(2019,), origin="option")
    note = filtered_away(library, understand("青禾县粮食产量", known, option))
    assert "2019" in note and "不加筛选有1份" in note
    assert filtered_away(library, understand("青禾县粮食产量", known)) == ""
    asked = replace(understand("江苏粮食产量", known, option), unlimited=Scope(regions=("江苏",)))
    assert filtered_away(library, asked) == ""  # there is none without the filter either
