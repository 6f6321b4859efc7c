"""The quoted reports' files beside a bundle: copied byte by byte, named by their hash, and refused where changed."""

from pathlib import Path

import pytest
from lxml import html

from assistant.answer import Verdict
from assistant.bundle.originals import with_originals
from assistant.bundle.reading import read_bundle
from assistant.bundle.schema import Bundle, digest
from assistant.bundle.writing import write_exports
from assistant.errors import AssistantError
from assistant.settings import Settings
from index.errors import NoSuchPage
from index.library import Library


@pytest.fixture(scope="module")
def folder(verdicts: list[Verdict], kept_library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    write_exports(verdicts, folder, library=kept_library, settings=Settings(), originals=True)
    return folder


def test_the_bundle_is_sealed_again_with_the_names_of_the_files(
    bundle: Bundle, kept_library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_library, "page_image", lambda *given: b"picture")
    beside = with_originals(bundle, kept_library, tmp_path)
    assert beside.sha256 == digest(beside.to_json()) != bundle.sha256
    assert [report.original for report in bundle.reports] == [None, None]
    assert sorted(path.suffix for path in (tmp_path / "originals").iterdir()) == [".docx", ".pdf", ".png"]


def test_a_page_that_does_not_draw_costs_its_picture_alone(
    bundle: Bundle, kept_library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object) -> bytes:
        raise NoSuchPage("no page 3")

    monkeypatch.setattr(kept_library, "page_image", fail)
    beside = with_originals(bundle, kept_library, tmp_path)
    assert [citation.image for claim in beside.claims for citation in claim.citations] == [None, None]
    assert all(report.original for report in beside.reports)


def test_originals_and_the_page_s_picture_lie_beside(folder: Path, kept_library: Library) -> None:
    bundle, _ = read_bundle(folder / "bundle.json")
    for report in bundle.reports:
        assert report.original is not None
        assert (folder / report.original).read_bytes() == kept_library.original(report.report_id).read_bytes()
    images = [citation.image for claim in bundle.claims for citation in claim.citations]
    assert images[0] is None and images[1] is not None
    assert (folder / images[1]).read_bytes().startswith(b"\x89PNG")
    page = html.document_fromstring((folder / "evidence.html").read_text("utf-8"))
    linked = {link for link in page.xpath("//a/@href") if link.startswith("originals/")}
    assert linked == {str(path.relative_to(folder)) for path in (folder / "originals").iterdir()}


def test_a_changed_original_is_not_passed_off_as_one(
    verdicts: list[Verdict], kept_library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other.docx").write_bytes(b"other")
    monkeypatch.setattr(kept_library, "original", lambda report_id: tmp_path / "other.docx")
    with pytest.raises(AssistantError, match=r"the kept file of 2025年云岭县政府工作报告\.docx is missing or changed"):
        write_exports(verdicts, tmp_path / "out", library=kept_library, settings=Settings(), originals=True)
    assert not (tmp_path / "out" / "bundle.json").exists()
