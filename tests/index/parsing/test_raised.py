import pytest

from index.parsing.raised import in_line, marks_of, raised


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
        ("供气3.2亿Nm", "3", "。", "供气3.2亿Nm³。", []),
        ("CO", "2", "减排", "CO²减排", []),
        ("人口210", "4", "万人", "人口210万人", ["4"]),
        ("粮食产量", "①", "600万吨", "粮食产量600万吨", ["①"]),
    ],
)
def test_what_is_raised_is_a_power_a_unit_or_a_note(
    before: str, raised: str, behind: str, shown: str, notes: list[str]
) -> None:
    assert in_line(f"{before}\x0e{raised}\x0f{behind}") == (shown, notes)


def test_raised_over_lowered_is_a_fraction_and_lowered_alone_stays() -> None:
    assert in_line("占\x0e1\x0f⁄\x105\x11，CO\x102\x11") == ("占1/5，CO2", [])
    assert in_line("2\x0e1\x0f/\x102\x11吨") == ("2 1/2吨", [])


@pytest.mark.parametrize(
    ("text", "before", "said", "note"),
    [
        ("4", "3.6×10", "^4", ""),
        ("-4", "10", "^-4", ""),
        (" 2 ", "km", "²", ""),
        ("2", "Revenue", "", "2"),
        ("注1", "增加值", "", "注1"),
        ("th", "10", "th", ""),
        ("a", "ar", "a", ""),
        ("a", "12.5", "", "a"),
        ("o", "25", "°", ""),
        ("2", "", "", "2"),
    ],
)
def test_raised_text_by_what_stands_before_it(text: str, before: str, said: str, note: str) -> None:
    """Typed in the line or left out as a note's mark, never both."""
    assert raised(text, before) == (said, note)


def test_elements_that_raise_and_lower() -> None:
    """Any other element marks nothing."""
    assert in_line(f"10{marks_of('sup')[0]}4{marks_of('sup')[1]}") == ("10^4", [])
    assert in_line(f"CO{marks_of('sub')[0]}2{marks_of('sub')[1]}") == ("CO2", [])
    assert marks_of("b") == ("", "")
