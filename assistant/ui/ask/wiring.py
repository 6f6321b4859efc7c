"""Which handler each event of the page calls, and where its result goes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.messages import Language, message
from assistant.ui import panels
from assistant.ui.ask.handlers import Handlers
from assistant.ui.ask.session import Session
from assistant.ui.kept.handlers import KeptHandlers
from assistant.ui.language import PREFERRED, asked_language
from index.store.rows import StoredReport

# Asks the page's script for the language that this browser last chose, or else prefers, for the secret by which it
# finds its own conversations again, and for the address that was opened.
BROWSER = (
    "(chosen, visitor, address, session) => window.wenju"
    " ? [window.wenju.language(), window.wenju.visitor(), location.search, session]"
    " : ['auto:' + navigator.language, '', '', session]"
)

# Uploads read and embedded at a time, so that a long one holds up nobody; each has a parsing process of its own, and
# the writer's lock is held for commits only.
ADDING = 3
# Pages that may look at an answer on its way; those that make one are limited in chats.py.
LOOKING = 32

Update = dict[str, Any]


@dataclass(frozen=True)
class Parts:
    """The components that handlers fill."""

    brand: gr.HTML
    library: gr.HTML
    upload: gr.UploadButton
    hint: gr.HTML
    uploaded: gr.HTML
    behind: gr.HTML
    tick: gr.Timer
    top: gr.HTML
    past: gr.HTML
    latest: gr.HTML
    question: gr.Textbox
    send: gr.Button
    halt: gr.Button
    instead: gr.Textbox
    year: gr.Dropdown
    region: gr.Dropdown
    issuer: gr.Dropdown
    report: gr.Dropdown
    evidence: gr.HTML
    kept_head: gr.HTML
    kept: gr.HTML
    # Not displayed: what the page's script writes.
    chosen: gr.Textbox
    clicked: gr.Textbox
    new_chat: gr.Button
    visitor: gr.Textbox
    opening: gr.Textbox
    command: gr.Textbox
    kept_saved: gr.HTML
    # This session's own.
    language: gr.State
    session: gr.State


def wire(demo: gr.Blocks, parts: Parts, handlers: Handlers, kept: KeptHandlers, fixed: Language | None) -> None:
    """Connects events to handlers. `fixed` is the language that the settings name; None follows the browser."""
    events = Events(handlers, kept, fixed)
    labels = [parts.language, parts.brand, parts.top, parts.upload, parts.hint, parts.question, parts.send, parts.halt]
    labels.append(parts.kept_head)
    scope = [parts.year, parts.region, parts.issuer, parts.report]
    session = [parts.session, parts.language]
    chat = [parts.past, parts.latest, parts.evidence, parts.kept]
    content = [parts.library, *scope, *chat]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    looking: dict[str, Any] = {"concurrency_limit": LOOKING, "concurrency_id": "looking", **quiet}

    # Labels first: the library is opened only then, and that takes a while the first time.
    behind = [parts.behind, parts.tick]
    entered = [parts.chosen, parts.visitor, parts.opening, parts.session]
    demo.load(events.enter, entered, labels, js=BROWSER, **quiet).then(events.fill, session, content, **quiet).then(
        events.left, parts.language, behind, **quiet
    ).then(events.look, session, chat, **looking)
    parts.tick.tick(events.left, parts.language, behind, **quiet)
    # `change`, since Gradio fires `input` for keys only, not for what a script writes.
    parts.chosen.change(events.label, [parts.chosen, parts.session], labels, **quiet).then(
        events.fill, session, content, **quiet
    )
    gr.on(
        [parts.question.submit, parts.send.click],
        events.ask,
        [parts.question, *scope, parts.instead, *session],
        [parts.question, parts.instead, *chat],
        trigger_mode="multiple",
        **looking,
    )
    parts.halt.click(events.stop, parts.session, None, **quiet)
    parts.clicked.change(events.click, [parts.clicked, *session], [parts.evidence, parts.report], **quiet)
    parts.new_chat.click(events.new_chat, session, chat, **quiet)
    wire_kept(parts, kept, events, looking)
    parts.upload.upload(
        events.add,
        [parts.upload, parts.language],
        parts.uploaded,
        concurrency_limit=ADDING,
        show_progress="full",
        api_visibility="private",
    ).then(events.fill, session, content, **quiet).then(events.left, parts.language, behind, **quiet)


def wire_kept(parts: Parts, kept: KeptHandlers, events: "Events", looking: dict[str, Any]) -> None:
    """Connects what is kept: an address opened, and the commands of its list and of each answer."""
    chat = [parts.past, parts.latest, parts.evidence, parts.kept]
    session = [parts.session, parts.language]
    parts.opening.change(events.open, [parts.opening, *session], chat, trigger_mode="multiple", **looking)
    outputs = [*chat, parts.kept_saved]
    command = KeptEvents(kept, events).command
    parts.command.change(command, [parts.command, *session], outputs, trigger_mode="multiple", **looking)


class Events:
    """Handlers as Gradio calls them: one value for each output."""

    def __init__(self, handlers: Handlers, kept: KeptHandlers, fixed: Language | None) -> None:
        self._handlers = handlers
        self._kept = kept
        self._fixed = fixed

    def enter(self, asked: object, visitor: object, address: object, session: Session) -> tuple[Any, ...]:
        """Who comes, and to which address; then the labels."""
        self._kept.enter(session, visitor)
        labels = self.label(asked, session)
        self._kept.open(address, session, labels[0])
        return labels

    def label(self, asked: object, session: Session) -> tuple[Any, ...]:
        """What the interface itself says. A language that the settings name holds until another is chosen."""
        preferred = isinstance(asked, str) and asked.startswith(PREFERRED)
        language = self._fixed if preferred and self._fixed else asked_language(asked)
        hint = message(language, "page.question_placeholder")
        return (
            language,
            panels.brand_html(language),
            panels.top_bar_html(language),
            gr.update(label=message(language, "page.upload")),
            panels.hint_html(language),
            gr.update(placeholder=hint, label=message(language, "page.question")),
            gr.update(value=message(language, "page.send")),
            gr.update(value=message(language, "kept.stop")),
            self._kept.head(session, language),
        )

    def fill(self, session: Session, asked: object) -> tuple[Any, ...]:
        """What the library and the session hold."""
        language = asked_language(asked)
        library, reports = self._handlers.library(language)
        return (library, *choices(reports, language), *self.shown(session, language))

    def shown(self, session: Session, language: Language) -> tuple[str, str, str, str]:
        """The turns before, the last one, the panel and the list of what is kept."""
        past, latest = self._handlers.chat(session.conversation, language)
        return (
            self._kept.above(session, language) + past,
            latest,
            self._handlers.evidence(session.conversation, language),
            self._kept.listed(session, language),
        )

    def ask(
        self,
        question: object,
        year: object,
        region: object,
        issuer: object,
        report: object,
        instead: object,
        session: Session,
        asked: object,
    ) -> Iterator[tuple[Any, ...]]:
        """Question box, what it stands in for, and the conversation; once for each stage of the answer."""
        language = asked_language(asked)
        if not self._kept.ask(session, question, (year, region, report, issuer), language, instead):
            return
        for place, chat in enumerate(self.look(session, asked)):
            yield (*(("", "") if place == 0 else (gr.skip(), gr.skip())), *chat)

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
            opened = session.open_first_quote()
            past, latest = self._handlers.chat(session.conversation, language)
            further, count = len(chat.told[0]) != count, len(chat.told[0])
            yield (
                self._kept.above(session, language) + past if further else gr.skip(),
                latest,
                self._handlers.evidence(session.conversation, language) if opened else gr.skip(),
                self._kept.listed(session, language) if further or not chat.busy else gr.skip(),
            )

    def open(self, address: object, session: Session, asked: object) -> Iterator[tuple[Any, ...]]:
        """The conversation or the answer that an address names."""
        self._kept.open(address, session, asked_language(asked))
        yield from self.look(session, asked)

    def stop(self, session: Session) -> None:
        """The running answer stays as it stands."""
        self._kept.stop(session)

    def click(self, fragment: object, session: Session, asked: object) -> tuple[Any, ...]:
        """Evidence and report choice after a click on a link of ours."""
        language = asked_language(asked)
        named = fragment.split(" ")[0] if isinstance(fragment, str) else ""
        if named.startswith("only-"):
            wanted = named.removeprefix("only-")
            return gr.skip(), gr.update(value=wanted) if self._handlers.has_report(wanted) else gr.skip()
        session.shown = self._handlers.open(named, session.conversation).shown
        return self._handlers.evidence(session.conversation, language), gr.skip()

    def new_chat(self, session: Session, asked: object) -> tuple[Any, ...]:
        """An empty conversation."""
        session.look_at(None)
        return self.shown(session, asked_language(asked))

    def left(self, asked: object) -> tuple[Any, ...]:
        """How far facts and vectors are that come behind, and whether to look again."""
        is_left, html = self._handlers.left(asked_language(asked))
        return html, gr.Timer(active=is_left)

    def add(self, named: object, asked: object, progress: gr.Progress = gr.Progress()) -> str:  # noqa: B008
        """What became of the files, while the progress bar says how far they are."""

        def tell(share: float, doing: str) -> None:
            progress(min(share, 1.0), desc=doing)

        return self._handlers.add(named, asked_language(asked), tell)


class KeptEvents:
    """Commands on what is kept, as the page's script writes them: a verb, then what it is for."""

    def __init__(self, kept: KeptHandlers, events: Events) -> None:
        self._kept = kept
        self._events = events

    def command(self, written: object, session: Session, asked: object) -> Iterator[tuple[Any, ...]]:
        """The conversation after a command, and a file where one was asked for."""
        language = asked_language(asked)
        verb, _, rest = written.rpartition(" ")[0].partition(" ") if isinstance(written, str) else ("", "", "")
        first, _, second = rest.partition(" ")
        if verb == "export":
            nothing = (gr.skip(),) * 4
            yield (*nothing, self._kept.export(session, first, second.split(" ")[0], language))
            return
        if verb == "again":
            self._kept.ask_again(session, first, language)
        elif verb == "withdraw" and first.isdecimal():
            if session.chat is not None:
                self._kept.chats.withdraw(session.chat, int(first))
        elif verb == "earlier":
            self._kept.earlier(session)
        elif verb == "rename":
            self._kept.rename(session, first, second)
        elif verb == "remove":
            self._kept.remove(session, first, language)
        elif verb == "find":
            self._kept.find(session, rest)
        else:
            return
        if verb in ("rename", "find"):
            yield gr.skip(), gr.skip(), gr.skip(), self._kept.listed(session, language), gr.skip()
            return
        for chat in self._events.look(session, asked):
            yield (*chat, gr.skip())


def choices(reports: Sequence[StoredReport], language: Language) -> tuple[Update, Update, Update, Update]:
    """The years, regions, issuers and reports that can be chosen, newest year first."""
    years = sorted({report.metadata.year for report in reports if report.metadata.year}, reverse=True)
    regions = sorted({report.metadata.region for report in reports if report.metadata.region})
    issuers = sorted({report.metadata.issuer for report in reports if report.metadata.issuer})
    titles = [(report.metadata.title, report.report_id) for report in reversed(reports)]
    return (
        gr.update(choices=[(message(language, "page.any_year"), ""), *((str(year), str(year)) for year in years)]),
        gr.update(choices=[(message(language, "page.any_region"), ""), *((region, region) for region in regions)]),
        gr.update(choices=[(message(language, "page.any_issuer"), ""), *((issuer, issuer) for issuer in issuers)]),
        gr.update(choices=[(message(language, "page.any_report"), ""), *titles]),
    )
