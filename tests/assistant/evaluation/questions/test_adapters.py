"""Well-known formats as items: what each gives, and what is wrong with an entry that is none."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluation.items import Item, Problem
from assistant.evaluation.questions.adapters import (
    Malformed,
    financebench,
    is_own,
    is_squad,
    is_tatqa,
    text_of,
    texts_of,
)
from assistant.evaluation.questions.sets import Dataset, read_dataset


def read(tmp_path: Path, name: str, content: Any) -> Dataset:
    path = tmp_path / name
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8")
    return read_dataset(path)


def test_a_number_is_a_text_and_a_truth_value_is_none() -> None:
    assert (text_of({"id": 7}, "id"), text_of({"id": 1.5}, "id")) == ("7", "1.5")
    for value in (True, None, " ", ["a"]):
        with pytest.raises(Malformed, match="has no `id` that is a text"):
            text_of({"id": value}, "id")
    assert text_of({"question": ""}, "question") == ""  # it is asked, and fails
    with pytest.raises(Malformed):
        text_of({"question": 7}, "question")


def test_half_a_pair_of_surrogates_is_no_text_of_a_file() -> None:
    assert text_of({"a": "x\ud800"}, "a") == "x?"
    assert texts_of({"a": ["\udc00y"]}, "a") == ("?y",)
    assert texts_of({}, "a") == ()
    with pytest.raises(Malformed, match="`a` is not a list of texts"):
        texts_of({"a": ["x", 1]}, "a")


@pytest.mark.parametrize(
    ("document", "kinds"),
    [
        ({"question": "问？"}, (True, False, False)),
        ({"data": []}, (False, True, False)),
        ([{"qas": []}], (False, True, False)),
        ([{"table": {}}], (False, False, True)),
        ([], (False, False, False)),
        ({"data": "x"}, (False, False, False)),
        ("question", (False, False, False)),
    ],
)
def test_a_format_is_told_by_its_shape_alone(document: Any, kinds: tuple[bool, bool, bool]) -> None:
    assert (is_own(document), is_squad(document), is_tatqa(document)) == kinds


def test_financebench_evidence_that_is_none_costs_the_entry_and_a_page_that_is_none_only_itself() -> None:
    line = {"question": "q", "answer": "a", "doc_name": "d"}
    with pytest.raises(Malformed, match="`evidence` is not a list of objects"):
        financebench(line | {"evidence": ["x"]}, 1, {})
    pages = [{"evidence_page_num": number, "doc_name": "e"} for number in (0, -1, True, "3")]
    item = financebench(line | {"evidence": pages}, 4, {"e": "e.PDF"})
    assert (item.id, item.pages, item.reports, item.quotes) == ("line 4", (("e.PDF", 1),), ("d.pdf", "e.PDF"), ())


SQUAD = {
    "version": "v2.0",
    "data": [
        {
            "title": "Normandy_(land)",
            "paragraphs": [
                {
                    "context": "Normandy is in France.",
                    "qas": [
                        {"id": "1", "question": "Where?", "answers": [{"text": "France", "answer_start": 15}] * 2},
                        {"id": "2", "question": "Why?", "answers": [], "is_impossible": True},
                        {"id": "3", "answers": []},
                    ],
                },
                {"context": "Normandy is in France.", "qas": [{"id": "4", "question": "Who?", "answers": []}]},
                {"qas": []},
            ],
        }
    ],
}


def test_squad_and_its_contexts(tmp_path: Path) -> None:
    found = read(tmp_path, "dev.json", SQUAD)
    assert found.contexts == (("dev-0000.txt", "Normandy (land)\n\nNormandy is in France.\n"),)
    assert found.items == (
        Item(1, "1", "Where?", ("France",), True, ("dev-0000.txt",)),
        Item(2, "2", "Why?", (), False, ("dev-0000.txt",)),
        Item(4, "4", "Who?", (), False, ("dev-0000.txt",)),
    )
    assert [problem.line for problem in found.problems] == [3, 5]


def test_cmrc_as_officially_published(tmp_path: Path) -> None:
    document = [
        {
            "context_id": "T_1",
            "context_text": "范廷颂是越南籍枢机。",
            "title": "范廷颂",
            "qas": [{"query_id": "T_1_0", "query_text": "范廷颂是什么？", "answers": ["越南籍枢机", "枢机"]}],
        }
    ]
    found = read(tmp_path, "cmrc.json", document)
    assert found.items == (Item(1, "T_1_0", "范廷颂是什么？", ("越南籍枢机", "枢机"), True, ("cmrc-0000.txt",)),)
    assert found.contexts == (("cmrc-0000.txt", "范廷颂\n\n范廷颂是越南籍枢机。\n"),)


def test_tatqa_tables_and_answers(tmp_path: Path) -> None:
    document = [
        {
            "table": {"table": [["", "2019"], ["R&D", "$ 44.1"]]},
            "paragraphs": [{"order": 2, "text": "B < C"}, {"order": 1, "text": "A"}],
            "questions": [
                {"uid": "s", "question": "q", "answer": ["44.1"], "answer_type": "span", "scale": "million"},
                {"uid": "m", "question": "q", "answer": ["A", "B"], "answer_type": "multi-span", "scale": ""},
                {"uid": "x", "question": "q", "answer": -12.6, "answer_type": "arithmetic", "scale": "percent"},
                {"uid": "bad", "question": "q"},
            ],
        },
        {"table": {}},
    ]
    found = read(tmp_path, "tat.json", document)
    assert [(item.answers, item.quotes) for item in found.items] == [
        (("44.1", "44.1 million"), ("44.1",)),
        (("A, B",), ("A", "B")),
        (("-12.6", "-12.6 percent"), ()),
    ]
    assert [problem.line for problem in found.problems] == [4, 5]
    (name, text), *_ = found.contexts
    assert name == "tat-0000.html"
    assert "<p>A</p>\n<p>B &lt; C</p>\n<table>\n<tr><td></td><td>2019</td></tr>" in text
    assert "<td>R&amp;D</td>" in text


def test_financebench_pages_are_counted_from_one(tmp_path: Path) -> None:
    (tmp_path / "pdfs").mkdir()
    (tmp_path / "pdfs" / "3M_2018_10K.PDF").write_bytes(b"")
    line = {
        "financebench_id": "f1",
        "question": "Capex?",
        "answer": "$1577.00",
        "doc_name": "3M_2018_10K",
        "evidence": [{"evidence_text": "(1,577)", "doc_name": "3M_2018_10K", "evidence_page_num": 59}],
    }
    found = read(tmp_path, "fb.jsonl", json.dumps(line) + '\n{"doc_name": "x"}\n')
    assert found.items == (
        Item(
            1,
            "f1",
            "Capex?",
            ("$1577.00",),
            True,
            ("3M_2018_10K.PDF",),
            ("(1,577)",),
            (("3M_2018_10K.PDF", 60),),
        ),
    )
    assert found.problems == (Problem(2, "line 2", "the entry has no `question` that is a text"),)


def test_sec10q_patterns_name_the_files_beside(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name in ("2022 Q3 AAPL.pdf", "2023 Q1 AAPL.pdf", "2023 Q1 MSFT.pdf"):
        (tmp_path / "docs" / name).write_bytes(b"")
    text = "Question,Source Docs,Question Type,Source Chunk Type,Answer\nHow?,*AAPL*,Multi,Table,So.\n,*X*,a,b,c\n"
    found = read(tmp_path, "qna.csv", text)
    assert found.items[0].reports == ("2022 Q3 AAPL.pdf", "2023 Q1 AAPL.pdf")
    assert found.items[0].answers == ("So.",)
