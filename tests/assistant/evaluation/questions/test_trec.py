"""Qrels and a run as other tools read them: no spaces, a document once, scores that fall with each rank."""

from pathlib import Path

import pytest
from fakes import FIRST, SECOND, HashingEmbedder, library_in

from assistant.evaluation.corpus import Corpus
from assistant.evaluation.items import Item
from assistant.evaluation.questions.trec import write


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "qinghe.txt").write_text(FIRST, "utf-8")
    (reports / "bai shi.txt").write_text(SECOND, "utf-8")
    library = library_in(tmp_path / "library", HashingEmbedder())
    library.add([reports])
    return Corpus(library)


def test_qrels_and_run_have_no_spaces_and_falling_scores(corpus: Corpus, tmp_path: Path) -> None:
    (here,), (there,) = corpus.named("qinghe.txt"), corpus.named("bai shi.txt")
    items = [
        Item(1, "a b", "问？", ("126公里",), True, ("bai shi.txt", "gone file.txt")),
        Item(2, "c", "问？", (), False, ("qinghe.txt",)),
        Item(3, "d", "问？", ("1",), True, ("qinghe.txt",)),
    ]
    records = [
        {"id": "a b", "ranking": [[there[:16], 0.5], [here[:16], 0.5]]},
        {"id": "c", "ranking": [[here[:16], 0.25]]},
    ]
    write(tmp_path, items, records, corpus)
    assert (tmp_path / "qrels.txt").read_text("utf-8").splitlines() == [
        *sorted(["a_b 0 bai_shi.txt 1", "a_b 0 missing_gone_file.txt 1"], key=lambda line: ("missing" in line, line)),
        "d 0 qinghe.txt 1",
    ]
    # Two of one score are told apart, as the tools sort by it.
    assert (tmp_path / "run.txt").read_text("utf-8").splitlines() == [
        "a_b Q0 bai_shi.txt 1 0.500000 wenju",
        "a_b Q0 qinghe.txt 2 0.499999 wenju",
        "c Q0 qinghe.txt 1 0.250000 wenju",
    ]
