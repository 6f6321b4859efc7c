"""Answers on their way without a browser: one at a time, stopped, waiting, kept, and not all sent anew."""

import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from scripted import ScriptedAssistant, answered

from assistant.kept.keeper import Keeper
from assistant.kept.records import owner_of
from assistant.messages import Language
from assistant.ui.ask.chats import MOST_WAITING, Asked, Chat, Chats
from assistant.ui.ask.conversation import Conversation
from assistant.ui.ask.handlers import Handlers
from assistant.ui.ask.session import TURNS_SHOWN, Session
from assistant.ui.kept.handlers import KeptHandlers

OWNER = owner_of("v" * 32)


class Answerer:
    """Answers in two stages, the second behind a gate; keeps what it was asked with which history."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def __call__(
        self, question: str, before: Conversation, limits: Sequence[Any], language: Language
    ) -> Iterator[Conversation]:
        self.asked.append((question, before.questions))
        asking = before.asking(question)
        yield asking
        yield asking.with_last(Conversation().asking(question).turns[0].__class__(question, answered(question, ())))
        self.gate.wait(30)
        yield asking.with_last(asking.turns[-1].__class__(question, answered(question, (), note="fertig")))


@pytest.fixture
def answerer() -> Answerer:
    return Answerer()


@pytest.fixture
def keeper(tmp_path: Any) -> Keeper:
    return Keeper(f"sqlite:///{tmp_path / 'kept.sqlite'}", str(tmp_path))


@pytest.fixture
def chats(answerer: Answerer, keeper: Keeper) -> Chats:
    return Chats(answerer, lambda: keeper, lambda: "1-a")


def wait(chat: Chat) -> None:
    for _ in chat.looks():
        pass


def until_quoted(chat: Chat) -> None:
    for _ in chat.looks():
        turns, _, _ = chat.told
        if turns and turns[-1].answer is not None:
            return


def notes(chat: Chat) -> list[str]:
    return ["" if turn.answer is None else turn.answer.note for turn in chat.told[0]]


def test_questions_are_answered_one_after_another_with_their_history(chats: Chats, answerer: Answerer) -> None:
    chat = Chat(OWNER)
    for question in ("一", "二", "三"):
        assert chats.ask(chat, Asked(question, (), "zh"))
    assert (chat.told[1], chat.busy) == (("二", "三"), True)
    chats.withdraw(chat, 1)
    answerer.gate.set()
    wait(chat)
    assert answerer.asked == [("一", ()), ("三", ("一",))]
    again = chats.opened(chat.id)
    assert again is chat


def test_what_another_server_wrote_is_seen(chats: Chats, answerer: Answerer, keeper: Keeper) -> None:
    answerer.gate.set()
    here = Chat(OWNER)
    chats.ask(here, Asked("一", (), "zh"))
    wait(here)
    other = Chats(answerer, lambda: keeper, lambda: "2-def")
    there = other.opened(here.id)
    assert there is not None and there is not here
    other.ask(there, Asked("二", (), "zh"))
    wait(there)
    again = chats.opened(here.id)
    assert again is here
    assert [turn.question for turn in here.told[0]] == ["一", "二"]
    assert (here.told[0][1].ending, notes(here)) == ("", ["fertig", "fertig"])
    assert keeper.write(lambda store: store.remove(OWNER, here.id), False)
    assert chats.opened(here.id) is None


def test_too_many_wait(chats: Chats, answerer: Answerer) -> None:
    chat = Chat(OWNER)
    assert all(chats.ask(chat, Asked(str(number), (), "zh")) for number in range(MOST_WAITING + 1))
    assert not chats.ask(chat, Asked("zu viel", (), "zh"))
    chats.forget(chat.id)
    answerer.gate.set()
    wait(chat)
    assert chat.told[0] == ()


def test_a_stopped_answer_is_left_as_it_stands_and_the_next_comes(
    chats: Chats, answerer: Answerer, keeper: Keeper
) -> None:
    chat = Chat(OWNER)
    chats.ask(chat, Asked("一", ("2025",), "zh"))
    until_quoted(chat)
    chats.ask(chat, Asked("二", (), "zh"))
    chats.stop(chat)
    answerer.gate.set()
    wait(chat)
    first, second = chat.told[0]
    assert (first.ending, second.ending, notes(chat)) == ("stopped", "", ["", "fertig"])
    ended = time.monotonic() + 10  # it is written right after it is shown
    while (kept := keeper.read(lambda store: store.conversation(chat.id), None)) and kept.turns[-1].ending:
        assert time.monotonic() < ended
    assert kept is not None
    assert [(turn.ending, turn.limits, turn.library) for turn in kept.turns] == [
        ("stopped", ("2025",), "1-a"),
        ("", (), "1-a"),
    ]
    # Only the last one is asked anew in its own place.
    chats.ask(chat, Asked("二", (), "zh", second.id))
    wait(chat)
    chats.ask(chat, Asked("一", (), "zh", first.id))
    wait(chat)
    assert [turn.question for turn in chat.told[0]] == ["一", "二", "一"]
    assert keeper.read(lambda store: store.turn(second.id), None) is not None


def test_without_a_database_all_goes_on(answerer: Answerer, tmp_path: Any) -> None:
    (tmp_path / "file").write_text("x")
    broken = Keeper(f"sqlite:///{tmp_path / 'file'}/kept.sqlite", str(tmp_path))
    chats, chat = Chats(answerer, lambda: broken, lambda: ""), Chat(OWNER)
    answerer.gate.set()
    chats.ask(chat, Asked("一", (), "zh"))
    wait(chat)
    assert (chat.id, notes(chat)) == ("", ["fertig"])
    assert broken.failure


def test_a_page_is_sent_a_window_of_a_long_conversation(assistant: ScriptedAssistant) -> None:
    kept = KeptHandlers(Handlers(lambda: assistant))
    session = Session()
    kept.enter(session, "v" * 32)
    for number in range(TURNS_SHOWN + 4):
        kept.ask(session, f"{number}号问题", ("", "", "", ""), "zh")
        assert session.chat is not None
        wait(session.chat)
    past, latest = Handlers(lambda: assistant).chat(session.conversation, "zh")
    assert past.count("<article") == TURNS_SHOWN and "显示更早的 3 个问题" in past
    assert latest.count("<article") == 1 and "11号问题" in latest
    kept.earlier(session)
    past, _ = Handlers(lambda: assistant).chat(session.conversation, "zh")
    assert past.count("<article") == TURNS_SHOWN + 3 and "wj-earlier" not in past
    chat = session.chat
    assert chat is not None
    other = Session()
    kept.enter(other, "w" * 32)
    kept.open(f"?chat={chat.id}", other, "zh")
    assert (other.chat, kept.listed(other, "zh").count("<li>")) == (None, 0)
    kept.remove(other, chat.id, "zh")
    assert kept.export(other, chat.id, "md", "zh").startswith('<p class="wj-note')
    assert "data-file" in kept.export(session, chat.id, "md", "zh")
    kept.remove(session, chat.id, "zh")
    assert session.chat is None and chat.id == ""
