"""English questions for cells, read by their wordings: what is asked, of which measures, at which times."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.query.asked_cells import MARK, AskedCells, Marked, Measure, Work, marked, measure_of, year_before
from assistant.query.cell_wordings_english import (
    BEST,
    COUNTS,
    MOVE_NOUN,
    MOVES,
    OVER,
    PERCENT,
    SINCE,
    TIMES_TOLD,
    WORDINGS,
)
from index.ledger.entry import Span
from index.ledger.times import Times
from index.patterns import regex

_T = MARK
# What tells how to answer, and names nothing asked for: "If data is not available return N/A."
_TAIL = regex(
    r"(?<=[?.!])\s*(?:please|if|answer|return|respond|reply|give|provide|express|round|state|use|note|report)\b.*$"
    r"|,?\s*(?:please\s+)?(?:expressed|rounded|stated)\s+(?:in|to|as)\b(?!.*\b(?:19|20)\d\d\b).*$"
    r"|\s*\((?:in|round|rounded|please|if|not (?:just|only|merely)|rather than)\b[^)]*\)"
    r"|,\s*in (?:thousands|millions|billions)(?: of (?:us )?dollars)?(?=,)"
    r"|,\s*in (?:metric )?(?:tonnes|tons|kilograms|hours|percent)\b[^,?]*(?=\??$)"
    r"|,?\s*\(?(?:in )?(?:(?:us )?(?:dollars?|usd|\$) ?)?(?:thousands|millions|billions)"
    r"(?: of (?:us )?(?:dollars|\$))?\)?(?=\s*\??$)",
    re.IGNORECASE | re.DOTALL,
)
_LEAD = regex(
    r"^(?:(?:and|so|please|according to [^,]*|based on [^,]*|per the [^,]*)[,\s]+"
    r"|(?:can|could|would) you (?:please )?(?:tell|give|show) (?:me|us)\s+|(?:please )?(?:tell|give|show) (?:me|us)\s+"
    r"|(?:please )?(?:calculate|compute|determine|find|state|provide)\s+|i(?:'d| would) like to know\s+)+",
    re.IGNORECASE,
)
_AROUND = regex(
    r"\b(?:as (?:reported|shown|stated|disclosed|recorded)(?: (?:by|in|on)"
    r" (?:the )?(?:company|group|table|report|filing))?"
    r"|(?<!cash )(?:reported|recorded|disclosed|recognized|recognised|posted|generated|"
    r"earned|incurred|achieved|held)(?: by (?:the )?(?:company|group))?"
    r"|(?:the )?(?:company|registrant)|respectively|(?:the )?respective(?: (?:values?|amounts?|figures?|balances?) of)?"
    r"|in (?:total|all)|(?:in|"
    r"on) the (?:table|balance sheet|income statement|report)"
    r"|in (?:us )?(?:dollars|usd|millions?|thousands?|billions?)(?: of (?:us "
    r")?dollars)?|(?:us )?dollars?|usd|overall|actual|ended|fiscal|financial "
    r"year|years?"
    r"|was it|did it|its|their|there|each of)\b|['’]s\b",
    re.IGNORECASE,
)
_JOINS = regex(
    r"(?:^|\s)(?:in|for|at|as of|during|of|on|from|to|between|and|by|the|"
    r"over|with|than|,|versus|vs\.?|compared (?:to|with))(?=\s|$)"
)
# "Microsoft: what was its gross margin" asks for Microsoft's; "By segment: ..." says only where to look.
_TOPIC = regex(
    r"^(?P<topic>[^:?.]{3,70}?)(?::|\s[-–—])\s+(?P<asks>(?:what|how|which|did|was|were|is|are|has|have)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
# "in the second quarter of 2023 and what in that of 2022" asks the same of both.
_AND_WHAT = regex(r"\band (?:what|how much) (?:was (?:it|that) )?(?=(?:in|for|at|on|during) )", re.IGNORECASE)
# Whether it was more than a year before both figures tell.
_WHICH_WAY = regex(
    r",?\s+and (?:was|is|were|did) (?:it|that|this|they) [^?,]{2,30} than (?:a|the|one) year (?:before|earlier|ago)"
    r"(?=\W*$)",
    re.IGNORECASE,
)
# "and was that up or down on the 2011 baseline" asks for that year's as well.
_SINCE_WHEN = regex(
    r",?\s+and (?:was|is|were|are) (?:it|that|this|they) (?:up|down|higher|lower|more|less|better|worse)"
    r"(?:,? or (?:up|down|higher|lower|more|less|better|worse))? (?:on|from|than|against|since|compared (?:with|to))"
    r" (?:in |the )?(?P<when>[^,?]*\b(?:19|20)\d\d)(?: baseline| level| figure)?(?=\W*$)",
    re.IGNORECASE,
)
# "R&D spending in 2023: how much, and …" asks how much it was.
_HOW_MUCH = regex(r"^(?:how much|what)(?=,|$)", re.IGNORECASE)
_ITS = regex(r"\b(?:its|their)\b", re.IGNORECASE)
_IT = regex(r"\b(?:it|they)\b", re.IGNORECASE)
NAMES_A_PART = regex(r"[A-Z]\w+ segment\b")
# What was left out of a figure that is called adjusted belongs to its name.
_LEFT_OUT = regex(
    r"^(?:leaving out|leaving aside|excluding|without|apart from)\b[^,]*,\s*(?=.*\b(?:adjusted|non-gaap)\b)",
    re.IGNORECASE,
)
_YEAR_BEFORE = regex(
    r"(?:the )?(?:(?:same|corresponding|comparable) (?:quarter|period|months|half)(?: of| in)? (?:a|the) year"
    r" (?:before|earlier|ago|prior)|(?:year-ago|year-earlier|prior-year) (?:quarter|period|months|half)"
    r"|(?:a|the|one) year (?:before|earlier|ago))(?! (?:that|last))",
    re.IGNORECASE,
)
# Its first quarter, of which no year is said but that it is the one before.
_PART_OF_YEAR_BEFORE = regex(rf"{_T}\s+of the year (?:before|earlier)", re.IGNORECASE)
_EITHER_WAY = regex(r"\b(increase|decrease)\s*/?\s*\(?(?:increase|decrease)\)?", re.IGNORECASE)
_OWNERS = regex(
    r"\b(?:the )?(?:company|group|firm|corporation|registrant)(?:['’]s|['’])|\b(?:its|their)\b", re.IGNORECASE
)
_YOY = regex(r"\b(?:year[- ](?:over|on|to)[- ]year|yoy|y[/-]o[/-]y|annual)\b", re.IGNORECASE)
# A single figure is no answer to these, where nothing could be worked out.
_WORKED_OUT = regex(
    rf"\b{PERCENT} (?:points? )?{MOVE_NOUN}|\b{MOVE_NOUN} (?:in|of|between)"
    rf"\b|\bratio of\b|\bproportion of\b|\baverage\b|\bdifference\b"
    rf"|\bas a {PERCENT} of\b|\bgrowth rate\b|\bhow much (?:did|has|have|"
    rf"does) .+ {MOVES}\b|\b(?:sum|combined total) of\b|\bexceed"
    rf"|\b{PERCENT} (?:of|constitution)\b|\b(?:current|quick|debt)[- ]ratio\b|\bacross all\b|\baltogether\b"
    r"|\btotal\b.*\b(?:19|20)\d\d (?:and|to) (?:fiscal )?(?:19|20)\d\d\b"
    rf"|\b(?:which|what) (?:fiscal |financial )?(?:year|quarter|period)s? "
    rf".*\b{BEST}\b|{PERCENT} (?:did|has|have|does)\b|\bhow many (?:years|"
    rf"quarters)\b"
    rf"|\bhow much (?:more|less|higher|lower|larger|greater|smaller)\b",
    re.IGNORECASE,
)


# What is told in words, though it speaks of a change: why, what caused it, what it is due to.
_ASKS_WORDS = regex(
    r"^\s*(?:why|where|who|when|how (?:is|are|was|were|does|do|did) (?!.*\b(?:change|"
    r"increase|decrease|grow|fall|rise)\b))|\b(?:reasons?|caused?|causes|"
    r"due to|drove|driven|driver|impact(?:ed|s)?|affect(?:ed|s)?"
    r"|attribut\w+|recogni[sz]ed (?:as|in)|explain|relates? to|included in|mean|behind)\b",
    re.IGNORECASE,
)
# "What is goodwill?" asks what it means; an amount is asked for with its time, or by one of these words.
_ASKS_MEANING = regex(
    r"^what (?:is|are) (?!.*\b(?:totals?|amounts?|values?|numbers?|rates?|percentages?|prices?|balances?|per)\b)",
    re.IGNORECASE,
)


def needs_working_out(question: str) -> bool:
    """Whether an English question asks for what is worked out from figures: the nearest line would be no answer."""
    if _ASKS_WORDS.search(question):
        return False
    return _WORKED_OUT.search(_EITHER_WAY.sub(r"\1", question)) is not None


def asked_in_english(question: str, times: Times, names: Sequence[str]) -> list[AskedCells]:
    """The readings of a question, the likeliest first; empty where it has no shape of these."""
    text = _HOLIDAYS.sub(_as_a_quarter, _last_year_named(question.strip(), times))
    text = _SINCE_WHEN.sub(r" and \g<when>", text)
    text = _TAIL.sub("", _WHICH_WAY.sub(" and a year earlier", text))
    text = _AND_WHAT.sub("and ", _of_topic(re.sub(r"\s+", " ", text)))
    text = _LEAD.sub("", text).rstrip("?!. ")
    told = marked(_LEFT_OUT.sub("", text), times, names)
    found = _readings(told, times)
    before = _with_years_before(told)
    if before is not None:
        found += _readings(before, times)
    return [*found, *(other for one in found if (other := _as_others_call_it(one)) is not None)]


_REVENUE = regex(r"\brevenues?\b", re.IGNORECASE)
_SALES = regex(r"\b(?:net )?sales\b(?! (?:and|of)\b)", re.IGNORECASE)


def _as_others_call_it(asked: AskedCells) -> AskedCells | None:
    """A reading with the other name for what is sold: one company tells a segment's revenue, another its net sales."""
    named: list[Measure] = []
    for one in asked.measures:
        text = _REVENUE.sub("net sales", one.text) if _REVENUE.search(one.text) else _SALES.sub("revenue", one.text)
        named.append((measure_of(text, one.times) or one) if text != one.text else one)
    return replace(asked, measures=tuple(named)) if tuple(named) != asked.measures else None


_LAST_YEAR = regex(r"\b(?:in |during |over |for )?last year\b", re.IGNORECASE)


def _last_year_named(question: str, times: Times) -> str:
    """A question with "last year" as the newest year that is told, where it names no other time."""
    others = _LAST_YEAR.sub(" ", question)
    if others == question or times.year is None or times.all(others):
        return question
    return _LAST_YEAR.sub(f"in {times.year}", question, count=1)


# The holidays end the calendar's year: the 2022 holiday quarter, which ended in December.
_HOLIDAYS = regex(
    r"(?:the )?(?:(?P<year>(?:19|20)\d\d) holiday (?:quarter|season)"
    r"|holiday (?:quarter|season) of (?P<of>(?:19|20)\d\d))(?: \([^()]*\bDecember\b[^()]*\))?",
    re.IGNORECASE,
)


def _as_a_quarter(match: re.Match[str]) -> str:
    return f"the quarter ended December {match['year'] or match['of']}"


def _of_topic(text: str) -> str:
    """A question behind its topic, asked of it: "Amazon's International segment: how large was its loss?"."""
    match = _TOPIC.match(text)
    if match is None:
        return text
    if _HOW_MUCH.match(match["asks"]):
        return _HOW_MUCH.sub(f"what was {match['topic']}", match["asks"]).replace(",", " ", 1)
    if _ITS.search(match["asks"]):
        return _ITS.sub(f"{match['topic']}'s", match["asks"], count=1)
    if _IT.search(match["asks"]):
        return _IT.sub(match["topic"], match["asks"], count=1)
    return match["asks"] if NAMES_A_PART.search(match["asks"]) and match["topic"].lower().startswith("by ") else text


def _with_years_before(told: Marked) -> Marked | None:
    """The same with "a year earlier" as the time that it is, by the one named before it; None where it isn't said."""
    if (match := _PART_OF_YEAR_BEFORE.search(told.text)) is not None:
        place = told.text[: match.start()].count(_T)
        span = year_before(told.times[place - 1]) if place else None
        if span is not None:
            text = told.text[: match.start()] + _T + told.text[match.end() :]
            return Marked(text, (*told.times[:place], span, *told.times[place + 1 :]))
    match = _YEAR_BEFORE.search(told.text)
    if match is None:
        return _with_the_same_of_a_year(told)
    place = told.text[: match.start()].count(_T)
    if place == 0 or (span := year_before(told.times[place - 1])) is None:
        return None
    text = f"{told.text[: match.start()]}{_T}{told.text[match.end() :]}"
    return Marked(text, (*told.times[:place], span, *told.times[place:]))


_SAME_OF_YEAR = regex(rf"(?:the )?same (?:quarter|period|months|half)(?: of| in)?\s+(?={_T})")


def _with_the_same_of_a_year(told: Marked) -> Marked | None:
    """The same with "the same quarter of 2022" as that quarter, by the one named before it."""
    match = _SAME_OF_YEAR.search(told.text)
    place = 0 if match is None else told.text[: match.start()].count(_T)
    if match is None or place == 0 or not told.times[place].is_year or len(told.times[place - 1].first) != 7:
        return None
    span, year = told.times[place - 1], int(told.times[place].first)
    later = year - int(span.last[:4])
    same = Span(*(f"{int(part[:4]) + later}{part[4:]}" for part in (span.first, span.last)))
    text = told.text[: match.start()] + told.text[match.end() :]
    return Marked(text, (*told.times[:place], same, *told.times[place + 1 :]))


def _readings(told: Marked, times: Times) -> list[AskedCells]:
    plain = _with_year_ends(told, times)
    plain = Marked(_OWNERS.sub(" ", _EITHER_WAY.sub(r"\1", plain.text)), plain.times)
    plain = Marked(_YOY.sub(" ", plain.text), plain.times)
    plain = Marked(" ".join(plain.text.lower().split()), plain.times)
    if (part := _part_asked(plain)) is not None:
        return [part]
    for shape in TIMES_TOLD:
        if (match := shape.fullmatch(plain.text)) and (measure := measure_of(_plain(match["m"]), ())):
            return [AskedCells(Work.TIMES, (measure,), plain.times)]
    plain = Marked(
        re.sub(r"(?<=which )(?:fiscal |financial )?years?\b|(?<=what )(?:fiscal |financial )?years?\b", _T, plain.text),
        plain.times,
    )
    plain = _told_behind(plain)
    found: list[AskedCells] = []
    for shape, read in WORDINGS:
        match = shape.fullmatch(plain.text)
        if match is None:
            continue
        work, parts = read(match)
        if work is Work.VALUE and not plain.times and _ASKS_MEANING.match(plain.text):
            continue
        asked = _asked(work, parts, match, plain)
        if asked is not None:
            found.append(asked)
    return found


_PARTS = (
    r"(?P<k>segment|region|country|product(?: line| category)?|category|market|geograph(?:y|ic area)|business|line"
    r"|channel|division|platform)s?"
)
_LARGEST_PART = tuple(
    regex(rf"which (?:of )?(?:the |its |their )?(?:[a-z' -]+? )??{_PARTS} {rest}")
    for rest in (
        (
            r"(?:had|has|have|generated|reported|recorded|contributed|showed|saw|earned|brought in|posted|made)"
            rf"(?: the)? (?P<way>{BEST}) (?:amount of |level of |in )?(?P<m>.+)"
        ),
        rf"(?:sold|sells) (?:the )?(?P<way>{BEST})(?P<t>(?:\s*⏱|\s+(?:in|for|during|on)\b|,)*)",
    )
)


def _part_asked(plain: Marked) -> AskedCells | None:
    """Which segment, region or product has the most of a measure."""
    for shape in _LARGEST_PART:
        match = shape.fullmatch(plain.text)
        if match is None:
            continue
        measure = measure_of(_plain(match.groupdict().get("m") or "net sales"), ())
        times = times_apart(plain.times)
        if measure is not None and len(times) == 1:
            lowest = re.search(r"low|small|least|less|fewe|minimum", match["way"])
            return AskedCells(Work.SMALLEST_PART if lowest else Work.LARGEST_PART, (measure,), times, parts=match["k"])
    return None


def _told_behind(plain: Marked) -> Marked:
    """A time in front, put behind: "in ⏱, what was X" is "what was X in ⏱"."""
    match = re.match(
        rf"(?P<when>(?:(?:in|for|at|as of|during|on|by|between|from)\s+)?{_T}(?: "
        rf"(?:and|to) {_T})?)\s*,?\s+(?=(?:what|how|by|did|was|were|which)\b)",
        plain.text,
    )
    if match is None:
        return plain
    return Marked(f"{plain.text[match.end() :]} {match['when']}", plain.times)


def _with_year_ends(told: Marked, times: Times) -> Marked:
    """ "The end of fiscal 2022" as the day."""
    spans = list(told.times)
    text = told.text
    for match in reversed(
        list(
            re.finditer(
                rf"(?:(?:at|as of|by|as at)\s+)?(?:the\s+)?(?:end|year[- ]end|close)"
                rf"(?:\s+of)?(?:\s+the)?(?:\s+fiscal)?(?:\s+year)?\s+{_T}",
                text,
                re.IGNORECASE,
            )
        )
    ):
        place = text[: match.end()].count(_T) - 1
        span = spans[place]
        if span.is_year and (day := times.year_end(int(span.first))) is not None:
            spans[place] = day
            text = f"{text[: match.start()]} {_T}{text[match.end() :]}"
    return Marked(text, tuple(spans))


def _asked(work: Work, parts: Sequence[str], match: re.Match[str], plain: Marked) -> AskedCells | None:
    """The measures with the times that stand in them; None where one names nothing."""
    measures: list[Measure] = []
    for name, part in zip("mn", parts, strict=False):
        if part == match.groupdict().get(name):
            start = match.start(name)
            first = plain.text[:start].count(_T) - _which_marks(plain.text, start)
            own = plain.times[first : first + part.count(_T)]
        else:
            own = plain.times  # put in other words than the question's
        measure = measure_of(_plain(part), own)
        if measure is None:
            if len(parts) == 2 and own and measures:  # the difference between X in ⏱ and ⏱
                measures.append(Measure(measures[0].text, measures[0].words, measures[0].line, own))
                continue
            return None
        measures.append(measure)
    if len(measures) == 2 and measures[0].words == measures[1].words and work is Work.DIFFERENCE:
        return AskedCells(Work.CHANGE, (measures[0],), plain.times)
    if work is Work.SUM and len(measures) == 2:
        measures[0] = _with_head(*measures)
    since = len(plain.times) == 1 and re.search(SINCE, plain.text) is not None
    return AskedCells(work, tuple(measures), plain.times, since, _last_years(plain.text))


_HEAD = regex(r"(?:net |total |gross )?(?:sales|revenues?|income|costs?|expenses?|emissions|assets|liabilities)$")


def _with_head(one: Measure, other: Measure) -> Measure:
    """Of Mac and iPad net sales the first is of net sales, too."""
    head = _HEAD.search(other.text)
    if head is None or _HEAD.search(one.text) or head.start() == 0:
        return one
    return measure_of(f"{one.text} {head[0]}", one.times) or one


def _last_years(text: str) -> int:
    """How many years at the end are asked about: the last three years; 0 where that is not said."""
    match = re.search(OVER, text)
    count = match[0].split()[-2] if match is not None else ""
    return int(count) if count.isdigit() else COUNTS.index(count) + 2 if count in COUNTS else 0


def _which_marks(text: str, before: int) -> int:
    """How many marks before a place stand for "which year" and for no time."""
    match = re.match(rf"(?:in )?(?:which|what) (?:of the )?{_T}", text)
    return 1 if match is not None and match.end() <= before else 0


def _plain(text: str) -> str:
    """A measure without its times and words that name nothing."""
    text = _AROUND.sub(" ", text)
    for _ in range(6):
        before = text
        text = re.sub(rf"(?:{_JOINS.pattern}\s*)*{_T}", " ", f" {text} ")
        text = re.sub(
            r"\s(?:in|for|at|as of|during|of|on|from|to|between|and|by|over|with|than|,|the)\s*$", " ", text.rstrip()
        )
        text = re.sub(r"^\s*(?:the|a|an|of|in|for|and|,)\s", " ", text)
        if text == before:
            break
    return " ".join(text.split())


def times_apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The times of a question, each once."""
    return tuple(dict.fromkeys(spans))
