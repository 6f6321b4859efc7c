"""The kind of report that a line announces."""

import pytest

from index.structure.report_kinds import WORK_REPORT_SPEECH, kind_of


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("2024年青禾县政府工作报告", "government_work_report"),
        ("2024年青禾縣政府工作報告", "government_work_report"),
        ("政府2024年工作报告", "government_work_report"),
        ("行政公署工作报告", "government_work_report"),
        ("青禾股份有限公司2023年年度报告", "annual_report"),
        ("青禾股份有限公司2023年年报", "annual_report"),
        ("二零二三年年報", "annual_report"),
        ("2023年半年度报告", "financial_report"),
        ("2024年第一季度报告", "financial_report"),
        ("青禾市2023年预算执行情况和2024年预算草案的报告", "financial_report"),
        ("2023年度业绩快报", "financial_report"),
        ("2023年度环境、社会及治理（ESG）报告", "sustainability_report"),
        ("企业社会责任报告", "sustainability_report"),
        ("关于2023年度预算执行和其他财政收支的审计工作报告", "audit_report"),
        ("审计结果公告（第7号）", "audit_report"),
        ("新能源汽车行业深度报告", "research_report"),
        ("中国数字经济发展白皮书", "research_report"),
    ],
)
def test_chinese_kinds(line: str, kind: str) -> None:
    """As title pages write them, in simplified and traditional characters."""
    assert kind_of(line) == kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Report on the Work of the Government", "government_work_report"),
        ("ANNUAL REPORT 2023", "annual_report"),
        ("FORM 10-K", "annual_report"),
        ("Form 20-F", "annual_report"),
        ("FORM 10-Q", "financial_report"),
        ("FORM 8-K", "financial_report"),
        ("Harbour Line Announces Financial Results for Second Quarter Fiscal 2024", "financial_report"),
        ("Harbour Line Reports First Quarter 2024 Results", "financial_report"),
        ("Harbour Line Results for the Third Quarter", "financial_report"),
        ("2023 Sustainability Report", "sustainability_report"),
        ("2023 ESG Report", "sustainability_report"),
        ("Independent Auditor's Report", "audit_report"),
        ("A Working Paper on Rural Roads", "research_report"),
    ],
)
def test_english_kinds(line: str, kind: str) -> None:
    """Upper or lower case, forms by their number."""
    assert kind_of(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "关于支持中小企业的若干措施",
        "青禾县2024年重点项目表",
        "青年报道集",
        "柏川一中2024年报到须知",
        "2024年报名通知",
        "Minutes of the Annual Meeting",
        "Quarter Horse Breeding Guide",
        "",
    ],
)
def test_what_names_no_kind(line: str) -> None:
    """青年报道 and 2024年报名 hold no 年报."""
    assert kind_of(line) is None


def test_half_a_year_is_no_annual_report() -> None:
    """半年度报告 ends with 年度报告; a reader who asks for annual reports must not get it."""
    assert kind_of("青禾股份有限公司2023年半年度报告摘要") == "financial_report"
    assert kind_of("青禾股份有限公司2023年半年报") != "annual_report"


def test_an_auditors_report_of_a_year_is_an_audit_report() -> None:
    """Of two kinds in one line the narrower names it."""
    assert kind_of("2023年度财务报表审计报告") == "audit_report"
    assert kind_of("2023年度社会责任报告") == "sustainability_report"


@pytest.mark.parametrize(
    "text",
    [
        "现在，我代表省人民政府，向大会报告工作，请予审议。",
        "我代表国务院，向大会报告政府工作。",
        "現在，我代表縣人民政府，向大會報告工作。",
        "我代表行政公署向各位报告工作。",
    ],
)
def test_the_sentence_that_opens_a_work_report(text: str) -> None:
    """It is a work report though no line above names one."""
    assert WORK_REPORT_SPEECH.search(text)


@pytest.mark.parametrize(
    "text", ["他代表公司，向大会报告工作。", "省人民政府向社会公布工作安排。", "我代表常委会，向大会报告工作。"]
)
def test_others_report_too(text: str) -> None:
    """A company's or a standing committee's report is no government's."""
    assert not WORK_REPORT_SPEECH.search(text)
