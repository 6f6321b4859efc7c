"""A model's sentences that facts leave open, told by one sentence in other words: by the trained judge, if at all."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from fakes import library_in

from assistant.answer import Dropped
from assistant.generation.keep_or_drop import Proven, Prover
from assistant.generation.prompt import CitableSentence, Material
from assistant.generation.reply import Draft
from assistant.verification.in_other_words import InOtherWords
from assistant.verification.reported import FactLibrary
from index.library import Library
from index.models.sentence_judge import SentenceJudge
from index.text.sentences import split_sentences

GOLDEN = Path(__file__).parents[2] / "golden" / "sentences"
WRONG = [
    pair
    for pair in map(json.loads, (GOLDEN / "pairs.jsonl").read_text("utf-8").splitlines())
    if not pair["right"] and pair["lang"] == "zh"
]
NORTH = """# 2025年北屏县政府工作报告

## 一、2024年工作回顾

交通枢纽提升，北屏至南屏铁路扩能改造项目提前开工，机场东二跑道项目竣工。
程阳古寨景区、明花山岩画景区成功创建国家5A级旅游景区。
全县23.5万名群众用上了放心水。

## 二、2025年工作安排

县交通集团要对标行业领军企业，全面提升资质等级，努力开拓县内外市场，力争进入全省企业100强。
"""
WORDS = InOtherWords(SentenceJudge())


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("words")
    (folder / "2025年北屏县政府工作报告.md").write_text(NORTH, "utf-8")
    (folder / "2025年东屏县政府工作报告.md").write_text(NORTH.replace("北屏", "东屏"), "utf-8")
    library = library_in(folder / "library")
    library.add([*folder.glob("*.md"), GOLDEN / "qingyuan-2025.md"])
    return library


@pytest.fixture(scope="module")
def facts(library: Library) -> FactLibrary:
    return FactLibrary(library)


def judged(
    library: Library, facts: FactLibrary, named: str, statement: str, words: InOtherWords | None, *years: int
) -> tuple[Proven | None, list[Dropped]]:
    """What becomes of a statement without a mark that is given every sentence of a report."""
    known = next(one for one in library.reports() if named in library.get(one.report_id).sources[0].name)
    report = library.get(known.report_id)
    sentences = split_sentences(report.text, 0, len(report.text))
    given = {f"S{n}": CitableSentence(f"S{n}", report, one.start, one.end) for n, one in enumerate(sentences, 1)}
    prover = Prover(Material("", "=", given), "zh", lambda one: facts.of([one.report_id])[0], years, words)
    return prover.judge(Draft(statement, ()))


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("程阳古寨景区和明花山岩画景区创建成为国家5A级旅游景区。", "成功创建国家5A级旅游景区"),
        ("北屏县交通集团力争跻身全省企业100强。", "力争进入全省企业100强"),
    ],
)
def test_a_true_sentence_in_other_words_is_shown_with_the_sentence_that_tells_it(
    library: Library, facts: FactLibrary, statement: str, quote: str
) -> None:
    assert judged(library, facts, "北屏", statement, None)[0] is None
    proven, dropped = judged(library, facts, "北屏", statement, WORDS)
    assert proven is not None
    assert (proven.text, dropped) == (statement, [])
    assert [quote in source.text for source in proven.sources] == [True]


@pytest.mark.parametrize(
    "statement",
    [
        "北屏至南屏铁路扩能改造项目竣工。",
        "程阳古寨景区和明花山岩画景区创建成为国家4A级旅游景区。",
        "程阳古寨景区没有创建成为国家5A级旅游景区。",
        "县交通集团已经进入全省企业100强。",
        "南屏至北屏铁路扩能改造项目推迟动工。",
    ],
)
def test_what_is_otherwise_in_one_hard_part_is_not(library: Library, facts: FactLibrary, statement: str) -> None:
    assert judged(library, facts, "北屏", statement, WORDS)[0] is None


def test_who_passes_a_statement_on_is_no_part_of_it(library: Library, facts: FactLibrary) -> None:
    statement = "根据2025年北屏县政府工作报告，全县23.5万名群众用上了放心水。"
    assert judged(library, facts, "北屏", statement, None)[0] is not None


def test_another_countys_report_tells_nothing_of_it(library: Library, facts: FactLibrary) -> None:
    statement = "2024年北屏县的程阳古寨景区和明花山岩画景区创建成为国家5A级旅游景区。"
    assert judged(library, facts, "北屏", statement, WORDS)[0] is not None
    assert judged(library, facts, "东屏", statement, WORDS)[0] is None


def test_a_sentence_of_another_year_than_asked_is_no_answer(library: Library, facts: FactLibrary) -> None:
    statement = "程阳古寨景区和明花山岩画景区创建成为国家5A级旅游景区。"
    assert judged(library, facts, "北屏", statement, WORDS, 2024)[0] is not None
    assert judged(library, facts, "北屏", statement, WORDS, 2019)[0] is None


@pytest.mark.parametrize("pair", WRONG, ids=lambda one: str(one["statement"]))
def test_what_no_sentence_says_is_not_shown_with_the_judge_either(
    library: Library, facts: FactLibrary, pair: dict[str, str]
) -> None:
    assert judged(library, facts, "qingyuan", pair["statement"], WORDS)[0] is None


class Certain:
    """Is sure of every sentence, and surest of the last that it reads."""

    def chances(self, claims: Sequence[str], sentences: Sequence[str]) -> list[float]:
        return [0.99 + place / 10_000 for place in range(len(sentences))]


def test_the_cited_sentence_tells_it_whatever_stands_elsewhere(library: Library, facts: FactLibrary) -> None:
    """The judge reads what was cited alone: the same words in another place of the report take nothing away."""
    known = next(one for one in library.reports() if "北屏" in library.get(one.report_id).sources[0].name)
    report = library.get(known.report_id)
    cited = [
        CitableSentence("S1", report, one.start, one.end)
        for one in split_sentences(report.text, 0, len(report.text))
        if "竣工" in report.text[one.start : one.end]
    ]
    prover = Prover(
        Material("", "=", {one.id: one for one in cited}),
        "zh",
        lambda one: facts.of([one.report_id])[0],
        words=InOtherWords(Certain()),
    )
    proven, _ = prover.judge(Draft("机场东二跑道项目已经竣工了。", ("S1",)))
    assert proven is not None
    assert proven.sources == tuple(cited)
