"""A page of a PDF as a picture, which the page's script turns and zooms; what is quoted on it is boxed."""

from dataclasses import dataclass
from html import escape
from typing import Any

from assistant.messages import Language, message

# Pixels across that a page is drawn with as it comes, and where it is looked at larger: few, so that a browser keeps
# what it has. scripts/leaf.js has the same.
_PLAIN = 1_200
_WIDTHS = (1_800, 2_400, 3_200, 4_100)


def drawn_width(across: int) -> int | None:
    """How wide a page is drawn that is looked at `across` pixels wide; None for as it comes."""
    if across <= _PLAIN:
        return None
    return next((width for width in _WIDTHS if width >= across), _WIDTHS[-1])


@dataclass(frozen=True, slots=True)
class Drawn:
    """That a quote's page can be drawn: the report has so many `pages`; `opened` where the picture is asked for."""

    pages: int
    opened: bool


def leaf_html(report_id: str, page: int, pages: int, quote: tuple[int, int] | None, language: Language) -> str:
    """Page `page` of `pages`, from 1, with what turns and zooms it; `quote` is boxed on whichever page it stands."""

    def said(key: str, **fields: Any) -> str:
        return escape(message(language, f"reports.leaf_{key}", **fields))

    span = "" if quote is None else f' data-start="{quote[0]}" data-end="{quote[1]}"'
    where = escape(message(language, "reports.leaf", page=page, pages=pages))
    first, last = (" disabled" if off else "" for off in (page <= 1, page >= pages))
    before, after, region = said("before"), said("after"), escape(message(language, "reports.leaves"))
    return (
        f'<figure class="wj-leaf" data-leaf="{report_id}" data-page="{page}" data-pages="{pages}"{span}>'
        '<figcaption class="wj-leaf-bar">'
        f'<button type="button" class="wj-icon" data-leaf-step="-1" aria-label="{before}" title="{before}"{first}>'
        f'‹</button><span data-leaf-at role="status">{where}</span>'
        f'<button type="button" class="wj-icon" data-leaf-step="1" aria-label="{after}" title="{after}"{last}>'
        "›</button>"
        f'<span class="wj-leaf-zoom" role="group" aria-label="{said("zoom")}">{_zoom(-1, "−", said("smaller"))}'
        f"<output data-leaf-size>100%</output>{_zoom(1, '＋', said('larger'))}</span>"
        f'<button type="button" class="wj-quiet" data-leaf-wide data-close-words="{said("narrow")}">'
        f"{said('wide')}</button></figcaption>"
        f'<div class="wj-leaf-scroll" tabindex="0" role="region" aria-label="{region}">'
        f'<img class="wj-page" src="{_address(report_id, page, quote)}" '
        f'alt="{said("alt", page=page)}"></div></figure>'
    )


def _zoom(step: int, sign: str, words: str) -> str:
    named = f'aria-label="{words}" title="{words}"'
    return f'<button type="button" class="wj-icon" data-leaf-zoom="{step}" {named}>{sign}</button>'


def _address(report_id: str, page: int, quote: tuple[int, int] | None) -> str:
    """Where the picture comes from: assistant/ui/reports/routes.py."""
    span = "" if quote is None else f"?start={quote[0]}&amp;end={quote[1]}"
    return f"wenju/reports/{report_id}/leaves/{page}.png{span}"
