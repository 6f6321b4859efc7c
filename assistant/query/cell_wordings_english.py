"""The wordings of English questions for cells, each with what it asks: a level, a change, a ratio, the highest year.

A wording is a pattern over a question whose times are marks; its groups `m` and `n` are the measures, `t` what is left
of times. The first that fits is taken.
"""

import re
from collections.abc import Callable

from assistant.query.asked_cells import MARK, Work
from index.patterns import regex

_T = MARK
MOVES = (
    r"(?:change[ds]?|increase[sd]?|decrease[sd]?|grow|grew|grown|rise|rose|"
    r"fall|fell|declined?|drop(?:ped)?|improved?|(?:go|went|gone|come|came) (?:up|down)|expand(?:ed)?)"
)
MOVE_NOUN = (
    r"(?:changes?|increases?|decreases?|growth|declines?|rises?|drops?|reductions?|difference|movement|variance|fall)"
)
PERCENT = r"(?:percentage|percent|per cent|%)"
_BE = r"(?:is|was|are|were|be)"
_UP, _DOWN = (
    regex(r"increas|grow|grew|rise|rose|improv|up\b|expand|higher|more|larger|greater|exceed"),
    regex(r"decreas|fall|fell|declin|drop|down\b|lower|less|smaller"),
)

# What is left of times behind a measure.
_LEFT_OF_TIMES = (
    r"(?P<t>(?:\s*⏱|\s+(?:in|for|at|as of|during|on|by|to|and|from|over|against|versus|compared (?:with|to))\b"
    r"|\s+vs\.?|\s*,)*)"
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


BEST = (
    r"(?:the )?(?:larg(?:est|er)|high(?:est|er)|great(?:est|er)|bigg(?:est|"
    r"er)|most|low(?:est|er)|small(?:est|er)|least|less|fewe(?:st|r)|maximum|"
    r"minimum|more)"
)
_WHICH_YEAR = r"(?:in )?(?:which|what) (?:of the )?(?:periods?|quarters?|⏱)"
COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COURSE = (
    r"(?:developed?|evolved?|changed?|progressed|moved|gone|went|fared?|trended|varied|vary)"
    r"(?: (?:over (?:the )?(?:years|time)|year by year|so far))?"
)
OVER = rf"(?:over|for|in|during|across) (?:the |these )?(?:last|past) (?:{'|'.join(COUNTS)}|\d{{1,2}}) years"
SINCE = rf"\b(?:since|than|against|versus|compared (?:with|to)|relative to|from)\b[^{_T}]{{0,24}}{_T}"


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
            rf"(?:the )?(?P<m>.+?)(?: been)? {OVER}"
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
    (
        rf":? ?(?P<m>[^{_T}]+?)(?: in| for|,| ,)? {_T} (?:against|versus|vs\.?|compared (?:with|to)) {_T}",
        _one(Work.CHANGE),
    ),
    (
        (
            r"how much (?:more|less|fewer) (?:did|was|were|does) (?:(?:it|they) )?"
            rf"(?:spent?|earn|pay|paid|make|made|report)(?: on| in)? (?P<m>.+?) in {_T} than in {_T}"
        ),
        _one(Work.CHANGE),
    ),
    (
        (
            r"how (?:did|do|does|has|have) (?P<m>.+?) compared? (?:with|to|against) (?:that of |those of )?(?:the )?"
            r"(?:year (?:before|earlier)|same (?:period|quarter|months) (?:of )?(?:a|the) year (?:before|earlier|ago)"
            rf"|prior[- ]year(?: period| quarter)?|previous year|last year|a year (?:earlier|ago|before))"
            rf"(?P<t>(?: {_T})?)"
        ),
        _one(Work.CHANGE),
    ),
    (r"(?:what is |calculate )?(?:add up|add|combine|sum up) (?:the )?(?P<m>.+?) and (?P<n>.+)", _two(Work.SUM)),
    (
        (
            rf"{_WHICH_YEAR} (?:did|has|had|have) (?P<m>.+?) (?:(?:was|were|had|"
            rf"have) )?(?:reach |record |report |show )?(?P<way>{BEST})(?: value|"
            rf" amount| level)?.*"
        ),
        _most,
    ),
    (
        (
            rf"{_WHICH_YEAR} (?:{_BE}|had|has|have|saw|recorded|reported) (?:the "
            rf")?(?P<way>{BEST}) (?:amount of |value of |level of )?(?P<m>.+)"
        ),
        _most,
    ),
    (
        (
            rf"{_WHICH_YEAR} (?:{_BE}|had|has) (?P<m>.+?) (?P<way>{BEST})(?: value|"
            rf" amount| level)?(?: of| in| between| for| among| from)?.*"
        ),
        _most,
    ),
    (
        (
            rf"(?:by )?(?:what|how much|how many)(?: is| was| were)?(?: the)? ?{PERCENT} "
            rf"(?:points? )?(?:did|does|has|have|had) (?P<m>.+?) {MOVES}(?P<t>.*)"
        ),
        _one(Work.PERCENT_CHANGE),
    ),
    (
        rf"(?:what|how much|how large|how big) {_BE} (?:the )?{PERCENT} {MOVE_NOUN} (?:in|of|for|on) (?P<m>.+)",
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
            rf"(?:what|how much) {_BE} (?:the )?(?P<m>.+?) (?:growth rate|{PERCENT} {MOVE_NOUN}"
            rf"|growth)(?P<t>(?: (?:in|for|from|between|over|during)\b.*|\s*⏱.*)?)"
        ),
        _one(Work.PERCENT_CHANGE),
    ),
    (
        (
            r"(?:by )?how (?:much|many|far|fast)(?: [a-z-]+){0,2}? "
            rf"(?:did|does|has|have|had) (?P<m>.+?) {MOVES}(?P<t>.*)"
        ),
        _one(Work.CHANGE),
    ),
    (rf"(?:what|how much|how large) {_BE} (?:the )?{MOVE_NOUN} (?:in|of|for) (?P<m>.+)", _one(Work.CHANGE)),
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
            rf")?as a (?:{PERCENT}|proportion|share|fraction) of (?P<n>.+)"
        ),
        _two(Work.SHARE),
    ),
    (
        (
            rf"(?:what|how much|how large|how big) {_BE} (?:the )?(?:{PERCENT}|"
            rf"proportion|share|fraction) (?:of )(?P<m>.+?) (?:over|in|to|out of|"
            rf"within|among|against|as part of|as a part of|relative to) (?P<n>(?:the "
            rf")?(?:total|all|net|overall|consolidated)\b.+)"
        ),
        _two(Work.SHARE),
    ),
    (
        (
            rf"(?:what|how much|how large)(?: {_BE})?(?: the| a)? ?(?:{PERCENT}|"
            rf"proportion|share|fraction) of (?P<n>.+?) (?:{_BE}|did|does|do|came "
            rf"from|comes from|come from|consists? of|consisted of|comprised?|(?:{_BE} "
            rf")?(?:made up|represented|accounted for|attributable|attributed|contributed|"
            rf"derived|spent|earned)(?: by| of| to| from| for| on| in)?|(?:went|goes) (?:to|into|on)|"
            rf"pertains? to|relates? to) (?P<m>.+?)"
            rf"(?: (?:account for|represent|make up|comprise|constitute|contribute)"
            rf")?"
            r"(?P<t>(?:\s*⏱|\s+(?:in|for|during|on|of|at)\b|\s*,)*)"
        ),
        _two(Work.SHARE),
    ),
    (
        (
            rf"(?:what|how much) {_BE} (?:the )?{PERCENT} constitution of (?P<m>.+?)"
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
    (rf"(?:did|has|have|had) (?P<m>.+?) (?P<way>{MOVES})(?P<t>.*)", _moved),
    (r"(?:was|were|is|are) (?P<m>.+?) (?P<way>higher|larger|greater|more|lower|smaller|less)(?P<t> .*than.*|)", _moved),
    (
        (
            r"(?:what|how much|how many|how large|how high|how big|what amount)"
            r" (?:of )?(?P<m>.+?) (?:did|does|do|had|has|have|was|were|is|are)"
            r" (?:(?:it|they|you|we)\b ?)?(?:have|has|had|report|record|generate|carry|keep|list|"
            r"book|receive|collect|lose|"
            r"earn|spend|spent on|hold|own|owe|incur|post|make|recorded|reported|"
            r"generated|incurred|paid|pay|there|achieve|recognize)?(?: on| for|"
            r" in)?" + _LEFT_OF_TIMES
        ),
        _one(Work.VALUE),
    ),
    (
        (
            r"(?:what|how much|how many) (?P<m>[^⏱]+?) (?:did|does|has|had) (?P<g>[^⏱]+?) "
            r"(?:have|has|had|report|record|generate|make|made|earn|post|show|bring(?: in)?|take(?: in)?)"
            + _LEFT_OF_TIMES
        ),
        _of_whom,
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
            r"how much (?:cash |money )?(?:did|does|do|has|have|had) (?:(?:it|they|you|we)\b ?)?"
            r"(?:spend|spent|pay|paid|lay out|use)(?: out)? (?:on|for|to|in) (?:repurchas|buy|retir)(?:e|ing)?"
            r"(?: back)? (?:(?:of )?its (?:own )?)?(?:common )?(?:stock|shares)(?P<t>.*)"
        ),
        lambda _: (Work.VALUE, ["share repurchases"]),
    ),
    (
        (
            r"how much (?:cash |money )?(?:did|does|do|has|have|had) (?:(?:it|they|you|we)\b ?)?"
            r"(?:spend|spent|invest|invested|pay|paid)(?: out)?(?: on| in| for)? (?P<m>.+)"
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
        r"(?:what|how much) (?:did|does|do|has|have) ?(?:it |they )?(?:sell|sold) (?:in|to) (?!⏱)(?P<m>[^⏱]+?)"
        + _LEFT_OF_TIMES,
        lambda match: (Work.VALUE, [f"net sales {match['m']}"]),
    ),
    (
        (
            r"(?:what|how much) (?:did|does|do) (?P<m>.+?) (?:sell|take(?: in)?|bring(?: in)?|make)"
            r"(?: in (?:sales|revenues?))?"
            r"(?P<t>(?:\s*⏱|\s+(?:in|for|during|over|on|and)\b|\s*,)*)"
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
# Without a verb: how many lost-time injuries in 2024?
_SHAPES = (
    *_SHAPES,
    (
        r"(?:how much|how many) (?P<m>(?:(?!\b(?:did|does|do|was|were|is|are|has|have|had|will|would|can)\b)[^⏱])+?)"
        + _LEFT_OF_TIMES,
        _one(Work.VALUE),
    ),
)
# For which years a figure is told, in the plural: the columns that have it.
TIMES_TOLD = (
    regex(
        r"(?:(?:in|for|of) )?(?:which|what) (?:fiscal |financial )?(?:years|periods) (?:is|was|are|were|has|have)"
        r" (?P<m>.+?) (?:been )?(?:calculated|computed|provided|disclosed|shown|presented|reported|recorded|given"
        r"|listed|available|measured)(?: for| in)?"
    ),
    regex(
        r"(?:(?:in|for|of) )?(?:which|what) (?:fiscal |financial )?(?:years|periods) (?:does|do)"
        r" (?:the )?(?:tables?|report|it) (?:provide|show|give|present|contain|have|include|report|tell)"
        r"(?: the)?(?: information| data| figures| details| values)?(?: for| on| of| about| regarding)? (?P<m>.+)"
    ),
)
WORDINGS = tuple((regex(shape), read) for shape, read in _SHAPES)
