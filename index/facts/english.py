"""English sentences as facts, by the same rules as Chinese ones, over words.

A key's parts are phrases: who, what is done to what, and one part a preposition, each with its words in order; so
clauses that put their phrases in another order, or in the passive, have one key, and no word is dropped for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from index.sentences import split_sentences

from .english_clauses import Clause, Phrase, cut, parse, phrases
from .english_words import Word, blanked, lexicon, words
from .fact import Context, Fact, Figure, How, Period, Stage

UP, DOWN, NOT, MORE, LESS, OWN, GOING = "⟨↑⟩", "⟨↓⟩", "⟨非⟩", "⟨>⟩", "⟨<⟩", "⟨own⟩", "⟨ing⟩"
_SUBJECTLESS = frozenset({"it", "they", "he", "she", "this", "that", "which", "who", "these", "those"})


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    figures: tuple[Figure, ...] = ()


@dataclass(slots=True)
class _State:
    """What earlier clauses of a sentence lend to later ones."""

    subject: list[Phrase] = field(default_factory=list)
    verb: str = ""
    measure: tuple[_Piece, ...] = ()
    period: Period | None = None
    planned: bool = False
    conditional: bool = False


@dataclass(slots=True)
class _Reader:
    context: Context
    facts: list[Fact] = field(default_factory=list)
    group: int = 0


@dataclass(slots=True)
class _Told:
    """A clause with what was taken out of it."""

    clause: Clause
    period: Period | None
    base: str
    planned: bool
    how: How = How.WRITTEN
    conditional: bool = False


def read_english(text: str, context: Context) -> tuple[Fact, ...]:
    """The facts that an English text says, in order; offsets are into `text`."""
    reader = _Reader(context)
    plain = blanked(text, context.names)
    for sentence in split_sentences(plain, 0, len(plain)):
        found = [
            _moved(word, sentence.start) for word in words(plain[sentence.start : sentence.end], context)
        ]
        state = _State()
        for clause in cut([word for word in found if word.kind != "mark" or word.value not in "\"“”‘’'*"]):
            _clause(reader, state, clause)
    return tuple(reader.facts)


def _moved(word: Word, by: int) -> Word:
    figure = word.figure
    if figure is not None:
        figure = replace(figure, start=figure.start + by, end=figure.end + by)
    return replace(word, start=word.start + by, end=word.end + by, figure=figure)


def _clause(reader: _Reader, state: _State, found: list[Word]) -> None:
    whens = [word.when for word in found if word.when is not None]
    said = next((when.period for when in whens if when.period is not None), None)
    kept = [word for word in found if word.kind != "when"]
    heads = [word.when for word in found[:1] if word.when is not None and word.when.period is not None]
    if heads:
        state.period = heads[0].period
    clause = parse(kept)
    if not clause.words:
        return
    period = said or state.period
    told = _Told(clause, period, _base(whens, period, reader.context), clause.planned or clause.imperative or state.planned)
    if (inner := _aim(clause)) is not None:
        told = replace(told, clause=inner, planned=True)
        state.planned = True
    told.conditional = state.conditional
    state.conditional = state.conditional or clause.words[0].has("condition")
    _with_subject(state, told)
    _statement(reader, state, told)


def _base(whens: Sequence[object], period: Period | None, context: Context) -> str:
    year = period.last if period is not None else context.year
    for when in whens:
        before, base = getattr(when, "before", False), getattr(when, "base", None)
        if before or (base is not None and year is not None and base == year - 1):
            return "vs -1"
        if base is not None:
            return f"vs {base}"
    return ""


def _aim(clause: Clause) -> Clause | None:
    """What the aim is, of "the target for 2025 is to …"."""
    if not clause.verb or clause.denied or not clause.subject:
        return None
    heads = lexicon().kinds["plan_head"]
    first = clause.subject[0].words
    if not any(word.written in heads for word in first):
        return None
    if clause.planned and len(clause.subject) == 1 and all(word.written in heads or word.has("own", "article") for word in first):
        clause.subject = []  # "our target is to …"
        return clause
    if clause.verb not in ("be", "include"):
        return None
    at = next((place for place, word in enumerate(clause.words) if word.written == "to" and place > 1), None)
    if at is None or at + 1 >= len(clause.words):
        return None
    inner = parse(clause.words[at + 1 :])
    return inner if inner.imperative else None


def _with_subject(state: _State, told: _Told) -> None:
    """Lends a clause that has no subject, or a pronoun, that of the clause before it; and its verb to a bare figure."""
    clause = told.clause
    bare = not clause.verb and clause.subject and clause.subject[0].words[:1] and clause.subject[0].words[0].kind == "figure"
    if bare and state.verb and not _moves_in(clause.subject[0].words):
        clause.verb, clause.rest, clause.subject = state.verb, clause.subject, list(state.subject)
        told.how = How.COMPLETED
    elif clause.verb and not clause.imperative and not clause.denied:
        pronoun = len(clause.subject) == 1 and {word.written for word in clause.subject[0].words} <= _SUBJECTLESS
        if (not clause.subject or pronoun) and state.subject:
            clause.subject = list(state.subject)
            told.how = How.COMPLETED
    if clause.verb:
        state.verb = clause.verb
    if clause.subject and clause.verb:
        state.subject = clause.subject


# -- statements


def _statement(reader: _Reader, state: _State, told: _Told) -> None:
    clause = told.clause
    if _moved_statement(reader, state, told) or _compared(reader, state, told) or _levelled(reader, state, told):
        return
    own = _is_own(clause.subject)
    subject = _pieces(clause.subject)
    rest = list(clause.rest)
    first = _words(rest[0].words) if rest and not rest[0].preposition else _Piece("")
    if rest and not rest[0].preposition:
        rest = rest[1:]
    doer: list[_Piece] = []
    done = clause.verb
    if clause.passive:
        by = next((one for one in rest if one.preposition == "by" and one.words and one.words[0].kind != "figure"), None)
        if by is not None:
            rest.remove(by)
            doer = [OWN_PIECE] if _is_own([replace(by, preposition="")]) else _pieces([replace(by, preposition="")])
        head = subject[0] if subject else _Piece("")
        what = [_joined(done, head, first), *subject[1:]]
    elif not done:
        what = subject
    else:
        doer = [OWN_PIECE] if own and not told.planned else subject
        what = [_joined(done, first)]
    signs = [_Piece(NOT)] if clause.denied else []
    if clause.progressive:
        signs.append(_Piece(GOING))
    signs += [_Piece(f"⟨{word}⟩") for word in (clause.modal, *clause.manner) if word]
    if told.base:
        signs.append(_Piece(told.base))
    phrased = _pieces(rest)
    state.measure = tuple(replace(piece, text=piece.text.replace("# ", "").strip(" #"), figures=()) for piece in (*doer, *what))
    reader.group += 1
    everything = [*doer, *what, *phrased, *signs]
    _emit(reader, told, everything)
    if reader.context.claim:
        return
    causes = [piece for piece, phrase in zip(phrased, [one for one in rest if one.words], strict=False) if _is_cause(phrase)]
    if causes and all(phrase.preposition in _REASONS for phrase in rest if _is_cause(phrase)):
        _emit(reader, told, [piece for piece in everything if piece not in causes], How.ITEM)
    counted = bool(clause.subject) and any(word.has("quantifier") for word in clause.subject[0].words[:1])
    if doer and first.text and done not in ("be", "have") and not clause.denied and not counted:
        _emit(reader, told, [*what, *phrased, *signs], How.ITEM)


OWN_PIECE = _Piece(OWN)
_REASONS = frozenset({"because", "due to", "thanks to", "owing to", "driven by", "as a result of", "because of"})


def _is_cause(phrase: Phrase) -> bool:
    return phrase.preposition in lexicon().kinds["cause"]


def _is_own(subject: Sequence[Phrase]) -> bool:
    return bool(subject) and not subject[0].preposition and bool(subject[0].words) and all(
        word.has("own") or word.kind == "mark" for word in subject[0].words
    )


def _moves_in(found: Sequence[Word]) -> str:
    """The sign of a word of growth or decline among words; "" where there is none."""
    kinds = lexicon().kinds
    for word in found:
        if word.kind == "word" and (word.written in kinds["up_noun"] or word.value in kinds["up_noun"] or word.written in kinds["up_word"]):
            return UP
        if word.kind == "word" and (word.value in kinds["down_noun"] or word.written in kinds["down_word"]):
            return DOWN
    return ""


def _moved_statement(reader: _Reader, state: _State, told: _Told) -> bool:
    """Growth and decline: what moved, by how much, from where, to where."""
    clause = told.clause
    kinds = lexicon().kinds
    verb = clause.verb
    sign = UP if verb in kinds["up"] | kinds["up_loose"] | kinds["raise"] else DOWN if verb in kinds["down"] | kinds["cut"] else ""
    rest = list(clause.rest)
    measure: list[_Piece]
    doer: list[_Piece] = []
    first = rest[0].words if rest and not rest[0].preposition else ()
    if sign:
        object_ = [word for word in first if word.kind == "word" and not word.has("article", "own", "drop")]
        if clause.passive or not object_:
            measure = _pieces(clause.subject)
        elif first[0].kind == "figure":
            return False
        else:
            measure = [_words(first)]
            doer = [] if _is_own(clause.subject) else _pieces(clause.subject)
            rest = rest[1:]
    elif verb == "be" and first and first[0].written in kinds["up_word"] | kinds["down_word"] and not _than(rest):
        sign = UP if first[0].written in kinds["up_word"] else DOWN
        measure = _pieces(clause.subject)
        rest[0] = Phrase("", first[1:])
    elif not verb or verb in kinds["light_verb"]:
        found = _growth_noun(clause)
        if found is None:
            return False
        sign, amount, about, others = found
        measure = about or ([] if verb and _is_own(clause.subject) else _pieces(clause.subject) if verb else list(state.measure))
        if not measure:
            return False
        rest = [Phrase("", (amount,)), *others]
    else:
        return False
    _movement(reader, state, told, measure, doer, sign, rest)
    return True


def _growth_noun(clause: Clause) -> tuple[str, Word, list[_Piece], list[Phrase]] | None:
    """(sign, amount, measure where it is named, other phrases) of "up 5%", "growth of 5% in X", "a 5% rise in X"."""
    parts = list(clause.rest if clause.verb else clause.subject)
    if not parts or parts[0].preposition:
        return None
    first = [word for word in parts[0].words if not word.has("article", "own", "drop") and word.kind != "mark"]
    amounts = [word for word in first if word.kind == "figure"]
    sign = _moves_in(first)
    others = [word for word in first if word.kind == "word" and not _moves_in([word]) and word.written != "of"]
    if not sign or len(amounts) != 1 or others or amounts[0].value == "№":
        less = [word for word in first if word.has("less", "more")]
        if len(first) == 2 and len(amounts) == 1 and less and not _than(parts):
            return (DOWN if less[0].has("less") else UP), amounts[0], [], parts[1:]
        return None
    about = [phrase for phrase in parts[1:] if phrase.preposition in ("in", "for")]
    named = [_words(about[0].words)] if about and not clause.verb == "" or (about and first[0].kind != "word") else []
    if about and not named:
        named = [_words(about[0].words)]
    return sign, amounts[0], named, [phrase for phrase in parts[1:] if not named or phrase is not about[0]]


def _than(parts: Sequence[Phrase]) -> bool:
    return any(phrase.preposition == "than" and phrase.words for phrase in parts)


def _movement(
    reader: _Reader, state: _State, told: _Told, measure: list[_Piece], doer: list[_Piece], sign: str, rest: list[Phrase]
) -> None:
    amount: list[_Piece] = []
    start: list[_Piece] = []
    reached: list[_Piece] = []
    others: list[_Piece] = []
    for phrase in rest:
        piece = _words(phrase.words)
        if not piece.text:
            continue
        has = phrase.words and any(word.kind == "figure" and word.value == "#" for word in phrase.words[:2])
        if has and phrase.preposition in ("", "by"):
            amount.append(piece)
        elif has and phrase.preposition == "from":
            start.append(replace(piece, text=f"from {piece.text}"))
        elif has and phrase.preposition in ("to", "at"):
            reached.append(piece)
        else:
            others.extend(_pieces([phrase]))
    if told.clause.denied:
        others.append(_Piece(NOT))
    if told.clause.progressive:
        others.append(_Piece(GOING))
    others += [_Piece(f"⟨{word}⟩") for word in (told.clause.modal, *told.clause.manner) if word]
    base = [_Piece(told.base)] if told.base else []
    core = [*doer, *measure, _Piece(sign), *others]
    state.measure = tuple(measure)
    claim = reader.context.claim
    if amount:
        reader.group += 1
        _emit(reader, told, [*core, *amount, *base])
        if told.base == "vs -1" and not claim:
            _emit(reader, told, [*core, *amount], How.ITEM)
    if start or reached:
        reader.group += 1
        goal = [replace(piece, text=f"to {piece.text}") for piece in reached]
        _emit(reader, told, [*core, *start, *goal, *([] if amount else base)])
        if reached and not claim:
            if start or (base and not amount):
                _emit(reader, told, [*core, *goal], How.ITEM)
            if not told.clause.denied and not told.clause.modal:
                _emit(reader, told, [*measure, *others, *reached], How.ITEM)
    if not amount and not start and not reached:
        reader.group += 1
        _emit(reader, told, [*core, *base])
    elif not claim:
        _emit(reader, told, core, How.ITEM)


def _compared(reader: _Reader, state: _State, told: _Told) -> bool:
    """Higher or lower than something, with the gap."""
    clause = told.clause
    if clause.verb != "be" or not clause.rest or clause.rest[0].preposition:
        return False
    first = [word for word in clause.rest[0].words if not word.has("article", "drop")]
    gap = [word for word in first if word.kind == "figure"]
    way = [word for word in first if word.has("more", "less")]
    if len(way) != 1 or len(gap) > 1 or len(first) != len(way) + len(gap):
        return False
    sign = _Piece(MORE if way[0].has("more") else LESS)
    measure = _pieces(clause.subject)
    than = [piece for phrase in clause.rest[1:] for piece in _pieces([phrase])]
    if not than and told.base:
        moved = UP if way[0].has("more") else DOWN
        _movement(reader, state, told, measure, [], moved, [Phrase("", tuple(gap))])
        return True
    reader.group += 1
    signs = [_Piece(NOT)] if clause.denied else []
    signs += [_Piece(f"⟨{word}⟩") for word in (clause.modal, *clause.manner) if word]
    _emit(reader, told, [*measure, sign, *than, *([_words(gap)] if gap else []), *signs])
    if gap and not reader.context.claim:
        _emit(reader, told, [*measure, sign, *than, *signs], How.ITEM)
    return True


def _levelled(reader: _Reader, state: _State, told: _Told) -> bool:
    """A level or a count: "there were 95 X", "X reached 95", "X was 95", "we had 95 X"."""
    clause = told.clause
    kinds = lexicon().kinds
    rest = list(clause.rest)
    verb = clause.verb
    if verb in ("come", "amount", "stand") and len(rest) and rest[0].preposition in ("to", "at"):
        rest[0] = Phrase("", rest[0].words)
    elif verb == "be" and rest and rest[0].preposition == "at" and rest[0].words and rest[0].words[0].kind == "figure":
        rest[0] = Phrase("", rest[0].words)
    elif verb not in kinds["level"] and not (verb == "have" and _is_own(clause.subject)) and verb:
        return False
    source = rest if verb else list(clause.subject)
    if not source or source[0].preposition or clause.passive:
        return False
    first = [word for word in source[0].words if not word.has("article", "own", "drop")]
    if not first or first[0].kind != "figure" or first[0].value != "#":
        return False
    subject = [] if not verb or _is_own(clause.subject) else _pieces(clause.subject)
    planned = told.planned
    heads = kinds["plan_head"]
    if subject and clause.subject and any(word.written in heads for word in clause.subject[0].words) and not clause.denied:
        named = tuple(word for word in clause.subject[0].words if word.written not in heads)
        subject = _pieces([Phrase("", named), *clause.subject[1:]])
        told = replace(told, planned=True)
    if subject:
        measure, level = subject, _words(first)
    elif len(first) > 1 and first[1].written != "of":
        measure, level = [_words(first[1:])], _words(first[:1])
        if first[1].kind == "figure" or not measure[0].text:
            return False
    else:
        return False
    signs = [_Piece(NOT)] if clause.denied else []
    signs += [_Piece(f"⟨{word}⟩") for word in (clause.modal, *clause.manner) if word]
    others = _pieces(source[1:])
    state.measure = tuple(measure)
    reader.group += 1
    grown = _grown(measure)
    if grown is not None and level.text == "#":
        measure, sign = grown
        signs.append(_Piece(sign))
    base = [_Piece(told.base)] if told.base else []
    _emit(reader, told, [*measure, level, *others, *signs, *base])
    told.planned = planned
    return True


def _grown(measure: list[_Piece]) -> tuple[list[_Piece], str] | None:
    """(what grew, the sign) of a measure that is a growth: "GDP growth"."""
    head, _, last = measure[0].text.rpartition(" ")
    if not head or last not in ("growth", "increase", "decline", "decrease"):
        return None
    return [_Piece(head, measure[0].figures), *measure[1:]], UP if last in ("growth", "increase") else DOWN


# -- pieces


def _pieces(parts: Sequence[Phrase]) -> list[_Piece]:
    found: list[_Piece] = []
    for phrase in parts:
        piece = _words(phrase.words)
        if piece.text:
            found.append(replace(piece, text=f"{phrase.preposition} {piece.text}".strip()))
    return found


def _words(found: Sequence[Word]) -> _Piece:
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
    return _Piece(" ".join(values), tuple(figures))


def _owner(values: list[str], found: Sequence[Word]) -> tuple[list[str], list[str]]:
    place = next(place for place, word in enumerate(found) if word.written == "'s")
    count = len(_words(found[:place]).text.split())
    return values[:count], values[count:]


def _joined(verb: str, *parts: _Piece) -> _Piece:
    text = " ".join([verb, *(part.text for part in parts if part.text)])
    return _Piece(text, tuple(figure for part in parts for figure in part.figures))


def _emit(reader: _Reader, told: _Told, pieces: Sequence[_Piece], how: How | None = None) -> None:
    """One fact of these parts, in an order that is theirs and not the sentence's."""
    ordered = sorted((piece for piece in pieces if piece.text), key=lambda piece: (piece.text.startswith("⟨"), piece.text))
    texts = [piece.text for piece in ordered]
    if told.conditional:
        texts.append("⟨if⟩")
    if how is How.ITEM and any({"it", "them", "they"} & set(text.split()) for text in texts):
        return
    if not any(_names(text) for text in texts):
        return
    context = reader.context
    period = told.period if told.period is not None else _default_period(context)
    planned = told.planned or bool(context.plan and not context.claim)
    if told.period is not None and context.year is not None and told.period.first > context.year:
        planned = True
    reader.facts.append(
        Fact(
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
    )


def _names(text: str) -> bool:
    """Whether a part names a thing: not a sign, a figure, or a light verb alone."""
    bare = [word for word in text.split() if word not in ("#", "№", "of", ",", "be", "have", "do", "to", "from", "by", "vs", "-1", "it", "they")]
    return bool(bare) and not text.startswith(("⟨", "vs "))


def _default_period(context: Context) -> Period | None:
    if len(context.years) == 1:
        return Period(context.years[0], context.years[0])
    if context.years or context.year is None:
        return None
    return Period(context.year, context.year)


def texts(fact: Fact) -> Iterator[str]:
    """The parts of a fact that are words."""
    return (piece for piece in fact.pieces if not piece.startswith("⟨"))


__all__ = ["phrases", "read_english", "texts"]
