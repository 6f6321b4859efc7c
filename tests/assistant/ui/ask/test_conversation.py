"""What a session has asked: values that only grow, and links that the client cannot make up."""

import pytest
from scripted import REVIEW, TARGET, ScriptedAssistant, answered, cite

from assistant.ui.ask.conversation import Conversation, Target, Turn, read_target
from assistant.ui.ask.handlers import Handlers
from assistant.ui.ask.session import TURNS_SHOWN
from index.report import Report


def test_a_conversation_grows_by_values(report: Report) -> None:
    empty = Conversation()
    asked = empty.asking("一").asking("二")
    done = asked.with_last(Turn("二", answered("二", [cite(report, REVIEW)])))
    assert [turn.answer for turn in asked.turns] == [None, None]
    assert [turn.answer is None for turn in done.turns] == [True, False]
    assert empty.turns == ()
    assert [done.turn(number) for number in (0, 1, 3)] == [None, done.turns[0], None]


def test_a_citation_is_found_by_its_number_and_not_by_its_place(report: Report) -> None:
    turn = Turn("问", answered("问", [cite(report, REVIEW, 3), cite(report, TARGET, 7)]))
    assert [found.quote if (found := turn.citation(number)) else None for number in (1, 3, 7)] == [None, REVIEW, TARGET]
    assert Turn("问").citation(1) is None


@pytest.mark.parametrize(
    ("fragment", "target"),
    [
        ("cite-2-13", Target("cite", 2, 13)),
        ("near-1-1", Target("near", 1, 1)),
        ("report-" + "a" * 64, Target("report", report_id="a" * 64)),
        ("facts-" + "b" * 64, Target("facts", report_id="b" * 64)),
        ("fact-" + "c" * 64 + "-12", Target("fact", 12, report_id="c" * 64)),
        ("section-" + "0" * 64 + "-7", Target("section", 7, report_id="0" * 64)),
    ],
)
def test_links_read_back(fragment: str, target: Target) -> None:
    assert read_target(fragment) == target
    assert target.fragment == fragment


@pytest.mark.parametrize(
    "fragment",
    [
        *("", "cite-1", "cite-1-1 ", "cite-1-1\n", "cite--1-1", "cite-1-1e3", "cite-１-1", "cite-9999999-1"),
        *("report-" + "A" * 64, "report-../../etc/passwd", "report-", "section-" + "a" * 63 + "-1"),
        *(None, 7, ["cite-1-1"], {"cite": 1}),
    ],
)
def test_other_links_name_nothing(fragment: object) -> None:
    assert read_target(fragment) is None


def test_the_questions_handed_on_are_the_last_ten(assistant: ScriptedAssistant) -> None:
    conversation = Conversation(tuple(Turn(str(number)) for number in range(12)))
    assert conversation.questions == tuple(str(number) for number in range(2, 12))


def test_an_answer_in_a_chat_of_300_turns_is_sent_what_one_of_ten_is(
    assistant: ScriptedAssistant, report: Report
) -> None:
    """485 KB an answer was sent once, all of the chat each time."""

    def sent(count: int) -> int:
        cited = [cite(report, REVIEW, 1), cite(report, TARGET, 2)]
        turns = tuple(Turn("松溪县的目标是多少？", answered("松溪县的目标是多少？", cited)) for _ in range(count))
        past, latest = Handlers(lambda: assistant).chat(Conversation(turns, earlier=TURNS_SHOWN), "zh")
        assert past.count("<article") == TURNS_SHOWN and latest.count("<article") == 1
        return len(past.encode()) + len(latest.encode())

    ten, many = sent(10), sent(300)
    # Only the numbers of its turns are longer, in links of each.
    assert many < 1.05 * ten < 60_000
