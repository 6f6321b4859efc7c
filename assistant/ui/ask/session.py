"""What one open page looks at: whose it is, which conversation, and what its panel shows. It lives with the page."""

from assistant.ui.ask.chats import Chat
from assistant.ui.ask.conversation import Conversation, Target

# Turns before the last one that a page is given at once; earlier ones when asked for, so many at a time.
TURNS_SHOWN = 8


class Session:
    """Changed by the page's events while others of the same page read it: a quote is opened while an answer grows."""

    def __init__(self) -> None:
        self.owner = ""
        self.library = ""  # the name of the library that the page shows, as in its path
        self.name = ""  # who has signed in, where there is a password file
        self.chat: Chat | None = None
        self.shown: Target | None = None
        self.earlier = TURNS_SHOWN
        self.notice = ""
        self.words = ""
        self.watched_run: object | None = None  # the same as `watcher`, of the check
        self.watcher: object | None = None  # the event that tells how the answer goes on; a later one takes its place
        self.opened_for = 0  # the turn whose first quote was opened unasked

    @property
    def conversation(self) -> Conversation:
        """What the page shows of the conversation."""
        if self.chat is None:
            return Conversation(shown=self.shown)
        turns, waiting, running = self.chat.told
        return Conversation(turns, self.shown, waiting, running, self.earlier, self.chat.id, self.chat.shared)

    def look_at(self, chat: Chat | None) -> None:
        """Shows another conversation, with the first quote of its last answer open; None for an empty one."""
        self.chat, self.shown, self.earlier, self.notice, self.opened_for = chat, None, TURNS_SHOWN, "", 0
        if chat is not None:
            self.open_first_quote()

    def open_first_quote(self) -> bool:
        """Opens the first quote of the last answer, once for each: whoever opens another meanwhile keeps it."""
        turns = () if self.chat is None else self.chat.told[0]
        if not turns or self.opened_for >= len(turns):
            return False
        answer = turns[-1].answer
        if answer is None or not answer.citations:
            return False
        self.opened_for = len(turns)
        self.shown = Target("cite", len(turns), answer.citations[0].n)
        return True
