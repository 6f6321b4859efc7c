"""English growth and decline, comparisons, levels and counts as facts."""

from collections.abc import Sequence
from dataclasses import replace

from index.facts.english_clauses import Clause, Phrase
from index.facts.english_pieces import (
    DOWN,
    GOING,
    LESS,
    MORE,
    NOT,
    UP,
    ClauseReading,
    Piece,
    Reader,
    State,
    emit,
    is_own,
    piece_of,
    pieces_of,
    without_reason,
)
from index.facts.english_words import Word, lexicon
from index.facts.fact import How


def moves_in(found: Sequence[Word]) -> str:
    """The sign of a word of growth or decline among words; "" where there is none."""
    kinds = lexicon().kinds
    for word in found:
        if word.kind == "word" and (
            word.written in kinds["up_noun"] or word.value in kinds["up_noun"] or word.written in kinds["up_word"]
        ):
            return UP
        if word.kind == "word" and (word.value in kinds["down_noun"] or word.written in kinds["down_word"]):
            return DOWN
    return ""


def moved(reader: Reader, state: State, told: ClauseReading) -> bool:
    """Growth and decline: what moved, by how much, from where, to where."""
    clause = told.clause
    kinds = lexicon().kinds
    verb = clause.verb
    sign = (
        UP
        if verb in kinds["up"] | kinds["up_loose"] | kinds["raise"]
        else DOWN
        if verb in kinds["down"] | kinds["cut"]
        else ""
    )
    rest = list(clause.rest)
    measure: list[Piece]
    doer: list[Piece] = []
    lent: Piece | None = None
    first = rest[0].words if rest and not rest[0].preposition else ()
    if sign:
        object_ = [word for word in first if word.kind == "word" and not word.has("article", "own", "drop")]
        if clause.passive or not object_:
            measure = pieces_of(clause.subject)
        elif first[0].kind == "figure":
            return False
        else:
            measure = [piece_of(first)]
            doer = [] if is_own(clause.subject) else pieces_of(clause.subject)
            rest = rest[1:]
    elif verb == "be" and first and first[0].written in kinds["up_word"] | kinds["down_word"] and not _than(rest):
        sign = UP if first[0].written in kinds["up_word"] else DOWN
        measure = pieces_of(clause.subject)
        rest[0] = Phrase("", first[1:])
    elif not verb or verb in kinds["light_verb"]:
        found = _growth_noun(clause)
        if found is None:
            return False
        sign, amount, about, others = found
        measure = about or (
            [] if verb and is_own(clause.subject) else pieces_of(clause.subject) if verb else list(state.measure)
        )
        if not measure:
            return False
        lent = state.level if not about and not verb else None
        rest = [Phrase("", (amount,)), *others]
    else:
        return False
    _movement(reader, state, told, measure, doer, sign, rest, lent)
    return True


def _growth_noun(clause: Clause) -> tuple[str, Word, list[Piece], list[Phrase]] | None:
    """(sign, amount, measure where it is named, other phrases) of "up 5%", "growth of 5% in X", "a 5% rise in X"."""
    parts = list(clause.rest if clause.verb else clause.subject)
    if not parts or parts[0].preposition:
        return None
    first = [word for word in parts[0].words if not word.has("article", "own", "drop") and word.kind != "mark"]
    amounts = [word for word in first if word.kind == "figure"]
    sign = moves_in(first)
    others = [word for word in first if word.kind == "word" and not moves_in([word]) and word.written != "of"]
    if not sign or len(amounts) != 1 or others or amounts[0].value == "№":
        less = [word for word in first if word.has("less", "more")]
        if len(first) == 2 and len(amounts) == 1 and less and not _than(parts):
            return (DOWN if less[0].has("less") else UP), amounts[0], [], parts[1:]
        return None
    about = [phrase for phrase in parts[1:] if phrase.preposition in ("in", "for")]
    named = [piece_of(about[0].words)] if about else []
    return sign, amounts[0], named, [phrase for phrase in parts[1:] if not named or phrase is not about[0]]


def _than(parts: Sequence[Phrase]) -> bool:
    return any(phrase.preposition == "than" and phrase.words for phrase in parts)


def _movement(
    reader: Reader,
    state: State,
    told: ClauseReading,
    measure: list[Piece],
    doer: list[Piece],
    sign: str,
    rest: list[Phrase],
    level: Piece | None = None,
) -> None:
    amount: list[Piece] = []
    start: list[Piece] = []
    reached: list[Piece] = []
    others: list[Piece] = []
    for phrase in rest:
        piece = piece_of(phrase.words)
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
            others.extend(pieces_of([phrase]))
    if told.clause.denied:
        others.append(Piece(NOT))
    if told.clause.progressive:
        others.append(Piece(GOING))
    others += [Piece(f"⟨{word}⟩") for word in (told.clause.modal, *told.clause.manner) if word]
    base = [Piece(told.base)] if told.base else []
    core = [*doer, *measure, Piece(sign), *others]
    state.measure = tuple(measure)
    state.patterns = _patterns(core, [*measure, *others], amount, [*start, *reached])
    claim = reader.context.claim
    if level is not None and not claim:  # "net sales were 12, down 8%" is a fall to 12
        emit(reader, told, [*core, replace(level, text=f"to {level.text}")], How.ITEM)
    if amount:
        reader.group += 1
        emit(reader, told, [*core, *amount, *base])
        if told.base == "vs -1" and not claim:
            emit(reader, told, [*core, *amount], How.ITEM)
    if start or reached:
        reader.group += 1
        goal = [replace(piece, text=f"to {piece.text}") for piece in reached]
        emit(reader, told, [*core, *start, *goal, *([] if amount else base)])
        if reached and not claim:
            if start or (base and not amount):
                emit(reader, told, [*core, *goal], How.ITEM)
            if not told.clause.denied and not told.clause.modal:
                emit(reader, told, [*measure, *others, *reached], How.ITEM)
    kept = without_reason(rest)
    if len(kept) < len(rest) and not claim and not told.clause.denied:
        _movement(reader, state, replace(told, how=How.ITEM), measure, doer, sign, kept)
    if not amount and not start and not reached:
        reader.group += 1
        emit(reader, told, [*core, *base])
        if told.base == "vs -1" and not claim:
            emit(reader, told, core, How.ITEM)
    elif not claim:
        emit(reader, told, core, How.ITEM)


def _patterns(
    moved: list[Piece], levelled: list[Piece], amount: list[Piece], levels: list[Piece]
) -> dict[str, tuple[Piece, ...]]:
    """What a further figure of a unit would be told of: the movement, or the level that it came from or to."""
    by_unit = {figure.unit: tuple(moved) for piece in amount for figure in piece.figures}
    return by_unit | {figure.unit: tuple(levelled) for piece in levels for figure in piece.figures}


def compared(reader: Reader, state: State, told: ClauseReading) -> bool:
    """Higher or lower than something, with the gap."""
    clause = told.clause
    if clause.verb != "be" or not clause.rest or clause.rest[0].preposition:
        return False
    first = [word for word in clause.rest[0].words if not word.has("article", "drop")]
    gap = [word for word in first if word.kind == "figure"]
    way = [word for word in first if word.has("more", "less")]
    if len(way) != 1 or len(gap) > 1 or len(first) != len(way) + len(gap):
        return False
    sign = Piece(MORE if way[0].has("more") else LESS)
    measure = pieces_of(clause.subject)
    than = [piece for phrase in clause.rest[1:] for piece in pieces_of([phrase])]
    if not than and told.base:
        moved = UP if way[0].has("more") else DOWN
        _movement(reader, state, told, measure, [], moved, [Phrase("", tuple(gap))])
        return True
    reader.group += 1
    signs = [Piece(NOT)] if clause.denied else []
    signs += [Piece(f"⟨{word}⟩") for word in (clause.modal, *clause.manner) if word]
    emit(reader, told, [*measure, sign, *than, *([piece_of(gap)] if gap else []), *signs])
    if gap and not reader.context.claim:
        emit(reader, told, [*measure, sign, *than, *signs], How.ITEM)
    return True


def levelled(reader: Reader, state: State, told: ClauseReading) -> bool:
    """A level or a count: "there were 95 X", "X reached 95", "X was 95", "we had 95 X"."""
    clause = told.clause
    kinds = lexicon().kinds
    rest = list(clause.rest)
    verb = clause.verb
    if (verb in ("come", "amount", "stand") and len(rest) and rest[0].preposition in ("to", "at")) or (
        verb == "be" and rest and rest[0].preposition == "at" and rest[0].words and rest[0].words[0].kind == "figure"
    ):
        rest[0] = Phrase("", rest[0].words)
    elif verb not in kinds["level"] and not (verb == "have" and is_own(clause.subject)) and verb:
        return False
    source = rest if verb else list(clause.subject)
    if not source or source[0].preposition or clause.passive:
        return False
    first = [word for word in source[0].words if not word.has("article", "own", "drop")]
    if verb == "have" and told.how is How.WRITTEN:  # whose it is is said, and not lent by another clause
        first = _with_the_total_first(first)
    if not first or first[0].kind != "figure" or first[0].value != "#":
        return False
    subject = [] if not verb or is_own(clause.subject) else pieces_of(clause.subject)
    heads = kinds["plan_head"]
    if (
        subject
        and clause.subject
        and any(word.written in heads for word in clause.subject[0].words)
        and not clause.denied
    ):
        named = tuple(word for word in clause.subject[0].words if word.written not in heads)
        subject = pieces_of([Phrase("", named), *clause.subject[1:]])
        told = replace(told, planned=True)
    if subject:
        measure, level = subject, piece_of(first)
    elif len(first) > 1 and first[1].written != "of":
        measure, level = [piece_of(first[1:])], piece_of(first[:1])
        if first[1].kind == "figure" or not measure[0].text:
            return False
    else:
        return False
    signs = [Piece(NOT)] if clause.denied else []
    signs += [Piece(f"⟨{word}⟩") for word in (clause.modal, *clause.manner) if word]
    others = pieces_of(source[1:])
    state.measure, state.level = tuple(measure), level
    reader.group += 1
    grown = _grown(measure)
    if grown is not None and level.text == "#":
        measure, sign = grown
        signs.append(Piece(sign))
    base = [Piece(told.base)] if told.base else []
    state.patterns = {figure.unit: (*measure, *others, *signs) for figure in level.figures}
    emit(reader, told, [*measure, level, *others, *signs, *base])
    return True


def _with_the_total_first(words: list[Word]) -> list[Word]:
    """Of "(we had) obligations totaling 12", or of 12, the 12 first, as in "12 obligations"."""
    named, last = words[:-2], words[-2:]
    totals = len(last) == 2 and last[0].written in ("totaling", "totalling", "of") and last[1].value == "#"
    return [last[1], *named] if totals and named and not any(word.kind == "figure" for word in named) else words


def _grown(measure: list[Piece]) -> tuple[list[Piece], str] | None:
    """(what grew, the sign) of a measure that is a growth: "GDP growth"."""
    head, _, last = measure[0].text.rpartition(" ")
    if not head or last not in ("growth", "increase", "decline", "decrease"):
        return None
    return [Piece(head, measure[0].figures), *measure[1:]], UP if last in ("growth", "increase") else DOWN
