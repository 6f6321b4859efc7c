"""English sentences as facts, by the same rules as Chinese ones, over words.

A key's parts are phrases: who, what is done to what, and one part a preposition, each with its words in order; so
clauses that put their phrases in another order, or in the passive, have one key, and no word is dropped for it.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.facts.english_clauses import Clause, Phrase, cut, find_verb, parse
from index.facts.english_earlier import taken_out, tell_earlier
from index.facts.english_measures import compared, levelled, moved, moves_in
from index.facts.english_named_apart import named_apart
from index.facts.english_pieces import (
    GOING,
    NOT,
    OWN_PIECE,
    ClauseReading,
    Piece,
    Reader,
    State,
    emit,
    is_own,
    joined,
    listed,
    piece_of,
    pieces_of,
    without_reason,
)
from index.facts.english_respectively import told_apart
from index.facts.english_words import Word, blanked, lexicon, words
from index.facts.fact import Context, Fact, How, Period
from index.text.sentences import split_sentences

# What is done to several together is done to none of them alone.
_JOINING = frozenset({"", "be", "have", "combine", "merge", "compare", "mix", "join", "separate", "link", "total"})
# Whoever a claim tells of, spoken of again: the firm changed how it thinks.
_ITSELF = frozenset({"it", "they", "itself", "themselves"})
_APART = frozenset({"with", "for", "to"})
_SUBJECTLESS = frozenset({"it", "they", "he", "she", "this", "that", "which", "who", "these", "those"})


def read_english(text: str, context: Context) -> tuple[Fact, ...]:
    """The facts that an English text says, in order; offsets are into `text`."""
    reader = Reader(context)
    plain = blanked(text, context.names)
    for sentence in split_sentences(plain, 0, len(plain)):
        found = [_shifted(word, sentence.start) for word in words(plain[sentence.start : sentence.end], context)]
        plainly = [word for word in found if word.kind != "mark" or word.value not in "\"“”‘’'*"]
        for told in (one for timed in told_apart(plainly) for one in named_apart(timed)):
            state = State()
            clauses = list(cut(told))
            for clause in _with_the_last_one_s_time(clauses) if context.claim else clauses:
                _clause(reader, state, clause)
    return tuple(reader.facts)


def _with_the_last_one_s_time(clauses: list[list[Word]]) -> list[list[Word]]:
    """A claim's clauses; the time behind the last of two that share a subject is both's, as a reader takes it.

    "The group opened 14 stores and closed 9 in the first six months": of a claim the narrower time is the safer one.
    """
    if len(clauses) < 2 or not clauses[-1]:
        return clauses
    *_, before, last = clauses
    when = last[-1] if last[-1].kind != "mark" else last[-2] if len(last) > 1 else last[-1]
    if when.when is None or when.when.period is None or any(word.when is not None for word in before):
        return clauses
    opens = [word for word in last if not word.has("conj", "drop") and word.kind != "mark"]
    if not opens or find_verb(opens[:1]) is None:
        return clauses
    return [*clauses[:-2], [*before, when], last]


def _shifted(word: Word, by: int) -> Word:
    figure = word.figure
    if figure is not None:
        figure = replace(figure, start=figure.start + by, end=figure.end + by)
    return replace(word, start=word.start + by, end=word.end + by, figure=figure)


def _each_member(
    reader: Reader, told: ClauseReading, before: Sequence[Piece], rest: Sequence[Phrase], signs: Sequence[Piece]
) -> None:
    """Whom something is done with, for or to, and what to do, each of a list by itself."""
    for place, phrase in enumerate(rest):
        if phrase.preposition in _APART:
            for one in listed(piece_of(phrase.words), ""):
                others = pieces_of([*rest[:place], *rest[place + 1 :]])
                one = replace(one, text=f"{phrase.preposition} {one.text}")
                emit(reader, told, [*before, *others, one, *signs], How.ITEM)


def _clause(reader: Reader, state: State, found: list[Word]) -> None:
    whole = found
    found, earlier = taken_out(whole, state.last)
    whens = [word.when for word in found if word.when is not None]
    said = next((when.period for when in whens if when.period is not None), None)
    kept = [word for word in found if word.kind != "when"]
    heads = [word.when for word in found[:1] if word.when is not None and word.when.period is not None]
    if heads:
        state.period = heads[0].period
    clause = _with_one_verb_for_shares(parse(kept))
    if not clause.words:
        tell_earlier(reader, state, ClauseReading(parse(whole), None, "", state.planned), earlier)
        return
    if reader.context.claim and is_own(clause.subject):
        clause.rest = [
            replace(one, words=tuple(w for w in one.words if w.written not in _ITSELF)) for one in clause.rest
        ]
    # "was $10.4 billion in Q3, up 12%" tells both of Q3.
    period = said or state.period or (None if clause.verb else state.last)
    state.last = period
    told = ClauseReading(
        clause, period, _base(whens, period, reader.context), clause.planned or clause.imperative or state.planned
    )
    times = list(dict.fromkeys(when.period for when in whens if when.period is not None))
    told.further = tuple(times[1:])
    if (inner := _aim(clause)) is not None:
        told = replace(told, clause=inner, planned=True)
        state.planned = True
    told.conditional = state.conditional
    state.conditional = state.conditional or clause.words[0].has("condition")
    _with_subject(state, told)
    _statement(reader, state, told)
    tell_earlier(reader, state, told, earlier)
    if told.further and not reader.context.claim and _each_of(found):
        for one in times:
            _statement(reader, state, replace(told, period=one, further=(), how=How.ITEM))


def _each_of(found: Sequence[Word]) -> bool:
    """Whether a clause tells one thing of each of two times: "fell in the second quarter and first six months"."""
    listed = any(
        before.when is not None and word.written == "and" and behind.when is not None
        for before, word, behind in zip(found, found[1:], found[2:], strict=False)
    )
    return listed and sum(word.kind == "figure" for word in found) < 2


def _with_one_verb_for_shares(clause: Clause) -> Clause:
    """The clause with "account for", "make up" and the like as one verb."""
    first = clause.rest[0] if clause.rest else None
    if first is None or not first.words:
        return clause
    if clause.verb == "account" and first.preposition == "for":
        clause.verb, clause.rest[0] = "share", replace(first, preposition="")
    elif clause.verb == "make" and not first.preposition and first.words[0].written == "up":
        clause.verb, clause.rest[0] = "share", replace(first, words=first.words[1:])
    return clause


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
    if (
        clause.planned
        and len(clause.subject) == 1
        and all(word.written in heads or word.has("own", "article") for word in first)
    ):
        clause.subject = []  # "our target is to …"
        return clause
    if clause.verb not in ("be", "include"):
        return None
    at = next((place for place, word in enumerate(clause.words) if word.written == "to" and place > 1), None)
    if at is None or at + 1 >= len(clause.words):
        return None
    inner = parse(clause.words[at + 1 :])
    return inner if inner.imperative else None


def _with_subject(state: State, told: ClauseReading) -> None:
    """Lends a clause that has no subject, or a pronoun, that of the clause before it; and its verb to a bare figure."""
    clause = told.clause
    bare = (
        not clause.verb
        and clause.subject
        and clause.subject[0].words[:1]
        and clause.subject[0].words[0].kind == "figure"
    )
    if not clause.verb and state.verb and _leaves_its_verb_out(clause):
        clause.verb, clause.rest, clause.subject = state.verb, clause.subject[1:], clause.subject[:1]
        told.how = How.COMPLETED
    elif bare and state.verb and not moves_in(clause.subject[0].words):
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


def _leaves_its_verb_out(clause: Clause) -> bool:
    """Whether a clause is "the disputed claims to 12", behind one that says what came to so many."""
    if len(clause.subject) != 2 or clause.subject[0].preposition or clause.subject[1].preposition not in ("to", "by"):
        return False
    (named, amount) = (part.words for part in clause.subject)
    said = bool(named) and not any(word.kind == "figure" for word in named) and not moves_in(named)
    return said and len(amount) == 1 and amount[0].kind == "figure"


def _statement(reader: Reader, state: State, told: ClauseReading) -> None:
    clause = told.clause
    if moved(reader, state, told) or compared(reader, state, told) or levelled(reader, state, told):
        return
    own = is_own(clause.subject)
    subject = pieces_of(clause.subject)
    rest = list(clause.rest)
    first = piece_of(rest[0].words) if rest and not rest[0].preposition else Piece("")
    if rest and not rest[0].preposition:
        rest = rest[1:]
    doer: list[Piece] = []
    done = clause.verb
    if clause.passive:
        by = next(
            (one for one in rest if one.preposition == "by" and one.words and one.words[0].kind != "figure"), None
        )
        if by is not None:
            rest.remove(by)
            doer = [OWN_PIECE] if is_own([replace(by, preposition="")]) else pieces_of([replace(by, preposition="")])
        head = subject[0] if subject else Piece("")
        what = [joined(done, head, first), *subject[1:]]
    elif not done:
        what = subject
    else:
        doer = [OWN_PIECE] if own and not told.planned else subject
        what = [joined(done, first)]
    signs = [Piece(NOT)] if clause.denied else []
    if clause.progressive:
        signs.append(Piece(GOING))
    signs += [Piece(f"⟨{word}⟩") for word in (clause.modal, *clause.manner) if word]
    if told.base:
        signs.append(Piece(told.base))
    phrased = pieces_of(rest)
    state.measure = tuple(
        replace(piece, text=piece.text.replace("# ", "").strip(" #"), figures=()) for piece in (*doer, *what)
    )
    reader.group += 1
    everything = [*doer, *what, *phrased, *signs]
    emit(reader, told, everything)
    if reader.context.claim:
        if own and done == "meet" and any(word.has("plan_head") for one in clause.rest[:1] for word in one.words):
            emit(reader, told, [*what, *phrased, *signs], How.ITEM)  # a report's targets are its issuer's
        return
    kept = without_reason(rest)
    if len(kept) < len(rest) and (kept or first.text or not done):
        emit(reader, told, [*doer, *what, *pieces_of(kept), *signs], How.ITEM)
    if not told.clause.denied and done not in _JOINING:
        for one in listed(first, done):
            emit(reader, told, [*doer, joined(done, one) if done else one, *pieces_of(kept), *signs], How.ITEM)
        _each_member(reader, told, [*doer, *what], rest, signs)
    counted = bool(clause.subject) and any(word.has("quantifier") for word in clause.subject[0].words[:1])
    if doer and first.text and done not in ("be", "have") and not clause.denied and not counted:
        emit(reader, told, [*what, *phrased, *signs], How.ITEM)
