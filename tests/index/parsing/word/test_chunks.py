"""Files of other formats inside a Word document: which are read, and what does not stop the rest."""

import base64
from collections.abc import Callable

import pytest
from word_files import OFFICE, paragraph, relations

from index.parsing.limits import Limits
from index.parsing.word.chunks import chunk_document
from index.report import ParsedDocument

Parse = Callable[..., ParsedDocument]


def _text(data: bytes, name: str, inside: int = 0) -> str | None:
    found = chunk_document(data, name, Limits(), inside)
    return None if found is None else found.text


def _archive(page: bytes, charset: str, content_type: str = "text/html") -> bytes:
    head = f"Content-Type: {content_type}; charset={charset}\nContent-Transfer-Encoding: base64\n\n"
    return head.encode() + base64.encodebytes(page)


@pytest.mark.parametrize("name", ["word/a.html", "word/A.HTM", "afchunk1.xhtml"])
def test_a_web_page(name: str) -> None:
    page = "<html><body><h1>附件</h1><table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"
    assert _text(page.encode(), name) == "附件\n甲\t1\n乙\t2"


def test_plain_text_in_any_encoding() -> None:
    words = "全县生产总值186.4亿元，增长6.1%。"
    assert _text(words.encode("gb18030"), "word/a.txt") == words
    assert _text(words.encode("utf-16"), "word/a.TXT") == words


@pytest.mark.parametrize("ending", ["mht", "mhtml", "eml"])
def test_a_web_archive(ending: str) -> None:
    page = _archive("<p>存档里的话。</p>".encode(), "utf-8")
    assert _text(b"MIME-Version: 1.0\n" + page, f"word/a.{ending}") == "存档里的话。"
    whole = (
        b'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="=_x"\n\n'
        b"--=_x\n"
        + page
        + b"\n--=_x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw==\n--=_x--\n"
    )
    assert _text(whole, f"word/a.{ending}") == "存档里的话。"


@pytest.mark.parametrize(
    ("charset", "words"), [("gb2312", "存档里的话。"), ("big5", "存檔裡的話。"), ("windows-1251", "Отчёт")]
)
def test_an_archive_names_its_encoding_where_the_page_does_not(charset: str, words: str) -> None:
    head = b"MIME-Version: 1.0\n"
    assert _text(head + _archive(f"<p>{words}</p>".encode(charset), charset), "a.mht") == words
    stated = f'<meta charset="{charset}"><p>{words}</p>'.encode(charset)
    assert _text(head + _archive(stated, charset), "a.mht") == words


def test_an_archive_whose_encoding_is_unknown_is_guessed() -> None:
    page = _archive("<p>存档里的话。</p>".encode(), "x-no-such")
    assert _text(b"MIME-Version: 1.0\n" + page, "a.mht") == "存档里的话。"


def test_documents_lie_in_documents_but_not_without_end(build_docx: Callable[..., bytes]) -> None:
    data = build_docx(paragraph("内层文件。"))
    assert _text(data, "word/a.docx") == "内层文件。" == _text(data, "word/a.DOCM", inside=1)
    assert _text(data, "word/a.docx", inside=2) is None


def test_a_document_that_holds_itself_comes_to_an_end(build_docx: Callable[..., bytes]) -> None:
    held: bytes | str = "x"
    for level in range(4):
        parts = {"word/_rels/document.xml.rels": relations(aFChunk1="a.docx"), "word/a.docx": held}
        chunk = f'<w:altChunk xmlns:r="{OFFICE}" r:id="aFChunk1"/>'
        held = build_docx(paragraph(f"第{4 - level}层。") + chunk, **parts)
    assert isinstance(held, bytes)
    assert _text(held, "word/a.docx") == "第1层。\n第2层。"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("word/a.bin", b"text"),
        ("word/a.rtf", rb"{\rtf1 text}"),
        ("word/a", b"text"),
        ("", b""),
        ("word/a.docx", b"PK\x03\x04 cut off"),
        ("word/a.html", b""),
        ("word/a.txt", b""),
        ("word/a.mht", b""),
        ("word/a.mht", b"MIME-Version: 1.0\nContent-Type: image/png\n\nx"),
    ],
)
def test_what_is_not_read_or_says_nothing_adds_nothing(name: str, data: bytes) -> None:
    assert not _text(data, name)


def test_in_a_document(parse: Parse) -> None:
    body = "".join(f'<w:altChunk r:id="aFChunk{number}"/>' for number in (1, 2, 3, 9)) + paragraph("完。")
    document = parse(
        body,
        relations=relations(aFChunk1="a.html", aFChunk2="b.txt", aFChunk3="../evil.bin"),
        a__html="<p>网页里的话。</p>",
        b__txt="Plain words.",
    )
    assert document.text == "网页里的话。\nPlain words.\n完。"
