"""What the page's script asks of the server: each kind of request is an event of one part that shows nothing.

A box of Gradio's for each kind, into which the script writes, would keep a browser for about ten milliseconds apiece
when the page is opened.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any, Final, Literal

import gradio as gr

Kind = Literal[
    "chosen",
    "clicked",
    "opening",
    "command",
    "listed",
    "new-chat",
    "refresh",
    "picked",
    "saving",
    "check-opening",
    "check-command",
    "check-words",
]
# The event of Gradio's that carries each kind. Their names say nothing; `load` and `change` Gradio sends by itself.
EVENTS: Final[dict[Kind, str]] = {
    "chosen": "select",
    "clicked": "click",
    "opening": "expand",
    "command": "submit",
    "listed": "copy",
    "new-chat": "clear",
    "refresh": "retry",
    "picked": "edit",
    "saving": "download",
    "check-opening": "play",
    "check-command": "apply",
    "check-words": "option_select",
}


def asking_part() -> gr.HTML:
    """The part; as soon as it is there, the script is told how to send events through it."""
    begin = f"window.wenju?.begin(trigger, {json.dumps(EVENTS)})"
    return gr.HTML("", elem_id="wj-asking", elem_classes="wj-hidden", js_on_load=begin, apply_default_css=False)


def when_asked(
    part: gr.HTML,
    kind: Kind,
    handler: Callable[..., Any],
    inputs: Sequence[Any],
    outputs: Any,
    *,
    last: bool = False,
    **options: Any,
) -> Any:
    """Connects a kind of request: the handler is given what was asked, then the inputs.

    `last`: of requests that come while one is being answered only the last counts; otherwise each does.
    """
    taken = f"(first, ...others) => [window.wenju.taken({json.dumps(kind)}, {json.dumps(last)}), ...others]"
    mode = "always_last" if last else "multiple"
    return getattr(part, EVENTS[kind])(handler, [part, *inputs], outputs, js=taken, trigger_mode=mode, **options)
