"""What happens when someone opens, renames, searches, exports or deletes what is kept. Plain values, without Gradio.

Every value from the browser is checked again here: an id that it names is looked up, and what is another's is not
there.
"""

import base64
import re
import secrets
import threading
from collections.abc import Sequence
from html import escape
from typing import Any

from assistant.kept.exporting import FORMATS, exported
from assistant.kept.keeper import Keeper
from assistant.kept.records import KeptCheck, KeptConversation, owner_of
from assistant.messages import Language, message
from assistant.messages.reasons import said_anew
from assistant.ui.ask.chats import Asked, Chat, Chats, turn_of
from assistant.ui.ask.handlers import Handlers
from assistant.ui.ask.session import TURNS_SHOWN, Session
from assistant.ui.kept import parts
from assistant.ui.panels import notice_html
from index.patterns import regex

MEDIA_TYPES = {
    "md": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}
# The secret that a browser made up, and what an address names.
_VISITOR = regex(r"[A-Za-z0-9_-]{22,64}", re.ASCII)
_ADDRESS = regex(r"\??(?:(chat|answer|check)=([A-Za-z0-9_-]{1,64}))?", re.ASCII)
_FILE_NAME = regex(r'[\\/:*?"<>|\s\x00-\x1f]+')
WORDS_MOST = 200


def owner_named(visitor: object, name: str = "") -> str:
    """Whose things are meant: of whoever has signed in, else of the secret that a browser holds; empty for neither."""
    if name:
        return owner_of(f"signed in as {name}")  # a secret has no space in it, so that none is anybody's name
    return owner_of(visitor) if isinstance(visitor, str) and _VISITOR.fullmatch(visitor) else ""


class KeptHandlers:
    """What is kept, for all pages; which of it a page shows is in its Session."""

    def __init__(self, handlers: Handlers) -> None:
        self._handlers = handlers
        self._lock = threading.Lock()
        self._keeper: Keeper | None = None
        self.chats = Chats(handlers.ask, lambda: self.keeper, handlers.library_state)

    @property
    def keeper(self) -> Keeper:
        """The database, as the settings name it."""
        settings = self._handlers.assistant.settings
        with self._lock:
            if self._keeper is None:
                self._keeper = Keeper.of(settings)
            return self._keeper

    def enter(self, session: Session, visitor: object, name: str = "") -> None:
        """Takes down whose page this is: of whoever has signed in, else of the secret that its browser holds."""
        session.name = name
        session.owner = owner_named(visitor, name) or session.owner

    # -- asking

    def ask(
        self, session: Session, question: object, limits: Sequence[Any], language: Language, instead: object = ""
    ) -> bool:
        """Asks in the page's conversation, or begins one; False where there is nothing to ask."""
        asked = question.strip() if isinstance(question, str) else ""
        if not asked:
            return False
        if session.chat is None:
            session.look_at(Chat(session.owner))
        assert session.chat is not None
        place = instead if isinstance(instead, str) else ""
        turns = session.chat.told[0]
        if place and turns and turns[-1].id == place:
            # The panel gives up the quote of the answer that goes, and opens that of the one that comes.
            session.shown, session.opened_for = None, len(turns) - 1
        if not self.chats.ask(session.chat, Asked(asked, tuple(limits), language, place)):
            session.notice = message(language, "kept.too_many")
        return True

    def ask_again(self, session: Session, turn_id: str, language: Language) -> None:
        """Asks a question of the conversation once more; the last one in its own place."""
        turns = () if session.chat is None else session.chat.told[0]
        turn = next((each for each in turns if each.id == turn_id), None)
        if turn is not None and not (turn is turns[-1] and session.conversation.running):
            self.ask(session, turn.question, turn.limits, language, turn.id if turn is turns[-1] else "")

    def stop(self, session: Session) -> None:
        """Stops the answer that the page looks at."""
        if session.chat is not None:
            self.chats.stop(session.chat)

    # -- opening

    def open(self, address: object, session: Session, language: Language) -> None:
        """Shows what an address names: a conversation of this browser, or one answer, whoever asked for it."""
        found = _ADDRESS.fullmatch(address) if isinstance(address, str) else None
        kind, name = (found[1], found[2]) if found else ("", "")
        if kind == "chat":
            chat = self.chats.opened(name)
            own = chat is not None and bool(session.owner) and chat.owner == session.owner
            session.look_at(chat if own else None)
            if not own:
                session.notice = message(language, "kept.gone")
        elif kind == "answer":
            self._open_answer(name, session, language)
        elif kind != "check":
            session.look_at(None)

    def _open_answer(self, name: str, session: Session, language: Language) -> None:
        kept = self.keeper.read(lambda store: store.turn(name), None)
        if kept is None:
            session.look_at(None)
            session.notice = self.failed(language) or message(language, "kept.gone")
            return
        turn, _, _ = kept
        session.look_at(Chat(session.owner, turns=(turn_of(turn),), shared=True))

    def failed(self, language: Language) -> str:
        """What keeps anything from being kept, in one line; empty where nothing does."""
        if not self.keeper.keeps:
            return message(language, "kept.off")
        return (
            message(language, "kept.not_kept", why=said_anew(self.keeper.failure, language))
            if self.keeper.failure
            else ""
        )

    def above(self, session: Session, language: Language) -> str:
        """What stands above the turns: where this is, a notice, and whose answer it is."""
        conversation = session.conversation
        notice = f'<p class="wj-note" role="alert">{escape(session.notice)}</p>' if session.notice else ""
        if not conversation.shared:
            here = f"chat={conversation.id}" if conversation.id else ""
            return f'<span hidden data-here="{here}"></span>{notice}'
        turn = conversation.turns[0]
        kept = self.keeper.read(lambda store: store.turn(turn.id), None)
        own = kept[1] if kept is not None and session.owner and kept[2] == session.owner else ""
        here = f'<span hidden data-here="answer={turn.id}"></span>'
        return f"{here}{notice}{parts.shared_html(turn.asked, own, language)}"

    # -- the list

    def head(self, session: Session, language: Language) -> str:
        """The list's heading and search box."""
        return parts.list_head_html(len(self._heads(session)), session.words, language)

    def listed(self, session: Session, language: Language) -> str:
        """The list of what this browser keeps."""
        heads = self._heads(session)
        return parts.list_html(heads, session.words, self.failed(language), language)

    def _heads(self, session: Session) -> list[Any]:
        if not session.owner:
            return []
        return self.keeper.read(lambda store: store.heads(session.owner, session.words), [])

    def find(self, session: Session, words: str) -> None:
        """Lists only where these words stand."""
        session.words = words[:WORDS_MOST].strip()

    def earlier(self, session: Session) -> None:
        """Shows more of the turns before."""
        session.earlier += 3 * TURNS_SHOWN

    def rename(self, session: Session, head: str, title: str) -> None:
        """Gives what is kept another title."""
        self.keeper.write(lambda store: store.rename(session.owner, head, title), False)

    def remove(self, session: Session, head: str, language: Language) -> bool:
        """Deletes what is kept; whether the page showed it."""
        if not self.keeper.write(lambda store: store.remove(session.owner, head), False):
            return False
        self.chats.forget(head)
        shown = session.chat is not None and (session.chat.id == head or not session.chat.told[0])
        if shown:
            session.look_at(None)
        session.notice = message(language, "kept.removed") if shown else session.notice
        return shown

    def export(self, session: Session, head: str, name: str, language: Language) -> str:
        """A kept thing as a file inside HTML, which the page's script offers; what keeps it from being one."""
        if name not in FORMATS:
            return ""
        kept: KeptConversation | KeptCheck | None = self._answer_alone(head)
        if kept is None:
            own = self.keeper.read(lambda store: store.conversation(head), None)
            kept = own or self.keeper.read(lambda store: store.check(head), None)
            if kept is None or kept.owner != session.owner or not session.owner:
                return notice_html(message(language, "kept.gone"))
        content = base64.b64encode(exported(kept, name, language)).decode("ascii")
        title = _FILE_NAME.sub("-", kept.title)[:60].strip("-.") or "wenju"
        return saved_html(f"{title}.{name}", MEDIA_TYPES[name], content)

    def _answer_alone(self, name: str) -> KeptConversation | None:
        """An answer as a conversation of its own; who has its id may read it."""
        found = self.keeper.read(lambda store: store.turn(name), None)
        if found is None:
            return None
        return KeptConversation(found[0].id, found[2], found[0].question, (found[0],))


def saved_html(name: str, media_type: str, content: str) -> str:
    """A file, in base64, that the page's script offers once as a download."""
    return (
        f'<span hidden data-file="{escape(name)}" data-media="{escape(media_type)}" '
        f'data-serial="{secrets.token_hex(8)}">{content}</span>'
    )
