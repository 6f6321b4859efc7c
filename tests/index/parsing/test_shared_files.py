"""Real files of the public test data: each gives text, or its own one-line refusal."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pypdf
import pytest

from index.errors import EncryptedFile, UnreadableReport, UnsupportedFormat
from index.parsing import ParserProcess
from index.parsing.converting import find_office
from index.report import BlockKind, ParsedDocument

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def process() -> Iterator[ParserProcess]:
    with ParserProcess() as parser:
        yield parser


def _fold(text: str) -> str:
    """NFKC and lower case, without spaces, punctuation and invisible characters."""
    normal = unicodedata.normalize("NFKC", text).lower()
    return "".join(c for c in normal if unicodedata.category(c)[0] not in "CZP" and c.isprintable())


def _pieces(document: ParsedDocument) -> Iterator[str]:
    """Every sentence and cell, folded."""
    for block in document.blocks:
        if block.cells:
            yield from (_fold(document.text[cell.start : cell.end]) for cell in block.cells)
        else:
            yield from (_fold(s) for s in re.split("(?<=[。！？])", document.text[block.start : block.end]))


def test_every_awkward_file_gives_text_or_its_own_refusal(
    process: ParserProcess, shared_data: Path, check_spans: Callable[[ParsedDocument], None]
) -> None:
    refused: dict[str, type[UnreadableReport]] = {}
    for path in sorted((shared_data / "parsing").iterdir()):
        if path.name in ("SOURCE.json", "LICENSE.md"):
            continue
        if find_office() is not None and path.suffix in (".rtf", ".doc", ".odt"):
            continue
        try:
            document = process.parse(path)
        except UnreadableReport as error:
            refused[path.name] = type(error)
            assert "\n" not in str(error)
        else:
            check_spans(document)
            assert document.text
    old = (
        {}
        if find_office() is not None
        else dict.fromkeys(("fake-doc.rtf", "simple.doc", "simple.odt"), UnsupportedFormat)
    )
    assert refused == {**old, "password.pdf": EncryptedFile}


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["fake-doc.rtf", "simple.doc", "simple.odt"])
def test_old_word_processors_files_through_libreoffice(
    process: ParserProcess, shared_data: Path, check_spans: Callable[[ParsedDocument], None], name: str
) -> None:
    document = process.parse(shared_data / "parsing" / name)
    check_spans(document)
    assert document.blocks


def test_one_text_in_four_encodings(process: ParserProcess, shared_data: Path) -> None:
    names = ("fake-text-utf-16.txt", "fake-text-utf-16-le.txt", "fake-text-utf-32.txt")
    texts = {process.parse(shared_data / "parsing" / name).text for name in names}
    assert len(texts) == 1
    assert texts.pop().startswith(
        "This is a test document to use for unit tests.\nDoylestown, PA 18901\nImportant points:"
    )
    latin = process.parse(shared_data / "parsing" / "fake-html-cp1252.html").text
    assert "CP1252" in latin and "\ufffd" not in latin
    pages = [shared_data / "parsing" / f"example-steelJIS-datasheet{end}.html" for end in ("", "-utf-16")]
    assert process.parse(pages[0]).text == process.parse(pages[1]).text


def test_the_seed_document(process: ParserProcess, shared_data: Path) -> None:
    (path,) = (shared_data / "reports" / "county-2021").glob("*.txt")
    document = process.parse(path)
    assert len(document.blocks) == 1
    assert document.text.startswith("各位代表:现在,我代表县人民政府向大会报告工作")
    assert [r.reason for r in document.removals] == ["share banner"] + ["page counter"] * 49
    assert [int(r.text.strip(" \n、")) for r in document.removals[1:]] == list(range(1, 50))
    assert "2021年政府工作报告" in document.removals[0].text
    for joined in (
        "历次会议确定的目标任务",
        "均实现翻两番",
        "推动绿色低碳",
        "外贸出口额年均增长X%,入选",
        "拓展XX平方公里",
    ):
        assert joined in document.text
    assert not re.search(r"\d+、", document.text)
    source = path.read_text(encoding="utf-8")
    kept = _fold(document.text) + _fold("".join(r.text for r in document.removals))
    assert Counter(kept) == Counter(_fold(source))


def test_state_council_reports(
    process: ParserProcess, shared_data: Path, check_spans: Callable[[ParsedDocument], None]
) -> None:
    paths = sorted((shared_data / "reports" / "state-council").glob("*.txt"))
    assert len(paths) == 52
    for path in paths:
        document = process.parse(path)
        check_spans(document)
        source = _fold(path.read_text(encoding="utf-8"))
        assert [piece for piece in _pieces(document) if piece not in source] == [], path.name
        assert [r.reason for r in document.removals if "licence" in r.reason] == ["wiki licence"], path.name
        assert "公有领域" not in document.text and "Public domain" not in document.text, path.name
        first = document.blocks[0]
        assert document.text[first.start : first.end] == path.stem
    text = process.parse(paths[0]).text
    assert "在聽了劉少奇同志關於憲法草案的報告並進行了三天的討論以後" in text
    assert "通過了我們國家的根本法——中華人民共和國憲法，接着" in text


def test_provincial_reports_agree_with_python_docx(
    process: ParserProcess, shared_data: Path, check_spans: Callable[[ParsedDocument], None]
) -> None:
    paths = sorted((shared_data / "reports" / "provincial-2025").glob("*.docx"))
    assert len(paths) == 31
    for path in paths:
        document = process.parse(path)
        check_spans(document)
        source = "".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
        assert {removal.reason for removal in document.removals} <= {"source or editor line", "invisible character"}
        gone = "".join(removal.text for removal in document.removals)
        assert Counter(_fold(document.text + gone)) == Counter(_fold(source)), path.name


@pytest.mark.parametrize("name", ["reports/pdf/BYD.pdf", "parsing/list-item-example.pdf", "parsing/DA-1p.pdf"])
def test_pdf_pieces_stand_in_what_pypdf_reads(process: ParserProcess, shared_data: Path, name: str) -> None:
    document = process.parse(shared_data / name)
    source = _fold("".join(page.extract_text() for page in pypdf.PdfReader(shared_data / name).pages))
    assert [piece for piece in _pieces(document) if piece not in source] == []


def test_a_chinese_annual_reports_table(process: ParserProcess, shared_data: Path) -> None:
    document = process.parse(shared_data / "reports/pdf/BYD.pdf")
    table = next(block for block in document.blocks if block.kind is BlockKind.TABLE)
    rows = [row.split("\t") for row in document.text[table.start : table.end].split("\n")]
    assert rows[0] == ["", "2023 年", "2022 年", "本年比上年增减", "2021 年"]
    assert rows[1] == ["营业收入（元）", "602,315,354,000.00", "424,060,635,000.00", "42.04%", "216,142,395,000.00"]
    assert rows[3][0] == "归属于上市公司股东的扣除非经常性损益的净利润（元）"
    assert table.header_rows == 1


def test_an_annual_report_of_93_pages(
    process: ParserProcess, shared_data: Path, check_spans: Callable[[ParsedDocument], None]
) -> None:
    document = process.parse(shared_data / "reports/pdf/microsoft_annual_report_2022.pdf")
    check_spans(document)
    assert len(document.page_starts) == 93
    assert document.problems == ("Pages 1-2, 93 have no text, only pictures if anything.",)
    assert "We reported $198 billion in revenue and $83 billion in operating income." in document.text
    assert "Revenue\t$ 198,270\t$ 168,088\t18%" in document.text
    assert sum(r.reason.startswith("running") for r in document.removals) >= 89


def test_the_10_k_web_page(process: ParserProcess, shared_data: Path) -> None:
    document = process.parse(shared_data / "parsing" / "example-10k.html")
    assert document.text.startswith("UNITED STATES\nSECURITIES AND EXCHANGE COMMISSION\nWashington,")
    assert "• Expand the number of markets we serve;" in document.text
    assert document.removals[0].reason == "hidden text"
    assert sum(r.reason == "page number" for r in document.removals) > 30
