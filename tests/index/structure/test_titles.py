"""Titles that tell whose report it is and of when; what is no title; issuers outside government."""

import pytest

from index.report import Block, BlockKind, Metadata, ParsedDocument
from index.structure.issuers import initials, short_name
from index.structure.metadata import read_metadata, with_stated


def read(text: str, name: str = "upload.txt", title: str | None = None, heading: int = 0) -> Metadata:
    blocks = [Block(BlockKind.PARAGRAPH, 0, len(text))]
    if heading:
        blocks = [Block(BlockKind.HEADING, 0, heading, 1), Block(BlockKind.PARAGRAPH, heading + 1, len(text))]
    return read_metadata(ParsedDocument(text, tuple(blocks), title=title), name)


def test_a_title_without_place_and_year_is_completed_in_brackets() -> None:
    found = read(
        "政府工作报告\n——2026年1月27日在贵州省第十四届人民代表大会第四次会议上\n省长 李某\n各位代表：\n"
        "现在，我代表省人民政府，向大会报告工作。"
    )
    assert found.title == "[贵州省2026年]政府工作报告"
    assert (found.supplied, found.own_title) == ("贵州省2026年", "政府工作报告")


def test_only_what_is_lacking_is_put_before_a_title() -> None:
    text = "2026年政府工作报告\n——2026年1月27日在贵州省第十四届人民代表大会第四次会议上\n各位代表："
    assert read(text).title == "[贵州省]2026年政府工作报告"
    assert read("2026年贵州省政府工作报告\n各位代表：").supplied == ""


def test_a_caption_and_a_dateline_are_no_title() -> None:
    found = read(
        "政府工作报告。 贵州日报天眼新闻记者 李某 摄\n"
        "2026年1月27日在贵州省第十四届人民代表大会第四次会议上省长李某作政府工作报告\n"
        "各位代表：\n现在，我代表省人民政府，向大会报告工作。"
    )
    assert (found.title, found.own_title) == ("[贵州省2026年政府工作报告]", "")
    assert (found.region, found.year, found.kind) == ("贵州", 2026, "government_work_report")


def test_the_autonomous_region_is_not_called_by_its_dateline() -> None:
    text = (
        "——2025年1月14日自治区人民政府主席王某在内蒙古自治区第十四届人民代表大会第三次会议上的讲话\n"
        "各位代表：\n现在，我代表自治区人民政府，向大会报告工作。"
    )
    assert read(text).title == "[内蒙古自治区2025年政府工作报告]"


def test_a_title_that_the_user_states_stays_as_it_is_and_a_stated_year_completes_anew() -> None:
    found = read("政府工作报告\n各位代表：\n现在，我代表省人民政府，向大会报告工作。")
    assert with_stated(found, {"title": "我的报告"}).title == "我的报告"
    again = with_stated(found, {"year": 2026, "region": "贵州"})
    assert again.title == "[贵州省2026年]政府工作报告"
    assert with_stated(again, {"year": 2025}).title == "[贵州省2025年]政府工作报告"


@pytest.mark.parametrize(
    "junk", ["(anonymous)", "Microsoft Word - 新建文档.docx", "无标题", "untitled", "0000320193-22-000070"]
)
def test_what_programs_write_is_no_title(junk: str) -> None:
    assert read("双溪甲县2024年重点项目表\n项目\t总投资", title=junk).title == "双溪甲县2024年重点项目表"


def test_an_eight_k_and_its_day() -> None:
    text = (
        "UNITED STATES\nSECURITIES AND EXCHANGE COMMISSION\nFORM 8-K\nCURRENT REPORT\n"
        "Pursuant to Section 13 or 15(d) of the Securities Exchange Act of 1934\n"
        "Date of Report (Date of earliest event reported): April 27, 2026\nHarbour Line, Inc.\n"
        "(Exact name of registrant as specified in its charter)\nDelaware"
    )
    assert read(text).title == "[Harbour Line, Inc., April 27, 2026] FORM 8-K"


def test_a_press_release() -> None:
    text = (
        "Harbour Line Announces Financial Results for Second Quarter Fiscal 2024\n"
        "LISBON — August 23, 2023 — Harbour Line (NASDAQ: HRBL) today reported revenue for the second quarter ended "
        "July 30, 2023, of $13.5 billion."
    )
    found = read(text)
    assert found.issuer == "Harbour Line"
    assert (found.kind, found.period_end, found.title) == (
        "financial_report",
        "2023-07-30",
        "Harbour Line Announces Financial Results for Second Quarter Fiscal 2024",
    )


def test_a_report_is_of_the_year_it_ends_in_and_of_its_fiscal_one() -> None:
    text = "For the fiscal year ended January 28, 2023\n" + "Net sales rose in fiscal 2022. " * 4
    found = read("Harbour Stores Corporation\nFORM 10-K\n" + text)
    assert (found.year, found.years) == (2023, (2022, 2023))


@pytest.mark.parametrize(
    ("issuer", "short", "letters"),
    [
        ("The Boeing Company", "Boeing", None),
        ("Johnson & Johnson", "Johnson & Johnson", "J&J"),
        ("AMAZON.COM, INC.", "AMAZON", None),
        ("贵州茅台酒股份有限公司", "贵州茅台酒", None),
        ("Environmental Protection Agency", "Environmental Protection Agency", "EPA"),
    ],
)
def test_what_an_issuer_is_called(issuer: str, short: str, letters: str | None) -> None:
    assert (short_name(issuer), initials(issuer)) == (short, letters)


def test_a_notice_is_completed_by_its_office_and_day_and_gets_no_year() -> None:
    text = (
        "关于支持中小企业的若干措施 各区人民政府： 制定以下措施。 一、减轻负担。 "
        "青禾市人民政府办公厅 2020年2月5日 分享："
    )
    found = read(text)
    assert found.title.startswith("[青禾市人民政府办公厅2020年2月5日]关于支持中小企业的若干措施")
    assert (found.year, found.issued) == (None, "2020-02-05")


@pytest.mark.parametrize(
    ("name", "title", "heading", "found"),
    [
        ("年报.md", "墨岭县水质年报", 4, "墨岭县水质年报"),
        ("年报.md", "墨岭县水质概览", 4, "正文标题"),
        ("年报.md", None, 4, "正文标题"),
        ("年报.md", None, 0, "年报"),
        ("annual report.md", None, 4, "正文标题"),
        ("墨岭县2023年年报.md", None, 4, "墨岭县2023年年报"),
    ],
)
def test_a_file_name_that_is_only_a_kind_comes_last(name: str, title: str | None, heading: int, found: str) -> None:
    text = "正文标题\n全年水质达标率为97.4%。" if heading else "全年水质达标率为97.4%，比上年提高1.2个百分点。"
    assert read(text, name, title, heading).title == found
