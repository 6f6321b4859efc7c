"""What the parsing process makes of a file beside its text: the same as here, within its limits."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FIRST, HashingEmbedder

from index.errors import LimitExceeded
from index.ingestion.finding import find_files
from index.ingestion.preparing import read_and_cut
from index.ingestion.reading import ReadingProcess
from index.library import Library
from index.models.embedding import EmbeddingSettings, SentenceTransformerEmbedder
from index.parsing import Limits, ParserProcess, parse_file
from index.structure.metadata import read_metadata
from index.structure.passages import make_passages
from index.structure.sections import section_tree


@pytest.fixture(scope="session")
def model() -> SentenceTransformerEmbedder:
    cache = Path(os.environ.get("WENJU_CACHE", "~/.cache/wenju"))
    return SentenceTransformerEmbedder(EmbeddingSettings(cache=cache))


@pytest.fixture
def process() -> Iterator[ReadingProcess]:
    with ReadingProcess() as reading:
        yield reading


def same(process: ReadingProcess, model: SentenceTransformerEmbedder, path: Path) -> int:
    """Checks one file's passages against those that the model's own count makes here; gives how many there are."""
    [found] = find_files([path])
    report, passages = read_and_cut(found, "id", process, {}, None, model.token_counting)
    document = parse_file(path)
    metadata = read_metadata(document, path.name)
    assert (report.text, report.blocks, report.metadata) == (document.text, document.blocks, metadata)
    assert report.sections == section_tree(document, metadata.year)
    assert passages == make_passages(report, model.count_tokens)
    return len(passages)


def test_the_samples_are_cut_as_by_the_model_itself(
    process: ReadingProcess, model: SentenceTransformerEmbedder, samples: Path
) -> None:
    files = [path for path in sorted(samples.iterdir()) if path.suffix in (".pdf", ".docx", ".html", ".md", ".txt")]
    assert len(files) > 3
    assert all(same(process, model, path) for path in files)


def test_reports_are_cut_as_by_the_model_itself(
    process: ReadingProcess, model: SentenceTransformerEmbedder, shared_data: Path
) -> None:
    reports = shared_data / "reports"
    files = [
        *sorted((reports / "state-council").glob("*.txt"))[::12],
        *sorted((reports / "provincial-2025").glob("*.docx"))[::10],
        shared_data / "parsing" / "example-10k.html",
        reports / "pdf" / "microsoft_annual_report_2022.pdf",
    ]
    assert sum(same(process, model, path) for path in files) > 700


def test_another_models_tokenizer_goes_through_a_file(model: SentenceTransformerEmbedder, tmp_path: Path) -> None:
    """As a model of another name would give it: a file of its own, gone with its embedder."""
    other = SentenceTransformerEmbedder(EmbeddingSettings(model="other"))
    other._loaded = model._loaded
    counting = other.token_counting
    assert counting is not None
    assert model.token_counting is not None
    texts = ["全年地区生产总值211.3亿元。", "Revenue rose 18%.", "", "～ ３％"]
    assert counting.load()(texts) == model.token_counting.load()(texts) == model.count_tokens(texts)
    del other
    assert not Path(counting.tokenizer).exists()


def test_what_is_stated_goes_above_the_text(process: ReadingProcess, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(FIRST, "utf-8")
    read = process.read(path, "other.txt", {"year": 2031, "title": "题"}, None)
    assert (read.metadata.year, read.metadata.title, read.passages) == (2031, "题", None)
    assert read.sections == section_tree(read.document, 2031)


@pytest.mark.parametrize(
    ("name", "words"),
    [("word.txt", "word " * 6_000_000), ("line.txt", "word\n" * 6_000_000), ("字.md", "发展" * 5_000_000)],
)
def test_a_file_of_one_word_is_refused_in_seconds(tmp_path: Path, name: str, words: str) -> None:
    """30 MB of one word made 25,000 passages in 210 s, and 2 GB, in the server's own process."""
    path = tmp_path / name
    path.write_text(words, "utf-8")
    embedder = HashingEmbedder()
    began = time.monotonic()
    [outcome] = Library(tmp_path / "library", embedder).add([path])
    assert time.monotonic() - began < 15
    assert outcome.status == "refused"
    assert (
        "characters of text, more than the 4,000,000 allowed; the setting limits.characters allows more"
        in outcome.reason
    )
    assert embedder.embedded == 0


def test_too_many_passages_are_refused_wherever_they_are_cut(
    model: SentenceTransformerEmbedder, tmp_path: Path
) -> None:
    path = tmp_path / "long.txt"
    path.write_text("\n".join(f"第{number}项工作完成得很好，比上年增长{number}%。" for number in range(2_000)), "utf-8")
    refusal = "makes more than the 20 passages allowed"
    with ReadingProcess(Limits(passages=20)) as process, pytest.raises(LimitExceeded, match=refusal):
        process.read(path, path.name, {}, model.token_counting)
    [outcome] = Library(tmp_path / "library", HashingEmbedder(), Limits(passages=20)).add([path])
    assert (outcome.status, refusal in outcome.reason) == ("refused", True)


def test_an_article_has_the_same_bound(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("字" * 101, "utf-8")
    with ParserProcess(Limits(characters=100)) as parser, pytest.raises(LimitExceeded, match="101 characters of text"):
        parser.parse(path)


def test_what_cuts_is_bounded_like_what_parses(model: SentenceTransformerEmbedder, tmp_path: Path) -> None:
    """The tokenizer alone needs 280 MB: with less, the file is refused and nothing else suffers."""
    path = tmp_path / "x.txt"
    path.write_text(FIRST, "utf-8")
    with ReadingProcess(Limits(memory=120 * 1024**2)) as process:
        with pytest.raises(LimitExceeded, match="memory"):
            process.read(path, path.name, {}, model.token_counting)
        assert process.read(path, path.name, {}, None).sections
