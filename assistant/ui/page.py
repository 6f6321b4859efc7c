"""The page: which parts stand where."""

import contextlib
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr
from gradio.data_classes import BlocksConfigDict
from gradio.utils import get_upload_folder

from assistant.errors import AssistantError, WrongUsage
from assistant.messages import message
from assistant.settings import Settings, load_settings
from assistant.ui.ask.handlers import Answering
from assistant.ui.ask.session import Session
from assistant.ui.ask.wiring import Parts, wire
from assistant.ui.asking_part import asking_part
from assistant.ui.check.wiring import CheckParts, lay_out_check, wire_check
from assistant.ui.doors.gradio_api import add_endpoints
from assistant.ui.libraries import OpenLibraries, OpenLibrary, Shelf, names_of, open_library
from assistant.ui.reports.samples import samples_folder
from index.errors import ReportIndexError
from index.models.loading import AtFirstUse

if TYPE_CHECKING:
    from assistant.build import Assistant
    from index.models.embedding import Embedder

# Seconds between two sweeps of the folder that Gradio keeps uploads in, and the age at which one goes.
SWEEP = (3_600, 3_600)
# What the script fills: the Reports tab, with the table of reports or a report's own page, and the tabs Compare and
# Evaluate. One part for all three, since each is some work for a browser.
TABS = (
    '<div id="wj-reports"><div class="wj-desk" data-desk></div></div>'
    '<div id="wj-compare"><div class="wj-own-tab" data-own-tab="compare"></div></div>'
    '<div id="wj-evaluate"><div class="wj-own-tab" data-own-tab="evaluate"></div></div>'
)
# Gradio's page that holds the endpoints alone.
PROGRAMS = "programs"
TICK = 2.0  # seconds between two looks at what comes behind, where something does


class Page(gr.Blocks):
    """Gradio's page, and beside it the libraries that it opens."""

    libraries: OpenLibraries

    def begin(self) -> None:
        """Opens the first library and loads its models in the background, so that who comes first need not wait."""
        threading.Thread(target=self._open_first, name="wenju-begin", daemon=True).start()

    def _open_first(self) -> None:
        with contextlib.suppress(ReportIndexError, AssistantError):  # the first page says what is wrong
            _ = self.libraries.first.handlers.assistant

    def get_config_file(self) -> BlocksConfigDict:
        """What a browser makes the page of; it is told of this page alone, or it would draw a bar to choose one."""
        config = super().get_config_file()
        config["pages"] = config["pages"][:1]
        return config


def build_demo(
    assistant: Answering | None = None, settings: Settings | None = None, also: Sequence[Answering] = ()
) -> Page:
    """The interface, not yet served. Without an assistant, one is built from the settings at first use, and one for
    each further library that they name; `also` are assistants of further libraries that are there already. Raises
    WrongUsage where the folder of libraries that they name is none.
    """
    settings = settings or (load_settings() if assistant is None else assistant.settings)
    libraries = _libraries(assistant, settings, also)
    stated = settings.ui.language
    blocks = Page(
        title=message("zh", "page.page_title"),
        analytics_enabled=False,
        fill_width=True,
        fill_height=True,
        delete_cache=SWEEP,
    )
    # On a page of their own, which is never opened: a browser would make parts of their 37 values. First, so that their
    # names are free.
    with blocks.route("Programs", PROGRAMS, show_in_navbar=False):
        add_endpoints(lambda: libraries.first.handlers.assistant)
    blocks.current_page = ""
    with blocks:
        parts, check = _lay_out()
        wire(blocks, parts, libraries, None if stated == "auto" else stated)
        wire_check(check, parts.evidence, parts.kept, parts.asking, parts.session, parts.language, libraries)
    blocks.libraries = libraries
    return blocks


def _libraries(assistant: Answering | None, settings: Settings, also: Sequence[Answering]) -> OpenLibraries:
    embedder = AtFirstUse(lambda: _embedder(settings))  # loaded once for all

    def built(address: str) -> Callable[[], Answering]:
        return lambda: _built(settings.model_copy(update={"library": address}), embedder.get())

    def ready(given: Answering) -> Callable[[], Answering]:
        return lambda: given

    first = settings.library if assistant is None else assistant.library.address
    further = [each for each in settings.ui.libraries if each != first]
    builders = [built(first) if assistant is None else ready(assistant), *map(ready, also), *map(built, further)]
    addresses = [first, *(each.library.address for each in also), *further]
    uploads, samples = Path(get_upload_folder()), samples_folder()
    opened = [
        open_library(address, title, name, build, uploads, samples)
        for address, build, (title, name) in zip(addresses, builders, names_of(addresses), strict=True)
    ]

    def take(address: str, title: str, name: str) -> OpenLibrary:
        return open_library(address, title, name, built(address), uploads, samples)

    return OpenLibraries(opened, Shelf(_shelf(settings), take) if settings.ui.library_folder else None)


def _shelf(settings: Settings) -> Path:
    folder = Path(settings.ui.library_folder).expanduser().absolute()
    if not folder.is_dir():
        raise WrongUsage(f"ui.library_folder is no folder: {folder}; name one that holds libraries, or leave it out")
    return folder


def _built(settings: Settings, embedder: "Embedder") -> Answering:
    from assistant.build import build_assistant

    built = build_assistant(settings, embedder=embedder)
    # What asks for the library goes on; the models load meanwhile, so that the first question need not wait.
    threading.Thread(target=_warm_up, args=(built,), daemon=True).start()
    return built


def _embedder(settings: Settings) -> "Embedder":
    from assistant.build import build_embedder

    return build_embedder(settings)


def _warm_up(built: "Assistant") -> None:
    with contextlib.suppress(ReportIndexError, AssistantError):  # the first question says what is wrong
        built.warm_up()


def _html(name: str) -> gr.HTML:
    return gr.HTML("", elem_id=f"wj-{name}", js_on_load=None, apply_default_css=False)


def _lay_out() -> tuple[Parts, CheckParts]:
    with gr.Row(elem_id="wj-shell", equal_height=False):
        with gr.Column(elem_id="wj-left"):
            brand = _html("brand")
            kept_head, kept = _html("kept-head"), _html("kept")
            library = _html("library")
            adding, behind, model = _html("adding"), _html("behind"), _html("model")
        with gr.Column(elem_id="wj-middle"):
            top = _html("top")
            with gr.Column(elem_id="wj-chat"):
                past, latest = _html("past"), _html("latest")
            with gr.Column(elem_id="wj-composer"):
                with gr.Row(elem_id="wj-ask"):
                    question = gr.Textbox(
                        show_label=False, container=False, lines=1, max_lines=6, elem_id="wj-question", autofocus=True
                    )
                    halt = gr.Button("", elem_id="wj-halt", size="md")
                    send = gr.Button("", variant="primary", elem_id="wj-send", size="md")
                scope = _html("scope")
            check = lay_out_check()
            gr.HTML(TABS, elem_id="wj-filled", js_on_load=None, apply_default_css=False)
        with gr.Column(elem_id="wj-right"):
            evidence = _html("evidence")
    parts = Parts(
        brand=brand,
        library=library,
        adding=adding,
        behind=behind,
        model=model,
        tick=gr.Timer(TICK, active=False),
        top=top,
        past=past,
        latest=latest,
        question=question,
        send=send,
        scope=scope,
        evidence=evidence,
        halt=halt,
        kept_head=kept_head,
        kept=kept,
        kept_saved=_html("kept-saved"),
        asking=asking_part(),
        language=gr.State(""),  # so that the first language is a change
        session=gr.State(Session()),
    )
    return parts, check
