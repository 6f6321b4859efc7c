"""Yes by the trained judge of words: what it is asked, and that nothing else is told by it."""

from collections.abc import Sequence

import pytest
from fakes import library_in

from assistant.answering.whether_judged import whether_judged
from assistant.query.understanding import understand
from assistant.verification.in_other_words import InOtherWords
from index.library import Library

TEXT = (
    "2025年{place}政府工作报告\n\n各位代表：\n\n一、2024年工作回顾\n\n{review}\n\n"
    "二、2025年工作安排\n\n今年主要目标：地区生产总值增长5%以上。\n"
)
REVIEWS = {"浙江省": "地区生产总值增长5.6%。粮食产量达到600万吨。", "江苏省": "粮食产量达到700万吨。"}


class _Sure:
    """Is as sure of everything as it is told."""

    def __init__(self, chance: float) -> None:
        self.chance = chance
        self.asked: list[str] = []

    def chances(self, claims: Sequence[str], sentences: Sequence[str]) -> list[float]:
        self.asked += claims
        return [self.chance] * len(claims)


@pytest.fixture(scope="module")
def provinces(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("provinces")
    for place, review in REVIEWS.items():
        (folder / f"2025年{place}政府工作报告.txt").write_text(TEXT.format(place=place, review=review), "utf-8")
    library = library_in(folder / "library")
    library.add(sorted(folder.glob("*.txt")))
    return library


def _told(library: Library, question: str, judge: _Sure) -> list[str]:
    understood = understand(question, library.metadata())
    reports = [library.get(report_id) for report_id in library.report_ids(understood.scope)]
    reply = whether_judged(InOtherWords(judge), understood, reports)
    return [] if reply is None else [line.text for line in reply.lines]


def test_yes_with_the_sentence_that_tells_it(provinces: Library) -> None:
    judge = _Sure(0.99)
    assert _told(provinces, "浙江去年的GDP是不是足足涨了5.6%？", judge) == ["是，地区生产总值增长5.6%。"]
    assert judge.asked[0] == "浙江2024年的gdp足足涨了5.6%"


@pytest.mark.parametrize(
    ("question", "chance"),
    [
        ("浙江去年的GDP是不是足足涨了5.6%？", 0.4),  # not sure
        ("浙江去年的GDP是不是足足涨了5.6%，具体多少？", 0.99),  # more is asked
        ("浙江去年的GDP足足涨了多少", 0.99),  # no question of whether
        ("去年的GDP是不是足足涨了5.6%？", 0.99),  # whose it is stays open
    ],
)
def test_what_is_not_told_so(provinces: Library, question: str, chance: float) -> None:
    assert _told(provinces, question, _Sure(chance)) == []
