"""A bundle as a Word document: the same as the pages say, marked so that grey shows it too, the same bytes twice."""

import io
import zipfile
from typing import Any

import docx
from docx.enum.text import WD_COLOR_INDEX

from assistant.bundle.formats.docx import docx_page
from assistant.bundle.schema import Bundle


def document_of(bundle: Bundle) -> Any:
    return docx.Document(io.BytesIO(docx_page(bundle)))


def paragraphs(bundle: Bundle) -> list[str]:
    return [paragraph.text for paragraph in document_of(bundle).paragraphs]


def test_it_says_who_overruled_and_how_the_claim_was_read(bundle: Bundle) -> None:
    said = paragraphs(bundle)
    for line in (
        "机器结论: 与报告不符",
        "人工改判: 部分与报告相符",
        "说明: 尾数之差",
        "改判人: 李记者 2026-11-25T23:00:00Z",
        "按此核查: 云岭县2024年地区生产总值增长6.8%。",
        "版面: A3",
    ):
        assert line in said
    assert any(line.startswith("位置: 《2025年云岭县政府工作报告》一、第1段\n") for line in said)


def test_what_differs_is_highlighted_and_underlined_in_claim_and_quote(bundle: Bundle) -> None:
    document = document_of(bundle)
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW] == ["6.8%", "6.1%"]
    assert [run.text for run in runs if run.underline] == ["6.8%", "6.1%"]
    assert [cell.text for cell in document.tables[1].rows[1].cells] == ["数值", "6.8%", "6.1%"]


def test_the_summary_is_a_row_a_claim_and_only_what_differs_has_a_table(bundle: Bundle, answered: Bundle) -> None:
    tables = document_of(bundle).tables
    assert [[cell.text for cell in row.cells][2] for row in tables[0].rows] == [
        "结论",
        "部分与报告相符 · 人工改判",
        "与报告相符",
        "无法核查",
    ]
    assert len(tables) == 2
    assert document_of(answered).tables == []


def test_a_claim_that_was_not_read_shows_why(unread: Bundle) -> None:
    said = paragraphs(unread)
    assert said[said.index("1. row 2") + 1] == "未能核查: line 2: no claim in this row"


def test_the_file_bears_the_bundle_s_time_and_no_clock_s(bundle: Bundle) -> None:
    properties = document_of(bundle).core_properties
    assert properties.author == "Wenju"
    assert properties.created.isoformat() == properties.modified.isoformat() == "2026-11-26T17:00:00+00:00"
    assert docx_page(bundle) == docx_page(bundle)
    with zipfile.ZipFile(io.BytesIO(docx_page(bundle))) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_time_that_is_none_costs_no_document(bundle: Bundle) -> None:
    created = document_of(bundle.model_copy(update={"made": "today"})).core_properties.created
    assert created.year == 1980


def test_an_answer_is_told_in_its_own_language(answered: Bundle) -> None:
    said = paragraphs(answered)
    assert said[0] == "Questions answered"
    assert "Answered by a language model: openai:small" in said
    assert answered.answers[0].citations[0].quote in said
