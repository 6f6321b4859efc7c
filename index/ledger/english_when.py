"""When an English figure is of: the time of its place in a list, the one behind it, the sentence's first."""

import re
from collections.abc import Sequence

from index.facts.english_words import Word
from index.facts.fact import Context
from index.ledger.english_names import forms
from index.ledger.entry import Span
from index.ledger.times import Times
from index.patterns import regex

_LED = regex(
    r"(?:first|second|third|fourth)[- ]quarter of (?:the )?(?:fiscal )?years? [^.;]{0,12}$"
    r"|first (?:three|six|nine) months of (?:the )?(?:(?:fiscal )?years? |fiscal )[^.;]{0,12}$"
    r"|(?:(?:three|six|nine|twelve)[- ]months?|years?) ended [A-Z][a-z]+\.? \d{1,2}, \d{4}$",
    re.IGNORECASE,
)


class Whens:
    """The times of some words of a sentence."""

    def __init__(
        self,
        text: str,
        found: Sequence[Word],
        groups: tuple[Sequence[Sequence[int]], Sequence[Sequence[int]]],
        times: Times,
        context: Context,
    ) -> None:
        self._text, self._words, self._times, self._context = text, found, times, context
        self._figure_groups, self._when_groups = groups

    def of(self, at: int, told_until: int) -> Span | None:
        """A figure's time: the one of the same place in a list of times, that behind it, the sentence's first."""
        group = next((one for one in self._figure_groups if at in one), None)
        if group is not None:
            for whens in sorted(self._when_groups, key=lambda whens: not self._belong(group, whens)):
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
            says = word.kind == "word" and word.has("be", "have") and place > max(own) + 1
            if word.value in (";", "(") or says:
                break
            if word.kind == "when" and (span := self._span(place)) is not None and not self._is_base(place):
                return span
        heads = [
            place
            for place, word in enumerate(self._words)
            if word.kind == "when" and place < at and not self._is_base(place)
        ]
        since = self._words[at - 1].start if at else 0
        near = [place for place in heads if told_until <= self._words[place].start <= since]
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

    def _belong(self, group: Sequence[int], whens: Sequence[int]) -> bool:
        """Whether a list of times follows a list of figures, with no other figure between."""
        between = self._words[group[-1] + 1 : whens[0]]
        return whens[0] > group[-1] and all(word.kind != "figure" for word in between)

    def _figures(self) -> list[Word]:
        return [word for word in self._words if word.kind == "figure"]

    def _is_base(self, place: int) -> bool:
        """Whether a time is what something is compared with, without a figure of its own."""
        word = self._words[place]
        written = self._text[word.start : word.end].lower()
        if re.match(r"(?:compared|in comparison|against|relative|versus|vs|than|from|over)\b", written):
            return True
        behind = self._words[place + 1] if place + 1 < len(self._words) else None
        beside = behind is not None and behind.kind == "word" and not behind.has("prep", "conj", "be", "have")
        if place and beside and re.fullmatch(r"(?:the )?(?:prior|previous|last|preceding) year", written):
            return True  # "a strong prior year comparable"
        prior = self._words[place - 1] if place else None
        return prior is not None and prior.written in forms("compared")

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
            r"(?i)(?:first|second|third|fourth)[- ]quarter|first (?:three|six|nine) months of"
            r"|(?:three|six|nine|twelve)[- ]months? ended|years? ended",
            lead,
        )
        if told is None or nth is None:
            return None
        day = re.search(r"[A-Z][a-z]+\.? \d{1,2}, ", lead)
        year = told[0] if len(told[0]) > 4 or day is None else f"{day[0]}{told[0]}"
        return self._times.find(f"{nth[0]} {year}")[0]

    def _default(self) -> Span | None:
        """The year that the figure's place speaks of; none in a report of a quarter, which tells of many times."""
        own, years = self._times.period, self._context.years
        if own is not None and not own.is_year:
            return None
        if own is not None and len(years) > 1 and int(own.last) == max(years):
            return own  # "Fiscal year 2022 compared with fiscal year 2021"
        return Span(str(years[0]), str(years[0])) if len(years) == 1 else None
