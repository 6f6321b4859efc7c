"""Which handler each event of the page calls, and where its result goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.messages import Language, message
from assistant.ui import panels
from assistant.ui.ask import scope_bar
from assistant.ui.ask.session import Session
from assistant.ui.asking_part import when_asked
from assistant.ui.language import PREFERRED, asked_language
from assistant.ui.libraries import OpenLibraries, OpenLibrary, libraries_html
from assistant.ui.library_paths import LIBRARY

# Asks the page's script for the language that this browser last chose, or else prefers, for the secret by which it
# finds its own conversations again, and for the address that was opened.
BROWSER = (
    "(chosen, visitor, address, session) => window.wenju"
    " ? [window.wenju.language(), window.wenju.visitor(), location.search, session]"
    " : ['auto:' + navigator.language, '', '', session]"
)

# The question as it stood in the box when it was sent, what it was limited to, and which answer's place it takes; the
# page's script has emptied the box then.
SENT = "(...given) => (window.wenju?.sent ? window.wenju.sent(...given) : given)"

# Components of the whole page: those with labels, with states that take a while, and the conversation's.
WHOLE, LABELS, STATE, CHAT = 17, 8, 3, 4

# Pages that may look at an answer on its way; those that make one are limited in chats.py.
LOOKING = 32


@dataclass(frozen=True)
class Parts:
    """The components that handlers fill."""

    brand: gr.HTML
    library: gr.HTML
    adding: gr.HTML
    behind: gr.HTML
    model: gr.HTML
    tick: gr.Timer
    top: gr.HTML
    past: gr.HTML
    latest: gr.HTML
    question: gr.Textbox
    send: gr.Button
    halt: gr.Button
    scope: gr.HTML
    evidence: gr.HTML
    kept_head: gr.HTML
    kept: gr.HTML
    # Not displayed: what the page's script asks, and a file for it.
    asking: gr.HTML
    kept_saved: gr.HTML
    # This session's own.
    language: gr.State
    session: gr.State


def wire(demo: gr.Blocks, parts: Parts, libraries: OpenLibraries, fixed: Language | None) -> None:
    """Connects events to handlers. `fixed` is the language that the settings name; None follows the browser."""
    events = Events(libraries, fixed)
    labels = [parts.language, parts.brand, parts.top, parts.adding, parts.scope, parts.question, parts.send, parts.halt]
    session = [parts.session, parts.language]
    chat = [parts.past, parts.latest, parts.evidence, parts.kept]
    behind = [parts.behind, parts.tick]
    whole = [*labels, parts.kept_head, parts.library, *behind, parts.model, *chat]  # WHOLE of them
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    looking: dict[str, Any] = {"concurrency_limit": LOOKING, "concurrency_id": "looking", **quiet}

    # One event for all that a page shows: each has its own way through Gradio's queue, and its own stream.
    entered = [parts.asking, parts.asking, parts.asking, parts.session]  # in whose places stands what BROWSER gives
    demo.load(events.enter, entered, whole, js=BROWSER, **looking)
    parts.tick.tick(events.left, session, behind, **quiet)
    when_asked(parts.asking, "chosen", events.relabel, [parts.session], whole, **looking)
    gr.on(
        [parts.question.submit, parts.send.click],
        events.ask,
        [parts.question, parts.asking, parts.asking, *session],
        chat,
        js=SENT,
        trigger_mode="multiple",
        **looking,
    ).then(events.model, session, parts.model, **quiet)
    parts.halt.click(events.stop, parts.session, None, **quiet)
    when_asked(parts.asking, "clicked", events.click, session, parts.evidence, last=True, **quiet)
    when_asked(parts.asking, "new-chat", events.new_chat, session, chat, last=True, **quiet)
    wire_kept(parts, events, looking)
    # The script says so when reports came, changed or went.
    listed = [parts.library, parts.past]
    when_asked(parts.asking, "refresh", events.refresh, session, listed, last=True, **quiet).then(
        events.left, session, behind, **quiet
    )


def wire_kept(parts: Parts, events: "Events", looking: dict[str, Any]) -> None:
    """Connects what is kept: an address opened, and the commands of its list and of each answer."""
    chat = [parts.past, parts.latest, parts.evidence, parts.kept]
    session = [parts.session, parts.language]
    when_asked(parts.asking, "opening", events.open, session, chat, **looking)
    outputs = [*chat, parts.kept_saved]
    commands = KeptEvents(events)
    when_asked(parts.asking, "command", commands.command, session, outputs, **looking)
    # The last alone: of two lists that are made at once the older may come later.
    when_asked(parts.asking, "listed", commands.listed, session, parts.kept, last=True, **looking)


class Events:
    """Handlers as Gradio calls them: one value for each output."""

    def __init__(self, libraries: OpenLibraries, fixed: Language | None) -> None:
        self._libraries = libraries
        self._fixed = fixed

    def of(self, session: Session) -> OpenLibrary:
        """The library that a page shows, with its handlers."""
        return self._libraries.of(session.library)

    def enter(
        self, asked: object, visitor: object, address: object, session: Session, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        """Who comes, and to which address; then the page. Gradio puts the request in, which the gate has marked."""
        came = request.request  # Starlette's: Gradio's own makes a scope into JSON, which it is not
        scope = {} if came is None else came.scope
        session.library = str(scope.get(LIBRARY, ""))
        library = self.of(session)
        library.kept.enter(session, visitor, str(scope.get("wenju.user", "")))
        if not library.handlers.is_built:  # which takes a while: the labels come first
            yield (*self.label(asked, session), *_skipped(WHOLE - LABELS))
        library.kept.open(address, session, self.language(asked))
        yield from self.relabel(asked, session)

    def relabel(self, asked: object, session: Session) -> Iterator[tuple[Any, ...]]:
        """The whole page in a language, and its conversation as it goes on."""
        language, kept = self.language(asked), self.of(session).kept
        looks = self.look(session, language)
        filled = (kept.head(session, language), self._library(session, language))
        yield (*self.label(asked, session), *filled, *_skipped(STATE), *next(looks))
        # A model's server may be slow to say that it is there.
        state = (*self.left(session, language), self.model(session, language))
        yield (*_skipped(WHOLE - STATE - CHAT), *state, *_skipped(CHAT))
        for chat in looks:
            yield (*_skipped(WHOLE - CHAT), *chat)

    def language(self, asked: object) -> Language:
        """The language asked for. One that the settings name holds until another is chosen."""
        preferred = isinstance(asked, str) and asked.startswith(PREFERRED)
        return self._fixed if preferred and self._fixed else asked_language(asked)

    def label(self, asked: object, session: Session) -> tuple[Any, ...]:
        """What the interface itself says."""
        language = self.language(asked)
        hint = message(language, "page.question_placeholder")
        return (
            language,
            panels.brand_html(language),
            panels.top_bar_html(language, session.name),
            panels.adding_html(language),
            scope_bar.bar_html(language),
            gr.update(placeholder=hint, label=message(language, "page.question")),
            gr.update(value=message(language, "page.send")),
            gr.update(value=message(language, "kept.stop")),
        )

    def _library(self, session: Session, language: Language) -> str:
        """The choice of a library, where there are several, above the list of its reports."""
        library = self.of(session)
        return libraries_html(self._libraries, library, language) + library.handlers.library(language)

    def shown(self, session: Session, language: Language) -> tuple[str, str, str, str]:
        """The turns before, the last one, the panel and the list of what is kept."""
        library = self.of(session)
        past, latest = library.handlers.chat(session.conversation, language)
        return (
            library.kept.above(session, language) + past,
            latest,
            library.handlers.evidence(session.conversation, language),
            library.kept.listed(session, language),
        )

    def refresh(self, _: object, session: Session, asked: object) -> tuple[Any, ...]:
        """The list of reports, and the welcome where nothing was asked yet: what changes with the library."""
        language = asked_language(asked)
        past = gr.skip() if session.conversation.turns else self.shown(session, language)[0]
        return self._library(session, language), past

    def ask(
        self, question: object, limits: object, instead: object, session: Session, asked: object
    ) -> Iterator[tuple[Any, ...]]:
        """The conversation, once for each stage of the answer."""
        if self.of(session).kept.ask(session, question, limits_of(limits), asked_language(asked), instead):
            yield from self.look(session, asked)

    def look(self, session: Session, asked: object) -> Iterator[tuple[Any, ...]]:
        """The conversation as it goes on, until nothing is being answered in it or another event tells of it."""
        language = asked_language(asked)
        chat, token = session.chat, object()
        session.watcher = token
        yield self.shown(session, language)
        if chat is None:
            return
        count = len(chat.told[0])
        for _ in chat.looks():
            if session.chat is not chat or session.watcher is not token:
                return
            opened, library = session.open_first_quote(), self.of(session)
            past, latest = library.handlers.chat(session.conversation, language)
            further, count = len(chat.told[0]) != count, len(chat.told[0])
            yield (
                library.kept.above(session, language) + past if further else gr.skip(),
                latest,
                library.handlers.evidence(session.conversation, language) if opened else gr.skip(),
                library.kept.listed(session, language) if further or not chat.busy else gr.skip(),
            )

    def open(self, address: object, session: Session, asked: object) -> Iterator[tuple[Any, ...]]:
        """The conversation or the answer that an address names."""
        self.of(session).kept.open(address, session, asked_language(asked))
        yield from self.look(session, asked)

    def stop(self, session: Session) -> None:
        """The running answer stays as it stands."""
        self.of(session).kept.stop(session)

    def click(self, fragment: object, session: Session, asked: object) -> str:
        """Evidence after a click on a link of ours."""
        language = asked_language(asked)
        handlers = self.of(session).handlers
        session.shown = handlers.open(fragment, session.conversation).shown
        return handlers.evidence(session.conversation, language)

    def new_chat(self, _: object, session: Session, asked: object) -> tuple[Any, ...]:
        """An empty conversation."""
        session.look_at(None)
        return self.shown(session, asked_language(asked))

    def model(self, session: Session, asked: object) -> str:
        """The language model's state."""
        return self.of(session).handlers.model(asked_language(asked))

    def left(self, session: Session, asked: object) -> tuple[Any, ...]:
        """How far facts and vectors are that come behind, and whether to look again."""
        is_left, html = self.of(session).handlers.left(asked_language(asked))
        return html, gr.Timer(active=is_left)


class KeptEvents:
    """Commands on what is kept, as the page's script writes them: a verb, then what it is for."""

    def __init__(self, events: Events) -> None:
        self._events = events

    def listed(self, words: object, session: Session, asked: object) -> Any:
        """The list anew, of what has these words."""
        kept = self._events.of(session).kept
        kept.find(session, words if isinstance(words, str) else "")
        return kept.listed(session, asked_language(asked))

    def command(self, written: object, session: Session, asked: object) -> Iterator[tuple[Any, ...]]:
        """The conversation after a command, and a file where one was asked for."""
        language, kept = asked_language(asked), self._events.of(session).kept
        verb, _, rest = written.partition(" ") if isinstance(written, str) else ("", "", "")
        first, _, second = rest.partition(" ")
        if verb == "export":
            nothing = (gr.skip(),) * 4
            yield (*nothing, kept.export(session, first, second, language))
            return
        if verb == "again":
            kept.ask_again(session, first, language)
        elif verb == "withdraw" and first.isdecimal():
            if session.chat is not None:
                kept.chats.withdraw(session.chat, int(first))
        elif verb == "earlier":
            kept.earlier(session)
        elif verb == "rename":
            kept.rename(session, first, second)
        elif verb == "remove":
            kept.remove(session, first, language)
        else:
            return
        if verb == "rename":
            yield gr.skip(), gr.skip(), gr.skip(), kept.listed(session, language), gr.skip()
            return
        for chat in self._events.look(session, asked):
            yield (*chat, gr.skip())


def _skipped(count: int) -> tuple[Any, ...]:
    """So many components that stay as they are."""
    return (gr.skip(),) * count


def limits_of(written: object) -> tuple[Any, ...]:
    """What the page sends as a question's limits, in the row that they are kept in; empty where there are none."""
    return (written,) if isinstance(written, str) and written else ()
