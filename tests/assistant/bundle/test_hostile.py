"""Strings that attack a reader, in every place of every format: none becomes markup, link, formula or code.

Each format is read back by a program that is not ours: lxml, markdown-it, python-docx, csv, json.
"""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from fakes import library_in
from lxml import etree, html
from markdown_it import MarkdownIt

from assistant.answer import Answer, AppliedScope, Citation, Mismatch, Statement, Verdict
from assistant.bundle.escaping import cell, one_line, spelled_out, whole
from assistant.bundle.items import Overrule, Reviewed
from assistant.bundle.writing import write_exports
from assistant.citations import cite
from assistant.settings import Settings
from index.library import Library
from index.scope import Scope

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "<iframe src='https://evil.example'></iframe>",
    "<!-- hidden --> --> <b>bold</b>",
    "&lt;script&gt; &#60;script&#62; &amp;",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "[x]: https://evil.example 'title'",
    "<https://evil.example>",
    "https://evil.example and www.evil.example and a@evil.example",
    "javascript:alert(1)",
    "# heading",
    "- list\n- list",
    "1. list",
    "---",
    "===",
    "> quote",
    "    indented code",
    "```\ncode\n```",
    "`code` ``code``",
    "| a | b |\n|---|---|",
    "**bold** __bold__ ~~gone~~ *x* _y_",
    "line\\\nbreak\\",
    "$x$ \\(y\\)",
    "=1+1",
    '=HYPERLINK("https://evil.example","x")',
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "＝1+1",
    "=cmd|' /C calc'!A0",
    "a\r\nb\rc\nd",
    "a\u2028b\u2029c\x85d",
    "gnp.\u202ecod.exe",
    "zero\u200bwidth\ufeff\u2060",
    "tags\U000e0041\U000e0042",
    "null\x00 bell\x07 escape\x1b[31mred",
    "half \ud800 a pair",
    "noncharacters \ufffe\uffff",
    '"; DROP TABLE x; --',
    "{{7*7}} ${7*7} {question}",
    "a" * 5_000,
    "一，" * 500,
)
IN_REPORTS = tuple(text for text in HOSTILE if "\n" not in text and "\r" not in text and text.isprintable())
OWN_ELEMENTS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "dl", "dt", "dd", "table"} | {
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "a",
    "span",
    "section",
    "article",
    "blockquote",
    "b",
    "mark",
    "code",
}
ADDRESS = "https://example.org/a?b=1&c='\"><script>alert(1)</script>"


@pytest.fixture(scope="module")
def hostile_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A report whose sentences, headings, title, name and address attack."""
    folder = tmp_path_factory.mktemp("hostile")
    file = folder / "=cmd <img src=x onerror=alert(1)> [x](javascript:1) \u202etxt.txt"
    file.write_text("报告\n\n" + "\n\n".join(f"第{n}条：{text}。" for n, text in enumerate(IN_REPORTS)), "utf-8")
    library = library_in(folder / "library")
    title = '=1+1 <script>alert(1)</script> ![x](https://evil.example/x.png) \u202e"'
    outcomes = library.add([file], {"title": title}, ADDRESS)
    assert [outcome.status for outcome in outcomes] == ["added"]
    return library


def citations(library: Library) -> list[Citation]:
    report = library.get(library.reports()[0].report_id)
    found = list(re.finditer(r"第\d+条：.+。", report.text))
    assert len(found) >= len(IN_REPORTS) - 8  # sentences that parsing takes for debris are not quoted
    return [cite(report, match.start(), match.end(), n) for n, match in enumerate(found, 1)]


@pytest.fixture(scope="module")
def files(hostile_library: Library, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("written")
    quotes = [replace(citation, stance="refutes") for citation in citations(hostile_library)]
    scope = AppliedScope(Scope(), 1)
    items: list[Any] = []
    for n, text in enumerate(HOSTILE):
        quote = quotes[n % len(quotes)]
        differing = (Mismatch("value", text[:40], quote.quote[5:20]), Mismatch("region", text, text))
        verdict = Verdict(text, text, "refuted", text, differing, (replace(quote, n=1),), scope, text, text + "x")
        items.append(Reviewed(verdict, Overrule("supported", text, text, "2026"), ((text, text), ("verdict", text))))
    items.append({"schema_version": 1, "id": HOSTILE[0], "error": HOSTILE[1], "columns": {HOSTILE[26]: HOSTILE[27]}})
    items += [
        Answer(text, "answered", (Statement(text, (1,)),), (replace(quotes[0], n=1, stance=None),), (), scope, text)
        for text in HOSTILE
    ]
    paths = write_exports(items, folder, library=hostile_library, settings=Settings(), originals=True)
    return {path.name: path.read_bytes() for path in paths}


def test_html_has_only_our_own_elements_and_links(files: dict[str, bytes], hostile_library: Library) -> None:
    page = html.document_fromstring(files["evidence.html"].decode())
    elements = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert elements <= OWN_ELEMENTS
    assert not [node for node in page.iter() if not isinstance(node.tag, str)]  # no comments
    attributes = {name for element in page.iter() for name in element.attrib}
    assert attributes <= {"lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "rel"}
    links = {element.get("href") for element in page.iter("a")}
    original = hostile_library.reports()[0].report_id
    assert all(re.fullmatch(r"#claim-\d+", link) or link == f"originals/{original}.txt" for link in links)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"]
    styles = "".join(page.xpath("//style/text()"))
    assert "url(" not in styles and "@import" not in styles
    shown = [element.text_content() for element in page.iter("h2")]
    assert shown[: len(HOSTILE)] == [f"{n}. {spelled_out(whole(text))}" for n, text in enumerate(HOSTILE, 1)]


def test_markdown_renders_to_plain_text(files: dict[str, bytes], hostile_library: Library) -> None:
    tokens = (
        MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(files["evidence.md"].decode())
    )
    inner = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in (*tokens, *inner)}
    assert not kinds & {
        "html_block",
        "html_inline",
        "image",
        "fence",
        "code_block",
        "hr",
        "s_open",
        "ordered_list_open",
    }
    report = hostile_library.reports()[0].report_id
    links = {token.attrs["href"] for token in inner if token.type == "link_open"}
    assert links == {f"originals/{report}.txt"}
    titles = [after.children for before, after in pairwise(tokens) if before.tag == "h2"]
    shown = ["".join(child.content for child in children) for children in titles if children]
    assert [" ".join(title.split()) for title in shown[: len(HOSTILE)]] == [
        f"{n}. {one_line(whole(text))}" for n, text in enumerate(HOSTILE, 1)
    ]


def test_markdown_leaves_no_bare_address_for_github_to_link(files: dict[str, bytes]) -> None:
    page = files["evidence.md"].decode()
    for sign in ("https://evil", "www.evil", "a@evil", "javascript:"):
        assert sign not in page


def test_docx_opens_and_reaches_nothing_outside(files: dict[str, bytes]) -> None:
    document = docx.Document(io.BytesIO(files["evidence.docx"]))
    headings = [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.style is not None and paragraph.style.name == "Heading 1"
    ]
    assert headings[: len(HOSTILE)] == [f"{n}. {spelled_out(whole(text))}" for n, text in enumerate(HOSTILE, 1)]
    with zipfile.ZipFile(io.BytesIO(files["evidence.docx"])) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith((".xml", ".rels")):
                etree.fromstring(content)
            assert b'TargetMode="External"' not in content
        text = archive.read("word/document.xml")
    for element in (b"<w:hyperlink", b"<w:fldSimple", b"<w:instrText", b"<w:object", b"<w:altChunk"):
        assert element not in text


def test_csv_has_no_formula_and_a_row_an_item(files: dict[str, bytes]) -> None:
    assert files["evidence.csv"].startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(files["evidence.csv"].decode("utf-8-sig"), newline="")))
    assert len(rows) == 1 + len(HOSTILE) + 1 + len(HOSTILE)
    assert len({len(row) for row in rows}) == 1
    for row in rows:
        for value in row:
            assert not value.lstrip(" ").startswith(tuple("=+-@\t\r\n＝＋－＠")), value
    assert [row[1] for row in rows[1 : 1 + len(HOSTILE)]] == [cell(whole(text)) for text in HOSTILE]
    assert "verdict (input)" in rows[0]


def test_json_keeps_every_string_and_shows_what_is_unseen(files: dict[str, bytes]) -> None:
    raw = files["bundle.json"].decode()
    bundle = json.loads(raw)
    assert [claim["claim"] for claim in bundle["claims"][:-1]] == [whole(text) for text in HOSTILE]
    assert bundle["claims"][0]["columns"] == {HOSTILE[0]: HOSTILE[0], "verdict": HOSTILE[0]}
    for name in ("bundle.json", "claimreview.jsonld"):
        assert not re.search("[\u200b\u202e\u2028\ufeff\U000e0041\x1b\x00\ufffe]", files[name].decode())


def test_json_ld_has_no_script_address(files: dict[str, bytes]) -> None:
    document = json.loads(files["claimreview.jsonld"])
    addresses: list[str] = []

    def gather(value: Any) -> None:
        if isinstance(value, dict):
            addresses.extend(inner for name, inner in value.items() if name in ("url", "@id"))
            for inner in value.values():
                gather(inner)
        elif isinstance(value, list):
            for inner in value:
                gather(inner)

    gather(document)
    assert addresses and all(re.fullmatch(r"evidence\.html#claim-\d+", address) for address in addresses)


def test_the_kept_file_is_named_by_its_hash(hostile_library: Library, tmp_path: Path) -> None:
    verdict = Verdict(
        "1",
        "x",
        "refuted",
        "",
        (),
        (replace(citations(hostile_library)[0], stance="refutes"),),
        AppliedScope(Scope(), 1),
    )
    write_exports([verdict], tmp_path, ["json"], library=hostile_library, settings=Settings(), originals=True)
    report_id = hostile_library.reports()[0].report_id
    assert sorted(path.name for path in (tmp_path / "originals").iterdir()) == [f"{report_id}.txt"]
