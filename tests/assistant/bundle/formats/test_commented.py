"""The article goes back as it came, with a comment at each claim."""

import io
import zipfile
from typing import Any

import docx
import pytest

from assistant.bundle.formats.commented import commented
from assistant.bundle.making import sealed
from assistant.bundle.schema import Bundle
from assistant.errors import WrongUsage

WORDS = "2024年云岭县地区生产总值增长16.8%，不是6.8%。"


def article(*paragraphs: Any) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        added = document.add_paragraph()
        for piece in paragraph:
            added.add_run(piece).bold = piece.startswith("2024")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def marked(document: Any) -> dict[int, str]:
    """What stands between the marks of each comment."""
    found: dict[int, str] = {}
    open_now: set[int] = set()
    for element in document.element.body.iter():
        name = element.tag.rpartition("}")[2]
        if name == "commentRangeStart":
            open_now.add(int(next(iter(element.attrib.values()))))
        elif name == "commentRangeEnd":
            open_now.discard(int(next(iter(element.attrib.values()))))
        elif name == "t":
            for number in open_now:
                found[number] = found.get(number, "") + element.text
    return found


def comments(document: Any) -> list[str]:
    return ["\n".join(paragraph.text for paragraph in comment.paragraphs) for comment in document.comments]


def test_a_comment_stands_at_the_very_words_and_says_why(bundle: Bundle) -> None:
    original = article(["晚报讯 ", "2024年云岭县地区", "生产总值增长１６.８%，不是6.8%。另外", "还有别的。"])
    result = commented(original, bundle)
    document = opened(result.content)
    assert marked(document)[0] == WORDS.replace("16.8", "１６.８").rstrip("。")
    assert [paragraph.text for paragraph in document.paragraphs] == [p.text for p in opened(original).paragraphs]
    assert [run.text for run in document.paragraphs[0].runs if run.bold] == ["2024年云岭县地区"]
    said = comments(document)[0]
    assert said.startswith("✗ 与报告不符\n人工改判：部分与报告相符 尾数之差\n报告说增长6.1%，不是6.8%。")
    assert "数值：主张说“6.8%”，报告说“6.1%”" in said
    assert "[1] 相反 · 《2025年云岭县政府工作报告》一、第1段: 全年地区生产总值211.3亿元，增长6.1%" in said


def test_what_is_not_found_is_said_at_the_beginning_and_what_is_no_claim_has_no_comment(bundle: Bundle) -> None:
    result = commented(article([], ["别的文章。"]), bundle)
    assert WORDS in result.unplaced
    document = opened(result.content)
    assert f"主张：{WORDS}" in comments(document)[0]
    decided = [claim for claim in bundle.claims if claim.verdict not in (None, "not_checkable")]
    assert len(document.comments) == len(decided)


def test_the_same_words_twice_are_two_places(bundle: Bundle) -> None:
    claim = bundle.claims[0].model_dump(mode="json", exclude_unset=True)
    content = bundle.to_json() | {"claims": [claim, claim]}
    content.pop("sha256")
    document = opened(commented(article([WORDS], ["又说：", WORDS]), sealed(content)).content)
    assert len(marked(document)) == 2
    assert [len(p._element.xpath(".//w:commentRangeStart")) for p in document.paragraphs] == [1, 1]


def test_what_was_struck_out_is_no_place_and_a_cell_is_one(bundle: Bundle) -> None:
    document = docx.Document(io.BytesIO(article(["前言"])))
    document.add_table(1, 1).cell(0, 0).text = WORDS
    written = io.BytesIO()
    document.save(written)
    found = opened(commented(written.getvalue(), bundle).content)
    assert marked(found)[0] == WORDS.rstrip("。")


def test_no_word_document_is_one_line(bundle: Bundle) -> None:
    with pytest.raises(WrongUsage, match="no Word document"):
        commented(b"PK\x03\x04 no", bundle)
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    with pytest.raises(WrongUsage, match="no Word document"):
        commented(empty.getvalue(), bundle)
