"""What index says in English of files is said in Chinese, with its fields."""

import ast
import re
from pathlib import Path

import pytest

import index
from assistant.messages import LANGUAGES, message
from assistant.messages.reasons import notice_in, reason_said, said_anew
from index.errors import UnsupportedFormat
from index.parsing.formats import SUFFIXES, Format


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("is empty", "是空文件"),
        ("is a .exe file, which is not read; save it as .docx, .pdf, .html, .txt, .md, .xlsx, .csv or .pptx",
         "这种文件（.exe）读不了；请另存为 .docx、.pdf、.html、.txt、.md、.xlsx、.csv 或 .pptx"),
        ("is 312 MB, more than the 200 MB allowed; the setting limits.source_megabytes allows more",
         "有 312 MB，超过 200 MB 的上限；可用设置 limits.source_megabytes 放宽"),
        ("is a Word file although its name says otherwise; rename it to .docx",
         "内容其实是Word 文件，与文件名不符；请把扩展名改为 .docx"),
        ("is a picture although its name says otherwise; recognise its text and save that as .txt or .docx",
         "内容其实是图片，与文件名不符；请先识别出文字，存成 .txt 或 .docx"),
        ("Pages 1-3, 7 have no text, only pictures if anything.", "第 1-3, 7 页没有文字，至多有图片。"),
        ("page number", "页码"),
    ],
)  # fmt: skip
def test_a_reason_is_said_with_its_fields(english: str, chinese: str) -> None:
    assert reason_said(english, "zh") == chinese
    assert reason_said(english, "en") == english


def test_a_name_may_stand_before_it() -> None:
    assert said_anew("我的 表.csv is empty", "zh") == "我的 表.csv 是空文件"


def test_what_the_table_lacks_is_kept() -> None:
    assert said_anew("fell off the table", "zh") == "fell off the table"
    assert reason_said("fell off the table", "zh") == "读不了（原因：fell off the table）"
    assert reason_said("问题太长", "zh") == "问题太长"
    assert reason_said("", "zh") == ""


@pytest.mark.parametrize(
    ("key", "fields"),
    [
        ("page.failed", {}),
        ("kept.gone", {}),
        ("check.claims_busy", {}),
        ("check.claims_too_many", {"most": "500", "count": "712"}),
        ("answer.not_embedded", {"count": "1"}),
        ("answer.not_embedded", {"count": "7"}),
        ("reason.row_empty", {"line": "3"}),
        ("reason.row_json", {"line": "3"}),
        ("reason.claims_rows", {"most": "100,000"}),
    ],
)
def test_a_notice_is_read_in_either_language(key: str, fields: dict[str, str]) -> None:
    said = {language: message(language, key, **fields) for language in LANGUAGES}
    for source in LANGUAGES:
        for language in LANGUAGES:
            assert notice_in(said[source], language) == said[language]


@pytest.mark.parametrize("words", ["", "fell off the table", "没有这样的话", "5", "松溪县"])
def test_a_notice_of_no_table_stays_as_it_is(words: str) -> None:
    assert [notice_in(words, language) for language in LANGUAGES] == [words, words]


@pytest.mark.parametrize("suffix", [".exe", "", ".pages", ".zip", ".png", ".mht", ".ofd", ".key", ".xlsb"])
def test_every_ending_that_is_not_read_is_told_in_chinese_alone(suffix: str) -> None:
    assert suffix not in SUFFIXES
    with pytest.raises(UnsupportedFormat) as refused:
        Format.of_suffix(suffix)
    said = reason_said(str(refused.value), "zh")
    assert "读不了" in said and "原因" not in said
    assert not re.search(r"\b(?:is|save|open|unpack|file)\b", said)


def test_every_refusal_of_the_parsers_is_in_the_table() -> None:
    """Each sentence raised there, its fields filled with a word or a number."""
    missing = []
    for path in sorted((Path(index.__file__).parent / "parsing").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args):
                continue
            named, said = node.exc.func, node.exc.args[0]
            kinds = {"DamagedFile", "EncryptedFile", "LimitExceeded", "NoTextLayer", "UnsupportedFormat"}
            if not isinstance(named, ast.Name) or named.id not in kinds:
                continue
            if isinstance(said, ast.Constant):
                words = str(said.value)
            elif isinstance(said, ast.JoinedStr):
                words = "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in said.values)
            else:
                continue
            if said_anew(words, "zh") == words:
                missing.append(f"{path.name}: {words}")
    assert missing == []
