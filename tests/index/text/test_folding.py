"""Text as it is matched."""

import pytest

from index.text.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("臺灣省政府工作報告，覈實營業額，夠紮實，儘快", "台湾省政府工作报告,核实营业额,够扎实,尽快"),
        ("ＧＤＰ增長５．１％", "gdp增长5.1%"),
        ("二〇二四年", "2024年"),
        # one character for two words, and forms that are not Taiwan's
        ("瞭解、隨著、顯著、乾旱、衞生、鶏", "了解、随着、显着、干旱、卫生、鸡"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_simplified_characters_stay() -> None:
    # 后, 里, 干, 面, 云 and such stand for two traditional characters each.
    text = "皇后里程干部面粉云集松树台州范围谷物制度系统"
    assert fold(text) == text
    assert fold("显著") == fold("顯著")


def test_a_character_stays_one_character() -> None:
    characters = [chr(code) for code in (*range(0x3400, 0xA000), *range(0x20000, 0x23000))]
    assert [character for character in characters if len(fold(character)) != 1] == []
