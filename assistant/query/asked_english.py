"""An English question for a figure of a Chinese report: its measure by the table of measures, the rest closed words."""

import re
from functools import cache
from typing import NamedTuple

from assistant.query.asked import AskedFigure, asked_figures, short_names
from index.facts.fact import Period
from index.lexicon.loading import read_table, words
from index.patterns import regex
from index.text.places import find_regions
from index.text.script import HAN

_YEAR = regex(r"\b((?:19|20)\d\d)\b(?:'s)?")
_THIS_YEAR = regex(r"\b(?:this year(?:'s)?|the current year)\b", re.IGNORECASE)
_LAST_YEAR = regex(r"\b(?:last year(?:'s)?|the year before)\b", re.IGNORECASE)
_FIGURE = regex(r"(?<![\w.])\d[\d.,]*(?:\s*(?:%|per ?cent|percent|million|billion|trillion))?(?!\w)")
_GROWS = regex(
    r"\b(?:growth|grow|grew|grown|rise|rose|increase[sd]?|expand(?:ed)?|fell|fall|decline[sd]?|drop(?:ped)?|cut|reduce[sd]?)\b"
    r"|(?<!the )(?<!is )(?<!was )(?<!are )\blower\b(?! than)",  # which had the lower rate asks for the rates
    re.IGNORECASE,
)
_FALLS = regex(r"\b(?:fell|fall|decline[sd]?|drop(?:ped)?|cut|reduce[sd]?)\b", re.IGNORECASE)
_PLANS = regex(r"\b(?:targets?|goals?|aims?|aiming|plans?|planned|expects?|expected|set for|want)\b", re.IGNORECASE)
_WORD = regex(r"[A-Za-z0-9&.'’-]+")
# A place or company with its Chinese name behind it, which sets the scope: Yunling County (云岭县).
_CALLED = regex(rf"(?:[A-Z][\w'’-]*\s+)+\((?=[^)]*[{HAN}])[^)]*\)")


class _Row(NamedTuple):
    kind: str
    chinese: str
    counter: str
    forms: str


@cache
def _measures() -> tuple[tuple[str, str], ...]:
    """(English form, Chinese name), the longest form first."""
    found = [
        (form.replace("_", " ").lower(), row.chinese)
        for row in read_table("facts/indicators_en", _Row)
        if row.kind == "measure"
        for form in row.forms.split()
    ]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


@cache
def _closed() -> frozenset[str]:
    kinds = ("asking_english", "around_english")
    return frozenset(word.word.lower() for kind in kinds for word in words("question_words", kind))


def asked_in_english(question: str, now: int | None) -> AskedFigure | None:
    """The figure that is asked for; None where a word of the question is in no table, or no measure is named."""
    text = question
    for start, end, _ in reversed(find_regions(text)):
        text = text[:start] + " " * (end - start) + text[end:]
    plain = re.sub(r"\([^)]*\)|[\"“”?]", " ", _CALLED.sub(" ", text)).lower()
    period = _period(plain, now)
    planned = True if _PLANS.search(plain) else None
    if planned is None and period is not None and now is not None and period.first >= now:
        planned = True
    name, rest = _named(_FIGURE.sub(" ", _LAST_YEAR.sub(" ", _THIS_YEAR.sub(" ", _YEAR.sub(" ", plain)))))
    if name is None:
        return None
    left = [word.strip(".'’-") for word in _WORD.findall(_PLANS.sub(" ", rest))]
    if any(word and word.removesuffix("'s") not in _closed() for word in left if not _GROWS.fullmatch(word)):
        return None
    grows = _GROWS.search(rest) is not None
    read = asked_figures(f"{name}{'增长' if grows else ''}多少", (), now)
    if len(read) != 1:
        return None
    falls = _FALLS.search(rest) is not None
    return AskedFigure(read[0].subject, "", grows or read[0].grows, False, False, "", period, planned, falls)


def _period(text: str, now: int | None) -> Period | None:
    years = [int(year) for year in _YEAR.findall(text)]
    if years:
        return Period(years[0], years[0], said=True)
    if now is not None and _THIS_YEAR.search(text):
        return Period(now, now, said=True)
    if now is not None and _LAST_YEAR.search(text):
        return Period(now - 1, now - 1, said=True)
    return None


def _named(text: str) -> tuple[str | None, str]:
    """The measure that a text names, and the text without it."""
    short = ((form, chinese) for form, chinese in short_names().items() if form.isascii())
    for form, chinese in sorted((*_measures(), *short), key=lambda pair: -len(pair[0])):
        match = re.search(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text)
        if match is not None:
            return chinese, text[: match.start()] + " " + text[match.end() :]
    if re.search(r"\bgrowth (?:target|goal|rate)\b|\bgrew\b", text):
        return "地区生产总值", text
    return None, text
