"""Every format that is read, its bad lines, and contexts that become reports."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import WrongUsage
from assistant.evaluation.items import Item, Problem
from assistant.evaluation.questions.sets import Dataset, read_dataset, reports_beside


def read(tmp_path: Path, name: str, content: Any) -> Dataset:
    path = tmp_path / name
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8")
    return read_dataset(path)


def test_our_own_lines_and_what_is_wrong_with_bad_ones(tmp_path: Path) -> None:
    good = {"id": "a", "question": "问？", "answers": ["答"], "answerable": True, "reports": ["r.txt"]}
    paged = {**good, "id": "b", "quotes": ["引"], "pages": [{"report": "r.pdf", "page": 3}]}
    lines = [
        json.dumps(good),
        "",
        "{torn",
        json.dumps({**good, "id": "c", "answers": "答"}),
        json.dumps(paged),
        json.dumps(good),
        json.dumps({"id": "d", "answers": []}),
        json.dumps({**good, "id": "e", "pages": [3]}),
        "[1]",
        json.dumps({**good, "id": 7, "answerable": False, "answers": []}),
    ]
    found = read(tmp_path, "questions.jsonl", "\n".join(lines))
    assert found.items == (
        Item(1, "a", "问？", ("答",), True, ("r.txt",)),
        Item(5, "b", "问？", ("答",), True, ("r.txt",), ("引",), (("r.pdf", 3),)),
        Item(10, "7", "问？", (), False, ("r.txt",)),
    )
    assert [(problem.line, problem.id) for problem in found.problems] == [
        (3, "line 3"),
        (4, "c"),
        (6, "a (line 6)"),
        (7, "d"),
        (8, "e"),
        (9, "line 9"),
    ]
    assert found.problems[0].reason == "the line is not JSON; write one object a line"
    assert "was there before" in found.problems[2].reason


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


@pytest.mark.parametrize("content", ['{"a": 1}', "[]", "[1]", "3"])
def test_other_json_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(WrongUsage, match="in no format that is known"):
        read(tmp_path, "x.json", content)


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="holds no question"):
        read(tmp_path, "x.jsonl", "\n\n")
    with pytest.raises(WrongUsage, match="cannot read questions"):
        read_dataset(tmp_path / "missing.jsonl")
    (tmp_path / "gbk.jsonl").write_bytes("问".encode("gbk"))
    with pytest.raises(WrongUsage, match="not UTF-8"):
        read_dataset(tmp_path / "gbk.jsonl")


def test_the_reports_beside_a_file(tmp_path: Path) -> None:
    assert reports_beside(tmp_path / "questions.jsonl") is None
    (tmp_path / "reports-zh").mkdir()
    assert reports_beside(tmp_path / "questions-zh.jsonl") == tmp_path / "reports-zh"
    assert reports_beside(tmp_path / "questions.jsonl") is None
    (tmp_path / "reports").mkdir()
    assert reports_beside(tmp_path / "questions.jsonl") == tmp_path / "reports"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "kind", "items", "contexts"),
    [
        ("cmrc-trial/questions.jsonl", "questions.jsonl", 1002, 0),
        ("tatqa/tatqa_dataset_dev.json", "tatqa", 1668, 278),
        ("sec10q/qna_data.csv", "sec10q", 195, 0),
        ("xquad/questions-en.jsonl", "questions.jsonl", 1190, 0),
    ],
)
def test_public_sets(shared_data: Path, name: str, kind: str, items: int, contexts: int) -> None:
    found = read_dataset(shared_data / "qa" / name)
    assert (found.format, len(found.items), len(found.problems)) == (kind, items, 0)
    assert len(found.contexts) == contexts
