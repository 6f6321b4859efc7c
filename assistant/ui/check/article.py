"""The article that was checked, as it was written, each claim in it marked with its verdict and leading to it."""

from collections.abc import Sequence
from html import escape

from assistant.messages import Language, message
from assistant.messages.verdicts import SIGNS, verdict_name
from assistant.ui.check.session import RunRow


def article_html(text: str, rows: Sequence[RunRow], language: Language) -> str:
    """The article's canonical text with its claims as links; nothing where there is no article.

    A claim whose place lies inside another's, or in no single paragraph, is in the list alone.
    """
    if not text:
        return ""
    lines, place, waiting = [], 0, _placed(rows)
    for line in text.split("\n"):
        lines.append(_line(line, place, waiting, language))
        place += len(line) + 1
    label = escape(message(language, "check.way_text"))
    return f'<article class="wj-article" aria-label="{label}">{"".join(filter(None, lines))}</article>'


def _placed(rows: Sequence[RunRow]) -> list[tuple[int, int, RunRow]]:
    """The claims that have a place of their own, in the text's order."""
    found = []
    for row in rows:
        start, end = row.entry.place.start, row.entry.place.end
        if start is not None and end is not None and start < end:
            found.append((start, end, row))
    found.sort(key=lambda one: (one[0], one[1]))
    apart: list[tuple[int, int, RunRow]] = []
    for one in found:
        if not apart or one[0] >= apart[-1][1]:
            apart.append(one)
    return apart


def _line(line: str, place: int, claims: Sequence[tuple[int, int, RunRow]], language: Language) -> str:
    if not line.strip():
        return ""
    pieces, done = [], place
    for start, end, row in claims:
        if start < place or end > place + len(line):
            continue
        pieces.append(escape(line[done - place : start - place]))
        pieces.append(_claim(line[start - place : end - place], row, language))
        done = end
    pieces.append(escape(line[done - place :]))
    return f"<p>{''.join(pieces)}</p>"


def _claim(words: str, row: RunRow, language: Language) -> str:
    if row.machine == "not_checkable" and row.overrule is None:
        return f'<span class="wj-said wj-v-not_checkable">{escape(words)}</span>'
    said = escape(verdict_name(language, row.label))
    sign = f'<i aria-hidden="true">{SIGNS[row.label]}</i><span class="wj-sr">{said}</span>'
    also = " wj-is-overruled" if row.overrule is not None else ""
    return (
        f'<a class="wj-said wj-v-{row.label}{also}" href="#claim-{row.number}" title="{said}">{escape(words)}{sign}</a>'
    )
