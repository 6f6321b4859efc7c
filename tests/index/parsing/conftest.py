"""What the parsing tests share: a check of spans, and builders of small files."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from index.report import BlockKind, ParsedDocument

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _check(document: ParsedDocument) -> None:
    position = 0
    for block in document.blocks:
        assert document.text[position : block.start] in ("", "\n"), "only separators stand between blocks"
        assert position <= block.start < block.end
        span = document.text[block.start : block.end]
        assert span.strip()
        if block.kind is BlockKind.TABLE:
            rows = [row.split("\t") for row in span.split("\n")]
            assert len({len(row) for row in rows}) == 1
            for cell in block.cells:
                assert document.text[cell.start : cell.end] == rows[cell.row][cell.column]
            assert 0 <= block.header_rows < max(2, len(rows))
        else:
            assert span == span.strip()
        position = block.end
    assert position == len(document.text)
    assert list(document.page_starts) == sorted(document.page_starts)
    assert all(0 <= removal.at <= len(document.text) and removal.reason for removal in document.removals)
    offsets = [removal.at for removal in document.removals]
    assert offsets == sorted(offsets)


@pytest.fixture(scope="session")
def check_spans() -> Callable[[ParsedDocument], None]:
    """Asserts what report.py promises of a document's blocks, cells, pages and removals."""
    return _check


@pytest.fixture(scope="session")
def build_docx() -> Callable[..., bytes]:
    """Builds a .docx from the XML inside its body; `parts` adds or replaces parts."""

    def build(body: str, **parts: str) -> bytes:
        return _package({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>", **parts})

    return build


def _package(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", CONTENT_TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def build_package() -> Callable[[dict[str, str]], bytes]:
    """Builds a .docx from its parts."""
    return _package


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of public test data; skips where it is absent."""
    root = Path(__file__).resolve().parents[3]
    folder = Path(os.environ.get("WENJU_SHARED_DATA", root.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the public test data in ../shared/data is not here (WENJU_SHARED_DATA names another folder)")
    return folder
