"""The parts of an English fact's key, and the fact made of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from index.facts.english_clauses import Clause, Phrase
from index.facts.english_words import Word, lexicon
from index.facts.fact import Context, Fact, Figure, How, Period, Stage

UP, DOWN, NOT, MORE, LESS, OWN, GOING = "⟨↑⟩", "⟨↓⟩", "⟨非⟩", "⟨>⟩", "⟨<⟩", "⟨own⟩", "⟨ing⟩"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a key, with the figures that its holes stand for."""

    text: str
    figures: tuple[Figure, ...] = ()


@dataclass(slots=True)
class State:
    """What earlier clauses of a sentence lend to later ones."""

    subject: list[Phrase] = field(default_factory=list)
    verb: str = ""
    measure: tuple[Piece, ...] = ()
    level: Piece | None = None
    patterns: dict[str, tuple[Piece, ...]] = field(default_factory=dict)  # unit to what a figure of it was told of
    period: Period | None = None
    last: Period | None = None  # of the clause before
    planned: bool = False
    conditional: bool = False


@dataclass(slots=True)
class Reader:
    """What is read so far."""

    context: Context
    facts: list[Fact] = field(default_factory=list)
    group: int = 0


@dataclass(slots=True)
class ClauseReading:
    """A clause with what was taken out of it."""

    clause: Clause
    period: Period | None
    base: str
    planned: bool
    how: How = How.WRITTEN
    conditional: bool = False
    further: tuple[Period, ...] = ()  # the other times that it speaks of


OWN_PIECE = Piece(OWN)
_GOING_ON = frozenset({"begin", "continue", "keep", "stop", "finish"})
LONGEST_RUN = 3  # members of a list that are told together
# What stands behind these tells why, and may be left out.
REASONS = frozenset({"because", "due to", "thanks to", "owing to", "driven by", "as a result of", "because of"})


def without_reason(rest: Sequence[Phrase]) -> list[Phrase]:
    """The phrases up to one that says why or what for, with all that stands behind it: that belongs to it."""
    starts = [one.words[0].start for one in rest if one.words and (one.preposition in REASONS or _is_purpose(one))]
    return [one for one in rest if not one.words or one.words[0].start < min(starts, default=one.words[0].start + 1)]


def _is_purpose(phrase: Phrase) -> bool:
    """Whether a phrase is "to help them", and not "to 5%" nor "to customers"."""
    first = phrase.words[0]
    return phrase.preposition == "to" and first.kind == "word" and lexicon().verbs.get(first.written) == first.written


def listed(found: Piece, verb: str) -> Iterator[Piece]:
    """The members of a list of things without figures, each and several in a row: of A, B and C also B and C."""
    if found.figures or " , " not in found.text:
        return
    members = found.text.split(" , ")
    deed = members[0].partition(" ")[0] + " "
    if verb in _GOING_ON and deed.endswith("ing "):  # begin shipping A and B: each is shipped
        members[1:] = [f"{deed}{one}" for one in members[1:]]
    for length in range(1, min(len(members), LONGEST_RUN + 1)):
        for at in range(len(members) - length + 1):
            run = members[at : at + length]
            yield Piece(" , ".join([*run[:1], *(one.removeprefix(deed) for one in run[1:])]))


def pieces_of(parts: Sequence[Phrase]) -> list[Piece]:
    """A part for each phrase that has words."""
    found: list[Piece] = []
    for phrase in parts:
        piece = piece_of(phrase.words)
        if piece.text:
            found.append(replace(piece, text=f"{phrase.preposition} {piece.text}".strip()))
    return found


def piece_of(found: Sequence[Word]) -> Piece:
    """Words as they stand, without articles; "X's Y" is "Y of X"."""
    values: list[str] = []
    figures: list[Figure] = []
    for word in found:
        if word.written == "'s" and values and "of" not in values and not figures:
            values = ["", *values]
            continue
        if word.has("article", "own", "drop") or (word.kind == "word" and word.written == "its"):
            continue
        if word.kind == "mark":
            if word.value == "," and values and values[-1] != ",":
                values.append(",")
            continue
        if word.has("conj") and word.written == "and":
            if values and values[-1] != ",":
                values.append(",")
            continue
        if word.figure is not None:
            figures.append(word.figure)
        values.append(word.value)
    if values and values[0] == "":
        owner, owned = _owner(values[1:], found)
        values = [*owned, "of", *owner] if owned else owner
    while values and values[-1] in (",", "of"):
        values.pop()
    while values and values[0] in (",", "of"):
        values.pop(0)
    return Piece(" ".join(values), tuple(figures))


def _owner(values: list[str], found: Sequence[Word]) -> tuple[list[str], list[str]]:
    place = next(place for place, word in enumerate(found) if word.written == "'s")
    count = len(piece_of(found[:place]).text.split())
    return values[:count], values[count:]


def joined(verb: str, *parts: Piece) -> Piece:
    """A verb and what it is done to, as one part: who does what to whom stays told."""
    text = " ".join([verb, *(part.text for part in parts if part.text)])
    return Piece(text, tuple(figure for part in parts for figure in part.figures))


def emit(reader: Reader, told: ClauseReading, pieces: Sequence[Piece], how: How | None = None) -> None:
    """One fact of these parts, in an order that is theirs and not the sentence's."""
    ordered = sorted((piece for piece in pieces if piece.text), key=lambda piece: _in_order(piece.text))
    texts = [piece.text for piece in ordered]
    if told.conditional:
        texts.append("⟨if⟩")
    texts += sorted(f"⟨at {one.first} {one.last} {one.part}⟩" for one in told.further)
    if how is How.ITEM and any({"it", "them", "they"} & set(text.split()) for text in texts):
        return
    if not any(_names(text) for text in texts):
        return
    context = reader.context
    period = told.period if told.period is not None else _default_period(context)
    planned = told.planned or bool(context.plan and not context.claim)
    if told.period is not None and context.year is not None and told.period.first > context.year:
        planned = True
    fact = Fact(
        "|".join(texts),
        tuple(texts),
        tuple(figure for piece in ordered for figure in piece.figures),
        context.region,
        period,
        Stage.PLANNED if planned else Stage.TOLD,
        frozenset(),
        how or told.how,
        told.clause.start,
        told.clause.end,
        reader.group,
    )
    reader.facts.append(fact)
    for compound in _compounds(texts):
        reader.facts.append(replace(fact, key="|".join(compound), pieces=compound, how=How.ROTATED))


def _compounds(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """A key with what belongs to a noun before it: net sales in Greater China are Greater China net sales."""
    nouns = [text for text in texts if _is_noun(text)]
    if len(nouns) != 1:
        return
    owner, _, owned = nouns[0].partition(" of ")[::-1]
    if owner and "of" not in owner.split():
        yield tuple(sorted((f"{owner} {owned}" if text == nouns[0] else text for text in texts), key=_in_order))
    for phrase in texts:
        preposition, _, about = phrase.partition(" ")
        if preposition in _BELONGING and "#" not in phrase and about and _is_noun(about):
            rest = [f"{about} {text}" if text == nouns[0] else text for text in texts if text != phrase]
            yield tuple(sorted(rest, key=_in_order))


_BELONGING = frozenset({"in", "from", "for"})


def _is_noun(text: str) -> bool:
    """Whether a part is a name alone: no sign, figure, phrase, or what was done."""
    first = text.partition(" ")[0]
    return not text.startswith(("⟨", "vs ")) and not {"#", "№"} & set(text.split()) and first not in _PHRASING


_PHRASING = lexicon().kinds["prep"] | frozenset(lexicon().verbs.values())


def _in_order(text: str) -> tuple[bool, str]:
    return text.startswith("⟨"), text


def _names(text: str) -> bool:
    """Whether a part names a thing: not a sign, a figure, or a light verb alone."""
    bare = [
        word
        for word in text.split()
        if word not in ("#", "№", "of", ",", "be", "have", "do", "to", "from", "by", "vs", "-1", "it", "they")
    ]
    return bool(bare) and not text.startswith(("⟨", "vs "))


def _default_period(context: Context) -> Period | None:
    if len(context.years) == 1:
        return Period(context.years[0], context.years[0])
    if context.years or context.year is None:
        return None
    return Period(context.year, context.year)


def is_own(subject: Sequence[Phrase]) -> bool:
    """Whether a subject is the report's own issuer."""
    return (
        bool(subject)
        and not subject[0].preposition
        and bool(subject[0].words)
        and all(word.has("own") or word.kind == "mark" for word in subject[0].words)
    )
