"""What one report says that the one before it does not: 今年报告比去年新提了什么, 目标调高了哪些."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from assistant.answering.figures import whose
from assistant.answering.focus import language_asked
from assistant.answering.reply import Line, Quote, Reply
from assistant.compared.comparing import Change, ChangeKind, ReportComparison, compare_reports, most_telling
from assistant.messages import Language, counted, message
from assistant.query.asked import names_of_places
from assistant.query.understanding import Understanding
from index.lexicon.loading import any_of, words
from index.library import Library
from index.patterns import regex
from index.report import Metadata
from index.structure.issuers import short_name
from index.text.folding import simplified

# Shown in an answer; of two consecutive work reports of the State Council some 430 sentences are new.
MOST_SHOWN, FEWER_SHOWN = 12, 6
# Of what is new at least so much stands nowhere in the earlier report; the rest may be told there in other words.
TELLING = 0.5

# A year, or a word for one: it is read by the scope, and only has to be taken off here.
_YEAR = regex(
    r"(?:(?:19|20)?\d\d\s*|[今去前明本上]一?|前一)年度?(?!报(?!告))|(?:19|20)\d\d(?!年)|上一?[份次届]|前一份|最新(?:一份)?"
    r"|\b(?:this|last|previous|latest)(?: year)?(?:['’]s)?\b|\bthe year before\b",
    re.IGNORECASE,
)


def changes_asked(question: str, names: Iterable[str] = ()) -> tuple[ChangeKind, ...]:
    """The kinds of change that a question asks for between two reports; empty where it asks something else.

    `names` are those of its places and companies. A question that names anything else asks of that: 粮食产量.
    """
    text = simplified(question)
    for name in sorted({simplified(name) for name in names}, key=len, reverse=True):
        text = text.replace(name, " ")
    text, years = _YEAR.subn(" ", text)
    said = {"against"} if years > 1 else set()
    for kind in _KINDS:
        text, count = _pattern(kind).subn(" ", text)
        said |= {kind} if count else set()
    if _LETTER.search(text) or not {"against", "report"} <= said:
        return ()
    if "aim" in said:
        ways = tuple(kind for kind in _AIMS if kind in said)
        return ways or (_AIMS if "changed" in said else ())
    asked = tuple(kind for kind in _PASSAGES if kind in said)
    return asked or ((*_AIMS, *_PASSAGES) if "changed" in said else ())


_AIMS: tuple[ChangeKind, ...] = ("raised", "lowered")
_PASSAGES: tuple[ChangeKind, ...] = ("new", "dropped")
# In this order they are taken off: 新的变化 before 变化, 政府工作报告 before 政府.
_KINDS = ("new", "dropped", "raised", "lowered", "changed", "report", "against", "aim", "light")
_LETTER = regex(r"\w")


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    listed = words("report_changes", kind)
    plain = [word for word in listed if word.word.isascii()]
    han = any_of(word for word in listed if not word.word.isascii())
    english = rf"\b(?:{any_of(plain)})\b" if plain else ""
    return re.compile("|".join(filter(None, (han, english))), re.IGNORECASE)


def between_reports(understanding: Understanding, library: Library) -> Reply | None:
    """The changes asked for from the earlier report to the later; choices where it is open whose reports are meant."""
    own = understanding.scope
    short = [short_name(issuer) for issuer in own.issuers]
    kinds = changes_asked(understanding.question, [*names_of_places(own.regions), *own.issuers, *short])
    if not kinds:
        return None
    language = language_asked(understanding)
    scope = replace(understanding.scope, years=())
    known = {stored.report_id: stored.metadata for stored in library.reports()}
    of_owners: dict[str, list[str]] = {}
    for report_id in library.report_ids(scope):
        if known[report_id].year is not None:
            of_owners.setdefault(_owner(known[report_id]), []).append(report_id)
    pairs = {owner: pair for owner, ids in of_owners.items() if (pair := _pair(ids, known, understanding.years))}
    if not pairs:
        return Reply(note=message(language, "change.need_two"))
    if len(pairs) > 1:
        return whose(understanding, list(pairs))
    return _reply(compare_reports(library, *next(iter(pairs.values()))), kinds, language)


def _owner(known: Metadata) -> str:
    return known.region or known.issuer or known.title


def _pair(ids: Sequence[str], known: dict[str, Metadata], years: Sequence[int]) -> tuple[str, str] | None:
    """Of one owner's reports the later one and the one before it, or those of the two years that are asked for."""
    kinds = {known[report_id].kind for report_id in ids}
    if len(kinds) > 1:
        return None
    of_year = {known[report_id].year or 0: report_id for report_id in ids}
    told = sorted(of_year)
    if len(years) > 1:
        earlier, later = min(years), max(years)
    else:
        later = years[0] if years else told[-1]
        earlier = max((year for year in told if year < later), default=0)
    return (of_year[earlier], of_year[later]) if earlier in of_year and later in of_year else None


def _reply(found: ReportComparison, kinds: Sequence[ChangeKind], language: Language) -> Reply:
    most = MOST_SHOWN if len(kinds) == 1 else FEWER_SHOWN
    names = {"before": found.before.metadata.title, "after": found.after.metadata.title}
    counts = [
        message(language, "between.count", name=_name(kind, language), count=found.counts[kind]) for kind in kinds
    ]
    notes = [message(language, "between.asked", counts=counted(language, counts), **names)]
    lines: list[Line] = []
    for kind in kinds:
        changes = list(found.of_kind(kind))
        if kind in ("new", "dropped"):
            telling = [change for change in most_telling(changes) if change.novelty >= TELLING][:most]
            if len(telling) < len(changes):
                counts_of = {"name": _name(kind, language), "count": len(changes), "shown": len(telling)}
                notes.append(message(language, "between.first", **counts_of))
            changes = [change for change in changes if change in telling]
        lines += [_line(change, found, language, kind if len(kinds) > 1 else None) for change in changes]
    return Reply(lines=tuple(lines), note=("" if language == "zh" else " ").join(notes))


def _line(change: Change, found: ReportComparison, language: Language, kind: ChangeKind | None) -> Line:
    """A target's two figures, or the passage itself; with the kind of change before it where several are asked for."""
    sides = ((change.before, found.before), (change.after, found.after))
    quotes = tuple(Quote(report, one.start, one.end) for one, report in sides if one is not None)
    if change.figures is None:
        text = quotes[0].text
        quoted: tuple[str, ...] = (text,)
    else:
        before, after = quoted = change.figures
        text = message(language, "between.aim", measure=change.measure, before=before, after=after)
    if kind is None:
        return Line(text, quotes, quoted if change.figures is not None else ())
    return Line(message(language, "label.value", name=_name(kind, language), value=text), quotes, quoted)


def _name(kind: ChangeKind, language: Language) -> str:
    return message(language, f"change.{kind}")
