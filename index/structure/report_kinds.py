"""Which kind of report a line announces, by the words that title pages use; the first kind that fits counts."""

from index.patterns import regex
from index.report import WORK_REPORT

_WORK_REPORT = regex(
    r"政府(?:\d{4}年)?工作(?:报告|報告)|行政?公?署工作报告"
    r"|(?i:government work report|report on the work of the government)"
)
# "现在，我代表省人民政府，向大会报告工作": what opens the speech, where no line above it names a report.
WORK_REPORT_SPEECH = regex(
    r"(?:代表|代)[^，。；\n]{0,16}(?:政府|国务院|國務院|行署|公署)[，,]?\s*(?:向大会|向大會|向本次|向会议|向各位)[^。；\n]{0,8}(?:报告|報告)[^。\n]{0,4}工作"
)

# What 报 begins behind a year: 2024年报名须知, 青年报道.
_REPORTING = "道导導到名考废廢价價销銷警"

_PATTERNS = (
    (WORK_REPORT, _WORK_REPORT),
    (
        "sustainability_report",
        regex(
            r"可持续发展报告|社会责任报告|环境、?社会(?:及|和|与)(?:公司)?(?:治理|管治)|\bESG\b.{0,12}(?:报告|[Rr]eport)"
            r"|(?i:(?:sustainability|esg|corporate responsibility|corporate social responsibility|climate) report)"
        ),
    ),
    ("audit_report", regex(r"审计报告|审计工作报告|审计结果公告|(?i:\baudit(?:or'?s?)? report)")),
    (
        "annual_report",
        regex(
            rf"(?<!半)年度报告|(?<!半)年度報告|(?<!半)年[报報](?![{_REPORTING}])"
            r"|(?i:\bannual (?:performance )?report|\bform 10-?k\b|\b20-?f\b|annual review)"
        ),
    ),
    (
        "financial_report",
        regex(
            r"财务报告|财务报表|半年度报告|中期报告|中期報告|季度报告|[一二三四1-4]季报|决算报告|预算(?:执行情况|草案)|业绩(?:公告|快报|预告)"
            r"|(?i:\bform (?:10-?q|8-?k)\b|\bquarterly report|financial (?:report|statements|results)|interim report"
            r"|\b(?:reports?|announces?|posts?|delivers?)\b.{0,60}"
            r"\b(?:quarter|half[- ]year|year|fiscal|financial|q[1-4])\b.{0,40}\b(?:results|earnings)\b"
            r"|\b(?:results|earnings) for (?:the )?(?:first|second|third|fourth|full|fiscal|q[1-4])\b"
            r"|\b(?:quarter|half[- ]year|full[- ]year|fiscal)\b.{0,40}\b(?:results|earnings)\b|earnings release)"
        ),
    ),
    (
        "research_report",
        regex(
            r"研究报告|研报|调研报告|深度报告|证券研究|白皮书"
            r"|(?i:research report|working paper|technical report|white paper)"
        ),
    ),
)


def kind_of(said: str) -> str | None:
    """The kind that a line or a text names; None where it names none."""
    return next((kind for kind, pattern in _PATTERNS if pattern.search(said)), None)
