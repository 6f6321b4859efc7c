"""A question to what it asks for: the scope it sets, the words to search, and the kind of answer wanted.

The scope fails closed: a question that names a region or year of which the library holds no report is answered
with what there is, never from another region or year.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.periods import find_years
from index.regions import NATION, find_regions
from index.report import Metadata
from index.scope import Scope

from .wording import (
    ASKS_OUTCOME,
    ASKS_PLAN,
    FOLLOW_UP,
    HORIZON,
    JOINING_WORDS,
    NATIONAL_TITLE,
    NO_PLACE,
    OWN_REPORT,
    QUESTION_WORDS,
    Wants,
    synonyms_in,
    wants,
)


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a question asks for.

    `query` is what is searched for; `topic` the question without its asking and joining words and without the
    places and years that the scope holds; `years` are the years spoken of; `plan` is True for a target, False for
    an outcome, None where the question does not say. `language` is `zh` or `en`.
    """

    question: str
    query: str
    topic: str
    synonyms: tuple[tuple[str, ...], ...]
    scope: Scope
    years: tuple[int, ...]
    wants: Wants
    plan: bool | None
    language: str


def understand(
    question: str, known: Sequence[Metadata], option: Scope | None = None, history: Sequence[str] = ()
) -> Understanding:
    """Reads a question. `known` is the metadata of the library's reports; `option` the user's own limits.

    `history` holds the earlier questions, oldest first: "那浙江呢？" keeps the rest of the last one.
    """
    text = _with_history(question.strip(), history)
    horizon = {int(match.group(1)) for match in HORIZON.finditer(text)}
    years = tuple(year for year in find_years(text) if year not in horizon)
    scope = _scope(text, years, known)
    own = OWN_REPORT.search(text)
    if own is not None:  # "2024年政府工作报告" is that report, not what the next one says of the year
        scope = replace(scope, years=(int(own.group(1)),))
    if option is not None and not option.is_open:
        scope = replace(scope.narrowed(option), or_unstated=False)
    topic = _topic(text, [*scope.regions, *_local_regions(text, known)], years)
    groups = tuple(synonyms_in(text))
    return Understanding(
        question=text,
        query=" ".join([_query(text), *(name for group in groups for name in group if name not in text)]),
        topic=topic,
        synonyms=groups,
        scope=scope,
        years=years,
        wants=wants(text),
        plan=_asks_plan(text),
        language="zh" if any("\u3400" <= character <= "\u9fff" for character in text) else "en",
    )


def _with_history(text: str, history: Sequence[str]) -> str:
    """The last question with the place or year of a follow-up in place of its own."""
    follow_up = FOLLOW_UP.fullmatch(text)
    if follow_up is None or not history:
        return text
    topic = next(group for group in follow_up.groups() if group is not None)
    earlier = history[-1]
    regions, new_regions = find_regions(earlier), find_regions(topic)
    if new_regions and regions:
        start, end, _ = regions[0]
        return earlier[:start] + topic[new_regions[0][0] : new_regions[0][1]] + earlier[end:]
    years, new_years = find_years(earlier), find_years(topic)
    if years and new_years:
        return earlier.replace(str(years[0]), str(new_years[0]))
    return f"{topic}{earlier}" if new_regions or new_years else text


def _scope(text: str, years: Sequence[int], known: Iterable[Metadata]) -> Scope:
    """Regions that the question names, and the reports that can speak of its years: that year's and the next's."""
    regions = dict.fromkeys(
        region
        for _, end, region in find_regions(text)
        if not NO_PLACE.match(text, end) and not (region == NATION and NATIONAL_TITLE.match(text, end))
    )
    local = _local_regions(text, known)
    if local:  # a county's own report, not that of the province it is named with
        regions = dict.fromkeys(local)
    return Scope(
        years=tuple(sorted({report for year in years for report in (year, year + 1)})),
        regions=tuple(regions),
        or_unstated=True,
    )


def _local_regions(text: str, known: Iterable[Metadata]) -> list[str]:
    """Regions below the provinces that both the library and the question name."""
    provincial = {region for _, _, region in find_regions(text)}
    names = {metadata.region for metadata in known if metadata.region and metadata.region not in provincial}
    return sorted(name for name in names if name in text)


def _asks_plan(text: str) -> bool | None:
    if ASKS_OUTCOME.search(text):
        return False
    return True if ASKS_PLAN.search(text) else None


def _query(text: str) -> str:
    return " ".join(QUESTION_WORDS.sub(" ", text).split())


def _topic(text: str, places: Iterable[str], years: Sequence[int]) -> str:
    """The words that an answering sentence should have; the scope's places and years stand in its title instead."""
    for start, end, _ in reversed(find_regions(text)):
        text = f"{text[:start]} {text[end:]}"
    for place in places:
        text = text.replace(place, " ")
    for year in years:
        for suffix in ("年度", "年", ""):
            text = text.replace(f"{year}{suffix}", " ")
    text = QUESTION_WORDS.sub(" ", text)
    return " ".join(JOINING_WORDS.sub(" ", text).split())
