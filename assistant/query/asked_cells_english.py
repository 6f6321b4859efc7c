"""The shapes of English questions for cells: a level, a change, a ratio, an average, the year of the highest."""

import re
from collections.abc import Callable, Sequence

from assistant.query.asked_cells import MARK, AskedCells, Marked, Measure, Work, marked, measure_of
from index.ledger.entry import Span
from index.ledger.times import Times

_T = MARK
# What tells how to answer, and names nothing asked for: "If data is not available return N/A."
_TAIL = re.compile(
    r"(?<=[?.!])\s*(?:please|if|answer|return|respond|reply|give|provide|express|round|state|use|note|report)\b.*$"
    r"|,?\s*(?:please\s+)?(?:expressed|rounded|stated)\s+(?:in|to|as)\b(?!.*\b(?:19|20)\d\d\b).*$"
    r"|\s*\((?:in|round|rounded|please|if)\b[^)]*\)"
    r"|,\s*in (?:metric )?(?:tonnes|tons|kilograms|hours|percent)\b[^,?]*(?=\??$)",
    re.IGNORECASE | re.DOTALL,
)
_LEAD = re.compile(
    r"^(?:(?:and|so|please|according to [^,]*|based on [^,]*|per the [^,]*)[,\s]+"
    r"|(?:can|could|would) you (?:please )?(?:tell|give|show) (?:me|us)\s+|(?:please )?(?:tell|give|show) (?:me|us)\s+"
    r"|(?:please )?(?:calculate|compute|determine|find|state|provide)\s+|i(?:'d| would) like to know\s+)+",
    re.IGNORECASE,
)
_AROUND = re.compile(
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
_JOINS = re.compile(
    r"(?:^|\s)(?:in|for|at|as of|during|of|on|from|to|between|and|by|the|"
    r"over|with|than|,|versus|vs\.?|compared (?:to|with))(?=\s|$)"
)
_MOVES = (
    r"(?:change[ds]?|increase[sd]?|decrease[sd]?|grow|grew|grown|rise|rose|"
    r"fall|fell|declined?|drop(?:ped)?|improved?|(?:go|went|gone|come|came) (?:up|down)|expand(?:ed)?)"
)
_MOVE_NOUN = (
    r"(?:changes?|increases?|decreases?|growth|declines?|rises?|drops?|reductions?|difference|movement|variance|fall)"
)
_PERCENT = r"(?:percentage|percent|per cent|%)"
_BE = r"(?:is|was|are|were|be)"
_EITHER_WAY = re.compile(r"\b(increase|decrease)\s*/?\s*\(?(?:increase|decrease)\)?", re.IGNORECASE)
_OWNERS = re.compile(
    r"\b(?:the )?(?:company|group|firm|corporation|registrant)(?:['’]s|['’])|\b(?:its|their)\b", re.IGNORECASE
)
_YOY = re.compile(r"\b(?:year[- ](?:over|on|to)[- ]year|yoy|y[/-]o[/-]y|annual)\b", re.IGNORECASE)
_UP, _DOWN = (
    re.compile(r"increas|grow|grew|rise|rose|improv|up\b|expand|higher|more|larger|greater|exceed"),
    re.compile(r"decreas|fall|fell|declin|drop|down\b|lower|less|smaller"),
)

_Read = Callable[[re.Match[str]], tuple[Work, list[str]]]


def _one(work: Work) -> _Read:
    return lambda match: (work, [match["m"]])


def _two(work: Work) -> _Read:
    return lambda match: (work, [match["m"], match["n"]])


def _of_whom(match: re.Match[str]) -> tuple[Work, list[str]]:
    """What did AWS earn in operating income: AWS operating income."""
    return Work.VALUE, [f"{match['g']} {match['m']}"]


def _spent(match: re.Match[str]) -> tuple[Work, list[str]]:
    """What is paid for a thing that a balance sheet tells the worth of: the cash paid, not the worth."""
    owned = re.match(
        r"(?:buy(?:ing)? |the |its )*(?P<what>property.*?|equipment|pp&e|capital)(?=\s*⏱|\s+(?:in|for|during)\b|$)",
        match["m"],
    )
    return Work.VALUE, [f"purchases of {match['m']}" if owned else match["m"]]


def _moved(match: re.Match[str]) -> tuple[Work, list[str]]:
    return (Work.FELL if _DOWN.search(match["way"]) else Work.ROSE), [match["m"]]


def _most(match: re.Match[str]) -> tuple[Work, list[str]]:
    lowest = re.search(r"low|small|least|less|fewe|minimum", match["way"])
    return (Work.LOWEST if lowest else Work.HIGHEST), [match["m"]]


_BEST = (
    r"(?:the )?(?:larg(?:est|er)|high(?:est|er)|great(?:est|er)|bigg(?:est|"
    r"er)|most|low(?:est|er)|small(?:est|er)|least|less|fewe(?:st|r)|maximum|"
    r"minimum|more)"
)
_WHICH_YEAR = r"(?:in )?(?:which|what) (?:of the )?(?:periods?|quarters?|⏱)"
_COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COURSE = (
    r"(?:developed?|evolved?|changed?|progressed|moved|gone|went|fared?|trended|varied|vary)"
    r"(?: (?:over (?:the )?(?:years|time)|year by year|so far))?"
)
_OVER = rf"(?:over|for|in|during|across) (?:the |these )?(?:last|past) (?:{'|'.join(_COUNTS)}|\d{{1,2}}) years"
_SINCE = rf"\b(?:since|than|against|versus|compared (?:with|to)|relative to|from)\b[^{_T}]{{0,24}}{_T}"


def _of_two(match: re.Match[str]) -> tuple[Work, list[str]]:
    smaller = re.search(r"less|lower|smaller|fewer", match["way"])
    return (Work.SMALLER if smaller else Work.LARGER), [match["m"], match["n"]]


_TWO_OF = rf"[,:;]\s*(?P<m>[^{_T},]+?) or (?P<n>[^{_T},]+)"
_HAD = "sold|earned|made|took in|brought in|had|generated|recorded|reported|posted|was|were|is"
_MORE_OF = r"(?P<way>more|less|larger|bigger|higher|lower|smaller|greater|fewer)"
# The first that fits the whole question decides.
_SHAPES: tuple[tuple[str, _Read], ...] = (
    (
        rf"how (?:have|has|did|do|does) (?P<m>.+?) {_COURSE}(?P<t>(?: (?:since|from|between|over|during|in)\b.*)?)",
        _one(Work.COURSE),
    ),
    (
        (
            r"(?:(?:what|how) (?:was|were|is|are|has|have|did) |(?:show|list|give)(?: me)? )?"
            rf"(?:the )?(?P<m>.+?)(?: been)? {_OVER}"
        ),
        _one(Work.COURSE),
    ),
    (
        (
            r"(?:show |list |give )(?:me )?(?:the )?(?P<m>.+?) "
            r"(?:by year|for (?:each|every) year|over the years)(?P<t>.*)"
        ),
        _one(Work.COURSE),
    ),
    (
        (rf"which (?:\w+ ){{0,3}}?(?:{_HAD}) (?:the )?{_MORE_OF}(?P<t>[^,:;]*){_TWO_OF}"),
        _of_two,
    ),
    (rf":? ?(?P<m>[^{_T}]+?) in {_T} (?:against|versus|vs\.?|compared (?:with|to)) {_T}", _one(Work.CHANGE)),
    (
        (
            r"how much (?:more|less|fewer) (?:did|was|were|does) (?:(?:it|they) )?"
            rf"(?:spent?|earn|pay|paid|make|made|report)(?: on| in)? (?P<m>.+?) in {_T} than in {_T}"
        ),
        _one(Work.CHANGE),
    ),
    (r"(?:what is |calculate )?(?:add up|add|combine|sum up) (?:the )?(?P<m>.+?) and (?P<n>.+)", _two(Work.SUM)),
    (
        (
            rf"{_WHICH_YEAR} (?:did|has|had|have) (?P<m>.+?) (?:(?:was|were|had|"
            rf"have) )?(?:reach |record |report |show )?(?P<way>{_BEST})(?: value|"
            rf" amount| level)?.*"
        ),
        _most,
    ),
    (
        (
            rf"{_WHICH_YEAR} (?:{_BE}|had|has|have|saw|recorded|reported) (?:the "
            rf")?(?P<way>{_BEST}) (?:amount of |value of |level of )?(?P<m>.+)"
        ),
        _most,
    ),
    (
        (
            rf"{_WHICH_YEAR} (?:{_BE}|had|has) (?P<m>.+?) (?P<way>{_BEST})(?: value|"
            rf" amount| level)?(?: of| in| between| for| among| from)?.*"
        ),
        _most,
    ),
    (
        (
            rf"(?:by )?(?:what|how much|how many)(?: is| was| were)?(?: the)? ?{_PERCENT} "
            rf"(?:points? )?(?:did|does|has|have|had) (?P<m>.+?) {_MOVES}(?P<t>.*)"
        ),
        _one(Work.PERCENT_CHANGE),
    ),
    (
        rf"(?:what|how much|how large|how big) {_BE} (?:the )?{_PERCENT} {_MOVE_NOUN} (?:in|of|for|on) (?P<m>.+)",
        _one(Work.PERCENT_CHANGE),
    ),
    (
        (
            rf"(?:what|how much) {_BE} (?:the )?(?:rate of growth|growth rate|rate "
            rf"of change|rate of increase)(?: in| of| for)? (?P<m>.+)"
        ),
        _one(Work.PERCENT_CHANGE),
    ),
    (
        (
            rf"(?:what|how much) {_BE} (?:the )?(?P<m>.+?) (?:growth rate|{_PERCENT} {_MOVE_NOUN}"
            rf"|growth)(?P<t>(?: (?:in|for|from|between|over|during)\b.*|\s*⏱.*)?)"
        ),
        _one(Work.PERCENT_CHANGE),
    ),
    (
        (
            r"(?:by )?how (?:much|many|far|fast)(?: [a-z-]+){0,2}? "
            rf"(?:did|does|has|have|had) (?P<m>.+?) {_MOVES}(?P<t>.*)"
        ),
        _one(Work.CHANGE),
    ),
    (rf"(?:what|how much|how large) {_BE} (?:the )?{_MOVE_NOUN} (?:in|of|for) (?P<m>.+)", _one(Work.CHANGE)),
    (
        (
            r"(?:what|how much) (?:is|was|are|were) (?:the )?(?:ratio) of (?P<m>.+?)"
            r" (?:to|over|against|divided by|and) (?P<n>.+)"
        ),
        _two(Work.RATIO),
    ),
    (r"(?:what|how much) (?:is|was|are|were) (?:the )?(?:ratio) between (?P<m>.+?) and (?P<n>.+)", _two(Work.RATIO)),
    (r"(?:what|how much) (?:is|was|are|were) (?:the )?(?P<m>.+?)[- ]to[- ](?P<n>.+?) ratio(?P<t>.*)", _two(Work.RATIO)),
    (
        (
            rf"(?:what|how much) (?:is|was|are|were|do|does|did) (?P<m>.+?) (?:expressed "
            rf")?as a (?:{_PERCENT}|proportion|share|fraction) of (?P<n>.+)"
        ),
        _two(Work.SHARE),
    ),
    (
        (
            rf"(?:what|how much|how large|how big) {_BE} (?:the )?(?:{_PERCENT}|"
            rf"proportion|share|fraction) (?:of )(?P<m>.+?) (?:over|in|to|out of|"
            rf"within|among|against|as part of|as a part of|relative to) (?P<n>(?:the "
            rf")?(?:total|all|net|overall|consolidated)\b.+)"
        ),
        _two(Work.SHARE),
    ),
    (
        (
            rf"(?:what|how much|how large)(?: {_BE})?(?: the| a)? ?(?:{_PERCENT}|"
            rf"proportion|share|fraction) of (?P<n>.+?) (?:{_BE}|did|does|do|came "
            rf"from|comes from|come from|consists? of|consisted of|comprised?|(?:{_BE} "
            rf")?(?:made up|represented|accounted for|attributable|attributed|contributed|"
            rf"derived|spent|earned)(?: by| of| to| from| for| on| in)?|(?:went|goes) (?:to|into|on)|"
            rf"pertains? to|relates? to) (?P<m>.+?)"
            rf"(?: (?:account for|represent|make up|comprise|constitute|contribute)"
            rf")?"
        ),
        _two(Work.SHARE),
    ),
    (
        (
            rf"(?:what|how much) {_BE} (?:the )?{_PERCENT} constitution of (?P<m>.+?)"
            rf" (?:in|over|to|among|within|out of) (?P<n>.+)"
        ),
        _two(Work.SHARE),
    ),
    (
        (
            r"(?:how much|what) (?:more|less|higher|lower|larger|greater|smaller)"
            r" (?:was|were|is|are) (?P<m>.+?) than (?P<n>.+)"
        ),
        _two(Work.DIFFERENCE),
    ),
    (r"(?:by )?how much (?:did|does|do) (?P<m>.+?) exceed (?P<n>.+)", _two(Work.DIFFERENCE)),
    (
        r"(?:what|how much) (?:is|was|are|were) (?:the )?difference between (?P<m>.+?) and (?P<n>.+)",
        _two(Work.DIFFERENCE),
    ),
    (
        (
            r"(?:what|how much) (?:is|was|are|were) (?:the )?(?:⏱ )?average (?:annual "
            r"|yearly |of |value of |amount of )*(?:the )?(?P<m>.+)"
        ),
        _one(Work.AVERAGE),
    ),
    (
        (
            r"(?:what|how much) (?:is|was|are|were) (?:the )?(?:sum|combined total|"
            r"aggregate|combined amount) (?:of )?(?:the )?(?P<m>.+?) and (?P<n>.+)"
        ),
        _two(Work.SUM),
    ),
    (
        (
            r"(?:what|how much) (?:is|was|are|were) (?:the )?(?:sum|combined total|"
            r"aggregate|combined amount|combined) (?:of )?(?:the )?(?P<m>.+)"
        ),
        _one(Work.SUM),
    ),
    (rf"(?:did|has|have|had) (?P<m>.+?) (?P<way>{_MOVES})(?P<t>.*)", _moved),
    (r"(?:was|were|is|are) (?P<m>.+?) (?P<way>higher|larger|greater|more|lower|smaller|less)(?P<t> .*than.*|)", _moved),
    (
        (
            r"(?:what|how much|how many|how large|how high|how big|what amount)"
            r" (?:of )?(?P<m>.+?) (?:did|does|do|had|has|have|was|were|is|are)"
            r" (?:(?:it|they|you|we)\b ?)?(?:have|has|had|report|record|generate|carry|keep|list|"
            r"book|receive|collect|lose|"
            r"earn|spend|spent on|hold|own|owe|incur|post|make|recorded|reported|"
            r"generated|incurred|paid|pay|there|achieve|recognize)?(?: on| for|"
            r" in)?(?P<t>(?:\s*⏱|\s+(?:in|for|at|as of|during|on|by|to|and|from)"
            r"\b|,)*)"
        ),
        _one(Work.VALUE),
    ),
    (
        (
            r"how much (?:stock|of its (?:own )?(?:stock|shares)|(?:common )?stock|shares?) (?:did|has|had)"
            r" (?:(?:it|they)\b ?)?(?:buy|bought|purchase|repurchase)d?(?: back)?(?P<t>.*)"
        ),
        lambda _: (Work.VALUE, ["share repurchases"]),
    ),
    (
        (
            r"how much (?:did|does|do|has|have|had) (?:(?:it|they|you|we)\b ?)?"
            r"(?:spend|spent|invest|invested|pay|paid)(?: on| in| for| out for)? (?P<m>.+)"
        ),
        _spent,
    ),
    (
        (
            r"how much (?:did|does|do|has|have|had) (?:(?:it|they|you|we)\b ?)?(?:earn|report|generate|record|owe|make|"
            r"incur|recognize|take in|bring in|get|receive|collect|carry|hold|have|book|lose)"
            r"(?: on| in| for| as| from)? (?P<m>.+)"
        ),
        _one(Work.VALUE),
    ),
    (
        (
            r"what (?:did|does|do) (?P<g>.*?) ?\b"
            r"(?:earn|make|report|record|post|show|have|hold|spend|pay|incur|book|collect)"
            r" (?:in|on|for|as|from) (?P<m>.+)"
        ),
        _of_whom,
    ),
    (
        (
            r"(?:what|how much) (?:did|does|do) (?P<m>.+?) (?:sell|take in|bring in)"
            r"(?P<t>(?:\s*⏱|\s+(?:in|for|during|on)\b|,)*)"
        ),
        lambda match: (Work.VALUE, [f"{match['m']} sales"]),
    ),
    (
        (
            r"(?:what|how much|how many|how large|how high|how big) (?:is|was|"
            r"are|were|did|do|does|has|have|had|about) (?P<m>.+)"
        ),
        _one(Work.VALUE),
    ),
    (
        (
            r"(?!(?:what|how|which|did|was|were|is|are|who|when|why|where|does|"
            r"do|has|have|can|could|in|to|for)\b):? ?(?P<m>.+)"
        ),
        _one(Work.VALUE),
    ),
)
_SHAPES = (
    *_SHAPES,
    (
        (
            r"(?:what|how much|how many) (?P<m>.+?) (?:was|were|is|are|had|has|have)"
            r" (?:outstanding|left|there|held|owed|due|unpaid"
            r"|(?:there )?(?:on|in) (?:the |its )?(?:balance sheet|books))"
            r"(?P<t>(?:\s*⏱|\s+(?:in|for|at|as of|during|on|by)\b|,)*)"
        ),
        _one(Work.VALUE),
    ),
)
# For which years a figure is told, in the plural: the columns that have it.
_TIMES_TOLD = (
    re.compile(
        r"(?:(?:in|for|of) )?(?:which|what) (?:fiscal |financial )?(?:years|periods) (?:is|was|are|were|has|have)"
        r" (?P<m>.+?) (?:been )?(?:calculated|computed|provided|disclosed|shown|presented|reported|recorded|given"
        r"|listed|available|measured)(?: for| in)?"
    ),
    re.compile(
        r"(?:(?:in|for|of) )?(?:which|what) (?:fiscal |financial )?(?:years|periods) (?:does|do)"
        r" (?:the )?(?:tables?|report|it) (?:provide|show|give|present|contain|have|include|report|tell)"
        r"(?: the)?(?: information| data| figures| details| values)?(?: for| on| of| about| regarding)? (?P<m>.+)"
    ),
)
_COMPILED = tuple((re.compile(shape), read) for shape, read in _SHAPES)
# A single figure is no answer to these, where nothing could be worked out.
_WORKED_OUT = re.compile(
    rf"\b{_PERCENT} (?:points? )?{_MOVE_NOUN}|\b{_MOVE_NOUN} (?:in|of|between)"
    rf"\b|\bratio of\b|\bproportion of\b|\baverage\b|\bdifference\b"
    rf"|\bas a {_PERCENT} of\b|\bgrowth rate\b|\bhow much (?:did|has|have|"
    rf"does) .+ {_MOVES}\b|\b(?:sum|combined total) of\b|\bexceed"
    rf"|\b{_PERCENT} (?:of|constitution)\b|\b(?:current|quick|debt)[- ]ratio\b|\bacross all\b|\baltogether\b"
    r"|\btotal\b.*\b(?:19|20)\d\d (?:and|to) (?:fiscal )?(?:19|20)\d\d\b"
    rf"|\b(?:which|what) (?:fiscal |financial )?(?:year|quarter|period)s? "
    rf".*\b{_BEST}\b|{_PERCENT} (?:did|has|have|does)\b|\bhow many (?:years|"
    rf"quarters)\b"
    rf"|\bhow much (?:more|less|higher|lower|larger|greater|smaller)\b",
    re.IGNORECASE,
)


# What is told in words, though it speaks of a change: why, what caused it, what it is due to.
_ASKS_WORDS = re.compile(
    r"^\s*(?:why|where|who|when|how (?:is|are|was|were|does|do|did) (?!.*\b(?:change|"
    r"increase|decrease|grow|fall|rise)\b))|\b(?:reasons?|caused?|causes|"
    r"due to|drove|driven|driver|impact(?:ed|s)?|affect(?:ed|s)?"
    r"|attribut\w+|recogni[sz]ed (?:as|in)|explain|relates? to|included in|mean)\b",
    re.IGNORECASE,
)
# "What is goodwill?" asks what it means; an amount is asked for with its time, or by one of these words.
_ASKS_MEANING = re.compile(
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
    text = _TAIL.sub("", question.strip())
    text = _LEAD.sub("", re.sub(r"\s+", " ", text)).rstrip("?!. ")
    told = marked(text, times, names)
    plain = _with_year_ends(told, times)
    plain = Marked(_OWNERS.sub(" ", _EITHER_WAY.sub(r"\1", plain.text)), plain.times)
    plain = Marked(_YOY.sub(" ", plain.text), plain.times)
    plain = Marked(" ".join(plain.text.lower().split()), plain.times)
    if (part := _part_asked(plain)) is not None:
        return [part]
    for shape in _TIMES_TOLD:
        if (match := shape.fullmatch(plain.text)) and (measure := measure_of(_plain(match["m"]), ())):
            return [AskedCells(Work.TIMES, (measure,), plain.times)]
    plain = Marked(
        re.sub(r"(?<=which )(?:fiscal |financial )?years?\b|(?<=what )(?:fiscal |financial )?years?\b", _T, plain.text),
        plain.times,
    )
    plain = _told_behind(plain)
    found: list[AskedCells] = []
    for shape, read in _COMPILED:
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
    re.compile(rf"which (?:of )?(?:the |its |their )?(?:[a-z' -]+? )??{_PARTS} {rest}")
    for rest in (
        (
            r"(?:had|has|have|generated|reported|recorded|contributed|showed|saw|earned|brought in|posted|made)"
            rf"(?: the)? (?P<way>{_BEST}) (?:amount of |level of |in )?(?P<m>.+)"
        ),
        rf"(?:sold|sells) (?:the )?(?P<way>{_BEST})(?P<t>(?:\s*⏱|\s+(?:in|for|during|on)\b|,)*)",
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
            return AskedCells(Work.SMALLEST_PART if lowest else Work.LARGEST_PART, (measure,), times, match["k"])
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
    since = len(plain.times) == 1 and re.search(_SINCE, plain.text) is not None
    return AskedCells(work, tuple(measures), plain.times, since, _last_years(plain.text))


_HEAD = re.compile(r"(?:net |total |gross )?(?:sales|revenues?|income|costs?|expenses?|emissions|assets|liabilities)$")


def _with_head(one: Measure, other: Measure) -> Measure:
    """Of Mac and iPad net sales the first is of net sales, too."""
    head = _HEAD.search(other.text)
    if head is None or _HEAD.search(one.text) or head.start() == 0:
        return one
    return measure_of(f"{one.text} {head[0]}", one.times) or one


def _last_years(text: str) -> int:
    """How many years at the end are asked about: the last three years; 0 where that is not said."""
    match = re.search(_OVER, text)
    count = match[0].split()[-2] if match is not None else ""
    return int(count) if count.isdigit() else _COUNTS.index(count) + 2 if count in _COUNTS else 0


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
