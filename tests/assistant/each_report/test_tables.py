"""Rows of asked reports as tables: what a cell says, and that nothing in it becomes a formula."""

import csv
import io
import zipfile
from typing import Any

from assistant.each_report.tables import csv_text, is_told, said, whole, xlsx_bytes

QUESTION = "粮食产量是多少？"


def cell(answer: str, *quotes: str, status: str = "answered") -> dict[str, Any]:
    citations = [{"quote": quote, "locator": f"《报告》第{number}段"} for number, quote in enumerate(quotes, start=1)]
    return {"question": QUESTION, "status": status, "answer": answer, "citations": citations}


def row(*cells: dict[str, Any]) -> dict[str, Any]:
    return {
        "report_id": "ab12",
        "title": "=2025年青禾县政府工作报告",
        "region": "青禾县",
        "issuer": None,
        "year": 2025,
        "source": "qinghe.txt",
        "cells": list(cells),
    }


TOLD = cell("12万吨（青禾县2024年粮食产量）[1]", "粮食产量12万吨。")
SAID_BY_ITSELF = cell("粮食产量12万吨。[1]", "粮食产量12万吨。")
OPEN = cell("没有找到。", status="not_found")


def test_an_answer_without_its_numbers_and_that_it_is_not_told() -> None:
    assert is_told(TOLD) and not is_told(OPEN)
    assert said(TOLD) == "12万吨（青禾县2024年粮食产量）"
    assert said(OPEN) == "未提及"


def test_under_it_the_quote_with_its_place_and_the_place_alone_where_it_is_said_already() -> None:
    assert whole(TOLD) == "12万吨（青禾县2024年粮食产量）\n“粮食产量12万吨。”——《报告》第1段"
    assert whole(SAID_BY_ITSELF) == "粮食产量12万吨。\n——《报告》第1段"
    assert whole(OPEN) == "未提及"


def test_what_is_too_long_for_a_cell_ends_with_a_sign_that_it_is() -> None:
    text = whole(cell("长" * 40_000, "长"))
    assert len(text) == 32_000 and text.endswith("…")


def test_a_row_a_report_and_a_column_a_question() -> None:
    head, only = csv.reader(io.StringIO(csv_text([row(TOLD)], [QUESTION]).removeprefix("\ufeff")))
    assert head == ["report_id", "title", "region", "issuer", "year", "source", QUESTION]
    assert only[:6] == ["ab12", "'=2025年青禾县政府工作报告", "青禾县", "", "2025", "qinghe.txt"]
    assert only[6] == whole(TOLD)


def test_a_workbook_holds_answers_and_quotes_as_texts() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes([row(TOLD, OPEN)], [QUESTION, QUESTION]))) as book:
        shared = book.read("xl/sharedStrings.xml").decode()
        answers = book.read("xl/worksheets/sheet1.xml").decode()
    assert "粮食产量12万吨。" in shared and "未提及" in shared
    assert "=2025年青禾县政府工作报告" in shared and "<f>" not in answers
