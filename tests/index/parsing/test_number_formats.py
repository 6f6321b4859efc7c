import pytest

from index.parsing.number_formats import hides_text, is_date, plain, shown


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (0.061, "0.0%", "6.1%"),
        (-0.03, "0.0%", "-3.0%"),
        (-0.0004, "0.0%", "0.0%"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (2.675, "0.00", "2.68"),
        (-5.2, "0.0_);(0.0)", "(5.2)"),
        (-1234, "#,##0;[Red]-#,##0", "-1,234"),
        (0, '0;-0;"—"', "—"),
        (12345678, '#,##0.0,,"百万"', "12.3百万"),
        (186.4, '0.0"亿元"', "186.4亿元"),
        (5.1, "[$¥-804]#,##0.00", "¥5.10"),
        (7, "000", "007"),
        (0, "0;-0;;@", ""),
        (-3, "0;;", ""),
        (5, ";;;", ""),
        (-5, "0;", "-5"),
        (0.5, "#.##", ".5"),
        (5, "0.##", "5"),
        (5.5, "0.##", "5.5"),
        (45657, 'yyyy"年"m"月"d"日"', "2024年12月31日"),
        (45657, "yyyy-mm-dd;@", "2024-12-31"),
        (45657.5, "yyyy/m/d h:mm", "2024/12/31 12:00"),
        (0.75, "h:mm AM/PM", "6:00 PM"),
        (1.25, "[h]:mm", "30:00"),
        (45657, "[$-804]aaaa", "星期二"),
        (0.25, "# ?/?", "0.25"),
        (3, "[>=2]0.0;0", "3"),
        (float("nan"), "0", ""),
    ],
)
def test_numbers_as_their_formats_show_them(number: float, code: str, text: str) -> None:
    assert shown(number, code) == text


def test_days_of_files_that_count_from_1904() -> None:
    assert shown(44195, "yyyy-mm-dd", from_1904=True) == "2024-12-31"


def test_a_date_no_calendar_has_stands_as_its_number() -> None:
    assert shown(-1, "yyyy-mm-dd") == "-1"
    assert shown(9_999_999, "yyyy-mm-dd") == "9999999"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (186.40000000000001, "186.4"),
        (0.1 + 0.2, "0.3"),
        (1e-5, "0.00001"),
        (2024.0, "2024"),
        (1e20, "1e+20"),
        (float("inf"), ""),
    ],
)
def test_numbers_without_a_format(number: float, text: str) -> None:
    assert plain(number) == text


def test_what_is_a_date() -> None:
    assert is_date("m/d/yy") and is_date("[$-409]h:mm:ss") and not is_date('0"月"') and not is_date("#,##0.00")


def test_formats_that_show_nothing_of_a_text() -> None:
    assert hides_text(";;;") and hides_text("0;-0;0;")
    assert not any(hides_text(code) for code in ("", "General", "0;-0;;@", "@", '0";;;"'))
