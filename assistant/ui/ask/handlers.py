"""What happens when someone asks, clicks, adds or switches. Every value from the browser is checked again here.

This is the outermost call of the interface: nothing that goes wrong below leaves it as an exception.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from assistant.answer import Answer, Citation
from assistant.answering.suggesting import following, suggested
from assistant.checking.checker import Checker
from assistant.errors import AssistantError, WrongUsage
from assistant.kept.records import state_of
from assistant.ledger.figures import facts
from assistant.messages import Language, message
from assistant.messages.reasons import said_anew
from assistant.report_sets import ReportSets
from assistant.settings import Settings
from assistant.short_traceback import print_short
from assistant.ui import panels
from assistant.ui.ask import facts_panel, reading_panel, stretch_panel
from assistant.ui.ask.chosen import Chosen, read_chosen
from assistant.ui.ask.conversation import QUESTION_CHARACTERS, Conversation, Target, Turn, read_target
from assistant.ui.ask.rendering import next_html, turns_html
from assistant.ui.behind import Behind
from assistant.ui.leaf import Drawn
from assistant.ui.uploads import own_upload, shown_name
from index.errors import LibraryMissing, ReportIndexError, UnknownReport
from index.ingestion.finding import shown
from index.library import Library
from index.parsing.page_image import has_page_images
from index.report import Report
from index.scope import Scope
from index.spent import Spent
from index.store.rows import StoredReport
from index.text.script import language_of

# Questions offered after an answer, and answers whose own are remembered.
NEXT, NEXT_KEPT = 3, 100


class Answering(Protocol):
    """What the interface needs of an Assistant."""

    @property
    def library(self) -> Library:
        """Where reports are listed, read and added."""

    @property
    def settings(self) -> Settings:
        """What it was built with."""

    @property
    def checker(self) -> Checker:
        """What holds claims against the library."""

    @property
    def stages(self) -> Spent:
        """How often the stages of answering were gone through, and their seconds."""

    def ask(self, question: str, history: Sequence[str] = (), scope: Scope | None = None) -> Answer:
        """The whole answer."""

    def stream(self, question: str, history: Sequence[str] = (), scope: Scope | None = None) -> Iterator[Answer]:
        """The answer as it grows."""


class Handlers:
    """The interface's behaviour, in plain values: HTML, conversations and choices. Gradio is not known here."""

    def __init__(self, build: Callable[[], Answering], uploads: Path | None = None) -> None:
        """`uploads` is the folder that the server keeps uploads in; without one, no file is taken."""
        self._build = build
        self._uploads = uploads
        self._built: Answering | None = None
        self._lock = threading.Lock()
        self._drawing = threading.Lock()
        self._next: dict[tuple[str, int], list[str]] = {}
        self._examples: dict[Language, tuple[int, list[str]]] = {}
        self._behind: Behind | None = None
        self._state: tuple[int, str] | None = None

    @property
    def assistant(self) -> Answering:
        """The assistant, built at first use."""
        with self._lock:
            if self._built is None:
                self._built = self._build()
            return self._built

    @property
    def is_built(self) -> bool:
        """Whether the assistant is there, so that nothing has to wait for it."""
        return self._built is not None

    # -- the library

    @property
    def behind(self) -> Behind:
        """What works at facts and vectors that are left."""
        library = self.assistant.library
        with self._lock:
            if self._behind is None:
                self._behind = Behind(library)
            return self._behind

    def left(self, language: Language) -> tuple[bool, str]:
        """Whether facts or vectors are left to do, which then goes on; and how far it is, as HTML."""
        try:
            return self.behind.is_left(), self.behind.html(language)
        except Exception as error:  # noqa: BLE001 - the outermost call
            return False, panels.notice_html(explain(error, language))

    def reports(self) -> list[StoredReport]:
        """The library's reports, in the order they were added; none where there is no library yet."""
        try:
            return self.assistant.library.reports()
        except LibraryMissing:
            return []

    def library(self, language: Language) -> str:
        """The list of reports as HTML."""
        try:
            return panels.library_html(self.reports(), language)
        except Exception as error:  # noqa: BLE001 - the outermost call
            return panels.notice_html(explain(error, language))

    def uploaded(self, named: object, language: Language) -> Path:
        """The uploaded file that a value from the browser names. Raises WrongUsage for any other file."""
        found = own_upload(named, self._uploads)
        if found is None:
            raise WrongUsage(f"{shown(shown_name(named))} {message(language, 'page.not_uploaded')}".strip())
        return found

    def model(self, language: Language) -> str:
        """Which language model writes the answers, and whether its server answers; empty where none does."""
        settings = self.assistant.settings.llm
        if not settings.model:
            return ""
        from assistant.llm.reachable import is_reachable  # what speaks to servers is loaded where there is one

        return panels.model_html(settings.model, is_reachable(settings), language)

    # -- the conversation

    def ask(
        self, question: object, conversation: Conversation, limits: Sequence[object], language: Language
    ) -> Iterator[Conversation]:
        """The conversation with the question, first without an answer, then with the answer as it grows.

        `limits` is what was chosen, as the page sends it, alone in a row, or nothing. An empty question gives none.
        """
        asked = question.strip() if isinstance(question, str) else ""
        if not asked:
            return
        history = conversation.questions
        chosen, refused = _read_limits(limits)
        asking = conversation.asking(asked[:QUESTION_CHARACTERS], tuple(limits))
        asking = asking.with_last(replace(asking.turns[-1], searching=self._searched(chosen)))
        yield asking
        try:
            if refused is not None:
                raise refused
            if len(asked) > QUESTION_CHARACTERS:
                raise WrongUsage(message(language, "page.too_long", most=QUESTION_CHARACTERS, count=len(asked)))
            if not self._has_reports():
                raise WrongUsage(message(language, "page.no_reports_note"))
            opened = False
            for answer in self.assistant.stream(asked, history, self.scope_of(chosen)):
                asking = asking.with_last(Turn(asked, answer, limits=tuple(limits)))
                if answer.citations and not opened:  # once: whoever opens another quote meanwhile keeps it
                    asking, opened = _with_first_open(asking, answer), True
                yield asking
        except Exception as error:  # noqa: BLE001 - the outermost call
            yield asking.with_last(_ended(asking.turns[-1], explain(error, language)))

    def chat(self, conversation: Conversation, language: Language) -> tuple[str, str]:
        """The earlier turns and the last one, as HTML; the welcome where there is none."""
        try:
            if not conversation.turns:
                reports = self.reports()
                examples = self._suggested(language) if reports else []
                return panels.welcome_html(reports, language, self.assistant.settings.llm.model, examples), ""
            titles = self._titles(conversation)
        except Exception as error:  # noqa: BLE001 - the outermost call
            return panels.notice_html(explain(error, language)), ""
        library = self.library_state()
        latest = turns_html(conversation, titles, language, last=True, library=library)
        return (
            turns_html(conversation, titles, language, last=False, library=library),
            latest + next_html(self._following(conversation), language),
        )

    def scope_of(self, chosen: Chosen) -> Scope | None:
        """The scope that a user's limits stand for in this library; None where nothing is limited."""
        if chosen.is_open:
            return None
        known = self.reports() if chosen.kinds or chosen.collections else []
        return chosen.scope(known, ReportSets(self.assistant.library.root).named(chosen.collections))

    def _searched(self, chosen: Chosen) -> int:
        """How many reports are inside a user's limits; 0 where that cannot be told, as the question then says."""
        try:
            return self.assistant.library.count(self.scope_of(chosen))
        except (ReportIndexError, AssistantError):
            return 0

    def library_state(self) -> str:
        """Which reports the library holds, as `state_of` tells it; empty where that cannot be read."""
        library = self.assistant.library
        try:
            generation = library.generation()
            if self._state is None or self._state[0] != generation:
                self._state = (generation, state_of(report.report_id for report in library.reports()))
        except ReportIndexError:
            return ""
        return self._state[1]

    def _has_reports(self) -> bool:
        library = self.assistant.library
        return library.exists and library.count() > 0

    def _titles(self, conversation: Conversation) -> dict[str, str]:
        """The titles of the reports that questions of the conversation were limited to."""
        scopes = [turn.answer.scope.scope for turn in conversation.turns if turn.answer is not None]
        named = [report_id for scope in scopes for report_id in scope.reports]
        named += [report_id for turn in conversation.turns for report_id in turn.chosen.reports]
        return self.assistant.library.titles(named) if named else {}

    def _suggested(self, language: Language) -> list[str]:
        """Questions that the library's ledgers answer, made once for each state of it; none where that fails."""
        library = self.assistant.library
        try:
            generation = library.generation()
            if self._examples.get(language, (-1, []))[0] != generation:
                self._examples[language] = (generation, suggested(library, panels.EXAMPLES, language))
        except ReportIndexError:  # a report went meanwhile; what is wrong with the library is said where it is read
            return []
        return self._examples[language][1]

    def _following(self, conversation: Conversation) -> list[str]:
        """Questions to go on with after the last answer, in its own language; made once, when it is whole."""
        turn = conversation.turns[-1]
        if conversation.running or conversation.waiting or conversation.shared or turn.answer is None or not turn.id:
            return []
        library = self.assistant.library
        try:
            key = (turn.id, library.generation())
            if key not in self._next:
                made = following(library, turn.answer, NEXT, language_of(turn.question))
                self._next = {**dict(list(self._next.items())[1 - NEXT_KEPT :]), key: made}
        except ReportIndexError:
            return []
        asked = set(conversation.questions)
        return [each for each in self._next[key] if each not in asked]

    # -- the evidence panel

    def open(self, fragment: object, conversation: Conversation) -> Conversation:
        """The conversation with what a clicked link names in the panel; unchanged for a link that names nothing."""
        target = read_target(fragment)
        return conversation if target is None else replace(conversation, shown=target)

    def evidence(self, conversation: Conversation, language: Language) -> str:
        """The evidence panel as HTML."""
        target = conversation.shown
        if target is None:
            return reading_panel.empty_html(language)
        try:
            shown = self._shown(target, conversation, language)
        except Exception as error:  # noqa: BLE001 - the outermost call
            return reading_panel.failed_html(explain(error, language), language)
        if shown is None:
            return reading_panel.failed_html(message(language, "page.stale"), language)
        return reading_panel.panel_html(target.fragment, shown, language)

    def _shown(self, target: Target, conversation: Conversation, language: Language) -> str | None:
        if target.kind == "report":
            return reading_panel.report_html_page(self._report(target.report_id), language)
        if target.kind == "section":
            report = self._report(target.report_id)
            known = target.first < len(report.sections)
            return reading_panel.section_html(report, target.first, language) if known else None
        if target.kind == "mention":
            return reading_panel.mention_html(self._report(target.report_id), target.first, target.term, language)
        if target.kind in ("facts", "fact"):
            found = facts(self.assistant.library, target.report_id)
            report = self._report(target.report_id)
            if target.kind == "facts":
                return facts_panel.facts_html(report, found.rows, language)
            known = 1 <= target.first <= len(found.rows)
            return facts_panel.fact_html(report, found.rows, target.first, language) if known else None
        if target.kind in ("span", "plate", "both"):
            return self._stretch(target, language)
        turn = conversation.turn(target.first)
        if turn is None or turn.answer is None:
            return None
        if target.kind in ("cite", "page"):
            citation = turn.citation(target.second)
            if citation is None:
                return None
            report = self._report(citation.report_id)
            picture = self.picture(citation, asked=target.kind == "page")
            return reading_panel.citation_html(report, turn, target.first, citation, picture, language)
        if target.kind in ("related", "leaf"):
            sentence = turn.related(target.second)
            if sentence is None:
                return None
            picture = self.picture(sentence, asked=target.kind == "leaf")
            return reading_panel.related_html(
                self._report(sentence.report_id), turn, target.first, sentence, picture, language
            )
        nearest = turn.answer.nearest
        if not 1 <= target.second <= len(nearest):
            return None
        report = self._report(nearest[target.second - 1].report_id)
        return reading_panel.passage_html(report, target.first, target.second, nearest, language)

    def _stretch(self, target: Target, language: Language) -> str | None:
        """A stretch of a report, or two; None where a report has no such stretch."""
        report = self._report(target.report_id)
        if not stretch_panel.is_inside(report, target):
            return None
        if target.other is not None:
            other = self._report(target.other.report_id)
            known = stretch_panel.is_inside(other, target.other)
            return stretch_panel.both_html((report, target), (other, target.other), language) if known else None
        can = has_page_images(report, self.assistant.library.original(report.report_id))
        drawn = Drawn(len(report.page_starts), target.kind == "plate") if can else None
        return stretch_panel.stretch_html(report, target, drawn, language)

    def picture(self, citation: Citation, asked: bool) -> Drawn | None:
        """Whether the citation's page can be drawn, and whether it is asked for."""
        if citation.page is None:
            return None
        report = self._report(citation.report_id)
        can = has_page_images(report, self.assistant.library.original(citation.report_id))
        return Drawn(len(report.page_starts), asked) if can else None

    def drawn(self, report_id: str, page: int, quote: tuple[int, int] | None, across: int | None = None) -> bytes:
        """A page of a PDF as PNG. Each takes a process and up to 250 megabytes: one at a time."""
        with self._drawing:
            return self.assistant.library.page_image(report_id, page, quote, across)

    def _report(self, report_id: str) -> Report:
        return self.assistant.library.get(report_id)


def _with_first_open(asking: Conversation, answer: Answer) -> Conversation:
    return replace(asking, shown=Target("cite", len(asking.turns), answer.citations[0].n))


def _ended(turn: Turn, why: str) -> Turn:
    """A turn that failed: what was shown of its answer stays, with the reason."""
    if turn.answer is None:
        return replace(turn, failure=why, searching=0)
    return replace(turn, answer=replace(turn.answer, writing=False, fallback=why))


def _read_limits(limits: Sequence[object]) -> tuple[Chosen, WrongUsage | None]:
    """What a user limits a question to, or why that does not read."""
    try:
        return read_chosen(limits[0] if limits else None), None
    except WrongUsage as error:
        return Chosen(), error


def explain(error: Exception, language: Language) -> str:
    """One line for the user; the details of anything unforeseen go to standard error."""
    if isinstance(error, UnknownReport):
        return message(language, "page.report_gone")
    if isinstance(error, AssistantError | ReportIndexError):
        return said_anew(str(error), language)
    print_short(error)
    return message(language, "page.failed")
