"""A question to what it asks for: the scope it sets, the words to search, and the kind of answer wanted.

The scope fails closed: a question that names a region or year of which the library holds no report is answered
with what there is, never from another region or year. `scoping.py` reads it, `follow_ups.py` completes a follow-up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.messages import Language
from assistant.query.company_names import names_of
from assistant.query.follow_ups import completed
from assistant.query.kinds import (
    ASKS_AHEAD,
    ASKS_OUTCOME,
    ASKS_PLAN,
    BESIDE_THE_MEASURE,
    COMPARES,
    JOINING_WORDS,
    QUESTION_WORDS,
    RELATIVE_YEAR,
    Wants,
    wants,
)
from assistant.query.near_places import UnknownPlace, unknown_places
from assistant.query.plainly_asked import plainly_asked
from assistant.query.scope import limited, own_report_years, preferred_years, read_scope, years_spoken_of
from assistant.query.spelling import LONGEST, SpellingCorrection, corrected
from assistant.query.spelling_words import KnownWords
from assistant.query.synonyms import synonyms_in
from index.report import Metadata
from index.scope import Scope
from index.text.places import find_regions
from index.text.script import language_of

OPEN = Scope()


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a question asks for.

    `question` is what is searched, whole: the ranking tells questions from statements; `asked` is what was asked, which
    a follow-up leaves unsaid in part, and `corrections` the slips in it that were read otherwise. `topic` is the
    question without its asking and joining words and without the places and years that the scope holds; `years` are the
    years spoken of, `preferred` those of the reports that answer best; `plan` is True for a target, False for an
    outcome, None where the question does not say. `option` are the user's own limits, `unlimited` is the scope without
    them; `unknown` are what stands where a place is named and sounds like one, but is none.
    """

    question: str
    topic: str
    synonyms: tuple[tuple[str, ...], ...]
    scope: Scope
    years: tuple[int, ...]
    wants: Wants
    plan: bool | None
    language: Language
    preferred: tuple[int, ...] = ()
    compares: bool = False
    asked: str = ""
    corrections: tuple[SpellingCorrection, ...] = ()
    option: Scope = OPEN
    unlimited: Scope = OPEN
    unknown: tuple[UnknownPlace, ...] = ()

    @property
    def other_names(self) -> tuple[str, ...]:
        """What else the things that the question speaks of are called."""
        folded = self.question.lower()
        return tuple(name for group in self.synonyms for name in group if name.lower() not in folded)


def understand(
    question: str,
    known: Sequence[Metadata],
    option: Scope | None = None,
    history: Sequence[str] = (),
    read_as: str | None = None,
    vocabulary: KnownWords | None = None,
) -> Understanding:
    """Reads a question. `known` is the metadata of the library's reports; `option` the user's own limits.

    `history` holds the earlier questions, oldest first: "那浙江呢？" keeps the rest of the last one. With `read_as` the
    question was made whole already. `vocabulary` tells the library's words: with it slips are mended.
    """
    asked = question.strip()
    whole = completed(asked, history, known) if read_as is None else read_as
    is_completed = whole != asked
    text = whole = plainly_asked(whole, lambda: names_of({each.issuer: each for each in known}.values()))
    corrections: tuple[SpellingCorrection, ...] = ()
    if vocabulary is not None:
        text, corrections = corrected(whole, vocabulary, _names(known))
    years = years_spoken_of(text, known)
    scope = read_scope(text, years, known)
    years = _years_asked(text, years)
    if is_completed and not scope.is_open:
        scope = replace(scope, origin="history")
    unlimited = scope
    unknown: tuple[UnknownPlace, ...] = ()
    if vocabulary is not None and len(text) <= LONGEST:
        unknown = unknown_places(text, known, vocabulary)
    if option is not None and not option.is_open:
        scope = limited(scope, option)
    wanted = wants(text)
    plan = _asks_plan(text)
    # "2024年新建了多少公里？" asks for what was, unless it names a target.
    plan_or_outcome = False if plan is None and wanted in (Wants.FIGURE, Wants.DATE) else plan
    return Understanding(
        question=text,
        topic=_topic(text, scope.regions, years, wanted),
        synonyms=tuple(synonyms_in(text)),
        scope=scope,
        years=years,
        wants=wanted,
        plan=plan,
        language=language_of(text),
        preferred=preferred_years(years, plan_or_outcome, known, scope),
        compares=COMPARES.search(text) is not None,
        asked=asked,
        corrections=corrections,
        option=option or OPEN,
        unlimited=unlimited,
        unknown=unknown,
    )


def _years_asked(text: str, years: tuple[int, ...]) -> tuple[int, ...]:
    """Without the year by which the question names the report, where it asks of another: 按1978年的规划，1985年…."""
    own = own_report_years(text)
    return tuple(year for year in years if year not in own) or years


def _names(known: Sequence[Metadata]) -> set[str]:
    """The places and companies of the library."""
    return {name for metadata in known for name in (metadata.region, metadata.issuer) if name}


def _asks_plan(text: str) -> bool | None:
    if ASKS_OUTCOME.search(text):
        return False
    # 今年要办多少件？跟去年比呢 asks of both.
    ahead = ASKS_AHEAD.search(text) is not None and "去年" not in text
    return True if ahead or ASKS_PLAN.search(text) else None


def _topic(text: str, places: Iterable[str], years: Sequence[int], wanted: Wants) -> str:
    """The words that an answering sentence should have; the scope's places and years stand in its title instead."""
    for start, end, _ in reversed(find_regions(text)):
        text = f"{text[:start]} {text[end:]}"
    for place in places:
        text = text.replace(place, " ")
    for year in years:
        for suffix in ("年度", "年", ""):
            text = text.replace(f"{year}{suffix}", " ")
    if wanted in (Wants.FIGURE, Wants.DATE):
        text = BESIDE_THE_MEASURE.sub(" ", text)
    text = QUESTION_WORDS.sub(" ", RELATIVE_YEAR.sub(" ", text))
    return " ".join(JOINING_WORDS.sub(" ", text).split())
