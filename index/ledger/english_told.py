"""What a figure of an English sentence measures, by what stands beside it.

The rules are tried in this order: compared with the figure before, more or less than something, an amount of growth,
"of …", behind a verb that states, before a noun. None of them: the ledger has no entry of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.facts.english_words import Word, is_past, lexicon, verb_of
from index.ledger.english_names import (
    MeasureMention,
    as_mention,
    forms,
    is_said,
    is_verb,
    joined,
    left_noun,
    right_noun,
    subject_of,
)
from index.ledger.entry import Kind

DURATIONS = frozenset({"年", "月数", "天", "小时", "分钟", "秒", "周"})
_JOINS = frozenset({"and", "or", "by", "respectively"})
_COUNTED_IN_TEXT = frozenset({"", "人", "户", "家", "个"})


@dataclass(slots=True)
class Last:
    """What the figures before lend to the next of a sentence."""

    measure: str = ""
    span: tuple[int, int] | None = None
    movement: str = ""
    kind: Kind | None = None
    end: int = 0


class Namer:
    """Says of the figures of some words what they measure; `last` is what the figure before lends."""

    def __init__(self, text: str, found: Sequence[Word], groups: Sequence[Sequence[int]], last: Last) -> None:
        self._text, self._words, self._figure_groups = text, found, groups
        self.last = last

    def told(self, at: int) -> MeasureMention | None:
        """What a figure measures, by what stands beside it; None where nothing says it."""
        group = next((one for one in self._figure_groups if at in one), None)
        before = at - 1
        while before >= 0 and self._words[before].has("article", "drop", "limit"):
            before -= 1
        prior = self._words[before] if before >= 0 else None
        if group is not None and at in group[1:]:
            return self._shared(at) if self.last.end >= self._words[group[0]].end else None
        told = self._alone(at, before, prior)
        if told is None and group is not None:
            told = self._counted(group[-1], before)  # "$11.0 billion and $6.0 billion of Commercial Paper"
        return told

    def _shared(self, at: int) -> MeasureMention:
        """A figure behind another with nothing but "and" or "or" between: of the same measure."""
        kind = self._changed(at) if self.last.movement else self.last.kind
        return MeasureMention(self.last.measure, self.last.span, self.last.movement, kind)

    def _alone(self, at: int, before: int, prior: Word | None) -> MeasureMention | None:
        told = self._compared(at, prior) or self._again(at, before) or self._less(at, before) or self._change(at)
        told = told or self._moved(at, before) or self._of(at, before)
        return told or self._stated(at, before) or self._counted(at, before)

    def _less(self, at: int, before: int) -> MeasureMention | None:
        """5% less than in 2023, 12% fewer: a change of the figure before it, or of what its verb is told of."""
        behind = self._words[at + 1] if at + 1 < len(self._words) else None
        figure = self._words[at].figure
        if behind is None or figure is None or not (behind.has("less", "more") or behind.written in forms("way")):
            return None
        sign = "↓" if behind.has("less") or behind.written in ("fewer", "lower", "below") else "↑"
        kind = self._changed(at)
        if self.last.end and self.last.measure:
            return MeasureMention(self.last.measure, self.last.span, sign, kind)
        verb = next((place for place in range(before, -1, -1) if is_verb(self._words, place)), None)
        told = None if verb is None else subject_of(self._text, self._words, verb)
        return None if told is None else MeasureMention(told.measure, told.span, sign, kind)

    def _again(self, at: int, before: int) -> MeasureMention | None:
        """A further figure of the measure before, behind its time: "$119 million in Q3, and $330 million for …"."""
        earlier = next((place for place in range(at - 1, -1, -1) if self._words[place].kind == "figure"), None)
        place = before
        while place >= 0 and (self._words[place].value == "," or self._words[place].written in _JOINS):
            place -= 1
        if earlier is None or place == before or not self.last.end or self._words[place].kind != "when":
            return None
        one, other = self._words[earlier].figure, self._words[at].figure
        if one is None or other is None or one.unit != other.unit or self._noun_behind(at):
            return None
        return self._shared(at)

    def _change(self, at: int) -> MeasureMention | None:
        """A 71 percent reduction in X, or of what was told before."""
        figure = self._words[at].figure
        behind = self._words[at + 1] if at + 1 < len(self._words) else None
        nouns = {"↑": lexicon().kinds["up_noun"], "↓": lexicon().kinds["down_noun"]}
        sign = next((one for one, kind in nouns.items() if behind is not None and behind.value in kind), None)
        if figure is None or figure.unit != "%" or sign is None:
            return None
        link = self._words[at + 2].written if at + 2 < len(self._words) else ""
        told = right_noun(self._text, self._words, at + 3) if link in ("in", "of") else None
        if told is None and self.last.end:
            told = MeasureMention(self.last.measure, self.last.span)
        return None if told is None else MeasureMention(told.measure, told.span, sign, Kind.CHANGE)

    def _compared(self, at: int, prior: Word | None) -> MeasureMention | None:
        """Compared with $10.1 million in 2021: the figure before it, of another time."""
        if prior is None or prior.written not in forms("compared") or not self.last.end:
            return None
        if prior.written in ("from", "over", "than") and not self.last.movement and self.last.kind is not Kind.CHANGE:
            return None
        if self._noun_behind(at):
            return None
        figure = self._words[at].figure
        kind = None if figure is None or figure.unit != "%" else self.last.kind
        return MeasureMention(self.last.measure, self.last.span, "", kind)

    def _moved(self, at: int, before: int) -> MeasureMention | None:
        """An amount of growth, or where something grew from and to."""
        found = _movement(self._words, before)
        if found is None:
            return None
        sign, place, amount = found
        beside = self._words[place - 1] if place else None
        if self._words[place].written in ("up", "down") and (
            beside is None or beside.kind in ("mark", "figure") or beside.has("conj")
        ):
            kind = self._changed(at) if amount else None
            return (
                MeasureMention(self.last.measure, self.last.span, sign if amount else "", kind)
                if self.last.end
                else None
            )
        told = self._object(place, before) or subject_of(self._text, self._words, place)
        if told is None or told.measure.lower() in ("it", "they", "this", "that", "which", "these"):
            told = MeasureMention(self.last.measure, self.last.span) if self.last.measure else None
        if told is None:
            return None
        figure = self._words[at].figure
        unit = "" if figure is None else figure.unit
        if not amount:
            return MeasureMention(told.measure, told.span, "", None if unit != "%" else Kind.SHARE)
        return MeasureMention(told.measure, told.span, sign, self._changed(at))

    def _changed(self, at: int) -> Kind:
        figure = self._words[at].figure
        unit = "" if figure is None else figure.unit
        return Kind.CHANGE if unit == "%" else Kind.POINTS if unit == "百分点" else Kind.DIFFERENCE

    def _object(self, verb: int, before: int) -> MeasureMention | None:
        """What is cut or raised, between the verb and "by", "from" or "to": "cut its demand by 17%"."""
        if self._words[before].written not in ("by", "from", "to"):
            return None
        moves = _ups() | _downs()
        verb = next((at for at in range(verb, before) if verb_of(self._words[at].written) in moves), before)
        between = self._words[verb + 1 : before]
        if any(word.kind != "word" for word in between) or not between or between[0].has("prep"):
            return None
        return as_mention(self._text, between)

    def _of(self, at: int, before: int) -> MeasureMention | None:
        """What stands before "of": tax positions of $4.3 billion, an increase of 5%."""
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
            measure, span = (named, told.span) if named else (self.last.measure, self.last.span)
            return MeasureMention(measure, span, sign, kind) if measure else None
        if told.measure.lower() in forms("general") and (counted := self._counted(at, before)) is not None:
            return counted
        return told

    def _stated(self, at: int, before: int) -> MeasureMention | None:
        """What stands before its verb: X was 5, X totaled 5; in "we had 5 X" what is had."""
        if before < 0:
            return None
        word = self._words[before]
        kinds = lexicon().kinds
        verb = verb_of(word.written) if word.kind == "word" else None
        states = (
            word.has("be")
            or verb in forms("states")
            or (word.written in ("to", "for", "at") and self._states_before(before))
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
        return place > 0 and verb_of(self._words[place - 1].written) in forms("states_with")

    def _noun_behind(self, at: int) -> bool:
        told = right_noun(self._text, self._words, at + 1)
        return told is not None

    def _counted(self, at: int, before: int) -> MeasureMention | None:
        """The words behind it: 302,000 nonprofits, $3.2 billion in donations, $40.7 billion remained of it."""
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
            return MeasureMention(joined(self._text, rest), (rest[0].start, rest[-1].end)) if rest else None
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
            return MeasureMention(name, span)
        if told is not None and done and not self._words[before].has("be", "have", "do"):
            verb = self._words[before]
            if verb.written.endswith("ing") or is_past(verb.written):
                return MeasureMention(told.measure, told.span)
        return told

    def _in_phrase(self, at: int, before: int, behind: Word, unit: str) -> MeasureMention | None:
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
            return MeasureMention(f"% of {told.measure}", told.span)
        if behind.written in ("to", "on", "for") and before >= 0 and is_verb(self._words, before):
            return MeasureMention(f"{self._words[before].written} {behind.written} {told.measure}", told.span)
        return told


def _movement(found: Sequence[Word], before: int) -> tuple[str, int, bool] | None:
    """(↑ or ↓, where its verb stands, whether the figure is the amount) of the growth that a figure tells."""
    kinds = lexicon().kinds
    ups, downs = _ups(), _downs()
    place = before
    amount = True
    if place >= 0 and found[place].written in ("to", "from"):
        amount = False
        place -= 1
    elif place >= 0 and found[place].written in ("by", "or", "and", "another", "approximately"):
        place -= 1
    steps = 0
    while place >= 0 and steps < 16:
        word = found[place]
        verb = verb_of(word.written) if word.kind == "word" else None
        if verb in ups or verb in downs:
            past = is_past(word.written) or is_verb(found, place) or (word.written.endswith("ing") and steps == 0)
            noun = word.value in kinds["up_noun"] | kinds["down_noun"]
            if past and (steps == 0 or not amount or found[before].written in ("by", "or", "and")):
                return ("↑" if verb in ups else "↓"), _first_of_verb(found, place), amount
            if noun and not past:
                return None
        if word.kind == "word" and word.written in ("up", "down") and steps == 0:
            if place and verb_of(found[place - 1].written) == "make":
                return None  # "makes up 14 %"
            place = _first_of_verb(found, place)
            return ("↑" if word.written == "up" else "↓"), place, amount
        if word.kind == "mark" and word.value in ";:—–(":
            break
        if word.kind == "word" and steps > 0 and is_said(found, place) and not word.has("be", "have", "will", "modal"):
            break
        place -= 1
        steps += 1
        if amount and found[before].written not in ("by", "or", "and"):
            break
    return None


def _ups() -> frozenset[str]:
    kinds = lexicon().kinds
    return kinds["up"] | kinds["up_loose"] | kinds["raise"]


def _downs() -> frozenset[str]:
    return lexicon().kinds["down"] | lexicon().kinds["cut"]


def _first_of_verb(found: Sequence[Word], place: int) -> int:
    """Where a verb's group begins: "has been increased" at "has"."""
    while place > 0 and (
        found[place - 1].has("be", "have", "will", "modal", "drop") or found[place - 1].written.endswith("ly")
    ):
        place -= 1
    return place
