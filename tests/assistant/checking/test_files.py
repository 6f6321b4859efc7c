"""Files of claims as people save them, and what is wrong in them named row by row."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import ReaderHere

from assistant.checking.claims import BadRow, Claim, SourcePlace
from assistant.checking.files import ClaimFile, read_claims
from assistant.errors import AssistantError, WrongUsage
from index.parsing import Limits

Read = Callable[..., ClaimFile]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def from_bytes(name: str, content: bytes | str) -> ClaimFile:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with ReaderHere(Limits()) as parser:
            return read_claims(path, parser)

    return from_bytes


def texts(source: ClaimFile) -> list[str]:
    return [entry.text for entry in source.entries if isinstance(entry, Claim)]


def problems(source: ClaimFile) -> list[tuple[str, str]]:
    return [(entry.id, entry.reason) for entry in source.entries if isinstance(entry, BadRow)]


def test_a_table_keeps_its_other_columns_and_lines(read: Read) -> None:
    source = read("c.csv", 'Id,Claim,来源,\n7,粮食产量增长1%。,晚报,x\n\n8,"茶叶,\n竹子",,\n')
    assert source.entries == (
        Claim(
            "7",
            "粮食产量增长1%。",
            place=SourcePlace(line=2),
            columns=(("Id", "7"), ("来源", "晚报"), ("column 4", "x")),
        ),
        Claim("8", "茶叶, 竹子", place=SourcePlace(line=4), columns=(("Id", "8"), ("来源", ""), ("column 4", ""))),
    )


@pytest.mark.parametrize("header", ["claim", "CLAIM", "Claim text", "claim_text", "主张", "断言", " 说法 "])
def test_the_column_of_claims_goes_by_several_names(read: Read, header: str) -> None:
    assert texts(read("c.csv", f"编号,{header}\n1,公路通车。\n")) == ["公路通车。"]


@pytest.mark.parametrize(
    "content",
    [
        "\ufeff编号,主张\n1,公路通车。\n".encode(),
        "编号,主张\r\n1,公路通车。\r\n".encode("gb18030"),
        "编号;主张\n1;公路通车。\n".encode(),
        "编号\t主张\n1\t公路通车。\n".encode("utf-16"),
        "sep=;\n编号;主张\n1;公路通车。\n".encode(),
        "编号，主张\n1，公路通车。\n".encode(),
        "\n\n编号,主张\n1,公路通车。".encode(),
    ],
)
def test_encodings_and_delimiters(read: Read, content: bytes) -> None:
    assert texts(read("c.csv", content)) == ["公路通车。"]


def test_a_single_column_may_hold_any_comma(read: Read) -> None:
    source = read("c.csv", 'claim\nRevenue rose 5%, costs fell 3%\n"quoted, too"\n')
    assert texts(source) == ["Revenue rose 5%, costs fell 3%", "quoted, too"]


def test_bad_rows_keep_their_place_and_the_rest_is_read(read: Read) -> None:
    rows = [
        "id,claim,by",
        "1,好的。,a",
        "2,达到1,234亿元,a",
        '3,"没有合上,a',
        "4,也好。,b",
        "5,,c",
        '6,"a" b,c',
        "1,重复。,d",
    ]
    source = read("c.csv", "\n".join(rows))
    assert [entry.id for entry in source.entries] == ["1", "2", "row 4", "4", "5", "row 7", "1 (line 8)"]
    assert problems(source) == [
        ("2", "line 3: 4 cells below a header of 3; put a claim that has a “,” in it between double quotes"),
        ("row 4", "line 4: a quote is not closed, or text stands behind one"),
        ("5", "line 6: no claim in this row"),
        ("row 7", "line 7: a quote is not closed, or text stands behind one"),
        ("1 (line 8)", "line 8: the id '1' was there before; ids are unique"),
    ]
    assert texts(source) == ["好的。", "也好。"]


def test_objects_line_by_line(read: Read) -> None:
    lines = [
        {
            "id": "a",
            "claim": "公路通车。",
            "label": "supported",
            "evidence": ["通车了"],
            "years": [2024, "2025"],
            "reports": ["r"],
        },
        {"id": 5, "claim": "又一条。", "by": "晚报", "rank": 2},
        {"claim": "没有编号。"},
    ]
    source = read("c.jsonl", "\n".join(json.dumps(line, ensure_ascii=False) for line in lines))
    assert source.entries == (
        Claim("a", "公路通车。", "", SourcePlace(line=1), (2024, 2025), ("r",), (), ("通车了",), "supported"),
        Claim("5", "又一条。", place=SourcePlace(line=2), columns=(("by", "晚报"), ("rank", "2"))),
        Claim("line 3", "没有编号。", place=SourcePlace(line=3)),
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", 'line 1: not JSON; write {"id": "1", "claim": "…"}'),
        ("[" * 100_000, 'line 1: not JSON; write {"id": "1", "claim": "…"}'),
        ("[1]", 'line 1: no object; write {"id": "1", "claim": "…"}'),
        ('{"claim": 3}', "line 1: no `claim` that is a text"),
        ('{"claim": " "}', "line 1: no `claim` that is a text"),
        (
            '{"claim": "x", "label": "true"}',
            "line 1: the label 'true' is none; they are supported, refuted, not_enough_info",
        ),
        ('{"claim": "x", "years": "2024"}', "line 1: `years` is no list of years"),
        ('{"claim": "x", "years": [true]}', "line 1: `years` is no list of years"),
        ('{"claim": "x", "reports": [1]}', "line 1: `reports` is no list of file names"),
        ('{"claim": "x", "evidence": {"a": 1}}', "line 1: `evidence` is no list of texts"),
    ],
)
def test_a_line_that_is_no_claim_says_why(read: Read, line: str, reason: str) -> None:
    assert problems(read("c.jsonl", line)) == [("line 1", reason)]


def test_what_cannot_be_seen_is_not_judged(read: Read) -> None:
    hidden = '{"claim": "增长\\u200b5\\u202e%\\ud800。"}\n'
    assert texts(read("c.jsonl", hidden)) == ["增长5%?。"]
    assert texts(read("c.csv", "claim\n增长\u200b5\u202e%。\n")) == ["增长5%。"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("c.xlsx", "x", "is no file of claims"),
        ("c.csv", "题目,内容\n1,2\n", "has no column `claim`, its first row is: 题目, 内容"),
        ("c.csv", "claim\n", "holds no claim"),
        ("c.jsonl", "", "holds no claim"),
    ],
)
def test_files_that_are_none_are_refused(read: Read, name: str, content: str, message: str) -> None:
    with pytest.raises(WrongUsage, match=message):
        read(name, content)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("c.csv", b"\xff\x00\x01\x02\xfe\x81", "c.csv"),
        ("c.csv", b"", "c.csv is empty"),
        ("c.txt", b"", "c.txt is empty"),
        ("c.docx", b"PK\x03\x04 word/ nothing", "c.docx"),
    ],
)
def test_files_that_do_not_read_are_named(read: Read, name: str, content: bytes, message: str) -> None:
    with pytest.raises(AssistantError, match=message):
        read(name, content)


def test_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    with ReaderHere(Limits()) as parser, pytest.raises(WrongUsage, match="check the path"):
        read_claims(tmp_path / "none.csv", parser)


def test_an_article_gives_sentences_with_their_places(read: Read) -> None:
    source = read("a.md", "# 县里的一年\n\n云岭县新建公路126公里。\n\n你怎么看？\n")
    assert source.text
    assert [(type(e).__name__, e.id, source.text[e.place.start : e.place.end]) for e in source.entries] == [
        ("NotCheckable", "1", "县里的一年"),
        ("Claim", "2", "云岭县新建公路126公里。"),
        ("NotCheckable", "3", "你怎么看？"),
    ]
