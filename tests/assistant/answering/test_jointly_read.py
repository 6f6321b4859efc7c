"""English sentences as both readers read them, and what keeps one from answering however sure they are."""

from collections.abc import Sequence

import pytest
from report_texts import report_of

from assistant.answering.english_fitting import gives_another_reason
from assistant.answering.english_locks import lacks
from assistant.answering.excerpts import Excerpt
from assistant.answering.jointly_read import jointly_read
from assistant.answering.sentence_read import ReadSentence
from index.models.passage_reader import Passage, PassageRead
from index.models.sentence_reader import Read

SURE, DOUBTED = "Jane Colt audits the yard.", "Another audits the pier."


class _ByWords:
    """Is sure of passages with "yard"."""

    def read(self, question: str, passages: Sequence[Passage]) -> list[PassageRead]:
        return [PassageRead(0.9 if "yard" in one.text else 0.1, 1.0, 0, 1) for one in passages]


def test_the_odds_of_both_are_added() -> None:
    report = report_of(None, 2024, SURE, DOUBTED, language="en")
    found = []
    for sentence, chance in ((DOUBTED, 0.6), (SURE, 0.5)):
        first = report.text.index(sentence)
        last = first + len(sentence)
        found.append(ReadSentence(Excerpt(report, first, last, first, last, (), share=0), Read(chance, 0, 4)))
    joint = jointly_read(_ByWords(), "Who audits the yard?", found)
    assert [each.one.text_around for each in joint] == [SURE, DOUBTED]
    assert joint[0].read.chance == pytest.approx(0.9)
    assert joint[1].read.chance == pytest.approx(1 / 7)


@pytest.mark.parametrize(
    ("question", "sentence", "gives_another"),
    [
        (
            "What drove the growth of Ashe Rail's services sales?",
            "Services gross margin increased during 2023 due primarily to higher services sales.",
            True,
        ),
        (
            "What drove the growth of Ashe Rail's services sales?",
            "Services net sales increased during 2023 due primarily to freight.",
            False,
        ),
        (
            "What was behind the $702 million charge at Ashe Rail?",
            "These decreases were primarily due to $702 million of provisions.",
            True,
        ),
        (
            "What was behind the $702 million charge at Ashe Rail?",
            "We booked a charge of $702 million, due primarily to unsold tickets.",
            False,
        ),
    ],
)
def test_what_another_measure_moved_by_or_what_is_itself_the_cause_is_no_reason(
    question: str, sentence: str, gives_another: bool
) -> None:
    assert gives_another_reason(question, sentence) is gives_another


def test_the_initials_of_a_name_stand_for_it() -> None:
    question = "Who scores Veterans Affairs and the Coast Guard?"
    assert lacks(question, "OPM scores VA and the Coast Guard.", "") == []
    assert lacks(question, "OPM scores VI and the Coast Guard.", "") == ["Veterans", "Affairs"]
