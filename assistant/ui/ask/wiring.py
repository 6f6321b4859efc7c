"""Which handler each event of the page calls, and where its result goes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.messages import Language, message
from assistant.ui import panels
from assistant.ui.ask.conversation import Conversation
from assistant.ui.ask.handlers import Handlers
from assistant.ui.language import PREFERRED, asked_language
from index.store.rows import StoredReport

# Asks the page's script for the language that this browser last chose, or else prefers.
BROWSER_LANGUAGE = "() => [window.wenju ? window.wenju.language() : 'auto:' + navigator.language]"

# Uploads read and embedded at a time, so that a long one holds up nobody; each has a parsing process of its own, and
# the writer's lock is held for commits only.
ADDING = 3

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
    year: gr.Dropdown
    region: gr.Dropdown
    issuer: gr.Dropdown
    report: gr.Dropdown
    evidence: gr.HTML
    # Not displayed: what the page's script writes.
    chosen: gr.Textbox
    clicked: gr.Textbox
    new_chat: gr.Button
    # This session's own.
    language: gr.State
    conversation: gr.State


def wire(demo: gr.Blocks, parts: Parts, handlers: Handlers, fixed: Language | None) -> None:
    """Connects events to handlers. `fixed` is the language that the settings name; None follows the browser."""
    events = _Events(handlers, fixed)
    labels = [parts.language, parts.brand, parts.top, parts.upload, parts.hint, parts.question, parts.send]
    scope = [parts.year, parts.region, parts.issuer, parts.report]
    content = [parts.library, *scope, parts.past, parts.latest, parts.evidence]
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
        [parts.question, *scope, *session],
        [parts.question, *chat],
        trigger_mode="once",
        **quiet,
    )
    parts.clicked.change(
        events.click, [parts.clicked, *session], [parts.conversation, parts.evidence, parts.report], **quiet
    )
    parts.new_chat.click(events.new_chat, parts.language, chat, **quiet)
    parts.upload.upload(
        events.add,
        [parts.upload, parts.language],
        parts.uploaded,
        concurrency_limit=ADDING,
        show_progress="full",
        api_visibility="private",
    ).then(events.fill, session, content, **quiet).then(events.left, parts.language, behind, **quiet)


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
            gr.update(label=message(language, "page.upload")),
            panels.hint_html(language),
            gr.update(placeholder=hint, label=message(language, "page.question")),
            gr.update(value=message(language, "page.send")),
        )

    def fill(self, conversation: Conversation, asked: object) -> tuple[Any, ...]:
        """What the library and the session hold."""
        language = asked_language(asked)
        library, reports = self._handlers.library(language)
        return (
            library,
            *choices(reports, language),
            *self._handlers.chat(conversation, language),
            self._handlers.evidence(conversation, language),
        )

    def ask(
        self,
        question: object,
        year: object,
        region: object,
        issuer: object,
        report: object,
        conversation: Conversation,
        asked: object,
    ) -> Iterator[tuple[Any, ...]]:
        """Question box, earlier turns, last turn, session, evidence; once for each stage of the answer."""
        language = asked_language(asked)
        first, open_before = True, conversation.shown
        for stage in self._handlers.ask(question, conversation, (year, region, report, issuer), language):
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
        """Session, evidence and report choice after a click on a link of ours."""
        language = asked_language(asked)
        named = fragment.split(" ")[0] if isinstance(fragment, str) else ""
        if named.startswith("only-"):
            wanted = named.removeprefix("only-")
            return gr.skip(), gr.skip(), gr.update(value=wanted) if self._handlers.has_report(wanted) else gr.skip()
        opened = self._handlers.open(named, conversation)
        return opened, self._handlers.evidence(opened, language), gr.skip()

    def new_chat(self, asked: object) -> tuple[Any, ...]:
        """An empty session."""
        language = asked_language(asked)
        empty = Conversation()
        return *self._handlers.chat(empty, language), empty, self._handlers.evidence(empty, language)

    def left(self, asked: object) -> tuple[Any, ...]:
        """How far facts and vectors are that come behind, and whether to look again."""
        is_left, html = self._handlers.left(asked_language(asked))
        return html, gr.Timer(active=is_left)

    def add(self, named: object, asked: object, progress: gr.Progress = gr.Progress()) -> str:  # noqa: B008
        """What became of the files, while the progress bar says how far they are."""

        def tell(share: float, doing: str) -> None:
            progress(min(share, 1.0), desc=doing)

        return self._handlers.add(named, asked_language(asked), tell)


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
