"""Sentences as models really write them: without a mark, with a wrong one, in other words, in English, of a row."""

import json
from pathlib import Path

import pytest
from fakes import library_in

from assistant.generation.keep_or_drop import Prover
from assistant.generation.nearness import MOST, Near
from assistant.generation.prompt import CitableSentence, Material
from assistant.generation.reply import Draft
from assistant.generation.support import stands_free
from assistant.verification.frames import framed_by, names_all
from assistant.verification.reported import FactLibrary
from index.library import Library
from index.text.sentences import split_sentences

GOLDEN = Path(__file__).parents[2] / "golden" / "sentences"
PAIRS = [json.loads(row) for row in (GOLDEN / "pairs.jsonl").read_text("utf-8").splitlines() if row.strip()]
LANGUAGES = {"brightwater-2024.md": "en", "qingyuan-2025.md": "zh"}
KNOWN_DROPPED = {pair["statement"] for pair in PAIRS if pair.get("dropped")}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = library_in(tmp_path_factory.mktemp("unmarked") / "library")
    library.add([GOLDEN / name for name in LANGUAGES])
    return library


@pytest.fixture(scope="module")
def facts(library: Library) -> FactLibrary:
    return FactLibrary(library)


def sentences_of(library: Library, name: str) -> list[CitableSentence]:
    known = next(one for one in library.reports() if library.get(one.report_id).sources[0].name == name)
    report = library.get(known.report_id)
    return [
        CitableSentence(f"S{number}", report, one.start, one.end)
        for number, one in enumerate(split_sentences(report.text, 0, len(report.text)), 1)
    ]


def judged(library: Library, facts: FactLibrary, pair: dict[str, str], *ids: str) -> tuple[bool, list[str]]:
    """Whether a statement is shown that cites `ids` of all its report's sentences, and the quotes that it rests on."""
    given = {one.id: one for one in sentences_of(library, pair["report"])}
    prover = Prover(Material("", "=", given), pair["lang"], lambda report: facts.of([report.report_id])[0])  # type: ignore[arg-type]
    proven, _ = prover.judge(Draft(pair["statement"], ids))
    return proven is not None, [] if proven is None else [source.text for source in proven.sources]


@pytest.mark.parametrize("pair", [one for one in PAIRS if not one["right"]], ids=lambda one: one["statement"])
def test_what_no_sentence_says_is_never_shown_marked_or_not(
    library: Library, facts: FactLibrary, pair: dict[str, str]
) -> None:
    quoted = next(one.id for one in sentences_of(library, pair["report"]) if pair["quote"] in one.text)
    assert judged(library, facts, pair, quoted) == (False, [])
    assert judged(library, facts, pair) == (False, [])


@pytest.mark.parametrize("pair", [one for one in PAIRS if one["right"]], ids=lambda one: one["statement"])
def test_what_a_sentence_says_in_other_words_is_shown_with_it(
    library: Library, facts: FactLibrary, pair: dict[str, str]
) -> None:
    for ids in ((), ("S1",), ("S999",)):  # a wrong mark is as good as none
        shown, quotes = judged(library, facts, pair, *ids)
        assert shown is (pair["statement"] not in KNOWN_DROPPED)
        assert not shown or pair["quote"] in quotes


def test_the_likest_sentences_come_first_and_few(library: Library) -> None:
    near = Near(sentences_of(library, "brightwater-2024.md"))
    found = near.to("Headcount rose by 120 to 4,310.")
    assert found[0].text == "Headcount rose by 120 to 4,310."
    assert len(found) <= MOST
    assert near.to("苹果") == []


@pytest.mark.parametrize(
    ("text", "clause", "words"),
    [
        ("除旅游收入外，年初确定的主要目标全部完成。", "年初确定的主要目标全部完成", ["旅游收入"]),
        ("剔除价格因素，收入增长4%，支出增长3%。", "支出增长3%", ["价格因素"]),
        ("湖区总磷浓度剔除自然因素影响后下降8.5%。", "下降8.5%", ["自然因素"]),
        ("出台规范执法行为若干措施，入企检查压减45%。", "入企检查压减45%", []),
        ("与2022年相比，优良天数增加18天。", "优良天数增加18天", ["2022年"]),
        ("与上年相比，优良天数增加18天。", "优良天数增加18天", []),
        ("除旅游收入外，目标完成；投资增长5%。", "投资增长5%", []),
        ("出口增长8%，西区除外。", "出口增长8%", ["西区"]),
        ("出口增长8%（不含新能源汽车）。", "出口增长8%", ["新能源汽车"]),
        ("出口增长8%，除此外，进口增长2%。", "出口增长8%", []),
    ],
)
def test_what_limits_a_clause_must_be_said_with_it(text: str, clause: str, words: list[str]) -> None:
    start = text.index(clause)
    assert list(framed_by(text, start, start + len(clause))) == words
    assert names_all(clause, iter(words)) is (not words)


@pytest.mark.parametrize(
    ("words", "text", "free"),
    [
        ("We logged 1,046 complaints in 2024", "We logged 1,046 complaints in 2024, 12% fewer than before.", True),
        ("sales fell 3%", "Outside Europe, sales fell 3%.", False),
        ("All sites passed", "All sites passed, except Redhill.", False),
        ("We will pay a dividend", "We will pay a dividend, unless earnings fall.", False),
        ("it ended 2 contracts", "It found 9 breaches; it ended 2 contracts.", True),
    ],
)
def test_clauses_stand_free_where_nothing_limits_them(words: str, text: str, free: bool) -> None:
    assert stands_free(words, text) is free
