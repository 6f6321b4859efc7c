"""The tables of words: longest match, several classes of one form, what people call a place."""

import pytest

from index.facts.fact import Context
from index.facts.reading import read
from index.facts.vocabulary import Vocabulary, bare_heads, place_names, vocabulary, words_of


def test_the_longest_form_comes_first() -> None:
    """And shorter ones behind it, so that a reader may take one of them."""
    assert list(vocabulary().matches("负增长了", 0))[:1] == ["负增长"]
    found = list(vocabulary().matches("不超过三成", 0))
    assert found[0] == "不超过" and found == sorted(found, key=len, reverse=True)


def test_nothing_is_matched_behind_the_end_or_where_nothing_is_known() -> None:
    """At the last character only it may stand."""
    assert list(vocabulary().matches("居", 0)) == ["居"]
    assert list(vocabulary().matches("龘", 0)) == []


def test_a_form_may_be_of_several_classes_and_the_first_canonical_form_stays() -> None:
    """A later line adds a class; it changes none. Case is folded."""
    known = Vocabulary()
    known.add("AI", "name", "人工智能")
    known.add("ai", "name", "别的")
    known.add("ai", "act", "智能", "begun", own=True)
    entry = known.lexemes["ai"]
    assert (entry.classes, entry.stage, entry.own) == ({"name": "人工智能", "act": "智能"}, "begun", True)
    assert list(known.matches("ai芯片", 0)) == ["ai"]


def test_names_that_mean_the_same_have_one_canonical_form() -> None:
    """And different measures have different ones."""
    names = {form: vocabulary().lexemes[form].classes["name"] for form in ("社会消费品零售总额", "社零")}
    assert len(set(names.values())) == 1
    assert vocabulary().lexemes["增长"].classes["up"] != vocabulary().lexemes["下降"].classes["down"]


def test_a_region_is_called_by_its_own_names_longest_first() -> None:
    """So that the whole name is blanked before a part of it."""
    names = place_names()["内蒙古"]
    assert names[0] == "内蒙古自治区"
    assert list(names) == sorted(names, key=len, reverse=True)
    assert not set(place_names()["北京"]) & set(place_names()["上海"])


@pytest.mark.parametrize(
    ("region", "text", "key"),
    [
        ("内蒙古", "草原畜牧业产值增长5%。", "草原畜牧业产值⟨↑⟩#"),
        ("北京", "首都机场旅客吞吐量1亿人次。", "首都机场旅客吞吐量#"),
        ("黑龙江", "黑土地保护面积1亿亩。", "黑土地保护面积#"),
        ("内蒙古", "内蒙古畜牧业产值增长5%。", "畜牧业产值⟨↑⟩#"),
    ],
)
def test_a_word_for_a_thing_is_no_name_of_a_place(region: str, text: str, key: str) -> None:
    """Else what is said of a part would support what is said of the whole."""
    context = Context(region=region, year=2025, years=(2024,), plan=False)
    assert read(text, context)[0].key == key


def test_heads_that_are_nothing_without_their_owner() -> None:
    """A measure that stands by itself is none."""
    assert {"总投资", "增加值", "占比"} <= bare_heads() == words_of("bare")
    assert "粮食产量" not in bare_heads()
    assert words_of("no such class") == frozenset()
