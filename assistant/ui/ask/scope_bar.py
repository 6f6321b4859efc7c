"""The scope of a question above its box: chips that the page's script fills in, and the popup that they are chosen in.

What can be chosen comes from `/wenju/reports/choices`; what is chosen lives in the page and goes with each question.
"""

from html import escape
from typing import Any

from assistant.messages import Language, message

LIMITS = ("years", "regions", "issuers", "kinds", "collections", "reports")


def bar_html(language: Language) -> str:
    """The bar without a limit. Words that its script needs stand in `data-` attributes."""

    def words(key: str, **fields: Any) -> str:
        return message(language, f"scope.{key}", **fields)

    def said(key: str) -> str:
        return escape(words(key))

    tabs = "".join(
        f'<button type="button" role="tab" id="wj-limit-{name}" data-limit="{name}" aria-controls="wj-scope-choices" '
        f'aria-selected="{"true" if place == 0 else "false"}" tabindex="{0 if place == 0 else -1}">'
        f"{said(name)}</button>"
        for place, name in enumerate(LIMITS)
    )
    told = {name: words(name) for name in ("all", "none", "clear")}
    # The script puts the name of what is chosen in place of {name}.
    told |= {"off": words("take_off", name="{name}"), "collection": words("collection", name="{name}")}
    data = "".join(f' data-words-{name}="{escape(value)}"' for name, value in told.items())
    return (
        f'<div class="wj-scope-bar" role="group" aria-label="{said("label")}" data-scope{data}>'
        '<span class="wj-scope-chips" data-chips></span>'
        '<button type="button" class="wj-quiet" data-scope-open aria-haspopup="dialog" aria-expanded="false" '
        f'title="{said("add_label")}">＋ {said("add")}</button>'
        f'<div class="wj-scope-popup" role="dialog" aria-label="{said("label")}" data-scope-popup hidden>'
        f'<div class="wj-scope-tabs" role="tablist" aria-label="{said("label")}">{tabs}</div>'
        f'<input type="search" class="wj-filter" data-scope-filter aria-label="{said("filter")}" '
        f'placeholder="{said("filter")}">'
        '<div id="wj-scope-choices" class="wj-scope-choices" role="tabpanel" aria-labelledby="wj-limit-years" '
        "data-scope-choices></div>"
        f'<div class="wj-scope-do"><button type="button" class="wj-quiet" data-scope-clear>{said("clear")}</button>'
        f'<button type="button" class="wj-strong" data-scope-close>{said("close")}</button></div></div></div>'
    )
