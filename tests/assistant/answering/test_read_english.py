"""English sentences that a reader finds, shown whole where rules hold them. The reader is told what to find."""

from collections.abc import Sequence

import pytest
from report_texts import asking, report_of, said

from assistant.answering.read_sentences import SentenceAnswers
from assistant.query.question_kinds import QuestionKind
from index.models.sentence_reader import Read

STAFF = "As of June 30, 2024, Ashe Rail employed 221 people full time, 122 in Holt."
DEAL = "On March 4, 2024, we closed our acquisition of Brindle for $18.8 million in cash."
SURVEY = "Seventy percent of employees took part in our yearly survey."
GOAL = "By September 30, 2026, eliminate the backlog of late answers, compared to the 2021 baseline of 1,056."
FALL = "During the third quarter of 2024, the Vale sales decrease consisted primarily of lower sales of tickets."
OTHER_FALL = "During the third quarter of 2024, the Holt sales decrease consisted primarily of lower sales of food."
PILOTS = "The five pilot depots are Holt, Vale, Ferris, Moor, and Brindle."
MOOR = "We will reopen the Moor depot because passengers have returned."
CORVID = "In May 2024, we entered into an agreement to acquire Corvid for $39 million, subject to approval."
CONTRACT = "Ashe Rail signed a contract with the Vale and Holt Freight Association on September 12, 2023."
LABOUR = "The increase in labour costs is primarily due to higher pay and a change in the useful life of trains."
GRAIN = "Freight revenue increased $3.5 million or 34% driven by grain."
PASSED = "Of the checks 97% were passed at once."
REPORT = report_of(
    None,
    2024,
    *(STAFF, DEAL, SURVEY, GOAL, FALL, OTHER_FALL, PILOTS),
    MOOR,
    "We expect to restore overtime funding of $3 million in 2025.",
    "We sold more tickets than in any year.",
    "OPM runs 95 percent of all checks.",
    "OPM runs 90 percent of all checks.",
    GRAIN,
    PASSED,
    "Buy 90% of our power from wind.",
    "We help to recruit 9,000 people into the trade by 2030.",
    "Our Planning Officer is also the Director of Staff.",
    "We look after our 40 apprentices in the region who drive trains.",
    "Captain Jane Colt put out the Ferris fire.",
    "We paid her crew $2 million for it.",
    CORVID,
    CONTRACT,
    LABOUR,
    "The margin of our Parcels segment fell primarily due to a weaker mix.",
    "Nobody automates permits at Ashe Rail.",
    "Automation will cut the waiting time for permits.",
    kind="annual_report",
    issuer="Ashe Rail",
    language="en",
)


class _Told:
    """A reader that is sure of the sentences with a text, and of nothing else."""

    def __init__(self, chances: dict[str, float]) -> None:
        self._chances = chances

    def read(self, question: str, sentences: Sequence[str]) -> list[Read]:
        found = (next((chance for text, chance in self._chances.items() if text in each), 0.01) for each in sentences)
        return [Read(chance, 0, 0) for chance in found]


def _said(question: str, chances: dict[str, float], kind: QuestionKind) -> list[str]:
    understanding, reports = asking(question, [REPORT])
    return said(SentenceAnswers(_Told(chances)).reply(understanding, (kind,), reports, ()))


@pytest.mark.parametrize(
    ("question", "chances", "kind", "sentence"),
    [
        ("How many people did Ashe Rail have on its payroll in June 2024?", {STAFF: 0.87}, QuestionKind.FIGURE, STAFF),
        ("When was the takeover of Brindle done, and what did it cost?", {DEAL: 0.89}, QuestionKind.DATE, DEAL),
        ("What portion of Ashe Rail staff filled in the yearly survey?", {SURVEY: 0.59}, QuestionKind.FIGURE, SURVEY),
        (
            "By what year does Ashe Rail plan to end its pile of late answers, and how many were there?",
            {GOAL: 0.89},
            QuestionKind.FIGURE,
            GOAL,
        ),
        ("Why did Ashe Rail sell less in Vale in Q3?", {FALL: 0.83, OTHER_FALL: 0.83}, QuestionKind.REASON, FALL),
        ("Did Ashe Rail have 122 people in Holt?", {STAFF: 0.97}, QuestionKind.YES_NO, STAFF),
        ("How many late answers of Ashe Rail were there in the baseline?", {GOAL: 0.9}, QuestionKind.FIGURE, GOAL),
        ("By what means does Ashe Rail hear its employees yearly?", {SURVEY: 0.95}, QuestionKind.OTHER, SURVEY),
        ("Why is Ashe Rail opening Moor again after it was closed?", {MOOR: 0.95}, QuestionKind.REASON, MOOR),
        ("How much did Ashe Rail agree to pay for Corvid?", {"Corvid": 0.97}, QuestionKind.FIGURE, CORVID),
        ("Who signed the freight contract with Ashe Rail and when?", {"Association": 0.9}, QuestionKind.NAME, CONTRACT),
        ("Why did Ashe Rail's labour costs rise?", {"labour costs": 0.97}, QuestionKind.REASON, LABOUR),
        (
            "Why did Ashe Rail's freight make more even though ticket sales fell by 16%?",
            {"Freight revenue": 0.9},
            QuestionKind.REASON,
            GRAIN,
        ),
        (
            "What was behind Ashe Rail's growth in freight revenue?",
            {"Freight revenue": 0.85},
            QuestionKind.REASON,
            GRAIN,
        ),
        ("What part of Ashe Rail's checks pass?", {"passed": 0.9}, QuestionKind.FIGURE, PASSED),
        ("Which five depots of Ashe Rail took part in the pilot?", {PILOTS: 0.89}, QuestionKind.LIST, PILOTS),
    ],
)
def test_the_sentence_is_shown_whole(
    question: str, chances: dict[str, float], kind: QuestionKind, sentence: str
) -> None:
    assert _said(question, chances, kind) == [sentence]


@pytest.mark.parametrize(
    ("question", "chances", "kind"),
    [
        ("How much did Ashe Rail spend on overtime?", {"overtime": 0.93}, QuestionKind.FIGURE),  # what lies ahead
        ("How many tickets did Ashe Rail sell?", {"more tickets": 0.93}, QuestionKind.FIGURE),  # no figure
        ("How many people did Brook Rail employ in Moor?", {STAFF: 0.93}, QuestionKind.FIGURE),  # another's
        ("What share of checks does OPM run?", {"95 percent": 0.83, "90 percent": 0.75}, QuestionKind.FIGURE),  # two
        ("Did Ashe Rail employ 250 people?", {STAFF: 0.97}, QuestionKind.YES_NO),  # another figure
        ("How many people did Ashe Rail employ in 2023 and 2024?", {STAFF: 0.97}, QuestionKind.FIGURE),  # two years
        ("Who signed the report of Ashe Rail?", {STAFF: 0.97}, QuestionKind.NAME),  # nobody
        (
            "What was Ashe Rail's freight revenue?",
            {"Freight revenue": 0.97},
            QuestionKind.FIGURE,
        ),  # by how much it rose
        ("How many people does Ashe Rail plan to employ in Holt?", {STAFF: 0.97}, QuestionKind.FIGURE),  # a result
        ("How many apprentices does Ashe Rail have?", {"apprentices": 0.97}, QuestionKind.FIGURE),  # some of them
        ("How many people does Ashe Rail employ?", {"recruit": 0.97}, QuestionKind.FIGURE),  # an aim
        ("Who is the director of Ashe Rail?", {"Planning Officer": 0.97}, QuestionKind.NAME),  # an office, no name
        ("Why did the Vale sales grow in Q3 2024?", {FALL: 0.97}, QuestionKind.REASON),  # they fell
        ("Why did the Vale sales fall in Q2 2024?", {FALL: 0.97}, QuestionKind.REASON),  # another quarter
        ("How much did Ashe Rail pay for Corvid?", {"Corvid": 0.97}, QuestionKind.FIGURE),  # agreed on
        ("How much did freight make for Ashe Rail?", {"Freight revenue": 0.97}, QuestionKind.FIGURE),  # a rise
        ("Why did the useful life of Ashe Rail's trains change?", {"labour costs": 0.97}, QuestionKind.REASON),
        ("Why did Ashe Rail's margin fall?", {"Parcels segment": 0.97}, QuestionKind.REASON),  # a segment's
        ("What share of power came from wind?", {"Buy 90%": 0.97}, QuestionKind.FIGURE),  # a target
        (
            "How much did freight make for Ashe Rail, and how fast did it grow?",
            {"Freight revenue": 0.97},
            QuestionKind.FIGURE,
        ),  # by how much it rose, which only the second part asks
    ],
)
def test_what_is_not_held_is_no_answer(question: str, chances: dict[str, float], kind: QuestionKind) -> None:
    assert _said(question, chances, kind) == []


def test_of_two_subjects_the_questions_is_told() -> None:
    """Vale sales and Holt sales fell for unlike reasons; the reader is surer of the wrong one."""
    chances = {OTHER_FALL: 0.93, FALL: 0.91}
    question = "What dragged down Vale sales in the third quarter of 2024?"
    report = report_of(
        None,
        2024,
        FALL.replace(
            "During the third quarter of 2024, the Vale sales decrease", "Vale sales decrease in the third quarter"
        ),
        OTHER_FALL.replace(
            "During the third quarter of 2024, the Holt sales decrease", "Holt sales decrease in the third quarter"
        ),
        kind="annual_report",
        issuer="Ashe Rail",
        language="en",
    )
    understanding, reports = asking(question, [report])
    reader = _Told({"Holt sales": chances[OTHER_FALL], "Vale sales": chances[FALL]})
    told = said(SentenceAnswers(reader).reply(understanding, (QuestionKind.REASON,), reports, ()))
    assert told == ["Vale sales decrease in the third quarter consisted primarily of lower sales of tickets."]


def _answer(question: str, chances: dict[str, float], kinds: tuple[QuestionKind, ...] = ()) -> list[str]:
    understanding, reports = asking(question, [REPORT])
    return said(SentenceAnswers(_Told(chances)).reply(understanding, kinds, reports, ()))


COLT, PAID, PERMITS = "Jane Colt put out", "We paid her crew", "Automation will cut"


class _ByPart:
    """A reader that is as sure of what the fire cost as it is told, and of who put it out where that is asked."""

    def __init__(self, cost: float) -> None:
        self._cost = cost

    def read(self, question: str, sentences: Sequence[str]) -> list[Read]:
        """What each sentence says to the question."""
        asked = {"Who": {COLT: 0.95}, "What": {PAID: self._cost}}[question.split()[0]]
        asked = {} if ", and" in question else asked
        return _Told(asked).read(question, sentences)


def test_two_things_are_told_by_two_sentences_near_each_other() -> None:
    understanding, reports = asking("Who put out the Ferris fire at Ashe Rail, and what did it cost?", [REPORT])
    told = [said(SentenceAnswers(_ByPart(cost)).reply(understanding, (), reports, ())) for cost in (0.6, 0.3)]
    assert told[0] == ["Captain Jane Colt put out the Ferris fire.", "We paid her crew $2 million for it."]
    assert told[1] == []  # half an answer is none


def test_of_an_unsure_kind_no_other_sentence_may_come_near() -> None:
    question = "What good would automating permits do at Ashe Rail?"
    assert _answer(question, {PERMITS: 0.7}) == ["Automation will cut the waiting time for permits."]
    assert _answer(question, {PERMITS: 0.7, "Nobody automates": 0.6}) == []
    assert _answer(question, {PERMITS: 0.6}) == []


LISTED = report_of(
    None,
    2024,
    "During 2024, the Company announced the following new lines:",
    "• Holt to Vale;",
    "• Moor to Ferris, with sleepers; and",
    "• Brindle loop.",
    "The Company sold its buses.",
    kind="annual_report",
    issuer="Ashe Rail",
    language="en",
    items=(1, 2, 3),
)


def test_what_is_announced_is_the_list_below() -> None:
    understanding, reports = asking("Which new lines did Ashe Rail announce in 2024?", [LISTED])
    reader = SentenceAnswers(_Told({"the Company announced": 0.9}))
    reply = reader.reply(understanding, (QuestionKind.LIST,), reports, ())
    assert said(reply) == ["Holt to Vale\nMoor to Ferris, with sleepers\nBrindle loop"]
