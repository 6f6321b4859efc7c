"""A verdict against its gold label, and whether the quotes of a verdict stand."""

from dataclasses import replace

import pytest
from fakes import FIRST, library_in

from assistant.answer import AppliedScope, Citation, Label, Mismatch, Verdict
from assistant.citations import cite
from assistant.evaluation.claims.scoring import label_of, quotes_standing
from assistant.evaluation.corpus import Corpus
from index.scope import Scope


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, Citation]:
    folder = tmp_path_factory.mktemp("scoring")
    (folder / "qinghe.txt").write_text(FIRST, "utf-8")
    library = library_in(folder / "library")
    library.add([folder / "qinghe.txt"])
    report = library.get(library.resolve("qinghe.txt"))
    start = report.text.index("新建公路126公里。")
    return Corpus(library), cite(report, start, start + 10, 1)


def verdict(*citations: Citation) -> Verdict:
    return Verdict("", "", "supported", "", (), citations, AppliedScope(Scope(), 1))


def test_a_quote_stands_at_its_offsets_or_not_at_all(known: tuple[Corpus, Citation]) -> None:
    corpus, quote = known
    moved = replace(quote, start=quote.start + 1, end=quote.end + 1)
    assert quotes_standing(verdict(quote), corpus, ()) == 1
    assert quotes_standing(verdict(quote, moved, replace(quote, report_id="0" * 64)), corpus, ()) == 1


def test_with_evidence_given_a_quote_stands_word_for_word_in_one_of_the_texts(known: tuple[Corpus, Citation]) -> None:
    _, quote = known
    assert quotes_standing(verdict(quote), None, ["别的。", "去年新建公路126公里。"]) == 1
    assert quotes_standing(verdict(quote), None, ["去年新建公路162公里。"]) == 0


@pytest.mark.parametrize(
    ("verdict", "has_mismatch", "label"),
    [
        ("supported", False, "supported"),
        ("refuted", True, "refuted"),
        ("partly_supported", True, "refuted"),
        ("partly_supported", False, "not_enough_info"),
        ("not_enough_info", False, "not_enough_info"),
        ("not_checkable", False, "not_enough_info"),
    ],
)
def test_five_verdicts_are_three_labels(verdict: Label, has_mismatch: bool, label: str) -> None:
    mismatches = (Mismatch("value", "126", "162"),) if has_mismatch else ()
    assert label_of(Verdict("", "", verdict, "", mismatches, (), AppliedScope(Scope(), 0))) == label
