"""What the parsing process sends beside a document: what this process makes of its metadata, sections and passages."""

import dataclasses
from pathlib import Path

import pytest

from index.errors import LimitExceeded
from index.ingestion.reading_worker import further
from index.parsing import Limits
from index.report import Block, BlockKind, Metadata, ParsedDocument, Passage
from index.report_json import sections_from_rows
from index.structure.sections import section_tree

TEXT = (
    "2024年青禾县政府工作报告\n各位代表：\n一、2023年工作回顾\n地区生产总值增长6.2%。\n二、2024年工作安排\n粮食增产3%。"
)


def document() -> ParsedDocument:
    """A report of six lines."""
    blocks, at = [], 0
    for line in TEXT.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(line)))
        at += len(line) + 1
    return ParsedDocument(TEXT, tuple(blocks))


@pytest.fixture
def tokenizer(tmp_path: Path) -> str:
    """The file of a tokenizer that counts words between blanks."""
    from tokenizers import Tokenizer, models, pre_tokenizers

    made = Tokenizer(models.WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.save(str(tmp_path / "tokenizer.json"))
    return str(tmp_path / "tokenizer.json")


def test_without_a_count_there_are_no_passages() -> None:
    answer = further(document(), {"name": "x.txt", "stated": {"year": 2031}, "counting": None}, Limits())
    assert answer["passages"] is None
    assert Metadata(**answer["metadata"]).year == 2031
    assert sections_from_rows(answer["sections"]) == section_tree(document(), 2031)


def test_passages_are_rows_of_their_fields(tokenizer: str) -> None:
    wanted = {"name": "x.txt", "stated": {}, "counting": {"tokenizer": tokenizer, "prompt": ""}}
    passages = [Passage(*row) for row in further(document(), wanted, Limits())["passages"]]
    assert [TEXT[passage.start : passage.end].split("\n")[-1] for passage in passages][-1] == "粮食增产3%。"
    assert [passage.number for passage in passages] == list(range(len(passages)))


def test_too_many_passages_are_refused_there(tokenizer: str) -> None:
    wanted = {"name": "x.txt", "stated": {}, "counting": {"tokenizer": tokenizer, "prompt": ""}}
    with pytest.raises(LimitExceeded, match="more than the 1 passages allowed"):
        further(document(), wanted, dataclasses.replace(Limits(), passages=1))
