"""English prose as entries of the ledger: each figure with the words that say what it measures, and its own time.

Facts compare clauses, so their keys hold every word, in canonical forms and in an order of their own. A ledger wants
the words in which the report names the one figure; so each is looked at where it stands: behind its verb, before its
noun, in "of …", as an amount of growth, or compared with the figure before it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.facts.english_words import Word, is_past, lexicon, verb_of, words
from index.facts.fact import Bound, Context, Fact, Stage
from index.ledger.english_names import (
    Told,
    is_boundary,
    is_verb,
    joined,
    left_noun,
    movement_of,
    right_noun,
    subject_of,
)
from index.ledger.entry import Entry, Kind, Span
from index.ledger.measures import canonical_name
from index.ledger.times import Times
from index.report import Block, Part, Report, Sentence
from index.text.quantities import find_quantities
from index.text.sentences import split_sentences

HEDGES = {Bound.EXACT: "", Bound.ABOUT: "about", Bound.NEAR: "near", Bound.OVER: "over", Bound.UNDER: "under"}
_DURATIONS = frozenset({"年", "月数", "天", "小时", "分钟", "秒", "周"})
_MONEY = frozenset({"元", "美元", "港元", "欧元", "英镑"})
_PLANNED = re.compile(
    r"\b(?:will|shall|expects?|expected to|plans? to|intends? to|aims? to|anticipates?|forecasts?)\b"
    r"|\b(?:targets?|goals?|guidance|outlook)\s+(?:(?:is|are|to|of|for)\b)[^;]{0,80}$",
    re.IGNORECASE,
)
_REACHED = re.compile(r"\b(?:met|exceeded|achieved|surpassed|reached|not met)\b", re.IGNORECASE)
_COMPARED = frozenset(
    {"compared with", "compared to", "versus", "against", "from", "than", "over", "vs", "up from", "down from"}
)
# In "over the next five years" a duration says when, and measures nothing.
_WHEN_LONG = re.compile(
    r"(?:\b(?:over|in|within|during|for|after|every|next|past|last|previous|first|least|of|through|than|prior|to|between|and|up to|per|age|aged)\b|-)"
    r"\s*(?:(?:the|a|an|next|past|last|at least|more than|up to|approximately|about|prior|preceding|following|first|a period of|periods? of)\s+)*$",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(
    r"(?:\b[A-Z][\w’'-]*|\b(?:No|Nos|Note|Notes|Section|Topic|Item|Part|Rule|Form|Level|Article|Exhibit|ASU|ASC|page|grade|step)\.?)\s$"
)


@dataclass(slots=True)
class _Last:
    """What the figures before lend to the next of a sentence."""

    measure: str = ""
    span: tuple[int, int] | None = None
    movement: str = ""
    kind: Kind | None = None
    end: int = 0


def english_entries(
    report: Report, block: Block, context: Context, times: Times, facts: Mapping[int, Fact]
) -> Iterator[Entry]:
    """The entries of a paragraph, in order. `facts` are those already read, by where their figures start."""
    text = report.text[block.start : block.end]
    last = _Last()
    for sentence in split_sentences(text, 0, len(text)):
        last = _Last(last.measure, last.span)
        yield from _Sentence(report, block.start, text, sentence, context, times, facts, last).entries()


_GREW = re.compile(
    r"(?i)\b(?:increas|decreas|declin|grew|grow|rose|ris|fell|fall|drop|climb|improv|reduc)\w*\s+(?:by\s+)?$"
)


def _parted(text: str, word: Word) -> Iterator[Word]:
    """A word; of "increased $10.4 billion to $58.9 billion", which reads as a range, the amount and the level."""
    figure = word.figure
    told = "" if figure is None else text[figure.start : figure.end]
    if figure is None or " to " not in told or not _GREW.search(text[: word.start]):
        yield word
        return
    at = figure.start + told.index(" to ")
    for start, end in ((figure.start, at), (at + 4, figure.end)):
        for quantity in find_quantities(text[start:end])[:1]:
            low, high = start + quantity.start, start + quantity.end
            one = replace(figure, start=low, end=high, text=text[low:high], low=quantity.low, high=quantity.high)
            yield replace(word, start=low, end=high, written=text[low:high].lower(), figure=one)
        if start == figure.start:
            yield Word(at + 1, at + 3, "word", "to", "to", frozenset({"prep"}))


def _parts(found: Sequence[Word]) -> list[list[Word]]:
    """The words outside brackets, and those of each pair of brackets that holds a figure."""
    outside: list[Word] = []
    inside: list[list[Word]] = []
    depth = 0
    for word in found:
        if word.kind == "mark" and word.value in "([":
            depth += 1
            inside.append([])
        elif word.kind == "mark" and word.value in ")]":
            depth = max(0, depth - 1)
        else:
            (inside[-1] if depth else outside).append(word)
    return [outside, *(part for part in inside if any(word.kind == "figure" for word in part))]


class _Sentence:
    """One sentence as it is read."""

    def __init__(
        self,
        report: Report,
        shift: int,
        text: str,
        sentence: Sentence,
        context: Context,
        times: Times,
        facts: Mapping[int, Fact],
        last: _Last,
    ) -> None:
        self._report, self._shift, self._context, self._times, self._facts = report, shift, context, times, facts
        self._text = text[sentence.start : sentence.end]
        self._start = shift + sentence.start
        self._all = [self._plain(part) for word in words(self._text, context) for part in _parted(self._text, word)]
        self._lasts = [last]
        self._read(self._all)

    def _plain(self, word: Word) -> Word:
        """A number that is part of a name as a word of it: Microsoft 365 subscribers."""
        if word.figure is None or not self._is_name(word):
            return word
        written = self._text[word.start : word.end].lower()
        return replace(word, kind="word", value=written, written=written, figure=None)

    def _read(self, found: list[Word]) -> None:
        self._words = found
        self._when_groups = self._groups("when")
        self._figure_groups = self._groups("figure")
        start = found[0].start if found else 0
        self._last = next((last for last in reversed(self._lasts) if last.end <= start), self._lasts[0])

    def entries(self) -> Iterator[Entry]:
        """An entry for each figure that the sentence names a measure for; brackets are read by themselves."""
        for part in _parts(self._all):
            self._read(part)
            yield from self._part()

    def _part(self) -> Iterator[Entry]:
        for at, word in enumerate(self._words):
            figure = word.figure
            if figure is None or word.value != "#" or self._is_time_span(word):
                continue
            told = self._told(at)
            if told is None or not told.measure:
                continue
            kind = told.kind or _kind(figure.unit)
            if self._text[figure.start : figure.end].lower().startswith(("doubl", "tripl")):
                kind = Kind.RATIO
            if told.movement and figure.unit in ("%", "百分点"):
                kind = Kind.CHANGE if figure.unit == "%" else Kind.POINTS
            falls = told.movement == "↓" and kind in (Kind.CHANGE, Kind.POINTS, Kind.DIFFERENCE)
            self._last = _Last(told.measure, told.span, told.movement, kind, word.end)
            self._lasts.append(self._last)
            low, high = (-figure.high, -figure.low) if falls else (figure.low, figure.high)
            period = self._when(at, told)
            fact = self._facts.get(self._start + figure.start)
            yield Entry(
                start=self._start,
                end=self._start + len(self._text),
                sentence=(self._start, self._start + len(self._text)),
                figure=(self._start + figure.start, self._start + figure.end),
                text=self._text[figure.start : figure.end],
                key=fact.key if fact is not None else f"{told.measure.lower()}#",
                measure=told.measure,
                subject=told.measure.lower(),
                canonical=canonical_name(told.measure.lower()),
                kind=kind,
                low=low,
                high=high,
                unit=figure.unit,
                hedge=HEDGES[figure.bound],
                base=told.base,
                place="",
                period=period,
                stage=self._stage(word, period),
                denied=self._is_denied(at),
                qualifiers=(),
                how="written" if fact is None else fact.how.value,
                measure_span=None if told.span is None else (self._start + told.span[0], self._start + told.span[1]),
            )

    def _told(self, at: int) -> Told | None:
        """What a figure measures, by what stands beside it; None where nothing says it."""
        group = next((one for one in self._figure_groups if at in one[1:]), None)
        before = at - 1
        while before >= 0 and self._words[before].has("article", "drop", "limit"):
            before -= 1
        prior = self._words[before] if before >= 0 else None
        if group is not None and at in group[1:]:
            return self._shared(at) if self._last.end >= self._words[group[0]].end else None
        told = self._alone(at, before, prior)
        if told is None and group is not None:
            told = self._counted(group[-1], before)  # "$11.0 billion and $6.0 billion of Commercial Paper"
        return told

    def _shared(self, at: int) -> Told:
        """A figure behind another with nothing but "and" or "or" between: of the same measure."""
        kind = self._changed(at) if self._last.movement else self._last.kind
        return Told(self._last.measure, self._last.span, self._last.movement, kind)

    def _alone(self, at: int, before: int, prior: Word | None) -> Told | None:
        told = self._compared(at, prior) or self._less(at, before) or self._moved(at, before) or self._of(at, before)
        return told or self._stated(at, before) or self._counted(at, before)

    def _less(self, at: int, before: int) -> Told | None:
        """ "5% less than in 2023", "12% fewer": a change of the figure before it, or of what its verb is told of."""
        behind = self._words[at + 1] if at + 1 < len(self._words) else None
        figure = self._words[at].figure
        if behind is None or figure is None or not (behind.has("less", "more") or behind.written in _WAYS):
            return None
        sign = "↓" if behind.has("less") or behind.written in ("fewer", "lower", "below") else "↑"
        kind = self._changed(at)
        if self._last.end and self._last.measure:
            return Told(self._last.measure, self._last.span, sign, kind)
        verb = next((place for place in range(before, -1, -1) if is_verb(self._words, place)), None)
        told = None if verb is None else subject_of(self._text, self._words, verb)
        return None if told is None else Told(told.measure, told.span, sign, kind)

    def _compared(self, at: int, prior: Word | None) -> Told | None:
        """ "compared with $10.1 million in 2021": the figure before it, of another time."""
        if prior is None or prior.written not in _COMPARED or not self._last.end:
            return None
        if prior.written in ("from", "over", "than") and not self._last.movement and self._last.kind is not Kind.CHANGE:
            return None
        if self._noun_behind(at):
            return None
        figure = self._words[at].figure
        kind = None if figure is None or figure.unit != "%" else self._last.kind
        return Told(self._last.measure, self._last.span, "", kind)

    def _moved(self, at: int, before: int) -> Told | None:
        """An amount of growth, or where something grew from and to."""
        found = movement_of(self._words, at, before)
        if found is None:
            return None
        sign, place, amount = found
        beside = self._words[place - 1] if place else None
        if self._words[place].written in ("up", "down") and (
            beside is None or beside.kind in ("mark", "figure") or beside.has("conj")
        ):
            kind = self._changed(at) if amount else None
            return Told(self._last.measure, self._last.span, sign if amount else "", kind) if self._last.end else None
        told = self._object(place, before) or subject_of(self._text, self._words, place)
        if told is None or told.measure.lower() in ("it", "they", "this", "that", "which", "these"):
            told = Told(self._last.measure, self._last.span) if self._last.measure else None
        if told is None:
            return None
        figure = self._words[at].figure
        unit = "" if figure is None else figure.unit
        if not amount:
            return Told(told.measure, told.span, "", None if unit != "%" else Kind.SHARE)
        return Told(told.measure, told.span, sign, self._changed(at))

    def _changed(self, at: int) -> Kind:
        figure = self._words[at].figure
        unit = "" if figure is None else figure.unit
        return Kind.CHANGE if unit == "%" else Kind.POINTS if unit == "百分点" else Kind.DIFFERENCE

    def _object(self, verb: int, before: int) -> Told | None:
        """What is cut or raised, between the verb and "by", "from" or "to": "cut its demand by 17%"."""
        while verb < before and not is_past(self._words[verb].written) and verb_of(self._words[verb].written) is None:
            verb += 1
        while verb + 1 < before and self._words[verb + 1].kind == "word" and verb_of(self._words[verb].written) is None:
            verb += 1
        between = self._words[verb + 1 : before]
        if any(word.kind != "word" for word in between) or not between or between[0].has("prep"):
            return None
        return (
            left_noun(self._text, self._words, before) if self._words[before].written in ("by", "from", "to") else None
        )

    def _of(self, at: int, before: int) -> Told | None:
        """ "tax positions of $4.3 billion"; "an increase of 5%"."""
        if (
            before < 1
            or self._words[before].written not in ("of", "at")
            or self._words[before].end > self._words[at].start
        ):
            return None
        told = left_noun(self._text, self._words, before)
        if told is None:
            return None
        head = self._words[before - 1]
        if head.kind == "word" and (
            head.value in lexicon().kinds["up_noun"] or head.value in lexicon().kinds["down_noun"]
        ):
            sign = "↓" if head.value in lexicon().kinds["down_noun"] else "↑"
            named = re.sub(
                r"(?i)^(?:an?|the)?\s*(?:net\s+)?(?:increase|decrease|rise|decline|growth|reduction|drop|gain|fall)s?$",
                "",
                told.measure,
            )
            figure = self._words[at].figure
            kind = Kind.CHANGE if figure is not None and figure.unit == "%" else Kind.DIFFERENCE
            measure, span = (named, told.span) if named else (self._last.measure, self._last.span)
            return Told(measure, span, sign, kind) if measure else None
        if told.measure.lower() in _GENERAL and (counted := self._counted(at, before)) is not None:
            return counted
        return told

    def _stated(self, at: int, before: int) -> Told | None:
        """ "X was 5", "X totaled 5", "5 was X", and "we had 5 X", where what is had is the measure."""
        if before < 0:
            return None
        word = self._words[before]
        kinds = lexicon().kinds
        verb = verb_of(word.written) if word.kind == "word" else None
        states = (
            word.has("be") or verb in _STATING or (word.written in ("to", "for", "at") and self._states_before(before))
        )
        place = before
        if not states:
            return None
        while place > 0 and (
            self._words[place].has("be", "have", "modal", "will", "prep") or verb_of(self._words[place].written)
        ):
            if not is_verb(self._words, place - 1) and not self._words[place - 1].has("be", "have", "modal", "will"):
                break
            place -= 1
        own = place > 0 and self._words[place - 1].has("own", "pronoun")
        if own or (self._noun_behind(at) and not word.has("be")):
            counted = self._counted(at, before)
            if counted is not None and counted.measure:
                return counted
        told = subject_of(self._text, self._words, place)
        if told is not None and any(one.written in kinds["relative"] for one in self._words[max(0, place - 1) : place]):
            return None
        return told

    def _states_before(self, place: int) -> bool:
        """Whether a verb that states stands before a preposition: amounted to, accounted for, stood at."""
        return place > 0 and verb_of(self._words[place - 1].written) in _STATING_BEFORE

    def _noun_behind(self, at: int) -> bool:
        told = right_noun(self._text, self._words, at + 1)
        return told is not None

    def _counted(self, at: int, before: int) -> Told | None:
        """ "302,000 nonprofits", "$3.2 billion in donations", "$40.7 billion remained of it"."""
        word = self._words[at]
        figure = word.figure
        unit = "" if figure is None else self._text[figure.start : figure.end]
        noun = (
            None
            if figure is None or figure.unit not in ("", "人", "户", "家", "个")
            else re.search(
                r"(?<=\s)(?!million|billion|trillion|thousand|dollars|percent|percentage|points|U)([a-z]{3,}(?:\s[a-z]{3,})*)$",
                unit,
            )
        )
        behind = self._words[at + 1] if at + 1 < len(self._words) else None
        done = before >= 0 and is_verb(self._words, before) and self._words[before].kind == "word"
        told = right_noun(self._text, self._words, at + 1)
        if (
            told is None
            and behind is not None
            and behind.written in ("in", "of", "for", "on", "to")
            and figure is not None
        ):
            # "$5 million in grants" is grants; "5% of revenue" is told of something else.
            told = self._in_phrase(at, before, behind, figure.unit)
        if told is None and behind is not None and is_verb(self._words, at + 1) and behind.kind == "word":
            rest = [one for one in self._words[at + 1 : at + 12] if one.kind == "word"]
            return Told(joined(self._text, rest), (rest[0].start, rest[-1].end)) if rest else None
        if noun is not None:
            about = (
                right_noun(self._text, self._words, at + 2) if behind is not None and behind.written == "per" else None
            )
            verb = self._words[before] if done else None
            name = f"{noun[1]} {told.measure}" if told is not None else noun[1]
            if about is not None:
                name = f"{name} per {about.measure}"
            if verb is not None and verb.written.endswith("ing"):
                owner = left_noun(self._text, self._words, before)
                name = f"{owner.measure if owner else ''} {verb.written} {name}".strip()
            span = (figure.end - len(noun[1]), figure.end) if figure is not None else None
            return Told(name, span)
        if told is not None and done and not self._words[before].has("be", "have", "do"):
            verb = self._words[before]
            if verb.written.endswith("ing") or is_past(verb.written):
                return Told(told.measure, told.span)
        return told

    def _in_phrase(self, at: int, before: int, behind: Word, unit: str) -> Told | None:
        """What stands in the phrase behind a figure: in grants, of revenue, of our 2,150 vans, to shareholders."""
        start = at + 2
        while start < len(self._words) and (
            self._words[start].has("own", "article") or self._words[start].kind == "figure"
        ):
            if self._words[start].kind == "figure" and behind.written != "of":
                return None
            start += 1
        told = right_noun(self._text, self._words, start)
        if told is None or (unit == "%" and behind.written != "of"):
            return None
        if unit == "%":
            return Told(f"% of {told.measure}", told.span)
        if behind.written in ("to", "on", "for") and before >= 0 and is_verb(self._words, before):
            return Told(f"{self._words[before].written} {behind.written} {told.measure}", told.span)
        return told

    def _groups(self, kind: str) -> list[list[int]]:
        """Runs of words of one kind with only commas and conjunctions between them."""
        groups: list[list[int]] = []
        current: list[int] = []
        for at, word in enumerate(self._words):
            if word.kind == kind:
                current.append(at)
            elif current and not (word.value in (",", ";") or word.written in ("and", "or", "respectively")):
                if len(current) > 1:
                    groups.append(current)
                current = []
        return [*groups, current] if len(current) > 1 else groups

    def _when(self, at: int, told: Told) -> Span | None:
        """A figure's time: the one of the same place in a list of times, that behind it, the sentence's first."""
        group = next((one for one in self._figure_groups if at in one), None)
        if group is not None:
            for whens in self._when_groups:
                spans = self._spans(whens)
                if len(spans) == len(group):
                    return spans[group.index(at)]
        own = group or [at]
        until = next(
            (
                place
                for place in range(at + 1, len(self._words))
                if self._words[place].kind == "figure" and place not in own
            ),
            len(self._words),
        )
        for place in range(at + 1, until):
            word = self._words[place]
            if word.value in (";", "(") or (
                word.kind == "word" and is_verb(self._words, place) and word.has("be", "have")
            ):
                break
            if word.kind == "when" and (span := self._span(place)) is not None and not self._is_base(place):
                return span
        heads = [
            place
            for place, word in enumerate(self._words)
            if word.kind == "when" and place < at and not self._is_base(place)
        ]
        since = self._words[at - 1].start if at else 0
        near = [place for place in heads if self._last.end <= self._words[place].start <= since]
        for place in (*reversed(near), *heads):
            if (span := self._span(place)) is not None:
                return span
        others = [
            span
            for place, word in enumerate(self._words)
            if word.kind == "when"
            and place > at
            and not self._is_base(place)
            and (span := self._span(place)) is not None
        ]
        if len(set(others)) == 1 and len(self._figures()) == 1:
            return others[0]
        return self._default()

    def _figures(self) -> list[Word]:
        return [word for word in self._words if word.kind == "figure"]

    def _is_base(self, place: int) -> bool:
        """Whether a time is what something is compared with, without a figure of its own."""
        word = self._words[place]
        written = self._text[word.start : word.end].lower()
        if re.match(r"(?:compared|in comparison|against|relative|versus|vs|than|from|over)\b", written):
            return True
        behind = self._words[place + 1] if place + 1 < len(self._words) else None
        if place and behind is not None and re.fullmatch(r"(?:the )?(?:prior|previous|last|preceding) year", written):
            if behind.kind == "word" and not behind.has("prep", "conj", "be", "have"):
                return True  # "a strong prior year comparable"
        prior = self._words[place - 1] if place else None
        return prior is not None and prior.written in _COMPARED

    def _span(self, place: int) -> Span | None:
        word = self._words[place]
        written = self._text[word.start : word.end]
        if re.match(r"(?i)since|before|after|until", written):
            return None
        spans = self._times.all(
            re.sub(r"(?i)^(?:compared\s+(?:with|to)|versus|vs\.?|from|over|than|on)\s+", "", written)
        )
        if len(spans) == 1:
            return spans[0]
        if len(spans) == 2 and spans[0].first < spans[1].last:
            return Span(spans[0].first, spans[1].last)
        years = self._context.years
        if self._times.period is not None and not self._times.period.is_year:
            return None  # a quarter's year ago is no year
        if (
            re.search(r"(?i)year before|year (?:earlier|ago)|(?:prior|previous|preceding|last) year", written)
            and len(years) == 1
        ):
            return Span(str(years[0] - 1), str(years[0] - 1))
        return None

    def _spans(self, places: Sequence[int]) -> list[Span]:
        """The times of a list, in which only the first may say its day: June 30, 2022, 2021, and 2020."""
        found: list[Span] = []
        lead = _LED.search(self._text[: self._words[places[0]].end])
        for place in places:
            span = self._led(lead[0], place) if lead is not None else self._span(place)
            if span is None:
                return []
            if found and len(found[0].first) == 10 and span.is_year:
                day = span.first + found[0].first[4:]
                span = Span(day, day)
            found.append(span)
        return found

    def _led(self, lead: str, place: int) -> Span | None:
        """A time of a list whose head says of which part: "the first quarter of fiscal years 2024 and 2023"."""
        word = self._words[place]
        told = re.search(r"(?:[A-Z][a-z]+\.? \d{1,2}, )?(?:19|20)\d\d", self._text[word.start : word.end])
        nth = re.match(
            r"(?i)(?:first|second|third|fourth)[- ]quarter|(?:three|six|nine|twelve)[- ]months? ended|years? ended",
            lead,
        )
        if told is None or nth is None:
            return None
        return self._times.find(f"{nth[0]} {told[0]}")[0]

    def _default(self) -> Span | None:
        """The year that the figure's place speaks of; none in a report of a quarter, which tells of many times."""
        own, years = self._times.period, self._context.years
        if own is not None and not own.is_year:
            return None
        if own is not None and len(years) > 1 and int(own.last) == max(years):
            return own  # "Fiscal year 2022 compared with fiscal year 2021"
        return Span(str(years[0]), str(years[0])) if len(years) == 1 else None

    def _stage(self, word: Word, period: Span | None) -> Stage:
        year = self._times.year or self._context.year
        clause = self._text[max(0, self._text.rfind(";", 0, word.start)) : word.start]
        told = any(self._tells_past(at) for at in range(len(self._words)))
        plans = list(_PLANNED.finditer(clause))
        # "amounts that will be invoiced, was $639 million"
        if plans and re.search(r"(?i)\b(?:was|were)\b", clause[plans[-1].end() :]):
            plans = []
        if (self._context.plan and not told) or (plans and not _REACHED.search(self._text)):
            return Stage.PLANNED
        if period is not None and year is not None and int(period.first[:4]) > year:
            return Stage.PLANNED
        over = period is not None and year is not None and int(period.last[:4]) < year
        return Stage.DONE if over or self._report.section_at(self._start).part is Part.REVIEW else Stage.TOLD

    def _tells_past(self, at: int) -> bool:
        word = self._words[at]
        if word.kind != "word":
            return False
        return word.written in ("was", "were", "had", "did") or (is_past(word.written) and is_verb(self._words, at))

    def _is_denied(self, at: int) -> bool:
        """Whether "not" or "never" stands between the last mark and the figure."""
        for word in reversed(self._words[:at]):
            if is_boundary(word):
                return False
            if word.has("deny"):
                return True
        return False

    def _is_name(self, word: Word) -> bool:
        """Whether a number is part of a name: Windows 11, Note 12, Section 4, 401(k)."""
        figure = word.figure
        if figure is None:
            return False
        plain = self._text[figure.start : figure.end]
        joined_on = self._text[: figure.start].endswith("-") or self._text[figure.end :].startswith("-")
        if joined_on and figure.unit in ("", *_DURATIONS):
            return True  # three-month intervals, one-to-two years
        if plain.lower() in ("half", "a half", "quarter", "a quarter", "one-quarter") and not self._text[
            figure.end :
        ].lstrip().startswith("of"):
            return True
        if figure.unit:
            return False
        if not re.fullmatch(r"\d{1,4}(?:\.\d+)?", plain):
            return False
        after = self._text[figure.end : figure.end + 6]
        if re.match(r"[-(/:]\w|[A-Za-z]|\sU\.?S\.?C", after) or self._text[: figure.start].endswith(
            ("-", "/", "§", "#", "–")
        ):
            return True
        before = self._text[max(0, figure.start - 30) : figure.start]
        first = not before.strip() or before.strip()[-1] in ".!?:;"
        return not first and _NAMED_BEFORE.search(before) is not None

    def _is_time_span(self, word: Word) -> bool:
        """Whether a duration only says when: over the next five years, within 30 days, a three-month period."""
        figure = word.figure
        if figure is None or figure.unit not in _DURATIONS:
            return False
        if self._text[figure.start : figure.end].count("-") and not re.search(
            r"\d", self._text[figure.start : figure.end]
        ):
            return True
        before = self._text[: figure.start]
        if re.search(r"(?i)\bfrom\s+$", before) or re.search(r"(?i)\bfrom\s+\S+\s+\S+\s+to\s+$", before):
            return False
        if re.search(r"(?i)\bof\s+(?:approximately\s+|about\s+)?$", before):
            return not re.search(
                r"(?i)\b(?:life|lives|term|average|duration|age|time)\s+of\s+(?:approximately\s+|about\s+)?$", before
            )
        return _WHEN_LONG.search(before) is not None


_GENERAL = frozenset({"aggregate", "total", "maximum", "minimum", "average", "sum", "number", "combined total"})
_WAYS = frozenset({"less", "fewer", "lower", "more", "higher", "greater", "below", "above"})
_LED = re.compile(
    r"(?:first|second|third|fourth)[- ]quarter of (?:the )?(?:fiscal )?years? [^.;]{0,12}$"
    r"|(?:three|six|nine|twelve)[- ]months? ended [A-Z][a-z]+\.? \d{1,2}, \d{4}$|years? ended [A-Z][a-z]+\.? \d{1,2}, \d{4}$",
    re.IGNORECASE,
)
_STATING = frozenset(
    "be total reach exceed number average equal represent comprise constitute make approximate generate report record post achieve see "
    "surpass".split()
)
_STATING_BEFORE = frozenset("amount come stand account range remain stay equal rise".split())


def _kind(unit: str) -> Kind:
    if unit == "%":
        return Kind.SHARE
    if unit == "百分点":
        return Kind.POINTS
    if unit in _DURATIONS:
        return Kind.DURATION
    if unit in ("倍", "番"):
        return Kind.RATIO
    return Kind.LEVEL if unit in _MONEY else Kind.COUNT
