"""The Compare tab's heading, and the way between its views."""

from html import escape
from typing import Literal, get_args

from assistant.messages import Language, message
from assistant.ui.panels import drop_zone_html

View = Literal["figures", "each", "between"]
VIEWS: tuple[View, ...] = get_args(View)


def empty_html(words: str, reports: int, language: Language) -> str:
    """Why nothing can be compared; in an empty library also how reports are added."""
    zone = "" if reports else f'<div class="wj-welcome">{drop_zone_html(language)}</div>'
    return f'<p class="wj-note">{escape(words)}</p>{zone}'


def head_html(view: View, language: Language) -> str:
    """The heading and the links to the views, this one marked."""
    links = "".join(
        f'<a href="#compare-view-{each}"{" aria-current=page" if each == view else ""}>'
        f"{escape(message(language, f'compared.view_{each}'))}</a>"
        for each in VIEWS
    )
    label = escape(message(language, "compared.views"))
    return (
        f'<div class="wj-own-head" data-own-view="{view}"><h2 tabindex="-1">'
        f"{escape(message(language, f'compared.{view}_heading'))}</h2>"
        f'<nav class="wj-views" aria-label="{label}">{links}</nav></div>'
    )
