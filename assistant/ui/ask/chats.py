"""Answers on their way: one at a time a conversation, each in a thread of its own, so that no page need wait for it.

A page that is closed or loaded anew leaves the answer to go on; it is written down when it is there, and whoever opens
the conversation meanwhile sees it grow. A further question waits its turn; a stopped one is left as it stands.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from assistant.kept.keeper import Keeper
from assistant.kept.records import KeptTurn, new_id, now
from assistant.messages import Language
from assistant.steps import Step, listening
from assistant.ui.ask.conversation import Conversation, Turn

# Answers that are made at a time, for all pages together.
ANSWERS = 4
# Questions of one conversation that wait behind the one that is answered.
MOST_WAITING = 20
# Conversations that stay in memory after they were looked at last; the others are read again from the database.
REMEMBERED = 64

# (question, conversation before it, limits, language) -> the conversation with it, as its answer grows
Answerer = Callable[[str, Conversation, Sequence[Any], Language], Iterator[Conversation]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a person asked it. `instead` is the id of the turn whose place it takes."""

    question: str
    limits: tuple[Any, ...]
    language: Language
    instead: str = ""


class Chat:
    """A conversation in memory. `id` is empty where it is not kept (yet); `shared` where it is another's answer."""

    def __init__(self, owner: str, chat_id: str = "", turns: tuple[Turn, ...] = (), shared: bool = False) -> None:
        self.id = chat_id
        self.owner = owner
        self.shared = shared
        self._turns = turns
        self._waiting: list[Asked] = []
        self._running: object | None = None
        self._version = 0
        self._changed = threading.Condition()

    @property
    def told(self) -> tuple[tuple[Turn, ...], tuple[str, ...], bool]:
        """The turns, the questions that wait, and whether the last turn is being answered."""
        with self._changed:
            return self._turns, tuple(each.question for each in self._waiting), self._running is not None

    @property
    def busy(self) -> bool:
        """Whether a question is being answered or waits."""
        with self._changed:
            return self._running is not None or bool(self._waiting)

    def looks(self) -> Generator[None]:
        """Gives at once, and again whenever something changed, until nothing is being answered."""
        seen = -1
        while True:
            with self._changed:
                if self._version == seen:
                    self._changed.wait(timeout=5)
                seen, busy = self._version, self._running is not None or bool(self._waiting)
            yield
            if not busy:
                return

    def catch_up(self, kept: tuple[Turn, ...]) -> None:
        """Takes the turns that another server wrote meanwhile, where nothing is being answered here."""
        with self._changed:
            known = {turn.id: turn.ending for turn in self._turns}
            is_new = any(turn.id not in known or known[turn.id] == "lost" != turn.ending for turn in kept)
            if is_new and self._running is None and not self._waiting:
                self._turns = kept
                self._tell()

    def _tell(self) -> None:
        self._version += 1
        self._changed.notify_all()


class Chats:
    """All conversations that somebody looks at or that are being answered."""

    def __init__(self, answer: Answerer, keeper: Callable[[], Keeper], state: Callable[[], str]) -> None:
        """`state` tells which reports the library holds, as `state_of` does."""
        self._answer = answer
        self._keeper = keeper
        self._state = state
        self._slots = threading.Semaphore(ANSWERS)
        self._answering = 0
        self._lock = threading.Lock()
        self._chats: OrderedDict[str, Chat] = OrderedDict()

    def opened(self, chat_id: str) -> Chat | None:
        """The conversation of this id, as it goes on or as it was kept; None where there is none.

        What another server wrote of it is in it, and one that was deleted there is there no more.
        """
        with self._lock:
            chat = self._chats.get(chat_id)
            if chat is not None:
                self._chats.move_to_end(chat_id)
        if chat is not None and chat.busy:
            return chat
        keeper = self._keeper()
        kept = keeper.read(lambda store: store.conversation(chat_id), None)
        if kept is None:
            if chat is not None and not keeper.failure:
                self.forget(chat_id)
            return chat if keeper.failure else None
        turns = tuple(turn_of(each) for each in kept.turns)
        if chat is None:
            return self._remember(Chat(kept.owner, kept.id, turns))
        chat.catch_up(turns)
        return chat

    def forget(self, chat_id: str) -> None:
        """Stops a conversation that was deleted, and lets it go."""
        with self._lock:
            chat = self._chats.pop(chat_id, None)
        if chat is not None:
            with chat._changed:
                chat._waiting.clear()
                chat._running = None
                chat.id, chat._turns = "", ()
                chat._tell()

    def ask(self, chat: Chat, asked: Asked) -> bool:
        """Answers a question, or lets it wait; whether there was room for it."""
        with chat._changed:
            if len(chat._waiting) >= MOST_WAITING:
                return False
            chat._waiting.append(asked)
            chat._tell()
        self._next(chat)
        return True

    def stop(self, chat: Chat) -> None:
        """Leaves the running answer as it stands; what waits comes next."""
        with chat._changed:
            running, chat._running = chat._running, None
            if running is None:
                return
            turn = replace(chat._turns[-1], ending="stopped")
            if turn.answer is not None:
                turn = replace(turn, answer=replace(turn.answer, writing=False))
            chat._turns = (*chat._turns[:-1], turn)
            chat._tell()
        self._keeper().write(lambda store: store.end(kept_turn(turn)), None)
        self._next(chat)

    def withdraw(self, chat: Chat, place: int) -> None:
        """Takes back the question that waits at this place, from 1."""
        with chat._changed:
            if 1 <= place <= len(chat._waiting):
                del chat._waiting[place - 1]
                chat._tell()

    def _remember(self, chat: Chat) -> Chat:
        with self._lock:
            known = self._chats.setdefault(chat.id, chat)
            for old in [each for each, one in self._chats.items() if not one.busy][: len(self._chats) - REMEMBERED]:
                if old != chat.id:
                    del self._chats[old]
            return known

    def _next(self, chat: Chat) -> None:
        """Begins with what waits first, where nothing is being answered."""
        with chat._changed:
            if chat._running is not None or not chat._waiting:
                return
            asked, token = chat._waiting.pop(0), object()
            chat._running = token
            turn = Turn(asked.question, id=new_id(), asked=now(), limits=asked.limits, library=self._state())
            replaced = (
                len(chat._turns)
                if not asked.instead
                else next(
                    (place for place, each in enumerate(chat._turns) if each.id == asked.instead), len(chat._turns)
                )
            )
            # Only the last turn is asked anew in its own place: those behind it would follow on another question.
            instead = asked.instead if replaced == len(chat._turns) - 1 else ""
            before = chat._turns[:-1] if instead else chat._turns
            copied = chat._turns if chat.shared else ()
            chat._turns = (*before, turn)
            chat._tell()
        self._begin(chat, turn, instead, copied)
        arguments = (chat, token, before, asked)
        threading.Thread(target=self._work, args=arguments, name="wenju-answer", daemon=True).start()

    def _begin(self, chat: Chat, turn: Turn, instead: str, copied: tuple[Turn, ...]) -> None:
        """Writes the question down. A shared answer that is asked further becomes a conversation of one's own."""
        keeper = self._keeper()
        if not chat.id and chat.owner:
            first = copied[0] if copied else turn
            chat.id = keeper.write(lambda store: store.begin(chat.owner, first.question), "")
            if chat.id:
                self._remember(chat)
            if copied:
                mine = tuple(replace(each, id=new_id()) for each in copied)
                for each in mine:
                    keeper.write(lambda store, each=each: store.add(chat.id, kept_turn(each)), None)  # type: ignore[misc]
                with chat._changed:
                    chat._turns, chat.shared = (*mine, *chat._turns[len(mine) :]), False
        if chat.id:
            keeper.write(lambda store: store.add(chat.id, kept_turn(turn), instead), None)

    def _work(self, chat: Chat, token: object, before: tuple[Turn, ...], asked: Asked) -> None:
        def stepped(step: Step, reports: int) -> None:
            with chat._changed:
                if chat._running is token:
                    turn = chat._turns[-1]
                    chat._turns = (*chat._turns[:-1], replace(turn, step=step, searching=reports or turn.searching))
                    chat._tell()

        with self._slots, self._counted(), listening(stepped):
            stages = self._answer(asked.question, Conversation(before), asked.limits, asked.language)
            for stage in stages:
                if not self._told(chat, token, stage.turns[-1]):
                    break  # stopped: what is left of the answer is nobody's
        with chat._changed:
            if chat._running is not token:
                return
            turn = chat._turns[-1]
        # Kept first: whoever reads it once the page says that it is done must not find it under way.
        if chat.id:
            self._keeper().write(lambda store: store.end(kept_turn(turn)), None)
        with chat._changed:
            if chat._running is token:
                chat._running = None
                chat._tell()
                stopped = None
            else:  # stopped while it was written: as stopped it stays
                stopped = next((each for each in chat._turns if each.id == turn.id), None)
        if stopped is not None and chat.id:
            self._keeper().write(lambda store: store.end(kept_turn(stopped)), None)
        self._next(chat)

    @property
    def answering(self) -> bool:
        """Whether somebody's question is being answered: what can wait then waits."""
        with self._lock:
            return self._answering > 0

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._lock:
            self._answering += 1
        try:
            yield
        finally:
            with self._lock:
                self._answering -= 1

    def _told(self, chat: Chat, token: object, stage: Turn) -> bool:
        """Takes down how far the answer is; False where it was stopped."""
        with chat._changed:
            if chat._running is not token:
                return False
            turn = replace(chat._turns[-1], answer=stage.answer, failure=stage.failure, searching=stage.searching)
            chat._turns = (*chat._turns[:-1], turn)
            chat._tell()
        return True


def turn_of(kept: KeptTurn) -> Turn:
    """A kept turn as the page has it."""
    return Turn(kept.question, kept.answer, kept.failure, kept.id, kept.asked, kept.library, kept.limits, kept.ending)


def kept_turn(turn: Turn) -> KeptTurn:
    """A turn of the page as it is kept."""
    return KeptTurn(
        turn.id, turn.question, turn.asked, turn.library, turn.limits, turn.answer, turn.failure, turn.ending
    )
