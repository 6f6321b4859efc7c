"""What holds for every file that can be read: spans, sentences, passages, and that nothing vanishes unrecorded."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from fakes import HashingEmbedder
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UnreadableReport
from index.parsing import PARSER_VERSION, parse_file
from index.parsing.decoding import decode
from index.parsing.html import parse_html_text
from index.parsing.plain_text import parse_text
from index.report import ParsedDocument, Report
from index.structure.metadata import read_metadata
from index.structure.passages import make_passages
from index.structure.sections import section_tree
from index.text.scanning_slips import overlay
from index.text.sentences import split_sentences

_html: Any = lxml.html
UNRENDERED = {"head", "script", "style", "template", "iframe", "object", "embed", "applet", "svg", "math", "canvas"}
UNRENDERED |= {"audio", "video", "map"}


def packed(text: str) -> str:
    """A text without white space."""
    return re.sub(r"\s+", "", text)


def restored(document: ParsedDocument) -> str:
    """The text with its removals put back where they stood."""
    pieces, position = [], 0
    for removal in document.removals:
        pieces += [document.text[position : removal.at], removal.text]
        position = removal.at
    return "".join([*pieces, document.text[position:]])


def rendered(source: str) -> str:
    """The text nodes of a page that a browser could show, hidden ones too."""
    tree = _html.document_fromstring(source.encode(), parser=_html.HTMLParser(encoding="utf-8", huge_tree=True))
    return "".join(_nodes(tree))


def _nodes(element: Any) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in UNRENDERED:
        yield element.text or ""
        for child in element:
            yield from _nodes(child)
            yield child.tail or ""


def hold_everywhere(document: ParsedDocument, name: str) -> None:
    """Asserts what is promised of sentences, sections, passages and the overlay."""
    metadata = read_metadata(document, name)
    sections = section_tree(document, metadata.year)
    sentences = split_sentences(document.text, 0, len(document.text))
    assert packed("".join(document.text[s.start : s.end] for s in sentences)) == packed(document.text)
    assert all(before.end <= after.start for before, after in pairwise(sentences))
    report = Report(
        "0" * 64, metadata, document.text, "1" * 64, PARSER_VERSION, sections, document.blocks, document.removals
    )
    for section in sections:
        assert 0 <= section.start <= section.heading_start <= section.heading_end <= section.end <= len(document.text)
    for passage in make_passages(report, HashingEmbedder().count_tokens):
        start, end = report.own_span(sections[passage.section])
        assert start <= passage.start < passage.end <= end
        assert report.section_at(passage.start) == report.section_at(passage.end - 1) == sections[passage.section]
    laid = overlay(document.text)
    for place in range(0, len(laid.text), 97):
        start, end = laid.span(place, place + 1)
        assert document.text[start:end]


def _shared_files(shared_data: Path) -> Iterator[Path]:
    for folder in ("reports/county-2021", "reports/state-council", "reports/provincial-2025", "parsing"):
        yield from sorted((shared_data / folder).iterdir())
    for folder, step in (("qa/ncp-policy/reports", 12), ("qa/cmrc-trial/reports", 16), ("qa/xquad/reports-en", 24)):
        yield from sorted((shared_data / folder).iterdir())[::step]


@pytest.mark.shared
def test_every_text_file_keeps_its_promises(shared_data: Path, check_spans: Callable[[ParsedDocument], None]) -> None:
    read = Counter[str]()
    for path in _shared_files(shared_data):
        if path.suffix in (".pdf", ".json"):
            continue
        try:
            document = parse_file(path)
        except UnreadableReport:
            continue
        read[path.suffix] += 1
        check_spans(document)
        hold_everywhere(document, path.name)
        if path.suffix == ".txt":
            assert packed(restored(document)) == packed(decode(path.read_bytes())), path.name
        elif path.suffix == ".html":
            source = rendered(decode(path.read_bytes(), "cp1252" if "1252" in path.name else None))
            kept = document.text + "".join(removal.text for removal in document.removals)
            assert Counter(packed(kept)) == Counter(packed(source)), path.name
    assert read[".docx"] >= 31
    assert read[".txt"] > 120
    assert read[".html"] == 7


@pytest.mark.shared
def test_every_pdf_keeps_its_promises(shared_data: Path, check_spans: Callable[[ParsedDocument], None]) -> None:
    read = 0
    for path in sorted([*(shared_data / "reports" / "pdf").iterdir(), *(shared_data / "parsing").iterdir()]):
        if path.suffix != ".pdf":
            continue
        try:
            document = parse_file(path)
        except UnreadableReport:
            continue
        read += 1
        check_spans(document)
        hold_everywhere(document, path.name)
    assert read >= 15


LINES = st.lists(
    st.sampled_from(
        [
            "首页 > 政务公开 > 正文",
            "来源：县府办 发布时间：2024-01-20",
            "【字号：大 中 小】 打印",
            "一、工作回顾",
            "全县经济运行总体平稳，各项事业取得新成效。",
            "我们完成了上届会议确",
            "定的目标任务，增长X%o五年来成绩显著，人民生活持续改善，社会大局和谐稳定。",
            "- 2 -",
            "第3页 共9页",
            "4、",
            "责任编辑：王某",
            "相关报道",
            "图解报告",
            "[编辑]",
            "目录 [隐藏]",
            "\u200b零宽\u202e反向",
            "",
        ]
    ),
    max_size=30,
)


@given(LINES)
def test_nothing_vanishes_from_any_text(lines: list[str]) -> None:
    source = "\n".join(lines)
    document = parse_text(source)
    assert packed(restored(document)) == packed(source)


@given(
    LINES, st.sampled_from(["p", "div", "li", "td", "nav", "aside", "footer", "button", "p hidden", "div class=share"])
)
def test_nothing_vanishes_from_any_page(lines: list[str], tag: str) -> None:
    name = tag.split()[0]
    source = "<html><body><h1>题</h1>" + "".join(f"<{tag}>{line}</{name}>" for line in lines) + "</body></html>"
    document = parse_html_text(source)
    kept = document.text + "".join(removal.text for removal in document.removals)
    assert Counter(packed(kept)) == Counter(packed(rendered(source)))
