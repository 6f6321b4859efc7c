"""The sample reports: reproducible, consistent across the years, and readable by readers that are not ours."""

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from docx.document import Document
from docx.table import Table
from lxml import html

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
REPORTS = SAMPLES / "reports"

COUNTY = {
    2023: "2023年云岭县政府工作报告.txt",
    2024: "2024年云岭县政府工作报告.docx",
    2025: "2025年云岭县政府工作报告.docx",
}
ANNUAL_REPORT = "澜石光电2024年年度报告.pdf"
SUSTAINABILITY = "harrow-finch-sustainability-2024.html"
LAKE = "青湖水质监测年报2024.md"

# year of the target, how its own report states it, how the next year's report states the outcome
TARGETS = [
    (2023, "地区生产总值增长6%左右", "地区生产总值198.6亿元,增长6.2%"),
    (2023, "一般公共预算收入增长5%", "一般公共预算收入10.42亿元,增长5.7%"),
    (2023, "固定资产投资增长10%以上", "固定资产投资增长11.3%"),
    (2023, "规模以上工业增加值增长8%", "规模以上工业增加值增长8.4%"),
    (2023, "粮食产量稳定在12.6万吨以上", "粮食产量12.72万吨"),
    (2023, "城镇新增就业3000人以上", "城镇新增就业3268人"),
    (2023, "旅游综合收入达到38亿元", "旅游综合收入38.9亿元"),
    (2023, "空气质量优良天数345天以上", "空气质量优良天数351天"),
    (2023, "茶叶综合产值达到24亿元", "茶叶综合产值24.3亿元"),
    (2023, "新建改建农村公路100公里", "新建改建农村公路104公里"),
    (2023, "新增中小学学位1200个", "新增中小学学位1260个"),
    (2023, "新建高标准农田1.5万亩", "新建高标准农田1.58万亩"),
    (2023, "亿元以上项目40个", "亿元以上项目42个"),
    (2024, "地区生产总值增长6%左右", "地区生产总值211.3亿元,增长6.1%"),
    (2024, "一般公共预算收入增长5.5%以上", "一般公共预算收入11.05亿元,增长6.0%"),
    (2024, "固定资产投资增长9%", "固定资产投资增长9.4%"),
    (2024, "规模以上工业增加值增长8.5%", "规模以上工业增加值增长9.1%"),
    (2024, "粮食产量12.75万吨以上", "粮食产量12.81万吨"),
    (2024, "城镇新增就业3200人以上", "城镇新增就业3415人"),
    (2024, "旅游综合收入45亿元", "旅游综合收入41.2亿元"),
    (2024, "空气质量优良天数350天以上", "空气质量优良天数355天"),
    (2024, "茶叶综合产值27亿元", "茶叶综合产值27.6亿元"),
    (2024, "新建改建农村公路120公里", "新建改建农村公路126公里"),
    (2024, "新增中小学和幼儿园学位1500个", "新增学位1530个"),
    (2024, "建设高标准农田1.8万亩", "建成高标准农田1.8万亩"),
    (2024, "新增普惠托位200个", "新增普惠托位216个"),
    (2024, "亿元以上项目45个", "亿元以上项目47个"),
]
MISSED = [(2024, "旅游综合收入45亿元")]


def fold(text: str) -> str:
    """NFKC without spaces and punctuation other than the decimal point and the per cent sign."""
    return re.sub(r"[^\w.%]|_", "", unicodedata.normalize("NFKC", text)).casefold()


def rows_and_paragraphs(document: Document) -> list[str]:
    lines = []
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            lines += ["\t".join(cell.text for cell in row.cells) for row in item.rows]
        else:
            lines.append(item.text)
    return lines


def parse_html(name: str) -> html.HtmlElement:
    parse: Callable[[str], html.HtmlElement] = html.fromstring  # lxml states no types
    return parse((REPORTS / name).read_text(encoding="utf-8"))


def visible_html(name: str) -> str:
    (main,) = parse_html(name).xpath("//main")
    for hidden in main.xpath(".//*[contains(@style, 'display:none')]"):
        hidden.drop_tree()
    return str(main.text_content())


@cache
def report_text(name: str) -> str:
    """The report's text by an independent reader, without what a sharing site or a page adds."""
    path = REPORTS / name
    if path.suffix == ".txt":
        banner, *pages, closing = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        assert banner.startswith("《2023年云岭县政府工作报告.docx》")
        return "".join(re.sub(r"^\d+、", "", page) for page in pages) + "\n" + closing
    if path.suffix == ".docx":
        return "\n".join(rows_and_paragraphs(docx.Document(str(path))))
    if path.suffix == ".pdf":
        return "\n".join(pdf_pages())
    if path.suffix == ".html":
        return visible_html(name)
    return path.read_text(encoding="utf-8")


@cache
def pdf_pages() -> tuple[str, ...]:
    return tuple(page.extract_text() for page in pypdf.PdfReader(REPORTS / ANNUAL_REPORT).pages)


def last_number(phrase: str) -> Decimal:
    return Decimal(re.findall(r"\d+(?:\.\d+)?", phrase)[-1])


def questions() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SAMPLES / "questions.jsonl").read_text(encoding="utf-8").splitlines()]


def build(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", str(SAMPLES / "build.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


def test_committed_reports_are_what_the_sources_build(tmp_path: Path) -> None:
    checked = build("--check")
    assert (checked.returncode, checked.stderr) == (0, "")
    for folder in ("first", "second"):
        assert build("--out", str(tmp_path / folder)).returncode == 0
    built = sorted(path.name for path in (tmp_path / "first").iterdir())
    assert built == sorted([*COUNTY.values(), ANNUAL_REPORT])
    for name in built:
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes()


def test_check_names_a_file_that_differs(tmp_path: Path) -> None:
    build("--out", str(tmp_path))
    (tmp_path / COUNTY[2023]).write_text("改过", encoding="utf-8")
    checked = build("--check", "--out", str(tmp_path))
    assert checked.returncode == 1
    assert checked.stderr.splitlines() == [
        f"{COUNTY[2023]}: not what yunling-2023.txt builds; run python samples/build.py"
    ]


def test_every_report_says_at_its_end_that_it_is_fictional() -> None:
    assert sorted(path.name for path in REPORTS.iterdir()) == sorted(
        [*COUNTY.values(), ANNUAL_REPORT, SUSTAINABILITY, LAKE]
    )
    for name in (*COUNTY.values(), ANNUAL_REPORT, LAKE):
        assert "本文为虚构示例" in report_text(name).strip()[-40:], name
    assert "This is a fictional sample report" in report_text(SUSTAINABILITY).strip()[-120:]


@pytest.mark.parametrize(("year", "target", "outcome"), TARGETS)
def test_each_target_has_its_outcome_in_the_next_report(year: int, target: str, outcome: str) -> None:
    plan = fold(report_text(COUNTY[year])).split("主要预期目标", 1)[1]
    review = fold(report_text(COUNTY[year + 1])).split(f"二{year + 1}年", 1)[0]
    assert fold(target) in plan
    assert fold(outcome) in review
    met = last_number(outcome) >= last_number(target)
    assert met == ((year, target) not in MISSED)


def test_promised_projects_are_kept() -> None:
    assert "全力办好10件民生实事" in report_text(COUNTY[2023])
    assert "10件民生实事全部办结" in report_text(COUNTY[2024])
    assert "今年集中力量办好12件民生实事" in report_text(COUNTY[2024])
    assert "12件民生实事全部办结" in report_text(COUNTY[2025])
    promises = report_text(COUNTY[2025]).split("今年办好11件民生实事：", 1)[1].split("。", 1)[0]
    assert re.findall(r"(?:^|；)(\d+)\.", promises) == [str(number) for number in range(1, 12)]


def test_the_missed_target_is_admitted() -> None:
    text = report_text(COUNTY[2025])
    assert "旅游综合收入41.2亿元，增长5.9%，比45亿元的年初目标少3.8亿元，没有完成。" in text
    assert "除旅游综合收入外，县十八届人大三次会议确定的主要目标全部完成" in text


@pytest.mark.parametrize(
    ("before", "after", "growth"),
    [
        ("9.86", "10.42", "5.7"),  # 一般公共预算收入, 亿元
        ("10.42", "11.05", "6.0"),
        ("21.5", "24.3", "13.0"),  # 茶叶综合产值
        ("24.3", "27.6", "13.6"),
        ("31.8", "38.9", "22.3"),  # 旅游综合收入
        ("38.9", "41.2", "5.9"),
        ("39860", "41650", "4.5"),  # 城镇居民人均可支配收入, 元
        ("19420", "20740", "6.8"),  # 农村
    ],
)
def test_growth_rates_follow_from_the_values(before: str, after: str, growth: str) -> None:
    assert round((Decimal(after) / Decimal(before) - 1) * 100, 1) == Decimal(growth)
    everything = "".join(report_text(name) for name in COUNTY.values())
    assert before in everything
    assert after in everything
    assert f"增长{growth}%" in everything


def test_the_shared_text_looks_copied() -> None:
    lines = (REPORTS / COUNTY[2023]).read_text(encoding="utf-8").splitlines()
    counters = [re.match(r"(\d+)、", line) for line in lines[1:-1]]
    assert [int(counter[1]) for counter in counters if counter] == list(range(1, 15))
    assert all(
        re.search(r"[\u4e00-\u9fff]$", line) for line in lines[1:-2]
    )  # every page but the last ends mid-sentence
    text = report_text(COUNTY[2023])
    for debris in ("增长X%", "6.4%o", "XX亿元", "XXXX年", "XXX亿元"):
        assert debris in text


def test_one_docx_has_heading_styles_and_the_other_none() -> None:
    styled = docx.Document(str(REPORTS / COUNTY[2024]))
    headings = [(p.style.name, p.text) for p in styled.paragraphs if p.style and p.style.name != "Normal"]
    assert headings[:3] == [
        ("Title", "2024年云岭县政府工作报告"),
        ("Heading 1", "一、2023年工作回顾"),
        ("Heading 2", "（一）经济回升有力，主要指标好于预期"),
    ]
    plain = docx.Document(str(REPORTS / COUNTY[2025]))
    assert {p.style.name for p in plain.paragraphs if p.style} == {"Normal"}
    for year in COUNTY:
        assert 3_500 <= len(report_text(COUNTY[year])) <= 5_000


def test_pdf_text_pages_and_bookmarks() -> None:
    reader = pypdf.PdfReader(REPORTS / ANNUAL_REPORT)
    assert len(reader.pages) == 8
    for number, text in enumerate(pdf_pages()[1:], start=2):
        assert f"第 {number} 页" in text
        assert "澜石光电股份有限公司 2024年年度报告" in text
    top = [entry for entry in reader.outline if not isinstance(entry, list)]
    assert [(str(entry.title), reader.get_destination_page_number(entry)) for entry in top] == [
        ("第一节 重要提示和释义", 2),
        ("第二节 董事长致辞", 2),
        ("第三节 公司简介和主要财务数据", 3),
        ("第四节 管理层讨论与分析", 4),
        ("第五节 风险因素", 5),
        ("第六节 公司治理、员工与社会责任", 6),
    ]


def source_tables() -> list[list[list[str]]]:
    source = (SAMPLES / "sources" / "lanshi-2024.md").read_text(encoding="utf-8")
    return [
        [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines() if "---" not in line]
        for block in source.split("\n\n")
        if block.startswith("|")
    ]


def test_pdf_tables_add_up_and_stand_in_the_pdf() -> None:
    text = fold(report_text(ANNUAL_REPORT))
    tables = source_tables()
    assert len(tables) == 7
    summed = 0
    for header, *rows in tables:
        for row in rows:
            assert fold("".join(row)) in text
        if rows[-1][0] != "合计":
            continue
        for column, name in enumerate(header[1:], start=1):
            values = [row[column].replace(",", "") for row in rows]
            if name == "占比" or not any("%" in value for value in values):
                *parts, total = [Decimal(value.rstrip("%")) for value in values]
                assert abs(sum(parts) - total) <= (Decimal("0.01") if name == "占比" else 0), (header, name)
                summed += 1
    assert summed == 2 + 1 + 2 + 1 + 2 + 1
    quarters = [[Decimal(cell.replace(",", "")) for cell in row[1:]] for row in tables[1][1:]]
    assert [sum(row[:-1]) for row in quarters] == [row[-1] for row in quarters]
    for row in tables[2][1:] + tables[3][1:]:
        now, before, growth = Decimal(row[1].replace(",", "")), Decimal(row[3].replace(",", "")), row[4]
        assert f"{(now / before - 1) * 100:.2f}%" == growth


def test_html_tables_add_up_and_hidden_text_is_wrong_on_purpose() -> None:
    page = parse_html(SUSTAINABILITY)
    emissions, safety = [
        [[str(cell.text_content()) for cell in row.xpath("./th|./td")] for row in table.xpath(".//tr")]
        for table in page.xpath("//table")
    ]
    numbers = {row[0]: [int(cell.replace(",", "")) for cell in row[1:]] for row in emissions[1:]}
    for one, two, both, three, total in zip(*numbers.values(), strict=True):
        assert one + two == both
        assert both + three == total
    rates = {row[0]: [Decimal(cell) for cell in row[1:]] for row in safety[1:]}
    hours = rates["Hours worked (million)"]
    for count, rate in (("Lost-time injuries", "Lost-time injury rate (per million hours)"),
                        ("Recordable injuries", "Recordable injury rate (per million hours)")):  # fmt: skip
        assert [round(n / h, 1) for n, h in zip(rates[count], hours, strict=True)] == rates[rate]
    visible = report_text(SUSTAINABILITY)
    assert 1_500 <= len(visible.split()) <= 2_200
    assert "27%" not in visible.split("Pay, skills and inclusion")[0]
    assert "reached 27% of the last-mile fleet" in "".join(page.itertext())


def test_reports_agree_with_one_another() -> None:
    lake = report_text(LAKE)
    assert "12个月中有10个月达到Ⅱ类" in lake
    assert "青湖有10个月水质达到Ⅱ类" in report_text(COUNTY[2025])
    assert "| 达到Ⅱ类的月份 | 个 | 6 | 9 | 10 |" in lake
    assert "青湖水质有9个月达到Ⅱ类，比上年增加3个月" in report_text(COUNTY[2024])
    for name in (COUNTY[2025], ANNUAL_REPORT):
        assert "32.6万套" in fold(report_text(name))
    assert "总投资6.8亿元" in fold(report_text(COUNTY[2023]))
    assert "总投资6.8亿元" in fold(report_text(ANNUAL_REPORT))
    points = [[Decimal(cell) for cell in line.split("|")[2:5]] for line in lake.splitlines() if line.startswith("| S")]
    assert [sum(column) / 6 for column in zip(*points, strict=True)] == [
        Decimal("0.021"),
        Decimal("4.8"),
        Decimal("3.6"),
    ]


def test_questions_are_answered_by_their_quotes() -> None:
    items = questions()
    assert len(items) == len({item["id"] for item in items}) == 30
    assert sum(not item["answerable"] for item in items) == 6
    for item in items:
        assert item["answerable"] == bool(item["answers"]) == bool(item["reports"]) == bool(item["quotes"])
        texts = [fold(report_text(name)) for name in item["reports"]]
        for quote in item["quotes"]:
            assert any(fold(quote) in text for text in texts), quote
        if item["answerable"]:
            assert any(fold(answer) in fold(quote) for answer in item["answers"] for quote in item["quotes"]), item
        for place in item.get("pages", []):
            assert place["report"] == ANNUAL_REPORT
            page = fold(pdf_pages()[place["page"] - 1])
            assert any(fold(quote) in page for quote in item["quotes"]), item
