"""What a question's words tell of its kind."""

from assistant.query.question_features import features, masked, neutral


def test_names_years_numbers_and_quoted_terms_become_signs() -> None:
    assert masked("浙江省2024年GDP超过5%的") == "PYgdp超过N的"
    assert masked("哪些报告提到“未来产业”") == "哪些报告提到Q"


def test_the_neutral_text_has_plain_words_for_them() -> None:
    assert neutral("浙江省2024年GDP") == "某地某年gdp"


def test_the_subject_does_not_change_the_features() -> None:
    """Of two questions that ask alike about different things and places."""
    assert features("浙江省2024年茶叶产量是多少？") == features("云南省2023年核桃产量是多少？")
    assert {"han", "marked", "P=1", "Y=1"} <= features("浙江省2024年茶叶产量是多少？")


def test_who_asks_and_what_for_is_no_part_of_the_question() -> None:
    asked = neutral("浙江去年造了多少辆车？")
    assert neutral("我是写汽车稿子的，浙江去年造了多少辆车？（看2025年省政府报告）").startswith(asked.rstrip("？"))
    assert masked("我省2024年的目标，是多少").startswith("我省")
