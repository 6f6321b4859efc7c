"""Whose report it is, by its title and first lines; and names that are nobody's."""

import pytest

from index.structure.issuers import issuer_of, office_in


@pytest.mark.parametrize(
    ("title", "lines", "issuer"),
    [
        ("比亚迪股份有限公司2023年年度报告", [], "比亚迪股份有限公司"),
        ("2023年年度报告", ["证券代码：002594", "比亚迪股份有限公司"], "比亚迪股份有限公司"),
        ("云岭银行2023年社会责任报告", [], "云岭银行"),
        ("2023年滨江区教育局工作报告", [], "滨江区教育局"),
        ("青禾县人民法院工作报告", [], "青禾县人民法院"),
        ("Annual Report 2023", ["Harrow Logistics, Inc.", "For the year"], "Harrow Logistics, Inc."),
        ("The World Bank Annual Report 2023", [], "The World Bank"),
        ("Unilever Annual Report and Accounts 2022", [], "Unilever"),
    ],
)
def test_who_says_so_plainly(title: str, lines: list[str], issuer: str) -> None:
    """A company, an office, a court, an agency."""
    assert issuer_of(title, lines) == issuer


@pytest.mark.parametrize(
    "title",
    [
        "2023年银行业发展报告",
        "政府工作报告",
        "Fiscal Year 2023 Annual Report",
        "Our Annual Report",
        "Final Annual Report 2023",
        "Draft Sustainability Report",
        "",
    ],
)
def test_a_title_that_names_nobody(title: str) -> None:
    """A trade is no bank, a year no name."""
    assert issuer_of(title, []) is None


def test_the_title_goes_before_the_lines_and_a_company_in_the_body_is_nobody() -> None:
    """Only the first eight lines are looked at for a Chinese one."""
    assert issuer_of("云岭集团2023年年度报告", ["比亚迪股份有限公司"]) == "云岭集团"
    assert issuer_of("年度报告", ["正文。"] * 8 + ["比亚迪股份有限公司"]) is None


@pytest.mark.parametrize(
    ("line", "office"),
    [
        ("杭州市审计局关于2023年度预算执行的审计报告", "杭州市审计局"),
        ("国家发展和改革委员会关于2024年计划的报告", "国家发展和改革委员会"),
        ("水利部工作报告", "水利部"),
        ("关于财政局的说明", None),
        ("教育局长讲话", None),
    ],
)
def test_an_office_before_what_it_reports_on(line: str, office: str | None) -> None:
    """An office that is only spoken of gives no report."""
    assert office_in(line) == office
