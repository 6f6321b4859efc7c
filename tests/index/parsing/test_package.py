"""Office files as packages: what points where, and what is refused before it costs anything."""

import io
import zipfile
from collections.abc import Callable

import lxml.etree as etree
import pytest
from word_files import OFFICE, relations

from index.errors import DamagedFile, EncryptedFile, LimitExceeded
from index.parsing.limits import Limits
from index.parsing.package import Package, Relation, local, value, whole

Build = Callable[[dict[str, str]], bytes]
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"


def _open(data: bytes, limits: Limits | None = None) -> Package:
    return Package(data, limits or Limits(), "Word file")


def _zip(parts: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def _pointing(*targets: str) -> str:
    return f'<Relationships xmlns="{RELATED}">{"".join(targets)}</Relationships>'


def _target(identity: str, target: str, kind: str = f"{OFFICE}/header", more: str = "") -> str:
    return f'<Relationship Id="{identity}" Type="{kind}" Target="{target}" {more}/>'


def test_what_a_part_points_at() -> None:
    stated = _pointing(
        _target("r1", "header1.xml"),
        _target("r2", "/word/media/a.png", f"{OFFICE}/image"),
        _target("r3", "../customXml/item1.xml"),
        _target("r4", "./styles.xml", "http://purl.oclc.org/ooxml/officeDocument/relationships/styles"),
        _target("r5", "https://example.org/x", f"{OFFICE}/hyperlink", 'TargetMode="External"'),
        _target("r6", ""),
        _target("r7", "../../../etc/passwd"),
    )
    package = _open(_zip({"word/_rels/document.xml.rels": stated, "etc/passwd": "x"}))
    assert package.relations("word/document.xml") == {
        "r1": Relation("header", "word/header1.xml"),
        "r2": Relation("image", "word/media/a.png"),
        "r3": Relation("header", "customXml/item1.xml"),
        "r4": Relation("styles", "word/styles.xml"),
        "r7": Relation("header", "../../etc/passwd"),
    }
    assert "../../etc/passwd" not in package
    assert package.relations("word/other.xml") == {}


def test_the_main_part_is_the_one_that_the_package_states() -> None:
    stated = _pointing(_target("r1", "docs/report.xml", f"{OFFICE}/officeDocument"))
    assert _open(_zip({"_rels/.rels": stated, "docs/report.xml": "<a/>"})).main_part("word/document.xml") == (
        "docs/report.xml"
    )
    # Stated and not there, or not stated: where it lies usually.
    assert _open(_zip({"_rels/.rels": stated})).main_part("word/document.xml") == "word/document.xml"
    assert _open(_zip({"a.xml": "<a/>"})).main_part("word/document.xml") == "word/document.xml"


def test_a_part_beside_another() -> None:
    parts: dict[str, bytes | str] = {
        "word/_rels/document.xml.rels": relations(styles1="styles2.xml", settings1="gone.xml"),
        "word/styles.xml": "<usual/>",
        "word/styles2.xml": "<stated/>",
        "word/settings.xml": "<usual/>",
    }
    package = _open(_zip(parts))

    def beside(kind: str) -> str:
        return local(package.beside("word/document.xml", kind, f"{kind}.xml"))

    assert beside("styles") == "stated"
    assert beside("settings") == "usual"
    assert package.beside("word/document.xml", "numbering", "numbering.xml") is None
    assert package.xml_if_there("word/nothing.xml") is None


def test_names_in_other_letters_are_the_same_part() -> None:
    package = _open(_zip({"Word/Document.xml": "<a>甲</a>"}))
    assert "word/document.XML" in package and list(package.names()) == ["word/document.xml"]
    assert package.xml("word/document.xml").text == "甲"


def test_comments_and_instructions_in_xml_are_no_text() -> None:
    root = _open(_zip({"a.xml": "<a><!-- no --><?mso x?><b>甲</b></a>"})).xml("a.xml")
    assert [local(each) for each in root] == ["b"]


DECLARED = '<!DOCTYPE a [<!ENTITY x "y">]><a><b>1</b></a>'


@pytest.mark.parametrize(
    "content",
    [
        DECLARED,
        '<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a><b>1</b></a>',
        f"<!--{'x' * 9000}-->{DECLARED}",
        DECLARED.encode("utf-16"),
        f'<?xml version="1.0" encoding="UTF-16LE"?>{DECLARED}'.encode("utf-16-le"),
    ],
)
def test_a_part_that_declares_a_type_is_refused_however_it_is_read(content: str | bytes) -> None:
    package = _open(_zip({"a.xml": content}))
    with pytest.raises(DamagedFile, match="entities"):
        package.xml("a.xml")
    with pytest.raises(DamagedFile, match="entities"):
        list(package.stream("a.xml", ("b",)))


def test_elements_of_a_part_one_after_the_other() -> None:
    rows = "".join(f'<x:row r="{n}"><x:c>{n}</x:c></x:row>' for n in range(1, 5))
    package = _open(_zip({"a.xml": f'<x:sheet xmlns:x="urn:x"><x:cols><x:col/></x:cols>{rows}<x:last/></x:sheet>'}))
    found = [(local(each), value(each, "r"), each.findtext("{*}c")) for each in package.stream("a.xml", ("row", "col"))]
    assert found == [("col", "", None), *(("row", str(n), str(n)) for n in range(1, 5))]
    with pytest.raises(DamagedFile, match="damaged Word file"):
        list(_open(_zip({"a.xml": f"<sheet>{rows[:20]}"})).stream("a.xml", ("row",)))


def test_files_that_are_damaged_or_not_there(build_package: Build) -> None:
    whole_file = build_package({"word/document.xml": "<a>" + "甲乙丙丁" * 99 + "</a>"})
    for data in (b"", b"PK\x03\x04", b"text", whole_file[: len(whole_file) // 2]):
        with pytest.raises(DamagedFile, match="damaged Word file"):
            _open(data)
    with pytest.raises(DamagedFile, match="without its text"):
        _open(whole_file).xml("word/other.xml")
    with pytest.raises(DamagedFile, match="damaged Word file"):
        _open(build_package({"word/document.xml": "<w:document"})).xml("word/document.xml")
    with zipfile.ZipFile(io.BytesIO(whole_file)) as package:
        entry = package.getinfo("word/document.xml")
    broken = bytearray(whole_file)
    start = entry.header_offset + 30 + len(entry.filename)
    broken[start : start + 8] = b"\xff" * 8
    with pytest.raises(DamagedFile, match="damaged Word file"):
        _open(bytes(broken)).read("word/document.xml")


def test_a_package_with_a_password(build_package: Build) -> None:
    locked = bytearray(build_package({"word/document.xml": "<a/>"}))
    locked[locked.rfind(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(EncryptedFile, match="password"):
        _open(bytes(locked))


def test_limits_on_entries_size_ratio_and_paragraphs(build_package: Build) -> None:
    many = build_package({f"word/media/{number}.txt": "x" for number in range(31)})
    with pytest.raises(LimitExceeded, match="33 files inside"):
        _open(many, Limits(zip_entries=20))
    large = build_package({"a.xml": f"<a>{'甲' * 2_000_000}</a>"})
    with pytest.raises(LimitExceeded, match="200 times its size"):
        _open(large).read("a.xml")
    with pytest.raises(LimitExceeded, match="more than 1 MB"):
        _open(large, Limits(inflated_bytes=1_000_000, inflation_ratio=100_000)).read("a.xml")
    # Picked out in any prefix; what only begins with the letter is another element.
    for paragraphs in ("<w:p/>" * 11, "<p>x</p>" * 11, "<a:p >x</a:p>" * 11):
        with pytest.raises(LimitExceeded, match="more than 10 paragraphs"):
            _open(build_package({"a.xml": f"<a>{paragraphs}</a>"}), Limits(paragraphs=10)).read("a.xml")
    assert _open(build_package({"a.xml": "<w:pPr/>" * 11}), Limits(paragraphs=10)).read("a.xml")


def test_what_several_parts_unpack_to_is_counted_together(build_package: Build) -> None:
    package = _open(build_package({f"{n}.txt": "x" * 600 for n in range(2)}), Limits(inflated_bytes=1_000))
    package.read("0.txt")
    with pytest.raises(LimitExceeded, match="unpacks to more"):
        package.read("1.txt")


def test_an_archive_that_lies_about_sizes_is_counted_by_what_comes_out(build_package: Build) -> None:
    data = build_package({"word/document.xml": f"<a>{'甲' * 3_000_000}</a>"})
    # The central directory states the inflated size; claim 100 bytes.
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        true_size = package.getinfo("word/document.xml").file_size
    lying = data.replace(true_size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    with pytest.raises((LimitExceeded, DamagedFile)):
        _open(lying).read("word/document.xml")


def test_names_and_attributes_whatever_their_namespace() -> None:
    element = etree.fromstring('<w:p xmlns:w="urn:w" xmlns:s="urn:strict" s:val="3" w:id="x"><!-- c --></w:p>')
    assert [local(element), local(element[0])] == ["p", ""]
    assert [value(element), value(element, "id"), value(element, "none"), value(None)] == ["3", "x", "", ""]


@pytest.mark.parametrize(
    ("stated", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("999999999", 999_999_999),
        ("", None),
        ("-1", None),
        ("²", None),
        ("٣", None),
        ("1e3", None),
    ],
)
def test_whole_numbers(stated: str, number: int | None) -> None:
    assert whole(stated) == number


def test_a_number_longer_than_any_count_is_none() -> None:
    assert whole("9" * 5000) is None
