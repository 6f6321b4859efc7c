"""What was used last is kept, by what it weighs."""

from index.last_used import LastUsed


def test_as_many_are_kept_as_weigh_no_more_than_the_bound() -> None:
    kept: LastUsed[str, str] = LastUsed(6, len)
    for word in ("aa", "bb", "cc"):
        kept.put(word, word)
    assert [kept.get(word) for word in ("aa", "bb", "cc")] == ["aa", "bb", "cc"]
    kept.get("aa")
    kept.put("d", "d")  # bb was not used for longest
    assert [kept.get(word) for word in ("aa", "bb", "cc", "d")] == ["aa", None, "cc", "d"]


def test_a_new_value_takes_the_place_and_the_weight_of_the_old() -> None:
    kept: LastUsed[int, str] = LastUsed(6, len)
    kept.put(1, "aaaa")
    kept.put(1, "b")
    kept.put(2, "ccccc")
    assert (kept.get(1), kept.get(2)) == ("b", "ccccc")


def test_one_that_is_too_heavy_stays_until_the_next_comes() -> None:
    kept: LastUsed[int, str] = LastUsed(3, len)
    kept.put(1, "aaaaa")
    assert kept.get(1) == "aaaaa"
    kept.put(2, "b")
    assert (kept.get(1), kept.get(2)) == (None, "b")
    kept.clear()
    assert kept.get(2) is None
