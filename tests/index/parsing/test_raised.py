import pytest

from index.parsing.raised import in_line


@pytest.mark.parametrize(
    ("before", "raised", "behind", "shown", "notes"),
    [
        ("186", "2", "万人", "186万人", ["2"]),
        ("61.2", "[3]", "%", "61.2%", ["[3]"]),
        ("3.6×10", "4", "吨", "3.6×10^4吨", []),
        ("10", "-4", "克", "10^-4克", []),
        ("微克/m", "3", "。", "微克/m³。", []),
        ("Revenue", "2", " grew", "Revenue grew", ["2"]),
        ("the 10", "th", " plan", "the 10th plan", []),
    ],
)
def test_what_is_raised_is_a_power_a_unit_or_a_note(
    before: str, raised: str, behind: str, shown: str, notes: list[str]
) -> None:
    assert in_line(f"{before}\x0e{raised}\x0f{behind}") == (shown, notes)


def test_raised_over_lowered_is_a_fraction_and_lowered_alone_stays() -> None:
    assert in_line("占\x0e1\x0f⁄\x105\x11，CO\x102\x11") == ("占1/5，CO2", [])
    assert in_line("2\x0e1\x0f/\x102\x11吨") == ("2 1/2吨", [])
