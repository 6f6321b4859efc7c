"""What an English report tells right behind a target that it names: the outcome, and why it fell short.

"We said that 25% of our vans would be electric by the end of 2024. We reached 19%. Two grid connections arrived late":
the second sentence has no subject but the first one's, the third tells why where it says what went wrong.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.english_fitting import asks_ahead
from assistant.answering.excerpts import asked_of, in_time, units
from assistant.answering.need import Need, folded
from assistant.answering.needed import read_needs
from assistant.answering.reply import Line, Quote, Reply
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.report import Report

_AIM = regex(
    r"\b(?:we|they|the (?:company|group|board|council)) (?:had )?"
    r"(?:said|promised|aimed|planned|wanted|set out|pledged|hoped)\b",
    re.IGNORECASE,
)
_OUTCOME = regex(
    r"(?:We|They|It|This|The (?:result|outcome)) (?:only |just )?"
    r"(?:reached|got to|achieved|managed|ended (?:at|on|with)|came (?:to|in at)|delivered|stood at"
    r"|fell short(?:,| at| with))\s+(?:only |just |about )?(?P<figure>\d[\d.,]*\d?\s?%?)"
)
_WENT_WRONG = regex(
    r"\b(?:late|delay(?:s|ed)?|because|due to|owing to|shortage|lack(?:ed)?|fail(?:ed|ure)|could not|nothing to"
    r"|never came|slipped|strike|broke|postponed)\b",
    re.IGNORECASE,
)
_ASKS_WHY_SHORT = regex(
    r"^\s*(?:why|what (?:caused|explains|is the reason)|how come)\b.*"
    r"\b(?:miss(?:ed)?|fell? short|fail(?:ed)?|not (?:meet|met|reach(?:ed)?|hit))\b",
    re.IGNORECASE | re.DOTALL,
)
_ASKS_SHARE = regex(
    r"\b(?:what|which|how large a|how big a) (?:share|percentage|proportion|percent|part)\b", re.IGNORECASE
)
# What a question says of asking and judging, beside what it is about.
_AROUND = regex(
    r"shares?|percent(?:age)?|proportion|part|targets?|goals?|miss(?:ed)?|fail(?:ed)?|short|fell|meet|met|hit|reach(?:ed)?|reason|caused?|year|achieve"
)


@dataclass(frozen=True, slots=True)
class _Told:
    aim: Quote
    outcome: Quote
    figure: str
    behind: Quote | None


def outcome_in_english(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The share that was reached, where one report tells it behind its target of the very thing that is asked."""
    if understanding.language != "en" or not _ASKS_SHARE.search(understanding.question):
        return None
    found = [one for one in _told(understanding, reports) if one.figure.endswith("%")]
    if not found and not asks_ahead(understanding.question):
        return _judged_share(understanding, reports)
    if len(found) != 1:
        return None
    (one,) = found
    quotes = (one.aim, one.outcome)
    return Reply(
        lines=(Line(f"{one.figure} ({one.aim.text} {one.outcome.text})", quotes, (one.outcome.text, one.aim.text)),)
    )


def _judged_share(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The share at which a target was met or not: "Run 25% of vans on electricity: not met, at 19%"."""
    needs, english = _needs(understanding, reports)
    found: dict[str, Line] = {}
    for report in (report for part in asked_of(understanding, english) for report in part) if needs else ():
        for span in units(report):
            text = report.text[slice(*span)]
            match = _JUDGED_AT.search(text)
            if match is None or not all(need.in_text(folded(text)) for need in needs):
                continue
            if in_time(report, *span, understanding):
                quote = Quote(report, *span)
                found.setdefault(match["figure"], Line(f"{match['figure']} ({quote.text})", (quote,), (quote.text,)))
    return Reply(lines=tuple(found.values())) if len(found) == 1 else None


_JUDGED_AT = regex(
    r"[:—–-]\s*(?:target )?(?:not )?(?:met|achieved|reached|missed),? (?:at|with|by) (?P<figure>\d[\d.,]*%)"
)


def shortfall_in_english(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """Why a target was missed, where the sentence behind its outcome says what went wrong."""
    if understanding.language != "en" or not _ASKS_WHY_SHORT.search(understanding.question):
        return None
    found = [
        one for one in _told(understanding, reports) if one.behind is not None and _WENT_WRONG.search(one.behind.text)
    ]
    if len(found) != 1 or found[0].behind is None:
        return None
    behind = found[0].behind
    return Reply(lines=(Line(behind.text, (behind, found[0].aim), (behind.text,)),))


def _told(understanding: Understanding, reports: Sequence[Report]) -> Iterator[_Told]:
    needs, english = _needs(understanding, reports)
    if not needs:
        return
    for part in asked_of(understanding, english):
        for report in part:
            yield from _in_report(needs, report, understanding)


def _needs(understanding: Understanding, reports: Sequence[Report]) -> tuple[list[Need], list[Report]]:
    """What the target must be of, and the English reports; no needs without such a report."""
    english = [report for report in reports if report.metadata.language == "en"]
    needs = read_needs(understanding, english).needs if english else ()
    return [need for need in needs if _AROUND.fullmatch(need.text) is None], english


def _in_report(needs: Sequence[Need], report: Report, understanding: Understanding) -> Iterator[_Told]:
    spans = units(report)
    for place in range(len(spans) - 1):
        aim, outcome = spans[place], spans[place + 1]
        text = folded(report.text[slice(*aim)])
        match = _OUTCOME.match(report.text, *outcome)
        if match is None or not _AIM.search(text) or not all(need.in_text(text) for need in needs):
            continue
        if "\n" in report.text[aim[0] : outcome[1]] or not in_time(report, *aim, understanding):
            continue
        behind = spans[place + 2] if place + 2 < len(spans) else None
        if behind is not None and "\n" in report.text[outcome[1] : behind[0]]:
            behind = None
        yield _Told(
            Quote(report, *aim),
            Quote(report, *outcome),
            match["figure"],
            None if behind is None else Quote(report, *behind),
        )
