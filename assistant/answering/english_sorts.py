"""Of what sort an English question's answer is, each part's: a share, money, a count, a time, a person; and where a
sentence tells one.

"When did the deal close, and what did it cost?" wants a time and money of one sentence. What is told of a sort is given
as it is written, so that two sentences that tell other figures are known to disagree.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from index.patterns import regex
from index.structure.periods import MONTH_NAMES


class Sort(StrEnum):
    """What a part of a question asks for."""

    TIME = "time"
    SHARE = "share"
    MONEY = "money"
    DURATION = "duration"
    COUNT = "count"
    FIGURE = "figure"
    PERSON = "person"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Told:
    """What a text tells of a sort: a piece of it `[start, end)`, as it is written."""

    text: str
    start: int
    end: int


_PART = regex(
    r",?\s+(?:and|versus|vs\.?)\s+"
    r"(?=(?:(?:by|at|in|up|down|from|since|for|of|to)\s+)?(?:what|how|when|who|whom|which|where|why)\b)"
    r"|,\s*(?=(?:up|down)\s+from\s+(?:what|how)\b)",
    re.IGNORECASE,
)
_ASKS = (
    (
        Sort.TIME,
        regex(
            r"^\W*(?:since |until |by )?when\b|\bwhen (?:did|does|do|was|were|is|are|will|has|had|should|can)\b"
            r"|\b(?:what|which) (?:(?:fiscal|calendar) )?(?:date|day|month|year|quarter)\b",
            re.IGNORECASE,
        ),
    ),
    (Sort.PERSON, regex(r"\bwho(?:m|se)?\b", re.IGNORECASE)),
    (
        Sort.SHARE,
        regex(
            r"\b(?:what|which) (?:share|portion|part(?= of\b)|percentage|per ?cent|proportion|fraction)\b"
            r"|\bin per ?cent\b|\bhow (?:many|much) per ?cent\b|\b(?:percentage|proportion|share) of\b"
            r"|\bwhat .*\brate\b",
            re.IGNORECASE,
        ),
    ),
    (
        Sort.DURATION,
        regex(r"\bhow long\b|\bhow many (?:years|months|weeks|days|hours|minutes)\b|\bhow old\b", re.IGNORECASE),
    ),
    (
        Sort.MONEY,
        regex(
            r"\bhow much\b.*\b(?:money|cost|costs|pay|paid|spend|spent|invest|invested|earn|earned|raise|raised|charge"
            r"|charged|receive|received|contribute|contributed|donate|donated|award|awarded|owe|owed|save|saved|give|gave"
            r"|commit|committed|stock|shares|dividends?|cash|debt|revenue|sales|profit|income|budget|funding|grants?)\b"
            r"|\bwhat\b.*\b(?:price|cost|budget|fee|revenues?|sales|profit|net income|dividends?|cash|funding)\b"
            r"|^\W*what (?:\w+ ){0,2}(?:loss|income|earnings|expenses?) (?:did|does|was|were|has|had)\b",
            re.IGNORECASE,
        ),
    ),
    (Sort.COUNT, regex(r"\bhow many\b|\bnumber of\b", re.IGNORECASE)),
    (
        Sort.FIGURE,
        regex(
            r"\bhow (?:much|big|large|far|fast|high|low|deep|wide|tall|great|often|strong)\b"
            r"|\bwhat (?:was|is|were|are|will be) the\b.*\b(?:target|goal|baseline|number|level|total|figure|amount"
            r"|size|capacity|range|limit|average|score|volume)\b|\bfrom what\b|\bto what\b",
            re.IGNORECASE,
        ),
    ),
)
_ONES = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_WORDED = rf"(?:(?:{_TENS})(?:-(?:{_ONES}))?|{_ONES}|(?:a |one )?(?:hundred|thousand|million|dozen))"
_AMOUNT = rf"(?:\d[\d,]*(?:\.\s?\d+)?|\b{_WORDED})(?:[- ](?:hundred|thousand|million|billion|trillion|dozen))*"
_MONTH = f"(?:{'|'.join(MONTH_NAMES)})"
_SHARE = regex(
    rf"(?:{_AMOUNT})\s?(?:%|per ?cent\b|percentage points?\b)"
    rf"|\b(?:{_ONES}) (?:in|out of) (?:every )?(?:{_ONES})\b"
    r"|\b(?:half|two[- ]thirds|(?:a|one) (?:third|quarter|fifth)|three[- ]quarters)\b",
    re.IGNORECASE,
)
_MONEY = regex(
    rf"(?:US|C|A|HK)?[$£€¥]\s?{_AMOUNT}|{_AMOUNT} (?:US )?(?:dollars|pounds|euros|yuan|yen|cents|RMB)\b", re.IGNORECASE
)
_TIME = regex(
    rf"\b(?:\d{{1,2}} )?{_MONTH}\.?(?: \d{{1,2}})?(?:,? (?:of )?(?:19|20)\d\d)?\b"
    r"|(?:\b(?:first|second|third|fourth|last) (?:quarter|half)(?: of)?(?: (?:fiscal|calendar)(?: year)?)? )?"
    r"(?<![\d,.$])\b(?:19|20)\d\d(?:s|\b)(?![,.]\d|%)",
    re.IGNORECASE,
)
_DURATION = regex(
    rf"{_AMOUNT}[- ](?:calendar |business |working )?(?:years?|months?|weeks?|days?|hours?|minutes?)\b", re.IGNORECASE
)
_FIGURE = regex(_AMOUNT, re.IGNORECASE)
# What is a number and counts nothing: Scope 1, Section 302, FY 2021, 10-K, iPhone 14 Pro.
_LABEL = regex(
    r"\b(?:Scope|Section|Item|Part|Note|Goal|Objective|Title|Chapter|Form|Phase|Tier|Level|Category|FY|E\.O\.|Executive"
    r" Order|Table|Figure|Page|LTPG|Strategy) ?\d[\d.,]*|\b\d+-[A-Z]\b|\(\d+\)"
    r"|(?<=[a-z,] )[a-z]?[A-Z][A-Za-z]+ \d{1,2}\b(?![\d,.%])(?= [A-Z]|[,;)])"
)
_PERSON = regex(r"\b[A-Z][a-z’'-]+(?: [A-Z]\.)*(?: (?:de|van|von|al|bin))?(?: [A-Z][a-z’'-]+)+\b")
_NAMES = regex(r"\b[A-Z][\w.’'-]*(?:\s+(?:(?:and|of|the|for|de|van|von)\s+)*[A-Z][\w.’'-]*)*")
# A body may be who did it as well.
_BY_A_BODY = regex(
    r"\bwho(?: else)? (?:has |had |have )?(?:signed|bought|acquired|purchased|sold|sued|fined|owns?|owned|pays?|paid"
    r"|funds?|funded|sponsored|supplies|supplied|makes?|made|built|audits?|audited|issued|runs?|ran|operates?|operated|provides?"
    r"|provided|licensed|published)\b|\bto whom\b|\bwith whom\b|\bby whom\b|\bwho(?:m)? (?:did|does|do) ",
    re.IGNORECASE,
)
_BODY = regex(r"\b[A-Z][\w’'-]+(?: (?:and|of|the|for|[A-Z][\w’'&.-]*))* [A-Z][\w’'-]+")
_NO_PERSON = regex(
    r"\b(?:Agency|Administration|Department|Office|Plan|Program|Act|Association|Company|Corporation|Inc|Report|Service"
    r"|Services|Strategic|Council|Committee|Board|Bureau|Center|University|Institute|United|States|Annual|Federal"
    r"|National|Goal|Year|Fiscal|Group|Bank|Court|House|Party|Union|Officer|Director|President|Secretary|Performance"
    r"|Improvement|Planning|Policy|Analysis|Management|Operations|Human|Chief|Deputy|Assistant|Division|January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b"
)


def parts_of(question: str) -> list[str]:
    """The parts of a question that ask for something of their own, in order."""
    return [part for part in _PART.split(question) if part.strip()]


def sorts_of(question: str) -> tuple[Sort, ...]:
    """The sort of each part of a question that asks for something, the first part's first."""
    return tuple(next((sort for sort, asks in _ASKS if asks.search(part)), Sort.ANY) for part in parts_of(question))


def told_of(sort: Sort, sentence: str, question: str = "") -> list[Told]:
    """The pieces of a sentence that are of a sort and that the question doesn't say itself."""
    if sort is Sort.PERSON:
        runs = (match for match in _NAMES.finditer(sentence) if not _NO_PERSON.search(match[0]))
        own = question.lower()
        found = [_told(match) for match in runs if _PERSON.search(match[0]) and match[0].lower() not in own]
        if not found and _BY_A_BODY.search(question):
            found = [_told(match) for match in _BODY.finditer(sentence)]
    elif sort in _PATTERNS:
        found = [_told(match) for match in _PATTERNS[sort].finditer(sentence)]
    elif sort in (Sort.COUNT, Sort.FIGURE):
        found = _counts(sentence, others=sort is Sort.FIGURE)
    else:
        return [Told(sentence, 0, len(sentence))]
    asked = question.lower()
    return [one for one in found if one.text.lower() not in asked]


_PATTERNS = {Sort.SHARE: _SHARE, Sort.MONEY: _MONEY, Sort.TIME: _TIME, Sort.DURATION: _DURATION}


def _told(match: re.Match[str]) -> Told:
    return Told(" ".join(match[0].split()), match.start(), match.end())


def _counts(sentence: str, others: bool) -> list[Told]:
    """The numbers that are no time and no label; with `others` shares and money as well."""
    bare = sentence
    for pattern in (_LABEL, _TIME, _DURATION, *(() if others else (_SHARE, _MONEY))):
        bare = pattern.sub(lambda match: " " * len(match[0]), bare)
    found = [_told(match) for match in _FIGURE.finditer(bare)]
    return [one for one in found if others or one.text.lower() not in ("one", "a hundred")]
