"""Lines for a person: what each says of a report, passage, answer and verdict, and what it leaves out."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from scripted import answered, judged

from assistant.answer import (
    AnswerTable,
    AppliedScope,
    AskBack,
    Citation,
    Computed,
    Dropped,
    Mismatch,
    Statement,
    TableCell,
)
from assistant.cli.output import (
    answer_lines,
    counted_line,
    list_lines,
    outcome_lines,
    print_outcomes,
    record_line,
    search_lines,
    verdict_lines,
)
from assistant.endpoints.documents import list_document
from index.ingestion.preparing import FileOutcome
from index.report import Correction, Metadata, RankedPassage, Source
from index.scope import Scope
from index.store.rows import StoredReport

STORED = StoredReport(
    1,
    "ab" * 32,
    Metadata("青禾报告", year=2024),
    (Source("a.pdf", None, ""),),
    "a",
    12,
    9_000,
    30,
    "2026",
    ("cut",),
    10,
)
QUOTE = Citation(1, "r", "报告", "a.pdf", (), None, 0, 9, "新建公路\n126公里。", "《报告》第1段", "t", "1")
PASSAGE = RankedPassage(1, 0.5, "r", "报告", "a.pdf", ("一、回顾", "（一）公路"), 3, 0, 9, "新建公路\n126公里。")


def test_a_report_is_a_line_with_what_is_known_of_it() -> None:
    bare = StoredReport(
        2, "cd" * 32, Metadata("无名"), (Source("b.txt", None, ""),), "b", None, 1_234, 1, "2026", (), 1
    )
    assert list(list_lines([STORED, bare])) == [
        "abababababab  2024  -  青禾报告  (12 pp, 30 passages, 20 not embedded yet)",
        "cdcdcdcdcdcd  ----  -  无名  (1,234 ch, 1 passages)",
        "2 reports",
    ]
    assert list(list_lines([STORED]))[-1] == "1 report"
    (entry,) = list_document([STORED])["reports"]
    assert (entry["source"], entry["pages"], entry["problems"]) == ("a.pdf", 12, ["cut"])
    assert (entry["passages"], entry["not_embedded"]) == (30, 20)


def test_a_passage_is_on_one_line_and_an_empty_scope_is_said() -> None:
    assert list(search_lines([PASSAGE], AppliedScope(Scope(), 1), 1)) == [
        "1. 报告  一、回顾 › （一）公路  p. 3  (0.500)",
        "   新建公路 126公里。",
    ]
    (line,) = search_lines([], AppliedScope(Scope(years=(1999,)), 0), 6)
    assert line == "The library has no report of this scope. It holds 6: wenju list"


def test_a_quote_that_is_the_statement_itself_is_not_printed_twice() -> None:
    whole = answered("问？", [QUOTE])
    assert list(answer_lines(whole)) == ["新建公路\n126公里。[1]", "", "[1] 《报告》第1段  (a.pdf)"]
    part = answered("问？", [QUOTE], statements=(Statement("126公里", (1,)),))
    assert list(answer_lines(part))[-1] == "    新建公路 126公里。"


def test_what_a_model_wrote_in_vain_and_who_wrote_stand_below() -> None:
    dropped = (Dropped("增长9%。", "没有注明出处"),)
    lines = list(answer_lines(answered("问？", [QUOTE], mode="openai:small", dropped=dropped)))
    assert lines[-4:] == [
        "",
        "由 openai:small 作答 · 逐句核对过原文",
        "核对不上原文、已删去的句子：1",
        "  - 增长9%。  (没有注明出处)",
    ]


def test_a_question_made_whole_and_a_fallback_are_said_first() -> None:
    lines = list(answer_lines(answered("2024年呢？", [QUOTE], rewritten=True, fallback="语言模型没有写出内容。")))
    assert lines[:2] == ["按这个问题作答：2024年呢？", "（语言模型没有写出内容。）"]


def test_nearest_passages_are_cut() -> None:
    long = RankedPassage(1, 0.5, "r", "报告", "a.pdf", (), None, 0, 400, "字" * 400)
    lines = list(answer_lines(answered("问？", [], status="not_found", note="没有。", nearest=(long,))))
    assert lines == ["没有。", "", "最接近的原文，供你判断", "  报告  ", f"    {'字' * 120}…"]


def test_a_slip_in_a_quote_is_noted() -> None:
    slip = replace(QUOTE, corrections=(Correction(0, 2, "X%o", "X%", "letter after a per cent sign"),))
    assert list(answer_lines(answered("问？", [slip])))[-1] == "    原文作“X%o”，按“X%”读"


def test_a_verdict_says_what_differs_and_how_it_was_read_in_the_claim_s_language() -> None:
    verdict = judged(
        "GDP grew 5%.",
        "refuted",
        [QUOTE],
        reason="The value differs.",
        mismatches=(Mismatch("value", "5%", "6%"),),
        read_as="In 2024, GDP grew 5%.",
    )
    assert list(verdict_lines(verdict)) == [
        "✗ Refuted",
        "  The value differs.",
        "  Read as: In 2024, GDP grew 5%.",
        "  value: the claim says “5%”, the report says “6%”",
        "",
        "[1] 《报告》第1段  (a.pdf)",
        "    新建公路 126公里。",
    ]
    bare = judged("增长5%。", "not_checkable", read_as="增长5%。")
    assert list(verdict_lines(bare)) == ["– 无法核查"]


def test_a_batch_is_a_line_a_claim_and_a_count() -> None:
    assert record_line({"id": "7", "claim": "增长\n5%", "verdict": "supported"}) == "✓ 与报告相符  7  增长 5%"
    assert counted_line(["", "supported", "refuted", "supported"]) == (
        "4 claims: supported 2, refuted 1, not checked 1"
    )
    assert counted_line(["refuted"]) == "1 claim: refuted 1"


def test_refused_files_come_last_on_stderr_and_set_the_status(capsys: pytest.CaptureFixture[str]) -> None:
    added = FileOutcome("a.txt", Path("x/a.txt"), "added", "ab" * 32, passages=3)
    refused = FileOutcome("b.pdf", Path("x/b.pdf"), "refused", reason="is empty")
    assert print_outcomes([refused, added], [Path("x")], as_json=False) == 3
    captured = capsys.readouterr()
    assert captured.out == ""  # it was said when its report was stored
    assert list(outcome_lines(added)) == ["added    abababababab  a.txt  3 passages"]
    assert list(outcome_lines(refused)) == []
    assert captured.err == "wenju: refused x/b.pdf: is empty\n"
    assert print_outcomes([refused], [Path("x")], as_json=True) == 1
    assert json.loads(capsys.readouterr().out)["files"][0]["reason"] == "is empty"
    assert print_outcomes([], [Path("x"), Path("y")], as_json=False) == 1
    assert "x, y holds no file to add" in capsys.readouterr().err


def test_a_table_is_aligned_and_what_was_computed_is_marked() -> None:
    table = AnswerTable(("公路",), ("青禾", "old"), (TableCell(0, 0, "126公里", 1), TableCell(1, 0, "9公里", 1)))
    answer = answered("问？", [QUOTE], statements=(), table=table, computed=(Computed("126 − 9", (1,), "117公里"),))
    assert list(answer_lines(answer))[:4] == [
        "算出来的：117公里 = 126 − 9[1]",
        "      公路",
        "青禾  126公里 [1]",
        "old   9公里 [1]",
    ]


def test_related_sentences_and_what_may_be_asked_stand_below() -> None:
    open_question = answered(
        "问？", (), status="not_found", note="没有。", related=(QUOTE,), ask_back=(AskBack("青禾", "青禾的？"),)
    )
    assert list(answer_lines(open_question)) == [
        "没有。",
        "",
        "你想问的是哪一个？",
        "  青禾：青禾的？",
        "",
        "相关的原文，供你判断",
        "  《报告》第1段  (a.pdf)",
        "    新建公路 126公里。",
    ]
