"""What a reader finds in each page: verdict, what differs, quote, place, hashes; and in two languages."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from lxml import html

from assistant.answer import Answer, AppliedScope, Statement, Verdict
from assistant.bundle.items import Item, Overrule, Reviewed
from assistant.bundle.marking import marked
from assistant.bundle.reading import read_bundle
from assistant.bundle.writing import write_exports
from assistant.errors import AssistantError
from assistant.settings import Settings
from index.library import Library
from index.scope import Scope

MADE = "2026-11-26T17:00:00Z"
PERSON = Overrule("partly_supported", "尾数之差", "李记者", "2026-11-25T23:00:00Z")
# https://schema.org/ClaimReview and what it refers to: the properties that each type has, of those we write.
PROPERTIES = {
    "ClaimReview": {"claimReviewed", "itemReviewed", "reviewRating", "reviewBody", "author", "datePublished", "url"}
    | {"inLanguage", "citation"},
    "Claim": {"identifier", "text"},
    "Rating": {"alternateName", "ratingValue", "bestRating", "worstRating", "ratingExplanation"},
    "Quotation": {"text", "description", "isPartOf"},
    "Report": {"name", "identifier", "publisher", "url"},
    "PropertyValue": {"propertyID", "value"},
    "Organization": {"name"},
    "Person": {"name"},
}
REQUIRED = {
    "ClaimReview": {"claimReviewed", "reviewRating", "url", "author", "datePublished", "itemReviewed"},
    "Rating": {"alternateName"},
    "Quotation": {"text", "isPartOf"},
    "Report": {"name", "identifier"},
    "Organization": {"name"},
    "Person": {"name"},
}


@pytest.fixture(scope="module")
def folder(verdicts: list[Verdict], kept_library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    items: list[Item] = [Reviewed(verdicts[0], PERSON, (("版面", "A3"),)), *verdicts[1:]]
    write_exports(items, folder, library=kept_library, settings=Settings(), originals=True, made=MADE)
    return folder


def test_html_marks_what_differs_on_both_sides(folder: Path) -> None:
    page = html.document_fromstring((folder / "evidence.html").read_text("utf-8"))
    (claim,) = page.xpath("//section[@id='claim-1']")
    # "16.8%" holds "6.8%" and is another figure.
    assert [mark.text for mark in claim.xpath(".//h2//mark")] == ["6.8%"]
    assert [mark.text for mark in claim.xpath(".//blockquote//mark")] == ["6.1%"]
    assert claim.xpath("string(.//blockquote/b)") == "全年地区生产总值211.3亿元，增长6.1%"
    assert [badge.text for badge in claim.xpath(".//dl//span[contains(@class, 'verdict')]")] == [
        "与报告不符",
        "部分与报告相符",
    ]
    assert [row.text_content() for row in page.xpath("//table[@class='summary']/tbody/tr")] == [
        "12024年云岭县地区生产总值增长16.8%，不是6.8%。部分与报告相符 人工改判",
        "2澜石光电2024年营业收入增长14.24%。与报告相符",
        "3云岭最美。无法核查",
    ]
    assert "https://example.org/reports?id=1&lang=zh" in page.xpath("//a/@href")


def test_html_shows_the_bundle_s_hash(folder: Path) -> None:
    bundle, intact = read_bundle(folder / "bundle.json")
    assert intact
    for name in ("evidence.html", "evidence.md"):
        assert bundle.sha256 in (folder / name).read_text("utf-8")


def test_originals_and_the_page_s_picture_lie_beside(folder: Path, kept_library: Library) -> None:
    bundle, _ = read_bundle(folder / "bundle.json")
    for report in bundle.reports:
        assert report.original is not None
        assert (folder / report.original).read_bytes() == kept_library.original(report.report_id).read_bytes()
    images = [citation.image for claim in bundle.claims for citation in claim.citations]
    assert images[0] is None and images[1] is not None
    assert (folder / images[1]).read_bytes().startswith(b"\x89PNG")
    page = html.document_fromstring((folder / "evidence.html").read_text("utf-8"))
    linked = {link for link in page.xpath("//a/@href") if link.startswith("originals/")}
    assert linked == {str(path.relative_to(folder)) for path in (folder / "originals").iterdir()}


def test_a_changed_original_is_not_passed_off_as_one(
    verdicts: list[Verdict], kept_library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other.docx").write_bytes(b"other")
    monkeypatch.setattr(kept_library, "original", lambda report_id: tmp_path / "other.docx")
    with pytest.raises(AssistantError, match=r"the kept file of 2025年云岭县政府工作报告\.docx is missing or changed"):
        write_exports(verdicts, tmp_path / "out", library=kept_library, settings=Settings(), originals=True)
    assert not (tmp_path / "out" / "bundle.json").exists()


def test_markdown_tells_the_stance_of_each_quote(folder: Path) -> None:
    lines = (folder / "evidence.md").read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith("### ")] == ["### [1] 相反", "### [1] 支持"]
    assert "| 数值 | **6.8%** | **6.1%** |" in lines


def test_docx_says_and_marks_the_same(folder: Path) -> None:
    document = docx.Document(str(folder / "evidence.docx"))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for line in (
        "机器结论: 与报告不符",
        "人工改判: 部分与报告相符",
        "说明: 尾数之差",
        "改判人: 李记者 2026-11-25T23:00:00Z",
        "按此核查: 云岭县2024年地区生产总值增长6.8%。",
        "位置: 《2025年云岭县政府工作报告》一、第1段",
        "版面: A3",
    ):
        assert line in text
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW] == ["6.8%", "6.1%"]
    assert [cell.text for cell in document.tables[1].rows[1].cells] == ["数值", "6.8%", "6.1%"]
    assert document.core_properties.author == "Wenju"
    assert document.core_properties.created is not None
    assert document.core_properties.created.isoformat() == "2026-11-26T17:00:00+00:00"


def test_csv_keeps_both_verdicts_and_the_quote(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((folder / "evidence.csv").read_text("utf-8-sig"))))
    chosen = ("id", "verdict", "overruled_verdict", "overruled_note", "mismatches", "stance", "quote", "page", "版面")
    assert [tuple(row[name] for name in chosen) for row in rows] == [
        (
            "a",
            "refuted",
            "partly_supported",
            "尾数之差",
            "value: 6.8% / 6.1%",
            "refutes",
            "全年地区生产总值211.3亿元，增长6.1%",
            "",
            "A3",
        ),
        (
            "b",
            "supported",
            "",
            "",
            "",
            "supports",
            "2024年，公司实现营业收入187,236.47万元，同比增长14.24%",
            "3",
            "",
        ),
        ("c", "not_checkable", "", "", "", "", "", "", ""),
    ]


def typed(value: Any) -> list[dict[str, Any]]:
    found = [value] if isinstance(value, dict) and "@type" in value else []
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return found + [node for each in inner for node in typed(each)]


def test_claim_review_has_the_properties_of_schema_org(folder: Path) -> None:
    document = json.loads((folder / "claimreview.jsonld").read_text("utf-8"))
    assert document["@context"] == "https://schema.org"
    nodes = typed(document)
    for node in nodes:
        names = {name for name in node if not name.startswith("@")}
        assert names <= PROPERTIES[node["@type"]], node["@type"]
        assert REQUIRED.get(node["@type"], set()) <= names, node["@type"]
        assert all(value not in (None, "", []) for name, value in node.items() if name != "citation")
    reviews = document["@graph"]
    assert [review["@type"] for review in reviews] == ["ClaimReview"] * 3
    assert [review["url"] for review in reviews] == [f"evidence.html#claim-{n}" for n in (1, 2, 3)]
    # The person's verdict is the one that is published, under the person's name and on the person's day.
    assert reviews[0]["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "部分与报告相符",
        "ratingValue": 3,
        "bestRating": 5,
        "worstRating": 1,
        "ratingExplanation": "尾数之差",
    }
    assert (reviews[0]["author"], reviews[0]["datePublished"]) == (
        {"@type": "Person", "name": "李记者"},
        "2026-11-25",
    )
    assert (reviews[1]["reviewRating"]["ratingValue"], reviews[1]["datePublished"]) == (5, "2026-11-26")
    assert "ratingValue" not in reviews[2]["reviewRating"]
    quotation = reviews[1]["citation"][0]
    assert quotation["text"] == "2024年，公司实现营业收入187,236.47万元，同比增长14.24%"
    assert quotation["isPartOf"]["publisher"] == {"@type": "Organization", "name": "澜石光电股份有限公司"}
    assert quotation["isPartOf"]["url"] == "https://example.org/reports?id=1&lang=zh"


def test_answers_are_kept_in_english_too(kept_library: Library, tmp_path: Path) -> None:
    from assistant.citations import cite

    report = kept_library.get(kept_library.resolve("harrow-finch-sustainability-2024.html"))
    start = report.text.index("In 2024")
    end = report.text.index(".", start) + 1
    citation = cite(report, start, end, 1)
    answer = Answer(
        "What happened in 2024?",
        "answered",
        (Statement(citation.quote, (1,)),),
        (citation,),
        (),
        AppliedScope(Scope(), 6),
        mode="openai:small",
    )
    write_exports([answer], tmp_path, library=kept_library, settings=Settings(), made=MADE)
    page = html.document_fromstring((tmp_path / "evidence.html").read_text("utf-8"))
    assert page.get("lang") == "en"
    assert page.xpath("string(//h1)") == "Questions answered"
    assert page.xpath("string(//blockquote/b)") == citation.quote
    assert page.xpath("//table") == []
    for name in ("evidence.html", "evidence.md"):
        assert "Answered by a language model" in (tmp_path / name).read_text("utf-8")
    bundle, intact = read_bundle(tmp_path / "bundle.json")
    assert intact and bundle.answers[0].citations[0].quote == citation.quote
    assert json.loads((tmp_path / "claimreview.jsonld").read_text("utf-8"))["@graph"] == []


def test_a_line_of_results_is_kept_as_the_verdict_itself(
    verdicts: list[Verdict], kept_library: Library, tmp_path: Path
) -> None:
    for name, items in (("values", list(verdicts)), ("lines", [verdict.to_json() for verdict in verdicts])):
        write_exports(items, tmp_path / name, ["json"], library=kept_library, settings=Settings(), made=MADE)
    assert (tmp_path / "values" / "bundle.json").read_bytes() == (tmp_path / "lines" / "bundle.json").read_bytes()


def test_the_items_are_left_as_they_were(verdicts: list[Verdict], kept_library: Library, tmp_path: Path) -> None:
    line = verdicts[0].to_json()
    before = json.dumps(line, ensure_ascii=False)
    write_exports([line], tmp_path, ["json"], library=kept_library, settings=Settings())
    assert json.dumps(line, ensure_ascii=False) == before


def test_marked_pieces_join_to_the_text_and_mark_whole_figures() -> None:
    assert marked("增长16.8%，不是6.8%", ["6.8%"]) == [("增长16.8%，不是", False), ("6.8%", True)]
    assert marked("增长6.85%", ["6.8"]) == [("增长6.85%", False)]
    assert marked("a rise of 5% in arise", ["rise", "5%"]) == [
        ("a ", False),
        ("rise", True),
        (" of ", False),
        ("5%", True),
        (" in arise", False),
    ]
    assert marked("", ["x"]) == []
    assert marked("x", [" ", ""]) == [("x", False)]
