"""The page: which parts stand where."""

import contextlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr
from gradio.utils import get_upload_folder

from assistant.messages import message
from assistant.settings import Settings, load_settings
from assistant.ui.ask.conversation import Conversation
from assistant.ui.ask.handlers import Answering, Handlers
from assistant.ui.ask.wiring import Parts, wire
from assistant.ui.check.handlers import CheckHandlers
from assistant.ui.check.wiring import CheckParts, lay_out_check, wire_check
from assistant.ui.doors.gradio_api import add_endpoints
from index.errors import ReportIndexError
from index.parsing import SUFFIXES

if TYPE_CHECKING:
    from assistant.build import Assistant

# Seconds between two sweeps of the folder that Gradio keeps uploads in, and the age at which one goes.
SWEEP = (3_600, 3_600)
TICK = 2.0  # seconds between two looks at what comes behind, where something does


def build_demo(assistant: Answering | None = None, settings: Settings | None = None) -> gr.Blocks:
    """The interface, not yet served. Without an assistant, one is built from the settings at first use."""

    def build() -> Answering:
        from assistant.build import build_assistant

        built = build_assistant(settings or load_settings())
        # The first page load asks for the library; the model loads meanwhile, so that the first question need not wait.
        threading.Thread(target=_warm_up, args=(built,), daemon=True).start()
        return built

    handlers = Handlers(build if assistant is None else lambda: assistant, Path(get_upload_folder()))
    stated = settings.ui.language if settings is not None else "auto"
    with gr.Blocks(
        title=message("zh", "page.page_title"),
        analytics_enabled=False,
        fill_width=True,
        fill_height=True,
        delete_cache=SWEEP,
    ) as blocks:
        add_endpoints(lambda: handlers.assistant)  # first, so that their names are free
        parts, check = _lay_out()
        wire(blocks, parts, handlers, None if stated == "auto" else stated)
        wire_check(check, parts.evidence, parts.language, CheckHandlers(handlers))
    demo: gr.Blocks = blocks
    return demo


def _warm_up(built: "Assistant") -> None:
    with contextlib.suppress(ReportIndexError):  # the first question says what is wrong
        built.warm_up()


def _html(name: str) -> gr.HTML:
    return gr.HTML("", elem_id=f"wj-{name}", js_on_load=None, apply_default_css=False)


def _choice(name: str) -> gr.Dropdown:
    return gr.Dropdown([("", "")], value="", show_label=False, container=False, elem_id=f"wj-{name}", min_width=80)


def _lay_out() -> tuple[Parts, CheckParts]:
    with gr.Row(elem_id="wj-shell", equal_height=False):
        with gr.Column(elem_id="wj-left"):
            brand = _html("brand")
            library = _html("library")
            upload = gr.UploadButton(
                "",
                file_count="multiple",
                file_types=list(SUFFIXES),
                elem_id="wj-upload",
                variant="secondary",
                size="md",
            )
            hint, uploaded, behind = _html("hint"), _html("uploaded"), _html("behind")
        with gr.Column(elem_id="wj-middle"):
            top = _html("top")
            with gr.Column(elem_id="wj-chat"):
                past, latest = _html("past"), _html("latest")
            with gr.Column(elem_id="wj-composer"):
                with gr.Row(elem_id="wj-ask"):
                    question = gr.Textbox(
                        show_label=False, container=False, lines=1, max_lines=6, elem_id="wj-question", autofocus=True
                    )
                    send = gr.Button("", variant="primary", elem_id="wj-send", size="md")
                with gr.Row(elem_id="wj-scope"):
                    year, region = _choice("year"), _choice("region")
                    issuer, report = _choice("issuer"), _choice("report")
            check = lay_out_check()
        with gr.Column(elem_id="wj-right"):
            evidence = _html("evidence")
    chosen = gr.Textbox(elem_classes="wj-hidden", elem_id="wj-chosen")
    clicked = gr.Textbox(elem_classes="wj-hidden", elem_id="wj-clicked")
    new_chat = gr.Button(elem_classes="wj-hidden", elem_id="wj-new-chat")
    parts = Parts(
        brand=brand,
        library=library,
        upload=upload,
        hint=hint,
        uploaded=uploaded,
        behind=behind,
        tick=gr.Timer(TICK, active=False),
        top=top,
        past=past,
        latest=latest,
        question=question,
        send=send,
        year=year,
        region=region,
        issuer=issuer,
        report=report,
        evidence=evidence,
        chosen=chosen,
        clicked=clicked,
        new_chat=new_chat,
        language=gr.State(""),  # so that the first language is a change
        conversation=gr.State(Conversation()),
    )
    return parts, check
