"""What is said where no report is in a question's scope: a place that nobody knows, a filter, or what there is."""

from collections.abc import Sequence

from assistant.answer import AskBack
from assistant.messages import listed, message
from assistant.query.understanding import Understanding
from index.library import Library
from index.report import Metadata
from index.text.folding import simplified

MOST_REGIONS = 12


def place_unknown(understanding: Understanding) -> tuple[str, tuple[AskBack, ...]]:
    """Says which places nobody knows; each that comes near is a choice, with the question asked of it."""
    question = simplified(understanding.question)
    names = listed(understanding.language, [place.name for place in understanding.unknown])
    choices = tuple(
        AskBack(near, question.replace(place.name, near)) for place in understanding.unknown for near in place.nearest
    )
    return message(understanding.language, "scope.unknown_place", names=names), choices


def filtered_away(library: Library, understanding: Understanding) -> str:
    """Names the user's own limits where it is they that leave no report; empty where none is there without them."""
    option = understanding.option
    count = 0 if option.is_open else library.count(understanding.unlimited)
    if not count:
        return ""
    titles = library.titles(option.reports)
    reports = [titles.get(report_id, report_id[:12]) for report_id in option.reports]
    named = [*map(str, option.years), *option.regions, *option.issuers, *reports]
    language = understanding.language
    return message(language, "scope.filtered", filters=listed(language, named), count=count)


def nothing_in_scope(understanding: Understanding, known: Sequence[Metadata]) -> str:
    """Says what was asked for and what there is."""
    scope = understanding.scope
    years_asked = scope.years if scope.origin == "option" else understanding.years or scope.years
    asked = [*scope.regions, *scope.issuers, *map(str, years_asked), *(name[:12] for name in scope.reports)]
    years = sorted({metadata.year for metadata in known if metadata.year is not None})
    regions = list(dict.fromkeys(metadata.region for metadata in known if metadata.region is not None))
    spans = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years))
    language = understanding.language
    there = listed(language, regions[:MOST_REGIONS])
    if len(regions) > MOST_REGIONS:
        there = message(language, "scope.more_regions", regions=there)
    return message(
        language,
        "scope.empty_for",
        asked=listed(language, asked),
        count=len(known),
        regions=there or message(language, "scope.no_region"),
        years=spans or message(language, "scope.no_year"),
    )
