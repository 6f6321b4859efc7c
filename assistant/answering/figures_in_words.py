"""The figure that an English question asks of English reports in their own words, whatever their measures are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.figures import lines_of, quote_of, whose
from assistant.answering.ledgers import Found, ReportLedger, by_owner
from assistant.answering.matching import agreed
from assistant.answering.matching_english import fitting_words
from assistant.answering.reply import Reply
from assistant.query.asked_words import Hole, asked_in_words, classed
from assistant.query.understanding import Understanding
from index.facts.reports import own_names


def answer_in_words(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """The figure that a question asks of English reports in their own words; None where it has another shape."""
    if understanding.language != "en":
        return None
    english = [one for one in told if one.report.metadata.language == "en"]
    names = {name for one in english for name in (one.owner, *own_names(one.report.metadata), *_places(one))}
    asked = asked_in_words(understanding.question, names)
    if asked is None:
        return None
    told_of: list[Found] = []
    for each in [replace(asked, years=(year,)) for year in asked.years] or [asked]:
        found = {owner: mine for owner, theirs in by_owner(english).items() if (mine := fitting_words(each, theirs))}
        if not found:
            return None
        if len(found) > 1:
            return whose(understanding, list(found))
        (mine,) = found.values()
        chosen = agreed(mine)
        if chosen is None:
            return Reply(related=tuple(quote_of(one) for one in mine[:3]))
        if told_of and told_of[0].entry.unit != chosen.entry.unit:
            return None
        told_of.append(chosen)
    return Reply(lines=tuple(lines_of(told_of, understanding)))


def change_in_words(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """How much something changed, where the reports themselves tell the change in the question's words."""
    if understanding.language != "en" or len(understanding.years) > 1:
        return None
    asked = asked_in_words(understanding.question, set(understanding.scope.issuers))
    reply = answer_in_words(understanding, told) if asked is not None and asked.hole is Hole.CHANGE else None
    return reply if reply is not None and reply.answers else None


def _places(told: ReportLedger) -> Iterator[str]:
    """The place in an issuer's name: Millbrook of Millbrook Council."""
    words = (told.report.metadata.issuer or "").split()
    while len(words) > 1 and words[-1].lower() in classed("of_place"):
        words.pop()
        yield " ".join(words)
