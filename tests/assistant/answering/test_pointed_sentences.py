"""English sentences that the reader of passages points into, where that of sentences is sure of none."""

from collections.abc import Sequence

import pytest
from report_texts import asking, report_of, said

from assistant.answering.read_sentences import SentenceAnswers
from assistant.query.question_kinds import QuestionKind
from index.models.passage_reader import Passage, PassageRead
from index.models.sentence_reader import Read

POWER = "Approximately 62 percent of the electricity in Wessia comes from burning fossil fuels, mostly coal."
WASTE = "Making goods, fossil fuels among them, comprises approximately 50 percent of all waste."
REPORT = report_of(
    None,
    2024,
    *("The year was dry.", POWER, "Rivers were low.", WASTE, "We report on 22 measures for the people of Wessia."),
    kind="annual_report",
    issuer="Wessia Agency",
    language="en",
)
POWER_ASKED = "What share of the electricity used in Wessia is made by burning fossil fuels?"


class _Unsure:
    """A reader of sentences that is sure of none."""

    def __init__(self, chance: float = 0.2) -> None:
        self._chance = chance

    def read(self, question: str, sentences: Sequence[str]) -> list[Read]:
        return [Read(self._chance, 0, 0) for _ in sentences]


class _Pointing:
    """A reader of passages that points at a text wherever it stands."""

    def __init__(self, text: str, chance: float) -> None:
        self._text, self._chance = text, chance

    def read(self, question: str, passages: Sequence[Passage]) -> list[PassageRead]:
        found = (each.text.find(self._text) for each in passages)
        return [
            PassageRead(self._chance, 0.9, at, at + len(self._text)) if at >= 0 else PassageRead(0.02, 0.2, 0, 1)
            for at in found
        ]


def _said(question: str, pointing: _Pointing, kinds: tuple[QuestionKind, ...] = ()) -> list[str]:
    understanding, reports = asking(question, [REPORT])
    return said(SentenceAnswers(_Unsure(), pointing).reply(understanding, kinds, reports, ()))


@pytest.mark.parametrize("kinds", [(QuestionKind.FIGURE,), ()])  # without a kind the asking word tells it
def test_the_sentence_around_its_span_is_shown(kinds: tuple[QuestionKind, ...]) -> None:
    assert _said(POWER_ASKED, _Pointing("62 percent", 0.8), kinds) == [POWER]


def test_what_the_reader_of_sentences_denies_is_not_shown() -> None:
    understanding, reports = asking(POWER_ASKED, [REPORT])
    answers = SentenceAnswers(_Unsure(0.02), _Pointing("62 percent", 0.8))
    assert said(answers.reply(understanding, (QuestionKind.FIGURE,), reports, ())) == []


def test_nothing_is_shown_where_it_is_unsure() -> None:
    assert _said(POWER_ASKED, _Pointing("62 percent", 0.3)) == []


def test_a_sentence_that_says_little_of_the_question_is_not_believed() -> None:
    question = "How many people of Wessia had their records stolen in the great hack of the tax office?"
    assert _said(question, _Pointing("22", 0.95), (QuestionKind.FIGURE,)) == []
