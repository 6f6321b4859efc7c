"""Which sentences state something that a report can decide, and why the others do not.

The patterns are in `claim_patterns.py`. The order of the rules is that of the reasons a reader would give: what the
sentence is (a question, a heading) goes before who says it, and that before what it lacks.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from assistant.checking import claim_patterns
from assistant.checking.claim_patterns import NotCheckableReason
from assistant.checking.claims import Claim, ClaimRow, NotCheckable, SourcePlace
from assistant.messages import LANGUAGES, message
from index.patterns import regex
from index.text.quantities import find_quantities
from index.text.script import has_han, language_of
from index.text.sentences import split_sentences
from index.text.years import find_years

# A line that ends in no punctuation and is no longer than this is a heading or a byline, unless it states a figure.
_LONGEST_HEADING = 40
_ENDED = regex(r"[。！？；.!?;…：:][”\"’』」）)\]]*$")
_LONE_DATE = regex(
    r"(?:(?:19|20)\d\d[年./-])?\d{1,2}[月./-]\d{1,2}日?(?:\s?\d\d:\d\d(?::\d\d)?)?"
    r"|(?:\d{1,2} )?[A-Z][a-z]+ (?:\d{1,2}, )?(?:19|20)\d\d"
)
_DATE = regex(
    r"\d{1,2}月\d{1,2}日|\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d"
)

# In English anything may be counted: 1,046 complaints, twelve new depots.
_COUNTED = regex(
    r"\b(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|dozens|hundreds"
    r"|thousands|half)\s+(?:of\s+)?(?:[a-z-]+\s+){0,2}[a-z-]+s\b"
)

Spans = Sequence[tuple[int, int]]


def checkable(text: str) -> str | None:
    """Why no report can decide a statement, in its language; None where one can.

    A government's or a company's own target is checkable: its report states it. What states nothing to look up is
    left to the reports, too; in an article `find_claims` passes it over.
    """
    reason = _reason(text.strip())
    return None if reason is None else worded(reason, text)


def worded(reason: NotCheckableReason, text: str) -> str:
    """The reason in the language of the text."""
    return message(language_of(text), f"not_checkable.{reason}")


def is_aside(entry: ClaimRow) -> bool:
    """Whether a line of an article is no claim at all but a title, a byline or a date."""
    return isinstance(entry, NotCheckable) and entry.reason in _asides()


@cache
def _asides() -> frozenset[str]:
    reasons = (NotCheckableReason.HEADING, NotCheckableReason.ADDRESS)
    return frozenset(message(language, f"not_checkable.{reason}") for language in LANGUAGES for reason in reasons)


def find_claims(text: str, headings: Spans = (), tables: Spans = ()) -> list[Claim | NotCheckable]:
    """The sentences of an article, in order, each a claim or what keeps it from being one; ids count from 1.

    `headings` and `tables` are spans of the text that its file sets apart; without them lines tell headings.
    """
    found: list[Claim | NotCheckable] = []
    for start, end, set_apart in _pieces(text, headings, tables):
        words_of_it = text[start:end]
        said = _reason(words_of_it)
        reason = said if said is NotCheckableReason.ADDRESS else set_apart or said
        if reason is None and not states_a_fact(words_of_it):
            reason = NotCheckableReason.NO_FACT
        name, place = str(len(found) + 1), SourcePlace(start=start, end=end)
        if reason is None:
            found.append(Claim(name, words_of_it, place=place))
        else:
            found.append(NotCheckable(name, words_of_it, worded(reason, words_of_it), place))
    return found


def states_a_fact(text: str) -> bool:
    """Whether there is something to look up: a figure, a date with a deed, a comparison or a deed."""
    if _has_figure(text) or (not has_han(text) and _COUNTED.search(text)):
        return True
    pattern = claim_patterns.FACT if has_han(text) else claim_patterns.EN_FACT
    return pattern.search(text) is not None


def _pieces(text: str, headings: Spans, tables: Spans) -> Iterator[tuple[int, int, NotCheckableReason | None]]:
    """Sentences, headings and tables in reading order, with what sets a piece apart."""
    apart = sorted(
        [(*span, NotCheckableReason.HEADING) for span in headings]
        + [(*span, NotCheckableReason.TABLE) for span in tables]
    )
    position = 0
    for start, end, reason in apart:
        yield from _sentences(text, position, start, title=position == 0 and not headings)
        if text[start:end].strip():
            yield start, end, reason
        position = max(position, end)
    yield from _sentences(text, position, len(text), title=position == 0 and not headings)


def _sentences(text: str, start: int, end: int, title: bool) -> Iterator[tuple[int, int, NotCheckableReason | None]]:
    """`title`: the first line may be the article's title, which states nothing by itself."""
    sentences = split_sentences(text, start, end)
    alone = title and len(sentences) == 1  # one pasted sentence need not end in a full stop
    for number, sentence in enumerate(sentences):
        piece = text[sentence.start : sentence.end]
        heading = not alone and _is_heading(piece, title and number == 0)
        yield sentence.start, sentence.end, NotCheckableReason.HEADING if heading else None


def _is_heading(line: str, first: bool) -> bool:
    if _ENDED.search(line):
        return False
    if _LONE_DATE.fullmatch(line):
        return True
    longest = _LONGEST_HEADING if has_han(line) else 2 * _LONGEST_HEADING
    figure = any(quantity.unit and quantity.unit != "第" for quantity in find_quantities(line))
    return len(line) <= longest and (first or not (figure or _DATE.search(line)))


def _has_figure(text: str) -> bool:
    """Whether a quantity with a unit stands in it; 一份 and 一步 count nothing."""
    return any(q.unit and (q.text[0] != "一" or len(q.text) > 2) for q in find_quantities(text))


def _reason(text: str) -> NotCheckableReason | None:
    if not any(character.isalnum() for character in text):
        return NotCheckableReason.EMPTY
    figure = _has_figure(text) or bool(find_years(text))
    return _chinese_reason(text, figure) if has_han(text) else _english_reason(text, figure)


def _chinese_reason(text: str, figure: bool) -> NotCheckableReason | None:
    by_speaker = (
        (claim_patterns.FORECAST, NotCheckableReason.FORECAST),
        (claim_patterns.OPINION_OWN, NotCheckableReason.OPINION),
        (claim_patterns.OPINION_OTHERS, NotCheckableReason.OPINION),
        (claim_patterns.HEARSAY, NotCheckableReason.HEARSAY),
        (claim_patterns.WISH, NotCheckableReason.WISH),
    )
    if claim_patterns.ADDRESS.search(text):
        return NotCheckableReason.ADDRESS
    if claim_patterns.QUESTION.search(text):
        return NotCheckableReason.QUESTION
    if claim_patterns.CONDITION.search(text):
        return NotCheckableReason.CONDITION
    for pattern, reason in by_speaker:
        if pattern.search(text):
            return reason
    if figure:
        return None
    if claim_patterns.EXPERT_SAID.search(text):
        return NotCheckableReason.HEARSAY
    if claim_patterns.OUGHT.search(text):
        return NotCheckableReason.WISH
    praised = claim_patterns.PRAISE.search(text) and not claim_patterns.FACT.search(text)
    return NotCheckableReason.OPINION if praised else None


def _english_reason(text: str, figure: bool) -> NotCheckableReason | None:
    by_speaker = (
        (claim_patterns.EN_ADDRESS, NotCheckableReason.ADDRESS),
        (claim_patterns.QUESTION, NotCheckableReason.QUESTION),
        (claim_patterns.EN_CONDITION, NotCheckableReason.CONDITION),
        (claim_patterns.EN_FORECAST, NotCheckableReason.FORECAST),
        (claim_patterns.EN_OPINION, NotCheckableReason.OPINION),
        (claim_patterns.EN_HEARSAY, NotCheckableReason.HEARSAY),
        (claim_patterns.EN_WISH, NotCheckableReason.WISH),
    )
    for pattern, reason in by_speaker:
        if pattern.search(text):
            return reason
    if figure:
        return None
    if claim_patterns.EN_OUGHT.search(text):
        return NotCheckableReason.WISH
    praised = claim_patterns.EN_PRAISE.search(text) and not claim_patterns.EN_FACT.search(text)
    return NotCheckableReason.OPINION if praised else None
