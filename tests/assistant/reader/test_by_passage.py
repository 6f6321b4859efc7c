"""The span that a reader of passages points at: which stretches it is shown, and what becomes of its span."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.query.understanding import understand
from assistant.reader.by_passage import ROOM, STRETCHES, ReadSpan, read_span
from assistant.reader.candidates import find_candidates, weigh
from assistant.reader.extractive import ExtractiveReader
from assistant.reader.score import reader_weights
from assistant.reader.terms import Topic
from assistant.retrieval import ranked
from index.library import Library
from index.models.passage_reader import Passage, PassageRead
from index.report import RankedPassage
from index.scope import Scope

QUESTION = "海棠县的书店叫什么名字？"
TEXT = "海棠县志\n\n" + "海棠县四面环山。" * 60 + "县城有一家书店，名为「青藤」，开了三十年。" + "山上多松树。" * 80


class Pointing:
    """Points at a word wherever it stands, and keeps what it was shown."""

    def __init__(self, word: str, sureness: float = 0.9) -> None:
        self.word, self.sureness = word, sureness
        self.shown: list[Passage] = []

    def read(self, question: str, passages: Sequence[Passage]) -> list[PassageRead]:
        """Sure where the word stands."""
        self.shown += passages
        places = [each.text.find(self.word) for each in passages]
        return [
            PassageRead(0.9, self.sureness, at, at + len(self.word)) if at >= 0 else PassageRead(0.1, 0.5, 0, 0)
            for at in places
        ]


@pytest.fixture
def county(tmp_path: Path, library: Library) -> Library:
    (tmp_path / "county.txt").write_text(TEXT, "utf-8")
    library.add([tmp_path / "county.txt"])
    return library


def _passages(library: Library) -> tuple[RankedPassage, ...]:
    return ranked(library, understand(QUESTION, library.metadata()), 12)


def test_the_span_is_one_of_the_report_and_its_quote_the_sentence(county: Library) -> None:
    pointing = Pointing("「青藤")
    first, *_ = ExtractiveReader(county, pointing).read(understand(QUESTION, county.metadata()), _passages(county))
    assert first.answer is not None
    assert first.report.text[slice(*first.answer)] == "「青藤」"  # the mark that closes what it opens comes along
    assert first.report.text[first.start : first.end].startswith("县城有一家书店，名为「青藤」，开了三十年。")


def test_few_stretches_are_read_each_with_its_title_in_front(county: Library) -> None:
    pointing = Pointing("青藤")
    ExtractiveReader(county, pointing).read(understand(QUESTION, county.metadata()), _passages(county))
    assert 0 < len(pointing.shown) <= STRETCHES
    assert all(each.front.startswith("海棠县志") for each in pointing.shown)
    assert all(len(each.text) < ROOM / 0.68 + 1 for each in pointing.shown)


def test_where_it_points_at_nothing_the_linear_scores_choose(county: Library) -> None:
    understanding = understand(QUESTION, county.metadata())
    given = ExtractiveReader(county, Pointing("没有的词")).read(understanding, _passages(county))
    assert given == ExtractiveReader(county).read(understanding, _passages(county))


def test_of_two_stretches_that_it_is_as_sure_of_the_better_sentences_counts(county: Library) -> None:
    understanding, passages = understand(QUESTION, county.metadata()), _passages(county)
    reports = {each.report_id: county.get(each.report_id) for each in passages}
    topic = Topic(understanding, county)
    weighed = [weigh(each, topic, understanding) for each in find_candidates(passages, reports)]
    near = next(each for each in weighed if "青藤" in each.candidate.text)
    far = next(each for each in weighed if "松树" in each.candidate.text)
    for order in ([(near, 0.0), (far, -2.0)], [(far, 0.0), (near, -2.0)]):
        read = read_span(Pointing("。"), understanding, order)
        assert read is None  # a mark alone is no answer
    read = read_span(Pointing("了三十年"), understanding, [(far, 0.0), (near, -0.5)])
    assert read is not None
    assert read.report.text[read.start : read.end] == "了三十年"


def test_what_tells_whether_a_span_answers_is_finite_for_every_chance(county: Library) -> None:
    report = county.get(county.report_ids(Scope())[0])
    for chance in (0.0, 0.5, 1.0):
        features = ReadSpan(report, 0, 1, chance, chance).features(chance)
        assert all(abs(value) < 10 for value in features.values())
    assert ReadSpan(report, 0, 1, 0.5, 1.0).features(0.5)["chance"] == 0


def test_the_surer_the_reader_the_surer_the_answer(county: Library) -> None:
    read = reader_weights().read
    report = county.get(county.report_ids(Scope())[0])

    def sure(chance: float, confidence: float) -> float:
        return read.probability(ReadSpan(report, 0, 1, chance, 0.9).features(confidence))

    assert sure(0.9, 0.7) >= sure(0.1, 0.7)
    assert sure(0.5, 0.9) > sure(0.5, 0.1)
