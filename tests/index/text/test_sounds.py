"""What characters sound like, and which sound nearly alike."""

from index.text.sounds import folded, homophones, near_sounds, said, same_sound, sounds, syllables, written


def test_syllables_that_are_easily_confused_are_one() -> None:
    assert folded("zhang") == folded("zan") == "zan"
    assert folded("lv") == "nv"
    assert near_sounds("兰") & near_sounds("南")
    assert not near_sounds("兰") & near_sounds("东")


def test_a_character_has_its_readings_and_a_word_one() -> None:
    assert {"zhang", "chang"} <= sounds("长")
    assert said("增长率") == ("zeng", "zhang", "lv")
    assert sounds("A") == frozenset()


def test_texts_that_can_be_read_alike() -> None:
    assert same_sound("归模", "规模")
    assert not same_sound("归模", "规则")
    assert not same_sound("规模", "规模化")


def test_characters_of_one_sound() -> None:
    assert "目" in homophones("木") and "木" not in homophones("木")
    assert {"木", "目"} <= set(written("mu"))
    assert written("xyz") == ""


def test_letters_as_syllables_the_fewest_first() -> None:
    assert syllables("songchuan")[0] == ("song", "chuan")
    assert syllables("xian") == [("xian",), ("xi", "an")]
    assert syllables("total") == []
