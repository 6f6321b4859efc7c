from pathlib import Path

import pytest

from index.parsing import parse_file
from index.report import Block, BlockKind, Metadata, ParsedDocument, Removal
from index.structure.metadata import read_metadata
from index.text.regions import FULL_NAMES, canonical_region


def document(text: str, *removals: str, title: str | None = None) -> ParsedDocument:
    removed = tuple(Removal(words, 0, "banner") for words in removals)
    return ParsedDocument(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), removed, title=title)


def test_a_provincial_report_with_another_provinces_newspaper() -> None:
    text = (
        "2025年宁夏政府工作报告\n来源：青海日报\n——2025年1月19日在宁夏回族自治区第十三届人民代表大会第三次会议上\n"
        "宁夏回族自治区人民政府主席 某某\n各位代表：\n现在，我代表自治区人民政府作报告。"
    )
    assert read_metadata(document(text), "upload.docx") == Metadata(
        "2025年宁夏政府工作报告", "宁夏回族自治区人民政府", "宁夏", 2025, "government_work_report", "zh", "2025-01-19"
    )


def test_a_county_report() -> None:
    text = (
        "政府工作报告\n——2024年1月9日在青禾县第十八届人民代表大会第三次会议上\n"
        "县长 某某\n各位代表：\n我代表县人民政府作报告。"
    )
    assert read_metadata(document(text), "青禾.txt") == Metadata(
        "[青禾县2024年]政府工作报告",
        "青禾县人民政府",
        "青禾县",
        2024,
        "government_work_report",
        "zh",
        "2024-01-09",
        supplied="青禾县2024年",
    )
    assert read_metadata(document("2023年云岭县政府工作报告\n各位代表："), "a.txt").region == "云岭县"


def test_a_title_broken_over_two_lines() -> None:
    text = (
        "政府工作报\n告\n——2021年3月5日在第十三届全国人民代表大会第四次会议上\n"
        "国务院总理\n各位代表：\n现在，我代表国务院作报告。"
    )
    read = read_metadata(document(text), "report.txt")
    assert (read.title, read.issuer, read.region, read.year, read.delivered) == (
        "[国务院2021年]政府工作报告",
        "国务院",
        "全国",
        2021,
        "2021-03-05",
    )


def test_the_only_year_may_stand_in_a_banner_that_parsing_removed() -> None:
    text = "各位代表:现在,我代表县人民政府向大会报告工作。一、本届政府及XXXX年工作回顾过去五年,是不平凡的五年。"
    banner = "《2021年政府工作报告(区县).docx》由会员分享,可在线阅读。"
    read = read_metadata(document(text, banner), "seed.txt")
    assert (read.title, read.region, read.year, read.kind) == (
        "2021年政府工作报告(区县)",
        None,
        2021,
        "government_work_report",
    )


@pytest.mark.parametrize(
    ("text", "name", "title", "kind", "year", "issuer"),
    [
        (
            "比亚迪股份有限公司\n比亚迪股份有限公司 2023 年年度报告全文\n正文。",
            "a.pdf",
            "比亚迪股份有限公司 2023 年年度报告全文",
            "annual_report",
            2023,
            "比亚迪股份有限公司",
        ),
        (
            (
                "FORM 10-K\n☑ ANNUAL REPORT PURSUANT TO SECTION 13 OF THE SECURITIES EXCHANGE ACT OF 1934\n"
                "For the fiscal year ended December 31, 2021\nGalaxy Gaming, Inc.\n"
            ),
            "x.html",
            "[Galaxy Gaming, Inc., fiscal year ended December 31, 2021] FORM 10-K",
            "annual_report",
            2021,
            "Galaxy Gaming, Inc.",
        ),
        (
            "Dear shareholders, colleagues:\nIt was a good year.",
            "microsoft_annual_report_2022.pdf",
            "microsoft annual report 2022",
            "annual_report",
            2022,
            None,
        ),
        (
            "Sustainability Report 2023\nOur people.",
            "r.pdf",
            "Sustainability Report 2023",
            "sustainability_report",
            2023,
            None,
        ),
        (
            "2023年度环境、社会及管治报告\n前言",
            "r.pdf",
            "2023年度环境、社会及管治报告",
            "sustainability_report",
            2023,
            None,
        ),
        ("云岭县2022年度审计报告\n前言", "r.pdf", "云岭县2022年度审计报告", "audit_report", 2022, None),
    ],
)
def test_other_reports(text: str, name: str, title: str, kind: str, year: int, issuer: str | None) -> None:
    read = read_metadata(document(text), name)
    assert (read.title, read.kind, read.year, read.issuer) == (title, kind, year, issuer)


@pytest.mark.parametrize(
    ("text", "title", "year", "region"),
    [
        (
            "关于阶段性减免企业社会保险费的通知 各省：自2020年2月起减免。",
            "关于阶段性减免企业社会保险费的通知",
            None,
            None,
        ),
        ("重庆省际包车全面恢复正常运转 2月11日发布消息。", "重庆省际包车全面恢复正常运转", None, "重庆"),
        ("泡泡战士\n\n2008年由韩国公司开发的游戏，在中国大陆运营。", "泡泡战士", None, None),
        ("Normans\n\nThe Normans were people in 1066.", "Normans", None, None),
        ("关于2020年工作的通知\n正文2019年。", "关于2020年工作的通知", 2020, None),
    ],
)
def test_what_is_no_report_gets_only_what_its_title_states(
    text: str, title: str, year: int | None, region: str | None
) -> None:
    read = read_metadata(document(text), "0e97455c4c79349dbc96983c639a96ab.txt")
    assert (read.title, read.year, read.region, read.kind, read.issuer) == (title, year, region, "other", None)


def test_a_notice_of_a_districts_office_is_found_by_its_city() -> None:
    read = read_metadata(document("北京市通州区税务局关于办税的通知\n正文。"), "a.txt")
    assert (read.issuer, read.region) == ("北京市通州区税务局", "北京")


def test_the_files_name_is_the_last_resort() -> None:
    assert read_metadata(document("，。"), "年度总结.txt").title == "年度总结"
    assert read_metadata(document("各位代表：我报告工作。"), "2022年云岭县政府工作报告.txt").year == 2022


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("政府工作报告 GDP 增长", "zh"),
        ("Annual report of 北京", "en"),
        ("年度報告です。これはペンです", "ja"),
        ("연례 보고서", "ko"),
        ("Отчет", "ru"),
        ("", "en"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert read_metadata(document(text), "x.txt").language == language


@pytest.mark.shared
@pytest.mark.parametrize("renamed", [False, True])
def test_all_31_provincial_reports(shared_data: Path, renamed: bool) -> None:
    files = sorted((shared_data / "reports" / "provincial-2025").glob("*.docx"))
    assert len(files) == 31
    regions = set()
    for file in files:
        read = read_metadata(parse_file(file), "upload.docx" if renamed else file.name)
        region = canonical_region(file.stem.removeprefix("2025年").removesuffix("政府工作报告"))
        assert region is not None
        assert (read.title, read.region, read.year) == (file.stem, region, 2025)
        assert read.issuer == f"{FULL_NAMES[region]}人民政府"
        assert (read.kind, read.language) == ("government_work_report", "zh")
        assert (read.delivered or "").startswith("2025-01-"), file.name
        regions.add(region)
    assert len(regions) == 31


@pytest.mark.shared
@pytest.mark.parametrize("renamed", [False, True])
def test_all_52_state_council_reports(shared_data: Path, renamed: bool) -> None:
    files = sorted((shared_data / "reports" / "state-council").glob("*.txt"))
    assert len(files) == 52
    for file in files:
        read = read_metadata(parse_file(file), "upload.txt" if renamed else file.name)
        assert (read.title, read.region, read.issuer) == (file.stem, "全国", "国务院")
        assert (read.year, read.kind, read.language) == (int(file.name[:4]), "government_work_report", "zh")


@pytest.mark.shared
def test_the_county_report(shared_data: Path) -> None:
    file = next((shared_data / "reports" / "county-2021").glob("*.txt"))
    read = read_metadata(parse_file(file), "upload.txt")
    assert (read.title, read.year, read.region, read.kind) == (
        "2021年政府工作报告(区县)",
        2021,
        None,
        "government_work_report",
    )


@pytest.mark.shared
def test_policy_notices_get_no_year_but_their_own(shared_data: Path) -> None:
    files = sorted((shared_data / "qa" / "ncp-policy" / "reports").glob("*.txt"))[:100]
    read = [read_metadata(parse_file(file), file.name) for file in files]
    assert {metadata.kind for metadata in read} == {"other"}
    assert {metadata.year for metadata in read} <= {None, 2019, 2020}
    assert all(metadata.title and len(metadata.title) <= 100 for metadata in read)
