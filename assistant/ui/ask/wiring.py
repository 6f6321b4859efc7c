"""Which handler each event of the page calls, and where its result goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.messages import Language, message
from assistant.ui import panels
from assistant.ui.ask import scope_bar
from assistant.ui.ask.conversation import Conversation
from assistant.ui.ask.handlers import Handlers
from assistant.ui.language import PREFERRED, asked_language

# Asks the page's script for the language that this browser last chose, or else prefers.
BROWSER_LANGUAGE = "() => [window.wenju ? window.wenju.language() : 'auto:' + navigator.language]"


@dataclass(frozen=True)
class Parts:
    """The components that handlers fill."""

    brand: gr.HTML
    library: gr.HTML
    adding: gr.HTML
    behind: gr.HTML
    tick: gr.Timer
    top: gr.HTML
    past: gr.HTML
    latest: gr.HTML
    question: gr.Textbox
    send: gr.Button
    scope: gr.HTML
    limits: gr.Textbox
    evidence: gr.HTML
    # Not displayed: what the page's script writes.
    chosen: gr.Textbox
    clicked: gr.Textbox
    new_chat: gr.Button
    refresh: gr.Button
    # This session's own.
    language: gr.State
    conversation: gr.State


def wire(demo: gr.Blocks, parts: Parts, handlers: Handlers, fixed: Language | None) -> None:
    """Connects events to handlers. `fixed` is the language that the settings name; None follows the browser."""
    events = _Events(handlers, fixed)
    labels = [parts.language, parts.brand, parts.top, parts.adding, parts.scope, parts.question, parts.send]
    content = [parts.library, parts.past, parts.latest, parts.evidence]
    session = [parts.conversation, parts.language]
    chat = [parts.past, parts.latest, parts.conversation, parts.evidence]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

    # Labels first: the library is opened only then, and that takes a while the first time.
    behind = [parts.behind, parts.tick]
    demo.load(events.label, parts.chosen, labels, js=BROWSER_LANGUAGE, **quiet).then(
        events.fill, session, content, **quiet
    ).then(events.left, parts.language, behind, **quiet)
    parts.tick.tick(events.left, parts.language, behind, **quiet)
    # `change`, since Gradio fires `input` for keys only, not for what a script writes.
    parts.chosen.change(events.label, parts.chosen, labels, **quiet).then(events.fill, session, content, **quiet)
    gr.on(
        [parts.question.submit, parts.send.click],
        events.ask,
        [parts.question, parts.limits, *session],
        [parts.question, *chat],
        trigger_mode="once",
        **quiet,
    )
    parts.clicked.change(events.click, [parts.clicked, *session], [parts.conversation, parts.evidence], **quiet)
    parts.new_chat.click(events.new_chat, parts.language, chat, **quiet)
    # The script says so when reports came, changed or went.
    parts.refresh.click(events.refresh, session, [parts.library, parts.past], **quiet).then(
        events.left, parts.language, behind, **quiet
    )


class _Events:
    """Handlers as Gradio calls them: one value for each output."""

    def __init__(self, handlers: Handlers, fixed: Language | None) -> None:
        self._handlers = handlers
        self._fixed = fixed

    def label(self, asked: object) -> tuple[Any, ...]:
        """What the interface itself says. A language that the settings name holds until another is chosen."""
        preferred = isinstance(asked, str) and asked.startswith(PREFERRED)
        language = self._fixed if preferred and self._fixed else asked_language(asked)
        hint = message(language, "page.question_placeholder")
        return (
            language,
            panels.brand_html(language),
            panels.top_bar_html(language),
            panels.adding_html(language),
            scope_bar.bar_html(language),
            gr.update(placeholder=hint, label=message(language, "page.question")),
            gr.update(value=message(language, "page.send")),
        )

    def fill(self, conversation: Conversation, asked: object) -> tuple[Any, ...]:
        """What the library and the session hold."""
        language = asked_language(asked)
        return (
            self._handlers.library(language),
            *self._handlers.chat(conversation, language),
            self._handlers.evidence(conversation, language),
        )

    def refresh(self, conversation: Conversation, asked: object) -> tuple[Any, ...]:
        """The list of reports, and the welcome where nothing was asked yet: what changes with the library."""
        language = asked_language(asked)
        past = gr.skip() if conversation.turns else self._handlers.chat(conversation, language)[0]
        return self._handlers.library(language), past

    def ask(
        self, question: object, limits: object, conversation: Conversation, asked: object
    ) -> Iterator[tuple[Any, ...]]:
        """Question box, earlier turns, last turn, session, evidence; once for each stage of the answer."""
        language = asked_language(asked)
        first, open_before = True, conversation.shown
        for stage in self._handlers.ask(question, conversation, limits, language):
            past, latest = self._handlers.chat(stage, language)
            changed = stage.shown != open_before
            open_before = stage.shown
            yield (
                "" if first else gr.skip(),
                past if first else gr.skip(),
                latest,
                stage,
                self._handlers.evidence(stage, language) if changed else gr.skip(),
            )
            first = False

    def click(self, fragment: object, conversation: Conversation, asked: object) -> tuple[Any, ...]:
        """Session and evidence after a click on a link of ours."""
        language = asked_language(asked)
        named = fragment.split(" ")[0] if isinstance(fragment, str) else ""
        opened = self._handlers.open(named, conversation)
        return opened, self._handlers.evidence(opened, language)

    def new_chat(self, asked: object) -> tuple[Any, ...]:
        """An empty session."""
        language = asked_language(asked)
        empty = Conversation()
        return *self._handlers.chat(empty, language), empty, self._handlers.evidence(empty, language)

    def left(self, asked: object) -> tuple[Any, ...]:
        """How far facts and vectors are that come behind, and whether to look again."""
        is_left, html = self._handlers.left(asked_language(asked))
        return html, gr.Timer(active=is_left)
