"""What a question over places or years measures, as a reader finds it. The reader here is told what to find."""

from collections.abc import Sequence

import pytest
from figure_reports import lines, work_report

from assistant.answering.comparing import answer_comparison
from assistant.answering.ledgers import ReportLedger
from assistant.answering.over_reports import answer_filter, answer_table
from assistant.answering.over_years import answer_years
from assistant.answering.read_measures import ReadMeasures
from assistant.answering.read_sentences import SentenceAnswers
from assistant.answering.reply import Reply
from assistant.query.understanding import Understanding, understand
from index.models.sentence_reader import Read


class _Told:
    """A reader that is sure of the sentences with a text, and points at what stands behind it."""

    def __init__(self, text: str, length: int, chance: float = 0.95) -> None:
        self._text, self._length, self._chance = text, length, chance
        self.asked: list[str] = []

    def read(self, question: str, sentences: Sequence[str]) -> list[Read]:
        self.asked.append(question)
        return [self._of(sentence) for sentence in sentences]

    def _of(self, sentence: str) -> Read:
        at = sentence.find(self._text) + len(self._text)
        return Read(self._chance, at, at + self._length) if self._text in sentence else Read(0.01, 0, 0)


def _province(owner: str, grain: str, cars: str) -> ReportLedger:
    return work_report(owner, 2025, f"粮食产量{grain}亿斤。新能源汽车产量{cars}万辆。", "地区生产总值增长5%。")


PROVINCES = [
    _province("河南省", "1344", "68"),
    _province("山东省", "1142", "95"),
    _province("安徽省", "836", "168"),
    _province("湖北省", "557", "50"),
    _province("吉林省", "853", "40"),
    _province("青海省", "24", "1"),
]
GRAIN, CARS = _Told("粮食产量", 6), _Told("新能源汽车产量", 5)


def _understood(question: str, told: Sequence[ReportLedger]) -> Understanding:
    return understand(question, [one.report.metadata for one in told])


def _inside(understanding: Understanding, told: Sequence[ReportLedger]) -> list[ReportLedger]:
    regions = understanding.scope.regions
    return [one for one in told if not regions or one.owner in regions]


def _asked(answer: object, question: str, reader: _Told, told: Sequence[ReportLedger] = PROVINCES) -> Reply | None:
    understood = _understood(question, told)
    inside = _inside(understood, told)
    for measure in ReadMeasures(SentenceAnswers(reader)).of_places(understood, inside):
        reply = answer(understood, inside, measure)  # type: ignore[operator]
        if reply is not None:
            return reply  # type: ignore[no-any-return]
    return None


@pytest.mark.parametrize(
    ("question", "reader", "last"),
    [
        ("河南跟山东，去年谁家粮食打得多？", GRAIN, "河南多202亿斤"),
        ("河南、安徽和山东三地去年新能源车造得最多的是谁？", CARS, "安徽"),
    ],
)
def test_who_has_more_in_other_words(question: str, reader: _Told, last: str) -> None:
    reply = _asked(answer_comparison, question, reader)
    assert reply is not None
    assert lines(reply)[-1].startswith(last)


def test_of_one_place_it_is_asked_how_much() -> None:
    reader = _Told("粮食产量", 6)
    _asked(answer_comparison, "河南跟山东，去年谁家粮打得多？", reader)
    assert set(reader.asked) == {"河南去年粮打多少", "山东去年粮打多少"}


def test_a_table_in_other_words() -> None:
    reply = _asked(answer_table, "河南、山东2024年各打了多少粮，做成表格", GRAIN)
    assert lines(reply) == ["河南 1344亿斤", "山东 1142亿斤"]


def test_a_filter_asks_the_reports_whose_sentences_come_nearest() -> None:
    reply = _asked(answer_filter, "2024年粮食打了一千亿斤以上的是哪几个省？", GRAIN)
    assert lines(reply) == ["河南 1344亿斤", "山东 1142亿斤"]


def test_an_unsure_reader_names_nothing() -> None:
    assert _asked(answer_table, "河南、山东2024年各打了多少粮，做成表格", _Told("粮食产量", 6, 0.4)) is None


def test_a_growth_is_not_named_where_a_level_is_asked() -> None:
    told = [
        work_report(owner, 2025, f"旅游收入增长{growth}%。", "") for owner, growth in (("河南省", "5"), ("山东省", "7"))
    ]
    assert _asked(answer_table, "河南、山东2024年游客花了多少钱，列个表", _Told("旅游收入增长", 2), told) is None


def test_over_years() -> None:
    told = [
        work_report("国务院", year, f"制定修订行政法规{count}部。", "")
        for year, count in ((2022, 15), (2023, 20), (2024, 25))
    ]
    understood = _understood("国务院立改了多少部行政法规，2021年到2023年每年各是多少", told)
    measures = ReadMeasures(SentenceAnswers(_Told("行政法规", 3))).of_years(understood, told)
    replies = (answer_years(understood, told, measure) for measure in measures)
    reply = next((reply for reply in replies if reply is not None), None)
    assert lines(reply) == ["– 2021年 15部", "– 2022年 20部", "– 2023年 25部"]
