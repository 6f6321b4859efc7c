"""What one item scores and what became of it: which metrics its gold allows, and where it was lost."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes import FIRST, SECOND, HashingEmbedder, library_in

from assistant.answer import Answer, AppliedScope, Citation, Statement
from assistant.citations import cite
from assistant.evaluation.corpus import Corpus
from assistant.evaluation.items import Item
from assistant.evaluation.questions.scoring import failed, score
from index.library import Library
from index.report import RankedPassage
from index.scope import Scope

ITEM = Item(1, "a", "公路？", ("126公里",), True, ("qinghe.txt",), ("新建公路126公里。",))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("scoring")
    for name, text in (("qinghe.txt", FIRST), ("baishi.txt", SECOND)):
        (folder / name).write_text(text, "utf-8")
    library = library_in(folder / "library", HashingEmbedder())
    library.add(sorted(folder.glob("*.txt")))
    return library


@pytest.fixture(scope="module")
def corpus(library: Library) -> Corpus:
    return Corpus(library)


def passage(library: Library, source: str, words: str, rank: int = 1) -> RankedPassage:
    report = library.get(library.resolve(source))
    start = report.text.index(words)
    return RankedPassage(rank, 1.0, report.report_id, "", source, (), None, start, start + len(words), words)


def answer(library: Library, words: str, source: str = "qinghe.txt", **changes: Any) -> Answer:
    """An answer that quotes `words` of a report."""
    report = library.get(library.resolve(source))
    start = report.text.index(words)
    cited: tuple[Citation, ...] = (cite(report, start, start + len(words), 1),)
    values: dict[str, Any] = {"status": "answered", "statements": (Statement(words, (1,)),), "citations": cited}
    values |= {"question": "公路？", "nearest": (), "scope": AppliedScope(Scope(), 2)} | changes
    return Answer(**values)


ABSTAINS: dict[str, Any] = {"status": "not_found", "statements": (), "citations": ()}


def test_a_right_answer_scores_in_all_that_has_gold(library: Library, corpus: Corpus) -> None:
    hit = passage(library, "qinghe.txt", "新建公路126公里。")
    found = score(ITEM, corpus, [hit], [hit], answer(library, "新建公路126公里。"))
    assert (found.outcome, found.first_hit, found.quotes, found.quotes_standing) == ("right", 1, 1, 1)
    names = ("report_recall@1", "mrr", "passage_recall@1", "context_recall@1000", "quote_hit", "citation_precision")
    assert [found.metrics[name] for name in names] == [1.0] * 6
    assert found.metrics["abstained"] == 0.0
    assert not [name for name in found.metrics if name.startswith("page_recall")]  # no page is gold


@pytest.mark.parametrize(
    ("ranked", "read", "outcome"),
    [
        (["hit"], ["hit"], "wrong"),
        (["other", "hit"], ["other"], "not_read"),
        (["other"], ["other"], "not_retrieved"),
    ],
)
def test_a_wrong_answer_is_blamed_on_the_first_step_that_lost_it(
    library: Library, corpus: Corpus, ranked: list[str], read: list[str], outcome: str
) -> None:
    passages = {
        "hit": passage(library, "qinghe.txt", "新建公路126公里。"),
        "other": passage(library, "baishi.txt", "新增学位2400个。"),
    }
    given = answer(library, "地区生产总值增长6.2%。")
    found = score(ITEM, corpus, [passages[name] for name in ranked], [passages[name] for name in read], given)
    assert (found.outcome, found.metrics["quote_hit"]) == (outcome, 0.0)


def test_the_right_words_of_another_report_are_no_hit(library: Library, corpus: Corpus) -> None:
    elsewhere = Item(1, "a", "学位？", ("2400个",), True, ("qinghe.txt",))
    hit = passage(library, "baishi.txt", "新增学位2400个。")
    assert score(elsewhere, corpus, [hit], [hit], None).outcome == "not_retrieved"
    anywhere = Item(1, "a", "学位？", ("2400个",), True, ())
    assert score(anywhere, corpus, [hit], [hit], None).outcome == "found"


def test_abstaining_scores_0_where_there_is_gold_and_is_right_where_there_is_none(
    library: Library, corpus: Corpus
) -> None:
    hit = passage(library, "qinghe.txt", "新建公路126公里。")
    silent = answer(library, "新建公路126公里。", **ABSTAINS)
    found = score(ITEM, corpus, [hit], [hit], silent)
    assert (found.outcome, found.metrics["f1"], found.metrics["abstained"]) == ("abstained", 0.0, 1.0)
    nothing = Item(1, "a", "火箭？", (), False, ())
    assert score(nothing, corpus, [hit], [hit], silent).metrics == {"abstained": 1.0, "wrong_shown": 0.0}
    assert score(nothing, corpus, [hit], [hit], silent).outcome == "right"
    assert score(nothing, corpus, [hit], [hit], answer(library, "新建公路126公里。")).outcome == "wrong"
    scoped = answer(library, "新建公路126公里。", **ABSTAINS | {"status": "no_report_in_scope"})
    assert score(ITEM, corpus, [], [], scoped).outcome == "out_of_scope"


def test_what_is_shown_beside_an_answer_counts_apart(library: Library, corpus: Corpus) -> None:
    hit = passage(library, "qinghe.txt", "新建公路126公里。")
    right = answer(library, "新建公路126公里。")
    found = score(ITEM, corpus, [hit], [hit], right).metrics
    assert (found["quote_hit"], found["quote_hit_shown"], found["wrong_shown"]) == (1.0, 1.0, 0.0)
    wrong = answer(library, "地区生产总值增长6.2%。")
    found = score(ITEM, corpus, [hit], [hit], wrong).metrics
    assert (found["quote_hit_shown"], found["wrong_shown"]) == (0.0, 1.0)
    related = replace(right, **ABSTAINS, related=right.citations)
    found = score(ITEM, corpus, [hit], [hit], related).metrics
    assert (found["quote_hit"], found["quote_hit_shown"], found["wrong_shown"]) == (0.0, 1.0, 0.0)
    nothing = Item(1, "a", "火箭？", (), False, ())
    assert score(nothing, corpus, [hit], [hit], right).metrics["wrong_shown"] == 1.0
    no_gold = Item(1, "a", "公路？", (), True, ("qinghe.txt",))
    assert "wrong_shown" not in score(no_gold, corpus, [hit], [hit], right).metrics


def test_retrieval_alone_scores_no_answer(library: Library, corpus: Corpus) -> None:
    hit = passage(library, "qinghe.txt", "新建公路126公里。")
    found = score(ITEM, corpus, [hit], [], None)
    assert (found.outcome, "f1" in found.metrics, found.quotes) == ("not_read", False, 0)
    assert score(ITEM, corpus, [], [], None).outcome == "out_of_scope"
    unanswerable = Item(1, "a", "火箭？", (), False, ())
    assert (score(unanswerable, corpus, [hit], [hit], None).outcome) is None


def test_an_item_that_could_not_be_asked_scores_0_in_what_it_has_gold_for() -> None:
    found = failed(ITEM, answered=True)
    assert found.outcome == "failed" and set(found.metrics.values()) == {0.0}
    assert {"mrr", "passage_recall@20", "f1", "citation_precision"} <= set(found.metrics)
    assert "f1" not in failed(ITEM, answered=False).metrics
    assert failed(Item(1, "a", "火箭？", (), False, ()), answered=True).metrics == {"wrong_shown": 0.0}
    wordless = Item(1, "a", "公路？", ("。",), True, ("qinghe.txt",))
    assert "passage_recall@1" not in failed(wordless, answered=True).metrics
