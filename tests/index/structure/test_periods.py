"""The fiscal period of a company's report: as titles write it, as the text calls it, and in words again."""

import pytest

from index.structure.periods import FiscalPeriod, in_han, period_of


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("Q2 of FY2024", FiscalPeriod("2024Q2", "quarter")),
        ("Q4 FY24 results", FiscalPeriod("2024Q4", "quarter")),
        ("3Q24 results", FiscalPeriod("2024Q3", "quarter")),
        ("4Q results", None),
        ("H1 2023 results", FiscalPeriod("2023H1", "half")),
        ("1H23 results", FiscalPeriod("2023H1", "half")),
        ("Interim Report 2023", FiscalPeriod("2023H1", "half")),
        ("2023 Interim Report", FiscalPeriod("2023H1", "half")),
        ("Half-year report 2023", FiscalPeriod("2023H1", "half")),
        ("Results for the first half of fiscal 2024", FiscalPeriod("2024H1", "half")),
        ("2024 Q3 update", FiscalPeriod("2024Q3", "quarter")),
        ("Results for Second Quarter Fiscal 2024", FiscalPeriod("2024Q2", "quarter")),
        ("Fiscal 2023 fourth-quarter results", FiscalPeriod("2023Q4", "quarter")),
        ("FY2024 results", FiscalPeriod("2024", "year")),
        ("fiscal 2022 review", FiscalPeriod("2022", "year")),
        ("Fiscal Year 2021", FiscalPeriod("2021", "year")),
        ("2023年第三季度报告", FiscalPeriod("2023Q3", "quarter")),
        ("２０２４年一季度业绩公告", FiscalPeriod("2024Q1", "quarter")),
        ("2024年第1季度报告", FiscalPeriod("2024Q1", "quarter")),
        ("2023年半年度报告", FiscalPeriod("2023H1", "half")),
        ("2023年上半年经营情况", FiscalPeriod("2023H1", "half")),
        ("2023年中期报告", FiscalPeriod("2023H1", "half")),
        ("2023年年度报告", FiscalPeriod("2023", "year")),
        ("二零二三年年報", FiscalPeriod("2023", "year")),
        ("青禾股份有限公司章程", None),
    ],
)
def test_periods_as_titles_write_them(said: str, period: FiscalPeriod | None) -> None:
    """Year, half or quarter, with short years, Han and full-width digits."""
    assert period_of(said, (), said) == period


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("For the fiscal year ended January 28, 2023", FiscalPeriod("2023", "year", "2023-01-28")),
        ("For the year ended 31 December 2023", FiscalPeriod("2023", "year", "2023-12-31")),
        ("For the quarterly period ended April 1, 2023", FiscalPeriod("", "quarter", "2023-04-01")),
        ("for the three months ended 30th June 2023", FiscalPeriod("", "quarter", "2023-06-30")),
        ("Six months ended June 30, 2023", FiscalPeriod("", "half", "2023-06-30")),
        ("Nine months ended Sept. 30, 2023", FiscalPeriod("", "period", "2023-09-30")),
        ("Thirteen weeks ended April 29, 2023", FiscalPeriod("", "quarter", "2023-04-29")),
        ("Fifty-two weeks ended January 28, 2023", FiscalPeriod("2023", "year", "2023-01-28")),
        ("截至2023年12月31日止年度", FiscalPeriod("2023", "year", "2023-12-31")),
        ("截至二零二三年六月三十日止六個月", FiscalPeriod("2023H1", "half", "2023-06-30")),
        ("截至2023年3月31日止三个月", FiscalPeriod("", "quarter", "2023-03-31")),
    ],
)
def test_the_day_on_which_a_period_ends(said: str, period: FiscalPeriod) -> None:
    """In both languages' wordings; a quarter's number is left open where the text never says it."""
    assert period_of("", (said,), said) == period


def test_a_day_that_no_month_has_ends_nothing() -> None:
    """The rest of the page is still looked at."""
    assert period_of("FY2023", (), "for the year ended February 30, 2023") == FiscalPeriod("2023", "year")


def test_a_fiscal_year_is_called_as_the_company_calls_it() -> None:
    """Three times is often; a year far from its end is another one."""
    text = "For the fiscal year ended January 28, 2023\n" + "Net sales rose in fiscal 2022. " * 4
    assert period_of("Form 10-K", (), text) == FiscalPeriod("2022", "year", "2023-01-28")
    rare = "For the fiscal year ended January 28, 2023\nNet sales rose in fiscal 2022. "
    assert period_of("Form 10-K", (), rare) == FiscalPeriod("2023", "year", "2023-01-28")
    far = "For the fiscal year ended January 28, 2023\n" + "The plan runs to fiscal 2030. " * 9
    assert period_of("Form 10-K", (), far) == FiscalPeriod("2023", "year", "2023-01-28")


def test_a_quarter_is_numbered_as_the_company_numbers_it() -> None:
    text = "For the quarterly period ended July 30, 2023\n" + "Revenue in the second quarter of fiscal 2024 rose. " * 3
    assert period_of("Form 10-Q", (), text) == FiscalPeriod("2024Q2", "quarter", "2023-07-30")


def test_a_text_without_a_title_is_of_the_year_that_it_speaks_of_most() -> None:
    """With a title, a passing mention tells nothing."""
    text = "Costs fell in fiscal 2021. " + "Sales rose in FY22. " * 3
    assert period_of("", (), text) == FiscalPeriod("2022", "year")
    assert period_of("", (), "Sales rose in FY22. " * 2) is None
    assert period_of("Letter to the owners", (), text) is None


@pytest.mark.parametrize(
    ("period", "english", "chinese"),
    [
        (FiscalPeriod("", "quarter", "2023-04-01"), "quarter ended April 1, 2023", "2023年4月1日"),
        (FiscalPeriod("2022", "year", "2023-01-28"), "fiscal year ended January 28, 2023", "2022年"),
        (FiscalPeriod("2023H1", "half", "2023-06-30"), "half-year ended June 30, 2023", "2023年上半年"),
        (FiscalPeriod("2023Q2", "quarter"), "Q2 2023", "2023年第二季度"),
        (FiscalPeriod("2023", "year"), "2023", "2023年"),
    ],
)
def test_a_period_in_words(period: FiscalPeriod, english: str, chinese: str) -> None:
    """As a title shows it."""
    assert (period.in_words("en"), period.in_words("zh")) == (english, chinese)


def test_days_months_and_years_in_chinese() -> None:
    """No leading zeros."""
    assert [in_han(day) for day in ("2023-06-30", "2023-01-05", "2023-01", "2023")] == [
        "2023年6月30日",
        "2023年1月5日",
        "2023年1月",
        "2023年",
    ]
