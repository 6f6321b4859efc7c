"""A question inside the user's own limits, and issuers by the names that people call them."""

from assistant.query.scope import issuers_called, limited, named_issuers
from index.report import Metadata
from index.scope import Scope

BOEING = Metadata("10-K", issuer="The Boeing Company", year=2023, kind="annual_report", language="en")
JOHNSON = Metadata("10-K", issuer="Johnson & Johnson", year=2022, kind="annual_report", language="en")
MOUTAI = Metadata("年报", issuer="贵州茅台酒股份有限公司", year=2023, kind="annual_report")
UNDATED = Metadata("Review", kind="other", language="en")
KNOWN = [BOEING, JOHNSON, MOUTAI, UNDATED]


def test_an_issuer_is_called_by_its_short_name_or_initials() -> None:
    assert issuers_called("Boeing", KNOWN) == ("The Boeing Company",)
    assert issuers_called("J&J", KNOWN) == ("Johnson & Johnson",)
    assert issuers_called("贵州茅台", KNOWN) == ("贵州茅台酒股份有限公司",)
    assert issuers_called("johnson & johnson", KNOWN) == ("Johnson & Johnson",)
    assert issuers_called("Airbus", KNOWN) == ("Airbus",)


def test_a_question_names_an_issuer_by_them_too() -> None:
    assert named_issuers("What was Boeing's revenue in fiscal 2022?", KNOWN) == ("The Boeing Company",)
    assert named_issuers("How much did J&J sell in Q2 of FY2022?", KNOWN) == ("Johnson & Johnson",)
    assert named_issuers("How much was sold?", KNOWN) == ()


def test_a_named_report_is_asked_whatever_year_the_question_names() -> None:
    asked = Scope(years=(2022, 2023), or_unstated=True)
    scope = limited(asked, Scope(reports=("a" * 64,), origin="option"))
    assert scope.years == ()
    assert scope.admits("a" * 64, UNDATED) and not scope.admits("b" * 64, UNDATED)


def test_a_named_report_of_another_place_stays_out() -> None:
    asked = Scope(regions=("浙江",), or_unstated=True)
    scope = limited(asked, Scope(reports=("a" * 64,), origin="option"))
    report = Metadata("2025年广东省政府工作报告", region="广东", year=2025, kind="government_work_report")
    assert not scope.admits("a" * 64, report)


def test_a_year_that_the_user_sets_stays_set_beside_a_report() -> None:
    scope = limited(Scope(years=(2022,)), Scope(years=(2024,), reports=("a" * 64,), origin="option"))
    assert (scope.years, scope.or_unstated) == ((2024,), False)


def test_a_fiscal_year_means_the_report_that_ends_in_another() -> None:
    report = Metadata("10-Q", issuer="NVIDIA", year=2023, kind="financial_report", period="2024Q2")
    assert Scope(years=(2024,)).admits("x", report)
    assert Scope(years=(2023,)).admits("x", report)
    assert not Scope(years=(2025,)).admits("x", report)
