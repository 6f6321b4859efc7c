"""English sentences and their surroundings: "it", "the company", "the province", "last year"."""

import re

from assistant.checking.splitting_english import VERB, subject_of
from index.patterns import regex
from index.text.places import find_regions

__all__ = ["absolute_years", "owner_of", "resolved", "subject_of"]

# "This year" and "the number of plants" stand for nothing that was said before: a verb must follow.
_PRONOUN = regex(
    r"^(?P<lead>(?:[^,]{1,30},\s+)?)"
    rf"(?:(?:it|they)\s+(?=[a-z])|(?:this figure|the figure|the number|this|that)\s+(?={VERB}\b))",
    re.I,
)
_POSSESSIVE = regex(r"^(?P<lead>(?:[^,]{1,30},\s+)?)(?P<word>its|their)\s+", re.I)
_NAMED_BY_KIND = regex(
    r"\b(?:the|our|this) (?:company|group|firm|corporation|retailer|bank|manufacturer|province|county|city|region|"
    r"municipality|agency|department)\b(?P<own>['’]s)?",
    re.I,
)
# Two capitalised words or more: "Harrow & Finch", "Lanshi Optoelectronics Inc".
_NAME = regex(r"\b[A-Z][\w.-]*(?:\s(?:&|of|and)\s[A-Z][\w.-]*|\s[A-Z][\w.-]*)+")
_NO_NAME = regex(
    r"^(?:(?:In|For|During|Last|This|The|Since|After|Before|By|On|At|Scope|Phase|Tier|Q\d|FY|January|February|March|April|May|June|July|August|September|October|November|December)\b\s*)+"
)
_COMPARED = r"(?<!from )(?<!than )(?<!over )(?<!with )(?<!to )(?<!against )(?<!versus )(?<!vs )(?<!of )"
_RELATIVE = regex(
    rf"{_COMPARED}\b(?P<in>in )?(?P<word>last year|the previous year|the prior year|this year|next year)\b(?!['’]s)",
    re.I,
)
_OFFSETS = {"this year": 0, "next year": 1}


def resolved(text: str, owner: str, subject: str) -> str:
    """A statement with its pronouns and "the company" in words, and whose figure it is where nobody is named."""
    whole = text
    pronoun = _PRONOUN.match(whole)
    meant = subject or owner
    if pronoun and meant:
        whole = f"{pronoun['lead']}{meant} {whole[pronoun.end() :]}"
    if owner:
        possessive = _POSSESSIVE.match(whole)
        if possessive:
            whole = f"{possessive['lead']}{owner}’s {whole[possessive.end() :]}"
        whole = _NAMED_BY_KIND.sub(lambda match: owner + (match["own"] or ""), whole)
        if owner not in whole and not owner_of(whole) and not find_regions(whole):
            whole = f"{owner}: {whole}"
    return whole


def owner_of(text: str) -> str:
    """The name that a title or sentence is about: a region, else the first name of two words or more; else empty."""
    regions = find_regions(text)
    if regions:
        start, end, _ = regions[0]
        return text[start:end]
    for match in _NAME.finditer(text):
        name = _NO_NAME.sub("", match[0]).strip()
        if len(name.split()) > 1:
            return name
    return ""


def absolute_years(text: str, year: int) -> str:
    """ "last year" as "in 2024"; "from last year" and "last year's" only say what is compared with, and stay."""

    def dated(match: re.Match[str]) -> str:
        word = "In" if match[0][0].isupper() else "in"
        return f"{word} {year + _OFFSETS.get(match['word'].lower(), -1)}"

    return _RELATIVE.sub(dated, text)
