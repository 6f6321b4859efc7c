"""Rows of asked reports as CSV and as a workbook: in each cell the answer with its quote, or that it is not told."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from assistant.ledger.tables import safe_cell
from assistant.messages import Language, message
from assistant.records import Record
from index.patterns import regex
from index.text.script import language_of

# A spreadsheet's cell holds 32,767 characters; what is cut off ends with a sign that it is.
_MOST_CHARACTERS = 32_000
_MARKS = regex(r"(?:\[\d+\])+(?=\n|$)")
_REPORT = ("report_id", "title", "region", "issuer", "year", "source")


def not_asked(question: str, why: str = "") -> Record:
    """A cell that was not asked yet, or, with `why`, could not be."""
    return {"question": question, "status": "not_asked", "answer": "", "why": why, "citations": []}


def is_told(cell: Record) -> bool:
    """Whether the report answers the question."""
    return bool(cell["status"] == "answered")


def said(cell: Record) -> str:
    """The answer without the numbers of its citations; that it is not told where it isn't, or was not asked."""
    if cell["status"] == "not_asked":
        return str(cell["why"] or message(language_of(cell["question"]), "each.not_asked"))
    if not is_told(cell):
        return message(language_of(cell["question"]), "each.not_told")
    return _MARKS.sub("", cell["answer"])


def whole(cell: Record) -> str:
    """A cell as a table shows it: the answer, and under it each quote with its place.

    A quote that the answer already says letter for letter is named by its place alone.
    """
    lines = [said(cell)]
    language = language_of(cell["question"])
    for citation in cell["citations"] if is_told(cell) else ():
        stands = citation["quote"] in lines[0]
        quote, place = " ".join(citation["quote"].split()), citation["locator"]
        shown = message(language, "each.place", place=place)
        lines.append(shown if stands else message(language, "each.quote", quote=quote, place=place))
    text = "\n".join(dict.fromkeys(lines))
    return text if len(text) <= _MOST_CHARACTERS else f"{text[: _MOST_CHARACTERS - 1]}…"


def csv_text(rows: Sequence[Record], questions: Sequence[str]) -> str:
    """A row a report, a column a question behind what the report is. With a byte-order mark, for spreadsheets."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([safe_cell(name) for name in (*_REPORT, *questions)])
    for row in rows:
        cells = [row[name] if row[name] is not None else "" for name in _REPORT]
        writer.writerow([safe_cell(cell) for cell in (*cells, *map(whole, row["cells"]))])
    return "\ufeff" + out.getvalue()


def xlsx_bytes(rows: Sequence[Record], questions: Sequence[str]) -> bytes:
    """A workbook: the answers on the first sheet, each linked to its quotes on the second."""
    import xlsxwriter

    language: Language = language_of("\n".join(questions))
    out = io.BytesIO()
    # Texts of reports stay texts: no formulas, links or numbers are made of them.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    names = [message(language, f"sheet.{name}") for name in ("answers", "quotes")]
    answers, quoted = (book.add_worksheet(name) for name in names)
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    link = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#0563C1", "underline": 1})
    faint = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#808080"})
    head = [message(language, f"column.{name}") for name in ("report", "whose", "year", "file")]
    answers.write_row(0, 0, [*head, *questions], bold)
    titles = [message(language, f"column.{name}") for name in ("report", "question", "answer", "quote", "place")]
    quoted.write_row(0, 0, titles, bold)
    line = 1
    for at, row in enumerate(rows, start=1):
        known: tuple[Any, ...] = (row["title"], row["region"] or row["issuer"] or "", row["year"] or "", row["source"])
        answers.write_row(at, 0, known, wrapped)
        for column, cell in enumerate(row["cells"], start=len(head)):
            text = said(cell)[:_MOST_CHARACTERS]
            if not is_told(cell):
                answers.write_string(at, column, text, faint)
                continue
            answers.write_url(at, column, f"internal:'{names[1]}'!D{line + 1}", link, text)
            for citation in cell["citations"]:
                place = (row["title"], cell["question"], text, citation["quote"][:_MOST_CHARACTERS])
                quoted.write_row(line, 0, (*place, citation["locator"]), wrapped)
                line += 1
    answers.freeze_panes(1, 1)
    answers.set_column(0, 0, 36)
    answers.set_column(1, len(head) - 1, 12)
    answers.set_column(len(head), len(head) + len(questions) - 1, 48)
    quoted.set_column(0, 2, 36)
    quoted.set_column(3, 4, 72)
    book.close()
    return out.getvalue()
