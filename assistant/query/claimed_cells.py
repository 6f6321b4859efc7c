"""An English statement about figures of tables, as the questions that it answers and the figures that it tells.

"Apple spent $15.2 billion on research in the quarter" answers "how much did Apple spend on research in the quarter":
what is measured, and when, is then read as of any question, and nothing of the statement is dropped.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from assistant.query.asked_cells import Work
from index.facts.english_words import words
from index.facts.fact import Bound, Context, Figure
from index.patterns import regex


class Told(StrEnum):
    """What a statement tells of cells: a level, a change, a share, which way it went, which is larger."""

    LEVEL = "level"
    BEFORE = "before"  # the level of the year before
    CHANGE = "change"
    SHARE = "share"
    WAY = "way"
    LARGER = "larger"


# What a question must ask for each.
ASKS = {
    Told.LEVEL: frozenset({Work.VALUE}),
    Told.BEFORE: frozenset({Work.VALUE}),
    Told.CHANGE: frozenset({Work.CHANGE, Work.PERCENT_CHANGE}),
    Told.SHARE: frozenset({Work.SHARE}),
    Told.WAY: frozenset({Work.ROSE, Work.FELL}),
    Told.LARGER: frozenset({Work.DIFFERENCE}),
}


@dataclass(frozen=True, slots=True)
class CellClaim:
    """One thing that a statement says of cells: the `question` it answers and the figure that it tells as the answer.

    `way` is 1 where it says that a measure rose, or is the larger, -1 for the other way, else 0. `span` is where the
    figure, or the word for the way, stands in the statement. `a_loss`: the figure is told of a loss. `yearly`: what it
    says of a change is said to be against the year before.
    """

    question: str
    told: Told
    figure: Figure | None
    way: int
    span: tuple[int, int]
    a_loss: bool = False
    yearly: bool = False


_MARK = "◆"
_F = rf"{_MARK}\d+{_MARK}"
_NO = rf"[^{_MARK}]"
_UP = (
    r"rose|risen|rises|grew|grown|grows|increased|increases|climbed|jumped|surged|advanced|expanded|gained|soared"
    r"|improved|exploded|ballooned|swelled|leapt|leaped|rocketed|shot up|went up|(?:was|were|is|are) up"
    r"|(?:was|were) higher|(?:edged|inched|ticked|crept|nudged) (?:up|higher)"
)
_DOWN = (
    r"fell|fallen|falls|dropped|declined|decreased|decreases|slid|slipped|sank|shrank|tumbled|plunged|contracted|dipped"
    r"|eased|collapsed|slumped|crashed|went down|(?:was|were|is|are) down|(?:was|were) lower"
    r"|(?:edged|inched|ticked|crept) (?:down|lower)|cut|reduced|lowered|trimmed|slashed"
)
_MOVED = rf"(?P<way>{_UP}|{_DOWN})"
_MOVING = r"(?P<way>lifted|raised|increased|boosted|grew|expanded|cut|reduced|lowered|trimmed|slashed|decreased)"
# Without a figure only these say no more than the way.
_PLAINLY = (
    r"(?P<way>rose|grew|increased|went up|improved|(?:was|were) (?:up|higher|larger|greater)"
    r"|fell|dropped|declined|decreased|went down|shrank|(?:was|were) (?:down|lower|smaller|less))"
)
_FALLS = regex(
    rf"(?:{_DOWN}|(?:was|were) (?:smaller|less)(?: than)?|down|an? (?:decrease|drop|fall|decline|reduction) of"
    r"|(?:was|were) lower than)",
    re.IGNORECASE,
)
_STOOD = (
    r"(?:was|were|is|are|came in at|came to|amounted to|totall?ed|stood at|reached|hit|ran to|equall?ed|ended at"
    r"|(?:was|were) reported (?:at|as)|worked out at)"
)
_HAD = (
    r"(?:reported|posted|recorded|booked|had|has|earned|made|generated|took in|brought in|incurred|held|recognized"
    r"|recognised|took|logged|produced|delivered|showed|ran|collected|paid out|paid)"
)
_SIGN = r"(?:(?P<sign>an? [^◆,]{0,40}?(?:loss|losses|profit|income|gain)) of )?"


class _Shape(NamedTuple):
    """A wording of a statement: its pattern, what is measured, and the question for its figure."""

    pattern: re.Pattern[str]
    measure: str
    level: str = "what was {measure} {t}"


_LEVELS = tuple(
    _Shape(regex(shape, re.IGNORECASE | re.DOTALL), *put)
    for shape, *put in (
        (
            rf"(?P<g>{_NO}*?) ?\b(?:spent|invested) (?P<f>{_F}) (?:on|in) (?P<m>{_NO}+)(?P<t>)",
            "{m}",
            "how much did {g} spend on {m}",
        ),
        (rf"(?P<g>{_NO}*?) ?\b{_HAD} (?:an? )?(?P<f>{_F}) (?:of|in|from|as) (?P<m>{_NO}+)(?P<t>)", "{g} {m}"),
        (rf"(?P<g>{_NO}*?) ?\b{_HAD} (?:an? |the )?(?P<m>{_NO}+?) (?:of|at) (?P<f>{_F})(?P<t>{_NO}*)", "{g} {m}"),
        (rf"(?P<g>{_NO}*?) ?\b(?:took in|brought in|sold) (?P<f>{_F})(?: worth)?(?P<m>)(?P<t>{_NO}*)", "{g} revenue"),
        (
            rf"(?P<m>{_NO}+?) (?:earned|brought in|brought|made) (?P<g>{_NO}+?) (?P<f>{_F})(?P<t>{_NO}*)",
            "{g} {m} revenue",
        ),
        (rf"(?P<m>{_NO}+?),? {_STOOD} (?P<f>{_F})(?P<t>{_NO}*)", "{m}"),
    )
)
_BY_AND_TO = rf"(?: by (?P<by>{_F}))?(?:,? to (?P<f>{_F}))?"
_MOVES = tuple(
    regex(shape, re.IGNORECASE | re.DOTALL)
    for shape in (
        rf"(?P<m>{_NO}+?) {_MOVED} from (?P<before>{_F}) to (?P<f>{_F})(?P<t>{_NO}*)",
        rf"(?P<m>{_NO}+?) {_MOVED}(?:(?: by)? (?P<by>{_F})(?P<t1>{_NO}*?))?,? to {_SIGN}(?P<f>{_F})(?P<t>{_NO}*)",
        # Who moved it: Microsoft cut its research spending by 12%.
        rf"(?P<g>{_NO}+?) {_MOVING} (?:its|their|the) (?P<m>{_NO}+?){_BY_AND_TO}(?P<t>{_NO}*)",
        rf"(?P<m>{_NO}+?) {_MOVED}(?: by)? (?P<by>{_F})(?P<t>{_NO}*)",
        rf"(?P<m>{_NO}+?) (?P<by>{_F})(?P<t>{_NO}*)",
    )
)
_SHARE = regex(
    rf"(?P<m>{_NO}+?) (?:accounted for|made up|represented|contributed|brought in|formed|comprised|generated"
    rf"|took up|took|absorbed|ate up|consumed|was|were|is|are) (?P<f>{_F}) of (?P<n>{_NO}+)",
    re.IGNORECASE | re.DOTALL,
)
# "swung from a loss of ◆ to a profit of ◆": whose, of a part of the company, is its operating income.
_SWUNG = regex(
    rf"(?P<m>{_NO}*?) ?\b(?:swung|swings|turned|went|moved|returned) from an? (?P<was>[^◆,]{{0,24}}?(?:loss|profit))"
    rf" of (?P<before>{_F})(?P<t1>{_NO}*?) to an? (?P<now>[^◆,]{{0,24}}?(?:loss|profit)) of (?P<f>{_F})(?P<t>{_NO}*)",
    re.IGNORECASE | re.DOTALL,
)
_EARNINGS = ("net income", "operating income")
_UNCHANGED = regex(
    rf"(?P<m>{_NO}+?) (?:(?:was|were|stayed|remained|held) )?(?:unchanged|flat|level|steady|the same) at (?P<f>{_F})"
    rf"(?P<t>{_NO}*)",
    re.IGNORECASE | re.DOTALL,
)
_WAY = regex(rf"(?P<m>{_NO}+?) {_PLAINLY}(?P<t>{_NO}*)", re.IGNORECASE | re.DOTALL)
_LARGER = regex(
    rf"(?P<m>{_NO}+?) (?P<way>exceeded|(?:was|were) (?:larger|higher|greater|bigger|more|smaller|lower|less) than)"
    rf" (?P<n>{_NO}+)",
    re.IGNORECASE | re.DOTALL,
)
# What is told behind a level: by how much it changed, what it was before.
_TAIL_BY = regex(
    rf",? (?P<way>up|down|an? (?:increase|rise|gain|jump|growth|decrease|drop|fall|decline|reduction) of)"
    rf" (?P<by>{_F})(?P<t>{_NO}*)$",
    re.IGNORECASE,
)
_TAIL_FROM = regex(
    rf",? (?P<way>up from|down from|compared (?:with|to)|against|versus|from) {_SIGN}(?P<before>{_F})(?P<t>{_NO}*)$",
    re.IGNORECASE,
)
# Against what a change is, where that is the year before: what a change is against unless something else is said.
_AGAINST_YEAR = regex(
    r",?\s*\b(?:from|on|over|than|compared (?:with|to)|against|versus|in)"
    r" (?:(?:the|a|one) year (?:earlier|before|ago)|the (?:prior|previous|preceding) year|the year)"
    r"(?![a-z-]| (?:ended|ending|to|of|that)\b)"
    r"|,?\s*\b(?:(?:from|on|over|than|compared (?:with|to)|against|versus|in) )?the (?:same|corresponding|comparable"
    r"|year-ago|year-earlier|prior[- ]year) (?:quarter|period|months|half)"
    r"(?: (?:of |in )?(?:(?:a|the|one) year (?:earlier|before|ago)|the (?:prior|previous) year|last year))?(?! of| in)"
    r"|,?\s*\b(?:year[- ](?:over|on)[- ]year|yoy|(?:a|the|one) year (?:earlier|before|ago)|annually)\b",
    re.IGNORECASE,
)
# What is said of a level or a change beside it, and no table tells.
_DEGREES = regex(
    r"\b(?:significantly|substantially|slightly|sharply|same|new|different|particular|key|major|certain|well|only|just"
    r"|first(?! (?:quarter|half|three|six|nine)\b)|last time|ever|record|best|worst|highest|lowest)\b",
    re.IGNORECASE,
)
# What rose is not what fell: such clauses are held each by itself, where they can be told apart.
_TWO_CLAUSES = regex(
    r",?\s(?:yet|but|while|whereas|although|though|even (?:as|though)|because)\s+"
    r"(?:its|their|it|they|the|that|those)\b",
    re.IGNORECASE,
)
# How small or great a figure is felt to be, in front of it.
_BARELY = regex(r"\b(?:just|only|a mere|merely|some|a whopping|fully) (?=(?:\$|€|£|US\$|\d))", re.IGNORECASE)
_LOSS = regex(r"\bloss(?:es)?\b", re.IGNORECASE)
# What a measure did in one word, with the way.
_MULTIPLES = {"doubled": 1, "tripled": 1, "trebled": 1, "quadrupled": 1, "halved": -1}


# What may stand around a time.
_WHEN = frozenset(
    [
        *("in", "for", "at", "as", "of", "during", "on", "by", "over", "than", "from", "to", "between", "and"),
        *("against", "versus", "compared", "with", "the", "fiscal", "year", "quarter", "period", "months", "ended"),
    ]
)


def claims_of_cells(
    statement: str, times: Sequence[tuple[int, int]], names: Sequence[str] = ()
) -> list[list[CellClaim]]:
    """The ways to read a statement, the likeliest first; of each all it says must hold. Empty where none fits.

    `times` are the spans of the statement that tell a time: no figure is one. `names` are those of its company.
    """
    reader = _Statement(statement.rstrip(" .!"), times, names)
    if _DEGREES.search(reader.text) or _TWO_CLAUSES.search(reader.text):
        return []
    found = [reading for reading in reader.readings() if reading]
    if reader.yearly:  # "sales were $9 billion the year before" tells a level of that year
        found = [reading for reading in found if any(one.told in _OF_TWO_YEARS for one in reading)]
    return found


_OF_TWO_YEARS = frozenset({Told.BEFORE, Told.CHANGE, Told.WAY})


class _Statement:
    """A statement with its figures as marks, without what only says that a change is against the year before."""

    def __init__(self, text: str, times: Sequence[tuple[int, int]], names: Sequence[str]) -> None:
        self._figures = list(_figures(text, times))
        self._times = {text[start:end] for start, end in times}
        self._names = sorted(names, key=len, reverse=True)
        self.yearly = False
        pieces: list[str] = []
        self._origins: list[tuple[int, int]] = []  # of each piece its place here and in the statement
        at = length = 0
        cuts = [(start, end, f"{_MARK}{n}{_MARK}") for n, (start, end, _) in enumerate(self._figures)]
        for pattern in (_BARELY, _AGAINST_YEAR):
            for match in pattern.finditer(text):
                if not any(start < match.end() and match.start() < end for start, end, _ in cuts):
                    cuts.append((match.start(), match.end(), ""))
                    self.yearly = self.yearly or pattern is _AGAINST_YEAR
        for start, end, put in [*sorted(cuts), (len(text), len(text), "")]:
            self._origins.append((length, at))
            pieces += [text[at:start], put]
            length += start - at + len(put)
            at = end
        self.text = "".join(pieces)

    def readings(self) -> Iterator[list[CellClaim]]:
        """Each way to read it; an empty one where a part is no figure of its kind."""
        for head, tails in self._cut():
            for moved in filter(None, (shape.fullmatch(head) for shape in _MOVES)):
                yield self._moved(moved, tails)
            if not tails and (match := _SHARE.fullmatch(head)):
                question = f"what percentage of {match['n']} did {match['m']} account for"
                yield self._all([self._claim(Told.SHARE, question, match, "f", percent=True)])
            if not tails and (match := _SWUNG.fullmatch(head)):
                yield from (self._swung(match, earnings) for earnings in _EARNINGS)
            if not tails and (match := _UNCHANGED.fullmatch(head)):
                question = f"what was {match['m']} {match['t']}"
                yield self._all([self._claim(told, question, match, "f") for told in (Told.LEVEL, Told.BEFORE)])
            for shape in _LEVELS:
                if (match := shape.pattern.fullmatch(head)) is not None:
                    yield self._level(match, shape, tails)
            if not tails and (match := _WAY.fullmatch(head)):
                yield self._all([self._way(match["m"], match["t"], match)])
            if not tails and (match := _LARGER.fullmatch(head)):
                question = f"how much did {match['m']} exceed {match['n']}"
                yield self._all([self._claim(Told.LARGER, question, match, "way", way=_way_of(match["way"]))])

    def _cut(self) -> Iterator[tuple[str, list[re.Match[str]]]]:
        """The statement without what is told behind its level, and that; then as it is."""
        text, tails = self.text, list[re.Match[str]]()
        while match := next(filter(None, (tail.search(text) for tail in (_TAIL_BY, _TAIL_FROM))), None):
            tails.append(match)
            text = text[: match.start()]
        if tails:
            yield text, tails
        yield self.text, []

    def _level(self, match: re.Match[str], shape: _Shape, tails: Sequence[re.Match[str]]) -> list[CellClaim]:
        told = {name: group or "" for name, group in match.groupdict().items()}
        measure = shape.measure.format(**told)
        loss = _LOSS.search(measure) is not None
        found = [self._claim(Told.LEVEL, shape.level.format(measure=measure, **told), match, "f", loss=loss)]
        return self._all([*found, *self._behind(measure, told["t"], tails, loss)])

    def _moved(self, match: re.Match[str], tails: Sequence[re.Match[str]]) -> list[CellClaim]:
        told = match.groupdict()
        measure = f"{told.get('g') or ''} {told['m']}".strip()
        when, found = f"{told.get('t1') or ''} {told['t']}", list[CellClaim | None]()
        way = _way_of(told["way"]) if told.get("way") else 0
        loss = _LOSS.search(f"{measure} {told.get('sign') or ''}") is not None
        if told.get("f"):
            found.append(self._claim(Told.LEVEL, f"what was {measure} {when}", match, "f", loss=loss))
        if told.get("before"):
            found.append(self._claim(Told.BEFORE, f"what was {measure} {when}", match, "before", loss=loss))
        if told.get("by"):
            found.append(self._change(measure, when, match, way))
        if way:
            found.append(self._way(measure, when, match))
        return self._all([*found, *self._behind(measure, when, tails, loss)])

    def _swung(self, match: re.Match[str], earnings: str) -> list[CellClaim]:
        question = f"what was {match['m']} {earnings} {match['t1']} {match['t']}"
        was, now = (_LOSS.search(match[group]) is not None for group in ("was", "now"))
        found = [
            self._claim(Told.LEVEL, question, match, "f", loss=now),
            self._claim(Told.BEFORE, question, match, "before", loss=was),
        ]
        return self._all(found)

    def _behind(
        self, measure: str, when: str, tails: Sequence[re.Match[str]], loss: bool
    ) -> Iterator[CellClaim | None]:
        for tail in tails:
            own_time = re.search(r"\d", tail["t"]) is not None
            if "by" in tail.re.groupindex:
                yield self._change(measure, f"{when} {tail['t']}", tail, _way_of(tail["way"]))
                continue
            told = Told.LEVEL if own_time else Told.BEFORE
            then = tail["t"] if own_time else f"{when} {tail['t']}"
            question = f"what was {measure} {then}"
            sign = tail["sign"]
            yield self._claim(told, question, tail, "before", loss=loss if sign is None else bool(_LOSS.search(sign)))
            if tail["way"].lower() in ("up from", "down from") and not own_time:
                yield self._way(measure, when, tail)

    def _change(self, measure: str, when: str, match: re.Match[str], way: int) -> CellClaim | None:
        if not self._says_when(when):
            return None
        return self._claim(Told.CHANGE, f"by how much did {measure} change {when}", match, "by", way=way)

    def _way(self, measure: str, when: str, match: re.Match[str]) -> CellClaim | None:
        if not self._says_when(when):
            return None
        way = _way_of(match["way"])
        question = f"did {measure} {'rise' if way > 0 else 'fall'} {when}"
        return self._claim(Told.WAY, question, match, "way", way=way)

    def _says_when(self, text: str) -> bool:
        """Whether words say no more than when."""
        for known in (*sorted(self._times, key=len, reverse=True), *self._names):
            text = re.sub(rf"{re.escape(known)}(?:['’]s?(?!\w))?", " ", text)
        return not set(re.findall(r"\w+", text.lower())) - _WHEN

    def _all(self, found: Sequence[CellClaim | None]) -> list[CellClaim]:
        return [one for one in found if one is not None] if all(found) else []

    def _claim(
        self,
        told: Told,
        question: str,
        match: re.Match[str],
        group: str,
        way: int = 0,
        loss: bool = False,
        percent: bool = False,
    ) -> CellClaim | None:
        figure: Figure | None = None
        start = match.start(group)
        base, origin = max(one for one in self._origins if one[0] <= start)
        span = (origin + start - base, origin + start - base + len(match[group]))
        if match[group].startswith(_MARK):
            first, end, figure = self._figures[int(match[group].strip(_MARK))]
            span = (first, end)
            if told is Told.CHANGE and way == 0:
                way = _MULTIPLES.get(figure.text.lower(), 0)
                if way == 0:
                    return None
            figure = _roughly(figure)
            if percent and figure.unit != "%":
                return None
        if _MARK in question:
            return None
        return CellClaim(f"{' '.join(question.split())}?", told, figure, way, span, loss, self.yearly)


def _way_of(word: str) -> int:
    return -1 if _FALLS.match(word) else 1


def _figures(text: str, times: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, Figure]]:
    for word in words(text, Context(claim=True)):
        figure = word.figure
        if figure is None or figure.unit in ("第", "年", "月", "日") or figure.low != figure.high:
            continue
        if not any(start < word.end and word.start < end for start, end in times):
            yield word.start, word.end, figure


def _roughly(figure: Figure) -> Figure:
    """What is told without a digit is told roughly: doubled is about 100 % more, a third about 33 %."""
    if any(sign.isdigit() for sign in figure.text) or figure.bound not in (Bound.EXACT, Bound.ABOUT):
        return figure
    return replace(figure, bound=Bound.ABOUT, step=figure.low / 10)
