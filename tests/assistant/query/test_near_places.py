"""Names that are no place: the nearest are offered, and none is put in."""

from known_words import KNOWN, WORDS

from assistant.query.near_places import UnknownPlace, nearest_places, not_listed, unknown_places


def test_the_places_that_come_near_are_offered() -> None:
    assert nearest_places("广冬", KNOWN)[0] == "广东"
    assert nearest_places("云玲县", KNOWN)[0] == "云岭县"
    assert nearest_places("宁下", KNOWN)[0] == "宁夏"
    assert nearest_places("火星", KNOWN) == ()


def test_a_place_that_only_sounds_like_one_is_unknown() -> None:
    (place,) = unknown_places("广冬2025年GDP目标是多少", KNOWN, WORDS)
    assert place == UnknownPlace("广冬", nearest_places("广冬", KNOWN))
    assert unknown_places("江苏和浙将谁的GDP高", KNOWN, WORDS)[0].nearest[0] == "浙江"
    assert unknown_places("广东和哪个省的GDP高", KNOWN, WORDS) == ()


def test_a_region_that_only_looks_like_one_is_offered_what_it_comes_near() -> None:
    (place,) = not_listed(["云玲县", "广东"], KNOWN)
    assert (place.name, place.nearest[0]) == ("云玲县", "云岭县")
    assert not_listed(["火星"], KNOWN) == ()


def test_for_whom_an_answer_is_to_be_written_is_no_place() -> None:
    assert unknown_places("福建2024年的进展，给领导写一段话", KNOWN, WORDS) == ()
